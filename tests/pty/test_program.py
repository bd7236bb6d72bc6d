"""R13 and R14 on the real program with its demonstration data."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COLOURS = re.compile(rb"\x1b\[[\d;]*?\b(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")
READY = r"> Wolpertec(.|\n)*\? "
"""The list has its cursor and the footer its last entry."""
Start = Callable[..., Any]


@pytest.fixture
def run(start: Start, real: tuple[str, ...]) -> Start:
    """Start the real program and wait for its first screen."""

    def begin(**env: Any) -> Any:
        terminal = start(real, **env)
        terminal.wait(READY)
        return terminal

    return begin


def ended(terminal: Any, status: int) -> None:
    assert terminal.wait_exit() == status
    assert terminal.attributes_restored
    assert terminal.modes_left == {}
    assert b"Traceback" not in terminal.raw


@pytest.mark.parametrize(
    ("term", "charset"),
    [
        ("xterm-256color", "utf-8"),
        ("screen", "utf-8"),
        ("tmux-256color", "utf-8"),
        ("linux", "cp437"),
        ("vt100", "ascii"),
        (None, "ascii"),
        ("nonsense", "utf-8"),
    ],
)
def test_term(run: Start, term: str | None, charset: str) -> None:
    terminal = run(TERM=term)
    terminal.press("down", "up", "q")
    ended(terminal, 0)
    terminal.raw.decode().encode(charset)


def test_dumb_and_none(start: Start, real: tuple[str, ...], clean_env: dict[str, str]) -> None:
    terminal = start(real, TERM="dumb")
    ended(terminal, 1)
    assert b"\x1b" not in terminal.raw
    assert re.search(rb"`kundenq (today|heute)`", terminal.raw)
    piped = subprocess.run(
        real, env=clean_env, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert (piped.returncode, piped.stdout) == (1, b"")
    assert re.search(rb"`kundenq (today|heute)`", piped.stderr)


def test_no_color(run: Start) -> None:
    terminal = run(NO_COLOR="1")
    terminal.press("down", "tab", "q")
    terminal.wait_quiet()
    assert COLOURS.findall(terminal.raw) == []


def test_latin_1_locale(run: Start) -> None:
    terminal = run(LANG="de_DE.ISO-8859-1")
    assert "Gamskn\xf6del".encode("latin-1") in terminal.raw
    assert "ö".encode() not in terminal.raw


def test_c_locale(run: Start) -> None:
    terminal = run(LANG=None, LC_ALL="C")
    terminal.wait("Gamsknödel")


def test_keys_that_arrive_badly_change_nothing(run: Start) -> None:
    terminal = run()
    terminal.wait_quiet()
    before = terminal.text
    terminal.send(b"\xfc")
    terminal.wait_quiet()
    for piece in ("\x1b", "[A", "\x1b", "[", "B", "\x1bO", "P"):
        terminal.send(piece)
        terminal.wait_quiet(0.1)
    terminal.press("escape", "home")
    terminal.wait_quiet()
    assert terminal.running, "Esc, as the first piece of an arrow, must not end the program"
    assert _without_message(terminal.text) == _without_message(before)
    terminal.press("q")
    ended(terminal, 0)


def _without_message(screen: str) -> list[str]:
    """The screen without the line that says what just happened."""
    return screen.split("\n")[:-2]


@pytest.mark.parametrize("bracketed", [True, False])
def test_a_paste_outside_fields_is_survived(run: Start, bracketed: bool) -> None:
    terminal = run()
    text = "Müller [/x] GmbH\nGraz"
    if bracketed:
        terminal.paste(text)
    else:
        terminal.send(text.replace("\n", "\r"))
    terminal.wait_quiet()
    terminal.press("ctrl+q")
    ended(terminal, 0)


def test_resizing(run: Start) -> None:
    terminal = run()
    for step in range(100):
        terminal.resize(1 + step * 37 % 150, 1 + step * 17 % 50)
    terminal.resize(1, 1)
    terminal.wait_quiet()
    terminal.resize(120, 40)
    terminal.wait_quiet()
    terminal.resize(80, 24)
    terminal.wait(READY)
    terminal.press("q")
    ended(terminal, 0)


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT], ids=lambda n: n.name
)
def test_signals(run: Start, number: signal.Signals) -> None:
    terminal = run()
    terminal.kill(number)
    ended(terminal, 128 + number)


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGTSTP], ids=lambda n: n.name)
def test_stop_and_continue(run: Start, number: signal.Signals) -> None:
    terminal = run()
    terminal.kill(number)
    terminal.wait_stopped()
    mark = len(terminal.raw)
    terminal.kill(signal.SIGCONT)
    terminal.wait(lambda: b"Wolpertec" in terminal.raw[mark:])
    terminal.press("q")
    ended(terminal, 0)


def test_the_terminal_hangs_up(run: Start) -> None:
    terminal = run()
    terminal.hang_up()
    assert terminal.wait_exit() == 129


def test_an_error_in_the_program(start: Start) -> None:
    broken = (sys.executable, str(Path(__file__).with_name("app_broken.py")))
    terminal = start((*broken, "--demo", "--today", "2026-02-23"))
    terminal.wait(READY)
    terminal.wait_quiet()
    terminal.press("r")
    ended(terminal, 1)
    after = terminal.raw.rpartition(b"\x1b[?1049l")[2]
    assert b"ValueError" in after
    assert b"Wolpertec" not in after
    assert b"planted" not in terminal.raw
    assert after.count(b"\n") == 1


def test_an_idle_program_sends_nothing(run: Start) -> None:
    terminal = run()
    terminal.wait_quiet(0.5)
    sent = len(terminal.raw)
    terminal.wait_quiet(2.0)
    assert len(terminal.raw) == sent
