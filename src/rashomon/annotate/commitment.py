"""How a source stands to what it says, and how the outlet stands to that.

Read from the cue first ("denied", "declined to comment"), then from the content ("may have",
"there was no ..."). What neither shows is asserted in a neutral voice. The classes are those of
the glossary; a charge against somebody is *alleges* whoever reports it, and "neither confirmed nor
denied" is *withholds*, not an admission.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.annotate.attribution import Attribution
from rashomon.gazetteer import place
from rashomon.annotate.parse import Parse
from rashomon.annotate.phrases import tokens_of
from rashomon.model import Article, Commitment, Span, Spans, Stance
from rashomon.text import quote

if TYPE_CHECKING:
    from spacy.tokens import Token


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split('/'))})\b")


# Over the lemmas of the cue, in lower case; tried in this order.
_WITHHOLDS = _any(
    "(?:decline|refuse) to (?:comment|say|discuss|elaborate|confirm|name|identify|state|disclose|"
    "give|specify|answer|reveal|speculate|provide|respond|be)/no comment/neither confirm/"
    "unable to (?:confirm|verify|say|comment)/remain silent/stay silent/withhold"
)
_WITHHOLDS_NEGATED = _any(
    "confirm/comment/verify/say/elaborate/specify/respond/reply/disclose/deny/know/provide/give/"
    "identify/name/reveal/release/tell/answer/discuss/clarify/explain/establish/determine"
)
_NEITHER = re.compile(
    r"\b(?:neither|not|n[’']t|nor|without|refus\w+ to|declin\w+ to)\b[^.;,]{0,20}?"
    r"\b(?:confirm|den)\w*\b[^.;]{0,20}?\b(?:n?or)\b[^.;]{0,12}?\b(?:confirm|den[iy])\w*",
    re.IGNORECASE,
)
_AROUND = 60  # code points
_DENIES = _any(
    "deny/denial/reject/rejection/dismiss/dismissal/refute/refutation/rebut/rebuttal/repudiate/"
    "disavow/disclaim/contradict/dispute/debunk/rule out/pour scorn/shoot down claim/disprove"
)
_DOUBTS = _any(
    "doubt/question/be (?:skeptical|sceptical)/skeptical/sceptical/challenge/cast doubt/skepticism/"
    "scepticism/query/be (?:unsure|uncertain)"
)
_DEMANDS = _any(
    "demand/urge/call (?:for|on|upon)/appeal/plea/plead/beg/request/recommend/recommendation/order/"
    "instruct/insist (?:on|upon)/press for/implore/exhort/petition/advise/require/ultimatum/warn "
    "against/propose/lobby/seek"
)
_ALLEGES = _any(
    "accuse/accusation/blame/allege/allegation/allegedly/condemn/denounce/criticise/criticize/slam/"
    "rebuke/lambast/decry/charge/fault/blast/attack/assail/implicate/complain/complaint/deplore"
)
_HEDGES = _any(
    "suspect/suspicion/believe/belief/think/hope/hopeful/hop/suggest/suggestion/speculate/speculation/"
    "wonder/appear/seem/estimate/estimation/fear/expect/expectation/guess/assume/assumption/predict/"
    "feel/presume/imply/hint/anticipate/rumour/rumor/reckon/be (?:likely|unlikely)/may/might"
)
_OPINION = _any("think/believe/feel/expect/accept/agree/see/consider/be (?:convinced|sure|certain)")

_DISTANCING = _any(
    "claim/allege/allegation/allegedly/purport/purportedly/reportedly/supposedly/ostensibly/rumour/"
    "rumor/profess/describe as/assertion/accusation/so-called"
)
# Verbs which, in the passive and without a source, are hearsay: "she is said to be ill".
_HEARSAY = frozenset({"say", "report", "think", "believe", "rumour", "rumor", "understand", "fear"})
_ENDORSING = _any(
    "confirm/confirmation/admit/admission/acknowledge/acknowledgement/reveal/revelation/show/"
    "concede/accept/prove/demonstrate/recognise/recognize/pinpoint/point out/make clear/know/"
    "realise/realize/discover/disclose/verify/establish/expose/confess/find out/learn"
)

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "cannot", "hardly"})
# In the words of the content, at its beginning or anywhere.
_DENIAL = re.compile(
    r"^\W*(?:there (?:was|were|is|are|has been|have been|had been) (?:no|never) (?:\w+ ){0,2}"
    r"(?:attack|strike|shelling|plan|order|agreement|deal|threat|bully|cover-up|wrongdoing)\w*\b"
    r"|(?:it|this|that)(?: is|’s|'s| was) (?:\w+ )?(?:not true|untrue|false|fabricated"
    r"|nonsense|a lie|all (?:lies|rumou?rs))|(?:\w+ ){1,3}(?:made|had) no such)"
    r"|\b(?:utterly|completely|absolutely|totally|entirely|categorically) (?:false|untrue|baseless)"
    r"|\b(?:nothing to do with|no such (?:thing|attack|plan|order|agreement)|all lies"
    r"|(?:had|has|have) no (?:role|part|hand|involvement)"
    r"|(?:was|were|is|are) not (?:behind|responsible|involved|to blame|guilty))\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:reasonable doubts?|could not be (?:\w+ )?(?:determined|established|ruled out)|unlikely"
    r"|(?:is|was|remains|remained) (?:unclear|uncertain|not clear)"
    r"|no (?:\w+ )?(?:evidence|proof|signs?|information|indications?) (?:of|that)"
    r"|not convinced|don[’']t think|do not (?:think|believe)|don[’']t believe)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"^\W*(?:if|unless|should (?:he|she|it|they|we|the))\b", re.IGNORECASE)
_WOULD = re.compile(
    r"\b(?:will|would|could|can|may|might|shall|should|must)\b|[’'](?:ll|d)\b|, (?:\w+ ){1,4}is\b"
)
_MAYBE = re.compile(
    r"\b(?:may|might|probably|possibly|perhaps|maybe|apparently|presumably|reportedly|allegedly"
    r"|seemingly|suspected|believed to|thought to|appears? to|appeared to|seems? to|seemed to"
    r"|likely|suspect|balance of probabilities)\b"
)
_COULD = re.compile(r"\bcould\b(?! (?:not|have|be)\b)")
_OUGHT = re.compile(
    r"(?<!\bI )(?<!\b[Aa]s )\b(?:should|must|ought to|needs? to|has to|have to|need for)"
    r"\b(?! have\b)",
    re.IGNORECASE,
)
# Somebody else's charge within the content is not the speaker's.
_REPORTED = re.compile(
    r"\b(?:said|says?|argued|argues|suspect\w*|claim\w*|accus\w+|alleg\w+|warn\w*|responded? to"
    r"|denied|reports? of)\b"
)
_WRONG = re.compile(
    r"\b(?:aggress\w+|betray\w*|harass\w*|bull(?:y|ied|ying)|violat\w+|illegal(?:ly)?(?! to\b)"
    r"|unlawful(?:ly)?|war crimes?|crimes? against|(?:acts? of|state) terror\w*|lied|lying"
    r"|irresponsible|provocation|shocking"
    r"|travesty|disgrac\w+|outrag\w+|threats?|threaten(?:ed|ing)|treacherous|treason|massacre\w*"
    r"|indictment of|atrocit\w+|genocide|corrupt\w*|cover(?:ed)?[- ]up|cheat\w*|barbar\w+|hysteria"
    r"|negligen\w+|cost lives|manipulat\w+|falsif\w+|sabotag\w+|murder(?:ed|ing|s)?|tortur\w+"
    r"|deliberately|no better than|drug addicts?)\b",
    re.IGNORECASE,
)
_HARM = frozenset(
    """shoot down attack bomb shell strike destroy kill murder poison torture invade violate fire
    target launch sabotage hit execute abduct kidnap threaten carry orchestrate stage""".split()
)
_MAIN = frozenset({"ROOT", "conj", "parataxis", "attr"})
# Modality is read from the beginning of the content only; later sentences say other things.
_EARLY = 220  # code points
# "declined | to comment": the content may hold the end of the refusal.
_CUE_GOES_ON = 12  # code points


def judge(article: Article, parse: Parse, attribution: Attribution) -> tuple[Commitment, Stance]:
    """How the source stands to the content, and how the outlet's cue stands to it.

    Without a cue the content alone is read (:func:`own_voice`).
    """
    lemmas, negated, passive = _cue(parse, attribution.cue)
    content = quote(article.text, attribution.content)
    stance = _stance(lemmas, negated=negated, hearsay=passive and not attribution.source)
    return _commitment(article, parse, attribution, lemmas, content, negated=negated), stance


def own_voice(article: Article, parse: Parse, content: Spans) -> Commitment:
    """How an outlet stands to what it says in its own voice: hedged, conditional, or asserted."""
    words = quote(article.text, content)[:_EARLY]
    if _CONDITION.match(words) and _WOULD.search(words):
        return "conditional"
    if _MAYBE.search(words) or _COULD.search(words):
        return "hedges"
    if re.search(r"\b(?:unclear|not clear|not (?:yet )?known|unknown whether)\b", words):
        return "withholds"
    return "asserts"


def _cue(parse: Parse, cue: Spans) -> tuple[str, bool, bool]:
    """The cue's lemmas as one text, whether it is negated, and whether it is passive."""
    lemmas: list[str] = []
    negated = passive = False
    for span in cue:
        at = tokens_of(parse, span)
        if at is None:
            continue
        for token in at[1]:
            lemmas.append(token.lemma_.lower())
            negated = negated or token.lower_ in _NEGATIONS
            if token.pos_ in {"VERB", "AUX"}:
                negated = negated or any(c.dep_ == "neg" for c in token.children)
            passive = passive or _hearsay(token)
        after = at[1].end
        if at[1][-1].pos_ == "VERB" and after < len(at[1].doc):
            # "called | for", "warned | against": the preposition may stand outside the cue.
            following = at[1].doc[after]
            if following.lower_ in {"for", "on", "against", "out", "as"}:
                lemmas.append(following.lower_)
    return " ".join(lemmas), negated, passive


def _hearsay(token: Token) -> bool:
    return (
        token.lemma_.lower() in _HEARSAY
        and token.tag_ == "VBN"
        and not any(c.lemma_ == "have" for c in token.children)
    )


def _stance(lemmas: str, *, negated: bool, hearsay: bool) -> Stance:
    if hearsay or _DISTANCING.search(lemmas):
        return "distancing"
    if _ENDORSING.search(lemmas) and not negated:
        return "endorsing"
    return "neutral"


def _commitment(
    article: Article,
    parse: Parse,
    attribution: Attribution,
    lemmas: str,
    content: str,
    *,
    negated: bool,
) -> Commitment:
    early = content[:_EARLY]
    if _neither_nor(article.text, attribution.cue):
        return "withholds"
    if _WITHHOLDS.search(f"{lemmas} {early[:_CUE_GOES_ON].lower()}"):
        return "withholds"
    if _DENIES.search(lemmas):
        if not negated:
            return "denies"
        return "hedges" if "rule out" in lemmas else "withholds"
    if negated:
        if _OPINION.search(lemmas):
            return "doubts"
        if _WITHHOLDS_NEGATED.search(lemmas):
            return "withholds"
    if _DOUBTS.search(lemmas) and "no doubt" not in lemmas:
        return "doubts"
    if _DEMANDS.search(lemmas) or _is_order(lemmas, content):
        return "demands"
    if _ALLEGES.search(lemmas):
        return "alleges"
    if re.search(r"\bclaim\b", lemmas) and (_WRONG.search(early) or not attribution.source):
        return "alleges"
    return _from_content(article, parse, attribution, lemmas, early)


def _neither_nor(text: str, cue: Spans) -> bool:
    """Whether the cue is part of "neither confirmed nor denied", which is no denial."""
    for start, end in cue:
        for match in _NEITHER.finditer(text, max(0, start - _AROUND), end + _AROUND):
            if match.start() < end and start < match.end():
                return True
    return False


def _is_order(lemmas: str, content: str) -> bool:
    """ "told them to stop": an order, though "told" alone is none."""
    if content.startswith("against ") and "warn" in lemmas:
        return True
    return bool(re.match(r"^\W*(?:not )?to\W+\w+", content)) and bool(
        re.search(r"\b(?:tell|ask|warn|press|call)\b", lemmas)
    )


def _from_content(
    article: Article, parse: Parse, attribution: Attribution, lemmas: str, early: str
) -> Commitment:
    if _DENIAL.search(early):
        return "denies"
    if _CONDITION.match(early) and _WOULD.search(early):
        return "conditional"
    if _DOUBT.search(early):
        return "doubts"
    first = re.split(r"[.!?](?:\s|$)", early)[0]
    wrong = _charge_in(early)
    if _MAYBE.search(early) or _COULD.search(first):
        return "hedges"
    if _HEDGES.search(lemmas) and not wrong:
        return "demands" if _ought(parse, attribution, first) else "hedges"
    if wrong or _charges(article, parse, attribution):
        return "alleges"
    if not _ENDORSING.search(lemmas) and _ought(parse, attribution, first):
        return "demands"
    return "asserts"


def _ought(parse: Parse, attribution: Attribution, first: str) -> bool:
    """Whether the content's main clause says that something should be done."""
    found = _OUGHT.search(first)
    if found is None:
        return False
    word = found.group().split()[0].lower()
    at = tokens_of(parse, attribution.content[0])
    for token in at[1] if at else ():
        if token.lower_ != word:
            continue
        verb = token.head if token.dep_ == "aux" else token
        within = at is not None and at[1].start <= verb.head.i < at[1].end
        return verb.head is verb or not within or verb.dep_ in _MAIN
    return False


def _charge_in(words: str) -> bool:
    """Whether the words themselves call something wrong, not reporting that another does."""
    found = _WRONG.search(words)
    return found is not None and _REPORTED.search(words, 0, found.start()) is None


def _charges(article: Article, parse: Parse, attribution: Attribution) -> bool:
    """Whether the content lays an act of force to a state that the source does not speak for."""
    span = attribution.content[0]
    at = tokens_of(parse, Span(span.start, min(span.end, span.start + _EARLY)))
    if at is None:
        return False
    own = {p.state for w in quote(article.text, attribution.source).split() if (p := place(w))}
    for token in at[1]:
        if token.dep_ not in {"nsubj", "agent"} or token.head.lemma_.lower() not in _HARM:
            continue
        doer = token if token.dep_ == "nsubj" else next(iter(token.children), token)
        beside = [c for c in doer.children if c.dep_ in {"amod", "compound", "poss", "nmod"}]
        for word in (doer, *beside):
            found = place(word.text)
            if found is not None and found.state not in own:
                return not any(c.dep_ == "neg" for c in token.head.children)
    return False
