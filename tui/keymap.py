"""Which key runs which command where; the user's own keys; what does not fit."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from tui.commands import COMMANDS, Command, Place, by_id
from tui.texts import _

FORBIDDEN = frozenset(
    [*"ABCDFHOPQRS", "left_square_bracket"]
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
    return one is other or Place.ALWAYS in (one, other) or Place.CUSTOMERS in (one, other)


def read_keys(text: str) -> tuple[Keymap, tuple[KeyProblem, ...]]:
    """A keymap from keys.toml (`follow_up = "f"` or a list), and what was left out of it.

    A line that cannot be used leaves the shipped keys of its command as they are.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Keymap(), (KeyProblem("unreadable", "", str(error)),)
    own: dict[str, tuple[str, ...]] = {}
    problems: list[KeyProblem] = []
    known = {c.id: c for c in COMMANDS}
    for name, value in data.items():
        line = next((n for n, row in enumerate(text.split("\n"), 1)
                     if row.split("=")[0].strip().strip('"') == name), 0)
        keys = tuple(value) if isinstance(value, list) else (value,)
        if name not in known:
            problems.append(KeyProblem("unknown", name, line=line))
            continue
        if not keys or not all(isinstance(key, str) and key.strip() for key in keys):
            problems.append(KeyProblem("no_key", name, line=line))
            continue
        keys = tuple(name_of(key) for key in keys)
        if known[name].changes and (bad := [k for k in keys if k in FORBIDDEN]):
            problems.append(KeyProblem("forbidden", name, bad[0], line=line))
            continue
        if (clash := _clash(known[name], keys, own)) is not None:
            problems.append(KeyProblem("clash", name, *clash, line=line))
            continue
        own[name] = keys
    return Keymap(own), tuple(problems)


def _clash(command: Command, keys: tuple[str, ...],
           own: dict[str, tuple[str, ...]]) -> tuple[str, str] | None:
    for other in COMMANDS:
        if other.id != command.id and _overlap(command.where, other.where):
            for key in own.get(other.id, other.keys):
                if key in keys:
                    return key, other.id
    return None


_NAMES = {"/": "slash", "?": "question_mark", ":": "colon", ".": "full_stop", "+": "plus",
          "-": "minus", " ": "space", ",": "comma"}
_SHOWN = {name: sign for sign, name in _NAMES.items() if sign != " "}


def name_of(key: str) -> str:
    """Textual's name of a key as people write it: "/" is "slash"."""
    return _NAMES.get(key, " ".join(_NAMES.get(part, part) for part in key.split()) or "space")


def shown(key: str, names: dict[str, str]) -> str:
    """A key as people read it; names gives the words of the language ("pageup": "Bild auf")."""
    return " ".join(_SHOWN.get(part) or names.get(part) or part for part in key.split())


def explain_key(problem: KeyProblem) -> str:
    """What is wrong with a line of keys.toml, in one sentence."""
    sentence = {
        "unreadable": _("keys.toml cannot be read ({key}): the usual keys are used."),
        "unknown": _("keys.toml, line {line}: there is no command '{command}'."),
        "forbidden": _("keys.toml, line {line}: {key} cannot change data, slow lines produce it "
                       "by themselves; '{command}' keeps its key."),
        "clash": _("keys.toml, line {line}: {key} already belongs to '{other}'; '{command}' "
                   "keeps its key."),
        "no_key": _("keys.toml, line {line}: '{command}' needs a key in quotes."),
    }[problem.code]
    return sentence.format(line=problem.line, key=shown(problem.key, {}) or problem.key,
                           command=problem.command, other=problem.other)
