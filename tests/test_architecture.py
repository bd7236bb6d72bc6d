"""House rules that import-linter cannot see (the walls stand in pyproject.toml)."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import store

ROOT = Path(__file__).resolve().parent.parent
ENTRY = ROOT / "kundenq_tui.py"
SOURCES = [ENTRY, *sorted((ROOT / "store").rglob("*.py")), *sorted((ROOT / "tui").rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PURE = ("profile", "qualification", "value", "events", "privacy")
NO_ROOM = {"pty", "bench", "mutation", "book", "store_faults"}
"""Folders of tests that belong to no folder of the program."""

COLOUR = re.compile(
    r"""\#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b     # 0xrgb as in a style sheet
      | \b(?:rgba?|hsla?)\(
      | \bansi_(?!color)\w+
      | \b(?:color|background|border|tint|foreground)[\w-]*:[^;$]*
        \b(?:black|white|red|green|blue|yellow|cyan|magenta|gr[ae]y)\b
      | \b(?:bold|dim|reverse|underline|on)\s(?:bright_)?
        (?:black|white|red|green|blue|yellow|cyan|magenta)\b""",
    re.VERBOSE | re.IGNORECASE)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    """Modules a file imports, whether at its top or inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def literals(tree: ast.AST) -> Iterator[str]:
    """Texts of a file that are no docstrings."""
    documents = {
        id(node.value) for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    for node in ast.walk(tree):
        if (isinstance(node, ast.Constant) and isinstance(node.value, str)
                and id(node) not in documents):
            yield node.value


def test_no_file_is_longer_than_400_lines() -> None:
    lines = {name_of(path): path.read_text("utf-8").count("\n") for path in [*SOURCES, *TESTS]}
    assert not {name: count for name, count in lines.items() if count > 400}


def lines_of(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_functions_have_40_lines_and_classes_200_lines_and_20_methods(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree)
                 if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    assert not [node.name for node in functions if lines_of(node) > 40]
    assert not [node.name for node in classes if lines_of(node) > 200]
    assert not [node.name for node in classes
                if sum(one in node.body for one in functions) > 20]


@pytest.mark.parametrize(("text", "is_colour"), [
    ("#ff0000", True), ("color: red;", True), ("background: $kq-bar", False),
    ("bold red", True), ("ansi_blue", True), ("rgb(1,2,3)", True), ("red", False),
    ("customer #12", False), ("on file", False), ("border-top: solid white", True),
])
def test_what_counts_as_a_colour(text: str, is_colour: bool) -> None:
    assert bool(COLOUR.search(text)) is is_colour


def test_colours_stand_in_themes_alone() -> None:
    found = [(name_of(path), text) for path in SOURCES if path.name != "themes.py"
             for text in literals(ast.parse(path.read_text("utf-8"))) if COLOUR.search(text)]
    assert not found


def test_the_command_imports_store_tui_and_the_standard_library() -> None:
    tree = ast.parse(ENTRY.read_text("utf-8"))
    others = {name.split(".")[0] for name in imported(tree)} - set(sys.stdlib_module_names)
    assert others <= {"store", "tui"}
    inside = [name for name in imported(tree) if name.startswith("store.")]
    assert not inside, "the store is entered by its front door"


def test_the_front_door_and_its_types_say_the_same() -> None:
    stub = Path(store.__file__).with_suffix(".pyi").read_text(encoding="utf-8")
    typed = {name: module for module, name in re.findall(
        r"^from (\S+) import (\w+) as \w+$", stub, re.MULTILINE)}
    assert sorted(typed) == store.__all__
    assert all(getattr(importlib.import_module(home), name) is getattr(store, name)
               for name, home in typed.items())


def test_private_parts_of_textual_are_seen_by_the_terminal_room_alone() -> None:
    private = [(name_of(path), name) for path in SOURCES if "terminal" not in path.parts
               for name in imported(ast.parse(path.read_text("utf-8")))
               if re.match(r"textual\.(_|drivers)", name)]
    assert not private


def test_lines_of_data_are_never_split_at_foreign_line_ends() -> None:
    # str.splitlines also breaks at U+2028, U+0085 and form feeds, which stand inside fields.
    reads_data = [p for p in SOURCES if {"exchange", "persistence"} & set(p.parts)
                  or p.name == "text.py"]
    calls = [f"{name_of(path)}:{node.lineno}" for path in reads_data
             for node in ast.walk(ast.parse(path.read_text("utf-8")))
             if isinstance(node, ast.Attribute) and node.attr == "splitlines"]
    assert not calls


@pytest.mark.parametrize("room", PURE)
def test_records_of_pure_rooms_are_frozen_and_slotted(room: str) -> None:
    wrong = [
        f"{name_of(path)}: {node.name}"
        for path in sorted((ROOT / "store" / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        for decorator in map(ast.unparse, node.decorator_list)
        if "dataclass" in decorator
        and not ("frozen=True" in decorator and "slots=True" in decorator)]
    assert not wrong


LOAD_ALL = """
import importlib, pkgutil, sys
import dateutil.easter, dateutil.relativedelta, msgspec, platformdirs, rich.cells, tinydb
import textual.app, textual.containers, textual.drivers.linux_driver, textual.widgets
import store, tui

for package in sys.argv[1:]:
    sys.path.insert(0, package)
touched = []

def hook(event, args):
    if event == "open":
        name, _mode, flags = args
        if isinstance(name, (str, bytes)) and not str(name).endswith((".py", ".pyc", ".so")):
            touched.append((event, str(name)))
    elif event.startswith(("socket.", "subprocess.", "os.mkdir", "os.remove", "os.rename",
                           "os.system", "os.exec", "os.putenv", "shutil.", "tempfile.")):
        touched.append((event, str(args[:1])))

sys.addaudithook(hook)
names = ["kundenq_tui"]
for package in (store, tui):
    names += [m.name for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)
print(len(names), touched)
"""


def test_importing_touches_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-c", LOAD_ALL, str(ROOT)], cwd=ROOT, capture_output=True,
        text=True, timeout=50, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    count, touched = done.stdout.strip().split(" ", 1)
    assert int(count) > len(SOURCES) * 0.9
    assert touched == "[]"


def test_tests_stand_in_the_room_they_test() -> None:
    def rooms(parent: Path) -> set[str]:
        return {p.name for p in parent.iterdir() if p.is_dir() and not p.name.startswith("__")}

    allowed = NO_ROOM | rooms(ROOT / "store") | rooms(ROOT / "tui") | {"tui"}
    assert rooms(ROOT / "tests") <= allowed
    assert not [name_of(p) for p in TESTS if p.name == "__init__.py"]


def test_test_files_have_names_of_their_own() -> None:
    names = [p.name for p in TESTS if p.name.startswith("test_")]
    assert len(names) == len(set(names))
