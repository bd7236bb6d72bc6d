"""Templates of letters, cards and mails, as TOML: shipped ones, and one's own.

A template is data: text with names of fields in braces, nothing that runs. A faulty file is
left out and told; a template of one's own takes the place of a shipped one with its code.
"""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from store.catalogue.folder import own_files
from store.catalogue.tables import CODE, Reader, Table, parsed
from store.errors import CatalogueError, StoreError
from store.persistence.fs import Files
from store.qualification.criterion import Text
from store.text import clean, clean_line

SHIPPED_TEMPLATES = (
    "birthday_card", "round_birthday", "company_anniversary", "first_order", "after_visit",
    "contract_talk", "art_14",
)
"""Codes of the templates that come with the program, in the order they are offered in."""
LONGEST_TEMPLATE = 8000
"""Characters of one text."""
MOST_OCCASIONS = 20
WIDTH = 76
"""Columns of a letter."""

LETTER_FIELDS = {
    "salutation": "anrede", "title": "titel", "suffix": "zusatz", "first_name": "vorname",
    "last_name": "nachname", "name": "name", "function": "funktion", "company": "firma",
    "address": "anschrift", "street": "straße", "postcode": "plz", "place": "ort",
    "occasion": "anlass", "years": "jahre", "day": "tag", "today": "datum", "source": "herkunft",
    "author": "absender",
}
"""Fields by their English name, with the German one; both may stand in any template."""

_PART = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_KEYS = {"code", "kind", "title", "occasions", "text"}
_NAMES = {name: english for english, german in LETTER_FIELDS.items() for name in (english, german)}


class LetterKind(StrEnum):
    """What becomes of it."""

    LETTER = "letter"
    CARD = "card"
    EMAIL = "email"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A text with fields."""

    code: str
    kind: LetterKind
    title: Text
    occasions: tuple[str, ...] = ()
    """Codes of events it fits (EventKind), "round_birthday", "first_order" or "visit"."""
    text: Text

    def filled(self, text: str, values: Mapping[str, str]) -> str:
        """One of its texts with values by English names; no value is looked into again.

        A line that holds only fields goes where all of them are empty; one that values make
        too long is wrapped.
        """
        lines = []
        for line in text.split("\n"):
            bare = _PART.sub(lambda part: "" if part[1] is not None else part[0], line)
            made = _PART.sub(lambda part: _value(part, values), line)
            if not bare.strip() and line.strip() and not made.strip():
                continue
            for one in made.split("\n"):
                lines += [one.rstrip()] if made == line or len(one) <= WIDTH else textwrap.wrap(
                    one, WIDTH, break_long_words=False, break_on_hyphens=False)
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _value(part: re.Match[str], values: Mapping[str, str]) -> str:
    if part[1] is None:
        return part[0][0]
    return values.get(_NAMES.get(part[1], ""), "")


class Templates:
    """All templates; reads the folder once, when it is needed."""

    def __init__(self, folder: str = "", *, fs: Files | None = None) -> None:
        """`folder` holds one's own templates; empty or missing: there are none."""
        self.folder = folder
        self._fs = fs or Files()

    @property
    def all(self) -> tuple[Template, ...]:
        """Shipped ones in their order, then one's own by code."""
        return self._read[0]

    @property
    def problems(self) -> tuple[StoreError, ...]:
        """Files that were left out, each with its reason: CatalogueError or FileError."""
        return self._read[1]

    def fitting(self, occasions: tuple[str, ...]) -> tuple[Template, ...]:
        """All, those for the occasions first, in the order the occasions are named."""
        ranks = {code: number for number, code in enumerate(occasions)}
        far = len(ranks)
        return tuple(sorted(self.all, key=lambda one: min(
            (ranks.get(code, far) for code in one.occasions), default=far)))

    def read_again(self) -> None:
        """Forget what was read of the folder."""
        self.__dict__.pop("_read", None)

    @cached_property
    def _read(self) -> tuple[tuple[Template, ...], tuple[StoreError, ...]]:
        problems: list[StoreError] = []
        own: dict[str, Template] = {}
        for path, text in own_files(self.folder, self._fs, problems):
            try:
                new = read_template(text, path)
                if new.code in own:
                    raise CatalogueError(path, 0, "twice", new.code)
                own[new.code] = new
            except StoreError as error:
                problems.append(error)
        found = {one.code: one for one in shipped_templates()} | own
        return tuple(found.values()), tuple(problems)


@cache
def shipped_templates() -> tuple[Template, ...]:
    """The templates that come with the program, read once."""
    found = []
    for code in SHIPPED_TEMPLATES:
        path = f"templates/{code}.toml"
        with open(os.path.join(os.path.dirname(__file__), "..", "data", path), "rb") as source:
            found.append(read_template(source.read().decode(), path))
    return tuple(found)


def read_template(text: str, path: str) -> Template:
    """A template from TOML. path is only named in errors.

    Raises CatalogueError as the other files of one's own, and "no_field" with the name, a bar
    and the fields there are, "brace" for a brace that belongs to none.
    """
    data = parsed(text, path)
    return _Reader(path, text).template(Table(data, 1, text.count("\n") + 2))


class _Reader(Reader):
    """Turns parsed TOML into a template."""

    __slots__ = ()

    def template(self, table: Table) -> Template:
        self.known(table, _KEYS)
        listed = (self.items(table, "occasions", MOST_OCCASIONS)
                  if "occasions" in table.values else [])
        return Template(
            code=self.code(table, CODE), kind=self.word(table, "kind", LetterKind),
            title=self.said(table, "title"),
            occasions=tuple(self.line(table, "occasions", one) for one in listed),
            text=self._texts(table))

    def _texts(self, table: Table) -> Text:
        """Both languages; one alone stands for the other."""
        value = self.inner(table, "text", self.value(table, "text"))
        for name in value:
            if name not in ("de", "en"):
                raise self.error(table, name, "key_unknown", clean_line(f"text.{name}"))
        german, english = (self._text(table, name, value.get(name, "")) for name in ("de", "en"))
        if not german and not english:
            raise self.error(table, "text", "empty")
        return Text(de=german or english, en=english or german)

    def _text(self, table: Table, language: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.error(table, language, "wrong_type", f"text.{language}")
        if len(value) > LONGEST_TEMPLATE:
            raise self.error(table, language, "too_long", f"text.{language}")
        for part in _PART.finditer(value):
            if part[1] is None and part[0] in ("{", "}"):
                raise self._fault(table, language, "brace", part[0], part[0])
            if part[1] is not None and part[1] not in _NAMES:
                known = LETTER_FIELDS.values() if language == "de" else LETTER_FIELDS
                raise self._fault(table, language, "no_field", part[0],
                                  clean_line(part[0])[:60] + "|" + ", ".join(known))
        return clean(value).strip("\n")

    def _fault(self, table: Table, language: str, code: str, part: str,
               detail: str) -> CatalogueError:
        """At the first line of the text that holds the part."""
        error = self.error(table, language, code, detail)
        lines = self.source.split("\n")[error.line - 1:]
        error.line += next((n for n, one in enumerate(lines) if part in one), 0)
        return error
