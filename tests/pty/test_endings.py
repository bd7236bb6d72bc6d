"""R13: whatever ends the program, the terminal is as before and the draft is kept."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Start = Callable[..., Any]
SECRETS = (b"Eva", b"Huber", b"1977", b"Traceback", b"locals")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return tmp_path / "draft"


def restored(terminal: Any) -> None:
    assert terminal.attributes_restored
    assert terminal.modes_left == {}


def test_quit(start: Start, draft: Path) -> None:
    terminal = start(KQ_TEST_DRAFT=str(draft))
    terminal.wait("bereit")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    restored(terminal)
    assert not draft.exists()


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT], ids=lambda n: n.name
)
def test_signals(start: Start, draft: Path, number: signal.Signals) -> None:
    terminal = start(KQ_TEST_DRAFT=str(draft), KQ_TEST_MOUSE="1")
    terminal.wait("bereit")
    terminal.kill(number)
    assert terminal.wait_exit() == 128 + number
    restored(terminal)
    assert draft.read_text(encoding="utf-8") == "kept\n"
    assert b"Traceback" not in terminal.raw


def test_two_signals_end_once(start: Start, draft: Path) -> None:
    terminal = start(KQ_TEST_DRAFT=str(draft))
    terminal.wait("bereit")
    terminal.kill(signal.SIGHUP)
    terminal.kill(signal.SIGTERM)
    assert terminal.wait_exit() in (129, 143)
    restored(terminal)
    assert draft.read_text(encoding="utf-8") == "kept\n"


def test_a_signal_ends_an_app_that_does_not_answer(start: Start, draft: Path) -> None:
    terminal = start(KQ_TEST_DRAFT=str(draft))
    terminal.wait("bereit")
    terminal.press("7")
    terminal.wait("blocked")
    terminal.kill(signal.SIGTERM)
    assert terminal.wait_exit() == 143
    restored(terminal)
    assert draft.read_text(encoding="utf-8") == "kept\n"


@pytest.mark.parametrize(
    ("key", "what"),
    [("1", "handler"), ("2", "worker"), ("3", "thread worker"), ("4", "timer"), ("5", "thread"),
     ("6", "task")],
)
def test_errors_while_running(start: Start, draft: Path, key: str, what: str) -> None:
    terminal = start(KQ_TEST_DRAFT=str(draft), KQ_TEST_MOUSE="1")
    terminal.wait("bereit")
    terminal.wait_quiet()
    terminal.press(key)
    ended_after_an_error(terminal, draft)


@pytest.mark.parametrize("where", ["compose", "mount", "app-compose", "app-mount"])
def test_errors_while_starting(start: Start, draft: Path, where: str) -> None:
    terminal = start(KQ_TEST_DRAFT=str(draft), KQ_TEST_FAIL=where)
    ended_after_an_error(terminal, draft)


def ended_after_an_error(terminal: Any, draft: Path) -> None:
    assert terminal.wait_exit() == 1
    restored(terminal)
    after = terminal.raw.rpartition(b"\x1b[?1049l")[2]
    assert b"kundenq: ValueError (__main__:" in after
    assert after.count(b"\n") == 1
    assert [word for word in SECRETS if word in terminal.raw] == []
    assert draft.read_text(encoding="utf-8") == "kept\n"


def test_stop_and_continue_unseen(start: Start) -> None:
    terminal = start()
    terminal.wait("bereit")
    for _ in range(2):
        terminal.kill(signal.SIGSTOP)
        terminal.wait_stopped()
        terminal.spoil_attributes()
        mark = len(terminal.raw)
        terminal.kill(signal.SIGCONT)
        terminal.wait(lambda mark=mark: b"bereit" in terminal.raw[mark:])
        assert not terminal.attributes_restored
    terminal.press("x")
    terminal.wait(r"x/U\+0078 \.")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    restored(terminal)


@pytest.mark.parametrize("how", ["key", "signal"])
def test_suspend_and_resume(start: Start, how: str) -> None:
    terminal = start(KQ_TEST_MOUSE="1")
    terminal.wait("bereit")
    for _ in range(2):
        if how == "key":
            terminal.press("ctrl+z")
        else:
            terminal.kill(signal.SIGTSTP)
        terminal.wait_stopped()
        restored(terminal)
        mark = len(terminal.raw)
        terminal.kill(signal.SIGCONT)
        terminal.wait(lambda mark=mark: b"bereit" in terminal.raw[mark:])
        assert not terminal.attributes_restored
    terminal.press("x")
    terminal.wait(r"x/U\+0078 \.")
    terminal.press("q")
    assert terminal.wait_exit() == 0
    restored(terminal)


def test_the_terminal_hangs_up(start: Start, draft: Path) -> None:
    terminal = start(KQ_TEST_DRAFT=str(draft))
    terminal.wait("bereit")
    terminal.hang_up()
    assert terminal.wait_exit() == 129
    assert draft.read_text(encoding="utf-8") == "kept\n"


def test_the_terminal_vanishes_without_a_signal(
    start: Start, small: tuple[str, ...], draft: Path
) -> None:
    block = (
        "import os, signal, sys;"
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP]);"
        "os.execv(sys.argv[1], sys.argv[1:])"
    )
    terminal = start((sys.executable, "-c", block, *small), KQ_TEST_DRAFT=str(draft))
    terminal.wait("bereit")
    terminal.hang_up()
    assert terminal.wait_exit() == 129
    assert draft.read_text(encoding="utf-8") == "kept\n"


def test_the_next_start_after_a_kill_is_clean(start: Start) -> None:
    terminal = start(KQ_TEST_MOUSE="1")
    terminal.wait("bereit")
    terminal.kill(signal.SIGKILL)
    assert terminal.wait_exit() == 137
    assert terminal.modes_left != {}
    left_behind = terminal.raw
    second = start()
    second.wait("bereit")
    second.press("q")
    assert second.wait_exit() == 0
    second.raw = left_behind + second.raw
    assert second.modes_left == {}


def test_a_job_started_in_the_background_waits(start: Start, small: tuple[str, ...]) -> None:
    terminal = start(("env", "PS1=ready> ", "sh", "-i"))
    terminal.wait("ready>")
    terminal.send(" ".join(small) + " &\r")
    terminal.wait(r"ready>[^$]*ready>")
    terminal.send("jobs\r")
    terminal.wait_quiet()
    while "Stopped" not in terminal.text:
        terminal.send("jobs\r")
        terminal.wait_quiet()
    assert b"\x1b[?1049h" not in terminal.raw
    terminal.send("fg\r")
    terminal.wait("bereit")
    terminal.press("q")
    terminal.wait_quiet()
    terminal.send("echo alive\r")
    terminal.wait(r"\nalive")
    assert terminal.modes_left == {}


def test_a_stuck_terminal_does_not_hold_up_the_end(start: Start, draft: Path) -> None:
    terminal = start(KQ_TEST_DRAFT=str(draft))
    terminal.wait("bereit")
    terminal.press("8")
    assert terminal.wait_exit(deaf=True) == 143
    assert terminal.attributes_restored
    assert draft.read_text(encoding="utf-8") == "kept\n"
