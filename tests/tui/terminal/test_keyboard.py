from __future__ import annotations

from collections.abc import Iterator

import pytest
import textual._parser
from textual import constants
from textual.events import Key, Paste
from textual.message import Message

from tui.terminal.keyboard import BYTE_PATIENCE, PASTE_PATIENCE, Keyboard


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(textual._parser, "get_time", clock)
    return clock


@pytest.fixture
def keyboard(clock: Clock) -> Iterator[Keyboard]:
    keyboard = Keyboard(clock=clock)
    yield keyboard
    keyboard.close()


def seen(messages: Iterator[Message]) -> list[str]:
    return [
        message.key if isinstance(message, Key) else f"paste {message.text!r}"
        for message in messages
        if isinstance(message, Key | Paste)
    ]


def test_keys_and_arrows(keyboard: Keyboard) -> None:
    assert seen(keyboard.feed("jü\x1b[A\r".encode())) == ["j", "ü", "up", "enter"]
    assert keyboard.wait is None


def test_a_letter_torn_apart(keyboard: Keyboard) -> None:
    assert seen(keyboard.feed(b"\xc3")) == []
    assert keyboard.wait == pytest.approx(BYTE_PATIENCE)
    assert seen(keyboard.feed(b"\xbc")) == ["ü"]


def test_an_arrow_torn_apart_in_time(keyboard: Keyboard, clock: Clock) -> None:
    assert seen(keyboard.feed(b"\x1b")) == []
    clock.now += constants.ESCAPE_DELAY / 2
    assert seen(keyboard.tick()) == []
    assert seen(keyboard.feed(b"[A")) == ["up"]


def test_escape_is_known_when_its_wait_is_over(keyboard: Keyboard, clock: Clock) -> None:
    assert seen(keyboard.feed(b"\x1b")) == []
    assert keyboard.wait == pytest.approx(constants.ESCAPE_DELAY)
    clock.now += constants.ESCAPE_DELAY
    assert keyboard.wait == 0
    assert seen(keyboard.tick()) == ["escape"]
    assert keyboard.wait is None


@pytest.mark.parametrize("data", [b"\xfc", b"\xfca", b"a\xfc\xe4b", b"\xff\xfe", b"\xc3("])
def test_foreign_bytes_become_replacement_characters(keyboard: Keyboard, data: bytes) -> None:
    keys = seen(keyboard.feed(data))
    assert "replacement_character" in keys
    assert seen(keyboard.feed(b"j")) == ["j"]


def test_a_foreign_byte_that_looks_like_a_beginning(keyboard: Keyboard, clock: Clock) -> None:
    assert seen(keyboard.feed(b"\xe4")) == []
    clock.now += BYTE_PATIENCE
    assert seen(keyboard.tick()) == ["replacement_character"]
    assert keyboard.wait is None


def test_a_latin_1_terminal_types_umlauts(clock: Clock) -> None:
    keyboard = Keyboard("iso8859-1", clock)
    assert seen(keyboard.feed(b"\xfc\xe4b\xf6")) == ["ü", "ä", "b", "ö"]
    assert seen(keyboard.feed(b"\xdf")) == []
    clock.now += BYTE_PATIENCE
    assert seen(keyboard.tick()) == ["ß"]
    assert seen(keyboard.feed("ß".encode())) == ["ß"]


def test_a_paste_is_one_event(keyboard: Keyboard) -> None:
    text = "Huber KG\nGraz\tüä"
    data = f"\x1b[200~{text}\x1b[201~q".encode()
    assert seen(keyboard.feed(data)) == [f"paste {text!r}", "q"]


@pytest.mark.parametrize("size", range(1, 12))
def test_a_paste_in_pieces_of_any_size(keyboard: Keyboard, clock: Clock, size: int) -> None:
    data = "a\x1b[200~Müller\nGraz\x1b[201~b\x1b[200~2\x1b[201~".encode()
    keys: list[str] = []
    for at in range(0, len(data), size):
        keys += seen(keyboard.feed(data[at : at + size]))
        clock.now += constants.ESCAPE_DELAY / 2
        keys += seen(keyboard.tick())
    assert keys == ["a", "paste 'Müller\\nGraz'", "b", "paste '2'"]


def test_the_end_mark_may_come_late(keyboard: Keyboard, clock: Clock) -> None:
    assert seen(keyboard.feed(b"\x1b[200~x\x1b")) == []
    clock.now += constants.ESCAPE_DELAY * 2
    assert seen(keyboard.tick()) == []
    assert seen(keyboard.feed(b"[201~k")) == ["paste 'x'", "k"]


def test_a_paste_without_end_is_given_up(keyboard: Keyboard, clock: Clock) -> None:
    assert seen(keyboard.feed(b"\x1b[200~abc")) == []
    assert keyboard.wait == pytest.approx(PASTE_PATIENCE)
    clock.now += PASTE_PATIENCE
    assert seen(keyboard.tick()) == ["paste 'abc'"]
    assert seen(keyboard.feed(b"k")) == ["k"]


def test_no_key_hides_in_a_paste(keyboard: Keyboard) -> None:
    hidden = "x\x1b[A\x1b" + "q" * 40 + "\x03\x9b" + "y"
    keys = seen(keyboard.feed(f"\x1b[200~{hidden}\x1b[201~".encode()))
    assert keys == ["paste " + repr("x[A" + "q" * 40 + "y")]


def test_a_start_mark_torn_too_long_opens_no_paste(keyboard: Keyboard, clock: Clock) -> None:
    seen(keyboard.feed(b"\x1b[20"))
    clock.now += constants.ESCAPE_DELAY * 2
    assert seen(keyboard.tick()) != []
    assert seen(keyboard.feed(b"0~k")) == ["0", "tilde", "k"]
    assert keyboard.wait is None
