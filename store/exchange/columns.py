"""Which column of a table fills which field; which row is the header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from store.errors import ImportProblem
from store.exchange.headers import AMOUNTS, DATES, header_key, known_headers
from store.exchange.tables import TableRow
from store.text import clean_line

_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?:jahres)?(?:umsatz|revenu)(?:eur|netto)?((?:19|20)\d{2})")
_LABEL = re.compile(r"(email|phone|address|website)(\d+)(?:label|type)")
_LABELLED = re.compile(r"(email|phone|address|website)(\d+)")
_HEADER_WITHIN = 10
_COMPANY_SIGNS = frozenset({"name", "number", "industry", "revenue", "legal_form", "employees"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    index: int
    header: str
    field: str
    """One of FIELDS, revenue_<year>, "label" (kind of the next value), or empty: unknown."""
    label: int | None = None
    """Index of the column that says what kind of phone or address it is (Google)."""

    @property
    def is_date(self) -> bool:
        """Holds dates."""
        return self.field in DATES

    @property
    def is_amount(self) -> bool:
        """Holds money."""
        return self.field in AMOUNTS or self.field.startswith("revenue_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a table."""

    line: int
    columns: tuple[Column, ...]
    skipped: int = 0
    """Rows above it (a title), which are not imported."""


def find_header(path: str, rows: Iterable[TableRow], chosen: Mapping[str, str]) -> Header:
    """The header row: of the first ten rows the one with the most known names.

    `chosen` gives columns to fields by header text ("" leaves one out). Raises
    ImportProblem no_header if no name is known.
    """
    best: Header | None = None
    most = 0
    for skipped, row in enumerate(islice(rows, _HEADER_WITHIN)):
        columns = match_columns(row.cells, chosen)
        count = len({column.field for column in columns if column.field})
        if count > most:
            best, most = Header(line=row.line, columns=columns, skipped=skipped), count
    if best is None:
        raise ImportProblem(path, "no_header", 1)
    return best


def match_columns(headers: Iterable[str], chosen: Mapping[str, str]) -> tuple[Column, ...]:
    """Each column with its field, empty where its name is not known."""
    texts = [clean_line(header) for header in headers]
    keys = [header_key(text) for text in texts]
    labels = {
        found[1] + found[2]: index
        for index, key in enumerate(keys)
        if (found := _LABEL.fullmatch(key))
    }
    fields = _settle([_field(key) for key in keys], keys)
    columns = []
    for index, (text, key, field) in enumerate(zip(texts, keys, fields, strict=True)):
        found = _LABELLED.match(key)
        label = labels.get(found[0]) if found and field != "label" else None
        field = chosen.get(text, field)
        columns.append(Column(index=index, header=text, field=field, label=label))
    return tuple(columns)


def _field(key: str) -> str:
    known = known_headers()
    if key in known:
        return known[key]
    if _LABEL.fullmatch(key):
        return "label"
    if found := _YEAR.fullmatch(key):
        return f"revenue_{found[1]}"
    return known.get(_DIGITS.sub("", key), "")


def _settle(fields: list[str], keys: list[str]) -> list[str]:
    """Decides the names that mean different things in different programs."""
    present = set(fields)
    settled = {"plain_name": _plain_name(present), "plain_title": "prefix"}
    if "salutation" in keys and "jobtitle" not in keys:
        settled["plain_title"] = "function"
    if {"birth_year", "birth_month"} <= present:
        # Thunderbird: the day stands alone in "Geburtstag".
        settled["birthday"] = "birth_day"
    return [settled.get(field, field) for field in fields]


def _plain_name(present: set[str]) -> str:
    """What "Name" holds: beside a first name the last one, in a list of companies the company."""
    if "first" in present:
        return "name" if "last" in present else "last"
    if "company" in present:
        return "name"
    return "company" if present & _COMPANY_SIGNS else "name"
