"""Reads tables of TOML that a person wrote, and finds the line of what does not fit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from store.errors import CatalogueError
from store.qualification.criterion import Text
from store.text import clean_line

LONGEST_FILE = 500_000
"""Characters above which no file is read."""
LONGEST_TEXT = 400
"""Characters of a label, question, anchor or hint."""

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""Codes of checklists, fields and templates: they are also names of files."""

_Word = TypeVar("_Word", bound=StrEnum)
_LANGUAGES = ("de", "en")


def parsed(text: str, path: str) -> dict[str, object]:
    """The tables of a TOML file; path is only named in errors.

    Raises CatalogueError: too_long, not_toml.
    """
    if len(text) > LONGEST_FILE:
        raise CatalogueError(path, 0, "too_long", path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path, _syntax_line(text, error), "not_toml", str(error)) from error
    except (RecursionError, ValueError) as error:  # nested, or a number, beyond all measure
        raise CatalogueError(path, 0, "not_toml", type(error).__name__) from error


def _syntax_line(text: str, error: tomllib.TOMLDecodeError) -> int:
    """The parser tells the line only in its sentence; at the end it says none."""
    _, _, rest = str(error).partition("at line ")
    digits = rest.partition(",")[0]
    return int(digits) if digits.isdigit() else len(text.splitlines())


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file with the lines (from 1, last excluded) it stands on."""

    values: Mapping[str, object]
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Reader:
    """Takes values out of tables. Raises CatalogueError with one of these codes, the line it
    is about, and the key or value as detail: key_missing, key_unknown, wrong_type,
    out_of_range, empty, not_allowed, too_many, too_long."""

    path: str
    source: str
    """The whole text of the file."""
    remarks: list[CatalogueError] = field(default_factory=list)
    """English texts that are missing (code "english_missing"): the German ones stand in."""

    def head(self, data: Mapping[str, object], key: str) -> Table:
        """What stands above the first heading [[key]]."""
        heads = self._heads(key)
        return Table(data, 1, heads[0] if heads else self._end)

    def tables(self, table: Table, key: str, most: int) -> tuple[Table, ...]:
        """The tables [[key]], each with its lines."""
        found, heads = self.items(table, key, most), self._heads(key)
        # Inline tables have no head of their own: their errors point at the whole file.
        own = len(heads) == len(found)
        starts = heads if own else [1] * len(found)
        ends = [*heads[1:], self._end] if own else [self._end] * len(found)
        return tuple(Table(self.inner(table, key, values), first, end)
                     for values, first, end in zip(found, starts, ends, strict=True))

    def _heads(self, key: str) -> list[int]:
        heading = re.compile(rf"\s*\[\[\s*{key}\s*\]\]\s*(#.*)?")
        return [n for n, line in enumerate(self.source.split("\n"), 1)
                if heading.fullmatch(line)]

    @property
    def _end(self) -> int:
        return self.source.count("\n") + 2

    def error(self, table: Table, key: str, code: str, detail: str = "") -> CatalogueError:
        """An error at the line that sets the key, else at the head of its table."""
        lines = self.source.split("\n")
        for number in range(table.first, min(table.end, len(lines) + 1)):
            if lines[number - 1].partition("=")[0].strip(" \t\"'") == key:
                return CatalogueError(self.path, number, code, detail or key)
        return CatalogueError(self.path, table.first, code, detail or key)

    def known(self, table: Table, keys: set[str]) -> None:
        """Refuse keys that do not belong there."""
        for key in table.values:
            if key not in keys:
                raise self.error(table, key, "key_unknown", clean_line(key))

    def value(self, table: Table, key: str) -> object:
        """What stands there."""
        if key not in table.values:
            raise self.error(table, key, "key_missing")
        return table.values[key]

    def string(self, table: Table, key: str) -> str:
        """A line of text, cleaned."""
        return self.line(table, key, self.value(table, key))

    def line(self, table: Table, key: str, value: object) -> str:
        """The same of a value that stands in a list."""
        if not isinstance(value, str):
            raise self.error(table, key, "wrong_type")
        if len(value) > LONGEST_TEXT:
            raise self.error(table, key, "too_long")
        cleaned = clean_line(value)
        if not cleaned:
            raise self.error(table, key, "empty")
        return cleaned

    def code(self, table: Table, pattern: re.Pattern[str], key: str = "code") -> str:
        """A code."""
        value = self.string(table, key)
        if not pattern.fullmatch(value):
            raise self.error(table, key, "not_allowed", value)
        return value

    def number(self, table: Table, key: str, most: int = 10_000) -> int:
        """A whole number from 1."""
        value = self.value(table, key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.error(table, key, "wrong_type")
        if not 1 <= value <= most:
            raise self.error(table, key, "out_of_range", f"{key} = {value}"[:60])
        return value

    def flag(self, table: Table, key: str, default: bool | None = None) -> bool:
        """True or false."""
        if default is not None and key not in table.values:
            return default
        value = self.value(table, key)
        if not isinstance(value, bool):
            raise self.error(table, key, "wrong_type")
        return value

    def word(self, table: Table, key: str, words: type[_Word]) -> _Word:
        """One of the words that are allowed."""
        value = self.string(table, key)
        if value not in list(words):
            raise self.error(table, key, "not_allowed", value)
        return words(value)

    def items(self, table: Table, key: str, most: int) -> list[object]:
        """A list with something in it."""
        value = self.value(table, key)
        if not isinstance(value, list):
            raise self.error(table, key, "wrong_type")
        if not value:
            raise self.error(table, key, "empty")
        if len(value) > most:
            raise self.error(table, key, "too_many", f"{key}: {len(value)} > {most}")
        return value

    def inner(self, table: Table, key: str, value: object) -> dict[str, object]:
        """A table within."""
        if not isinstance(value, dict):
            raise self.error(table, key, "wrong_type")
        return value

    def said(self, table: Table, key: str) -> Text:
        """A text in both languages."""
        return self.bilingual(table, key, self.value(table, key))

    def bilingual(self, table: Table, key: str, value: object) -> Text:
        """Both languages, and nothing else; German stands in for missing English."""
        words = self.inner(table, key, value)
        for name in words:
            if name not in _LANGUAGES:
                raise self.error(table, key, "key_unknown", clean_line(f"{key}.{name}"))
        german, english = (self.spoken(table, key, name, words) for name in _LANGUAGES)
        if not german:
            raise self.error(table, key, "key_missing", f"{key}.de")
        if not english:
            self.remarks.append(self.error(table, key, "english_missing", f"{key}.en"))
        return Text(de=german, en=english or german)

    def spoken(
        self, table: Table, key: str, language: str, words: Mapping[str, object]
    ) -> str:
        """A text in one language; empty where it is missing."""
        value = words.get(language, "")
        if not isinstance(value, str):
            raise self.error(table, key, "wrong_type", f"{key}.{language}")
        if len(value) > LONGEST_TEXT:
            raise self.error(table, key, "too_long", f"{key}.{language}")
        return clean_line(value)
