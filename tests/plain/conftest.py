from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

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


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare an output with the one on file; KUNDENQ_PICTURES=write makes it anew."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "outputs" / f"{name}.txt"
        if os.environ.get("KUNDENQ_PICTURES") == "write":
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no output {name}: KUNDENQ_PICTURES=write makes it"
        assert text == path.read_text(encoding="utf-8")

    return compare
