"""The command itself: arguments, languages, exit status, and that plain commands stay light."""

from __future__ import annotations

import ast
import gc
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kundenq_tui import main
from tui import texts
from tui.plain.arguments import VERSION

ROOT = Path(__file__).parent.parent
COMMAND = ROOT / "kundenq_tui.py"


@pytest.fixture(autouse=True)
def language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LANGUAGE", "")
    yield
    texts.use("de", "AT")


def process(*argv: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, str(COMMAND), *argv],
        **{"capture_output": True, "text": True, "timeout": 60, "stdin": subprocess.DEVNULL,
           **options},
    )


def test_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"kundenq {VERSION}\n"


@pytest.mark.parametrize("command", [(), ("today",), ("heute",), ("liste",), ("zeige",),
                                     ("import",), ("check",)])
@pytest.mark.parametrize(("lang", "word", "other"), [("de", "Aufruf:", "usage:"),
                                                     ("en", "usage:", "Aufruf:")])
def test_help_speaks_the_language(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...], lang: str, word: str, other: str
) -> None:
    assert main(["--lang", lang, *command, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(word)
    assert other not in out


WRONG = [
    (["lits"], "lits"),
    (["--today", "31.2.2026", "list"], "31.2.2026"),
    (["list", "--today", "2026-02-30"], "2026-02-30"),
    (["today", "--days", "401"], "401"),
    (["today", "--days", "-1"], "-1"),
    (["--lang", "fr"], "fr"),
    (["list", "--bogus"], "--bogus"),
    (["show"], "NAME"),
    (["import", "a.csv", "--encoding", "utf-9"], "utf-9"),
    (["import", "a.csv", "--json"], "--json"),
    (["--json"], "--json"),
    (["--demo", "--data", "x.json", "list"], "--data"),
    (["list", "--dat", "x.json"], "--dat"),
]


@pytest.mark.parametrize(("argv", "thing"), WRONG)
@pytest.mark.parametrize(("lang", "word"), [("de", "Fehler:"), ("en", "error:")])
def test_wrong_usage_is_status_2_and_names_the_thing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, argv: list[str],
    thing: str, lang: str, word: str,
) -> None:
    monkeypatch.setenv("LANG", f"{lang}_AT.UTF-8")
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert thing in err
    assert word in err


def test_wrong_usage_prints_no_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--\x1b]0;x\x07\x9bm"]) == 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", capsys.readouterr().err)


@pytest.mark.parametrize("argv", [
    ["--demo", "--json", "--lang", "en", "--today", "2026-02-23", "list"],
    ["list", "--demo", "--json", "--lang", "en", "--today", "2026-02-23"],
    ["--demo", "--today", "2026-02-23", "list", "--json", "--lang=en"],
])
def test_options_stand_before_or_after_the_command(
    capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    assert main(argv) == 0
    assert capsys.readouterr().out.count('"id"') == 40


def test_an_option_before_is_not_undone_by_the_command(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["--data", str(tmp_path / "x.json"), "list"]) == 1
    assert "x.json" in capsys.readouterr().err


def test_an_unexpected_error_is_one_sentence_without_data(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise RuntimeError("Frau Eva Geheim, geboren am 3.4.1977")

    monkeypatch.setattr("tui.plain.places.read_rows", fail)
    assert main(["list"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "RuntimeError" in err
    assert "Geheim" not in err


def test_settings_choose_the_language_and_are_reported_if_faulty(
    capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path
) -> None:
    folder = home / ".config" / "kundenq"
    folder.mkdir(parents=True)
    missing = str(tmp_path / "x.json")
    (folder / "settings.toml").write_text('lang = "en"\n')
    main(["list", "--data", missing])
    assert "no customers" in capsys.readouterr().err
    main(["list", "--data", missing, "--lang", "de"])
    assert "keine Kunden" in capsys.readouterr().err
    (folder / "settings.toml").write_text('lang = "en"\ncolour = 1\n')
    assert main(["list", "--data", missing]) == 1
    err = capsys.readouterr().err
    assert "settings.toml" in err
    assert "keine Kunden" in err


@pytest.mark.parametrize("module", ["textual", "rich"])
def test_plain_commands_load_no_screen(module: str) -> None:
    code = (
        "import sys, kundenq_tui\n"
        "for argv in (['today'], ['list'], ['show', 'gipfelmops'], ['check'], ['--help']):\n"
        "    assert kundenq_tui.main(['--demo', *argv]) == 0, argv\n"
        "    assert kundenq_tui.main(['--demo', '--json', *argv]) == 0, argv\n"
        f"sys.exit('loaded' if {module!r} in sys.modules else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True,
                          timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_reading_commands_load_no_import_and_no_screen_terms() -> None:
    code = (
        "import sys, kundenq_tui\n"
        "kundenq_tui.main(['--demo', 'list'])\n"
        "print([m for m in sys.modules if m.startswith(('store.exchange', 'tui.widgets'))],"
        " file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True,
                          timeout=60, check=False)
    assert done.stderr == "[]\n"


@pytest.mark.parametrize(("lang", "word"), [("de", "kundenq heute"), ("en", "kundenq today")])
def test_without_a_terminal_the_full_screen_says_what_works(lang: str, word: str) -> None:
    done = process("--demo", "--lang", lang)
    assert done.returncode == 1
    assert done.stdout == ""
    assert word in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_reader_that_has_enough_is_no_error() -> None:
    process("list", "--demo")
    reading, writing = os.pipe()
    os.close(reading)
    done = process("list", "--demo", capture_output=False, stdout=writing,
                   stderr=subprocess.PIPE)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_behind_the_output_is_told() -> None:
    with open("/dev/full", "w") as full:
        done = process("list", "--demo", capture_output=False, stdout=full,
                       stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert "ENOSPC" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_terminal_of_another_charset_gets_what_it_can_show() -> None:
    environ = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = process("list", "--demo", env=environ)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()


def test_collecting_is_off_from_the_first_statement_and_on_again_after() -> None:
    tree = ast.parse(COMMAND.read_text(encoding="utf-8"))
    body = next(node.body for node in tree.body
                if isinstance(node, ast.FunctionDef) and node.name == "main")
    assert ast.unparse(body[1]) == "gc.disable()"
    main(["--version"])
    assert gc.isenabled()


def test_the_entry_is_short() -> None:
    assert len(COMMAND.read_text(encoding="utf-8").splitlines()) < 200
