from handmade_pages import SENTENCES, page

from rashomon.ingest import read_bytes
from rashomon.ingest.hidden import REASON
from rashomon.model import Article

CARD = (
    "<span class='person'><a href='/q'>Ada Quill</a><span class='rollover-card'>"
    "<a href='/1'>Quill opens a bridge</a> <a href='/2'>Who moved the old lighthouse?</a>"
    "</span></span>"
)


def article(html: str) -> Article:
    (found,) = read_bytes(html.encode(), item="page.html")
    assert isinstance(found, Article), found
    return found


def test_a_card_behind_a_name_is_taken_out_of_its_sentence_and_listed() -> None:
    found = article(page(paragraphs=(f"Minister {CARD} denied the report on Monday.", *SENTENCES)))
    assert found.text.startswith("Minister Ada Quill denied the report on Monday.")
    assert ("Quill opens a bridge Who moved the old lighthouse?", REASON) in [
        (entry.text, entry.reason) for entry in found.left_out
    ]


def test_hidden_words_in_a_sentence_are_taken_out_and_listed() -> None:
    secret = "<span style='display:none'>and confessed to everything</span>"
    found = article(page(paragraphs=(*SENTENCES, f"The captain was heard {secret} in Westmark.")))
    assert found.text.endswith("The captain was heard in Westmark.")
    assert "and confessed to everything" in [entry.text for entry in found.left_out]


def test_a_sentence_within_a_span_of_that_look_stays() -> None:
    line = "The whole sentence is marked so, and it says that the ferry sank at night."
    found = article(page(paragraphs=(*SENTENCES, f"<span class='tooltip-host'>{line}</span>")))
    assert line in found.text
