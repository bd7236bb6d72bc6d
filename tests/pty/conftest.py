"""Programs in a real pty."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

if not hasattr(os, "pidfd_open"):
    collect_ignore_glob = ["test_*.py"]

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SMALL = (sys.executable, str(HERE / "app_small.py"))
REAL = (sys.executable, str(ROOT / "kundenq_tui.py"), "--demo", "--today", "2026-02-23")


def _load_harness() -> ModuleType:
    """Test folders are no packages: the harness is loaded by its path."""
    spec = importlib.util.spec_from_file_location("kundenq_pty_harness", HERE / "harness.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


harness = _load_harness()
Start = Callable[..., Any]


@pytest.fixture
def clean_env(tmp_path: Path) -> dict[str, str]:
    """The least a program needs, with a home folder of its own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


@pytest.fixture
def start(clean_env: dict[str, str]) -> Iterator[Start]:
    """Start a program: `start(argv, size=..., TERM="linux", LANG=None)`; None unsets."""
    running: list[Any] = []

    def begin(argv: Any = SMALL, size: tuple[int, int] = (80, 24), **env: str | None) -> Any:
        merged = clean_env | {name: value for name, value in env.items() if value is not None}
        for name, value in env.items():
            if value is None:
                merged.pop(name, None)
        terminal = harness.Terminal(argv, env=merged, size=size)
        running.append(terminal)
        return terminal

    yield begin
    for terminal in running:
        terminal.close()


@pytest.fixture
def small() -> tuple[str, ...]:
    """The small test app."""
    return SMALL


@pytest.fixture
def real() -> tuple[str, ...]:
    """The real program on its demonstration data."""
    return REAL
