"""The file's shape: whatever says the same is read, whatever does not is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store.errors import FileError
from store.persistence import formats, layout


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.json"


@pytest.fixture
def data(kit: SimpleNamespace, path: Path) -> bytes:
    with kit.open_book(path) as book:
        book.apply(kit.put(*(kit.prospect(k, n) for k, n in
                             (("a", "Müller"), ("b", "x\\y😀"), ("c", "{}")))))
    return path.read_bytes()


NAMES = {"a": "Müller", "b": "x\\y😀", "c": "{}"}


def test_the_shape(data: bytes) -> None:
    lines = data.decode("ascii").split("\n")
    assert lines[0].startswith('{"_meta":{"1":{"format":1,"min_writer":1,"store":"')
    assert '"}},"index":{"1":{"ids":["a","b","c"]' in lines[0]
    assert lines[1] == '"rows":{'
    assert lines[2].startswith('"1":{"id":"a"')
    assert lines[5:7] == ["},", '"prospects":{']
    assert lines[7] == '"1":{"id":"a","name":"M\\u00fcller","created":"2026-11-21"},'
    assert lines[9].startswith('"3":{"id":"c"')
    assert lines[10:] == ["}}", ""]
    snapshot = layout.read(data, "x")
    assert snapshot.fits
    assert (len(snapshot.lines), list(snapshot.lines)) == (3, ["a", "b", "c"])


def rewritten(
    change: Callable[[dict[str, Any]], None], **options: Any
) -> Callable[[bytes], bytes]:
    def change_file(data: bytes) -> bytes:
        tables = json.loads(data)
        change(tables)
        return json.dumps(tables, **options).encode()
    return change_file


SAME: dict[str, Callable[[bytes], bytes]] = {
    "untouched": lambda data: data,
    "pretty": rewritten(lambda tables: None, indent=2),
    "raw UTF-8": rewritten(lambda tables: None, ensure_ascii=False),
    "without rows": rewritten(lambda tables: tables.pop("rows")),
    "rows of nobody": rewritten(lambda tables: tables["rows"].clear()),
    "rows that are none": lambda data: data.replace(b'"place":""', b'"place":17'),
    "checksum changed": lambda data: data.replace(b'"crc":"', b'"crc":"z'),
    "checksum of another": lambda data: data[:data.find(b'"crc":"') + 7] + b"00000000"
    + data[data.find(b'"crc":"') + 15:],
    "id at the end": rewritten(lambda tables: [
        record.update(id=record.pop("id")) for record in tables["prospects"].values()
    ]),
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_another_shape_says_the_same(
    kit: SimpleNamespace, path: Path, data: bytes, change: Callable[[bytes], bytes]
) -> None:
    path.write_bytes(change(data))
    assert kit.names_on_disk(path) == NAMES
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("d", "neu")))
    assert kit.names_on_disk(path) == {**NAMES, "d": "neu"}
    assert layout.read(path.read_bytes(), "x").fits


def with_checksum(data: bytes) -> bytes:
    """A file made by somebody who knows how the checksum is made."""
    digits = data.find(b'"crc":"') + 7
    return data[:digits] + layout.checksum(data[:digits], data[digits + 8:]) + data[digits + 8:]


@pytest.mark.parametrize(("old", "new"), [
    (b'"place":""', b'"place":17'),
    (b'"rows":{"1"', b'"rows":{"x"'),
    (b'"records":3', b'"records":4'),
    (b'"records":3', b'"records":3,"records":3'),
], ids=["row", "document", "count", "doubled key"])
def test_a_checksum_alone_is_not_believed(
    kit: SimpleNamespace, path: Path, data: bytes, old: bytes, new: bytes
) -> None:
    path.write_bytes(with_checksum(data.replace(old, new, 1)))
    if new.count(b"records") == 2:
        with pytest.raises(FileError):
            kit.names_on_disk(path)
    else:
        assert kit.names_on_disk(path) == NAMES


def test_a_row_that_is_not_as_written_is_made_of_its_record(
    kit: SimpleNamespace, path: Path, data: bytes
) -> None:
    path.write_bytes(with_checksum(data.replace(b'"2":{"id":"b"', b'"2":{"id":"x"', 1)))
    assert kit.names_on_disk(path) == NAMES


def test_a_record_that_is_not_as_written_is_refused_with_its_place(
    kit: SimpleNamespace, path: Path, data: bytes
) -> None:
    path.write_bytes(with_checksum(data[::-1].replace(b'"b":"di"', b'"x":"di"', 1)[::-1]))
    with kit.open_book(path, read_only=True) as book, pytest.raises(FileError) as raised:
        book.get("b")
    assert (raised.value.code, raised.value.detail) == ("damaged", "prospects/2")


@pytest.mark.parametrize(("change", "code", "detail"), [
    (lambda d: b"", "damaged", ""),
    (lambda d: d[:-3], "damaged", ""),
    (lambda d: d[:1000], "damaged", ""),
    (lambda d: b"\x89PNG", "not_json", ""),
    (lambda d: b"[" * 100_000, "not_json", ""),
    (lambda d: b"[]", "not_ours", ""),
    (lambda d: b"17", "not_ours", ""),
    (lambda d: b'{"_default": {"1": {"a": 1}}}', "not_ours", ""),
    (lambda d: b'{"_meta": {"1": []}}', "not_ours", ""),
    (lambda d: d.replace(b'"seq":1', b'"seq":NaN'), "damaged", ""),
    (lambda d: d.replace(b'"format":1', b'"format":"1"'), "damaged", "_meta/1"),
    (lambda d: d.replace(b'"min_writer":1', b'"min_writer":2'), "newer", "1"),
    (rewritten(lambda t: t.update(prospects=[])), "damaged", "prospects"),
    (rewritten(lambda t: t["prospects"].update({"0": {"id": "z"}})), "damaged", "prospects/0/id"),
    (rewritten(lambda t: t["prospects"].update({"x": {"id": "z"}})), "damaged", "prospects/x/id"),
    (rewritten(lambda t: t["prospects"].update({"4": {"id": "a"}})), "damaged", "prospects/4/id"),
    (rewritten(lambda t: t["prospects"].update({"4": []})), "damaged", "prospects/4/id"),
    (rewritten(lambda t: t["prospects"]["2"].update(tags=7)), "damaged", "prospects/2/tags"),
], ids=lambda value: value if isinstance(value, str) else "change")
def test_what_cannot_be_read_is_refused_with_its_place(
    kit: SimpleNamespace, path: Path, data: bytes, change: Callable[[bytes], bytes],
    code: str, detail: str,
) -> None:
    path.write_bytes(change(data))
    with pytest.raises(FileError) as raised:
        kit.open_book(path)
    assert (raised.value.path, raised.value.code, raised.value.detail) == (
        str(path), code, detail
    )


def test_a_file_cut_to_its_half_is_damaged(kit: SimpleNamespace, tmp_path: Path) -> None:
    halves = 0
    for number in range(1, 3):
        path = tmp_path / f"{number}.json"
        with kit.open_book(path) as book:
            book.apply(kit.put(*(kit.prospect(key, "x", web="y" * number) for key in "abc")))
        data = path.read_bytes()
        halves += len(data) % 2 == 0
        # What was written behind the first line is more than is left of all.
        assert json.loads(data)["_meta"]["1"]["rest"] > len(data) // 2
        with pytest.raises(FileError) as caught:
            layout.read(data[:len(data) // 2], "x")
        assert caught.value.code in ("not_json", "damaged")
    assert halves


def test_a_newer_format_is_read_only(kit: SimpleNamespace, path: Path, data: bytes) -> None:
    path.write_bytes(data.replace(b'"format":1', b'"format":2'))
    with kit.open_book(path) as book:
        assert (book.read_only, book.state.error.code) == (True, "newer")
        with pytest.raises(FileError) as raised:
            book.apply(kit.put(kit.prospect("d")))
        assert raised.value.code == "newer"
        assert book.get("a").name == "Müller"


def test_tables_and_meta_of_others_are_kept(
    kit: SimpleNamespace, path: Path, data: bytes
) -> None:
    def add(tables: dict[str, Any]) -> None:
        tables["_default"] = {"1": {"x": "ä"}}
        tables["notes"] = {}
        tables["_meta"]["1"]["later"] = [1]

    path.write_bytes(rewritten(add)(data))
    for key in "de":
        with kit.open_book(path) as book:
            book.apply(kit.put(kit.prospect(key)))
        tables = json.loads(path.read_bytes())
        assert (tables["_default"], tables["notes"]) == ({"1": {"x": "ä"}}, {})
        assert tables["_meta"]["1"]["later"] == [1]
        assert layout.read(path.read_bytes(), "x").fits
    assert kit.names_on_disk(path).keys() == set("abcde")


def test_unknown_keys_of_a_record_survive_an_edit_and_an_undone_removal(
    kit: SimpleNamespace, path: Path, data: bytes
) -> None:
    path.write_bytes(rewritten(lambda t: t["prospects"]["1"].update(later={"x": 1}))(data))
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("a", "Neu")))
        book.flush(10)
        book.apply(kit.put(kit.prospect("b", "Neu")))
        book.apply(layout_edit(removed=("a",)))
        book.flush(10)
        book.undo()
    record = next(
        r for r in json.loads(path.read_bytes())["prospects"].values() if r["id"] == "a"
    )
    assert (record["name"], record["later"]) == ("Neu", {"x": 1})


def layout_edit(**parts: Any) -> Any:
    from store.edit import Edit

    return Edit(label="x", **parts)


def test_every_changed_byte_is_noticed(data: bytes) -> None:
    whole = formats.parse(data)["prospects"]
    for place in range(0, len(data), 7):
        flipped = data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]
        try:
            snapshot = layout.read(flipped, "x")
        except FileError:
            continue
        assert not snapshot.fits, place
    assert len(whole) == 3


@pytest.mark.parametrize("removed", ["a", "b", "c", "ab", "bc", "ac", "abc"])
@pytest.mark.parametrize("changed", ["", "a", "b", "c", "d", "de"])
def test_pieces_are_put_together_again(
    kit: SimpleNamespace, path: Path, data: bytes, removed: str, changed: str
) -> None:
    with kit.open_book(path) as book:
        book.apply(layout_edit(
            records=tuple(kit.prospect(k, "Neu") for k in changed if k not in removed),
            removed=tuple(removed),
        ))
        wanted = {k: r.name for k, r in book.rows.items()}
    assert kit.names_on_disk(path) == wanted
    assert layout.read(path.read_bytes(), "x").fits
    assert set(wanted) == (set("abc") | set(changed)) - set(removed)
