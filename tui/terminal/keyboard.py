"""From the bytes a terminal sends to Textual's messages, whatever the bytes are.

Textual's own reader ends the app on a byte that isn't UTF-8 (textual#6456), runs the rest of a
pasted text as keys when the text holds an ESC, and swallows all further keys when the end mark
of a paste is torn apart. All three are decided here, before its parser sees the text.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator

from textual import constants
from textual._parser import ParseError
from textual._time import get_time
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

PASTE_PATIENCE = 1.0
"""Seconds of silence after which a paste without an end mark counts as complete."""
BYTE_PATIENCE = max(0.05, constants.ESCAPE_DELAY)
"""Seconds an unfinished multi-byte character may wait for its rest: at least as long as an
unfinished key on this line."""

_UNSAFE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])


class PasteGate:
    """Holds a bracketed paste back until it is complete, then hands it on in one piece."""

    def __init__(self) -> None:
        self._tail = ""
        self._held: str | None = None

    @property
    def open(self) -> bool:
        """Whether a paste has begun and not ended."""
        return self._held is not None

    def feed(self, text: str) -> Iterator[str]:
        """Give the pieces the parser may have now."""
        while text:
            if self._held is None:
                before, text = self._upto_start(text)
                yield before
            else:
                held = self._held + text
                content, mark, text = held.partition(BRACKETED_PASTE_END)
                if not mark:
                    self._held = held
                    return
                self._held = None
                yield content.translate(_UNSAFE) + BRACKETED_PASTE_END

    def forget(self) -> None:
        """The parser has given up on a sequence: its beginning counts no more."""
        self._tail = ""

    def finish(self) -> str:
        """End an open paste as if its end mark had come."""
        held, self._held = self._held or "", None
        return held.translate(_UNSAFE) + BRACKETED_PASTE_END

    def _upto_start(self, text: str) -> tuple[str, str]:
        """Split behind a start mark, which may have begun in an earlier piece."""
        seen = self._tail + text
        at = seen.find(BRACKETED_PASTE_START)
        if at < 0:
            self._tail = seen[1 - len(BRACKETED_PASTE_START):]
            return text, ""
        cut = at + len(BRACKETED_PASTE_START) - len(self._tail)
        self._tail, self._held = "", ""
        return text[:cut], text[cut:]


class Keyboard:
    """Turns bytes into messages; `wait` says how long it may be left alone."""

    def __init__(self, charset: str = "utf-8", clock: Callable[[], float] = get_time) -> None:
        self._parser = XTermParser()
        self._gate = PasteGate()
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._fallback = charset
        self._clock = clock
        self._last = clock()

    @property
    def wait(self) -> float | None:
        """Seconds until `tick` is due; None: not before the next bytes."""
        now = self._clock()
        due: list[float] = []
        if self._parser._timeout_time is not None:
            due.append(self._parser._timeout_time)
        if self._gate.open:
            due.append(self._last + PASTE_PATIENCE)
        if self._decoder.getstate()[0]:
            due.append(self._last + BYTE_PATIENCE)
        return max(0.0, min(due) - now) if due else None

    def feed(self, data: bytes) -> Iterator[Message]:
        """Give the messages that `data` completes."""
        self._last = self._clock()
        yield from self._parse(self._decode(data))

    def tick(self) -> Iterator[Message]:
        """Give what has waited long enough: a lone ESC, an unfinished paste or character."""
        now = self._clock()
        if self._decoder.getstate()[0] and now >= self._last + BYTE_PATIENCE:
            yield from self._parse(self._decode(b"", final=True))
        if self._gate.open and now >= self._last + PASTE_PATIENCE:
            yield from self._parser.feed(self._gate.finish())
        for message in self._parser.tick():
            self._gate.forget()
            yield message

    def _parse(self, text: str) -> Iterator[Message]:
        for piece in self._gate.feed(text):
            if piece:
                yield from self._parser.feed(piece)

    def close(self) -> None:
        """End the parser."""
        try:
            for _ in self._parser.feed(""):
                pass
        except (EOFError, ParseError):
            pass

    def _decode(self, data: bytes, final: bool = False) -> str:
        """Read UTF-8; what isn't becomes U+FFFD, or a letter of the terminal's own set."""
        text = ""
        while True:
            pending = self._decoder.getstate()[0]
            try:
                return text + self._decoder.decode(data, final)
            except UnicodeDecodeError as error:
                whole = pending + data
                self._decoder.reset()
                text += whole[: error.start].decode("utf-8")
                text += self._stranger(whole[error.start : error.end])
                data = whole[error.end :]

    def _stranger(self, data: bytes) -> str:
        if self._fallback == "utf-8":
            return "\N{REPLACEMENT CHARACTER}"
        return data.decode(self._fallback, "replace")
