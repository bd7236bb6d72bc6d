"""A file too large to be held: read a line at a time, verified behind, never believed wrong."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from store.book import Book
from store.catalogue import load_checklist
from store.demo import demo_prospects
from store.edit import Edit
from store.errors import FileError
from store.listing import DESCENDING, SORT_KEYS, Group, SortBy, takes
from store.persistence import layout
from store.persistence.columns import NO_DAY
from store.persistence.state import SaveKind
from store.row import Row
from store.text import matches, query_words

DAY = date(2026, 2, 23)
DEMO = demo_prospects(DAY)


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is a large one."""
    monkeypatch.setattr(layout, "AT_ONCE", 0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    with opened(path) as book:
        book.apply(Edit(label="imported", records=DEMO))
    return path


def opened(path: Path, day: date = DAY, **options: bool) -> Book:
    return Book.open(path, today=day, checklist=load_checklist, rows_key="k", **options)


def test_what_was_written_is_read_again(path: Path) -> None:
    records = {p.id: p for p in DEMO}
    with opened(path) as book:
        assert list(book.rows) == list(records)
        assert {key: book.get(key) for key in book.rows} == records
        with Book.open("", today=DAY, checklist=load_checklist, memory=True,
                       records=tuple(records.values())) as anew:
            assert dict(book.rows) == dict(anew.rows)
            assert list(book.rows.values()) == list(anew.rows.values())
    assert not layout.load(opened_source(path), str(path)).sealed


def opened_source(path: Path) -> layout.Memory:
    return layout.Memory(path.read_bytes(), str(path))


def test_plain_tinydb_reads_every_prospect(path: Path) -> None:
    with TinyDB(path, access_mode="r") as tables:
        found = {prospect["id"] for prospect in tables.table("prospects")}
    assert found == {p.id for p in DEMO}


@pytest.mark.parametrize("rounds", [1, 3])
def test_a_compaction_takes_over_what_stayed(path: Path, rounds: int) -> None:
    with opened(path) as book:
        keys = list(book.rows)
        for n in range(rounds):
            changed = replace(book.get(keys[n]), name=f"Neu {n}", notes="x" * n)
            added = replace(changed, id=f"added{n}", name=f"Ganz neu {n}")
            book.apply(Edit(label="edited", records=(changed, added), removed=(keys[5 + n],)))
            book.compact()
            assert book.flush(20)
            assert book.rows[keys[n]].name == f"Neu {n}"
            assert book.rows[keys[10]].id == keys[10]
        rows, records = dict(book.rows), {key: book.get(key) for key in book.rows}
        places = {key: [row.id for row in book.listed(Group.ALL, key)] for key in SortBy}
    assert layout.sealed(path.read_bytes(), str(path)) is not None
    with opened(path) as again:
        assert dict(again.rows) == rows
        assert {key: again.get(key) for key in again.rows} == records
        assert {key: [row.id for row in again.listed(Group.ALL, key)] for key in SortBy} == places


# -- lists and strip are what the rows say ----------------------------------------------------


def by_rows(rows: list[Row], group: Group, order: SortBy, day: date) -> list[str]:
    """A list as its definition says, from all rows."""
    found = [row for row in rows if takes(group, row, day)]
    found.sort(key=lambda row: SORT_KEYS[order](row, day), reverse=order in DESCENDING)
    return [row.id for row in found]


def strip_by_rows(rows: list[Row], day: date) -> list[tuple[str, str]]:
    """The today strip from all rows."""
    found = []
    for row in rows:
        for turn in () if row.archived else row.occurrences:
            if min(turn.act_on, turn.prepare_from) <= day:
                level = (turn.last_due >= day) + (turn.act_on > day)
                key = (level, row.priority or 9, turn.act_on, row.sort_name, row.id, turn.key)
                found.append((key, row.id, turn.key))
    return [(key, turn) for _, key, turn in sorted(found)]


def agrees(book: Book) -> None:
    rows, day = list(book.rows.values()), book.today
    for group in Group:
        for order in SortBy:
            wanted = by_rows(rows, group, order, day)
            assert list(book.listed(group, order).ids()) == wanted, (group, order)
            turned = book.listed(group, order, turned=True)
            assert [row.id for row in turned] == wanted[::-1]
    found = [(row.id, turn.key) for row, turn in book.due()]
    assert found == strip_by_rows(rows, day)
    every = book.listed(Group.ALL, SortBy.NAME)
    shares = {one.letter: (one.count, one.revenue) for one in every.classes}
    for letter in "ABC":
        members = [r.revenue for r in every if r.letter == letter and r.stage.customer]
        assert shares[letter] == (len(members), sum(cents for cents in members if cents > 0))
    assert every.revenue == sum(row.revenue for row in every if row.revenue > 0)
    first = min((r.next.act_on for r in every if r.next), default=None)
    assert {row.id for row in every.soonest} == {
        r.id for r in every if r.next and r.next.act_on == first}


def test_lists_and_strip_agree_after_opening(path: Path) -> None:
    with opened(path) as book:
        agrees(book)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(
    st.sampled_from(["name", "archive", "remove", "add", "day", "compact", "class", "place"]),
    st.integers(0, 39), st.sampled_from(["Adler", "Zeder", "Österr", "adler", ""]),
), max_size=8))
def test_lists_and_strip_agree_after_any_changes(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, str]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "data.json"
    with opened(path) as book:
        book.apply(Edit(label="imported", records=DEMO[:30]))
        assert book.flush(20)
    with opened(path) as book:
        strip, listed = book.due(), book.listed(Group.ALL, SortBy.PRIORITY)
        for what, number, text in steps:
            changed = step(book, what, number, text)
            strip, listed = strip.after(changed), listed.after(changed)
            if what == "day":
                strip, listed = book.due(), book.listed(Group.ALL, SortBy.PRIORITY)
            assert [(r.id, t.key) for r, t in strip] == strip_by_rows(
                list(book.rows.values()), book.today)
        agrees(book)


def step(book: Book, what: str, number: int, text: str) -> frozenset[str]:
    keys = list(book.rows)
    key = keys[number % len(keys)] if keys else ""
    seen: list[frozenset[str]] = []
    stop = book.subscribe(lambda event: seen.append(getattr(event, "rows", frozenset())))
    if what == "day":
        book.set_today(date.fromordinal(book.today.toordinal() + number))
    elif what == "compact":
        book.compact()
        assert book.flush(20)
    elif what == "add" or not keys:
        record = DEMO[number]
        fresh = replace(record, id=f"n{number}", name=text or record.name)
        book.apply(Edit(label="added", records=(fresh,)))
    elif what == "remove":
        book.apply(Edit(label="removed", removed=(key,)))
    else:
        record = book.get(key)
        given = {
            "name": {"name": text or "x"}, "archive": {"archived": record.created},
            "class": {"revenue": record.revenue[:1]}, "place": {"addresses": ()},
        }[what]
        if what == "archive":
            given = {"archived": None} if record.archived else {
                "archived": DAY}
        book.apply(Edit(label="edited", records=(replace(record, **given),)))
    stop()
    return frozenset().union(*seen)


@pytest.mark.parametrize("query", ["", "a", "linz", "wein gmbh", "müller", "kein einziger"])
def test_the_filter_finds_what_the_texts_say(path: Path, query: str) -> None:
    words = query_words(query)
    with opened(path) as book:
        every = book.listed(Group.ALL, SortBy.NAME)
        wanted = [row.id for row in every if matches(words, row.search)]
        assert list(every.matching(query).ids()) == wanted


def test_a_list_keeps_the_rows_it_showed(path: Path) -> None:
    with opened(path) as book:
        listed = book.listed(Group.ALL, SortBy.NAME)
        first, key = listed[0], listed[0].id
        book.apply(Edit(label="edited", records=(replace(book.get(key), name="Zzz"),)))
        assert listed[0] is first
        assert listed.after({key})[0].name == "Zzz"
        assert listed.after({key})[1] == listed[1]


def test_no_next_date_stands_behind_all() -> None:
    assert date.max.toordinal() < NO_DAY


# -- damage ------------------------------------------------------------------------------------


def flip(path: Path, text: bytes, behind: bytes) -> None:
    """Turn a bit of a text over, in place, as a disk does."""
    data = path.read_bytes()
    place = data.index(text, data.index(behind))
    with path.open("r+b") as file:
        file.seek(place)
        file.write(bytes([data[place] ^ 1]))


def test_a_changed_record_is_told_and_shown_as_it_stands(path: Path) -> None:
    key = DEMO[3].id
    name = DEMO[3].name.encode("ascii", "ignore")[:5]
    flip(path, name, b'"prospects"')
    with opened(path) as book:
        # Whoever asks for it first, and whatever was verified until then.
        assert book.get(key).name != DEMO[3].name
        assert [n.code for n in book.notices] == ["checksum"]
        assert book.rows[key].name == book.get(key).name
        book.apply(Edit(label="edited", records=(replace(book.get(key), notes="neu"),)))
        assert book.flush(20)
        assert book.state.kind is SaveKind.SAVED
    assert layout.sealed(path.read_bytes(), str(path)) is not None


def test_a_changed_row_is_made_of_its_record(path: Path) -> None:
    key = DEMO[3].id
    name = DEMO[3].name.encode("ascii", "ignore")[:5]
    flip(path, name, b'"rows"')
    with opened(path) as book:
        assert book.rows[key].name == DEMO[3].name
        book.apply(Edit(label="edited", records=(replace(book.get(key), notes="neu"),)))
        assert book.flush(20)
        assert [n.code for n in book.notices] == ["checksum"]
    with opened(path) as again:
        assert again.rows[key].name == DEMO[3].name
        assert again.flush(20)
        assert again.notices == ()


def test_a_file_that_is_no_longer_json_is_never_written(path: Path) -> None:
    key = DEMO[3].id
    with opened(path) as book:
        with path.open("r+b") as file:
            file.seek(path.stat().st_size - 3)
            file.write(b"[")
        book.apply(Edit(label="edited", records=(replace(book.get(key), notes="neu"),)))
        assert not book.flush(20)
        assert isinstance(book.state.error, FileError)
        assert book.state.error.code == "damaged"


def test_every_flip_of_a_large_file_is_harmless_told_or_refused(
    kit: SimpleNamespace, tmp_path: Path
) -> None:
    path = tmp_path / "small.json"
    with kit.open_book(path) as book:
        book.apply(kit.put(*(kit.prospect(k, f"Firma {k}", notes="Notiz") for k in "abc")))
    data = path.read_bytes()
    right = {key: f"Firma {key}" for key in "abc"}
    for bit in range(0, 8 * len(data), 101):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        try:
            with kit.open_book(path) as book:
                for key in list(book.rows):
                    # A changed id is another record, once all was read anew.
                    with contextlib.suppress(KeyError):
                        book.get(key)
                names = {key: book.get(key).name for key in book.rows}
                assert {k: r.name for k, r in book.rows.items()} == names
                book.compact()
                saved = book.flush(20)
                told = bool(book.notices) or not saved
        except FileError:
            continue
        finally:
            path.with_name("small.json.journal").unlink(missing_ok=True)
        assert names == right or told, bit
        if saved:
            json.loads(path.read_bytes())
