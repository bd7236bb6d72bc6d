from __future__ import annotations

import subprocess
import sys

import pytest

from tui.terminal.startup import Profile, Refusal, prepare


def describe(environ: dict[str, str], encoding: str = "utf-8") -> Profile:
    profile = prepare(environ, True, True, encoding)
    assert isinstance(profile, Profile)
    return profile


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("xterm-256color", Profile()),
        ("xterm", Profile()),
        ("screen", Profile()),
        ("screen.xterm-256color", Profile()),
        ("tmux-256color", Profile()),
        ("st-256color", Profile()),
        ("linux", Profile(vga=True, color_system="standard")),
        ("linux-16color", Profile(vga=True, color_system="standard")),
        ("vt100", Profile(ascii=True, monochrome=True, color_system="standard")),
        ("vt220-8bit", Profile(ascii=True, monochrome=True, color_system="standard")),
        ("", Profile(ascii=True, color_system="standard")),
        ("nonsense", Profile(color_system="standard")),
        ("stx", Profile(color_system="standard")),
        ("vte-256color", Profile()),
        ("unknown", Profile(color_system="standard")),
    ],
)
def test_term(term: str, expected: Profile) -> None:
    assert describe({"TERM": term}) == expected


def test_an_unset_term_is_a_plain_terminal() -> None:
    environ: dict[str, str] = {}
    assert describe(environ) == Profile(ascii=True, color_system="standard")
    assert environ["TEXTUAL_COLOR_SYSTEM"] == "standard"


def test_an_unknown_term_that_names_its_colours_keeps_them() -> None:
    assert describe({"TERM": "nonsense", "COLORTERM": "truecolor"}).color_system is None


@pytest.mark.parametrize(("stdin", "stdout"), [(False, True), (True, False), (False, False)])
def test_no_terminal_is_refused_with_a_way_out(stdin: bool, stdout: bool) -> None:
    environ = {"TERM": "xterm"}
    refusal = prepare(environ, stdin, stdout, "utf-8")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "no-terminal"
    assert "kundenq today" in refusal.msgid
    assert environ == {"TERM": "xterm"}


def test_a_dumb_terminal_is_refused() -> None:
    refusal = prepare({"TERM": "dumb"}, True, True, "utf-8")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "dumb"
    assert "\n" not in refusal.msgid


@pytest.mark.parametrize(
    ("environ", "delay", "slow"),
    [
        ({}, "20", False),
        ({"SSH_CONNECTION": "a 1 b 2"}, "250", True),
        ({"SSH_TTY": "/dev/pts/1"}, "250", True),
        ({"SSH_CONNECTION": "a 1 b 2", "ESCDELAY": "400"}, "400", True),
    ],
)
def test_the_wait_after_escape(environ: dict[str, str], delay: str, slow: bool) -> None:
    environ |= {"TERM": "xterm"}
    assert describe(environ).slow is slow
    assert environ["ESCDELAY"] == delay


def test_textual_is_told_before_it_is_imported() -> None:
    environ = {"TERM": "xterm", "TEXTUAL_SMOOTH_SCROLL": "1", "TEXTUAL_COLOR_SYSTEM": "none"}
    describe(environ)
    assert environ == {
        "TERM": "xterm",
        "ESCDELAY": "20",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_SMOOTH_SCROLL": "1",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
    }


def test_no_color_asks_for_a_theme_without_colours() -> None:
    environ = {"TERM": "xterm-256color", "NO_COLOR": ""}
    profile = describe(environ)
    assert profile.monochrome
    assert profile.ansi
    assert environ["TEXTUAL_THEME"] == "ansi-dark"


@pytest.mark.parametrize(
    ("environ", "encoding", "charset"),
    [
        ({"LANG": "de_DE.UTF-8"}, "utf-8", "utf-8"),
        ({"LANG": "de_DE.ISO-8859-1"}, "iso-8859-1", "iso8859-1"),
        ({"LANG": "de_DE.ISO-8859-1"}, "utf-8", "iso8859-1"),
        ({"LANG": "de_AT@euro"}, "iso8859-15", "iso8859-15"),
        ({"LANG": "de_DE.ISO-8859-1", "LC_ALL": "de_DE.UTF-8"}, "utf-8", "utf-8"),
        ({"LANG": "de_DE.ISO-8859-1", "PYTHONUTF8": "1"}, "utf-8", "utf-8"),
        ({"LANG": "de_DE.UTF-8", "PYTHONIOENCODING": "latin-1"}, "latin-1", "iso8859-1"),
        ({"LANG": "de_DE.ISO-8859-1", "LC_CTYPE": "C.UTF-8"}, "utf-8", "iso8859-1"),
        ({"LC_ALL": "C"}, "utf-8", "utf-8"),
        ({"LC_ALL": "C"}, "ascii", "utf-8"),
        ({"LANG": "xx.NOSUCH"}, "utf-8", "utf-8"),
        ({"LANG": "de_DE.hex"}, "utf-8", "utf-8"),
        ({}, "utf-8", "utf-8"),
    ],
)
def test_charset(environ: dict[str, str], encoding: str, charset: str) -> None:
    assert describe(environ | {"TERM": "xterm"}, encoding).charset == charset


def test_it_loads_neither_textual_nor_rich() -> None:
    code = (
        "import sys, tui.terminal.startup;"
        "sys.exit(any(name.partition('.')[0] in ('textual', 'rich') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
