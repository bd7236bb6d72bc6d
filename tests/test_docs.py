"""What the papers promise: commands that exist, keys that are true, locks without addresses."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from tui import texts
from tui.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LOCKS = ("requirements.lock", "requirements-dev.lock")
MANUALS = ("handbuch.md", "manual.md")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def project() -> dict[str, list[str]]:
    """Names of the program's and the development's dependencies."""
    table = tomllib.loads(read("pyproject.toml"))["project"]
    groups = {"requirements.lock": table["dependencies"],
              "requirements-dev.lock": [*table["dependencies"],
                                        *table["optional-dependencies"]["dev"]]}
    return {lock: [re.split(r"[<>=~! ]", line)[0] for line in lines]
            for lock, lines in groups.items()}


@pytest.fixture
def manuals() -> Iterator[ModuleType]:
    """.ci/manuals as a module."""
    before = texts.language()
    loader = SourceFileLoader("manuals", str(ROOT / ".ci" / "manuals"))
    spec = spec_from_loader("manuals", loader)
    assert spec
    module = module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader.exec_module(module)
        yield module
    finally:
        sys.dont_write_bytecode = written
        texts.use(before)


@pytest.mark.parametrize("name", MANUALS)
def test_the_manuals_hold_the_keys_as_they_are(name: str, manuals: ModuleType) -> None:
    text = read(f"docs/{name}")
    assert all(f"`{command.id}`" in text for command in COMMANDS)
    assert manuals.renewed(text, pictures=False) == text, "run .ci/manuals"


@pytest.mark.parametrize("name", MANUALS)
def test_no_picture_in_the_manuals_is_empty(name: str) -> None:
    text = read(f"docs/{name}")
    pictures = re.findall(r"<!-- screen [^\n]*-->\n```text\n(.*?)```", text, re.DOTALL)
    assert len(pictures) == text.count("<!-- screen ") > 5
    assert all(picture.count("\n") > 10 for picture in pictures)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("http"):
            continue
        name, _, anchor = target.partition("#")
        found = (path.parent / name) if name else path
        assert found.is_file(), target
        if anchor:
            heads = re.findall(r"^#+ (.*)$", found.read_text("utf-8"), re.MULTILINE)
            marks = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}
            assert anchor in marks, target


def test_readme_runs_the_demo_and_the_tests_with_one_command_each() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", read("README.md"), re.DOTALL)
    assert [block.count("\n") for block in blocks] == [1, 1]
    demo, tests = blocks
    assert demo.endswith("kundenq --demo\n")
    assert "pytest" in tests
    assert "<!-- test command -->\n```sh\n" + tests in read("README.md")


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_carry_hashes_and_no_address(lock: str) -> None:
    text = read(lock)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|index|find-links|@ |/", text)
    locked = {re.split(r"[=\[]", entry)[0].lower() for entry in entries}
    assert {name.lower() for name in project()[lock]} <= locked
    assert "setuptools" in locked, "the package is built without isolation"


def test_every_dependency_is_accounted_for() -> None:
    text = read("docs/dependencies.md")
    listed = set(re.findall(r"^\| ([a-z][a-z-]+) \|", text, re.MULTILINE))
    assert set(project()["requirements-dev.lock"]) == listed


def test_nothing_on_file_names_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    places = re.compile(rb"/(?:home|root|Users|work|opt)/[a-z]|(?<!no-emit-)index-url|/simple\b")
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    naming = [path.name for path in files
              if path.is_file() and path != Path(__file__) and places.search(path.read_bytes())]
    assert not naming
    generated = [path.name for path in files
                 if re.search(r"\.pyc$|cache|\.egg-info|^data\.json", path.name)]
    assert not generated
