"""vCards 2.1, 3.0 and 4.0 as phones and programs write them, to lines and cards (store.md 3.4).

Read as bytes: some programs fold inside a letter, so text stands only after unfolding.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

from store.errors import ImportProblem
from store.exchange.limits import Limits

_PROPERTY = re.compile(
    r"\s*(?:([\w-]+)\.)?([\w-]+)((?:;(?:[^\":;]|\"[^\"]*\")*+)*+):(.*)", re.DOTALL | re.ASCII
)
_PARAMETER = re.compile(r";((?:[^\":;]|\"[^\"]*\")*+)")
_BREAK = re.compile(rb"\r\n|\n|\r")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPE_OR_END = re.compile(r"(\\.|;)", re.DOTALL)
_CHARSET = re.compile(rb"[^:]*;CHARSET=\"?([\w.-]+)", re.IGNORECASE)
_PICTURE = re.compile(rb"\s*(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_ENCODINGS = frozenset({"quoted-printable", "base64", "b", "8bit", "7bit"})


class Property(NamedTuple):
    """One property of a card."""

    line: int
    group: str
    name: str
    """In capitals."""
    types: tuple[str, ...]
    """In small letters: "work", "cell" ..., whichever version's way they stand in."""
    parameters: dict[str, str]
    """Other parameters, names in capitals."""
    value: str

    def parts(self) -> list[str]:
        """The components of a structured value, between unescaped semicolons."""
        return [unescape(part).strip() for part in _split(self.value)]

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescape(self.value).strip()


class Card(NamedTuple):
    """One card, and the text it was read from."""

    line: int
    properties: list[Property]
    raw: str


class Reader:
    """Reads cards one after the other; never fails on a card that can be read in part."""

    def __init__(self, path: str, data: bytes, encoding: str | None, limits: Limits) -> None:
        self._path = path
        self._data = data
        self._encoding = encoding
        self._limits = limits
        self.guessed = False
        """A line was no UTF-8 and was read as Windows-1252."""

    def cards(self) -> Iterator[Card]:
        """The cards. Raises ImportProblem long_field, many_rows."""
        card: Card | None = None
        raw: list[str] = []
        inner = agent = False
        count = 0
        for line, logical in self._logical_lines():
            charset = _CHARSET.match(logical)
            text = self._decode(logical, charset[1].decode() if charset else "")
            mark = text.strip().upper().replace(" ", "")
            if mark == "BEGIN:VCARD" and agent:
                inner = True
            elif mark == "END:VCARD" and inner:
                inner = False
            elif mark == "BEGIN:VCARD" or (mark == "END:VCARD" and card):
                if card:
                    yield card._replace(raw="\n".join(raw))
                card, raw = None, []
                if mark[0] == "B":
                    card, inner, count = Card(line, [], ""), False, count + 1
                    if count > self._limits.rows:
                        raise ImportProblem(self._path, "many_rows", line)
            elif card and not inner:
                raw.append(text)
                found = self._property(line, text)
                if found and found.name != "AGENT":
                    card.properties.append(found)
            agent = mark.startswith("AGENT") and mark.endswith(":")
        if card:
            yield card._replace(raw="\n".join(raw))

    def _logical_lines(self) -> Iterator[tuple[int, bytes]]:
        """Unfolded lines with the number of their first: folds and soft breaks are joined."""
        whole: list[bytes] = []
        first, size, soft = 1, 0, False
        for number, line in enumerate(_lines(self._data), start=1):
            if soft:
                whole[-1] = whole[-1].rstrip(b" \t")[:-1]
            elif whole and line[:1] in (b" ", b"\t"):
                line = line[1:]
            else:
                if whole:
                    yield first, b"".join(whole)
                whole, first, size = [], number, 0
            whole.append(line)
            size += len(line)
            if size > self._limits.field and not _PICTURE.match(whole[0]):
                raise ImportProblem(self._path, "long_field", first)
            soft = line.rstrip(b" \t")[-1:] == b"=" and _is_quoted(whole[0])
        if whole:
            yield first, b"".join(whole)

    def _decode(self, data: bytes, charset: str = "") -> str:
        for encoding in filter(None, (charset, self._encoding, "utf-8")):
            try:
                return data.decode(encoding)
            except (ValueError, LookupError):
                continue
        self.guessed = True
        return data.decode("cp1252", errors="replace")

    def _property(self, line: int, text: str) -> Property | None:
        found = _PROPERTY.fullmatch(text)
        if not found:
            return None
        types: list[str] = []
        parameters: dict[str, str] = {}
        for parameter in _PARAMETER.findall(found[3]):
            name, equals, value = parameter.partition("=")
            name, value = name.strip().upper(), value.replace('"', "").strip()
            if name == "TYPE":
                types += [part.strip().lower() for part in value.split(",")]
            elif equals:
                parameters[name] = value
            elif name.lower() in _ENCODINGS:
                parameters["ENCODING"] = name
            else:
                types.append(name.lower())
        value = self._value(found[4], parameters)
        return Property(
            line, (found[1] or "").lower(), found[2].upper(), tuple(types), parameters, value
        )

    def _value(self, value: str, parameters: dict[str, str]) -> str:
        charset = parameters.get("CHARSET", "")
        if parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
            data = value.encode("utf-8")
            return self._decode(quopri.decodestring(data), charset)
        return value


def unescape(text: str) -> str:
    """A value without its backslashes; "\\n" is a line feed."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _split(value: str) -> list[str]:
    if "\\" not in value:
        return value.split(";")
    parts = [""]
    for piece in _ESCAPE_OR_END.split(value):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _lines(data: bytes) -> Iterator[bytes]:
    position = 0
    for found in _BREAK.finditer(data):
        yield data[position : found.start()]
        position = found.end()
    if position < len(data):
        yield data[position:]


def _is_quoted(line: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper()
