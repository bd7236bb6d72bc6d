from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from tui.terminal.filters import (
    AsciiFilter,
    MonochromeFilter,
    filters_for,
    to_ascii,
    to_charset,
    to_console,
)
from tui.terminal.startup import Profile

BLACK = Color(0, 0, 0)
TYPICAL = "aäß €√✓●─│┌┐└┘├┼═║╔━┃╭█▄▀▌▐░▒▓▁▂▃▅▆▇▏▎▍▋▊▉▔▕▶▲…–„“’\u00a0é\u0301中한🎂👨‍👩‍👧️²½⠿"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("Müller Äpfel Öl Übung süß", "Muller Apfel Ol Ubung sus"),
        ("│ ─ ═ ║ ━ ┃ ┌ ┼ ╚", "| - = | = | + + +"),
        ("█▓░▄", "##.#"),
        ("√ ✓ ● … „x“ –", 'v v * ~ "x" -'),
        ("e\u0301 n\u0303", "e n"),
        ("中文", "????"),
        ("🎂!", "??!"),
        ("12,50\u00a0€", "12,50 E"),
        ("x² ½", "x2 1"),
        ("\u0416", "?"),
        ("\u0085", ""),
    ],
)
def test_ascii(text: str, expected: str) -> None:
    assert to_ascii(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Müller Äß é ½", "Müller Äß é ½"),
        ("─│┌┐═║╔█▄▀▌▐░▒▓√", "─│┌┐═║╔█▄▀▌▐░▒▓√"),
        ("━┃┏┓╭╮", "═║╔╗┌┐"),
        ("✓●▆▎▁", "√■█│_"),
        ("š ő €", "s o E"),
        ("中", "??"),
    ],
)
def test_console(text: str, expected: str) -> None:
    assert to_console(text) == expected
    expected.encode("cp437")


def test_an_older_charset_keeps_its_umlauts() -> None:
    assert to_charset("Müller ─ € š", "iso8859-1") == "Müller - E s"
    assert to_charset("Müller ─ € š", "iso8859-15") == "Müller - € š"


LETTERS = st.text(st.one_of(st.sampled_from(TYPICAL), st.characters(exclude_categories=["C"])))


@settings(max_examples=150)
@given(LETTERS)
def test_every_filter_keeps_the_width_and_stays_in_its_set(text: str) -> None:
    for recast, charset in (
        (to_ascii, "ascii"),
        (to_console, "cp437"),
        (lambda value: to_charset(value, "iso8859-1"), "iso8859-1"),
    ):
        cast = recast(text)
        cast.encode(charset)
        assert cell_len(cast) == cell_len(text)


def test_styles_and_control_segments_pass() -> None:
    bold = Style(bold=True)
    control = Segment("\x1b[1;1H", None, [(ControlType.HOME,)])
    assert AsciiFilter().apply([Segment("ä", bold), control], BLACK) == [
        Segment("a", bold),
        control,
    ]


def test_monochrome_keeps_bold_and_reverse() -> None:
    style = Style.parse("bold reverse red on blue")
    assert MonochromeFilter().apply([Segment("x", style), Segment("y")], BLACK) == [
        Segment("x", Style.parse("bold reverse")),
        Segment("y"),
    ]


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (Profile(), []),
        (Profile(ascii=True, monochrome=True), ["MonochromeFilter", "AsciiFilter"]),
        (Profile(vga=True), ["ConsoleFilter"]),
        (Profile(charset="iso8859-1"), ["CharsetFilter"]),
        (Profile(vga=True, charset="iso8859-1"), ["ConsoleFilter", "CharsetFilter"]),
        (Profile(ascii=True, charset="iso8859-1"), ["AsciiFilter"]),
    ],
)
def test_filters_for(profile: Profile, expected: list[str]) -> None:
    assert [type(one).__name__ for one in filters_for(profile)] == expected
