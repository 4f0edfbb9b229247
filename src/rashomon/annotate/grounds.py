"""Words that offer evidence for a claim, by kind, and words that report how it was checked."""

from __future__ import annotations

import re

from rashomon.model import EvidenceKind, VerificationKind

_NO = (
    r"without (?:(?:providing|offering|giving|presenting|citing|producing|showing) )?(?:any )?"
    r"(?:\w+ )?(?:evidence|proof|details|substantiation)"
    r"|(?:provided|offered|gave|presented|produced|cited) no (?:\w+ )?(?:evidence|proof)"
    r"|(?:did not|didn[’']?t|has not|have not|had not) (?:\w+ )?(?:provided?|offer(?:ed)?|give"
    r"|given"
    r"|present(?:ed)?|produced?|cited?) (?:any )?(?:\w+ )?(?:evidence|proof)"
    r"|(?:did not|didn[’']?t) describe in detail"
)
_RELEASED = (
    r"(?: (?:posted|published|released|shared|circulating|shot|filmed|taken|obtained|seen)"
    r"(?: \w+){0,4})?"
)
_OFFERED: tuple[tuple[EvidenceKind, str], ...] = (
    ("none offered", _NO),
    ("satellite", r"satellite (?:images?|imagery|photos?|photographs?|pictures?|data)"),
    (
        "video",
        r"(?:(?:surveillance|security|drone|mobile[- ]phone|dashcam|cctv|amateur|body[- ]camera) )?"
        r"(?:videos?(?: footage| recordings?| clips?)?|footage|cctv)(?!"
        r" (?:message|address|conference|link|call|statement|game)s?\b)" + _RELEASED,
    ),
    (
        "photo",
        r"(?:photos|photographs|(?<!the )(?<!a )pictures|images)"
        r"(?: (?:posted|published|released|shared|taken|showing|from|of|sent|and videos?)\b)",
    ),
    (
        "technical",
        r"(?:radar (?:data|records?|images?|tracks?)|flight[- ](?:tracking|data) \w+"
        r"|black box(?:es)?|flight recorders?|(?:audio|telephone|phone) (?:recordings?|tapes?"
        r"|records)"
        r"|(?:heard on|clear from|according to|released?) (?:the|a) (?:recording|tape|audio tape)"
        r"|the released audio tape"
        r"|intercepted (?:\w+ )?(?:calls?|communications?|conversations?)|intercepts"
        r"|(?:\w+ )?(?:dna|blood|laboratory|lab|toxicology|soil) (?:tests?|analysis|samples?)"
        r"|forensic (?:tests?|analysis|evidence|examination)"
        r"|ballistic \w+|autopsy(?: results?| report)?\b(?! (?:will|would|is|was to|to be"
        r"|has yet))|gps data|remnants of (?:the )?\w+(?: used)?"
        r"|(?:US|U\.S\.|American|British|French|German|Israeli|Western) intelligence"
        r"(?! (?:officials?|officers?|sources?|agenc\w+|service\w*|community|chief|committee))"
        r"|evidence (?:concerning|about) the type of \w+)",
    ),
    (
        "document",
        r"(?:(?:court|county|medical|hospital|police|internal|leaked|official|classified|public"
        r"|confidential|tax|bank|property|prison) (?:documents?|papers?|records|filings?)"
        r"|documents (?:seen|obtained|reviewed|released|published)(?: by [A-Z]\w+)?"
        r"|(?:leaked )?(?:emails|letters|memos) (?:seen|obtained|released|published)(?: by)?"
        r"|(?:citing|according to|quoting|the findings of|based on) (?:a|an|the|its|their) "
        r"(?:[\w’'-]+ ){0,3}(?:report|study|survey|poll|memo|document|documents|letter|email"
        r"|complaint"
        r"|affidavit|transcript|agreement|list|filing|warrant)"
        r"|in (?:keeping with )?(?:a|an|the|his|her|its|their) (?:[\w’'-]+ ){0,5}?"
        r"(?:report|opinion|affidavit|filing|indictment|complaint|study|audit)"
        r"|search of (?:\w+ ){0,3}records|audit files|peer-reviewed \w+)",
    ),
    (
        "official statement",
        r"(?:(?:citing|according to|quoting) (?:a|an|the) (?:[\w’'-]+ ){0,4}(?:statement"
        r"|communiqu[eé]|press release))",
    ),
    (
        "witness",
        r"(?:(?:according to|citing|quoting) (?:\w+ ){0,2}(?:eye)?witness(?:es)?"
        r"|(?:eye)?witness(?:es)? (?:said|told|described|reported|accounts?|testimon\w+|statements)"
        r"|interviews with (?:\w+ ){0,2}(?:witnesses|survivors|residents|victims|people)"
        r"|(?:villagers|residents|neighbou?rs|survivors|passengers|locals|medics|doctors|nurses"
        r"|health workers|rescuers|shopkeepers|fishermen)(?: (?!said|say|told|who|claim)\w+){0,3}?"
        r" (?:saw|seen|heard|discovered|witnessed|(?:also )?report(?:ed|ing) (?:seeing"
        r"|hearing|smelling|experiencing))"
        r"|citing (?:the )?(?:victims|survivors|residents))",
    ),
    (
        "expert",
        r"(?:according to (?:\w+ ){0,2}(?:experts?|analysts?|scientists?|researchers)"
        r"|(?:expert|independent) (?:analysis|assessment|examination)"
        r"|(?:arms|weapons|forensic|medical|legal|security|aviation|independent) experts)",
    ),
)
_REPORTED: tuple[tuple[VerificationKind, str], ...] = (
    (
        "not verified",
        r"\b(?:(?:could|can|was|were|has|have|had|is|are|did) ?(?:not|n[’']?t) "
        r"(?:immediately |yet |been |be |able to |possible to |independently |in a position to )*"
        r"(?:verif(?:y|ied)|confirm(?:ed)?(?: (?:or|nor) den(?:y|ied))?|authenticated?"
        r"|corroborated?)"
        r"|can(?:not|[’']?t) (?:\w+ )?(?:verify|confirm(?: (?:or|nor) deny)?)"
        r"|(?:has|have|had) (?:not (?:yet )?|yet to )(?:been |be )?(?:independently )?"
        r"(?:established|verified|confirmed|corroborated)"
        r"|(?:impossible|unable|no way|difficult|hard|not (?:\w+ )?possible|not in a position)"
        r" (?:for \w+ )?to (?:independently )?(?:verify|confirm|corroborate|authenticate)"
        r"|unverified|unconfirmed|no independent (?:confirmation|verification)"
        r"|not (?:yet )?been (?:independently )?(?:verified|confirmed))\b"
        r"(?: independently| this(?: information)?| the (?:reports?|claims?|information|details))?",
    ),
    (
        "verified",
        r"\b(?:independently (?:verified|confirmed)|(?:was|were|been) (?:later |also |since )?"
        r"(?:verified|confirmed|corroborated|authenticated) (?:by|to(?! (?:be|have)\b))"
        r"|(?:later|and) confirmed by|also confirmed|confirmed (?:the|this|these|those) "
        r"(?:\w+ ){0,2}?(?:(?:death )?tolls?|reports?|claims?|(?:air ?)?(?:strikes?|raids?)"
        r"|attacks?|accounts?|information|casualt(?:y|ies)|bombings?|shelling|killings?|deaths?|incident|use))\b",
    ),
    (
        "access refused",
        r"\b(?:(?:denied|refused|barred|blocked|prevented|stopped|banned)(?: [\w.]+){0,4} "
        r"(?:access|entry|visas?|from (?:entering|reaching|visiting|inspecting))"
        r"|(?:access|entry) (?:\w+ ){0,3}(?:was|were|has been|been) (?:denied|refused|blocked)"
        r"|(?:has|have|had) (?:yet|refused) to (?:\w+ ){0,6}(?:access|visit|inspect\w*|allow|let)"
        r"|(?:block|blocked|blocking|obstruct\w*|refus\w+) (?:the |U\.?N\.? |UN )*(?:\w+ )?"
        r"(?:inspectors|investigators|observers|monitors)"
        r"|(?:failure|refusal) to (?:grant|give|allow|let)"
        r"|no access to|not (?:been )?(?:allowed|given|granted|permitted) (?:access|entry"
        r"|to (?:enter"
        r"|visit|inspect)))\b",
    ),
    (
        "access given",
        r"\b(?:(?:granted|given|allowed|guaranteed)(?: [\w.]+){0,3} access(?: to)?|(?:granted|gave|"
        r"allowed) (?:\w+ ){0,3}access"
        r"|(?:agreed|accord|deal|agreement|promised|paved the way)(?: [\w.]+){0,4} (?:to (?:allow"
        r"|let|visit|"
        r"inspect|investigate)|for visiting|on (?:a |the )?visit)(?: [\w.]+){0,4}?"
        r"(?: inspectors| investigators| observers| team| experts| sites?)?"
        r"|(?:allowed|allow|let|permitted) (?:the |U\.?N\.? |UN )*(?:\w+ ){0,2}(?:inspectors"
        r"|investigators|observers|monitors|team) (?:to|in\b))\b",
    ),
)
OFFERED = tuple((k, re.compile(rf"\b(?:{w})\b", re.IGNORECASE)) for k, w in _OFFERED)
CHECKED = tuple((k, re.compile(w, re.IGNORECASE)) for k, w in _REPORTED)
# What a source that is a thing offers, by its head noun.
THINGS: dict[str, EvidenceKind] = {
    **dict.fromkeys("video footage clip film cctv".split(), "video"),
    **dict.fromkeys("photo photograph picture image".split(), "photo"),
    **dict.fromkeys(
        "recording tape audio intercept autopsy test radar remnant sample".split(), "technical"
    ),
    **dict.fromkeys(
        """report record document file study survey poll memo email list agreement filing research
        affidavit transcript analysis dossier audit playbook warrant website figure data complaint
        indictment lawsuit petition ruling certificate""".split(),
        "document",
    ),
    **dict.fromkeys("statement communiqué communique release".split(), "official statement"),
}
# Seen or heard of only.
_NOT_ON_A_SCREEN = (
    r"(?! (?:of|about|that|from)\b)(?! (?:(?:the|a|an|his|her|its|those|this|that) )?(?:\w+ )?"
    r"(?:videos?|films?|footage|movies?|photos?|pictures?|reports?|news|clips?|shows?|match|game)\b)"
)
# Seen or heard by the speaker: in their own words, or told of them.
SAW = re.compile(
    r"\b(?:I|[Ww]e) (?:\w+ )?(?:saw|heard|witnessed|watched|smelled|was (?:there|sleeping"
    r"|standing|inside)"
    r"|were (?:there|inside)|ran|felt the)\b" + _NOT_ON_A_SCREEN
)
# What happened to the speakers themselves or to what is theirs, in their own words.
LIVED = re.compile(
    r"\b(?:I|[Ww]e) (?:\w+ )?(?:woke|slept|hid|fled|escaped|crawled|ducked|screamed|pulled|carried"
    r"|rushed|jumped|smelled|smelt|could (?:barely|hardly|hear|see|smell))\b"
    r"|\b(?:hit|shook|destroyed|damaged|broke|reached|burnt|burned|came to|shot at)"
    r" (?:my|our|me|us)\b(?! (?:party|economy|reputation|confidence|hopes?|future|democracy"
    r"|ability|credibility))"
    r"|\b[Mm]y (?:house|home|car|son|daughter|brother|sister|mother|father|husband|wife|children)"
    r" (?:was|were|came|ran|fell|died|shook|burnt|burned)\b"
)
TOLD_SEEING = re.compile(
    r"^\W*(?:that )?(?:he|she|they|it) (?:had |have |has )?(?:n[’']t |not |did ?n[’']?t |also )*"
    r"(?:saw|seen|see|heard?|hear|witnessed|watched|found"
    r"|escorted|fled|escaped|hid|ran for)\b(?! no (?:need|reason|sign))"
    r"|^\W*(?:seeing|hearing|witnessing) (?!her\b|him\b)"
)
SEES = frozenset({"saw", "heard", "witnessed", "watched"})
# A report by one of these is news, not a document.
NEWS = frozenset("news media press one cnn bbc unconfirmed tv television some websites".split())
WAS_THERE = re.compile(
    r"\bwho (?:saw|witnessed|took part in|participated in|(?:was|were) (?:there|inside|at the scene"
    r"|among the first)|survived(?! (?:\w+ )?cancer)|escaped|heard|works? nearby"
    r"|lives? nearby|lives? next)\b" + _NOT_ON_A_SCREEN + r"(?: \w+){0,4}"
)
# A caveat on everything that is told from there, not on what was just told.
CAVEAT_ON_ALL = re.compile(
    r"\b(?:reports?|claims|accounts|allegations|videos|information|events) (?:coming )?(?:out )?"
    r"(?:from|in|on) \w+",
    re.IGNORECASE,
)
# What was checked, as it is named: a toll, an event, or what was told.
CHECKED_THING = re.compile(
    r"\b(?P<toll>(?:death )?tolls?|numbers?|figures?|casualt(?:y|ies)|body count|death counts?)\b"
    r"|\b(?P<event>attacks?|(?:air ?|air-)?strikes?|bombings?|shelling|raids?|blasts?|explosions?"
    r"|crash|shooting|massacre|executions?|killings?|deaths?|incident|use of)\b"
    r"|\b(?P<told>reports?|claims?|information|accounts?|allegations?|statements?|assertions?"
    r"|accusations?|details|stor(?:y|ies)|testimon\w+|version|authenticity|veracity|accuracy|truth"
    r"|charges?|comments?|remarks?|words|this|that|it|which|these|videos?|footage|images?|photos?"
    r"|pictures?)\b",
    re.IGNORECASE,
)
MANY_TOLD = re.compile(r"\b(?:reports|claims|accounts|allegations|statements|information)\b")
# What somebody could not confirm about their own account: "how many of the dead were civilians".
OWN_QUESTION = re.compile(r"\W*(?:how|who|when|where|why|what|which)\b", re.IGNORECASE)
WHETHER = re.compile(r"\W*(?:if|whether)\b", re.IGNORECASE)
# The subject of "could not be confirmed" where it is not what was said.
OWN_SUBJECT = re.compile(r"^\W*(?:The|An?|His|Her|Their|Its) (?:\w+ )+$")
OWN_OBJECT = re.compile(r"^ (?:the|an?|his|her|their|its) \w")
# Where what was checked ends and the sentence goes on: "but said the attack was likely ...".
GOES_ON = re.compile(r"[,;:]|\b(?:but|and (?:said|says)|saying|adding|because|while|due to)\b")
# A corridor that "has not been established" is not one that was looked into.
FOUND_OUT = re.compile(
    r"\b(?:causes?|motives?|identit\w+|circumstances|tolls?|numbers?|who|whether|how|facts?)\b",
    re.IGNORECASE,
)
CAUSE = re.compile(r"\b(?:causes?|motives?|who was (?:behind|responsible))\b", re.IGNORECASE)
# Who looks or what is looked at: access of aid, of goods and of travellers checks nothing.
LOOKED_AT = re.compile(
    r"\b(?:inspect|investigat|observ|monitors?\b|experts?\b|journalist|reporters?\b|rapporteur"
    r"|correspondent|photographer|mission\b|delegation|team|auditor|verif|evidence|independent"
    r"|sites?\b|scene\b|lawyers?\b)",
    re.IGNORECASE,
)
# What a conclusion is said to rest on.
RESTS_ON = re.compile(
    r"\b(?:based on|citing|conclu\w+|analy[sz]\w+|review(?:ed|ing)|evidence (?:of|concerning|about)"
    r"|drawing on|relied on)\b",
    re.IGNORECASE,
)
BY_EXPERTS = re.compile(r"analysis|assessment|examination|according to", re.IGNORECASE)
# What somebody speaks on is no recording of what happened.
SPOKEN_ON = re.compile(
    r"\bvideo (?:message|address|conference|link|call|statement)s?\b", re.IGNORECASE
)
THE_PICTURES = re.compile(
    r"(?:The|These|Those)(?: same)? (?:videos?|footage|clips?|images|pictures|photos)\b"
)
