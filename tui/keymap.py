"""Which key runs which command where; the user's own keys; what does not fit."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tui.commands import COMMANDS, WITHOUT_CUSTOMERS, Command, Place, by_id
from tui.texts import _

FORBIDDEN = frozenset(
    [*"ABCDFHOPQRSZ", "left_square_bracket"]
    + [f"ctrl+{c}" for c in "abhijm"]
)
"""Keys that never arrive, or that a split arrow key leaves behind (interface.md 4)."""


@dataclass(frozen=True, slots=True)
class KeyProblem:
    """A line of keys.toml that cannot be used."""

    code: str
    """unreadable, unknown, forbidden, clash, no_key."""
    command: str
    key: str = ""
    other: str = ""
    line: int = 0


class Keymap:
    """Keys to commands by place; sequences such as "g l" start with a prefix key."""

    def __init__(self, own: dict[str, tuple[str, ...]] | None = None) -> None:
        self._own = own or {}
        self._table: dict[tuple[Place, str], Command] = {}
        self.prefixes: set[str] = set()
        for command in COMMANDS:
            for key in self.keys(command):
                self._table.setdefault((command.where, key), command)
                if " " in key:
                    self.prefixes.add(key.split()[0])

    def keys(self, command: Command) -> tuple[str, ...]:
        """The keys of a command as configured."""
        return self._own.get(command.id, command.keys)

    def keys_of(self, command_id: str) -> str:
        """The first key of a command, as people read it."""
        return shown(self.keys(by_id(command_id))[0], {})

    def find(self, places: Iterable[Place], key: str) -> Command | None:
        """The command of a key; the first place that knows it wins."""
        for place in places:
            if (command := self._table.get((place, key))) is not None:
                return command
        return None

    def following(self, prefix: str) -> list[tuple[str, Command]]:
        """What can follow a prefix key: (second key, command)."""
        return [(key.split()[1], command) for (_place, key), command in self._table.items()
                if key.startswith(prefix + " ")]


def _overlap(one: Place, other: Place) -> bool:
    if Place.FORM in (one, other):
        return one is other
    if Place.CUSTOMERS in (one, other) and not {one, other} & WITHOUT_CUSTOMERS:
        return True
    return one is other or Place.ALWAYS in (one, other)


def read_keys(text: str) -> tuple[Keymap, tuple[KeyProblem, ...]]:
    """A keymap from keys.toml (`follow_up = "f"` or a list), and what was left out of it.

    A line that cannot be used leaves the shipped keys of its command as they are.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Keymap(), (KeyProblem("unreadable", "", line=_faulty_line(str(error), text)),)
    own: dict[str, tuple[str, ...]] = {}
    lines: dict[str, int] = {}
    problems: list[KeyProblem] = []
    known = {c.id: c for c in COMMANDS}
    for name, value in data.items():
        lines[name] = next((n for n, row in enumerate(text.split("\n"), 1)
                            if row.split("=")[0].strip(" \t\r\"'[]") == name), 0)
        keys = _keys_of(value)
        if name not in known:
            problems.append(KeyProblem("unknown", name, line=lines[name]))
        elif not keys:
            problems.append(KeyProblem("no_key", name, line=lines[name]))
        elif known[name].changes and (bad := [k for k in keys if k in FORBIDDEN]):
            problems.append(KeyProblem("forbidden", name, bad[0], line=lines[name]))
        else:
            own[name] = keys
    while (clash := _clash(own, known)) is not None:
        del own[clash.command]
        problems.append(replace(clash, line=lines[clash.command]))
    return Keymap(own), tuple(sorted(problems, key=lambda problem: problem.line))


def _faulty_line(message: str, text: str) -> int:
    """tomllib names the line in its message, or the end of the document."""
    number = message.partition("(at line ")[2].partition(",")[0]
    return int(number) if number.isdecimal() else text.rstrip("\n").count("\n") + 1


def _keys_of(value: object) -> tuple[str, ...]:
    """The keys of a line; none if it holds anything else."""
    values = value if isinstance(value, list) else [value]
    keys = tuple(name_of(key) for key in values if isinstance(key, str) and key)
    return keys if len(keys) == len(values) else ()


def _clash(own: dict[str, tuple[str, ...]], known: dict[str, Command]) -> KeyProblem | None:
    """The last own line whose key somebody else has, when all lines are taken together.

    Only then can two commands change their keys. A key that begins a sequence clashes
    with the sequence.
    """
    for name in reversed(own):
        command = known[name]
        for other in COMMANDS:
            if other.id == name or not _overlap(command.where, other.where):
                continue
            for key in own[name]:
                for taken in own.get(other.id, other.keys):
                    if key == taken or taken.startswith(key + " ") or key.startswith(taken + " "):
                        return KeyProblem("clash", name, key, other.id)
    return None


_NAMES = {"/": "slash", "+": "plus", "-": "minus", " ": "space", "@": "at", "_": "underscore",
          "\\": "backslash"}
"""Where Textual's name of a sign is not that of Unicode."""
_SHOWN = {name: sign for sign, name in _NAMES.items() if sign != " "}


def name_of(key: str) -> str:
    """Textual's name of a key as people write it: "/" is "slash"."""
    return " ".join(_named(part) for part in key.split()) or "space"


def _named(part: str) -> str:
    if part in _NAMES or len(part) != 1 or part.isalnum():
        return _NAMES.get(part, part)
    return unicodedata.name(part, part).lower().replace(" ", "_").replace("-", "_")


def shown(key: str, names: dict[str, str]) -> str:
    """A key as people read it; names gives the words of the language ("pageup": "Bild auf")."""
    return " ".join(_SHOWN.get(part) or names.get(part) or _sign(part) for part in key.split())


def _sign(part: str) -> str:
    try:
        sign = unicodedata.lookup(part.replace("_", " "))
    except KeyError:
        return part
    return sign if sign.isprintable() and not sign.isspace() else part


def explain_key(problem: KeyProblem) -> str:
    """What is wrong with a line of keys.toml, in one sentence."""
    sentence = {
        "unreadable": _("keys.toml, line {line}, is no valid TOML: the usual keys are used."),
        "unknown": _("keys.toml, line {line}: there is no command '{command}'."),
        "forbidden": _("keys.toml, line {line}: {key} cannot change data, slow lines produce it "
                       "by themselves; '{command}' keeps its key."),
        "clash": _("keys.toml, line {line}: {key} already belongs to '{other}'; '{command}' "
                   "keeps its key."),
        "no_key": _("keys.toml, line {line}: '{command}' needs a key in quotes."),
    }[problem.code]
    return sentence.format(line=problem.line, key=shown(problem.key, {}) or problem.key,
                           command=problem.command, other=problem.other)
