"""Changes of single fields between two states of a record, as plain JSON values.

A path is a tuple of steps: the name of a key, or "id=17" for the item of a list whose "id"
is 17. None stands for what is not there.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from typing import Any

Path = tuple[str, ...]
FieldChange = tuple[Path, Any, Any]
"""Path, old and new value."""

_NAMES = ("id", "day", "criterion", "first")
"""Keys by which items of a list are told from each other, the best first."""


def diff(old: Any, new: Any) -> list[FieldChange]:
    """What to change in `old` to get `new`; exact in both directions."""
    return _diff((), old, new)


def _diff(path: Path, old: Any, new: Any) -> list[FieldChange]:
    if old == new:
        return []
    found: list[FieldChange] | None = None
    if isinstance(old, dict) and isinstance(new, dict):
        found = [
            change for key in (*old, *(k for k in new if k not in old))
            for change in _diff((*path, key), old.get(key), new.get(key))
        ]
    elif isinstance(old, list) and isinstance(new, list):
        found = _diff_lists(path, old, new)
    whole: FieldChange = (path, old, new)
    if found is None or not _exact(path, old, new, found):
        return [whole]
    return found


def _diff_lists(path: Path, old: list[Any], new: list[Any]) -> list[FieldChange] | None:
    for name in _NAMES:
        before, after = _by_key(old, name), _by_key(new, name)
        if before is not None and after is not None:
            return [
                change for key in (*before, *(k for k in after if k not in before))
                for change in _diff((*path, f"{name}={key}"), before.get(key), after.get(key))
            ]
    return None


def _by_key(items: list[Any], name: str) -> dict[str, Any] | None:
    keys = [item.get(name) if isinstance(item, dict) else None for item in items]
    if not all(isinstance(key, str) for key in keys) or len(set(keys)) != len(keys):
        return None
    return dict(zip(map(str, keys), items, strict=True))


def _exact(path: Path, old: Any, new: Any, found: list[FieldChange]) -> bool:
    """True if the changes lead from one to the other and back, the order of lists kept."""
    inner = [(change[0][len(path):], change[1], change[2]) for change in found]
    return bool(
        apply(old, inner) == new and apply(new, backwards(inner)) == old
    )


def backwards(changes: Iterable[FieldChange]) -> list[FieldChange]:
    """The changes that take changes back."""
    return [(path, new, old) for path, old, new in changes]


def value_at(record: Any, path: Sequence[str]) -> Any:
    """What stands at a path; None for nothing."""
    for step in path:
        if isinstance(record, list):
            record = next((item for item in record if _is(item, step)), None)
        elif isinstance(record, dict):
            record = record.get(step)
        else:
            return None
    return record


def apply(record: Any, changes: Iterable[FieldChange]) -> Any:
    """A record with each path set to its new value. Raises KeyError for a lost parent."""
    changed = copy.deepcopy(record)
    for path, _, new in changes:
        if not path:
            changed = copy.deepcopy(new)
            continue
        parent = value_at(changed, path[:-1])
        _set(parent, path[-1], copy.deepcopy(new))
    return changed


def _set(parent: Any, step: str, value: Any) -> None:
    if isinstance(parent, list):
        place = next((n for n, item in enumerate(parent) if _is(item, step)), len(parent))
        parent[place:place + 1] = [] if value is None else [value]
    elif not isinstance(parent, dict):
        raise KeyError(step)
    elif value is None:
        parent.pop(step, None)
    else:
        parent[step] = value


def _is(item: Any, step: str) -> bool:
    name, _, key = step.partition("=")
    return isinstance(item, dict) and item.get(name) == key
