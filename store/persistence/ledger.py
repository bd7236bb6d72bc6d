"""Who was erased, as hashes: kept beside the data file and in its `_meta`.

Beside it, so that an old data file put back in its place is noticed; in `_meta`, so that
opening need not look through the records of a file that knows of every erasure. An erasure
under way stands here too, so that it can be finished after a crash.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from store.errors import FileError
from store.persistence.datafile import DataFile, read_file, replace
from store.persistence.fs import Files
from store.persistence.strict import ERASED as ENDING
from store.privacy.erasure import Traces, digits

UNIQUE = 16
"""Characters from which an id of a person is one of its own in the whole world."""
Erased = tuple[tuple[str, str], ...]
"""Hash of an id, and the day (ISO) it was erased."""


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the file."""

    erased: Erased = ()
    salt: str = ""
    suppressed: Erased = ()
    """Hashes of mail addresses and phone numbers of people who objected to advertising and
    were erased (domain.md 7), and the day."""
    under_way: dict[str, Any] | None = None
    """Traces and kept texts of an erasure that has not ended yet."""


def digest(key: str) -> str:
    """The hash by which the id of a person or record is known again."""
    import hashlib  # 0.3 MB that opening does without

    return hashlib.sha256(key.encode()).hexdigest()


def known(prospect: str, contact: str) -> str:
    """The hash of a person, or of a whole record; short ids are those of one record only."""
    key = contact or prospect
    return digest(key if not contact or len(key) >= UNIQUE else f"{prospect}/{contact}")


def of_meta(meta: Mapping[str, Any]) -> Erased:
    """The erasures that a snapshot knows of."""
    try:
        return msgspec.convert(meta.get("erased", ()), Erased)
    except msgspec.ValidationError:
        return ()


def joined(*parts: Erased) -> Erased:
    """All of them, each once, by day."""
    found = {key: day for part in parts for key, day in part}
    return tuple(sorted(found.items(), key=lambda item: (item[1], item[0])))


def read(fs: Files, data: str) -> Ledger:
    """The ledger of a data file; an empty one if there is none. Raises FileError."""
    path = data + ENDING
    try:
        return msgspec.json.decode(read_file(fs, path)[0], type=Ledger)
    except msgspec.DecodeError as error:
        raise FileError(path=path, code="damaged") from error
    except FileError as error:
        if error.code != "missing":
            raise
        return Ledger()


def write(fs: Files, data: str, ledger: Ledger) -> None:
    """Put a ledger in place, under the lock: a save sweeps temporary files. Raises FileError."""
    plain = msgspec.to_builtins(ledger)
    with DataFile(data, fs=fs).lock.held():
        replace(fs, data + ENDING, json.dumps(plain, separators=(",", ":")).encode("ascii"))


def waiting(fs: Files, data: str, meta: Mapping[str, Any]) -> bool:
    """True if an erasure must be ended, or done again in a data file that knows nothing of it.

    Costs one failing call where nobody was ever erased. Never an error.
    """
    try:
        ledger = read(fs, data)
    except FileError:
        return False
    return untold(ledger, meta)


def untold(ledger: Ledger, meta: Mapping[str, Any]) -> bool:
    """True if a ledger knows more than the `_meta` of a data file."""
    told = {key for key, _ in of_meta(meta)}
    return ledger.under_way is not None or any(key not in told for key, _ in ledger.erased)


def begun(ledger: Ledger, traces: Traces, kept: Iterable[str], before: Erased, day: str) -> Ledger:
    """The ledger once an erasure has begun."""
    ids = {known(home, key) for home in traces.homes for key in traces.contacts}
    ids |= {known(traces.prospect, "")} if traces.whole else set()
    erased = joined(before, ledger.erased, tuple((key, day) for key in sorted(ids)))
    salt = ledger.salt or os.urandom(16).hex()
    reached = (*traces.mails, *traces.phones) if traces.objected else ()
    hashes = tuple((_salted(salt, value), day) for value in reached)
    return Ledger(
        erased=erased, salt=salt, suppressed=joined(ledger.suppressed, hashes),
        under_way={**msgspec.to_builtins(traces), "kept": sorted(kept)},
    )


def under_way(ledger: Ledger) -> tuple[Traces, tuple[str, ...]] | None:
    """What the erasure under way is about. None if there is none, or it cannot be read."""
    if ledger.under_way is None:
        return None
    plain = dict(ledger.under_way)
    try:
        kept = msgspec.convert(plain.pop("kept", ()), tuple[str, ...])
        return msgspec.convert(plain, Traces), kept
    except msgspec.ValidationError:
        return None


def suppressed(data: str | os.PathLike[str], mail: str, phone: str = "", *,
               fs: Files | None = None) -> str:
    """The day (ISO) since which an address must not be approached; empty if it may be.

    Raises FileError.
    """
    ask = suppression(data, fs=fs)
    return ask(mail) or ask(phone)


def suppression(
    data: str | os.PathLike[str], *, fs: Files | None = None
) -> Callable[[str], str]:
    """The same for many: what answers for one mail address or phone number after the other.

    For a book in memory (no path) nobody is. Raises FileError.
    """
    ledger = read(fs or Files(), os.path.realpath(data)) if os.fspath(data) else Ledger()
    found = dict(ledger.suppressed)

    def since(value: str) -> str:
        return found.get(_salted(ledger.salt, value), "") if found and value else ""

    return since


def _salted(salt: str, value: str) -> str:
    bare = value.casefold().strip() if "@" in value else digits(value)
    return digest(f"{salt}:{bare}")
