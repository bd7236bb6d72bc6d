"""Power cuts on real ext4: the image is copied while a program saves (store.md R3)."""

from __future__ import annotations

import random
import select
import warnings
from pathlib import Path

import pytest
from crashlab import images
from crashlab.books import NOTHING, State, read_state
from crashlab.images import Saver, Unsynced

from store.errors import FileError
from store.persistence.fs import Files

IMAGES, CONTROL = 40, 20


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """An image that can be mounted; skipped, with the reason, where that is not allowed."""
    path = tmp_path / "disk"
    reason = images.make(path)
    try:
        if not reason:
            with images.mounted(path, tmp_path / "at"):
                (tmp_path / "at" / "kq").mkdir()
    except OSError as error:
        reason = str(error)
    if reason:
        warnings.warn(f"R3 was left out, it needs root and loop mounts: {reason}", stacklevel=1)
        pytest.skip(f"needs root and loop mounts: {reason}")
    return path


def found_on(image: Path, folder: Path) -> State | str:
    """What a reader finds on a copy."""
    with images.mounted(image, folder):
        try:
            return read_state(path=folder / "kq" / "data.json")
        except FileError as error:
            return NOTHING if error.code == "missing" else f"{error.code} {error.detail}"


def broken_promises(image: Path, folder: Path, fs: Files, count: int) -> list[str]:
    """Copy the image so often while a program saves; what does not hold what it should."""
    rng = random.Random(3)
    broken = []
    with images.mounted(image, folder / "at"):
        saver = Saver(folder / "at" / "kq" / "data.json", fs)
        try:
            for _ in range(count):
                wanted = rng.randint(1, 8)
                while wanted > 0:
                    assert select.select([saver.out], [], [], 20)[0]
                    wanted -= saver.listen()
                saver.stop()
                saver.listen()
                found = found_on(images.copy(image, folder / "copy"), folder / "there")
                if found not in saver.allowed:
                    broken.append(f"{found} where {saver.allowed} was promised")
                saver.go_on()
        finally:
            saver.end()
    return broken


def test_promises_hold_on_a_real_disk(image: Path, tmp_path: Path) -> None:
    assert broken_promises(image, tmp_path, Files(), IMAGES) == []


def test_without_waiting_for_the_disk_they_do_not(image: Path, tmp_path: Path) -> None:
    broken = broken_promises(image, tmp_path, Unsynced(), CONTROL)
    assert len(broken) >= 0.9 * CONTROL
