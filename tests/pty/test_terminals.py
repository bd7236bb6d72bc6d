"""R14: every kind of terminal, character set and size."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

COLOURS = re.compile(rb"\x1b\[[\d;]*?\b(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")
DEEP = re.compile(rb"[34]8;[25];")
Start = Callable[..., Any]


@pytest.mark.parametrize(
    ("term", "charset", "deep"),
    [
        ("xterm-256color", "utf-8", True),
        ("screen", "utf-8", False),
        ("tmux-256color", "utf-8", True),
        ("linux", "cp437", False),
        ("vt100", "ascii", False),
        (None, "ascii", False),
        ("nonsense", "utf-8", False),
    ],
)
def test_term(start: Start, term: str | None, charset: str, deep: bool) -> None:
    terminal = start(TERM=term)
    terminal.wait("bereit")
    terminal.wait("size 80x24")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    terminal.raw.decode().encode(charset)
    assert ("Müller" in terminal.text) is (charset != "ascii")
    assert (DEEP.search(terminal.raw) is not None) is deep
    assert terminal.attributes_restored
    assert terminal.modes_left == {}


def test_a_dumb_terminal_is_told_what_works(start: Start) -> None:
    terminal = start(TERM="dumb")
    assert terminal.wait_exit() == 1
    assert b"\x1b" not in terminal.raw
    assert b"kundenq today" in terminal.raw
    assert terminal.raw.count(b"\n") == 1


def test_without_a_terminal(clean_env: dict[str, str], small: tuple[str, ...]) -> None:
    ended = subprocess.run(
        small, env=clean_env, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stdout == b""
    assert b"kundenq today" in ended.stderr


def test_errors_sent_elsewhere_leave_the_screen(
    start: Start, small: tuple[str, ...], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    terminal = start(("sh", "-c", f'exec "$@" 2>"{log}"', "sh", *small))
    terminal.wait("bereit")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    assert log.read_bytes() == b""


@pytest.mark.parametrize("term", ["xterm-256color", "screen", "vt100"])
def test_no_color(start: Start, term: str) -> None:
    terminal = start(TERM=term, NO_COLOR="1")
    terminal.wait("bereit")
    terminal.press("down", "q")
    assert terminal.wait_exit() == 0
    assert COLOURS.findall(terminal.raw) == []


def test_colours_are_found_where_they_are(start: Start) -> None:
    terminal = start()
    terminal.wait("bereit")
    assert COLOURS.findall(terminal.raw) != []


@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LC_ALL": "C"}, {"LANG": "POSIX"}])
def test_c_locale_means_utf_8(start: Start, locale: dict[str, str]) -> None:
    terminal = start(**locale)
    terminal.wait("Müller & Söhne ─│ √ bereit")
    terminal.send("ü")
    terminal.wait(r"U\+00FC")


def latin_1_works(terminal: Any) -> None:
    terminal.wait("bereit")
    assert b"M\xfcller & S\xf6hne -| v bereit" in terminal.raw
    terminal.send(b"\xfc")
    terminal.wait(r"U\+00FC")
    terminal.send(b"\xe4")
    terminal.wait(r"U\+00E4")
    terminal.press("q")
    assert terminal.wait_exit() == 0


@pytest.mark.parametrize(
    "env",
    [{"LANG": "de_DE.ISO-8859-1"}, {"PYTHONIOENCODING": "iso-8859-1", "LANG": "de_DE.UTF-8"}],
    ids=["locale missing", "told"],
)
def test_latin_1_keeps_umlauts_both_ways(start: Start, env: dict[str, str]) -> None:
    latin_1_works(start(**env))


@pytest.mark.skipif(shutil.which("localedef") is None, reason="no localedef here")
def test_latin_1_locale_that_exists(start: Start, tmp_path: Path) -> None:
    name = "de_DE.ISO-8859-1"
    made = subprocess.run(
        ["localedef", "-c", "-i", "de_DE", "-f", "ISO-8859-1", str(tmp_path / name)],
        capture_output=True,
        check=False,
    )
    if made.returncode > 1 or not (tmp_path / name).exists():
        pytest.skip("localedef has no sources here")
    latin_1_works(start(LOCPATH=str(tmp_path), LANG=name))


def test_a_latin_1_byte_in_utf_8_kills_nothing(start: Start) -> None:
    terminal = start()
    terminal.wait("bereit")
    terminal.send(b"\xfc")
    terminal.wait(r"U\+FFFD")
    terminal.send(b"\xe4")
    terminal.wait(r"U\+FFFD.*U\+FFFD")
    terminal.press("j")
    terminal.wait(r"j/U\+006A")


@pytest.mark.parametrize("ssh", [False, True])
def test_arrows_in_pieces(start: Start, ssh: bool) -> None:
    terminal = start(SSH_CONNECTION="a 1 b 2" if ssh else None, ESCDELAY="2000" if ssh else None)
    terminal.wait("bereit")
    terminal.send("\x1b")
    if ssh:
        terminal.wait_quiet(0.15)
        terminal.send("[")
        terminal.wait_quiet(0.15)
        terminal.send("A")
        terminal.wait("seen up")
    else:
        terminal.wait("seen escape")
        terminal.send("[A")
        terminal.wait(r"left_square_bracket\S+ (A|upper_a)")


def test_escape_is_quick(start: Start) -> None:
    terminal = start()
    terminal.wait("bereit")
    terminal.wait_quiet()
    terminal.press("escape")
    terminal.wait("seen escape", deadline=1.0)


def test_bracketed_paste_is_one_event(start: Start) -> None:
    terminal = start()
    terminal.wait("bereit")
    terminal.paste("q\r\nHuber\x1b[A")
    terminal.wait(r"seen paste:10:'q")
    terminal.press("x")
    terminal.wait(r"x/U\+0078")


def test_a_large_paste(start: Start) -> None:
    terminal = start()
    terminal.wait("bereit")
    terminal.paste("Grüße " * 20_000)
    terminal.wait("seen paste:120000:")


def test_a_plain_paste_is_keys(start: Start) -> None:
    terminal = start()
    terminal.wait("bereit")
    terminal.send("ab\rc")
    terminal.wait(r"seen a/U\+0061 b/U\+0062 enter/U\+000D c/U\+0063")


def test_resizing(start: Start) -> None:
    terminal = start()
    terminal.wait("size 80x24")
    for width, height in [(60, 20), (1, 1), (40, 12), (2, 30), (200, 2), (1, 1), (120, 40)]:
        terminal.resize(width, height)
    terminal.wait("size 120x40")
    terminal.wait("bereit")
    for step in range(300):
        terminal.resize(1 + step * 37 % 150, 1 + step * 17 % 50)
    terminal.resize(80, 24)
    terminal.wait("size 80x24")
    terminal.press("q")
    assert terminal.wait_exit() == 0


@pytest.mark.parametrize("wanted", [False, True])
def test_mouse_only_if_wanted(start: Start, wanted: bool) -> None:
    terminal = start(KQ_TEST_MOUSE="1" if wanted else None)
    terminal.wait("bereit")
    assert (b"\x1b[?1000h" in terminal.raw) is wanted
    assert b"\x1b[?1003h" not in terminal.raw
    terminal.press("q")
    terminal.wait_exit()
    assert terminal.modes_left == {}


def test_an_idle_program_sends_nothing_and_hardly_wakes(start: Start) -> None:
    terminal = start()
    terminal.wait("bereit")
    terminal.wait_quiet(0.5)
    sent, woken = len(terminal.raw), _switches(terminal.pid)
    terminal.wait_quiet(2.0)
    assert len(terminal.raw) == sent
    assert _switches(terminal.pid) - woken <= 4


def _switches(pid: int) -> int:
    """Voluntary context switches of all threads of a process."""
    tasks = Path(f"/proc/{pid}/task")
    if not tasks.exists():
        pytest.skip("no /proc here")
    return sum(
        int(line.split()[1])
        for task in tasks.iterdir()
        for line in (task / "status").read_text(encoding="ascii", errors="replace").splitlines()
        if line.startswith("voluntary_ctxt_switches")
    )


@pytest.fixture
def tmux(start: Start, tmp_path: Path) -> Any:
    """A tmux of its own with a shell in it."""
    if shutil.which("tmux") is None:
        pytest.skip("no tmux here")
    socket = ("tmux", "-S", str(tmp_path / "socket"), "-f", os.devnull)
    terminal = start((*socket, "new-session", "env PS1='ready> ' sh"))
    terminal.wait("ready>")
    terminal.socket = socket
    yield terminal
    subprocess.run([*socket, "kill-server"], capture_output=True, check=False)


def test_tmux(tmux: Any, small: tuple[str, ...]) -> None:
    tmux.send(" ".join(small) + "; echo status=$?\r")
    tmux.wait("Müller & Söhne ─│ √ bereit")
    tmux.press("down")
    tmux.wait("seen down")
    tmux.paste("Huber KG")
    tmux.wait("paste:8:'Huber KG'")
    tmux.resize(100, 30)
    tmux.wait("size 100x29")
    tmux.press("q")
    tmux.wait("status=0")
    assert _flags(tmux) == "0 0 1"


def test_tmux_after_a_signal(tmux: Any, small: tuple[str, ...]) -> None:
    tmux.send("KQ_TEST_MOUSE=1 " + " ".join(small) + "; echo status=$?\r")
    tmux.wait("bereit")
    assert _flags(tmux) == "1 1 0"
    shell = subprocess.check_output([*tmux.socket, "display", "-p", "#{pane_pid}"], text=True)
    os.kill(_child(int(shell)), signal.SIGTERM)
    tmux.wait("status=143")
    assert _flags(tmux) == "0 0 1"


def _child(pid: int) -> int:
    """The only child of a process."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        pytest.skip("no /proc here")
    return int(children.read_text(encoding="ascii"))


def _flags(tmux: Any) -> str:
    """Alternate screen, mouse, cursor as tmux sees them."""
    wanted = "#{alternate_on} #{mouse_any_flag} #{cursor_flag}"
    return subprocess.check_output([*tmux.socket, "display", "-p", wanted], text=True).strip()


@pytest.mark.parametrize("round_", range(3))
def test_a_quick_start_and_end_in_tmux_leaves_no_garbage(
    tmux: Any, small: tuple[str, ...], round_: int
) -> None:
    tmux.send(" ".join(small) + "; echo status=$?\rq")
    tmux.wait(r"status=0\nready>\s*\n", deadline=30)
