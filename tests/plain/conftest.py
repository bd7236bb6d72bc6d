from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kundenq_tui import main
from tui import texts

Run = Callable[..., tuple[int, str, str]]
TODAY = "2026-02-23"


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Run]:
    """Run the command on the reference day: exit status, output, messages."""
    monkeypatch.setenv("LANGUAGE", "")

    def command(*argv: str, today: str = TODAY) -> tuple[int, str, str]:
        status = main(["--today", today, *argv])
        out, err = capsys.readouterr()
        return status, out, err

    yield command
    texts.use("de", "AT")
