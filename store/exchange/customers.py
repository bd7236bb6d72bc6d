"""Who on file a row of an export is about: by customer number, then by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from store.exchange.names import key, loose_key
from store.row import Row

_SHOWN = 3


@dataclass
class NotMatched(Exception):
    """No customer, or more than one.

    Codes: nobody, several (value: their names), other_number (value: whose name it is, and
    the number on file), no_customer (the row names nobody).
    """

    code: str
    value: str


class Customers:
    """The customers on file by number and name; archived ones too, as their past counts."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._numbers: dict[str, list[Row]] = {}
        self._names: dict[str, list[Row]] = {}
        self._loose: dict[str, list[Row]] = {}
        for row in rows:
            if row.number:
                self._numbers.setdefault(_number(row.number), []).append(row)
            for index, name in ((self._names, key(row.name)), (self._loose, loose_key(row.name)),
                                (self._loose, loose_key(row.short))):
                if name:
                    found = index.setdefault(name, [])
                    if row not in found[-1:]:
                        found.append(row)

    def find(self, number: str, name: str) -> Row:
        """The customer with that number, else of that name, case, accents and legal form aside.

        Raises NotMatched.
        """
        if number and (found := self._numbers.get(_number(number))):
            return _only(self._narrowed(found, name))
        if not name:
            raise NotMatched("nobody" if number else "no_customer", number)
        found = self._names.get(key(name)) or self._loose.get(loose_key(name)) or []
        if not found:
            raise NotMatched("nobody", f"{number} {name}".strip())
        row = _only(found)
        if number and row.number:
            raise NotMatched("other_number", f"{row.name}, {row.number}")
        return row

    def _narrowed(self, found: list[Row], name: str) -> list[Row]:
        """Of several with one number those of that name."""
        if len(found) < 2 or not name:
            return found
        return [row for row in found if loose_key(row.name) == loose_key(name)] or found


def _number(text: str) -> str:
    """Leading zeros and case do not matter: spreadsheets drop zeros."""
    return text.casefold().lstrip("0") or text


def _only(found: list[Row]) -> Row:
    if len(found) > 1:
        raise NotMatched("several", ", ".join(row.name for row in found[:_SHOWN]))
    return found[0]
