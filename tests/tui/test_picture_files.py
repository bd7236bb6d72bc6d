"""Pictures as files: text, and SVG that any reader takes."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tui.themes import NAMES, THEMES
from tui.widgets.canvas import line
from tui.widgets.picture import svg_picture, text_picture

SPACE = "{http://www.w3.org/2000/svg}"
HOSTILE = ["<script>alert(1)</script> & \"'", "[/x]", "\x1b]52;c;\x07", "a\ud800b\ufffe", "漢字 ß",
           "\u202eknab"]


@pytest.mark.parametrize("theme", NAMES)
def test_an_svg_is_well_formed_and_stands_in_its_cells(theme: str) -> None:
    variables = next(one for one in THEMES if one.name == theme).variables
    rows = [line(("═══ Kopf", "rule")), line("  ", ("A", "mark"), role="cursor"),
            *(line(" ", (text, "dim"), "|") for text in HOSTILE)]
    root = ElementTree.fromstring(svg_picture(rows, HOSTILE[0], theme, variables))
    assert root.find(f"{SPACE}title").text.startswith("<script>")  # type: ignore[union-attr]
    texts = [one.text or "" for one in root.iter(f"{SPACE}text")]
    assert "<script>alert(1)</script> & \"'" in texts
    assert not [c for text in texts for c in text if ord(c) < 32 or c == "\u202e"]
    letters = [one for one in root.iter(f"{SPACE}text") if one.text == "漢字 ß"]
    assert letters[0].get("textLength") == str(6 * 9)
    assert all((one.get("fill") or "#").startswith("#") for one in root.iter() if one.get("fill"))
    assert [one.get("x") for one in root.iter(f"{SPACE}rect")][1:2] == ["12"]


def test_the_text_is_what_stands_on_the_screen() -> None:
    rows = [line(("═══ Kopf", "rule")), line(" a\x1b[31m ", ("b", "mark"), "   ")]
    assert text_picture(rows) == "═══ Kopf\n a[31m b\n"
