from __future__ import annotations

import os
import pty

import pytest
from textual.app import App
from textual.worker import WorkerFailed

from tui.terminal.ending import Fault, SafeEndingMixin, fault_of, terminal_gone


def failure() -> ValueError:
    person = "Eva Huber"
    try:
        raise ValueError(person)
    except ValueError as error:
        return error


def test_a_fault_has_class_and_place_and_no_data() -> None:
    fault = fault_of(failure())
    assert fault.kind == "ValueError"
    assert fault.place == f"{__name__}:{failure.__code__.co_firstlineno + 3}"
    assert "Eva" not in repr(fault)


def test_a_failed_worker_is_its_error() -> None:
    assert fault_of(WorkerFailed(failure())).kind == "ValueError"


def test_our_own_module_is_named_rather_than_the_library() -> None:
    ours: dict[str, object] = {"__name__": "tui.flows.rate"}
    exec("import json\ndef f():\n    json.loads('{')", ours)
    with pytest.raises(ValueError) as caught:
        ours["f"]()  # type: ignore[operator]
    assert fault_of(caught.value) == Fault(kind="JSONDecodeError", module="tui.flows.rate", line=3)


def test_an_error_without_a_traceback() -> None:
    assert fault_of(ValueError("Eva")).place == "?:0"


class Failing(SafeEndingMixin, App[None]):
    BINDINGS = [("x", "fail", "")]
    kept = 0

    def keep_draft(self) -> None:
        self.kept += 1

    def action_fail(self) -> None:
        raise failure()


async def test_a_pilot_still_sees_the_error() -> None:
    app = Failing()
    with pytest.raises(ValueError, match="Eva"):
        async with app.run_test() as pilot:
            await pilot.press("x")
    assert app.return_code == 1
    assert app.kept == 1
    assert app.fault is not None
    assert app.fault.kind == "ValueError"


async def test_a_draft_that_cannot_be_kept_does_not_hide_the_error() -> None:
    class Worse(Failing):
        def keep_draft(self) -> None:
            raise OSError

    app = Worse()
    with pytest.raises(ValueError):
        async with app.run_test() as pilot:
            await pilot.press("x")
    assert app.fault is not None
    assert app.fault.kind == "ValueError"


def test_a_vanished_terminal_is_noticed() -> None:
    master, slave = pty.openpty()
    assert not terminal_gone(slave)
    os.close(master)
    assert terminal_gone(slave)
    os.close(slave)
