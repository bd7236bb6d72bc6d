"""Reads a checklist from TOML and checks that it can be relied on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from store.errors import CatalogueError
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, KnockOutRule, Lever, Text
from store.text import clean_line

MOST_CRITERIA = 12
"""More than this nobody asks."""
MOST_QUESTIONS = 4
"""Of one criterion: each has a key of its own."""
WEIGHTS = 100
"""What the weights of a checklist sum to."""
LONGEST_LIST = 500_000
"""Characters above which no file is taken for a checklist."""
LONGEST_TEXT = 400
"""Characters of a label, question, anchor or hint."""

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""Codes of checklists and aspects: they are also names of files."""
CRITERION_CODE = re.compile(r"[A-Z][A-Z0-9]{0,3}")
"""Codes of criteria: they stand in narrow columns."""

_Word = TypeVar("_Word", bound=StrEnum)
_LANGUAGES = ("de", "en")
_CRITERION = re.compile(r"\s*\[\[\s*criteria\s*\]\]\s*(#.*)?")
_HEAD = {"code", "version", "title", "when", "customers", "criteria"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A checklist, and what was made of it where something was missing."""

    checklist: Checklist
    remarks: tuple[CatalogueError, ...] = ()
    """English texts that are missing (code "english_missing"): the German ones stand in."""


def read_checklist(text: str, path: str) -> Checklist:
    """A checklist from TOML, as `read` without the remarks. Raises CatalogueError."""
    return read(text, path).checklist


def read_unfinished(text: str) -> Checklist:
    """A draft from writing.checklist_text: its weights need not sum to 100 yet.

    Raises CatalogueError.
    """
    return read(text, "", finished=False).checklist


def read(text: str, path: str, *, finished: bool = True) -> Reading:
    """A checklist from TOML. path is only named in errors.

    Raises CatalogueError with one of these codes, the line it is about, and the
    key or value as detail: not_toml, key_missing, key_unknown, wrong_type,
    out_of_range, empty, not_allowed, twice, too_many, too_long, weights.
    """
    if len(text) > LONGEST_LIST:
        raise CatalogueError(path, 0, "too_long", path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path, _syntax_line(text, error), "not_toml", str(error)) from error
    except (RecursionError, ValueError) as error:  # nested, or a number, beyond all measure
        raise CatalogueError(path, 0, "not_toml", type(error).__name__) from error
    reader = _Reader(path, text, finished)
    checklist = reader.checklist(data)
    return Reading(checklist=checklist, remarks=tuple(reader.remarks))


def _syntax_line(text: str, error: tomllib.TOMLDecodeError) -> int:
    """The parser tells the line only in its sentence; at the end it says none."""
    _, _, rest = str(error).partition("at line ")
    digits = rest.partition(",")[0]
    return int(digits) if digits.isdigit() else len(text.splitlines())


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file with the lines (from 1, last excluded) it stands on."""

    values: Mapping[str, object]
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns parsed TOML into a Checklist, and finds the line of what does not fit."""

    path: str
    text: str
    finished: bool
    remarks: list[CatalogueError] = field(default_factory=list)

    def checklist(self, data: Mapping[str, object]) -> Checklist:
        lines = self.text.split("\n")
        heads = [n for n, line in enumerate(lines, 1) if _CRITERION.fullmatch(line)]
        table = _Table(data, 1, heads[0] if heads else len(lines) + 1)
        self._known(table, _HEAD)
        tables = list(self._tables(table, heads, len(lines) + 1))
        criteria = tuple(self._criterion(found) for found in tables)
        self._unique(criteria, tables)
        self._weights(criteria, tables)
        return Checklist(
            code=self._code(table, CODE),
            version=self._number(table, "version"),
            title=self._text(table, "title"),
            when=self._text(table, "when") if "when" in data else None,
            customers=self._flag(table, "customers", False),
            criteria=criteria,
        )

    def _tables(self, table: _Table, heads: list[int], end: int) -> Iterator[_Table]:
        listed = self._list(table, "criteria", MOST_CRITERIA)
        # Inline criteria have no head of their own: their errors point at the whole file.
        own = len(heads) == len(listed)
        starts = heads if own else [1] * len(listed)
        ends = [*heads[1:], end] if own else [end] * len(listed)
        for values, first, last in zip(listed, starts, ends, strict=True):
            yield _Table(self._table(table, "criteria", values), first, last)

    def _criterion(self, table: _Table) -> Criterion:
        self._known(table, set(Criterion.__slots__))
        return Criterion(
            code=self._code(table, CRITERION_CODE),
            label=self._text(table, "label"),
            weight=self._number(table, "weight", WEIGHTS),
            must=self._flag(table, "must"),
            knock_out=self._word(table, "knock_out", KnockOutRule),
            lever=self._word(table, "lever", Lever),
            valid_days=self._number(table, "valid_days"),
            questions=tuple(
                self._bilingual(table, "questions", question)
                for question in self._list(table, "questions", MOST_QUESTIONS)
            ),
            anchor_low=self._text(table, "anchor_low"),
            anchor_1=self._text(table, "anchor_1") if "anchor_1" in table.values else None,
            anchor_2=self._text(table, "anchor_2") if "anchor_2" in table.values else None,
            anchor_high=self._text(table, "anchor_high"),
            evidence=self._text(table, "evidence"),
            aspect=self._aspect(table),
            only_economic_buyer=self._flag(table, "only_economic_buyer", False),
        )

    def _error(self, table: _Table, key: str, code: str, detail: str = "") -> CatalogueError:
        """An error at the line that sets the key, else at the head of its table."""
        lines = self.text.split("\n")
        for number in range(table.first, min(table.end, len(lines) + 1)):
            if lines[number - 1].partition("=")[0].strip(" \t\"'") == key:
                return CatalogueError(self.path, number, code, detail or key)
        return CatalogueError(self.path, table.first, code, detail or key)

    def _known(self, table: _Table, keys: set[str]) -> None:
        for key in table.values:
            if key not in keys:
                raise self._error(table, key, "key_unknown", clean_line(key))

    def _unique(self, criteria: tuple[Criterion, ...], tables: list[_Table]) -> None:
        seen: set[str] = set()
        for criterion, table in zip(criteria, tables, strict=True):
            if criterion.code in seen:
                raise CatalogueError(self.path, table.first, "twice", criterion.code)
            seen.add(criterion.code)

    def _weights(self, criteria: tuple[Criterion, ...], tables: list[_Table]) -> None:
        total = sum(criterion.weight for criterion in criteria)
        if self.finished and total != WEIGHTS:
            raise self._error(tables[-1], "weight", "weights", str(total))

    def _value(self, table: _Table, key: str) -> object:
        if key not in table.values:
            raise self._error(table, key, "key_missing")
        return table.values[key]

    def _string(self, table: _Table, key: str) -> str:
        value = self._value(table, key)
        if not isinstance(value, str):
            raise self._error(table, key, "wrong_type")
        cleaned = clean_line(value)
        if not cleaned:
            raise self._error(table, key, "empty")
        return cleaned

    def _code(self, table: _Table, pattern: re.Pattern[str], key: str = "code") -> str:
        value = self._string(table, key)
        if not pattern.fullmatch(value):
            raise self._error(table, key, "not_allowed", value)
        return value

    def _aspect(self, table: _Table) -> str:
        return self._code(table, CODE, "aspect") if "aspect" in table.values else ""

    def _number(self, table: _Table, key: str, most: int = 10_000) -> int:
        value = self._value(table, key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._error(table, key, "wrong_type")
        if not 1 <= value <= most:
            raise self._error(table, key, "out_of_range", f"{key} = {value}"[:60])
        return value

    def _flag(self, table: _Table, key: str, default: bool | None = None) -> bool:
        if default is not None and key not in table.values:
            return default
        value = self._value(table, key)
        if not isinstance(value, bool):
            raise self._error(table, key, "wrong_type")
        return value

    def _word(self, table: _Table, key: str, words: type[_Word]) -> _Word:
        value = self._string(table, key)
        if value not in list(words):
            raise self._error(table, key, "not_allowed", value)
        return words(value)

    def _list(self, table: _Table, key: str, most: int) -> list[object]:
        value = self._value(table, key)
        if not isinstance(value, list):
            raise self._error(table, key, "wrong_type")
        if not value:
            raise self._error(table, key, "empty")
        if len(value) > most:
            raise self._error(table, key, "too_many", f"{key}: {len(value)} > {most}")
        return value

    def _table(self, table: _Table, key: str, value: object) -> dict[str, object]:
        if not isinstance(value, dict):
            raise self._error(table, key, "wrong_type")
        return value

    def _text(self, table: _Table, key: str) -> Text:
        return self._bilingual(table, key, self._value(table, key))

    def _bilingual(self, table: _Table, key: str, value: object) -> Text:
        """Both languages, and nothing else; German stands in for missing English."""
        words = self._table(table, key, value)
        for name in words:
            if name not in _LANGUAGES:
                raise self._error(table, key, "key_unknown", clean_line(f"{key}.{name}"))
        german, english = (self._spoken(table, key, name, words) for name in _LANGUAGES)
        if not german:
            raise self._error(table, key, "key_missing", f"{key}.de")
        if not english:
            self.remarks.append(self._error(table, key, "english_missing", f"{key}.en"))
        return Text(de=german, en=english or german)

    def _spoken(
        self, table: _Table, key: str, language: str, words: Mapping[str, object]
    ) -> str:
        value = words.get(language, "")
        if not isinstance(value, str):
            raise self._error(table, key, "wrong_type", f"{key}.{language}")
        if len(value) > LONGEST_TEXT:
            raise self._error(table, key, "too_long", f"{key}.{language}")
        return clean_line(value)
