"""Damaged copies of one store: cut, swapped, doubled, edited by hand, and worse (R7, T14)."""

from __future__ import annotations

import codecs
import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

from crashlab.books import PATH
from crashlab.flips import Sample

from store.persistence.journal import line, unwrap

LOG = PATH + ".journal"
Copy = dict[str, bytes]
CUTS, BLOCKS = 30, 16


def copies(store: Sample, other: Sample, old: Sample) -> dict[str, Copy]:
    """By name: the files of a damaged copy of `store`.

    `other` is another store, `old` has the same snapshot with fewer edits.
    """
    found: dict[str, Copy] = {}
    for name, files in (
        *_cuts(store), *_blocks(store), *_whole_files(store, other), *_encodings(store),
        *_lines(store), *_headers(store), *_edited(store), *_tables(store), *_older(store, old),
    ):
        assert name not in found, name
        found[name] = files
    return found


def _with(store: Sample, path: str, data: bytes) -> Copy:
    return {**store.files, path: data}


def _places(data: bytes, count: int) -> Iterator[int]:
    """Places in the data, no end of a line among them."""
    for n in range(1, count + 1):
        place = n * len(data) // (count + 1)
        yield place + (data[place - 1:place] == b"\n")


def _cuts(store: Sample) -> Iterator[tuple[str, Copy]]:
    for path in (PATH, LOG):
        data = store.files[path]
        for place in _places(data, CUTS):
            yield f"{path} cut at {place}", _with(store, path, data[:place])
            yield f"{path} begins at {place}", _with(store, path, data[place:])


def _blocks(store: Sample) -> Iterator[tuple[str, Copy]]:
    """Blocks of a disk that hold something else."""
    for path in (PATH, LOG):
        data = store.files[path]
        for size in (16, 512):
            for place in _places(data, BLOCKS):
                for what, junk in (("zeros", b"\0"), ("ones", b"\xff")):
                    block = junk * min(size, len(data) - place)
                    yield (
                        f"{path}: {size} {what} at {place}",
                        _with(store, path, data[:place] + block + data[place + len(block):]),
                    )


def _whole_files(store: Sample, other: Sample) -> Iterator[tuple[str, Copy]]:
    data, log = store.files[PATH], store.files[LOG]
    yield "swapped", {**store.files, PATH: log, LOG: data}
    yield "journal of another store", _with(store, LOG, other.files[LOG])
    yield "snapshot of another store", _with(store, PATH, other.files[PATH])
    junk = {
        "nothing": b"", "a blank": b" ", "null": b"null", "a list": b"[]", "an object": b"{}",
        "a number": b"1e999", "a text": b'"text"', "a table": b"Name;Ort\nMaier;Graz\n",
        "a page": b"<html></html>", "a program": b"\x7fELF" + bytes(64), "NULs": bytes(4096),
        "deep": b"[" * 100_000, "deep and closed": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        "half a pair": b'{"_meta": {"1": {"format": 1}}, "prospects": ',
        "our line alone": line(b'{"j":1}'),
    }
    for name, what in junk.items():
        yield f"snapshot is {name}", _with(store, PATH, what)
        if what:
            yield f"journal is {name}", _with(store, LOG, what)
    parts = {"snapshot": data, "journal": log, "other snapshot": other.files[PATH],
             "other journal": other.files[LOG]}
    for name, what in parts.items():
        yield f"snapshot and {name}", _with(store, PATH, data + what)
        yield f"journal and {name}", _with(store, LOG, log + what)
        yield f"{name} before the snapshot", _with(store, PATH, what + data)
        yield f"{name} before the journal", _with(store, LOG, what + log)


def _encodings(store: Sample) -> Iterator[tuple[str, Copy]]:
    """What editors and transfers make of a text."""
    changes: dict[str, Callable[[bytes], bytes]] = {
        "BOM": lambda d: codecs.BOM_UTF8 + d, "CRLF": lambda d: d.replace(b"\n", b"\r\n"),
        "CR": lambda d: d.replace(b"\n", b"\r"), "UTF-16": lambda d: d.decode().encode("utf-16"),
        "UTF-32": lambda d: d.decode().encode("utf-32"), "gzip": gzip.compress,
        "base64": lambda d: codecs.encode(d, "base64"), "capitals": bytes.upper,
        "NULs between": lambda d: b"\0".join(d[n:n + 1] for n in range(len(d))),
        "no quotes": lambda d: d.replace(b'"', b""), "one line": lambda d: d.replace(b"\n", b""),
        "blank lines": lambda d: d.replace(b"\n", b"\n\n"),
        "indented": lambda d: d.replace(b"\n", b"\n  "),
        "escapes gone": lambda d: d.replace(b":", b": "), "a tab": lambda d: b"\t" + d,
        "conflict marks": lambda d: b"<<<<<<< mine\n" + d + b"=======\n" + d + b">>>>>>> theirs\n",
    }
    for name, change in changes.items():
        yield f"snapshot {name}", _with(store, PATH, change(store.files[PATH]))
        yield f"journal {name}", _with(store, LOG, change(store.files[LOG]))


def _lines(store: Sample) -> Iterator[tuple[str, Copy]]:
    lines = store.files[LOG].splitlines(keepends=True)
    for n, text in enumerate(lines):
        before, behind = lines[:n], lines[n + 1:]
        yield f"line {n} doubled", _with(store, LOG, b"".join([*before, text, text, *behind]))
        yield f"line {n} spoilt", _with(store, LOG, b"".join([*before, b"x" + text, *behind]))
        if behind:
            yield f"line {n} gone", _with(store, LOG, b"".join([*before, *behind]))
            yield (
                f"line {n} after the next",
                _with(store, LOG, b"".join([*before, behind[0], text, *behind[1:]])),
            )
    yield "lines turned round", _with(store, LOG, b"".join(reversed(lines)))


def _headers(store: Sample) -> Iterator[tuple[str, Copy]]:
    """Journals with other first lines, and lines that were never written by a program."""
    first, *rest = store.files[LOG].splitlines(keepends=True)
    header = json.loads(unwrap(first[:-1]) or b"")
    for key, value in (
        ("j", 0), ("j", 99), ("j", "1"), ("store", "x"), ("store", 5), ("store", None),
        ("base", header["base"] + 1), ("base", header["base"] - 1), ("base", -1), ("base", 1e9),
        ("base", "0"),
    ):
        other = line(json.dumps({**header, key: value}).encode())
        if key != "j" or value != 0:
            yield f"header with {key} {value!r}", _with(store, LOG, other + b"".join(rest))
    wrong: tuple[tuple[str, Any], ...] = (
        ("seq", 99), ("seq", "1"), ("seq", None), ("set", []), ("set", {"prospects": []}),
        ("set", {"prospects": {"k0": {"id": "k0", "name": 5}}}),
        ("set", {"prospects": {"k0": "text"}}), ("t", 5), ("row", {"k0": 5}),
    )
    last = json.loads(unwrap(rest[-1][:-1]) or b"")
    for key, value in wrong:
        text = line(json.dumps({**last, key: value}).encode())
        yield f"last line with {key} {value!r}", _with(store, LOG, b"".join([first, *rest[:-1],
                                                                             text]))


_FIELDS: tuple[tuple[str, Any], ...] = (
    ("id", None), ("id", 5), ("id", ""), ("id", "k1"), ("name", None), ("name", 5),
    ("name", "von Hand"), ("name", ["x"]), ("name", "\ud800"), ("name", "\x1b]52;c;x\x07"),
    ("created", "gestern"), ("created", 20261121), ("created", "2026-02-30"),
    ("created", None), ("contacts", {}), ("contacts", [5]), ("contacts", [{"id": "1", "x": []}]),
    ("contacts", [{"last_name": "ohne Id"}]), ("tags", "x"), ("tags", [1]),
    ("notes", {"a": 1}), ("notes", "x" * 200_000), ("revenue", [{"revenue": "viel"}]),
    ("revenue", 1e400), ("stage", "unbekannt"), ("own_class", "Z"), ("archived", "ja"),
)


def _edited(store: Sample) -> Iterator[tuple[str, Copy]]:
    """One field of one record written by hand."""
    for key, value in _FIELDS:
        tables = json.loads(store.files[PATH])
        next(iter(tables["prospects"].values()))[key] = value
        yield f"record with {key} {str(value)[:20]!r}", _with(store, PATH, _dump(tables))
    doubled = store.files[PATH].replace(b'"name":', b'"name":"doppelt","name":', 1)
    yield "a key twice", _with(store, PATH, doubled)
    twice = store.files[PATH].replace(b'"prospects":', b'"prospects":{},"prospects":', 1)
    yield "a table twice", _with(store, PATH, twice)


_META: tuple[tuple[str, Any], ...] = (
    ("format", 0), ("format", "1"), ("format", None), ("format", 99), ("format", -1),
    ("min_writer", 99), ("min_writer", "x"), ("store", ""), ("store", 5), ("store", "x"),
    ("seq", -1), ("seq", 0), ("seq", 10**30), ("seq", "2"), ("seq", None), ("crc", "00000000"),
    ("crc", 5), ("records", 0), ("records", 99), ("made", "x"), ("rows", "x"), ("erased", 5),
    ("erased", [["x"]]),
)


def _tables(store: Sample) -> Iterator[tuple[str, Copy]]:
    """Tables that are not what they were."""
    for key, value in _META:
        tables = json.loads(store.files[PATH])
        tables["_meta"]["1"][key] = value
        yield f"meta with {key} {value!r}", _with(store, PATH, _dump(tables))
    for table in ("_meta", "rows", "prospects"):
        for name, value in (
            ("null", None), ("a list", []), ("a text", "x"), ("empty", {}), ("deep", {"1": {}}),
        ):
            tables = json.loads(store.files[PATH])
            tables[table] = value
            yield f"{table} is {name}", _with(store, PATH, _dump(tables))
        tables = json.loads(store.files[PATH])
        del tables[table]
        yield f"{table} is gone", _with(store, PATH, _dump(tables))
    tables = json.loads(store.files[PATH])
    rows = next(iter(tables["rows"].values()))
    rows["name"] = "eine andere"
    yield "a row with another name", _with(store, PATH, _dump(tables))
    for name in ("x", "-1", "1.5", "99999999999999999999"):
        tables = json.loads(store.files[PATH])
        tables["prospects"][name] = tables["prospects"].pop("1")
        yield f"number {name} of a record", _with(store, PATH, _dump(tables))


def _older(store: Sample, old: Sample) -> Iterator[tuple[str, Copy]]:
    """Files of different days: what one sync tool or a restored backup leaves."""
    yield "old snapshot, new journal", {**store.files, PATH: old.files[PATH]}


def _dump(tables: dict[str, Any]) -> bytes:
    return json.dumps(tables, separators=(",", ":")).encode()
