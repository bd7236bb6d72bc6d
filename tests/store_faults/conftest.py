"""Fault tests of the store (R1 to R9): the harness stands in the folder crashlab."""

from __future__ import annotations

import sys
from pathlib import Path

# Test folders are no packages: the harness is found by its folder.
sys.path.insert(0, str(Path(__file__).parent))
