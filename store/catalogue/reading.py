"""Reads a checklist from TOML and checks that it can be relied on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from store.catalogue.tables import CODE as CODE
from store.catalogue.tables import LONGEST_TEXT as LONGEST_TEXT
from store.catalogue.tables import Reader, Table, parsed
from store.errors import CatalogueError
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, KnockOutRule, Lever

MOST_CRITERIA = 12
"""More than this nobody asks."""
MOST_QUESTIONS = 4
"""Of one criterion: each has a key of its own."""
WEIGHTS = 100
"""What the weights of a checklist sum to."""

CRITERION_CODE = re.compile(r"[A-Z][A-Z0-9]{0,3}")
"""Codes of criteria: they stand in narrow columns."""

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
    data = parsed(text, path)
    reader = _Reader(path, text, finished=finished)
    checklist = reader.checklist(data)
    return Reading(checklist=checklist, remarks=tuple(reader.remarks))


@dataclass(frozen=True, slots=True)
class _Reader(Reader):
    """Turns parsed TOML into a Checklist."""

    finished: bool = True

    def checklist(self, data: Mapping[str, object]) -> Checklist:
        table = self.head(data, "criteria")
        self.known(table, _HEAD)
        tables = self.tables(table, "criteria", MOST_CRITERIA)
        criteria = tuple(self._criterion(found) for found in tables)
        self._unique(criteria, tables)
        self._weights(criteria, tables)
        return Checklist(
            code=self.code(table, CODE),
            version=self.number(table, "version"),
            title=self.said(table, "title"),
            when=self.said(table, "when") if "when" in data else None,
            customers=self.flag(table, "customers", False),
            criteria=criteria,
        )

    def _criterion(self, table: Table) -> Criterion:
        self.known(table, set(Criterion.__slots__))
        return Criterion(
            code=self.code(table, CRITERION_CODE),
            label=self.said(table, "label"),
            weight=self.number(table, "weight", WEIGHTS),
            must=self.flag(table, "must"),
            knock_out=self.word(table, "knock_out", KnockOutRule),
            lever=self.word(table, "lever", Lever),
            valid_days=self.number(table, "valid_days"),
            questions=tuple(
                self.bilingual(table, "questions", question)
                for question in self.items(table, "questions", MOST_QUESTIONS)
            ),
            anchor_low=self.said(table, "anchor_low"),
            anchor_1=self.said(table, "anchor_1") if "anchor_1" in table.values else None,
            anchor_2=self.said(table, "anchor_2") if "anchor_2" in table.values else None,
            anchor_high=self.said(table, "anchor_high"),
            evidence=self.said(table, "evidence"),
            aspect=self._aspect(table),
            only_economic_buyer=self.flag(table, "only_economic_buyer", False),
        )

    def _unique(self, criteria: tuple[Criterion, ...], tables: tuple[Table, ...]) -> None:
        seen: set[str] = set()
        for criterion, table in zip(criteria, tables, strict=True):
            if criterion.code in seen:
                raise CatalogueError(self.path, table.first, "twice", criterion.code)
            seen.add(criterion.code)

    def _weights(self, criteria: tuple[Criterion, ...], tables: tuple[Table, ...]) -> None:
        total = sum(criterion.weight for criterion in criteria)
        if self.finished and total != WEIGHTS:
            raise self.error(tables[-1], "weight", "weights", str(total))

    def _aspect(self, table: Table) -> str:
        return self.code(table, CODE, "aspect") if "aspect" in table.values else ""
