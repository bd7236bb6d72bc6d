"""The user's settings: one table that is default, check and documentation."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Literal

from store.errors import CatalogueError, FileError
from store.events.leads import CLASSES, LONGEST, STANDARD_DAYS
from store.persistence.fs import Files
from store.persistence.texts import read_text, write_new
from store.text import clean_line
from store.value.abc import ClassBasis, Classing, Period
from store.value.capacity import Capacity
from store.value.care import CARE, CarePlan
from store.value.clv import Assumptions

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
    Setting(name="class_basis", default="revenue", choices=("revenue", "margin")),
    Setting(name="class_period", default="rolling", choices=("rolling", "calendar")),
    Setting(name="class_a", default=80, least=1, most=98),
    Setting(name="class_b", default=95, least=2, most=99),
    Setting(name="vacation_days", default=25, most=366),
    Setting(name="sick_days", default=8, most=366),
    Setting(name="training_days", default=6, most=366),
    Setting(name="day_minutes", default=480, most=1_440),
    Setting(name="active_share", default=60, most=100),
    Setting(name="reserve", default=20, most=100),
    Setting(name="visits_a", default=12, most=254),
    Setting(name="visit_minutes_a", default=180, most=1_440),
    Setting(name="calls_a", default=24, most=250),
    Setting(name="visits_b", default=4, most=254),
    Setting(name="visit_minutes_b", default=150, most=1_440),
    Setting(name="calls_b", default=12, most=250),
    Setting(name="visits_c", default=1, most=254),
    Setting(name="visit_minutes_c", default=120, most=1_440),
    Setting(name="calls_c", default=4, most=250),
    Setting(name="visits_n", default=6, most=254),
    Setting(name="visit_minutes_n", default=150, most=1_440),
    Setting(name="calls_n", default=12, most=250),
    Setting(name="retention", default=80, most=100),
    Setting(name="discount", default=8, most=100),
    Setting(name="clv_years", default=5, least=1, most=50),
    Setting(name="acquisition_cost", default=0, most=1_000_000_000),
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
    class_basis: Literal["revenue", "margin"] = "revenue"
    """What classes are computed from (domain.md 4.1)."""
    class_period: Literal["rolling", "calendar"] = "rolling"
    """The last twelve months, or the last full calendar year."""
    class_a: int = 80
    """Per cent of the total up to which a customer is an A; below class_b."""
    class_b: int = 95
    """Per cent of the total up to which a customer is a B."""
    vacation_days: int = 25
    """Working days a year, as the two below (domain.md 4.7)."""
    sick_days: int = 8
    training_days: int = 6
    day_minutes: int = 480
    """Minutes of a working day."""
    active_share: int = 60
    """Per cent of the working time that is with or for customers."""
    reserve: int = 20
    """Per cent of that time which is not planned."""
    visits_a: int = 12
    """Planned for each A customer a year; below for B, C and new ones (domain.md 4.7)."""
    visit_minutes_a: int = 180
    """One visit with travel and preparation."""
    calls_a: int = 24
    visits_b: int = 4
    visit_minutes_b: int = 150
    calls_b: int = 12
    visits_c: int = 1
    visit_minutes_c: int = 120
    calls_c: int = 4
    visits_n: int = 6
    visit_minutes_n: int = 150
    calls_n: int = 12
    retention: int = 80
    """Per cent of the customers who stay each year (domain.md 4.5)."""
    discount: int = 8
    """Per cent a year by which later money counts less."""
    clv_years: int = 5
    """Years that are looked ahead."""
    acquisition_cost: int = 0
    """What winning a customer costs once, cents."""
    lead: Lead = ()
    """Days of preparation by kind, and by class and kind, where they are not those of
    domain.md 6."""

    @property
    def classing(self) -> Classing:
        """How classes are computed."""
        return Classing(basis=ClassBasis(self.class_basis), period=Period(self.class_period),
                        a=self.class_a, b=self.class_b)

    @property
    def clv(self) -> Assumptions:
        """What estimates of years to come rest on (domain.md 4.5)."""
        return Assumptions(retention=self.retention, discount=self.discount,
                           years=self.clv_years, cost=self.acquisition_cost)

    @property
    def care(self) -> Mapping[str, CarePlan]:
        """The care plan of each class."""
        return {
            letter: CarePlan(
                visits=getattr(self, f"visits_{letter.lower()}"),
                visit_hours=Fraction(getattr(self, f"visit_minutes_{letter.lower()}"), 60),
                calls=getattr(self, f"calls_{letter.lower()}"))
            for letter in CARE
        }

    @property
    def capacity(self) -> Capacity:
        """What a year of one person is made of."""
        return Capacity(
            vacation=self.vacation_days, sickness=self.sick_days, training=self.training_days,
            day_minutes=self.day_minutes, active=self.active_share, reserve=self.reserve)

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

    Raises CatalogueError with the line and the code: syntax, unknown, type, choice,
    range or borders (detail: the name of the setting); FileError if the file cannot be read.
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
    if settings.class_a >= settings.class_b:
        name = "class_b" if "class_b" in found else "class_a"
        raise CatalogueError(path=path, line=_line_of(text, [name]), code="borders", detail=name)
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
