"""The user's settings: one table that is default, check and documentation."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from store.errors import CatalogueError, FileError
from store.events.leads import CLASSES, LONGEST, STANDARD_DAYS
from store.persistence.fs import Files
from store.persistence.texts import read_text, write_new
from store.text import clean_line

FILE = "settings.toml"

Lead = tuple[tuple[str, str, int], ...]
"""Days of preparation as in Leads: kind, class or "", days."""
Value = str | bool | int | Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting; its name is its key in settings.toml."""

    name: str
    default: Value
    choices: tuple[str, ...] = ()
    """Allowed texts; empty: any text of one line, or true and false. Of a table: its names."""
    least: int = 0
    most: int = 0
    """Range of a whole number, both ends allowed."""


SETTINGS = (
    Setting(name="lang", default="", choices=("", "de", "en")),
    Setting(name="region", default="AT", choices=("AT", "BY", "DE")),
    Setting(name="ascii", default=False),
    Setting(name="theme", default=""),
    Setting(name="mouse", default=True),
    Setting(name="author", default=""),
    Setting(name="first_hints", default=True),
    Setting(name="hourly_rate", default=18_841, most=1_000_000),
    Setting(name="lead", default=(), choices=tuple(STANDARD_DAYS), most=LONGEST),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings with their values; the defaults are those of SETTINGS."""

    lang: Literal["", "de", "en"] = ""
    """Language of the words; empty: from the environment."""
    region: Literal["AT", "BY", "DE"] = "AT"
    """Holidays and formats where no address tells otherwise."""
    ascii: bool = False
    """Draw with plain ASCII signs only."""
    theme: str = ""
    """Name of a theme; empty: the one that suits the terminal."""
    mouse: bool = True
    author: str = ""
    """Who signs activities and ratings; empty: the login name."""
    first_hints: bool = True
    """Show the hints of the first days."""
    hourly_rate: int = 18_841
    """What an hour costs, cents (domain.md 4.2); 0: not known, no costs are shown."""
    lead: Lead = ()
    """Days of preparation by kind, and by class and kind, where they are not those of
    domain.md 6."""

    def with_value(self, name: str, value: Value) -> Settings:
        """The settings with one of them changed. Raises ValueError with the code."""
        setting = next((s for s in SETTINGS if s.name == name), None)
        if setting is None:
            raise ValueError("unknown")
        if type(value) is not type(setting.default):
            raise ValueError("type")
        if isinstance(value, str):
            value = clean_line(value)
            if setting.choices and value not in setting.choices:
                raise ValueError("choice")
        elif isinstance(value, tuple):
            value = _checked(value, setting)
        elif not isinstance(value, bool) and not setting.least <= value <= setting.most:
            raise ValueError("range")
        changed: Mapping[str, Value] = {name: value}
        return replace(self, **changed)  # type: ignore[arg-type]


def _checked(lead: Lead, setting: Setting) -> Lead:
    for kind, letter, days in lead:
        inner = (letter, kind) if letter else (kind,)
        if letter and letter not in CLASSES:
            raise ValueError("unknown", letter)
        if kind not in setting.choices:
            raise ValueError("unknown", *inner)
        if type(days) is not int:
            raise ValueError("type", *inner)
        if not setting.least <= days <= setting.most:
            raise ValueError("range", *inner)
    return tuple(sorted(lead))


def _lead(found: object) -> Lead:
    """The table [lead]: a number for each kind, or a table of them for a class."""
    if not isinstance(found, dict):
        raise ValueError("type")
    own: list[tuple[str, str, int]] = []
    for name, value in found.items():
        pairs = value.items() if isinstance(value, dict) else [(name, value)]
        own += ((kind, name if isinstance(value, dict) else "", days) for kind, days in pairs)
    return tuple(own)


def load_settings(folder: str | os.PathLike[str], *, fs: Files | None = None) -> Settings:
    """Settings from settings.toml in a folder; the defaults where there is none.

    Raises CatalogueError with the line and the code: syntax, unknown, type, choice or
    range (detail: the name of the setting); FileError if the file cannot be read.
    """
    path = os.path.join(folder, FILE)
    try:
        text = read_text(path, fs=fs)
    except FileError as error:
        if error.code != "missing":
            raise
        return Settings()
    return read_settings(text, path)


def read_settings(text: str, path: str = FILE) -> Settings:
    """Settings from the text of a file. Raises CatalogueError."""
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CatalogueError(
            path=path, line=_syntax_line(str(error), text), code="syntax", detail=str(error)
        ) from error
    settings = Settings()
    for name, value in found.items():
        try:
            settings = settings.with_value(name, _lead(value) if name == "lead" else value)
        except ValueError as error:
            code, *inner = error.args
            raise CatalogueError(
                path=path, line=_line_of(text, [name, *inner]), code=str(code),
                detail=".".join([name, *inner])
            ) from error
    return settings


def save_settings(
    folder: str | os.PathLike[str], settings: Settings, *, fs: Files | None = None
) -> None:
    """Write settings.toml into a folder, which is made if missing. Raises FileError."""
    write_new(
        os.path.join(folder, FILE), settings_text(settings), overwrite=True, fs=fs
    )


def settings_text(settings: Settings) -> str:
    """The file's text: what differs from the default, one line each."""
    lines = []
    for field in fields(settings):
        value = getattr(settings, field.name)
        if value != field.default and field.name != "lead":
            lines.append(f"{field.name} = {_toml(value)}\n")
    letter = None
    for kind, its, days in sorted(settings.lead, key=lambda one: (one[1], one[0])):
        if its != letter:
            lines.append(f"[lead.{its}]\n" if its else "[lead]\n")
            letter = its
        lines.append(f"{kind} = {days}\n")
    return "".join(lines)


def _toml(value: str | bool | int) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _line(text: str, name: str) -> int:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip().strip("[").partition("=")[0].strip(" \"']\t\r").startswith(name):
            return number
    return 0


def _line_of(text: str, names: Sequence[str]) -> int:
    """The line of a key in a table: [lead.A] and in it birthday; that of the table, if it is
    written otherwise."""
    if len(names) == 1:
        return _line(text, names[0])
    table = _line(text, ".".join(names[:2])) or _line(text, names[0])
    below = text.split("\n", table)[-1] if table else ""
    found = _line(below, names[-1])
    return table + found if found else table


def _syntax_line(message: str, text: str) -> int:
    """tomllib names the line in its message, or the end of the document."""
    words = message.partition("(at line ")[2].partition(",")[0]
    if words.isdecimal():
        return int(words)
    return text.count("\n") + 1 if "end of document" in message else 0
