"""A made-up event in a made-up country, rich enough to show everything a page can hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rashomon.model import (
    Account,
    AccountStatement,
    Anonymity,
    Article,
    Change,
    Claim,
    ClaimRef,
    Comparison,
    Covers,
    EventComparison,
    EventSpeaker,
    EventSummary,
    EventSummarySentence,
    Evidence,
    LeftOut,
    LostAttribution,
    MadeBy,
    NotHeard,
    Origin,
    Passage,
    Quantity,
    Question,
    Reading,
    RecordItem,
    Relation,
    Span,
    Speaker,
    Statement,
    Summary,
    SummarySentence,
    TimelineEntry,
    Verification,
)
from rashomon.text import paragraphs, quote, sha256

HOSTILE = '<script>alert("x")</script><img src=x onerror=\'alert(1)\'> "><b>'


def spans(text: str, *pieces: str) -> tuple[Span, ...]:
    """The spans of the pieces, each of which must stand exactly once in the text."""
    found = []
    for piece in pieces:
        assert text.count(piece) == 1, f"{piece!r} stands {text.count(piece)} times"
        start = text.index(piece)
        found.append(Span(start, start + len(piece)))
    return tuple(found)


def made_by(text: str) -> MadeBy:
    return MadeBy(rashomon="0.1.0", annotator="rules@1", text_sha256=sha256(text))


def claim(
    text: str,
    key: str,
    source: Sequence[str] | str,
    cue: Sequence[str] | str,
    content: Sequence[str] | str,
    **more: Any,
) -> Claim:
    def found(given: Sequence[str] | str) -> tuple[Span, ...]:
        given = (given,) if isinstance(given, str) else tuple(given)
        return spans(text, *given) if given != ("",) else ()

    more.setdefault("kind", "indirect" if source or cue else "own voice")
    return Claim(id=key, source=found(source), cue=found(cue), content=found(content), **more)


COURIER = """\
A fire at the Tarn Quay fuel depot killed at least nine people on Tuesday night 🔥, \
the Vellmar Port Authority said.

“The tanks were empty,” harbour master Doran Pell told reporters, \
“and had been since the spring inspection.” He denied that the depot held any fuel.

The interior minister, Mirel Asko, said that firefighters had told her \
the blaze began in a parked tanker lorry. She called for an inquiry within ten days.

Two cranes fell into the basin. The quay stayed closed on Wednesday."""

LANTERN = """\
Fourteen people died when tanks full of diesel exploded at Tarn Quay, \
according to the dockers' union.

Union spokeswoman Ila Brandt claimed the harbour master had been warned twice. \
“They knew,” she said. “They had our letters in March.”

A senior official at the ministry, who asked not to be named because the inquiry is under way, \
said the police might question the depot's owner, Corvane Fuels.

The Lantern could not independently verify the union's figures."""

AGENCY = """\
VELLMAR (Agency North) - At least nine people were killed in a fire at a fuel depot in Vellmar, \
the port authority said on Wednesday.

Fire chief Odo Lannick said the number of dead had risen to eleven by the afternoon, \
and that diesel was found in three of the tanks.

Corvane Fuels did not answer questions."""

TODAY = """\
Nine people were killed in a fire at a fuel depot in Vellmar. The depot was empty.

Fire chief Odo Lannick confirmed that diesel was found in three tanks, Ostania Today has learned.

It was reported that the depot's gate had been left open."""

ARABIC = """\
قالت هيئة ميناء فيلمار إن تسعة أشخاص على الأقل لقوا حتفهم في حريق المستودع.

وأضاف قائد الإطفاء أن الديزل عُثر عليه في ثلاثة خزانات."""


def killed(text: str, words: str, value: float, key: str, **more: Any) -> RecordItem:
    """The words as a figure of people killed, asserted by one claim."""
    more.setdefault("bound", "exact")
    quantity = Quantity(value=value, unit="people", counts="killed", **more)
    span = spans(text, words)[0]
    return RecordItem(slot="quantity", value=words, span=span, quantity=quantity, claims=(key,))


def _reading(
    key: str,
    text: str,
    claims: Sequence[Claim],
    speakers: Sequence[Speaker],
    *,
    summary: Summary | None = None,
    record: Sequence[RecordItem] = (),
    notes: Sequence[str] = (),
    **more: Any,
) -> Reading:
    more.setdefault("language", "en")
    more.setdefault("paragraphs", paragraphs(text))
    return Reading(
        made_by=made_by(text),
        article=Article(id=key, text=text, **more),
        claims=tuple(claims),
        speakers=tuple(speakers),
        record=tuple(record),
        summary=summary,
        notes=tuple(notes),
    )


PORT = Speaker(id="sp-port", name="Vellmar Port Authority", type="organisation")
PELL = Speaker(id="sp-pell", name="Doran Pell", type="person")
ASKO = Speaker(id="sp-asko", name="Mirel Asko", type="person")
FIRE = Speaker(id="sp-fire", name="Odo Lannick", type="person")
UNION = Speaker(id="sp-union", name="the dockers’ union", type="organisation")
OFFICIAL = Speaker(
    id="sp-official",
    name="a senior official at the ministry",
    type="unnamed",
    described_as="a senior official at the ministry",
    anonymity=Anonymity(reason="because the inquiry is under way", count=1, access=None),
)


def courier() -> Reading:
    t = COURIER
    claims = (
        claim(t, "c1", "the Vellmar Port Authority", "said.",
              "A fire at the Tarn Quay fuel depot killed at least nine people on Tuesday night 🔥",
              speaker="sp-port"),
        claim(t, "c2", "harbour master Doran Pell", "told reporters",
              ["The tanks were empty,", "and had been since the spring inspection."],
              speaker="sp-pell", kind="direct"),
        claim(t, "c3", "He", "denied", "the depot held any fuel", speaker="sp-pell",
              commitment="denies"),
        claim(t, "c4", "The interior minister, Mirel Asko,", "said that",
              "firefighters had told her the blaze began in a parked tanker lorry",
              speaker="sp-asko",
              evidence=(Evidence(kind="witness", span=spans(t, "firefighters had told her")[0]),)),
        claim(t, "c5", "firefighters", "had told her", "the blaze began in a parked tanker lorry",
              inside="c4", candidates=("sp-fire", "sp-port"), commitment="hedges"),
        claim(t, "c6", "She", "called for", "an inquiry within ten days", speaker="sp-asko",
              commitment="demands"),
        claim(t, "c7", "", "", "Two cranes fell into the basin."),
        claim(t, "c8", "", "", "The quay stayed closed on Wednesday."),
    )  # fmt: skip
    nine = spans(t, "at least nine people")[0]
    return _reading(
        "courier-1", t, claims, (PORT, PELL, ASKO, FIRE),
        outlet="Vellmar Courier", title="Fire at Tarn Quay: “empty” tanks & nine dead",
        published="2031-05-07T06:30:00+00:00", modified="2031-05-07T09:00:00+00:00",
        authors=("Sanna Ruhl",), url="https://courier.example/fire?id=1&x=2",
        left_out=(LeftOut(text="No time? Take the short version", reason="widget"),
                  LeftOut(text=HOSTILE, reason="headline of another article")),
        notes=("the address carries no date",),
        record=(RecordItem(slot="quantity", value="at least 9 people", span=nine,
                           quantity=Quantity(value=9, bound="at least", unit="people",
                                             counts="killed"), claims=("c1",)),),
        summary=Summary(
            time_s=20,
            sentences=(
                SummarySentence(text=t.split("\n")[0], claims=("c1",), spans=claims[0].content),
                SummarySentence(text="He denied that the depot held any fuel.", claims=("c3",),
                                spans=claims[2].content),
            ),
            covers=Covers(claims=2, of=8, speakers=2, of_speakers=3),
        ),
    )  # fmt: skip


def lantern() -> Reading:
    t = LANTERN
    claims = (
        claim(t, "c1", "the dockers' union.", "according to",
              "Fourteen people died when tanks full of diesel exploded at Tarn Quay",
              speaker="sp-union"),
        claim(t, "c2", "Union spokeswoman Ila Brandt", "claimed",
              "the harbour master had been warned twice", speaker="sp-union",
              stance="distancing", commitment="alleges"),
        claim(t, "c3", "she", "said. “", ["They knew,", "They had our letters in March."],
              speaker="sp-union", kind="direct"),
        claim(t, "c4", "A senior official at the ministry, who asked not to be named because the "
              "inquiry is under way,", "said the police".split(" the")[0] + " the police might",
              "question the depot's owner, Corvane Fuels", speaker="sp-official",
              commitment="hedges"),
        claim(t, "c5", "The Lantern", "could not independently verify", "the union's figures",
              commitment="withholds",
              verification=(Verification(kind="not verified", span=spans(
                  t, "could not independently verify")[0]),)),
    )  # fmt: skip
    return _reading(
        "lantern<1>\"'", t, claims, (UNION, OFFICIAL),
        record=(killed(t, "Fourteen people", 14, "c1"),),
        outlet='The Lantern <b>"&', title=HOSTILE, published="2031-05-07",
        url="javascript:alert(1)", authors=(HOSTILE,), notes=(HOSTILE,),
    )  # fmt: skip


def agency() -> Reading:
    t = AGENCY
    claims = (
        claim(t, "c1", "the port authority", "said on Wednesday",
              "At least nine people were killed in a fire at a fuel depot in Vellmar",
              speaker="sp-port"),
        claim(t, "c2", "Fire chief Odo Lannick", "said the",
              "number of dead had risen to eleven by the afternoon", speaker="sp-fire"),
        claim(t, "c3", "Fire chief Odo Lannick", "said the",
              "diesel was found in three of the tanks", speaker="sp-fire"),
        claim(t, "c4", "Corvane Fuels", "did not answer", "questions", commitment="withholds"),
    )  # fmt: skip
    return _reading(
        "agency-1",
        t,
        claims,
        (PORT, FIRE),
        record=(
            killed(t, "At least nine people", 9, "c1", bound="at least"),
            killed(t, "eleven", 11, "c2"),
        ),
        outlet="Agency North",
        title="Nine killed in Vellmar depot fire",
        published="2031-05-07T15:05:00Z",
    )


def today() -> Reading:
    t = TODAY
    claims = (
        claim(t, "c1", "", "", "Nine people were killed in a fire at a fuel depot in Vellmar."),
        claim(t, "c2", "", "", "The depot was empty."),
        claim(t, "c3", "Fire chief Odo Lannick", "confirmed", "diesel was found in three tanks",
              speaker="sp-fire", stance="endorsing"),
        claim(t, "c4", "", "It was reported that", "the depot's gate had been left open",
              stance="distancing"),
    )  # fmt: skip
    return _reading(
        "today-1",
        t,
        claims,
        (FIRE,),
        record=(killed(t, "Nine people", 9, "c1"),),
        outlet="Ostania Today",
        title="Depot fire in Vellmar",
        published="2031-05-08",
    )


def arabic() -> Reading:
    t = ARABIC
    claims = (
        claim(t, "c1", "هيئة ميناء فيلمار", "قالت",
              "تسعة أشخاص على الأقل لقوا حتفهم في حريق المستودع", speaker="sp-port"),
        claim(t, "c2", "قائد الإطفاء", "وأضاف", "الديزل عُثر عليه في ثلاثة خزانات",
              speaker="sp-fire"),
    )  # fmt: skip
    return _reading(
        "mina-1",
        t,
        claims,
        (PORT, FIRE),
        outlet="صوت الميناء",
        language="ar",
        title="تسعة قتلى في حريق فيلمار",
        published="2031-05-08T10:00:00+03:00",
    )


def ref(article: str, key: str) -> ClaimRef:
    return ClaimRef(article=article, claim=key)


def comparison() -> Comparison:
    readings = (courier(), lantern(), agency(), today(), arabic())
    by_id = {r.article.id: r for r in readings}
    c, l_, a, t, m = by_id

    def statement(key: str, *refs: ClaimRef, origins: int = 1) -> Statement:
        first = by_id[refs[0].article]
        content = next(x.content for x in first.claims if x.id == refs[0].claim)
        return Statement(
            id=key, text=quote(first.article.text, content), claims=refs,
            outlets=len({r.article for r in refs}), origins=origins,
        )  # fmt: skip

    statements = (
        statement("s1", ref(c, "c1"), ref(a, "c1"), ref(m, "c1"), origins=2),
        statement("s2", ref(l_, "c1")),
        statement("s3", ref(a, "c2")),
        statement("s4", ref(c, "c2")),
        statement("s5", ref(c, "c3")),
        statement("s6", ref(a, "c3"), ref(t, "c3"), ref(m, "c2"), origins=1),
        statement("s7", ref(t, "c1")),
        statement("s8", ref(t, "c2")),
        statement("s9", ref(c, "c4")),
        statement("s10", ref(c, "c6")),
        statement("s11", ref(l_, "c2")),
        statement("s12", ref(l_, "c3")),
        statement("s13", ref(l_, "c4")),
        statement("s14", ref(l_, "c5")),
        statement("s15", ref(a, "c4")),
        statement("s16", ref(t, "c4")),
        statement("s17", ref(c, "c7")),
        statement("s18", ref(c, "c8")),
    )
    questions = (
        Question(id="q1", text="How many people were killed?", about="number",
                 statements=("s1", "s2", "s3", "s7")),
        Question(id="q2", text="Did the depot hold fuel?", about="denial",
                 statements=("s4", "s5", "s6", "s8", "s2")),
        Question(id="q3", text="Was the harbour master warned?", about="other",
                 statements=("s11",)),
        Question(id="q4", text="Where did the fire begin?", about="cause",
                 statements=("s9", "s2", "s13")),
    )  # fmt: skip
    relations = (
        Relation(a="s1", b="s2", relation="contradict", about="number", confidence=0.86,
                 why="at least nine dead against fourteen dead, on the same night"),
        Relation(a="s1", b="s3", relation="update", about="number", confidence=0.9,
                 why="the count rose from nine to eleven by Wednesday afternoon"),
        Relation(a="s1", b="s7", relation="agree", about="number", confidence=0.95,
                 why="both give nine people killed in the fire"),
        Relation(a="s5", b="s6", relation="contradict", about="denial", confidence=0.7,
                 why="one denies that the depot held fuel, the other says diesel was found there"),
        Relation(a="s8", b="s6", relation="contradict", about="other", confidence=0.55,
                 why="empty against diesel in three tanks"),
        Relation(a="s4", b="s8", relation="agree", about="other", confidence=0.8,
                 why=f"both say that the tanks or the depot were empty {HOSTILE}"),
        Relation(a="s9", b="s13", relation="compatible", about="cause", confidence=0.4,
                 why="where it began and who may be questioned can both hold"),
        Relation(a="s10", b="s13", relation="unknown", about="other", confidence=0.1,
                 why="left open"),
    )  # fmt: skip

    def account(
        speaker: str | None, *entries: tuple[str, str, Sequence[str]], **more: Any
    ) -> Account:
        return Account(
            speaker=speaker,
            statements=tuple(
                AccountStatement(statement=s, first=f, articles=tuple(x)) for s, f, x in entries
            ),
            **more,
        )

    accounts = (
        account("sp-port", ("s1", "2031-05-07", [c, a, m])),
        account("sp-union", ("s2", "2031-05-07", [l_]), ("s11", "2031-05-07", [l_]),
                ("s12", "2031-05-07", [l_])),
        account("sp-fire", ("s3", "2031-05-07", [a]), ("s6", "2031-05-07", [a, t, m])),
        account("sp-pell", ("s4", "2031-05-07", [c]), ("s5", "2031-05-07", [c]),
                changes=(Change(from_="s4", to="s5", kind="refines"),)),
        account("sp-asko", ("s9", "2031-05-07", [c]), ("s10", "2031-05-07", [c])),
        account("sp-official", ("s13", "2031-05-07", [l_])),
        account(None, ("s7", "2031-05-08", [t]), ("s8", "2031-05-08", [t]),
                ("s17", "2031-05-07", [c]), ("s18", "2031-05-07", [c])),
    )  # fmt: skip
    event = EventComparison(
        id="ev1", title="Fire at the Tarn Quay fuel depot", articles=tuple(by_id),
        why=("published within two days", "all name Vellmar and a fuel depot",
             "nine shared words that are rare elsewhere: Tarn, quay, diesel …"),
        statements=statements, questions=questions, relations=relations, accounts=accounts,
        origins=(Origin(id="o1", kind="wire copy", articles=(a, m),
                        why="the Arabic text follows the agency's sentences one by one"),),
        lost_attribution=(
            LostAttribution(attributed=ref(a, "c1"), own_voice=ref(t, "c1"), what="attribution"),
            LostAttribution(attributed=ref(c, "c2"), own_voice=ref(t, "c2"), what="attribution"),
        ),
        not_heard=(NotHeard(name="Corvane Fuels",
                            why="named as owner of the depot in 2 articles, quoted in none"),),
        timeline=(
            TimelineEntry(when="2031-03", of="event", text="They had our letters in March.",
                          claims=(ref(l_, "c3"),)),
            TimelineEntry(when="2031-05-06", of="event", text="fire at the Tarn Quay fuel depot",
                          claims=(ref(c, "c1"), ref(a, "c1"))),
            TimelineEntry(when="2031-05-07T06:30:00+00:00", of="report", text="Vellmar Courier",
                          claims=()),
            TimelineEntry(when="2031-05-07T15:05:00Z", of="report", text="Agency North",
                          claims=(ref(a, "c2"),)),
            TimelineEntry(when="2031-05-08", of="report", text="Ostania Today", claims=()),
        ),
        summary=EventSummary(sentences=(
            EventSummarySentence(
                text="At least nine people were killed, the Vellmar Port Authority said; the "
                "dockers’ union gives fourteen.",
                claims=(ref(c, "c1"), ref(l_, "c1")),
                spans=(Passage(article=c, span=courier().claims[0].content[0]),)),
            EventSummarySentence(
                text="Harbour master Doran Pell denied that the depot held any fuel; fire chief "
                "Odo Lannick said diesel was found in three of the tanks.",
                claims=(ref(c, "c3"), ref(a, "c3")), spans=()),
        )),
    )  # fmt: skip
    lone = EventComparison(id="ev2", title="A lone article", articles=("lone",))
    text = "The ferry Corvina was late. Nobody said why."
    alone = _reading(
        "lone",
        text,
        (claim(text, "c1", "", "", "The ferry Corvina was late."),),
        (),
        outlet="Vellmar Courier",
        published="2031-06-01",
        language=None,
    )
    speakers = tuple(
        EventSpeaker(id=s.id, name=s.name, type=s.type)
        for s in (PORT, PELL, ASKO, FIRE, UNION, OFFICIAL)
    )
    return Comparison(
        made_by=made_by("".join(r.article.text for r in readings)),
        articles=(*readings, alone), speakers=speakers, events=(event, lone),
    )  # fmt: skip


def single_event() -> Comparison:
    """The same with the made-up fire alone."""
    whole = comparison()
    return Comparison(
        made_by=whole.made_by, articles=whole.articles[:-1], speakers=whole.speakers,
        events=whole.events[:1],
    )  # fmt: skip
