"""What stands beside plain paragraphs is kept, in the order of the page, and marked."""

import json

import pytest
from handmade_pages import SENTENCES, page

from rashomon.ingest import read_bytes
from rashomon.ingest.saying import attributes, sentences
from rashomon.ingest.structure import is_worth, note_kind
from rashomon.model import Article

NOTE = "Editor's note: This report quotes two letters that the harbour office has not seen."
CORRECTION = "Correction: An earlier version of this article said that the ferry sank on Sunday."
AMENDED = "This article was amended on 3 May 2031 to give the right number of ships."
CAPTION = "Divers at the pier of Tollford, where the mayor said twelve people were missing."


def read(html: str) -> Article:
    (found,) = read_bytes(html.encode(), item="page.html")
    assert isinstance(found, Article), found
    return found


def body(*pieces: str, head: str = "") -> Article:
    """An article of which some paragraphs are given as HTML."""
    lines = "\n".join(p if p.startswith("<") else f"<p>{p}</p>" for p in pieces)
    return read(page(paragraphs=(), head=head).replace("</article>", f"{lines}</article>"))


def parts(found: Article, kind: str) -> list[str]:
    return [part.span.of(found.text) for part in found.parts if part.kind == kind]


def test_a_table_is_one_row_a_line_with_its_header() -> None:
    table = (
        "<table><thead><tr><th>Year</th><th>Ships</th><th>Failed</th></tr></thead><tbody>"
        "<tr><td>2029</td><td>40</td><td>3</td></tr><tr><td>2030</td><td></td><td>9</td></tr>"
        "</tbody></table>"
    )
    found = body(*SENTENCES[:3], table, *SENTENCES[3:])
    (told,) = parts(found, "table")
    assert told.split("\n\n") == ["Year | Ships | Failed", "2029 | 40 | 3", "2030 |  | 9"]
    assert found.text.index(SENTENCES[2]) < found.text.index(told) < found.text.index(SENTENCES[3])
    assert "---" not in found.text


def test_columns_of_text_that_are_laid_out_as_a_table_are_no_table() -> None:
    left, right = " ".join(SENTENCES[:5]), " ".join(SENTENCES[1:])
    rows = f"<tr><td>{left}</td><td>{right}</td></tr><tr><td>{right}</td><td>{left}</td></tr>"
    assert not parts(body(*SENTENCES, f"<table>{rows}</table>"), "table")


def test_every_item_of_a_list_is_kept_as_one_list() -> None:
    items = (
        "Northern Star: rust in the hull, the office said",
        "Blue Heron",
        "Old Mary: no papers",
    )
    found = body(
        *SENTENCES[:3], f"<ul>{''.join(f'<li>{i}</li>' for i in items)}</ul>", *SENTENCES[3:]
    )
    assert parts(found, "list") == ["\n\n".join(items)]


def test_a_list_of_links_to_other_articles_is_no_list_of_the_text() -> None:
    links = "".join(
        f"<li><a href='/{n}'>Mayor of Westmark opens bridge {n}</a></li>" for n in "123"
    )
    found = body(*SENTENCES[:3], f"<ul>{links}</ul>", *SENTENCES[3:])
    assert "Westmark opens" not in found.text


def test_a_quotation_set_apart_is_kept_whole() -> None:
    quoted = ("We had no warning at all from the office.", "We will not be silent about it again.")
    found = body(
        *SENTENCES[:3],
        f"<blockquote><p>{quoted[0]}</p><p>{quoted[1]}</p></blockquote>",
        *SENTENCES[3:],
    )
    assert parts(found, "blockquote") == ["\n\n".join(quoted)]


def test_a_caption_within_the_article_is_kept_and_a_mere_credit_is_not() -> None:
    picture = "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>"
    found = body(
        *SENTENCES[:3],
        picture.format(CAPTION),
        SENTENCES[3],
        picture.format("Photo: Bay Agency"),
        *SENTENCES[4:],
    )
    assert parts(found, "caption") == [CAPTION]
    assert "Bay Agency" not in found.text


def test_a_caption_that_stands_under_every_picture_is_kept_once() -> None:
    picture = f"<figure><img src='a.jpg'><figcaption>{CAPTION}</figcaption></figure>"
    found = body(SENTENCES[0], picture, *SENTENCES[1:4], picture, *SENTENCES[4:])
    assert found.text.count(CAPTION) == 1


def test_notes_above_and_corrections_below_the_text_are_kept_and_marked() -> None:
    found = body(
        f"<div class='note'><em>{NOTE}</em></div>",
        *SENTENCES,
        f"<div class='correction'>{CORRECTION}</div>",
        f"<p><i>{AMENDED}</i></p>",
    )
    assert parts(found, "editor's note") == [NOTE]
    assert parts(found, "correction") == [CORRECTION, AMENDED]
    assert found.text.startswith(NOTE)
    assert not {NOTE, CORRECTION, AMENDED} & {entry.text for entry in found.left_out}


def test_a_heading_between_paragraphs_is_marked() -> None:
    found = body(*SENTENCES[:3], "<h2>What the divers found below</h2>", *SENTENCES[3:])
    assert parts(found, "heading") == ["What the divers found below"]


def test_parts_lie_in_the_text_in_order() -> None:
    found = body(NOTE, "<h2>One of two</h2>", *SENTENCES, "<ul><li>A bell</li><li>A rope</li></ul>")
    starts = [part.span.start for part in found.parts]
    assert starts == sorted(starts)
    paragraphs = {span.start for span in found.paragraphs}
    assert set(starts) <= paragraphs


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (CORRECTION, "correction"),
        ("Clarification: The bridge was closed, not blocked, the council says.", "correction"),
        ("An earlier version of this story misnamed the ferry.", "correction"),
        ("Correction, May 3, 2031: The ferry had two decks.", "correction"),
        (NOTE, "editor's note"),
        ("Update: The harbour office has since published the log of the ferry.", "editor's note"),
        ("Updated: 18 Nov 2031, 19:11", None),
        ("Updated Nov 19, 9:41 AM;Posted Nov 18, 8:19 PM", None),
        ("Updated at 1:23 p.m.", None),
        ("Note: the ferry company sells no tickets on board.", None),
        ("Corrections officers said that the prison was quiet.", None),
        ("The article was read by forty people in the town hall.", None),
        ("A correction of the course came too late, the captain said.", None),
    ],
)
def test_corrections_and_notes_are_told_by_their_words(text: str, kind: str | None) -> None:
    assert note_kind(text) == kind


def test_a_caption_of_a_few_words_is_worth_nothing() -> None:
    assert not is_worth("The pier of Tollford")
    assert not is_worth("Photo: Bay Agency / All pictures by their own makers of Tollford bay")
    assert is_worth(CAPTION)


def test_sentences_that_attribute_are_told_from_those_that_do_not() -> None:
    assert attributes('"We do not know," the spokesperson added.')
    assert attributes("According to the harbour office, the ferry was sound.")
    assert not attributes("Share prices of the ferry company fell by nine per cent.")
    assert not attributes("Sign up and be told first, as 4,000 readers said they are.")
    assert sentences("Mr. Bee of the U.S. office came. He spoke.") == (
        "Mr. Bee of the U.S. office came.",
        "He spoke.",
    )


ITEMS = (
    ("2031-02-03T12:30:00Z", "Divers have found the bell of the ferry, the company said."),
    ("2031-02-03T11:10:00Z", "The harbour master says that she will not resign over the loss."),
    ("2031-02-03T09:05:00Z", "The ferry hit a rock at nine, according to a first report."),
)


def live(items: tuple[tuple[str, str], ...] = ITEMS, *, name: str = "live-post") -> str:
    return "".join(
        f"<div class='{name}'><div><time datetime='{time}'>{time[11:16]}</time></div>"
        f"<p>{text}</p><p>More on this from Tollford as it comes in.</p></div>"
        for time, text in items
    )


def live_json(**extra: object) -> str:
    value = {"@type": "LiveBlogPosting", "headline": "Ferry sinks off Tollford", **extra}
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_every_item_of_a_live_blog_is_one_part_with_its_time() -> None:
    found = body(f"<div>{live()}</div>", head=live_json())
    items = [part for part in found.parts if part.kind == "live item"]
    assert [part.time for part in items] == [time for time, _ in ITEMS]
    for part, (_, text) in zip(items, ITEMS, strict=True):
        assert part.span.of(found.text).startswith(text)


def test_items_that_are_articles_beside_a_list_of_key_moments_are_the_items() -> None:
    moments = "".join(
        f"<li><time datetime='{time}'>1h ago</time><a href='#{n}'>{text}</a></li>"
        for n, (time, text) in enumerate((*ITEMS, *ITEMS))
    )
    blocks = "".join(
        f"<article class='block' id='block-{n}'><header><time datetime='{time}'>x</time></header>"
        f"<h2>What is known at {time[11:16]}</h2><p>{text}</p>"
        "<blockquote><p>We shall find every plank of it.</p></blockquote></article>"
        for n, (time, text) in enumerate(ITEMS)
    )
    found = read(
        page(paragraphs=(), head=live_json()).replace(
            "</article>", f"</article><ul>{moments}</ul><div class='live-blog'>{blocks}</div>"
        )
    )
    items = [part for part in found.parts if part.kind == "live item"]
    assert [part.time for part in items] == [time for time, _ in ITEMS]
    assert items[0].span.of(found.text).split("\n\n") == [
        "What is known at 12:30",
        ITEMS[0][1],
        "We shall find every plank of it.",
    ]
    assert len(parts(found, "blockquote")) == 3


def test_items_with_a_clock_in_words_get_the_time_of_day() -> None:
    stamps = ("11.40pm", "9:05 am", "07:30 GMT")
    items = "".join(
        f"<div class='post'><span>{stamp}</span><p>{text}</p></div>"
        for stamp, (_, text) in zip(stamps, ITEMS, strict=True)
    )
    found = read(page(paragraphs=()).replace("</article>", f"<div>{items}</div></article>"))
    marked = [part for part in found.parts if part.kind == "live item"]
    assert [part.time for part in marked] == ["23:40", "09:05", "07:30"]
    assert [part.span.of(found.text) for part in marked] == [text for _, text in ITEMS]


def test_items_whose_times_only_the_metadata_hold_get_them() -> None:
    given = [
        {"@type": "BlogPosting", "articleBody": text, "datePublished": time} for time, text in ITEMS
    ]
    shown = [line for n, (_, text) in enumerate(ITEMS) for line in (f"{12 - n}.30pm", text)]
    found = body(*SENTENCES[:2], *shown, head=live_json(liveBlogUpdate=given))
    items = [part for part in found.parts if part.kind == "live item"]
    assert [(p.time, p.span.of(found.text)) for p in items] == list(ITEMS)


def test_items_that_only_the_metadata_hold_are_added_and_that_is_said() -> None:
    given = [
        {"@type": "BlogPosting", "articleBody": text, "datePublished": time} for time, text in ITEMS
    ]
    found = body(*SENTENCES[:3], head=live_json(liveBlogUpdate=given))
    items = [part for part in found.parts if part.kind == "live item"]
    assert [(p.time, p.span.of(found.text)) for p in items] == list(ITEMS)
    assert any("3 of its items are taken from its metadata" in note for note in found.notes)


def test_comments_with_times_are_no_live_blog() -> None:
    found = read(page(after=f"<section id='comments'>{live(name='comment')}</section>"))
    assert not [part for part in found.parts if part.kind == "live item"]
    assert ITEMS[0][1] not in found.text


def test_an_item_whose_time_is_no_iso_date_has_none() -> None:
    odd = tuple((f"noon{n}" + " " * 12, text) for n, (_, text) in enumerate(ITEMS))
    found = body(f"<div>{live(odd)}</div>", head=live_json())
    items = [part for part in found.parts if part.kind == "live item"]
    assert [part.time for part in items] == [None, None, None]
