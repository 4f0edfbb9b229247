"""How a source stands to what it says, and how the outlet stands to that.

Read from the cue first ("denied", "declined to comment"), then from the content ("may have",
"there was no ..."). What neither shows is asserted in a neutral voice. The classes are those of
the glossary; a charge against somebody is *alleges* whoever reports it, and "neither confirmed nor
denied" is *withholds*, not an admission.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rashomon.annotate.attribution import Attribution
from rashomon.annotate.charges import calls_wrong, charges
from rashomon.annotate.phrases import tokens_of
from rashomon.gazetteer import place
from rashomon.model import Article, Commitment, Span, Spans, Stance
from rashomon.parse import Parse
from rashomon.text import quote

if TYPE_CHECKING:
    from spacy.tokens import Token


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.split('/'))})\b")


# Over the lemmas of the cue, in lower case; tried in this order.
_WITHHOLDS = _any(
    "(?:decline|refuse) to (?:comment|say|discuss|elaborate|confirm|name|identify|state|disclose|"
    "give|specify|answer|reveal|speculate|provide|respond|be)/no comment/neither confirm/"
    "decline (?:any|further|immediate)/decline/unable to (?:confirm|verify|say"
    "|comment)/remain silent/stay silent/withhold"
)
_WITHHOLDS_NEGATED = _any(
    "confirm/comment/verify/say/elaborate/specify/respond/reply/disclose/deny/know/provide/give/"
    "identify/name/reveal/release/tell/answer/discuss/clarify/explain/establish/determine/aware"
)
_NEITHER = re.compile(
    r"\b(?:neither|not|n[’']t|nor|without|refus\w+ to|declin\w+ to)\b[^.;,]{0,20}?"
    r"\b(?:confirm|den)\w*\b[^.;]{0,20}?\b(?:n?or)\b[^.;]{0,12}?\b(?:confirm|den[iy])\w*",
    re.IGNORECASE,
)
# Owning up: what such cues tell of the speakers themselves is no charge.
_ADMITS = _any(r"admit/admission/confess/confession/apologi[sz]e/apology/plead guilty/own up")
_PLEADS_INNOCENT = _any("plead (?:not guilty|innocent)/maintain (?:[a-z]+ )?innocence")
_STOPS_SHORT = _any("stop short of")
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
    "demand/urge/call (?:for|on|upon)/appeal/plea/"
    "plead(?! (?:not )?(?:guilty|innocent)| no contest)/beg/request/recommend/recommendation/order/"
    "instruct/insist (?:on|upon)/press for/implore/exhort/petition/advise/require/ultimatum/warn "
    r"against/propose/proposal/lobby/seek/push for/ask for/(?:want|wish) \w+ to"
)
_ALLEGES = _any(
    "accuse/accusation/blame/allege/allegation/allegedly/condemn/denounce/criticise/criticize/slam/"
    "rebuke/lambast/decry/charge/fault/blast/attack/assail/implicate/complain/complaint/deplore"
)
_HEDGES = _any(
    "suspect/suspicion/believe/belief/think/hope/hopeful/hop/suggest/suggestion/speculate/"
    "speculation/"
    "wonder/appear/seem/estimate/estimation/fear/expect/expectation/guess/assume/assumption/"
    "predict/"
    "feel/presume/understand/imply/hint/anticipate/rumour/rumor/reckon/be (?:likely"
    "|unlikely)/may/might"
)
_OPINION = _any("think/believe/feel/expect/accept/agree/see/consider/be (?:convinced|sure|certain)")

_DISTANCING = _any(
    "claim/allege/allegation/allegedly/purport/purportedly/reportedly/supposedly/ostensibly/rumour/"
    "rumor/profess/describe as/assertion/accusation/so-called"
)
# "Was known for", "known as": a name or a fame, nothing that the outlet vouches for.
_KNOWN_AS = re.compile(r"\bknow (?:as|for)\b")
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
    r"(?! (?:to (?:the|public|any|other|local|anyone|students|residents|community)|B\b|yet"
    r"|between|among|this|last|at the))"
    r"|(?:it|this|that)(?: is|’s|'s| was) (?:\w+ )?(?:not true|untrue|false|fabricated"
    r"|nonsense|a lie|all (?:lies|rumou?rs))|(?:\w+ ){1,3}(?:made|had) no such)"
    r"|\b(?:utterly|completely|absolutely|totally|entirely|categorically) (?:false|untrue|baseless)"
    r"|\b(?:meritless|blameless|not intentional|no fault of"
    r"|(?:(?:reports?|claims?|allegations?|accusations?|charges?|statements?|stor(?:y|ies)"
    r"|rumou?rs?|articles?|information|news|suggestions?|it|this|that|they|all) )"
    r"(?:is|are|was|were) (?:all )?(?:false|baseless)"
    r"|(?:did|done|do) nothing (?:wrong|illegal|improper)|no wrongdoing)\b"
    r"|\b(?:no such (?:thing|attack|plan|order|agreement)|all lies)\b",
    re.IGNORECASE,
)
# Of the speaker a denial; of others ("the crew was not involved") mostly news.
_NOT_SO = re.compile(
    r"\b(?:nothing to do with|(?:had|has|have) no (?:role|part|hand|involvement)"
    r"|(?:was|were|is|are) not (?:behind|responsible|involved|to blame|guilty))\b",
    re.IGNORECASE,
)
_OWN_DENIAL = re.compile(
    r"^\W*(?:that )?(?:(?:I|we|he|she|it|they)\b|(?:my|our|its|his|her|their) \w+\b"
    r"|(?:\w+ ){0,2}(?:army|forces|troops|military|government|regime|police|officials"
    r"|officers)\b)",
    re.IGNORECASE,
)
_NO_WORD = re.compile(
    r"^\W*(?:that )?\w+ (?:had|has|have) no (?:\w+ )?(?:information|knowledge|details|comment)\b",
    re.IGNORECASE,
)
_CANNOT_CONFIRM = re.compile(r"^\W*(?:that )?(?:I|we|he|she|it|they)\b", re.IGNORECASE)
_DOUBT = re.compile(
    r"\b(?:reasonable doubts?|could not be (?:\w+ )?(?:determined|established|ruled out)|unlikely"
    r"|(?:is|was|remains|remained) (?:unclear|uncertain|not clear)"
    r"|no (?:\w+ )?(?:evidence|proof|signs?|information|indications?) (?:of|that)"
    r"|not convinced|don[’']t think|do not (?:think|believe)|don[’']t believe)\b",
    re.IGNORECASE,
)
_UNCLEAR = re.compile(
    r"\b(?:is|was|remains|remained) (?:not (?:yet |immediately )?clear|unclear|unknown)\b"
    r"|could not be (?:\w+ )?(?:determined|established)",
    re.IGNORECASE,
)
_TIME_TO = re.compile(r"\b(?:it is|it[’']s) (?:high )?time for\b|\bhad? a duty to\b", re.IGNORECASE)
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
    r"\b(?! (?:not )?have\b)",
    re.IGNORECASE,
)
_MAIN = frozenset({"ROOT", "conj", "parataxis", "attr"})
# Adverbs and adjectives that hedge the verb they belong to.
_PERHAPS = frozenset(
    "probably possibly perhaps maybe apparently presumably reportedly allegedly seemingly likely "
    "supposedly conceivably".split()
)
_SEEMS = frozenset({"appear", "seem"})
_HOLDS = frozenset("believe think suspect presume fear assume hope guess expect reckon".split())
_PASSIVE_HOLDS = frozenset(
    "understand believe think suspect presume fear rumour rumor allege say".split()
)
_SELF = frozenset({"i", "we", "he", "she", "they", "it"})
# Not known, not told: with a negation these withhold.
_TELLS = frozenset(
    """know confirm comment say elaborate specify respond disclose provide identify name reveal
    release answer discuss speculate determine establish""".split()
)
_OF_STATE = frozenset(
    """government ministry army military official officials forces regime president minister
    spokesman spokeswoman state embassy ambassador authorities command police
    administration""".split()
)
# What somebody accused says that he did not do.
_DEEDS = frozenset(
    """do post overrule provide discriminate retaliate commit attack use fire shoot kill target
    steal lie threaten bully order violate break cheat ask touch hurt bomb conduct harm abuse
    plagiarize collude leak delete sell smuggle""".split()
)
# Of these, what is a wrong whoever does it, and what is one where a body ("it") does it.
_WRONGS = frozenset(
    """discriminate retaliate commit kill steal lie threaten bully violate cheat hurt harm abuse
    plagiarize collude leak smuggle""".split()
)
_BLOWS = frozenset("attack use fire shoot target bomb conduct order break".split())
_OWN = frozenset({"my", "our", "his", "her", "its", "their"})
# Words that tell of a charge, and how far around a content they are looked for. In code points.
_CHARGED = re.compile(
    r"\b(?:accus|alleg|den(?:y|ied|ies|ial)|blam|suspect|charge[ds]?\b|complain|lawsuit|sued\b"
    r"|indict|claim|rumou?r|scandal|wrongdoing|guilty|investigat|arrest|trial\b|critici[sz]"
    r"|condemn|responsib)\w*",
    re.IGNORECASE,
)
_CONTEXT = 500
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
    if _ENDORSING.search(_KNOWN_AS.sub("", lemmas)) and not negated:
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
    if _PLEADS_INNOCENT.search(lemmas):
        return "denies"
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
    if (
        _DEMANDS.search(lemmas)
        or _is_order(lemmas, content)
        or _asks_to(parse, attribution, lemmas)
    ):
        return "demands"
    if _ALLEGES.search(lemmas):
        # "Did not accuse", "stopped short of blaming": no charge was made.
        return "withholds" if negated or _STOPS_SHORT.search(lemmas) else "alleges"
    if re.search(r"\bhold\b", lemmas) and re.search(r"\b(?:responsible|to blame)\b", early):
        return "alleges"
    if re.search(r"\bclaim\b", lemmas) and (calls_wrong(early) or not attribution.source):
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
        re.search(r"\b(?:tell|ask|warn|press|call|caution|advise)\b", lemmas)
    )


def _asks_to(parse: Parse, attribution: Attribution, lemmas: str) -> bool:
    """Whether somebody is asked to do something: "asked | the council to step in"."""
    if not re.search(r"\b(?:ask|tell|order|want|invite|beg|press|call)\b", lemmas):
        return False
    tokens = _early_tokens(parse, attribution.content)
    if len(tokens) < 3 or tokens[0].pos_ not in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"}:
        return False
    verb = next((t for t in tokens if t.pos_ in {"VERB", "AUX"}), None)
    return verb is not None and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _from_content(
    article: Article, parse: Parse, attribution: Attribution, lemmas: str, early: str
) -> Commitment:
    tokens = _early_tokens(parse, attribution.content)
    verb = _main_verb(tokens)
    if _denies(article, attribution, early) or _denies_deed(article, verb, attribution):
        return "denies"
    if _CANNOT_CONFIRM.match(early) and (_NEITHER.search(early) or _NO_WORD.match(early)):
        return "withholds"
    if _UNCLEAR.search(early) or _asks(lemmas, early):
        return "withholds" if _UNCLEAR.search(early) else "hedges"
    if (_CONDITION.match(early) and _WOULD.search(early)) or _conditional(verb):
        return "conditional"
    negated = _negated_view(verb)
    if negated is not None:
        return negated
    if _DOUBT.search(early):
        return "doubts"
    first = re.split(r"[.!?](?:\s|$)", early)[0]
    own = _speaks_for(article, attribution)
    charged = charges(early, tokens, own) and not (_ADMITS.search(lemmas) and _of_self(verb))
    if _hedged(verb, frozenset(t.i for t in tokens)) and not (
        charged and re.search(r"\b(?:believe|suggest)", lemmas)
    ):
        return "hedges"
    if _HEDGES.search(lemmas) and not charged and not _flat_suggestion(lemmas, attribution, verb):
        return "demands" if _ought(parse, attribution, first) else "hedges"
    if charged:
        return "alleges"
    if _wishes(verb) or _TIME_TO.search(first):
        return "demands"
    if not _ENDORSING.search(lemmas) and _ought(parse, attribution, first):
        return "demands"
    return "asserts"


def _speaks_for(article: Article, attribution: Attribution) -> frozenset[str]:
    """The states whose own word the source is: "Moscow", "the Ruritanian army", not any body."""
    words = quote(article.text, attribution.source).removeprefix("the ").split()
    if len(words) > 2 and not {w.lower() for w in words} & _OF_STATE:
        return frozenset()
    return frozenset(found.state for word in words if (found := place(word)))


def _early_tokens(parse: Parse, content: Spans) -> list[Token]:
    """The tokens of the content's beginning."""
    found: list[Token] = []
    left = _EARLY
    for span in content:
        at = tokens_of(parse, Span(span.start, min(span.end, span.start + left)))
        if at is not None:
            found += at[1]
        left -= span.end - span.start
        if left <= 0:
            break
    return found


def _main_verb(tokens: Sequence[Token]) -> Token | None:
    """The verb of the first sentence's main clause, or None where the content has none."""
    if not tokens:
        return None
    first = tokens[0].sent  # once: finding a sentence takes as long as the sentence is
    inside = {t.i for t in tokens if first.start <= t.i < first.end}
    verbs = [t for t in tokens if t.i in inside and t.pos_ in {"VERB", "AUX"}]
    tops = [t for t in verbs if t.head is t or t.head.i not in inside]
    if tops:
        return tops[0]
    for token in verbs:
        if token.dep_ in {"ROOT", "ccomp", "parataxis"}:
            return token
    return None


def _hedged(verb: Token | None, within: frozenset[int]) -> bool:
    """Whether the main verb itself is hedged: "may have", "probably", "is believed to"."""
    if verb is None:
        return False
    for word in (verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")):
        for child in word.children:
            low = child.lower_
            if child.dep_ == "aux" and low in {"may", "might"}:
                return True
            if child.dep_ == "aux" and low == "could":
                perfect = any(c.lower_ == "have" for c in word.children)
                return not perfect and not any(c.dep_ == "neg" for c in word.children)
            if low in _PERHAPS and child.dep_ in {"advmod", "acomp"} and child.i in within:
                # "More likely" compares.
                return not any(c.lower_ in {"more", "less", "times"} for c in child.children)
        lemma = word.lemma_.lower()
        if lemma in _SEEMS or (lemma == "look" and any(c.lower_ == "like" for c in word.children)):
            return True
        passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in word.children)
        if passive and lemma in _PASSIVE_HOLDS and any(c.dep_ == "xcomp" for c in word.children):
            return True
        if lemma in _HOLDS and any(c.dep_ == "nsubj" and c.lower_ in _SELF for c in word.children):
            return True
    return False


def _asks(lemmas: str, early: str) -> bool:
    """Whether the content is a question, which asserts nothing."""
    return bool(re.search(r"\b(?:ask|wonder|query|question)\b", lemmas)) and bool(
        re.match(r"^\W*(?:whether|if|how|why|what|who)\b", early, re.IGNORECASE) or "?" in early
    )


def _wishes(verb: Token | None) -> bool:
    """Whether the speakers say in their own words what they want done: "we urge", "I want"."""
    if verb is None or any(c.dep_ == "neg" for c in verb.children):
        return False
    own = any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in verb.children)
    lemma = verb.lemma_.lower()
    wants = lemma == "want" and any(
        c.dep_ == "ccomp" or (c.dep_ == "xcomp" and c.lemma_.lower() in {"see", "have"})
        for c in verb.children
    )
    return own and (wants or lemma in {"urge", "demand", "call", "appeal", "insist", "implore"})


def _flat_suggestion(lemmas: str, attribution: Attribution, verb: Token | None) -> bool:
    """Whether "suggested" gives a person's plain statement: "suggested that it was unfair"."""
    if "suggest" not in lemmas or not attribution.source or verb is None:
        return False
    return verb.tag_ in {"VBD", "VBZ"} and not any(
        c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children
    )


def _conditional(verb: Token | None) -> bool:
    """Whether the main clause holds only under an "if" or "unless" of its own."""
    return verb is not None and any(
        child.dep_ == "advcl"
        and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in child.children)
        and not any(c.lower_ in {"even", "as"} for c in child.children)
        for child in verb.children
    )


def _negated_view(verb: Token | None) -> Commitment | None:
    """What a negated main verb of the speaker's own means: "I don't think", "we do not know"."""
    if verb is None or not any(c.dep_ == "neg" for c in verb.children):
        return None
    own = any(c.dep_ == "nsubj" and c.lower_ in _SELF for c in verb.children)
    lemma = verb.lemma_.lower()
    if (
        own
        and lemma == "be"
        and any(c.lower_ in {"sure", "certain", "aware"} for c in verb.children)
    ):
        return "withholds"
    if (
        own
        and lemma == "want"
        and any(
            c.dep_ == "xcomp" and c.lemma_.lower() in {"speak", "comment", "talk", "discuss", "say"}
            for c in verb.children
        )
    ):
        return "withholds"
    if own and lemma in {"think", "believe", "expect", "see"}:
        return "doubts"
    return "withholds" if own and lemma in _TELLS else None


def _of_self(verb: Token | None) -> bool:
    """Whether the words are about the speakers themselves: "he", "its forces", or no subject."""
    if verb is None:
        return True
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return all(
        s.lower_ in _SELF or any(c.dep_ == "poss" and c.lower_ in _OWN for c in s.children)
        for s in subjects
    )


def _accused(article: Article, attribution: Attribution) -> bool:
    """Whether the words around tell of a charge that could be denied."""
    first, last = attribution.content[0].start, attribution.content[-1].end
    return bool(_CHARGED.search(article.text, max(0, first - _CONTEXT), last + _CONTEXT))


def _denies(article: Article, attribution: Attribution, early: str) -> bool:
    """Whether the content denies something, and not only says that something is not so."""
    if _DENIAL.search(early):
        return True
    found = _NOT_SO.search(early)
    if found is None:
        return False
    # "It had no part in the attack"; of a third party only where there is a charge.
    return bool(_OWN_DENIAL.match(early)) or _accused(article, attribution)


def _denies_deed(article: Article, verb: Token | None, attribution: Attribution) -> bool:
    """Whether the speakers say of themselves that they did not do it.

    What is a wrong only to those who are charged with it ("he did not ask") needs a charge near.
    """
    if verb is None or verb.lemma_.lower() not in _DEEDS or not attribution.source:
        return False
    if not any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children):
        return False
    if any(c.lower_ in {"will", "would", "can", "could", "may", "might"} for c in verb.children):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in _SELF), None)
    if subject is None:
        return False
    wrong = verb.lemma_.lower() in _WRONGS or (
        verb.lemma_.lower() in _BLOWS and subject.lower_ == "it"
    )
    return wrong or _accused(article, attribution)


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
