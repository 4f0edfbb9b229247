"""check: what a summary may do to an article, and what it must not be accused of."""

from __future__ import annotations

import pytest

import rashomon
from rashomon.checked import Check, FaultKind
from rashomon.model import Reading

BRIDGE = """\
The bridge at Velmark collapsed on Monday night, killing at least 12 people, police said.

Mayor Olga Brandt said the builders may have used weak steel. "We never saw the papers," she told \
reporters. The construction company Harrow Works denied the accusation.

"We did nothing wrong," said Tomas Reed, the head of Harrow Works. According to a fire service \
spokesman, nearly 40 people were on the bridge. Prosecutor Ivan Lask said no arrests had been made.

The council voted on Tuesday to close two other bridges. Witnesses reported hearing a loud crack. \
Analysts believe the repair could cost 300 million crowns.
"""


@pytest.fixture(scope="module")
def bridge() -> Reading:
    return rashomon.read(BRIDGE)


def check(summary: str, reading: Reading) -> Check:
    return rashomon.check(summary, [reading])


def kinds(found: Check) -> set[str]:
    return {fault.kind for sentence in found.sentences for fault in sentence.faults}


@pytest.mark.parametrize(
    "summary",
    [
        "Police said at least 12 people died when the bridge at Velmark collapsed on Monday night.",
        "Mayor Olga Brandt said the builders may have used weak steel, which Harrow Works denied.",
        "“We never saw the papers,” Brandt said.",
        "Prosecutor Ivan Lask said that no arrests had been made.",
        "The council voted to close two other bridges.",
        "Nearly 40 people were on the bridge, a spokesman of the fire service said.",
        "Analysts believe the repair could cost some 300 million crowns.",
        "“We did nothing wrong”, said the head of Harrow Works, Tomas Reed.",
    ],
)
def test_a_faithful_sentence_is_supported_and_shows_what_it_rests_on(
    summary: str, bridge: Reading
) -> None:
    found = check(summary, bridge)
    assert kinds(found) == set()
    assert found.supported
    text = bridge.article.text
    for passage in found.sentences[0].passages:
        assert passage.span.of(text) == passage.text


@pytest.mark.parametrize(
    ("kind", "summary", "of"),
    [
        ("attribution lost", "The builders may have used weak steel.", "Olga Brandt"),
        ("attribution lost", "Nearly 40 people were on the bridge.", "fire service"),
        ("wrong speaker", "Tomas Reed said the builders may have used weak steel.", "Olga Brandt"),
        ("hedge lost", "Mayor Olga Brandt said the builders had used weak steel.", "may"),
        ("hedge lost", "Police said 12 people died when the bridge collapsed.", "at least 12"),
        ("negation lost", "Prosecutor Ivan Lask said arrests had been made.", "no arrests"),
        ("negation lost", "Harrow Works admitted the accusation.", "denied"),
        ("number changed", "The council voted to close three other bridges.", "two"),
        ("number changed", "The fire service said nearly 60 people were on the bridge.", "40"),
        (
            "number changed",
            "Police said at least 12 people died when the bridge collapsed on Friday night.",
            "Monday",
        ),
        ("quotation altered", "“We never read the papers,” Brandt told reporters.", "saw"),
        ("quotation altered", "“We did nothing illegal at all,” said Tomas Reed.", "wrong"),
        ("people merged", "Prosecutor Olga Brandt said she never saw the papers.", "Ivan Lask"),
        ("people merged", "Ivan Reed said no arrests had been made.", "Tomas Reed"),
    ],
)
def test_a_fault_is_named_and_both_passages_are_shown(
    kind: FaultKind, summary: str, of: str, bridge: Reading
) -> None:
    found = check(summary, bridge)
    assert not found.supported
    faults = [fault for sentence in found.sentences for fault in sentence.faults]
    assert kind in {fault.kind for fault in faults}
    fault = next(fault for fault in faults if fault.kind == kind)
    assert fault.span.of(summary)
    assert any(of in passage.text for passage in fault.passages) or of in fault.why
    for passage in fault.passages:
        assert passage.span.of(bridge.article.text) == passage.text


def test_an_invented_quotation_has_no_passage(bridge: Reading) -> None:
    found = check("Brandt called it “the darkest hour this valley has ever known”.", bridge)
    fault = found.sentences[0].faults[0]
    assert (fault.kind, fault.passages) == ("quotation altered", ())


def test_a_paraphrase_between_quotation_marks_is_an_altered_quotation(bridge: Reading) -> None:
    found = check("Brandt said “the builders may have used weak steel”.", bridge)
    assert "quotation altered" in kinds(found)


@pytest.mark.parametrize(
    "quoted",
    ["“we never saw the papers”", "“We never … the papers”", "“[W]e never saw the papers.”"],
)
def test_case_ellipsis_and_brackets_alter_no_quotation(quoted: str, bridge: Reading) -> None:
    assert kinds(check(f"Brandt told reporters: {quoted}", bridge)) == set()


def test_what_another_article_states_itself_needs_no_source(bridge: Reading) -> None:
    other = rashomon.read(
        "Nearly 40 people were on the bridge at Velmark when it fell.\n\nThe town hall is closed."
    )
    summary = "Nearly 40 people were on the bridge."
    assert kinds(check(summary, bridge)) == {"attribution lost"}
    assert kinds(rashomon.check(summary, [bridge, other])) == set()


def test_rounding_that_is_marked_changes_no_number() -> None:
    text = "A storm damaged 97 houses in Torrin, the mayor said.\n\nThe harbour was closed."
    article = rashomon.read(text)
    assert (
        kinds(check("The mayor said nearly 100 houses in Torrin were damaged.", article)) == set()
    )
    changed = check("The mayor said 79 houses in Torrin were damaged by a storm.", article)
    assert kinds(changed) == {"number changed"}


def test_the_result_does_not_depend_on_the_order_of_the_articles(bridge: Reading) -> None:
    other = rashomon.read(
        "The ferry to Sarn was late on Monday, the port said.\n\nNobody was hurt."
    )
    summary = "The builders may have used weak steel. The ferry to Sarn was late."
    one, two = (rashomon.check(summary, order) for order in ([bridge, other], [other, bridge]))
    assert [(s.verdict, s.score) for s in one.sentences] == [
        (s.verdict, s.score) for s in two.sentences
    ]


def test_a_faulty_sentence_scores_less_than_its_faithful_version(bridge: Reading) -> None:
    good = check("Prosecutor Ivan Lask said no arrests had been made.", bridge)
    bad = check("Prosecutor Ivan Lask said arrests had been made.", bridge)
    assert bad.score < good.score
