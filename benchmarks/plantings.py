"""Copies and rewrites made from an article by rule, for measuring how many are found again.

Every planting takes a text and a seeded random generator and gives a new text. They are made when
the benchmark runs: no article is kept in the repository.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_SENTENCE = re.compile(r"[^\n]+?(?:(?<=[.!?])[\"”’']?(?=\s+[\"“‘A-Z])|(?=\n)|$)")
_QUOTED = re.compile(r"(“[^”\n]*”|\"[^\"\n]*\")")
_SAID = re.compile(
    r"^(?P<content>[^\"“”]{30,}?),? (?P<who>(?:the |an? )?[A-Z]?[\w' -]{3,40}?)"
    r" (?P<cue>said|says|added|reported|announced)(?P<rest>(?: on \w+)?)\.$"
)
_SAID_FIRST = re.compile(
    r"^(?P<who>(?:The |An? )?[A-Z][\w' -]{2,40}?) (?P<cue>said|says|reported|announced)"
    r"(?P<rest>(?: on \w+)?) (?:that )?(?P<content>[^\"“”]{30,})\.$"
)
_PASSIVE = re.compile(
    r"^(?P<who>(?:The |An? )?[\w' -]{3,40}?) (?P<verb>arrested|detained|killed|injured|wounded"
    r"|charged|destroyed|blamed|accused|released|identified|rescued|attacked|struck|treated)"
    r" (?P<whom>(?:the |an? |\d+ |[A-Z])[\w' -]{2,50}?)"
    r"(?P<rest>(?: on| in| at| near| after|,).*)?\.$"
)
_CLAUSE = re.compile(
    r",(?: which| who| where| as| while| although| including| according to)[^,.\"“”]{8,90}(?=[,.])"
)
_NUMBER = re.compile(r"\b(?:[2-9]|[1-9]\d{1,2})\b")

# Words that a rewriter puts for each other: ours.
_SAME = """
said stated; says states; told informed; killed slain; died perished; dead lifeless; police
officers; shot gunned; shooting gunfire; fired discharged; gun firearm; man male; woman female;
boy lad; arrested detained; charged accused; suspect suspected; home house; house home; hospital
clinic; near close; started began; began started; ended finished; fight brawl; argument dispute;
car vehicle; vehicle car; truck lorry; bus coach; street road; road street; injured hurt; wounded
injured; attack assault; attacked assaulted; attackers assailants; gunmen attackers; troops
soldiers; soldiers troops; fighters militants; militants fighters; rebels insurgents; government
authorities; officials authorities; authorities officials; official officer; strike raid; strikes
raids; airstrike bombardment; airstrikes bombardments; shelling bombardment; bomb explosive; bombs
explosives; blast explosion; explosion blast; exploded detonated; destroyed wrecked; damaged
harmed; crash accident; accident crash; collapsed crumbled; children youngsters; child youngster;
students pupils; teacher instructor; school college; people persons; residents inhabitants;
civilians noncombatants; victims casualties; victim casualty; family relatives; father dad; mother
mum; friend companion; wife spouse; several various; many numerous; most largely; large big; big
large; small little; new fresh; old aged; young youthful; major important; important major;
serious grave; critical grave; condition state; investigation inquiry; investigators detectives;
detectives investigators; investigating examining; incident event; reported announced; announced
declared; claimed asserted; added continued; confirmed verified; denied rejected; asked requested;
called urged; urged pressed; wanted wished; needed required; took seized; taken carried; found
discovered; discovered found; saw observed; heard noticed; helped aided; tried attempted; trying
attempting; happened occurred; occurred happened; arrived came; left departed; came arrived; went
travelled; ran fled; fled escaped; entered penetrated; hit struck; struck hit; held staged;
planned intended; agreed consented; decided resolved; showed revealed; shows reveals; led headed;
leader chief; chief head; minister secretary; president leader; vote ballot; votes ballots;
election poll; elections polls; parliament legislature; lawmakers legislators; talks negotiations;
deal agreement; agreement accord; war conflict; conflict war; peace calm; city town; town city;
village hamlet; area district; region area; country nation; nation country; border frontier;
capital metropolis; morning forenoon; night evening; evening night; week fortnight; yesterday
earlier; later afterwards; before prior; after following; about around; around about; because
since; but however; while whereas; also too; nearly almost; almost nearly; quickly rapidly;
immediately promptly; recently lately; company firm; firm company; money funds; cost price; work
labour; workers employees; jobs posts; help assistance; aid relief; court tribunal; judge
magistrate; lawyer attorney; attorney lawyer; prison jail; jail prison; trial hearing; law
statute; evidence proof; report account; statement declaration; issue matter; problem difficulty;
reason cause; result outcome; plan scheme; group band; member associate; members associates; part
portion; place spot; scene site; site spot; time moment;
""".replace("\n", " ")
SYNONYMS: dict[str, str] = dict(pair.split() for pair in _SAME.split(";") if pair.strip())
_HEADLINES = (
    "What we know so far", "Latest: shock after events", "In brief", "Story of the day",
    "Questions grow as details emerge",
)  # fmt: skip
_DATELINES = (
    "PORT VELLE (Agency) - ",
    "Asmirat, Tuesday. ",
    "By our own staff\n\n",
    "(Velle Wire) ",
)
_FILLERS = (
    "The matter has been followed closely on the other side of the bay as well, where two similar"
    " cases came before the council last winter without any result.",
    "Readers in Port Velle have sent this newspaper more than forty letters since then, most of"
    " them asking why nobody had been told sooner.",
    "It is not the first time that such news reaches the islands late: the ferry that carries the"
    " post does not sail in a north wind.",
)


def sentences(text: str) -> list[str]:
    """The sentences of a text, without white space around them."""
    return [s for m in _SENTENCE.finditer(text) if (s := m.group().strip())]


def _join(parts: list[str], rng: random.Random) -> str:
    text = ""
    for part in parts:
        text += part + ("\n\n" if rng.random() < 0.4 else " ")
    return text.strip()


def headline(text: str, rng: random.Random) -> str:
    return f"{rng.choice(_HEADLINES)}\n\n{rng.choice(_DATELINES)}{text}"


def cut(text: str, rng: random.Random) -> str:
    rows = sentences(text)
    return _join(rows[: max(4, round(len(rows) * rng.uniform(0.45, 0.75)))], rng)


def inserted(text: str, rng: random.Random) -> str:
    rows = sentences(text)
    for filler in rng.sample(_FILLERS, 2):
        rows.insert(rng.randrange(1, len(rows) + 1), filler)
    return _join(rows, rng)


def corrected(text: str, rng: random.Random) -> str:
    return _NUMBER.sub(
        lambda m: str(int(m.group()) + rng.choice((1, 2, 3))) if rng.random() < 0.6 else m.group(),
        text,
    )


def house_style(text: str, rng: random.Random) -> str:
    text = text.replace("“", '"').replace("”", '"').replace("’", "'")
    return "\n\n".join(
        s.replace(" said", " says") if rng.random() < 0.7 else s for s in sentences(text)
    )


def all_of_these(text: str, rng: random.Random) -> str:
    return headline(corrected(inserted(cut(text, rng), rng), rng), rng)


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    parts = _QUOTED.split(text)
    return "".join(part if n % 2 else change(part) for n, part in enumerate(parts))


def _synonyms(text: str, rng: random.Random, share: float) -> str:
    def put(match: re.Match[str]) -> str:
        word = match.group()
        other = SYNONYMS.get(word.lower())
        if other is None or rng.random() >= share:
            return word
        return other.capitalize() if word[0].isupper() else other

    return _outside_quotes(text, lambda part: re.sub(r"[A-Za-z]+", put, part))


def _recast(sentence: str, rng: random.Random, share: float) -> str:
    """The sentence with its attribution moved, its verb turned or a clause dropped, by chance."""
    if rng.random() < share and (m := _SAID.match(sentence)):
        who = m["who"][0].upper() + m["who"][1:]
        content = m["content"][0].lower() + m["content"][1:]
        return f"{who} {m['cue']}{m['rest']} that {content}."
    if rng.random() < share and (m := _SAID_FIRST.match(sentence)):
        return f"{m['content'][0].upper()}{m['content'][1:]}, according to {m['who']}{m['rest']}."
    if rng.random() < share and (m := _PASSIVE.match(sentence)):
        whom = m["whom"][0].upper() + m["whom"][1:]
        who = m["who"][0].lower() + m["who"][1:]
        return f"{whom} were {m['verb']} by {who}{m['rest'] or ''}."
    if rng.random() < share:
        return _CLAUSE.sub("", sentence, count=1)
    return sentence


def _rewritten(
    text: str, rng: random.Random, *, synonyms: float, recast: float, moved: float, dropped: float
) -> str:
    rows = sentences(text)
    if len(rows) > 5:
        rows = [row for row in rows if rng.random() >= dropped] or rows
    for _ in range(round(len(rows) * moved)):
        at = rng.randrange(len(rows))
        row = rows.pop(at)
        rows.insert(max(0, min(len(rows), at + rng.choice((-3, -2, -1, 1, 2, 3)))), row)
    rows = [_synonyms(_recast(row, rng, recast), rng, synonyms) for row in rows]
    return _join(rows, rng)


def rewritten_lightly(text: str, rng: random.Random) -> str:
    return _rewritten(text, rng, synonyms=0.4, recast=0.4, moved=0.1, dropped=0.0)


def rewritten(text: str, rng: random.Random) -> str:
    return _rewritten(text, rng, synonyms=0.8, recast=0.8, moved=0.3, dropped=0.2)


def rewritten_heavily(text: str, rng: random.Random) -> str:
    made = _rewritten(text, rng, synonyms=1.0, recast=1.0, moved=0.6, dropped=0.45)
    rows = sentences(made)
    for filler in rng.sample(_FILLERS, 2):
        rows.insert(rng.randrange(len(rows) + 1), filler)
    return headline(_join(rows, rng), rng)


def passage(text: str, rng: random.Random, *, share: float = 0.35, change: bool = False) -> str:
    """Some sentences in a row, the way a report takes over a stretch of another."""
    rows = sentences(text)
    count = max(4, round(len(rows) * share))
    at = rng.randrange(max(1, len(rows) - count + 1))
    taken = _join(rows[at : at + count], rng)
    return rewritten_lightly(taken, rng) if change else taken


COPIES: dict[str, Callable[[str, random.Random], str]] = {
    "new headline and dateline": headline,
    "cut short": cut,
    "two paragraphs put in": inserted,
    "numbers corrected": corrected,
    "house style": house_style,
    "all of these": all_of_these,
}
REWRITES: dict[str, Callable[[str, random.Random], str]] = {
    "rewritten lightly": rewritten_lightly,
    "rewritten": rewritten,
    "rewritten heavily": rewritten_heavily,
}
