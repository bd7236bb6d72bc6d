"""What a field was understood to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from store import Prospect
from tui.form.writing import Around


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A value as understood. `words` is the echo, or the sentence about what is wrong."""

    value: Any = None
    words: str = ""
    wrong: bool = False
    """Cannot be saved like this."""
    odd: bool = False
    """Can be saved, but look again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a reading may look at beside the text itself."""

    today: date
    page: Mapping[str, str]
    """All texts of the page."""
    around: Around = field(default_factory=Around)
    record: Prospect | None = None
    """As on file; None: a new company."""
