"""The user's settings: one table that is default, check and documentation."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Literal

from store.errors import CatalogueError, FileError
from store.persistence.fs import Files
from store.persistence.texts import read_text, write_new
from store.text import clean_line

FILE = "settings.toml"

Value = str | bool | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting; its name is its key in settings.toml."""

    name: str
    default: Value
    choices: tuple[str, ...] = ()
    """Allowed texts; empty: any text of one line, or true and false."""
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
        elif not isinstance(value, bool) and not setting.least <= value <= setting.most:
            raise ValueError("range")
        changed: Mapping[str, Value] = {name: value}
        return replace(self, **changed)  # type: ignore[arg-type]


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
            settings = settings.with_value(name, value)
        except ValueError as error:
            raise CatalogueError(
                path=path, line=_line(text, name), code=str(error), detail=name
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
        if value != field.default:
            lines.append(f"{field.name} = {_toml(value)}\n")
    return "".join(lines)


def _toml(value: Value) -> str:
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


def _syntax_line(message: str, text: str) -> int:
    """tomllib names the line in its message, or the end of the document."""
    words = message.partition("(at line ")[2].partition(",")[0]
    if words.isdecimal():
        return int(words)
    return text.count("\n") + 1 if "end of document" in message else 0
