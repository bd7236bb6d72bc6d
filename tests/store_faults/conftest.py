"""Fault tests of the store (R1 to R9): the harness stands in the folder crashlab."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# Test folders are no packages: the harness is found by its folder.
sys.path.insert(0, str(Path(__file__).parent))

LONGEST = 300
"""Seconds: each test does much, and others may be at work on the same processors."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(LONGEST))
