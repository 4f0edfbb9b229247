"""Which sentences a summary takes, and what they need beside them."""

from __future__ import annotations

import pytest
from marked_text import reading

from rashomon.model import Summary
from rashomon.summarize import summarize_article
from rashomon.summarize.candidates import candidates
from rashomon.summarize.choice import worth
from rashomon.text import quote

HARBOUR = (
    "The harbour of Ostrel was closed on Monday after a crane fell on the ferry quay.",
    "Divers looked for the crane driver under the quay of the harbour until nightfall.",
    "Bakers in the hills sold more bread than in any other week of the winter.",
    "A choir sang in the old mill, where forty children heard songs about rain.",
    "Ferry passengers of the harbour were taken to Velle by bus on Monday evening.",
)


def texts(summary: Summary) -> list[str]:
    return [sentence.text for sentence in summary.sentences]


def test_the_first_sentence_and_what_the_article_is_about_come_before_the_rest() -> None:
    made = reading("\n\n".join(HARBOUR))
    assert texts(summarize_article(made, time_s=9)) == [HARBOUR[0], HARBOUR[1]]
    values = worth(made, candidates(made))
    assert values[0] == max(values)
    assert values[4] > values[3]


@pytest.mark.parametrize("count", [1, 2, 4, 5])
def test_so_many_sentences_as_asked_for(count: int) -> None:
    summary = summarize_article(reading("\n\n".join(HARBOUR)), sentences=count)
    assert len(summary.sentences) == count
    words = sum(len(text.split()) for text in texts(summary))
    assert 0 <= summary.time_s - words * 60 / 230 < 1


def test_no_more_sentences_than_the_article_has() -> None:
    assert texts(summarize_article(reading("\n\n".join(HARBOUR)), sentences=40)) == [*HARBOUR]


def test_no_sentences_are_refused() -> None:
    with pytest.raises(ValueError, match="sentences is 0; it must be a positive number"):
        summarize_article(reading(HARBOUR[0]), sentences=0)


def test_more_time_than_the_article_takes_gives_all_that_can_stand_alone() -> None:
    made = reading("\n\n".join([*HARBOUR, "He was never seen there again by anybody."]))
    assert texts(summarize_article(made, time_s=600)) == [*HARBOUR]


def test_names_put_in_do_not_make_the_summary_longer_than_its_time() -> None:
    lines = [
        f"<s{n}>Torv</s{n}> <q{n}>said</q{n}> <c{n}>{sentence[0].lower()}{sentence[1:-1]}</c{n}>."
        for n, sentence in enumerate(HARBOUR, start=1)
    ]
    made = reading(
        "\n\n".join(lines),
        names={"s1": "Ansel Maria Torv"},
        claims={n: {"speaker": "s1"} for n in range(1, 6)},
    )
    for time_s in range(5, 30):
        summary = summarize_article(made, time_s=time_s)
        words = sum(len(text.split()) for text in texts(summary))
        assert words <= 230 * time_s / 60 or len(summary.sentences) == 1
        assert "[Ansel Maria] Torv" in summary.sentences[0].text


def test_a_denial_of_what_is_told_comes_before_another_matter() -> None:
    made = reading(
        "<s1>Maren Holt</s1> <q1>said</q1> <c1>the railway sold rotten rails to the mill</c1>.\n\n"
        "The valley has many small rivers, and every one has a name of its own here.\n\n"
        "<s2>Ansel Torv</s2> <q2>denied</q2> <c2>that the railway sold rotten rails</c2>.",
        names={"s1": "Maren Holt", "s2": "Ansel Torv"},
        claims={1: {"speaker": "s1"}, 2: {"speaker": "s2", "commitment": "denies"}},
    )
    assert texts(summarize_article(made, sentences=2)) == [
        "Maren Holt said the railway sold rotten rails to the mill.",
        "Ansel Torv denied that the railway sold rotten rails.",
    ]


# Sentences that need the one before them.

PAIR = (
    "A sailor of the ferry jumped into the river near Velle to save a child. "
    "He was taken to the hospital of Ostrel with a broken arm."
)
OTHERS = " The town has three bridges. Nobody counts the ferries that pass below them at night."


def test_a_sentence_about_he_comes_right_after_the_one_that_says_who() -> None:
    assert texts(summarize_article(reading(PAIR))) == PAIR.replace("child. ", "child.\n").split(
        "\n"
    )


def test_a_sentence_about_he_never_comes_alone() -> None:
    made = reading(PAIR + OTHERS)
    for count in (1, 2, 3):
        told = texts(summarize_article(made, sentences=count))
        for number, text in enumerate(told):
            assert not text.startswith("He was") or told[number - 1].startswith("A sailor")


def test_a_sentence_that_needs_another_is_no_candidate_alone() -> None:
    made = reading(PAIR)
    assert [c.text[:8] for c in candidates(made)] == ["A sailor"]
    assert [c.needs_before for c in candidates(made, in_pairs=True)] == [False, True]


def test_a_but_is_told_right_after_what_it_answers_and_cut_off_elsewhere() -> None:
    made = reading(
        "The bridge of Ostrel was closed to trains in autumn for a year. "
        "But the trains of the mill went over it every night until March."
    )
    one, other = summarize_article(made).sentences
    assert other.text == "But the trains of the mill went over it every night until March."
    assert quote(made.article.text, other.spans) == other.text
    assert one.text.startswith("The bridge")


# Speech that no claim was found for.


@pytest.mark.parametrize(
    "told",
    [
        "The paper wrote:\n\nThe mayor of Ostrel is a thief of public bread. The mayor must go.",
        "Holt said: The mayor of Ostrel is a thief of public bread.",
        "The mayor said of it: 'The river is a thief of public bread. The river must go now.'",
    ],
)
def test_what_a_colon_announces_is_left_out(told: str) -> None:
    made = reading(f"The bridge of Ostrel fell on Sunday.\n\n{told}\n\nThe ferry went on.")
    assert not any("thief" in text for text in texts(summarize_article(made)))


def test_a_line_of_an_interview_is_told_by_nobody_else() -> None:
    made = reading(
        "The bridge of Ostrel fell on Sunday.\n\n"
        "HOLT: Let us begin with it. <s1>The railway</s1> <q1>announced</q1> <c1>a new bridge for "
        "the town</c1>.",
        names={"s1": "the railway of Ostrel"},
        claims={1: {"speaker": "s1"}},
    )
    assert texts(summarize_article(made)) == ["The bridge of Ostrel fell on Sunday."]


def test_it_would_right_after_what_somebody_said_is_left_out() -> None:
    made = reading(
        "<s1>Ansel Torv</s1> <q1>said</q1> <c1>a new bridge was the answer</c1>. "
        "The bridge would cost the town nothing and bring bread to the hills.",
        names={"s1": "Ansel Torv"},
        claims={1: {"speaker": "s1"}},
    )
    assert texts(summarize_article(made)) == ["Ansel Torv said a new bridge was the answer."]


def test_words_that_a_claim_of_the_sentence_tells_need_no_other_source() -> None:
    made = reading(
        "<s1>Maren Holt</s1> <q1>said</q1> <c1>the ferry of Velle had sunk "
        "<c2>in the harbour</c2></c1>.\n\n"
        "<s2>Ansel Torv</s2> <q2>said</q2> <c2>the water there was deep</c2>.",
        names={"s1": "Maren Holt", "s2": "Ansel Torv"},
        claims={1: {"speaker": "s1"}, 2: {"speaker": "s2"}},
    )
    first = summarize_article(made).sentences[0]
    assert first.text == "Maren Holt said the ferry of Velle had sunk in the harbour."
    assert first.claims == ("c1",)


def test_the_headline_is_no_sentence_of_the_summary() -> None:
    made = reading(
        "The harbour of Ostrel is closed; a crane fell on it.\n\n" + HARBOUR[0],
        title="The harbour of Ostrel is closed; a crane fell on it",
    )
    assert texts(summarize_article(made)) == [HARBOUR[0]]


def test_who_wrote_the_article_is_left_out() -> None:
    made = reading(f"{HARBOUR[0]}\n\nMaren Holt is a columnist for The Ostrel Paper.")
    assert texts(summarize_article(made)) == [HARBOUR[0]]


def test_the_campaign_of_two_is_not_named() -> None:
    made = reading(
        "<s1>The Holt campaign</s1> <q1>said</q1> <c1>the count was fair</c1>.\n\n"
        "<s2>The Torv campaign</s2> <q2>said</q2> <c2>the count was slow</c2>.\n\n"
        "<s3>The campaign</s3> <q3>said</q3> <c3>no vote had been lost at all</c3>.",
        names={"s1": "Holt campaign", "s2": "Torv campaign"},
        claims={1: {"speaker": "s1"}, 2: {"speaker": "s2"}, 3: {"speaker": "s2"}},
    )
    assert not any("lost" in text for text in texts(summarize_article(made)))


# Bad input.


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The bridge of Ostrel fell. Nobody was hurt in the fall.", 2),
        ("the bridge fell nobody was hurt the ferry goes on as it always did", 1),
        ("The bridge of Ostrel fell on Sunday\n\nThe ferry goes on as it did", 2),
        ("The bridge of Ostrel fell on Sunday\n\nThe ferry goes on.", 0),
        ("“We were never told of it.”\n\n“Nobody ever came to see us here.”", 0),
        ("\n\n  \n\nThe bridge of Ostrel fell on Sunday.\n\n \n\n", 1),
        ("?! " * 50, 0),
    ],
)
def test_odd_articles_have_the_summary_that_they_allow(text: str, told: int) -> None:
    for time_s in (1, 15, 60, 180):
        summary = summarize_article(reading(text), time_s=time_s)
        assert len(summary.sentences) <= told
    assert len(summary.sentences) == told


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("The mill of Velle has never been known for such investment.", False),
        ("Only three mills of Velle were ever given such a fine.", False),
        ("The mill of Velle grinds corn such as rye and barley in winter.", True),
        ("The mill of Velle caused such noise that the school was moved.", True),
    ],
)
def test_such_a_thing_needs_the_sentence_that_says_which(words: str, alone: bool) -> None:
    made = reading(f"The harbour of Ostrel was closed on Monday after a storm. {words}")
    assert ([c.text for c in candidates(made)][-1] == words) is alone
    assert [c.text for c in candidates(made, in_pairs=True)][-1] == words
