"""Every text can be read: contrast of at least 4.5 to 1 on background and bars (WCAG AA)."""

from __future__ import annotations

import pytest
from textual.color import Color

from tui.themes import THEMES

LEAST = 4.5
TEXTS = ("kq-dim", "kq-mark", "kq-bad", "kq-now", "kq-soon", "kq-good", "kq-key")
COLOURED = [theme for theme in THEMES if not theme.ansi]


def contrast(one: Color, other: Color) -> float:
    """The ratio of relative luminances, 1 to 21."""
    def luminance(colour: Color) -> float:
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
                 for c in colour.normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_every_role_can_be_read_on_background_and_bars(theme) -> None:  # type: ignore[no-untyped-def]
    colours = {name: Color.parse(theme.variables[name]) for name in (*TEXTS, "kq-bar")}
    grounds = {"background": Color.parse(theme.background), "bar": colours["kq-bar"]}
    for where, ground in grounds.items():
        for name in TEXTS:
            assert contrast(colours[name], ground) >= LEAST, (name, where)
        assert contrast(Color.parse(theme.foreground), ground) >= LEAST, where
    cursor = [Color.parse(theme.variables[name]) for name in ("kq-cursor", "kq-cursor-text")]
    assert contrast(*cursor) >= LEAST
