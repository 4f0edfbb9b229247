import time

import pytest
from handmade_pages import SENTENCES

from rashomon.errors import ItemError
from rashomon.ingest import read_bytes
from rashomon.model import Article

TEXT = "".join(f"<p>{line}</p>" for line in SENTENCES)
BOMB = "".join(f"<!ENTITY a{n} '&a{n - 1};&a{n - 1};&a{n - 1};'>" for n in range(1, 40))


@pytest.mark.parametrize(
    "html",
    [
        f"<article>{TEXT}<p>{'word ' * 400_000}</p></article>",
        f"<article>{TEXT}<p>{'x' * 2_000_000}</p></article>",
        f"<article><p class='{'a ' * 1_000_000}'>{SENTENCES[0]}</p>{TEXT}</article>",
        f"<article>{TEXT}{'<p>Get the app the same way again</p>' * 9_000}</article>",
        f"<article>{TEXT}<p>{'« ' * 100_000}</p></article>",
        f"<article>{TEXT}<p>{'&amp;&#0;&#xD800;&#1114112;&bogus;' * 20_000}</p></article>",
        f"<!DOCTYPE html [<!ENTITY a0 'aaaaaaaaaa'>{BOMB}]><article>{TEXT}<p>&a39;</p></article>",
        f"<article>{TEXT}{'<a href=x>link text here ' * 9_000}</article>",
        f"<article>{'<div class=author>' * 9_000}{TEXT}</article>",
        f"<article>{TEXT}{'<div' * 5_000}",
        f"{'<div>' * 10_000}{TEXT}",
        f"<article>{TEXT}<p>{'word ' * 1_900_000}</p></article>",
        f"<article>{TEXT}{'<b>x</b>' * 14_000}</article>",
        f"<article>{TEXT}<p {' '.join(f'a{n}=b' for n in range(100_000))}>x</p></article>",
        f"<article>{TEXT}{'<figure><figcaption>The mayor said so.</figcaption></figure>' * 5_000}",
        f"<article>{TEXT}{'<table><tr><td>x 1</td></tr></table>' * 4_000}{TEXT}</article>",
        f"<article>{TEXT}{'<blockquote>' + SENTENCES[0] + '</blockquote>'}</article>" * 1_500,
        f"<h1>x</h1><ul>{'<li>A short entry of a list' * 12_000}</ul><article>{TEXT}</article>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "'
        f'{"The ferry sank, she said. " * 38_000}"}}</script><article>{TEXT}</article>',
        "<frameset><frame src=x></frameset>",
        "<" * 29_000 + TEXT,
    ],
    ids=lambda html: f"{html[:9]}..{len(html)}",
)
def test_a_page_made_to_cost_much_is_read_or_set_aside_in_seconds(html: str) -> None:
    start = time.process_time()
    (found,) = read_bytes(f"<html><body>{html}".encode(), item="page.html")
    assert isinstance(found, Article | ItemError)
    assert time.process_time() - start < 20


def test_control_codes_and_noncharacters_become_spaces() -> None:
    html = f"<html><body><article>{TEXT}</article>".replace("rock", "ro\x02\ufffeck", 1)
    (found,) = read_bytes(html.encode(), item="page.html")
    assert isinstance(found, Article)
    assert "it hit a ro ck" in " ".join(found.text.split())
