"""Loads the shipped checklists and checks that they can be relied on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TypeVar

from store.errors import CatalogueError
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, KnockOutRule, Lever, Text

_Word = TypeVar("_Word", bound=StrEnum)
_LANGUAGES = ("de", "en")
_CRITERION = "[[criteria]]"


@cache
def load_checklist(code: str = "grundcheck") -> Checklist:
    """A shipped checklist by its code, read once.

    Raises CatalogueError: "missing" if there is none, or as read_checklist.
    """
    path = f"checklists/{code}.toml"
    source = resources.files("store") / "data" / "checklists" / f"{code}.toml"
    if not code.isidentifier() or not source.is_file():
        raise CatalogueError(path, 0, "missing", code)
    return read_checklist(source.read_text(encoding="utf-8"), path)


def read_checklist(text: str, path: str) -> Checklist:
    """A checklist from TOML. path is only named in errors.

    Raises CatalogueError with one of these codes, the line it is about, and the
    key or value as detail: not_toml, key_missing, key_unknown, wrong_type,
    out_of_range, empty, not_allowed, twice.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _line_of_syntax_error(text, error)
        raise CatalogueError(path, line, "not_toml", str(error)) from error
    return _Reader(path, text).checklist(data)


def _line_of_syntax_error(text: str, error: tomllib.TOMLDecodeError) -> int:
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

    def checklist(self, data: Mapping[str, object]) -> Checklist:
        lines = self.text.splitlines()
        heads = [n for n, line in enumerate(lines, 1) if line.strip() == _CRITERION]
        table = _Table(data, 1, heads[0] if heads else len(lines) + 1)
        self._known(table, {"code", "version", "title", "criteria"})
        listed = self._list(table, "criteria")
        # Inline criteria have no head of their own: their errors point at the whole file.
        starts = heads if len(heads) == len(listed) else [1] * len(listed)
        ends = [*heads[1:], len(lines) + 1] if starts is heads else [len(lines) + 1] * len(listed)
        criteria = tuple(
            self._criterion(_Table(self._table(table, "criteria", values), first, end))
            for values, first, end in zip(listed, starts, ends, strict=True)
        )
        self._unique(criteria, starts)
        return Checklist(
            code=self._string(table, "code"),
            version=self._number(table, "version"),
            title=self._text(table, "title"),
            criteria=criteria,
        )

    def _criterion(self, table: _Table) -> Criterion:
        self._known(table, set(Criterion.__slots__))
        return Criterion(
            code=self._string(table, "code"),
            label=self._text(table, "label"),
            weight=self._number(table, "weight"),
            must=self._flag(table, "must"),
            knock_out=self._word(table, "knock_out", KnockOutRule),
            lever=self._word(table, "lever", Lever),
            valid_days=self._number(table, "valid_days"),
            questions=tuple(
                self._bilingual(table, "questions", question)
                for question in self._list(table, "questions")
            ),
            anchor_low=self._text(table, "anchor_low"),
            anchor_high=self._text(table, "anchor_high"),
            evidence=self._text(table, "evidence"),
        )

    def _error(self, table: _Table, key: str, code: str, detail: str = "") -> CatalogueError:
        """An error at the line that sets the key, else at the head of its table."""
        lines = self.text.splitlines()
        for number in range(table.first, min(table.end, len(lines) + 1)):
            if lines[number - 1].partition("=")[0].strip() == key:
                return CatalogueError(self.path, number, code, detail or key)
        return CatalogueError(self.path, table.first, code, detail or key)

    def _known(self, table: _Table, keys: set[str]) -> None:
        for key in table.values:
            if key not in keys:
                raise self._error(table, key, "key_unknown")

    def _unique(self, criteria: tuple[Criterion, ...], starts: list[int]) -> None:
        seen: set[str] = set()
        for criterion, first in zip(criteria, starts, strict=True):
            if criterion.code in seen:
                raise CatalogueError(self.path, first, "twice", criterion.code)
            seen.add(criterion.code)

    def _value(self, table: _Table, key: str) -> object:
        if key not in table.values:
            raise self._error(table, key, "key_missing")
        return table.values[key]

    def _string(self, table: _Table, key: str) -> str:
        value = self._value(table, key)
        if not isinstance(value, str):
            raise self._error(table, key, "wrong_type")
        if not value.strip():
            raise self._error(table, key, "empty")
        return value

    def _number(self, table: _Table, key: str) -> int:
        value = self._value(table, key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._error(table, key, "wrong_type")
        if not 1 <= value <= 10_000:
            raise self._error(table, key, "out_of_range", f"{key} = {value}")
        return value

    def _flag(self, table: _Table, key: str) -> bool:
        value = self._value(table, key)
        if not isinstance(value, bool):
            raise self._error(table, key, "wrong_type")
        return value

    def _word(self, table: _Table, key: str, words: type[_Word]) -> _Word:
        value = self._string(table, key)
        if value not in list(words):
            raise self._error(table, key, "not_allowed", value)
        return words(value)

    def _list(self, table: _Table, key: str) -> list[object]:
        value = self._value(table, key)
        if not isinstance(value, list):
            raise self._error(table, key, "wrong_type")
        if not value:
            raise self._error(table, key, "empty")
        return value

    def _table(self, table: _Table, key: str, value: object) -> dict[str, object]:
        if not isinstance(value, dict):
            raise self._error(table, key, "wrong_type")
        return value

    def _text(self, table: _Table, key: str) -> Text:
        return self._bilingual(table, key, self._value(table, key))

    def _bilingual(self, table: _Table, key: str, value: object) -> Text:
        """Both languages, and nothing else."""
        words = self._table(table, key, value)
        for name in words:
            if name not in _LANGUAGES:
                raise self._error(table, key, "key_unknown", f"{key}.{name}")
        for name in _LANGUAGES:
            spoken = words.get(name)
            if not isinstance(spoken, str) or not spoken.strip():
                raise self._error(table, key, "key_missing", f"{key}.{name}")
        return Text(de=str(words["de"]), en=str(words["en"]))
