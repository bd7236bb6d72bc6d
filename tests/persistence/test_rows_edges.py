"""Lists, strip and rows where the usual way does not lead on."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store.book import Book
from store.catalogue import load_checklist
from store.demo import demo_prospects
from store.edit import Edit
from store.errors import FileError
from store.listing import DESCENDING, SORT_KEYS, Group, SortBy
from store.persistence import columns, layout, orders, rowlines
from store.persistence.due import DueList
from store.persistence.entries import Entries, collected
from store.persistence.index import Index
from store.persistence.replay import moves_classes
from store.persistence.rowmap import Rows
from store.persistence.rows import RowTable
from store.persistence.turns import Turns
from store.profile.activity import FollowUp
from store.profile.company import RevenueEntry
from store.profile.prospect import Prospect
from store.profile.steps import Stage
from store.row import Row

DAY = date(2026, 2, 23)
DEMO = demo_prospects(DAY)


def opened(path: Path | str, day: date = DAY, **options: Any) -> Book:
    return Book.open(path, today=day, checklist=load_checklist, rows_key="k", **options)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample customers in a file that is read a line at a time."""
    monkeypatch.setattr(layout, "AT_ONCE", 0)
    path = tmp_path / "data.json"
    with opened(path) as book:
        book.apply(Edit(label="imported", records=DEMO))
    return path


@pytest.fixture
def book() -> Book:
    return opened("", memory=True, records=DEMO)


def flip(path: Path, text: bytes, behind: bytes) -> None:
    """Turn a bit of a text over, in place, as a disk does."""
    data = path.read_bytes()
    place = data.index(text, data.index(behind))
    with path.open("r+b") as file:
        file.seek(place)
        file.write(bytes([data[place] ^ 1]))


# -- the strip ---------------------------------------------------------------------------------


def test_parts_of_the_strip(book: Book) -> None:
    strip = book.due()
    every = list(strip)
    assert len(every) > 10
    assert strip[2:5] == every[2:5]
    assert strip[-1] == every[-1]
    assert strip.pressing == sum(turn.act_on <= DAY for _, turn in every)


def test_what_comes_within_some_days(book: Book) -> None:
    last = DAY + timedelta(days=20)
    wanted = {(row.id, turn.key) for row in book.rows.values() if not row.archived
              for turn in row.occurrences if turn.act_on <= last}
    found = [(row.id, turn.key) for row, turn in DueList.of(book.rows, DAY, last)]
    assert set(found) == wanted
    assert len(found) == len(wanted) > len(book.due())


@pytest.mark.parametrize("most", [0, 1, 2, 3, 100])
def test_the_next_ones(book: Book, most: int) -> None:
    last = DAY + timedelta(days=14)
    strip = book.due()
    shown = sorted(turn.shown_on(DAY) for _, turn in strip if DAY <= turn.act_on <= last)
    assert len(shown) > 3
    found = strip.coming(last, most)
    days = [turn.shown_on(DAY) for _, turn in found]
    # All of a day, or none: whoever shows them counts them by the day.
    last_shown = shown[most - 1] if 0 < most <= len(shown) else shown[-1]
    assert days == [day for day in shown if day <= last_shown]


def test_a_line_of_the_strip_whose_row_has_changed_meanwhile(path: Path) -> None:
    with opened(path) as book:
        strip = book.due()
        row, turn = book.due()[0]
        later = tuple(replace(f, due=DAY + timedelta(days=90)) for f in (
            FollowUp(id="f", due=DAY),))
        book.apply(Edit(label="edited", records=(
            replace(book.get(row.id), follow_ups=later, contacts=()),)))
        now, known = strip[0]
        # What stood there is no longer known, but when it was.
        assert (now, known.day, known.act_on) == (book.rows[row.id], turn.day, turn.act_on)


# -- lists -------------------------------------------------------------------------------------


def agrees(book: Book) -> None:
    rows, day = list(book.rows.values()), book.today
    for order in SortBy:
        wanted = sorted((row for row in rows if not row.archived),
                        key=lambda row: SORT_KEYS[order](row, day), reverse=order in DESCENDING)
        assert list(book.listed(Group.ALL, order)) == wanted, order


def everything(book: Book) -> None:
    """Ask for all orders, so that each is kept up to date from here on."""
    for order in SortBy:
        book.listed(Group.ALL, order)


def test_every_order_follows_small_changes(book: Book) -> None:
    everything(book)
    for n, record in enumerate(DEMO[:6]):
        month = RevenueEntry(first=DAY, last=DAY, revenue=10_000 * n)
        book.apply(Edit(label="edited", records=(
            replace(record, name=f"{'zam'[n % 3]}{n}", revenue=(month,), assessments=()),)))
        agrees(book)
    book.apply(Edit(label="removed", removed=(DEMO[7].id,)))
    agrees(book)


def test_names_between_two_neighbours_without_end(book: Book) -> None:
    everything(book)
    low = replace(DEMO[0], id="low", name="Maa")
    book.apply(Edit(label="added", records=(low, replace(low, id="high", name="Mab"))))
    for n in range(30):
        # Each stands right behind the first: the numbers between them run out.
        book.apply(Edit(label="added", records=(
            replace(low, id=f"n{n}", name="Maa" + "a" * (40 - n)),)))
    agrees(book)


def test_a_day_on_which_much_is_overdue(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders, "MANY", 0)
    everything(book)
    book.set_today(DAY + timedelta(days=30))
    agrees(book)


def test_an_order_that_was_kept_wrongly_loses_nobody(book: Book) -> None:
    everything(book)
    kept = list(book.rows.orders.by(SortBy.NEXT))
    book.rows.orders.believe(SortBy.NEXT, kept[::-1])
    book.apply(Edit(label="edited", records=(replace(DEMO[3], name="Anders"),)))
    assert sorted(book.rows.orders.by(SortBy.NEXT)) == sorted(kept)


def test_a_list_as_a_sequence(book: Book) -> None:
    listed = book.listed(Group.ALL, SortBy.NAME)
    every = list(listed)
    assert listed[1:4] == every[1:4]
    assert every[5] in listed
    assert listed.place(every[5].id) == 5
    assert "x" not in listed
    archived = book.listed(Group.ARCHIVE, SortBy.NAME)
    assert every[5] not in archived
    assert archived.place(every[5].id) is None
    assert listed.place("nobody") is None


def test_an_empty_book() -> None:
    with opened("", memory=True) as book:
        with pytest.raises(KeyError):
            book.rows["nobody"]
        assert book.listed(Group.ALL, SortBy.NAME).soonest == ()


@pytest.mark.parametrize("query", ["müller", "mueller", "linz"])
def test_words_with_and_without_umlauts(book: Book, query: str) -> None:
    book.apply(Edit(label="edited", records=(
        replace(DEMO[0], notes="", name="Müller Alpha"), replace(DEMO[1], name="Linz Beta"))))
    found = {row.name for row in book.listed(Group.ALL, SortBy.NAME).matching(query)}
    assert ("Müller Alpha" if query.startswith("m") else "Linz Beta") in found


def test_texts_follow_after_the_first_search(book: Book) -> None:
    def found(word: str) -> set[str]:
        return set(book.listed(Group.ALL, SortBy.NAME).matching(word).ids())

    assert not found("quittenbaum")
    changed = replace(DEMO[0], name="Quittenbaum")
    book.apply(Edit(label="edited", records=(changed, replace(changed, id="new"))))
    assert found("quittenbaum") == {changed.id, "new"}


# -- rows --------------------------------------------------------------------------------------


def test_few_rows_are_kept_once_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rowlines, "_SEEN", 2)
    with opened(path) as book:
        wanted = dict(opened("", memory=True, records=DEMO).rows)
        assert {key: book.rows[key] for key in book.rows} == wanted


def test_a_changed_row_of_a_record_that_is_gone(path: Path) -> None:
    name = DEMO[3].name.encode("ascii", "ignore")[:5]
    flip(path, name, b'"rows"')
    with opened(path, read_only=False) as book:
        listed = book.listed(Group.ALL, SortBy.NAME)
        place = listed.place(DEMO[3].id)
        assert place is not None
        with book._desk.mutex:
            book._desk.records.put({DEMO[3].id: None})
            with pytest.raises(FileError) as raised:
                listed[place]
            book._desk.records.drop(DEMO[3].id)
        assert (raised.value.code, raised.value.detail) == ("damaged", f"rows/{DEMO[3].id}")


def test_what_takes_the_place_of_a_row_that_cannot_be_made_is_different(
    path: Path, kit: SimpleNamespace
) -> None:
    with opened(path) as book:
        row = book.rows[DEMO[3].id]
    flip(path, DEMO[3].name.encode("ascii", "ignore")[:5], b'"rows"')
    with opened(path) as book:
        book.rows.mend = lambda key: None
        assert book.rows.put({row.id: row}) == {row.id}
        assert book.rows[row.id] == row


def lines(**texts: bytes) -> Entries:
    return collected(texts, {key: n for n, key in enumerate(texts, 1)})


def made_of(row: Row, text: bytes) -> Rows:
    """Rows whose one line says something else than its columns."""
    cells = columns.Columns()
    cells.append(row)
    return Rows(DAY, columns=cells, lines=lines(**{row.id: text}))


@pytest.mark.parametrize("text", [b'{"id":7}', b"[]"])
def test_a_line_that_is_no_row_is_made_anew(book: Book, text: bytes) -> None:
    row = book.rows[DEMO[0].id]
    rows = made_of(row, text)
    rows.mend = lambda key: row
    assert list(rows.values()) == [row]
    assert [one.name for one in rows.named()] == [row.name]
    assert rows.texts() == [row.search]


def test_a_row_without_a_record_keeps_its_class(book: Book) -> None:
    given = {p.id: replace(p, class_log=()) for p in DEMO}  # nothing was ever taken over
    table = RowTable(
        Rows(DAY), make=book._desk.rows._make, checklist=load_checklist, region="AT", today=DAY,
        get=given.get)
    table.rebuild(given)
    before = dict(table.rows)
    assert {key: row.computed_class for key, row in before.items()} == {
        key: row.computed_class for key, row in book.rows.items()}
    best = max(before.values(), key=lambda row: row.revenue)
    given.clear()
    # The borders of all classes move.
    table.put({best.id: None})
    assert {key: row.computed_class for key, row in table.rows.items()} == {
        key: row.computed_class for key, row in before.items() if key != best.id}


def test_columns_are_little_endian_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    column = columns.unpack(b"\1\0\0\0\2\0\0\0", "I")
    assert list(column) == [1, 2]
    monkeypatch.setattr(columns, "sys", SimpleNamespace(byteorder="big"))
    swapped = columns.pack(column, "I")
    # What a machine of the other kind holds as 1 has these bytes here.
    assert swapped == b"\0\0\0\1\0\0\0\2"
    assert columns.unpack(swapped, "I") == column
    assert list(column) == [1, 2]


def test_turns_up_to_a_day() -> None:
    assert Turns().within(DAY.toordinal()) == []


# -- the index ---------------------------------------------------------------------------------


def table_of(path: Path) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(path.read_bytes())["index"]["1"]
    return table


WRONG: dict[str, Callable[[dict[str, Any]], object]] = {
    "a doubled id": lambda table: table["ids"].__setitem__(1, table["ids"][0]),
    "an id too many": lambda table: table["ids"].append("x"),
    "a short column": lambda table: table.update(
        numbers=b64encode(b64decode(table["numbers"])[:-8]).decode()),
    "a missing cell": lambda table: table["cells"].pop("stage"),
    "turns of two lengths": lambda table: table["turns"].update(day=""),
    "a short order": lambda table: table.update(ranked=""),
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_an_index_that_does_not_agree_with_itself(
    path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    table = table_of(path)
    Index(memoryview(layout.dump(table)))
    change(table)
    with pytest.raises(ValueError):
        Index(memoryview(layout.dump(table)))


def test_rows_of_an_index_are_made_once(path: Path) -> None:
    held = layout.load(layout.Memory(path.read_bytes(), str(path)), str(path))
    assert held.rows is held.rows
    assert held.rows is not None


def test_what_moves_the_classes(book: Book) -> None:
    row = next(row for row in book.rows.values() if row.stage.customer)
    rows = Rows.of({row.id: row}, DAY)
    assert not moves_classes(rows, {row.id: row, "nobody": None})
    assert moves_classes(rows, {row.id: replace(row, computed_class="Z")})
    assert moves_classes(rows, {row.id: replace(row, revenue=row.revenue + 1)})
    assert moves_classes(rows, {row.id: None})


def test_rows_another_program_made_with_other_classes(
    kit: SimpleNamespace, tmp_path: Path
) -> None:
    """A row that says another class than the snapshot's tells that all borders have moved."""
    path = tmp_path / "classes.json"

    def customer(key: str, cents: int, notes: str = "") -> Prospect:
        month = RevenueEntry(first=DAY - timedelta(days=30), last=DAY, revenue=cents)
        return kit.prospect(key, stage=Stage.EXISTING, revenue=(month,), notes=notes)

    with opened(path) as book:
        book.apply(kit.put(customer("big", 9_000_000), *(customer(k, 10_000) for k in "abcde")))
    with opened(path) as book:
        assert book.rows["a"].computed_class != "A"
        for record in customer("a", 10_000, "1"), customer("big", 1), customer("a", 10_000, "2"):
            book.apply(kit.put(record))
            assert book.flush(20)
    assert path.with_name("classes.json.journal").read_bytes().count(b"\n") == 4
    with opened(path) as book, opened("", memory=True, records=tuple(
            book.get(key) for key in book.rows)) as anew:
        assert dict(book.rows) == dict(anew.rows)
        assert book.rows["a"].computed_class == "A"
