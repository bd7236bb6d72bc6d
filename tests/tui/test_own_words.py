"""Fields of one's own in words."""

from __future__ import annotations

import pytest

from store import OwnChoice, OwnField, OwnKind
from tui import own_words, texts

SEASON = OwnField(code="s", de="Saison", en="Season", kind=OwnKind.CHOICE, choices=(
    OwnChoice(code="winter", de="Winter", en="winter"),))


@pytest.mark.parametrize(("language", "kind", "stored", "shown"), [
    ("de", OwnKind.TEXT, "a.b", "a.b"), ("de", OwnKind.NUMBER, "2.5", "2,5"),
    ("en", OwnKind.NUMBER, "2.5", "2.5"), ("de", OwnKind.DATE, "2026-02-23", "23.02.2026"),
    ("en", OwnKind.DATE, "2026-02-23", "23 Feb 2026"), ("de", OwnKind.DATE, "bald", "bald"),
    ("de", OwnKind.CHOICE, "winter", "Winter"), ("en", OwnKind.CHOICE, "winter", "winter"),
    ("de", OwnKind.CHOICE, "gone", "gone")])
def test_values(language: str, kind: OwnKind, stored: str, shown: str) -> None:
    texts.use(language, "AT")
    field = SEASON if kind is OwnKind.CHOICE else OwnField(code="x", de="X", en="X", kind=kind)
    assert own_words.value(field, stored) == shown


@pytest.mark.parametrize(("language", "label"), [("de", "Saison"), ("en", "Season")])
def test_labels(language: str, label: str) -> None:
    texts.use(language, "AT")
    assert own_words.label(SEASON) == label
