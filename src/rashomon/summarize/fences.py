"""Words that no shortening may drop: negations, hedges, limits, numbers, quotations, claims.

The second fence. The first are the sources and cues that the claims mark; this one holds where
they are missing or wrong. Lists are wide on purpose: a cut that is not made costs a few words, a
wrong one costs the meaning.
"""

from __future__ import annotations

import re

# Each pattern matches whole words of the lower-cased text, with "'" for every apostrophe.
_NEGATIONS = (
    r"no|not|never|neither|nor|none|nobody|nothing|nowhere|without|cannot|hardly|barely|scarcely"
    r"|rarely|seldom|un(?:able|aware|clear|known|likely|certain|confirmed|verified|proven|true"
    r"|founded|willing|like|less|til|(?!ited|der|ion|i)\w+)"
    r"|lack\w*|fail\w*|refus\w*|avoid\w*|prevent\w*|absen\w*|false\w*|impossible|illegal\w*"
    r"|never\w*|non|anti|stop\w*|halt\w*|cancel\w*|withdr\w*|\w+n't"
)
_HEDGES = (
    r"might|could|would|should|must|ought|possib\w*|perhaps|maybe|probab\w*|likel\w*|apparent\w*"
    r"|purport\w*|suppos\w*|seem\w*|appear\w*|potential\w*|presum\w*|assum\w*|ostensib\w*"
    r"|essentially|arguabl\w*|so-called|self-\w+|if|whether|uncertain\w*|provided|otherwise"
    r"|would-be|intend\w*|plan(?:s|ned|ning)?|aim(?:s|ed|ing)?|tr(?:y|ied|ies|ying)|attempt\w*"
    r"|hypothe\w*|theor\w*|tentativ\w*|almost|nearly|largely|mostly|partly|mainly"
    r"|roughly|approximately|generally|usually|sometimes|often"
)
_LIMITS = (
    r"only|merely|just|even|still|yet|except\w*|exclud\w*|despite|although|though|but|however"
    r"|instead|rather|unlike|apart|because|due|owing|thanks|therefore|thus|hence|least|other than|former(?= and)"
    r"|in spite|regardless|contrary|condition\w*|anonym\w*|behalf|respectively|latter|typical\w*|normal\w*|tend(?:s|ed)?"
    r"|until|unless|solely|exclusively|same|whichever|whoever|whatever|no matter"
)
_NUMBERS = (
    r"one(?! of (?:the|its|his|her|their)\b)|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:twen|thir|for|fif"
    r"|six|seven|eigh|nine)ty-\w+|hundreds?|thousands?|millions?|billions?|trillions?|dozens?"
    r"|half|halves|quarters?|thirds?|second|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twice"
    r"|thrice|once|double[ds]?|tripled?|pair|couple|score|several|many|most|few|fewer|some|all|any"
    r"|every|each|both|either|majority|minority|per|percent\w*|single|numerous|more|less|another"
)
# Who says, thinks, charges, denies, wants: a clause with one of these may be a claim of its own.
_CLAIMS = (
    r"sa(?:y|ys|id|ying)|tell(?:s|ing)?|told|accord\w*|claim\w*|alleg\w*|accus\w*"
    r"|den(?:y|ies|ied|ying|ial\w*)|report(?:s|ed|edly|ing)?|announc\w*|argu\w*|insist\w*|assert\w*"
    r"|maintain\w*|warn\w*|deem\w*|call(?:s|ed|ing)?|describ\w*|suggest\w*|blam\w*|admit\w*"
    r"|admission\w*|acknowledg\w*|conced\w*|confirm\w*|reject\w*|dismiss\w*|disput\w*|contest\w*"
    r"|question\w*|doubt\w*|critic\w*|condemn\w*|denounc\w*|prais\w*|urg(?:e|es|ed|ing)|demand\w*"
    r"|ask(?:s|ed|ing)?|vow\w*|pledg\w*|promis\w*|threat\w*|predict\w*|forecast\w*|expect\w*"
    r"|believ\w*|belief\w*|think\w*|thought\w*|fear\w*|hop(?:e|es|ed|ing)|worr(?:y|ied|ies|ying)"
    r"|named|nicknamed|identified|i\.e\.?|feel(?:s|ing)?|felt|know(?:s|n|ing)?|knew|consider\w*|estimat\w*|conclu\w*"
    r"|not(?:e|es|ed|ing)|observ\w*|cit(?:e|es|ed|ing)|quot\w*|stat(?:es(?= that)|ed|ing|ements?)|declar\w*"
    r"|expla\w*|reveal\w*|disclos\w*|comment(?:s|ed|ing)?|remark\w*|tweet\w*|writ(?:e|es|ing|ten)"
    r"|wrote|post(?:s|ed|ing)|testi\w*|swor[en]|agree\w*|propos\w*|interview\w*|repl(?:y|ied|ies)"
    r"|respon\w*|apolog\w*|charg\w*|indict\w*|convict\w*|guilt\w*|innocen\w*|suspect\w*"
    r"|suspicio\w*|confess\w*|plead\w*|pled|want(?:s|ed|ing)?|view(?:s|ed|ing)?|regard(?:s|ed|ing)?"
    r"|seen|support\w*|oppos\w*|endors\w*|back(?:s|ed|ing)|complain\w*|speculat\w*|rumou?r\w*"
    r"|contend\w*|attribut\w*|mean(?:s|ing|t)|label\w*|dub(?:s|bed)?|brand(?:ed|s)?|term(?:ed|s)?"
    r"|understand\w*|understood|imply|implies|implied|indicat\w*|show(?:s|ed|n|ing)?|found|finds?"
    r"|prov(?:e|es|ed|en|ing)|evidence|rul(?:ed|ing|ings)|decid\w*|decision|order(?:s|ed)?|vot\w+"
    r"|recommend\w*|speech|spoke|debat\w*|discuss\w*|rais(?:e|es|ed|ing)|boast\w*|tout\w*|mock\w*"
    r"|lament\w*|stress\w*|emphasi\w*|highlight\w*|portray\w*|depict\w*|compar\w*|liken\w*"
    r"|fram(?:e|es|ed|ing)|hail\w*|welcom\w*|slam\w*|blast\w*|attack(?:s|ed|ing)? (?:him|her|them)"
    r"|appeal\w*|call|heard|hear|learn(?:ed|t|s)?|investigat\w*|probe[ds]?|scandal\w*|controvers\w*"
    r"|lie[ds]?|lying|fraud\w*|crimin\w*|crimes?|illegal\w*|terror\w*|extremis\w*"
)
# "May" in capitals is a month, whose loss costs no certainty.
_MAY = re.compile(r"\bmay\b")
_DIGIT = re.compile(r"\d")
_MARK = re.compile(r"[\"“”„«»‘`]|(?<!\w)['’]|''|(?<![sS])['’](?!\w)|[?!]")
_HELD = re.compile(rf"(?<![\w])(?:{_NEGATIONS}|{_HEDGES}|{_LIMITS}|{_NUMBERS}|{_CLAIMS})(?!\w)")


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
