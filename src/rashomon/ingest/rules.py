"""What widgets say: for each reason a line is left out, the patterns of whole lines.

Written against the 181 pages of the Scrapinghub benchmark, then read against 166,819 different
paragraphs and sentences of news texts: some thousand fit, and those that were looked through (all
but the copyright lines) are widgets, but for one slogan cited from a campaign. Patterns are matched
against the whole line, in any case, with straight apostrophes.
"""

from __future__ import annotations

from dataclasses import dataclass

LINK = "link to another article"
LEGAL = "legal notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Patterns that a whole line must fit, and the reason they give.

    ``sure`` holds for any line; ``loose`` only for one that does not read like a sentence.
    """

    reason: str
    sure: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()


# A place people share to, and what they do there.
_PLACES = (
    r"(?:facebook|twitter|x|linkedin|pinterest|reddit|telegram|whatsapp|messenger|flipboard"
    r"|instagram|e-?mail|tumblr|threads|bluesky|mastodon|google(?: news|\+| plus)?|youtube)"
)
_ACTS = r"(?:share|tweet|pin(?: it)?|e-?mail|print|copy link|save|bookmark|like|follow|post)"
_PIECE = r"(?:article|story|post|page|page's content|text)"

RULES: tuple[Rule, ...] = (
    Rule(
        reason="widget: asks for a summary",
        sure=(
            r"(?:(?:no|short (?:on|of)|not enough|too little|don'?t have(?: the)?) time(?: to "
            r"read)?"
            r"|too (?:busy|long)(?: to read)?|in a (?:hurry|rush))\s?[?!:.…-].*",
            r"no time to read\b.{0,60}",
            r"(?:get|read|see|show|view|generate|listen to) (?:a|an|the|our|your)?\s?(?:quick |"
            r"short |brief "
            r"|ai[- ](?:generated )?|instant |one-minute )*summary(?: (?:of|for) (?:this|the) "
            + _PIECE
            + r")?(?: (?:here|now|instead))?[.!]?",
            r"summari[sz]e (?:this|with|the) (?:" + _PIECE + r"|ai|chatgpt|page)\b.{0,60}",
            r"(?:this )?(?:summary|text|content) (?:is|was) (?:ai|machine)[- ]generated\b.{0,80}",
            r"ai[- ]generated summary.{0,60}",
            r"(?:get|generate|view|show|want|need) (?:me )?(?:an?|the|our|your)? ?(?:\w+[- ]){0,2}"
            r"summary\b.{0,60}",
            r"(?:the |this )?(?:article|story|news|text) in (?:brief|short|a nutshell|\d+ \w+)\W*",
            r"tl;?\s?dr[.:]?(?: .{0,20}summary.{0,20})?",
        ),
        loose=(r"(?:ai|article|quick|instant) summary:?", r"key (?:takeaways|points|highlights):?"),
    ),
    Rule(
        reason="widget: asks a machine",
        sure=(
            rf"(?:ask|chat|talk) (?:\w+ ){{0,2}}(?:about|with) this {_PIECE}\W*",
            rf"(?:translate|explain|simplify) this {_PIECE}\b.{{0,40}}",
        ),
    ),
    Rule(
        reason="widget: listening or reading time",
        sure=(
            r"\d+:\d\d ?/ ?\d+:\d\d|tap to listen|listen to (?:the )?(?:article|story)\b.{0,30}",
            r"listen to this " + _PIECE + r"\b.{0,60}",
            r"(?:this audio is|audio) (?:auto[- ]?generated|generated)\b.{0,100}",
            r"(?:estimated )?read(?:ing)? time:?\s.{0,25}",
            r"(?:about )?\d+[- ]?min(?:ute)?s?\.? (?:read|listen|watch)",
        ),
        loose=(r"listen(?: now)?(?: \(?\d.{0,15})?", r"estimated read.{0,30}"),
    ),
    Rule(
        reason="advertisement",
        sure=(
            r"(?:advertisement|advert|ad|publicité|anzeige|werbung|реклама)s?(?: \d+)?:?",
            r"(?:skip|end of|close|report)? ?(?:this )?advertisement(?: [-–—] .{0,40})?",
            r"(?:story|" + _PIECE + r") continues (?:below|after)\b.{0,40}",
            r"this advertisement has not loaded.{0,80}",
            r"(?:sponsored|promoted|advertorial)\s?:.{0,140}",
            r"(?:we|this (?:post|article|page)) (?:may|might|can)? ?(?:earn|contains?|includes?|"
            r"receive) "
            r".{0,60}(?:affiliate|commission).{0,80}",
        ),
        loose=(
            r"ads by .{1,30}",
            r"(?:sponsored|promoted)(?: (?:content|links|by .{1,40}|stories))?:?",
            r"partner content|paid (?:post|content)|continue reading(?: below)?|article content",
            r"(?:shop|buy) now|view (?:the )?deal",
        ),
    ),
    Rule(
        reason=LINK,
        sure=(
            r"(?:read (?:more|next|also|on)|also read|see also|related|more|up next|next up|"
            r"must read"
            r"|don'?t miss|recommended|in case you missed it|also on .{1,25}|from the archives?)"
            r"\s?:.{0,160}",
            r"click here (?:to|for) .{1,80}|swipe (?:for|to) .{1,40}",
            r"(?:previous|next|older|newer|prev)[ -]+(?:article|post|story|entry|page)s?"
            r"(?:\s?[»→>«←<|].{0,160})?:?",
            r"[«←<]+ ?(?:previous|prev|older|back)\b.{0,160}|(?:previous|next|newer|older)"
            r"\b.{0,160}[»→>]+",
            r"(?:more|related) (?:stories|articles|news|coverage|reading|videos?)(?: (?:like "
            r"this|from|on|about) "
            r".{0,50})?:?",
            r"you (?:may|might|may also|might also) (?:also )?(?:like|be interested in|enjoy|"
            r"have missed)\b.{0,20}",
        ),
        loose=(
            r"read (?:more|next|also|on|full story|the full (?:story|article))(?: .{0,60})?",
            r"(?:previous|next) (?:article|post|story|entry|page)\b.{0,140}",
            r"also read|see also|must read|more on this(?: story)?",
            r"more (?:from|stories|news|about|on) .{1,60}",
            r"related(?: (?:story|article|stories|articles|news|posts|topics|content|coverage|"
            r"links|items|reading|videos?))?"
            r"(?: (?:to|on) .{1,40})?:?",
            r"recommended(?: for you| stories| articles| reading)?:?|(?:our )?editor'?s'? picks?:?",
            r"what to read next|(?:most|more) (?:read|popular|viewed|shared|commented)(?: "
            r".{0,25})?",
            r"trending(?: now| stories| topics)?:?|popular (?:posts|stories|now|articles)|top "
            r"stories(?: .{0,25})?",
            r"(?:our |the )?latest (?:news|stories|posts|articles|headlines|from .{1,40})|"
            r"around the web|from the web",
            r"(?:previous|next|prev)|up next|next up|in other news|in case you missed it",
            r"← .{0,120}|.{0,120} →|« .{0,120}|.{0,120} »",
            r"(?:learn|find out|discover) more(?: .{0,40})?|click here|more",
            r"(?:view|read) (?:the )?original(?: article| content| post)?(?: .{0,40})?|source link",
        ),
    ),
    Rule(
        reason="share buttons",
        sure=(
            rf"{_ACTS}(?:[ ,/|•·]+(?:{_ACTS}|{_PLACES}|on|via|with|this {_PIECE}|&|and))+[.!:]?",
            rf"{_PLACES}(?:[ ,/|•·]+(?:{_PLACES}|{_ACTS}))*",
            r"(?:click|tap) to (?:share|e-?mail|print|tweet)\b.{0,60}",
            r"copy (?:the )?link\b.{0,30}|send this \w+ to a friend\W*",
            rf"(?:please )?share (?:this|the) {_PIECE}\b.{{0,40}}",
            rf"(?:like|follow|find|join) (?:us|me|.{{1,40}}) on {_PLACES}\b.{{0,60}}",
            r"sharing is caring\W*",
            r"\d[\d.,]*[km]? shares?",
        ),
        loose=(
            rf"(?:gift|give|save|bookmark|send|print) this {_PIECE}\b.{{0,40}}|save for later",
            r"add to (?:my |your )?(?:reading list|favou?rites|bookmarks)",
            r"add us as .{0,30}source.{0,20}",
            rf"{_ACTS}(?: this)?|shares|copied|copy link|link copied",
            r"share (?:on|via|with)\b.{0,40}|(?:like )?loading\W*|like this:",
            r"follow (?:us|me|@?\w+)(?: .{0,30})?",
        ),
    ),
    Rule(
        reason="subscription",
        sure=(
            r"(?:(?:sign|signed) up|subscribe|register|join)\b.{0,110}\b(?:newsletters?|inbox|"
            r"e-?mails?|updates|alerts"
            r"|bulletin|channel|podcast|mailing list)\b.{0,110}",
            r"get (?:the|our|your|all|more|breaking|daily|latest)\b.{0,90}\b(?:inbox|"
            r"newsletters?|delivered|alerts"
            r"|our app)\b.{0,60}",
            r"(?:get|want|like) .{0,60}(?:delivered|straight|sent) (?:straight |directly )?to "
            r"your inbox\W*",
            r"(?:the )?(?:rest|remainder) of this \w+ is .{0,40}\b(?:subscribers|members)\b.{0,80}",
            r"(?:keep|continue) reading (?:for|with) .{0,40}",
            r"you have (?:\w+ ){1,3}(?:articles?|stories|story|posts?) (?:left|remaining)\b.{0,60}",
            r"thanks for (?:signing up|subscribing).{0,100}|you(?:'re| are| have been) (?:now )?"
            r"subscribed.{0,60}",
            r"(?:please )?enter (?:a valid|your) e-?mail(?: address)?.{0,40}",
            r"already (?:a subscriber|have an account|subscribed|a member|registered)\b.{0,60}",
            r"(?:this|the) (?:article|content|story) is (?:only )?(?:available )?(?:exclusively "
            r")?(?:to|for) "
            r"(?:our )?(?:subscribers|members|registered)\b.{0,60}",
            r"(?:please )?(?:subscribe|sign in|log in|register|create (?:an|a free) account) to "
            r"(?:read|continue|keep"
            r"|unlock|view|access|comment)\b.{0,60}",
            r"(?:become|be) a (?:member|subscriber|supporter)\b.{0,60}",
            r"support (?:local|our|independent|quality|free) journalism\b.{0,80}",
            r"enjoy (?:unlimited|additional) (?:articles|access).{0,80}|access articles from "
            r".{0,80}",
            r".{0,40}\bunlock\b.{0,30}\barticles\b.{0,20}",
            r"stay (?:up to date|informed|in the loop)\b.{0,30}(?:with|by) .{0,60}",
        ),
        loose=(
            r"sign up(?: (?:for (?:free|alerts|e-?mails?|our .{1,40})|now|here|today))?"
            r"|subscribe(?: (?:now|here|today|to (?:our|the|us) .{1,40}))?",
            r".{0,60}newsletters?(?: sign-?up)?[.!:]?|(?:your )?e-?mail(?: address)?:?",
            r"stay (?:up to date|informed|in the loop)(?: .{0,30})?",
            r"(?:sign|log) ?in(?: (?:or|to) .{0,40})?|register(?: now| here| for .{0,40})?",
            r"(?:enable|turn on|allow) (?:\w+ )?notifications?",
            r"(?:open|view|read|continue) in (?:the )?app",
            r"subscribe to .{1,40} for .{1,40}",
            r"create an? (?:free )?account|donate(?: now)?|support us|get the .{0,20}app",
            r"(?:download|get) (?:our|the) .{0,30}\bapp\b.{0,30}",
        ),
    ),
    Rule(
        reason="comments",
        sure=(
            r"(?:comments?|replies) ?\(?\d+\)?|\d[\d,.]* (?:comments?|replies|responses)",
            r"comments (?:are|have been|is) (?:now )?(?:closed|disabled|off)\b.{0,40}",
            r"(?:leave|post|add|write) (?:a|your) (?:reply|comment)\b.{0,40}|cancel reply",
            r"(?:view|show|load|read|see|hide) (?:all |more |the )*\d* ?comments?.{0,20}",
            r"(?:want to |please )?join the (?:discussion|conversation)\b.{0,40}",
            r"(?:please )?(?:read|review|see) our comment(?:ing|s)? (?:policy|guidelines|rules)"
            r"\b.{0,40}",
            r"(?:share|tell us) (?:your (?:thoughts|views|opinion)|what you think)\b.{0,50}",
            r"(?:do|have|did|are|were|seen|got|know)\b[^?]{0,60}\? "
            r"(?:please )?(?:send|tell|write|show"
            r"|e-?mail|call|contact|let) (?:to )?(?:us|our)\b.{0,100}",
            r"you(?: have|'ve) reached the (?:end|first|last|beginning|bottom|top|start)\b.{0,60}",
            r"feel free to contribute\W*|have your say\b.{0,50}|what do you think\?(?: .{0,60})?",
            r"report (?:this|an|a) (?:ad|comment|error|typo|problem|correction)\b.{0,40}",
            r"your email address will not be published.{0,80}|required fields are marked.{0,10}",
        ),
        loose=(r"comments?:?|reply|replies|loading comments.{0,5}|add (?:a )?comment",),
    ),
    Rule(
        reason="tags and sections",
        sure=(
            r"(?:filed under|posted in|tagged(?: with| as)?|tags)\s?:.{0,160}",
            r"(?:#[^\W\d_]\w*[ ,]*)+",
        ),
        loose=(
            r"(?:tags?|topics?|categor(?:y|ies)|keywords|filed (?:under|to)|posted (?:in|under)|"
            r"tagged(?: with| as)?"
            r"|in this (?:article|story))(?:\s?:.{0,100})?",
        ),
    ),
    Rule(
        reason="about the author",
        sure=(
            r"(?:view|see|read) (?:all|more) (?:posts|articles|stories) (?:by|from)\b.{0,60}",
            r"(?:all|more) (?:posts|articles|stories) by .{1,60}",
            r"(?:contact|e-?mail|reach|follow) (?:the )?(?:author|writer|reporter|editor)s?"
            r"\b.{0,60}",
        ),
        loose=(
            r"(?:media|press) (?:enquir|inquir|contact)\w*\b.{0,80}",
            r"(?:about|meet) the authors?|view author.{0,30}|more by .{1,40}|contact us|author(?"
            r": bio)?:?",
        ),
    ),
    Rule(
        reason="picture or video",
        sure=(
            r"we apologi[sz]e, but this video .{0,60}|(?:your|this) browser (?:does not|doesn'?"
            r"t) support .{0,80}",
            r"media playback is .{0,60}|(?:tap|click)(?: here)? to (?:see|enlarge|expand|view|"
            r"play|watch)\b.{0,40}",
            r"(?:image|photo|picture|video|slide) \d+ (?:of|/) \d+|enlarge (?:this )?image|now "
            r"playing:?.{0,80}",
            r"(?:hide|show|toggle) caption|try refreshing .{0,60}",
        ),
        loose=(
            r"(?:image|photo|picture|video|gallery|caption|photos|videos|slideshow)s?:?",
            r"(?:image|photo|picture)s?(?: (?:credit|source|copyright))?\s?[:©].{1,80}",
            r"in pictures\b.{0,60}",
            r"play(?: video)?|watch(?: now| live| this| the video| video)?|watch\s?: .{1,60}",
            r"\(?(?:photo|image|picture|video) (?:by|via|courtesy of) .{1,60}",
            r"(?:getty images?|shutterstock|istock)(?:[ /].{0,30})?",
        ),
    ),
    Rule(
        reason="page controls",
        sure=(
            r"skip to (?:main )?(?:content|navigation|footer|article)\b.{0,20}|back to (?:top|"
            r"gallery|home(?:page)?)",
            r"(?:you need to |please |this (?:page|site|app) requires you to )*"
            r"(?:enable|turn on|activate) (?:java ?script|cookies)\b.{0,120}",
            r".{0,40}\b(?:javascript|cookies) (?:is|are|must be|seems? to be) "
            r"(?:disabled|enabled|blocked)\b.{0,120}",
            r"checking your browser\b.{0,80}",
            r"(?:404|error|oops|sorry)?\W{0,3}page (?:was )?not found\b.{0,140}",
            r"forgot (?:your )?password\b.{0,30}",
            r"(?:accessibility links|jump to (?:content|navigation|comments)|toggle .{1,30}|"
            r"breadcrumbs?)",
        ),
        loose=(
            r"close|menu|search|home|skip|expand|open|hide|×|x|done|ok|cancel|next page|"
            r"previous page",
            r"show (?:more|less)|load more.{0,20}|view (?:more|all|gallery|full|comments)(?: "
            r".{0,20})?|see (?:more|all)",
            r"text size.{0,15}|font size.{0,15}|\d{1,3} (?:of|/) \d{1,3}|print this(?: page)?",
        ),
    ),
    Rule(
        reason=LEGAL,
        sure=(
            r"(?:©|\(c\) ?(?=\d|copyright)|copyright (?:©|\(c\)|\d{4}))\s?.{0,200}",
            r".{0,140}\ball rights reserved\b.{0,100}",
            r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.{0,200}",
            r"(?:this \w+ )?(?:was )?(?:first |originally )?(?:published|printed|appear(?:ed|s)) "
            r"in (?:the |our )?(?:\w+ ){0,2}print(?:ed)? edition\b.{0,120}",
            r"our standards: .{0,80}|(?:this material|these materials) may not be (?:published|"
            r"reproduced)\b.{0,120}",
            r"(?:by (?:signing up|subscribing|registering|clicking|continuing))\b.{0,60}\byou (?"
            r":agree|consent|accept)"
            r"\b.{0,140}",
        ),
        loose=(
            r"terms (?:of|and|&) .{1,40}|privacy (?:policy|overview|notice|& cookies).{0,40}",
            r"accept(?: all)?(?: cookies)?|cookie (?:policy|settings|preferences|notice)|copyright",
        ),
    ),
)
