"""Words that no shortening may drop: negations, hedges, limits, numbers, claims, deaths, marks.

The second fence. The first are the sources and cues that the claims mark; this one holds where
they are missing or wrong. Lists are wide on purpose: a cut that is not made costs a few words, a
wrong one costs the meaning.
"""

from __future__ import annotations

import re

# Each pattern matches whole words of the lower-cased text, with "'" for every apostrophe.
_NEGATIONS = (
    r"no|not|never|neither|nor|none|nobody|nothing|nowhere|without|cannot|hardly|barely|scarcely"
    r"|rarely|seldom"
    r"|un(?:able|aware|clear|known|likely|certain|confirmed|verified|proven|true|founded|willing|like|less|til|(?!ited|der|ion|i)\w+)"
    r"|lack\w*|fail\w*|refus\w*|avoid\w*|prevent\w*|absen\w*|false\w*|impossible|illegal\w*"
    r"|never\w*|non|anti|stop\w*|halt\w*|cancel\w*|withdr\w*|\w+n't"
)
_HEDGES = (
    r"might|could|would|should|must|ought|possib\w*|perhaps|maybe|probab\w*|likel\w*|apparent\w*"
    r"|purport\w*|suppos\w*|seem\w*|appear\w*|potential\w*|presum\w*|assum\w*|ostensib\w*"
    r"|essentially|arguabl\w*|so-called|self-\w+|if|whether|uncertain\w*|provided|otherwise"
    r"|would-be|intend\w*|plan(?:s|ned|ning)?|aim(?:s|ed|ing)?|tr(?:y|ied|ies|ying)|attempt\w*"
    r"|hypothe\w*|theor\w*|tentativ\w*|almost|nearly|largely|mostly|partly|mainly|roughly"
    r"|approximately|generally|usually|sometimes|often|frequently"
    r"|occasionally|basically|effectively|somewhat|somehow|practically|virtually|fairly|quite|can"
    r"|(?:kind|sort) of|a bit|definite\w*|certain\w*|clear\w*|evident\w*|partial\w*"
)
_LIMITS = (
    r"only|merely|simply|just|even|still|yet|except\w*|exclud\w*|despite|although|though|albeit|but"
    r"|however|instead|rather|unlike|apart|because|due|owing|thanks|therefore|thus|hence|least"
    r"|other than|former(?= and)|in spite|regardless|contrary|condition\w*|anonym\w*|behalf"
    r"|respectively|latter|typical\w*|normal\w*|tend(?:s|ed)?|until|unless|solely|exclusively"
    r"|same|whichever|whoever|whatever|no matter"
)
_NUMBERS = (
    r"one(?! of (?:the|its|his|her|their)\b)|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty-\w+|hundreds?|thousands?|millions?|billions?"
    r"|trillions?|dozens?|half|halves|quarters?|thirds?|second|fourth|fifth|sixth|seventh|eighth"
    r"|ninth|tenth|twice|thrice|once|double[ds]?|tripled?|pair|couple|score|several|many|most"
    r"|few|fewer|some|all|any|every|each|both|either|majority|minority|per|percent\w*|single"
    r"|numerous|more|less|another"
)
# Who says, thinks, charges, denies, wants: a clause with one of these may be a claim of its own.
_CLAIMS = (
    r"sa(?:y|ys|id|ying)|tell(?:s|ing)?|told|accord\w*|claim\w*|alleg\w*|accus\w*"
    r"|den(?:y|ies|ied|ying|ial\w*)|report(?:s|ed|edly|ing)?|announc\w*|argu\w*|insist\w*"
    r"|assert\w*|maintain\w*|warn\w*|deem\w*|call(?:s|ed|ing)?|describ\w*|suggest\w*|blam\w*"
    r"|admit\w*|admission\w*|acknowledg\w*|conced\w*|confirm\w*|reject\w*|dismiss\w*|disput\w*"
    r"|contest\w*|question\w*|doubt\w*|critic\w*|condemn\w*|denounc\w*|prais\w*"
    r"|urg(?:e|es|ed|ing)|demand\w*|ask(?:s|ed|ing)?|vow\w*|pledg\w*|promis\w*|threat\w*"
    r"|predict\w*|forecast\w*|expect\w*|believ\w*|belief\w*|think\w*|thought\w*|fear\w*"
    r"|hop(?:e|es|ed|ing)|worr(?:y|ied|ies|ying)|name[ds]?|nicknamed|identif\w*|declin\w*|i\.e\.?"
    r"|feel(?:s|ing)?|felt|know(?:s|n|ing)?|knew|consider\w*|estimat\w*|conclu\w*"
    r"|not(?:e|es|ed|ing)|observ\w*|cit(?:e|es|ed|ing)|quot\w*"
    r"|stat(?:es(?= that)|ed|ing|ements?)|declar\w*|expla\w*|reveal\w*|disclos\w*"
    r"|comment(?:s|ed|ing)?|remark\w*|tweet\w*|writ(?:e|es|ing|ten)|wrote|post(?:s|ed|ing)"
    r"|testi\w*|swor[en]|agree\w*|propos\w*|interview\w*|repl(?:y|ied|ies)|respon\w*|apolog\w*"
    r"|charg\w*|indict\w*|convict\w*|guilt\w*|innocen\w*|suspect\w*|suspicio\w*|confess\w*"
    r"|plead\w*|pled|want(?:s|ed|ing)?|view(?:s|ed|ing)?|regard(?:s|ed|ing)?|seen|support\w*"
    r"|oppos\w*|endors\w*|back(?:s|ed|ing)|complain\w*|speculat\w*|rumou?r\w*|contend\w*"
    r"|attribut\w*|mean(?:s|ing|t)|label\w*|dub(?:s|bed)?|brand(?:ed|s)?|term(?:ed|s)?"
    r"|understand\w*|understood|impl(?:y|ies|ied|ying)|indicat\w*|show(?:s|ed|n|ing)?|found"
    r"|finds?|prov(?:e|es|ed|en|ing)|evidence|rul(?:ed|ing|ings)|decid\w*|decision"
    r"|order(?:s|ed)?|vot\w+|recommend\w*|speech|spoke|debat\w*|discuss\w*|rais(?:e|es|ed|ing)"
    r"|boast\w*|tout\w*|mock\w*|lament\w*|stress\w*|emphasi\w*|highlight\w*|portray\w*|depict\w*"
    r"|compar\w*|liken\w*|fram(?:e|es|ed|ing)|hail\w*|welcom\w*|slam\w*|blast\w*"
    r"|attack(?:s|ed|ing)? (?:him|her|them)|appeal\w*|call|heard|hear|learn(?:ed|t|s)?"
    r"|investigat\w*|probe[ds]?|scandal\w*|controvers\w*|lied?|lying|fraud\w*|crimin\w*"
    r"|lies(?! (?:in|on|at|off|near|below|above|beside|between)\b)"
    r"|crimes?|illegal\w*|terror\w*|extremis\w*"
)
# What became of people is news, wherever the sentence puts it: "a hospital, where she died".
_FATES = (
    r"di(?:e|es|ed)|dying|dead\w*|deaths?|kill\w*|murder\w*|fatal\w*|wound\w*|injur\w*|shot"
    r"|shoot\w*|gunned|stab\w*|arrest\w*|detain\w*|jail\w*|sentenc\w*|surviv\w*|rap(?:e[ds]?|ist)"
    r"|assault\w*|abus\w*|escap\w*|missing|resign\w*|fired|sacked|hospitali[sz]ed|casualt\w*"
    r"|articulat\w*|voic(?:e[ds]?|ing)|outlin\w*|echo\w*|underlin\w*|underscor\w*|victims?|hostages?|tortur\w*|execut(?:ed|ion|ions)|suicide\w*|pronounced|collaps\w*"
    r"|explo(?:de[ds]?|sion|sions)|crash\w*|guns?|gun\w+|weapons?|kni(?:fe|ves)|bomb\w*|fled|flee\w*"
    r"|attack\w*|robb\w*|stole\w*|steal\w*|struck|beat\w*|threw|pointing|pointed|charg\w*|surrender\w*|captur\w*|seiz\w*"
)
# "May" in capitals is a month, whose loss costs no certainty.
_MAY = re.compile(r"\bmay\b")
_DIGIT = re.compile(r"\d")
_MARK = re.compile(r"[\"“”„«»‘`]|(?<!\w)['’]|''|(?<![sS])['’](?!\w)|[?!]")
_HELD = re.compile(
    rf"(?<![\w])(?:{_NEGATIONS}|{_HEDGES}|{_LIMITS}|{_NUMBERS}|{_CLAIMS}|{_FATES})(?!\w)"
)


def holds(words: str) -> str | None:
    """The first word in ``words`` that must not be dropped, or None.

    >>> holds("which nobody has seen"), holds("a port on the north coast")
    ('nobody', None)
    """
    found = _DIGIT.search(words) or _MARK.search(words) or _MAY.search(words)
    if found:
        return found.group()
    found = _HELD.search(words.casefold().replace("’", "'"))
    return found.group() if found else None
