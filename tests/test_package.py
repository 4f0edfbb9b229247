"""The package as it is installed: what importing loads, what it exports, what the wheel holds."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points, version
from importlib.resources import files
from pathlib import Path

import pytest

import rashomon

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "rashomon"
# pip leaves these in every interpreter, Rashomon or not.
STARTED_BY_THE_INTERPRETER = {"_distutils_hack", "_virtualenv", "coverage", "sitecustomize"}

needs_source = pytest.mark.skipif(
    not SOURCE.is_dir(), reason="runs against the installed wheel: the source is not here"
)


def python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_the_package_loads_the_standard_library_only() -> None:
    printed = python(
        "import sys; before = set(sys.modules)\n"
        "import rashomon\n"
        "print(*{name.split('.')[0] for name in set(sys.modules) - before})"
    )
    foreign = set(printed.split()) - set(sys.stdlib_module_names) - STARTED_BY_THE_INTERPRETER
    assert foreign == {"rashomon"}


def test_the_types_load_without_any_other_package() -> None:
    printed = python(
        "import sys; before = set(sys.modules)\n"
        "from rashomon import Article, Reading, Comparison, ItemError, read, compare\n"
        "print(*{name.split('.')[0] for name in set(sys.modules) - before})"
    )
    foreign = set(printed.split()) - set(sys.stdlib_module_names) - STARTED_BY_THE_INTERPRETER
    assert foreign == {"rashomon"}


def test_all_names_what_the_package_has() -> None:
    assert list(rashomon.__all__) == sorted(rashomon.__all__)
    assert set(dir(rashomon)) == set(rashomon.__all__)
    for name in rashomon.__all__:
        assert getattr(rashomon, name) is not None


def test_what_type_checkers_see_is_what_the_package_exports() -> None:
    tree = ast.parse(Path(str(files("rashomon").joinpath("__init__.py"))).read_text("utf-8"))
    seen = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rashomon.")
        for alias in node.names
    }
    assert seen | {"__version__"} == set(rashomon.__all__)


def test_no_module_bears_a_public_name_and_hides_it_once_it_is_loaded() -> None:
    modules = {path.stem for path in Path(str(files("rashomon"))).iterdir()}
    assert modules & set(rashomon.__all__) == set()


def test_an_unknown_name_is_an_attribute_error_that_names_it() -> None:
    with pytest.raises(AttributeError, match="no attribute 'compair'"):
        rashomon.compair  # noqa: B018


def test_everything_public_has_a_docstring() -> None:
    for name in rashomon.__all__:
        if name != "__version__":
            assert getattr(rashomon, name).__doc__, name


def test_the_version_is_the_one_of_the_package() -> None:
    assert rashomon.__version__ == version("rashomon")


def test_the_rules_annotator_is_registered() -> None:
    assert "rules" in {entry.name for entry in entry_points(group="rashomon.annotators")}


def test_the_package_carries_what_is_not_code() -> None:
    package = files("rashomon")
    assert package.joinpath("py.typed").is_file()
    for name in ("reading", "grouping", "comparison", "correction"):
        assert package.joinpath("schemas", f"{name}.schema.json").is_file()
    templates = package.joinpath("render", "templates")
    assert any(item.name.endswith((".html", ".j2", ".jinja")) for item in templates.iterdir())


@needs_source
def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        held = set(opened.namelist())
    package = {name for name in held if name.startswith("rashomon/")}
    expected = {
        path.relative_to(SOURCE.parent).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert package == expected
    info = f"rashomon-{rashomon.__version__}.dist-info"
    assert {name.split("/")[0] for name in held} == {"rashomon", info}
    assert f"{info}/licenses/LICENSE" in held


@needs_source
def test_the_stages_do_not_import_each_other() -> None:
    pytest.importorskip("importlinter", reason="import-linter is not installed")
    # In a process of its own: it sets up logging, and loggers made before would fall silent.
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


@needs_source
def test_no_module_grows_beyond_six_hundred_lines() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in SOURCE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 600
    }
    assert long == {}


@needs_source
@pytest.mark.parametrize("name", ["build", "base", "dev", "docs"])
def test_a_lock_pins_every_package_by_hash_and_names_no_host(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if line and line[0] not in " #"]
    assert pinned
    for line in pinned:
        assert "==" in line, line
        assert line.endswith("\\"), f"{line} has no hash"
    assert not [line for line in lines if "://" in line or line.startswith(("-", "/"))]
    assert not [line for line in pinned if line.startswith(("torch==", "tensorflow=="))]


@needs_source
def test_the_locks_hold_every_package_that_the_project_asks_for() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        asked = tomllib.load(file)
    for lock, wanted in {
        "base": asked["project"]["dependencies"],
        "dev": [
            *asked["project"]["dependencies"],
            *asked["dependency-groups"]["dev"],
            # The tests run with every extra; that each may be missing is tested where it is used.
            *(r for extra in asked["project"]["optional-dependencies"].values() for r in extra),
        ],
        "docs": [*asked["project"]["dependencies"], *asked["dependency-groups"]["docs"]],
    }.items():
        lines = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines()
        held = {line.split("==")[0].strip() for line in lines if line and line[0] not in " #"}
        for requirement in wanted:
            name = "".join(c if c.isalnum() else "-" for c in _name(requirement))
            assert name in held, f"{name} is not in requirements/{lock}.txt; type: make lock"


def _name(requirement: str) -> str:
    cut = next((i for i, c in enumerate(requirement) if not (c.isalnum() or c in "-_.")), None)
    return requirement[:cut].lower()
