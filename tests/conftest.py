"""No test sees the real home folder, environment settings or the network."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

_MEMORY = Path("/dev/shm")
"""Folder in memory, where the system has one."""
_ROOM = 4 * 2**30


def pytest_configure() -> None:
    """Test files lie in memory where there is room: thousands of killed saves wait for no disk.

    What a disk may lose is tried by a model of one and by images of real file systems.
    """
    if os.access(_MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own, without any setting of kundenq or the terminal."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME",
                 "KUNDENQ_DATA", "NO_COLOR", "SSH_CONNECTION", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures that tests recorded, such as how often a process was killed: one line a kind."""
    sums: dict[str, float] = defaultdict(int)
    texts: dict[str, list[str]] = defaultdict(list)
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties if report.when == "call" else ():
            if isinstance(value, int):
                sums[name] += value
            else:
                texts[name].append(str(value))
    if sums or texts:
        terminalreporter.section("figures")
    for name, total in sorted(sums.items()):
        terminalreporter.write_line(f"{name}: {total:,}")
    for name, found in sorted(texts.items()):
        terminalreporter.write_line(f"{name}: {'; '.join(found)}")
