"""The command line as a user meets it: real processes, real files, exit codes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
BRIDGE = (
    "The bridge over the Orrin fell on Tuesday evening. Twelve people were hurt, the mayor of "
    "Harrow said. The state railway denied that a train had hit the bridge. Engineers had warned "
    "the council about the pylons for years, according to the newspaper of the town."
)


def rashomon(
    *words: str, stdin: bytes = b"", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        [sys.executable, "-m", "rashomon", *words],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **environment},
    )
    return subprocess.CompletedProcess(
        result.args, result.returncode, result.stdout.decode("utf-8"), result.stderr.decode("utf-8")
    )


def test_read_prints_a_digest_with_one_claim_a_line(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(BRIDGE, encoding="utf-8")
    result = rashomon("read", str(path))
    assert result.returncode == 0, result.stderr
    line = next(row for row in result.stdout.splitlines() if "denied" in row and "|" in row)
    assert "The state railway" in line
    assert "denies" in line
    assert "\x1b" not in result.stdout


def test_read_takes_standard_input_and_prints_one_json_line_per_article() -> None:
    rows = [{"id": f"a{n}", "text": BRIDGE, "language": "en"} for n in range(3)]
    result = rashomon("read", "--json", "-", stdin="\n".join(map(json.dumps, rows)).encode("utf-8"))
    assert result.returncode == 0, result.stderr
    readings = [json.loads(line) for line in result.stdout.splitlines()]
    assert [r["article"]["id"] for r in readings] == ["a0", "a1", "a2"]
    for r in readings:
        for claim in r["claims"]:
            for start, end in (*claim["source"], *claim["cue"], *claim["content"]):
                assert 0 <= start < end <= len(r["article"]["text"])


def test_one_broken_line_of_ten_costs_one_article_and_is_named(tmp_path: Path) -> None:
    rows = [json.dumps({"id": f"a{n}", "text": BRIDGE}) for n in range(10)]
    rows[6] = rows[6][:-5]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    result = rashomon("read", "--json", str(path))
    assert result.returncode == 1
    assert len(result.stdout.splitlines()) == 9
    assert "news.jsonl, line 7" in result.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t \n"),
        ("binary.bin", bytes(range(256)) * 20),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
        ("navigation.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>"),
        ("array.json", b'{"id": "x", "text": 5}'),
        ("huge.html", b"<html><body><p>" + b"word " * 11_000_000 + b"</p></body></html>"),
    ],
)
def test_an_item_that_cannot_be_used_is_named_and_the_others_go_on(
    tmp_path: Path, name: str, content: bytes
) -> None:
    bad, good = tmp_path / name, tmp_path / "zz-good.txt"
    bad.write_bytes(content)
    good.write_text(BRIDGE, encoding="utf-8")
    result = rashomon("read", "--json", str(bad), str(good))
    assert result.returncode == 1
    [line, total] = result.stderr.splitlines()
    assert name in line
    assert total == "rashomon: 1 item could not be used; the rest was done"
    assert len(result.stdout.splitlines()) == 1


def test_a_path_that_does_not_exist_is_named() -> None:
    result = rashomon("read", "no-such-file.txt")
    assert result.returncode == 1
    assert "no-such-file.txt" in result.stderr


def test_right_to_left_text_and_emoji_keep_offsets_in_code_points() -> None:
    text = "😀 قال الوزير إن الجسر سقط. " + BRIDGE
    line = json.dumps({"id": "rtl", "language": "en", "text": text})
    result = rashomon("read", "--json", "-", stdin=line.encode("utf-8"))
    reading = json.loads(result.stdout)
    assert reading["article"]["text"] == text
    denial = next(c for c in reading["claims"] if c["commitment"] == "denies")
    [[start, end]] = denial["cue"]
    assert text[start:end] == "denied"


def test_another_language_is_said_and_not_read_as_english() -> None:
    text = "Der Bürgermeister sagte, die Brücke sei am Abend eingestürzt. " * 5
    result = rashomon("read", "--json", "-", stdin=text.encode("utf-8"))
    reading = json.loads(result.stdout)
    assert reading["article"]["language"] == "de"
    assert reading["claims"] == []
    # Nobody looked for who said it: no sentence may leave the article.
    assert reading["summary"]["sentences"] == []
    assert any("de" in note for note in reading["notes"])


def test_unbalanced_quotation_marks_do_not_stop_the_reading() -> None:
    text = BRIDGE + ' "It fell, the mayor said. “And again, he added. «Never” she said.'
    result = rashomon("read", "--json", "-", stdin=text.encode("utf-8"))
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["claims"]


def test_group_puts_the_example_events_apart() -> None:
    result = rashomon("group", "--json", str(EXAMPLES))
    assert result.returncode == 0, result.stderr
    events = json.loads(result.stdout)["events"]
    assert sorted(len(e["articles"]) for e in events) == [2, 8]
    assert all(e["why"] for e in events)


def test_group_goes_on_after_an_earlier_grouping(tmp_path: Path) -> None:
    first = rashomon("group", "--json", str(EXAMPLES / "il-76-belgorod"))
    known = tmp_path / "events.json"
    known.write_text(first.stdout, encoding="utf-8")
    result = rashomon("group", "--json", "--after", str(known), str(EXAMPLES))
    assert result.returncode == 0, result.stderr
    before, after = (json.loads(text)["events"] for text in (first.stdout, result.stdout))
    assert [(e["id"], e["articles"]) for e in after[:1]] == [
        (e["id"], e["articles"]) for e in before
    ]
    assert [(e["id"], len(e["articles"])) for e in after[1:]] == [("e2", 2)]


def test_a_file_that_is_no_grouping_is_wrong_use(tmp_path: Path) -> None:
    known = tmp_path / "events.json"
    known.write_text('{"events": 3}', encoding="utf-8")
    result = rashomon("group", "--after", str(known), str(EXAMPLES))
    assert result.returncode == 2
    assert "events.json: is no grouping" in result.stderr
    assert "give --after what group --json printed" in result.stderr


def test_group_and_compare_take_corrections_of_events(tmp_path: Path) -> None:
    rows = [
        {
            "kind": "not the same event",
            "articles": ["agency-a-0124", "weekly-d-0226"],
            "by": "N. N.",
        },
        {"kind": "same event", "articles": ["agency-a-0124", "nowhere"]},
        {"kind": "same speaker", "names": ["Moscow", "the Kremlin"]},
    ]
    path = tmp_path / "desk.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    words = ("--json", "--overrides", str(path), str(EXAMPLES / "il-76-belgorod"))
    for command, annotator in (("group", ()), ("compare", ("--annotator", "rules"))):
        result = rashomon(command, *annotator, *words)
        assert result.returncode == 0, result.stderr
        made = json.loads(result.stdout)
        assert len(made["events"]) == 2
        said = "kept apart by a person: agency-a-0124, weekly-d-0226 (desk.jsonl, line 1; by N. N.)"
        assert all(said in event["why"] for event in made["events"])
        assert {"not the same event"} <= {c["kind"] for c in made["corrections"]}
        assert [note for note in made["notes"] if "desk.jsonl, line 2" in note]
    group = rashomon("group", *words)
    assert "desk.jsonl, line 2" in group.stderr
    assert "line 3" not in group.stderr


def test_compare_writes_a_page_a_digest_and_json_that_agree(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = rashomon("compare", "--json", "--html", str(page), str(EXAMPLES / "il-76-belgorod"))
    assert result.returncode == 0, result.stderr
    comparison = json.loads(result.stdout)
    [event] = comparison["events"]
    relations = {r["relation"] for r in event["relations"]}
    assert {"agree", "contradict"} <= relations
    assert event["lost_attribution"]
    html = page.read_text(encoding="utf-8")
    for question in event["questions"]:
        assert question["text"].split()[0] in html
    assert comparison["made_by"]["text_sha256"] in html


def test_the_same_input_gives_the_same_output_byte_for_byte() -> None:
    runs = [
        rashomon("compare", "--json", str(EXAMPLES), PYTHONHASHSEED=seed).stdout for seed in "123"
    ]
    assert runs[0] == runs[1] == runs[2]


def test_the_order_of_paths_changes_nothing() -> None:
    files = sorted(str(p) for p in (EXAMPLES / "il-76-belgorod").iterdir() if p.suffix != ".md")
    one = rashomon("compare", "--json", *files).stdout
    other = rashomon("compare", "--json", *reversed(files)).stdout
    assert one == other


def test_the_learned_annotator_reads_with_the_weights_of_the_package(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(BRIDGE, encoding="utf-8")
    result = rashomon("read", "--json", "--annotator", "learned", str(path))
    assert result.returncode == 0, result.stderr
    reading = json.loads(result.stdout)
    assert reading["made_by"]["annotator"] == "learned@1"
    assert len(reading["made_by"]["weights_sha256"]) == 64
    assert "denies" in {c["commitment"] for c in reading["claims"]}


def test_an_unknown_annotator_is_wrong_use_and_the_known_ones_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BRIDGE, encoding="utf-8")
    result = rashomon("read", "--annotator", "oracle", str(path))
    assert result.returncode == 2
    assert "rules" in result.stderr


def test_a_page_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BRIDGE, encoding="utf-8")
    result = rashomon("read", "--html", str(tmp_path / "none" / "page.html"), str(path))
    assert result.returncode == 2
    assert "page.html" in result.stderr


def test_no_arguments_is_wrong_use_and_help_is_not() -> None:
    assert rashomon("read").returncode == 2
    assert rashomon("read", "--help").returncode == 0
    assert rashomon("nonsense").returncode == 2


def test_quiet_prints_nothing_but_errors(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BRIDGE, encoding="utf-8")
    result = rashomon("read", "--quiet", str(path))
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [json.dumps({"id": f"a{n}", "text": BRIDGE + f" {n}."}) for n in range(30)]
    path.write_text("\n".join(rows), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "rashomon", "read", "--json", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait() == -signal.SIGPIPE
    assert errors == b""


@pytest.mark.parametrize(
    ("asked", "first", "heading"),
    [
        ((), "a1-len1min", "Summary (1 min, covers "),
        (("--time", "15s"), "a1-len15s", "Summary (15 s, covers "),
        (("--time", "90"), "a1-len1min30s", "Summary (1 min 30 s, covers "),
        (("--sentences", "1"), "a1-len1sentence", "Summary (1 sentence, covers "),
    ],
)
def test_the_page_offers_the_length_that_was_asked_for_first(
    tmp_path: Path, asked: tuple[str, ...], first: str, heading: str
) -> None:
    path, page = tmp_path / "bridge.txt", tmp_path / "bridge.html"
    path.write_text(BRIDGE, encoding="utf-8")
    result = rashomon("read", str(path), "--annotator", "rules", "--html", str(page), *asked)
    assert result.returncode == 0, result.stderr
    assert heading in result.stdout
    html = page.read_text(encoding="utf-8")
    assert re.findall(r'<input type="radio"[^>]* id="([^"]*)" checked', html) == [first]
    # Unfolded only for one who asked for a summary.
    assert ('<details class="offer" open>' in html) == bool(asked)
    assert {"a1-len15s", "a1-len1min", "a1-len3min"} <= set(re.findall(r' id="([^"]*)"', html))


@pytest.mark.parametrize("words", [("read",), ("library", "check", "--library")])
def test_messages_carry_no_commands_for_the_terminal(words: tuple[str, ...]) -> None:
    """Names of files, titles and headers are other people's words."""
    done = rashomon(*words, "no\x1b]0;such\x07 \u202efile\nrashomon: all is well")
    assert done.returncode != 0
    assert done.stderr.startswith("rashomon: no]0;such")
    assert not {"\x1b", "\x07", "\u202e"} & {*done.stderr}
    assert "\nrashomon: all is well" not in done.stderr
