"""Whom an article says it has its words from: agencies it credits, outlets it cites, occasions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rashomon.comparison.views import View
from rashomon.model import Article, Span

_AGENCIES = {
    "AFP": "AFP", "Agence France-Presse": "AFP", "Agence France Presse": "AFP",
    "AP": "Associated Press", "Associated Press": "Associated Press",
    "Reuters": "Reuters", "Thomson Reuters": "Reuters", "dpa": "dpa", "DPA": "dpa",
    "TASS": "TASS", "Xinhua": "Xinhua", "UPI": "UPI", "ANSA": "ANSA", "Ansa": "ANSA", "EFE": "EFE",
    "PTI": "PTI", "IANS": "IANS", "Interfax": "Interfax", "Ukrinform": "Ukrinform",
    "Anadolu": "Anadolu", "Kyodo": "Kyodo", "Yonhap": "Yonhap", "Bernama": "Bernama",
}  # fmt: skip
_NAMES = "|".join(sorted((re.escape(name) for name in _AGENCIES), key=len, reverse=True))
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# So many code points at either end of a text is where an agency is credited, not cited.
_HEAD, _FOOT = 200, 320
_AT_HEAD = re.compile(
    rf"\((?P<a>{_NAMES})\)|^\W*(?:By )?(?:the )?(?P<b>{_NAMES})\W*$"
    rf"|(?:^|\s)(?P<c>{_NAMES}) {_DAY},? \d",
    re.MULTILINE | re.IGNORECASE,
)
_AT_FOOT = re.compile(
    rf"\((?:with )?(?P<a>{_NAMES})\)|^\W*(?:by )?(?:the )?(?P<b>{_NAMES})\W*$"
    rf"|[-–—]\s?(?P<c>{_NAMES})\W*\Z|\bSources?:? (?P<d>{_NAMES})\W*\Z"
    rf"|(?P<e>{_NAMES}) Trust Principles"
    rf"|(?:©|\bcopyright|\(c\))[ \d,-]*(?:the )?(?P<f>{_NAMES})\b"
    rf"|\bwith (?:files|reports?|reporting|material)s? from (?:the )?(?P<g>{_NAMES})\b"
    rf"|\b(?P<h>{_NAMES})(?: (?:writer|reporter|journalist|correspondent)s?[^.\n]{{0,80}})?"
    r" contributed to this (?:report|story|article)",
    re.MULTILINE | re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*\(([^()\n]{2,40})\)")

_OUTLET = (
    r"(?:(?:[A-Z][\w’'-]+ ){0,2}(?:Times|Post|Telegraph|Guardian|Herald|Tribune|Journal|Daily Mail"
    r"|Mail on Sunday|Globe and Mail|Independent|Observer|Gazette|Chronicle|Mirror|Express)"
    r"|(?:[A-Z][\w’'-]+ ){1,2}(?:News Agency|TV|Radio|Television|News)"
    r"|BBC(?: [A-Z][\w]+)?|CNN|NBC|ABC|CBS|CBC|ITV|NPR|RTE"
    r"|Al[- ]Jazeera|Al[- ]Arabiya|Al[- ]Watan|Petra|SANA|IRNA|MENA|Wafa"
    r"|Corriere della Sera|La Repubblica|Le Monde|Der Spiegel|El Pa[ií]s)"
)
# What may stand between: "told Qatar's Al-Watan", "cited by the state-run Petra".
_WHOSE = (
    r"(?:the |[A-Z]\w+['’]s |(?:official|local|private|state|state-run|daily) "
    r"|(?:news agency|newspaper|broadcaster|channel|website) )*"
)
_CITES = re.compile(
    r"\b(?:told|quoted by|cited by|according to|reported by|(?:in|to) an interview (?:with|to)"
    rf"|speaking to|in remarks to) {_WHOSE}(?P<name>(?:{_OUTLET}|{_NAMES})\b)"
)

# Local stations go by a number, a call sign or a network with a number: "News 2", "WQXY", "ABC7".
_STATION = (
    r"(?:(?:[A-Z][\w’'-]+ ){0,2}(?:News|Channel|Action News|Eyewitness News|ABC|NBC|CBS|FOX|Fox|CW)"
    r"[ -]?\d{1,2}\b(?: News)?|\d{1,2} (?:News|Investigates|On Your Side)\b"
    r"|[WK][A-Z]{2,3}(?:-?TV|[ -]?\d{1,2})?(?: News)?\b(?!-)|NewsChannel ?\d*\b)"
)
_SAID_TO = re.compile(
    r"\b(?:told|tells|telling|spoke (?:to|with)|speaking (?:to|with)|talked (?:to|with)"
    r"|confirmed to|said to|informed|interviewed by"
    r"|(?:in|during) an? (?:[a-z]+ )?interview with)\s+"
    rf"{_WHOSE}(?:{_STATION}|(?:{_OUTLET}|{_NAMES})\b|us\b"
    r"|(?:this|our) (?:newspaper|paper|station|website|reporter|newsroom)\b)"
)
_AN_OUTLET = re.compile(rf"{_WHOSE}(?:{_STATION}|{_OUTLET}|{_NAMES})(?:['’]s)?")

# What somebody said it on: the words of the text, and how it is called.
_OCCASIONS = (
    (r"(?:press|news|media) (?:release|statement)", "press release"),
    (r"(?:press|news|media) (?:conference|briefing)|presser", "news conference"),
    (r"statement|communiqu[ée]", "statement"),
    (r"interview", "interview"),
    (r"briefing", "briefing"),
    (r"(?:open )?letter", "letter"),
    (r"tweet|(?:Facebook|Twitter|social media|Instagram|Telegram) post", "post"),
    (r"speech|televised address", "speech"),
    (r"(?:video|audio) (?:message|statement)", "message"),
    (r"(?:written )?(?:judg(?:e)?ment|determination|ruling)", "ruling"),
    (r"report|survey|poll", "report"),
)
_OCCASION = tuple(
    (
        re.compile(
            rf"\b(?:in|at|during|on|issued|released|published|made|read|via|through)"
            rf" (?:an?|the|his|her|its|their) (?:[\w-]+ ){{0,2}}?(?:{words})\b",
            re.IGNORECASE,
        ),
        name,
    )
    for words, name in _OCCASIONS
)
_WHEN = re.compile(rf"\b{_DAY}\b")
_BREAK = re.compile(r"[.!?][\"”’']?\s+(?=[A-Z\"“])|\n")
# How far around a claim its attribution reaches.
_AROUND = 240


def agencies(article: Article, outlets: Collection[str | None] = ()) -> frozenset[str]:
    """The agencies an article credits: at its head, at its foot, as its author or its outlet.

    ``outlets`` are those of the articles it is held against: one of them in brackets at the head
    is credited too. "Told AFP" in the text cites an agency, and credits none.
    """
    head, foot = article.text[:_HEAD], article.text[-_FOOT:]
    found = {m.group(m.lastgroup or 0) for m in _AT_HEAD.finditer(head)}
    found |= {m.group(m.lastgroup or 0) for m in _AT_FOOT.finditer(foot)}
    names = {name.casefold(): called for name, called in _AGENCIES.items()}
    credited = {names[name.casefold()] for name in found if name.casefold() in names}
    for by in (*article.authors, article.outlet or ""):
        plain = by.casefold().removeprefix("by ").removeprefix("the ").removesuffix(".com").strip()
        if plain in names:
            credited.add(names[plain])
    bracketed = _BRACKETED.match(article.text)
    if bracketed and bracketed.group(1) in outlets and bracketed.group(1) != article.outlet:
        credited.add(bracketed.group(1))
    return frozenset(credited)


def cited(article: Article) -> Iterator[tuple[str, Span]]:
    """The outlets and agencies an article says it has words from, each with the words that say so.

    ("told the Port Velle Times", "according to AFP").
    """
    for match in _CITES.finditer(article.text):
        name = match.group("name")
        yield _AGENCIES.get(name, name), Span(match.start(), match.end())


def is_outlet(name: str, outlet: str | None) -> bool:
    """Whether a name in a text is that outlet ("the Guardian" and "theguardian.com")."""
    if not outlet:
        return False
    host = outlet.casefold().removeprefix("www.")
    core = re.sub(r"\.(?:com?|org|net)?(?:\.?[a-z]{2})?$", "", host) if "." in host else host
    plain = "".join(c for c in name.casefold() if c.isalnum())
    letters = "".join(c for c in core if c.isalnum())
    return letters in {plain, f"the{plain}"} or f"the{letters}" == plain


def names_outlet(words: str) -> bool:
    """Whether the words are the name of an outlet, known or made as those of stations are.

    >>> names_outlet("News 2"), names_outlet("the ministry")
    (True, False)
    """
    return _AN_OUTLET.fullmatch(words.strip()) is not None


def interviewed(view: View) -> bool:
    """Whether the words around a claim say that it was said to an outlet ("told News 2")."""
    return _SAID_TO.search(_attribution(view)) is not None


def occasion(view: View) -> tuple[str | None, str | None]:
    """What a claim was said on ("statement", "news conference") and the weekday, or None.

    Only the words around the content are read: a day within it is when something happened.
    """
    around = _attribution(view)
    kind = next((name for pattern, name in _OCCASION if pattern.search(around)), None)
    days = set(_WHEN.findall(around))
    return kind, next(iter(days)) if len(days) == 1 else None


def _attribution(view: View) -> str:
    """The sentences a claim stands in, without its content."""
    text, claim = view.article.text, view.claim
    spans = sorted((*claim.source, *claim.cue, *claim.content))
    start = max(0, spans[0].start - _AROUND)
    before = [m.end() for m in _BREAK.finditer(text, start, spans[0].start)]
    start = before[-1] if before else start
    after = _BREAK.search(text, spans[-1].end, spans[-1].end + _AROUND)
    end = after.start() if after else min(len(text), spans[-1].end + _AROUND)
    pieces, at = [], start
    for content in sorted(claim.content):
        pieces.append(text[at : content.start])
        at = content.end
    return " … ".join((*pieces, text[at:end]))
