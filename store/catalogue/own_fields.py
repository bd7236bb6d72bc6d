"""Fields of industries and of one's own, as TOML: those that come with the program, and one's own.

A faulty file is left out and told; a field of one's own takes the place of a shipped one with
its code.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache, cached_property

from store.catalogue.folder import own_files
from store.catalogue.tables import CODE, Reader, Table, parsed
from store.errors import CatalogueError, StoreError
from store.persistence.fs import Files
from store.profile.own_fields import OwnChoice, OwnField, OwnKind, fields_for
from store.profile.prospect import Prospect
from store.profile.steps import Stage

MOST_FIELDS = 60
"""In one file."""
MOST_CHOICES = 9
"""Of one field: each has a digit."""
MOST_INDUSTRIES = 40
"""Words of one field."""

_KEYS = {"code", "label", "kind", "stage", "industries", "choices"}


class OwnFields:
    """Finds the fields of a record; reads the folder once, when it is needed."""

    def __init__(self, folder: str = "", *, fs: Files | None = None) -> None:
        """`folder` holds one's own files of fields; empty or missing: there are none."""
        self.folder = folder
        self._fs = fs or Files()

    def of(self, record: Prospect) -> tuple[OwnField, ...]:
        """What is asked of a record, and what it holds already."""
        return fields_for(record, self.all)

    @property
    def all(self) -> tuple[OwnField, ...]:
        """Every field: shipped ones in their order, then one's own."""
        return self._read[0]

    @property
    def problems(self) -> tuple[StoreError, ...]:
        """Files that were left out, each with its reason: CatalogueError or FileError."""
        return self._read[1]

    def read_again(self) -> None:
        """Forget what was read of the folder."""
        self.__dict__.pop("_read", None)

    @cached_property
    def _read(self) -> tuple[tuple[OwnField, ...], tuple[StoreError, ...]]:
        problems: list[StoreError] = []
        own: dict[str, OwnField] = {}
        for path, text in own_files(self.folder, self._fs, problems):
            try:
                new = read_fields(text, path)
                for field in new:
                    if field.code in own:
                        raise CatalogueError(path, 0, "twice", field.code)
            except StoreError as error:
                problems.append(error)
            else:
                own.update((field.code, field) for field in new)
        fields = {field.code: field for field in shipped_fields()} | own
        return tuple(fields.values()), tuple(problems)


@cache
def shipped_fields() -> tuple[OwnField, ...]:
    """The fields that come with the program, read once."""
    path = os.path.join(os.path.dirname(__file__), "..", "data", "fields.toml")
    with open(path, "rb") as source:
        return read_fields(source.read().decode(), "fields.toml")


def read_fields(text: str, path: str) -> tuple[OwnField, ...]:
    """Fields from TOML. path is only named in errors.

    Raises CatalogueError as the other files of one's own: not_toml, key_missing, key_unknown,
    wrong_type, empty, not_allowed, twice, too_many, too_long.
    """
    data = parsed(text, path)
    reader = _Reader(path, text)
    table = reader.head(data, "fields")
    reader.known(table, {"fields"})
    return tuple(reader.fields(reader.tables(table, "fields", MOST_FIELDS)))


class _Reader(Reader):
    """Turns parsed TOML into fields."""

    __slots__ = ()

    def fields(self, tables: tuple[Table, ...]) -> Iterator[OwnField]:
        seen: set[str] = set()
        for table in tables:
            field = self._field(table)
            if field.code in seen:
                raise self.error(table, "code", "twice", field.code)
            seen.add(field.code)
            yield field

    def _field(self, table: Table) -> OwnField:
        self.known(table, _KEYS)
        values = table.values
        label = self.said(table, "label")
        kind = self.word(table, "kind", OwnKind) if "kind" in values else OwnKind.TEXT
        return OwnField(
            code=self.code(table, CODE), de=label.de, en=label.en, kind=kind,
            stage=self.word(table, "stage", Stage) if "stage" in values else Stage.CONTACT,
            industries=tuple(self._industries(table)) if "industries" in values else (),
            choices=tuple(self._choices(table)) if kind is OwnKind.CHOICE else (),
        )

    def _industries(self, table: Table) -> Iterator[str]:
        for word in self.items(table, "industries", MOST_INDUSTRIES):
            yield self.line(table, "industries", word)

    def _choices(self, table: Table) -> Iterator[OwnChoice]:
        seen: set[str] = set()
        for value in self.items(table, "choices", MOST_CHOICES):
            inner = Table(self.inner(table, "choices", value), table.first, table.end)
            self.known(inner, {"code", "de", "en"})
            code = self.code(inner, CODE)
            if code in seen:
                raise self.error(table, "choices", "twice", code)
            seen.add(code)
            label = self.bilingual(table, "choices", {
                key: word for key, word in inner.values.items() if key != "code"})
            yield OwnChoice(code=code, de=label.de, en=label.en)
