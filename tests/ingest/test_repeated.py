"""Lines that stand in several articles of one outlet are its template, not its articles."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rashomon.config import DEFAULT_LIMITS
from rashomon.ingest import read_paths
from rashomon.ingest.article import Found, make
from rashomon.ingest.repeated import Repeated, sifted
from rashomon.ingest.taken import Taken
from rashomon.model import Article, Part
from rashomon.spans import Span

SIGN = "Join the friends of the Post here"
SAID = "The Post is read in every house of the bay, its editor said in spring."
BACKGROUND = "The ferry sank in spring after it had hit a rock off Tollford."


def article(
    number: int, *extra: str, outlet: str = "Tollford Post", given: str | None = None
) -> Article:
    own = tuple(
        f"On day {number} the divers of boat {number}{letter} found {number * 7} planks and a bell "
        f"from room {number}{letter} of the wreck."
        for letter in "abcd"
    )
    text = "\n\n".join((*own, *extra))
    return make(Found(text=text, outlet=outlet, id=given), item=str(number), limits=DEFAULT_LIMITS)


def reasons(found: Article) -> list[tuple[str, str]]:
    return [(left.text, left.reason) for left in found.left_out]


def sift_repeated(articles: Iterable[Article]) -> tuple[Article, ...]:
    taken = (Taken(article, article.id, page=True) for article in articles)
    return tuple(one.result for one in sifted(taken) if isinstance(one.result, Article))


def test_a_line_in_three_articles_of_an_outlet_is_left_out_with_the_number() -> None:
    given = [article(number, SIGN) for number in range(3)]
    for before, found in zip(given, sift_repeated(given), strict=True):
        assert SIGN not in found.text
        assert reasons(found) == [(SIGN, "stands in 2 other articles of this outlet")]
        assert found.id != before.id
        assert all(span.of(found.text).startswith("On day") for span in found.paragraphs)


def test_two_articles_are_too_few_and_outlets_are_apart() -> None:
    given = [article(n, SIGN, outlet=f"Post {n % 2}") for n in range(4)]
    assert sift_repeated(given) == tuple(given)


def test_a_line_of_few_among_many_articles_stays() -> None:
    given = [article(n, *([SIGN] if n < 3 else [])) for n in range(80)]
    assert sift_repeated(given) == tuple(given)


def test_a_sentence_that_attributes_stays_and_is_told() -> None:
    given = [article(number, SAID) for number in range(6)]
    for found in sift_repeated(given):
        assert SAID in found.text
        assert any(
            "1 line kept that other articles of this outlet hold too" in n for n in found.notes
        )


def test_background_that_some_articles_repeat_stays() -> None:
    given = [article(n, *([BACKGROUND] if n < 4 else [])) for n in range(12)]
    assert all(BACKGROUND in found.text for found in sift_repeated(given)[:4])


def test_copies_of_one_report_are_no_repetition() -> None:
    report = article(1, SIGN)
    given = [replace(report, id=f"copy{n}") for n in range(6)]
    assert sift_repeated(given) == tuple(given)


def test_an_article_whose_id_was_given_with_its_text_keeps_its_text() -> None:
    given = [article(number, SIGN, given=f"n{number}") for number in range(4)]
    for before, found in zip(given, sift_repeated(given), strict=True):
        assert (found.id, found.text) == (before.id, before.text)
        assert found.notes


def test_parts_move_with_the_text() -> None:
    given = [article(number, SIGN, "What was in the wreck") for number in range(3)]
    start = given[0].text.index("What was")
    part = Part(kind="heading", span=Span(start, start + len("What was in the wreck")))
    gone = Part(kind="heading", span=Span(given[0].text.index(SIGN), start - 2))
    given[0] = replace(given[0], parts=(gone, part))
    given[1:] = [replace(a, text=a.text) for a in (article(1, SIGN), article(2, SIGN))]
    found = sift_repeated(given)[0]
    assert [p.span.of(found.text) for p in found.parts] == ["What was in the wreck"]


def test_datelines_and_the_heads_of_tables_stay() -> None:
    given = [article(number, "TOLLFORD, Bay -", "Ship | Papers | Crew") for number in range(4)]
    start = given[0].text.index("Ship |")
    table = Part(kind="table", span=Span(start, len(given[0].text)))
    given = [replace(one, parts=(table,)) for one in given]
    for before, found in zip(given, sift_repeated(given), strict=True):
        assert found.text == before.text


def test_memory_is_bounded_by_forgetting_lines_met_once() -> None:
    repeated = Repeated(most_lines=40)
    given = [article(number, SIGN) for number in range(60)]
    assert all(map(repeated.add, given))
    assert repeated.sift(given[-1]).text.endswith("of the wreck.")
    assert repeated._held <= 45


def test_the_order_of_articles_does_not_matter() -> None:
    given = [article(number, SIGN) for number in range(5)]
    assert set(sift_repeated(given)) == set(sift_repeated(given[::-1]))


def test_a_folder_of_pages_is_held_together_and_a_page_alone_is_not(tmp_path: Path) -> None:
    said = (
        "The harbour office said on day {n} that {n} boats had left the pier in the morning. " * 3
    )
    for n in range(6):
        (tmp_path / f"{n}.html").write_text(
            f"<html><head><title>Boats {n}</title><link rel='canonical' "
            f"href='https://courier.example/{n}'></head><body><article><h1>Boats {n}</h1>"
            f"<p>{said.format(n=n)}</p><p>{said.format(n=n + 10)}</p>"
            "<p>Our harbour desk keeps count of boats for its readers every single day.</p>"
            f"<p>{said.format(n=n + 20)}</p></article></body></html>"
        )
    (tmp_path / "z.txt").write_text("Our harbour desk keeps count of boats for its readers.")
    *pages, text = (one for one in read_paths([tmp_path]) if isinstance(one, Article))
    assert len(pages) == 6
    for page in pages:
        assert "harbour desk" not in page.text
        assert any("5 other articles of this outlet" in line.reason for line in page.left_out)
    assert "harbour desk" in text.text
    alone = [one for one in read_paths([tmp_path / "1.html"]) if isinstance(one, Article)]
    assert "harbour desk" in alone[0].text
