"""Whether a line speaks to the reader of the page: the grammar of widgets, not their phrases.

A widget tells its reader to do something (get, tap, subscribe, share) with something that belongs
to a page (an app, a newsletter, this article, cookies), speaks of the page as "we", or labels the
headline of another article. An article speaks of the world. Words are taken together here, so
that wordings nobody listed are known as well; what news says is kept by what it has and a widget
has not: quotation marks, a cue of attribution, a full stop with neither "you" nor "us".
"""

from __future__ import annotations

import re

from rashomon.ingest.rules import LINK

LISTENING = "widget: listening or reading time"
ASKING = "widget: asks the reader"

_MOST_WORDS = 28
_MOST_LABEL = 8
_MOST_INVITING = 14
_MOST_BUTTONS = 8
_MOST_TIMED = 12
_MOST_OF_ITSELF = 22
_MOST_ORDERED, _LONGEST_ORDER = 16, 200
_MOST_STATED = 10
"""Words of a headline that ends like a statement; a longer one may report something itself."""
_WORD = re.compile(r"[\w'+;-]+")
_SEGMENT = re.compile(r"[.?!:,]\s+|\s+[-–—|·•»→>]\s+|[.?!:»→>]+$")
_QUOTED = re.compile("[\"“”„«‘]|(?<!\\w)'")
_STATEMENT = re.compile(r"[.…。۔।][\"'”’»)\]]*$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CUES = _words(
    "said says saying told tells according added adds wrote writes warned warns announced reported "
    "advised asked urged argued claimed claims denied stated explained tweeted posted"
)
# What a page tells its reader to do, as the first word of a clause.
_ACTS = _words(
    "get read listen hear watch share send save print copy email e-mail mail subscribe sign log "
    "login register join follow download install open try ask chat talk click tap swipe scroll see "
    "view explore discover browse check find learn support donate give contribute become enable "
    "disable turn switch allow accept reject agree manage adjust customize customise "
    "personalize personalise continue keep stay receive don't dont never catch enter choose select "
    "unlock upgrade start take vote rate comment tell let leave add bookmark gift translate "
    "summarize summarise simplify explain skip show hide load play enjoy like love want need "
    "looking help make set create report contact visit rather prefer experience access claim "
    "activate tune pin post tweet recommend scan use whitelist"
)
_ANSWERS = _words("pass press here's heres drop jump go dive hit call we've let's we our")
_ACTS_OR_ANSWERS = _ACTS | _ANSWERS
_BUTTONS = _ACTS | _words(
    "facebook x twitter linkedin pinterest reddit telegram whatsapp messenger flipboard instagram "
    "tumblr threads bluesky mastodon youtube sms link more reply comments close ok pdf font reset"
)
# The first words of an order; such a line holds no price and does not end like a statement.
_ORDERS = _words(
    "get read listen hear watch share send save subscribe sign log register join follow download "
    "install open try ask chat talk click tap swipe scroll see view explore discover browse check "
    "enable unlock skip start vote rate add bookmark use press play stay catch don't never become "
    "support donate let keep go continue switch turn allow scan summarize summarise translate quiz"
)
_NO_ORDER = re.compile(r"[$€£¥]|\d[.,]\d\d|[.…。:;,?][\"'”’»)\]]*$")
# What belongs to a page or to those who publish it, and hardly ever to the news.
_THINGS = _words(
    "newsletter newsletters inbox notification notifications app apps cookie cookies subscription "
    "subscriptions subscriber subscribers membership javascript adblocker ad-blocker ad-free recap "
    "tl;dr tldr chatbot podcast podcasts whatsapp telegram facebook instagram linkedin pinterest "
    "twitter reddit snapchat tiktok bluesky mastodon messenger flipboard youtube paywall login "
    "bookmarks e-edition epaper e-paper preferences takeaways roundup digest"
)
# Of these, what a reader is told of by nobody but a page.
_OWN_THINGS = _words(
    "newsletter newsletters inbox notification notifications cookie cookies subscription "
    "subscriptions membership javascript adblocker ad-blocker chatbot paywall e-edition epaper "
    "e-paper preferences"
)
# The same where the words before or after say that the page's own is meant.
_PAGE = re.compile(
    r"\b(?:(?:this|the full|the whole|our|your|full|free|unlimited|latest|top|breaking|daily|weekly"
    r"|more) (?:\w+ )?(?:article|story|stories|page|post|piece|site|website|content|coverage|"
    r"reporting|journalism|newsroom|access|trial|headlines|news|briefing|emails?|e-mails?|alerts?|"
    r"updates|articles|channel|account|feed|device|phone|screen|browser|privacy|choices|settings|"
    r"privacy policy|comments?|thoughts|text|link|version|edition|team|community|discussion|"
    r"conversation|audio|video|experience)"
    r"|(?:key|main) (?:points|facts|takeaways)|(?:quick|short|brief|instant|audio|ai|full) (?:"
    r"summary|version|overview|digest|guide|recap|player)|(?:a|the|one)[ -]minute|privacy policy"
    r"|social media|(?:a|your) friends?|(?:a|your) (?:colleague|family)|ai (?:assistant|chat|tool|"
    r"bot|summary|reader)|our (?:ai|assistant|reporters|free|daily)|(?:breaking|top) (?:news|"
    r"stories|headlines)|for (?:you|later|subscribers|members)|read aloud|text to speech"
    r"|out loud|more like this"
    r"|(?:sent|delivered|straight) to (?:you|your)"
    r"|ad[- ]?free|ad blocker|in your (?:area|inbox|language)|with ads"
    r"|on the go|a comment|the conversation|the discussion)\b"
)
_TO_READER = re.compile(r"\b(?:you|your|you're|you've|us|our|we)\b")
# The page of itself: "We use cookies", "You have two free articles left".
_OF_ITSELF = re.compile(
    r"(?:was this \w+"
    r"|we(?:'ve| have| and our \w+| care| value| use| store| need| noticed| may| respect| process"
    r"| rely| send|'d| would)"
    r"|this (?:web ?site|site|page|article|story|content|feature|video|audio|service|summary)"
    r"(?: is| was| uses| requires| contains| may| has)"
    r"|you(?:'ve| have| are|'re| can| need| must| may| will|'ll)"
    r"|your (?:browser|privacy|consent|subscription|support|session|choices|ad ?blocker|account"
    r"|data|free|inbox|device)"
    r"|our (?:web ?site|site|app|journalism|newsletters?|reporting|partners)"
    r"|by (?:continuing|clicking|using|signing|subscribing|tapping|closing|staying|browsing))\b"
)
_OF_PAGES = re.compile(
    r"\b(?:cookies?|privacy|consent|newsletters?|inbox|subscri\w+|free (?:article|story|trial)\w*|"
    r"javascript|ad ?blocker|affiliate|commission|notifications?|app|machine|ai|generated|members"
    r"|available (?:as|in|on)|helpful|useful"
    r"|registered|terms|log(?:ged)? in|sign(?:ed)? up|sign(?:ed)? in|account)\b"
)
_INVITING = re.compile(
    r"(?:enjoy(?:ed|ing)|lik(?:e|ed|ing)|lov(?:e|ed|ing)|want|need|prefer|rather|looking|interested|"
    r"got|have|short|no|not|too|in a|on the|pressed|busy|already|missed|new|curious|tired|bored|"
    r"ready|questions?|do you|did you|are you|would you|can't|don't|how (?:do|did) you|found|was"
    r"|finished|stuck|still|busy|late|behind)\b"
)
_TIME = re.compile(
    r"(?:\b\d{1,3}[- ]?min(?:ute)?s?\b.{0,12}\b(?:read|reading|listen|listening|audio|watch)\b"
    r"|\b(?:read|reading|listen|listening|audio|watch)\b.{0,24}\b\d{1,3}[- ]?min(?:ute)?s?\b"
    r"|^(?:listen|audio)\b.{0,30}\b\d{1,2}:\d\d\b)"
)
_TIMED = re.compile("min|listen|audio")
_LABEL_WORDS = _words(
    "more related read next previous prev older newer earlier later up see also watch recommended "
    "recommend recommends don't miss missed you may might want to like enjoy be interested in on "
    "about this that the topic topics subject story stories article articles post posts news piece "
    "from our archive archives case it coverage further reading continue explore latest popular "
    "trending must editor's editors pick picks today's top most reads item items and for now here "
    "what back forward suggested similar elsewhere other others follow-up series part of viewed "
    "shared link links video videos site keep go readers others people liked enjoyed viewed "
    "watched think could try else by next-up still coming start"
)
_LABEL_ANCHORS = _words(
    "more related read next previous prev older newer also recommended recommends suggested similar"
    " trending missed miss further reading elsewhere explore watch liked enjoyed"
)
_LONGEST_LABEL = 70
_PARTED = re.compile(r"[:|»→>—–]|\s-\s")
_LABELLED = re.compile(
    r"[«←<↩⟵‹»→>›▶▸►•*|\[(\s-]*(?P<label>[^:|»→>—–]{3,60}?)\s*(?:[:|»→>—–]|\s-\s)+\s*(?P<rest>.+)"
)


def reason_for(line: str) -> str | None:
    """Why the line is a widget by the way it speaks; None where it is not known to be one.

    >>> reason_for("Rather hear it? Play this story on the go"), reason_for("Read, he told us.")
    ('widget: asks the reader', None)
    """
    low = line.replace("’", "'").lower().strip()
    words = _WORD.findall(low)
    if not 2 <= len(words) <= _MOST_WORDS:
        return None
    if "t.co/" in low or "pic.twitter.com" in low:
        return None  # an embedded post: who it is by may speak like a page
    states = bool(_STATEMENT.search(low))
    if not states and len(words) <= _MOST_TIMED and _TIMED.search(low) and _TIME.search(low):
        return LISTENING
    reports = _reports(low, words)
    if states and reports:
        return None
    if _is_labelled(low) and (not states or len(words) <= _MOST_STATED):
        return LINK
    return ASKING if not reports and _asks(low, words, states) else None


def _reports(low: str, words: list[str]) -> bool:
    return not _CUES.isdisjoint(words) or bool(_QUOTED.search(low))


def is_order(line: str) -> bool:
    """Whether the line tells its reader to do something and no more: "Hear it in ten minutes".

    Among 62,803 lines of news texts 76 do and are not known otherwise, nearly all of widgets.
    Headings and lists do it too ("Find a doctor"): only for a line that is set as a paragraph.
    """
    first = line.split(maxsplit=1)[:1]
    if not first or len(line) > _LONGEST_ORDER or first[0].lower().replace("’", "'") not in _ORDERS:
        return False
    low = line.replace("’", "'").lower().strip()
    words = _WORD.findall(low)
    if not 3 <= len(words) <= _MOST_ORDERED or words[0] not in _ORDERS or _NO_ORDER.search(low):
        return False
    clauses = low.split(": ")
    return (
        not _reports(low, words)
        and len(clauses) <= 2
        and all(_first(clause) in _ORDERS for clause in clauses)
    )


def _is_labelled(low: str) -> bool:
    """ "Older post: ..." and the like: a label of such words only, then a headline."""
    match = _LABELLED.match(low) if _PARTED.search(low, 0, _LONGEST_LABEL) else None
    if match is None:
        return False
    label = _WORD.findall(match["label"])
    return (
        0 < len(label) <= _MOST_LABEL
        and _LABEL_WORDS.issuperset(label)
        and not _LABEL_ANCHORS.isdisjoint(label)
    )


def _asks(low: str, words: list[str], states: bool) -> bool:
    if not _OWN_THINGS.isdisjoint(words) and _TO_READER.search(low):
        return True
    if not _ACTS_OR_ANSWERS.isdisjoint(words):
        clauses = [clause for clause in _SEGMENT.split(low) if clause and clause.strip()]
        if not states and len(clauses) > 1 and len(words) <= _MOST_INVITING and "?" in low[:-1]:
            # "Prefer to listen? Press play": a question without a subject, and what to do.
            return bool(_INVITING.match(clauses[0])) and _first(clauses[1]) in _ACTS_OR_ANSWERS
        if not states and len(words) <= _MOST_BUTTONS and _BUTTONS.issuperset(words):
            return len(clauses) == len(words) or "|" in low
        acts = [clause for clause in clauses if _first(clause) in _ACTS]
        if acts and (not _THINGS.isdisjoint(words) or _PAGE.search(low)):
            # "Open the app and tap Settings." is how articles explain things.
            first = acts[0] is clauses[0]
            if states and first and _TO_READER.search(low):
                return True
            if not states:
                short = len(words) <= _MOST_INVITING
                return first or short or bool(_INVITING.match(clauses[0]))
    return (
        len(words) <= _MOST_OF_ITSELF
        and bool(_OF_ITSELF.match(low))
        and bool(_OF_PAGES.search(low))
    )


def _first(clause: str) -> str:
    words = _WORD.findall(clause)
    return (
        words[1]
        if len(words) > 1 and words[0] in ("please", "or", "and", "just")
        else (words[0] if words else "")
    )
