"""Keys of a newer program come back with a backup, and go with what brought them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store import Backup, Backups, Book, Edit, edit_for_restore, erase, plan_erase, plan_restore
from store.persistence import formats
from store.persistence.formats import unknown_together
from store.persistence.thinning import BackupKind
from store.profile.contact import Contact
from store.profile.prospect import Prospect

ANNA = Contact(id="anna-id-of-more-than-16", first_name="Anna", last_name="Zwölfer")
BEA = Contact(id="bea", last_name="Maier")


def firm(**more: Any) -> Prospect:
    return Prospect(**{"id": "a", "name": "Firma a", "contacts": (ANNA, BEA), **more})


def edited(path: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    """Let a newer program have written record "a"; a file without an edit in its journal."""
    tables = json.loads(path.read_bytes())
    change(next(r for r in tables["prospects"].values() if r["id"] == "a"))
    path.write_text(json.dumps(tables))


def newer(number: int) -> Callable[[dict[str, Any]], Any]:
    def change(record: dict[str, Any]) -> None:
        record["future"] = {"level": number}
        record["contacts"][1]["pronoun"] = f"p{number}"
    return change


def keys(book: Book) -> dict[str, Any]:
    """Unknown keys of the record as they stand, or will stand, in the file."""
    line = book.line("a")
    assert line is not None
    return {place: dict(found) for place, found in formats.unknown_keys(line).items()}


def known(number: int) -> dict[str, Any]:
    return {"": {"future": {"level": number}}, "contacts/bea": {"pronoun": f"p{number}"}}


@pytest.fixture
def path(kit: SimpleNamespace, tmp_path: Path) -> Path:
    """One customer, with unknown keys at 2; backups with them at 1 and without any."""
    path = tmp_path / "data.json"
    clock = [kit.NOW]
    with kit.open_book(path) as book:
        book.apply(kit.put(firm(created=kit.TODAY), kit.prospect("b")))
        for number in (0, 1, 2):
            if number:
                book.compact()
                assert book.flush(10)
                edited(path, newer(number))
                assert book.poll()
            if number < 2:
                clock[0] = clock[0].replace(minute=31 + number)
                Backups(path, now=lambda: clock[0]).make_by(book.save_copy, BackupKind.MANUAL)
    return path


def restored(book: Book, number: int) -> Edit:
    """The Edit that goes back to the backup with unknown keys at this."""
    newest, first = manual(book)
    return edit_for_restore(plan_restore(book, newest if number else first))


def manual(book: Book) -> list[Backup]:
    return [b for b in Backups(book.path).list() if b.kind is BackupKind.MANUAL]


def test_a_difference_in_unknown_keys_alone_is_one(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path) as book:
        assert keys(book) == known(2)
        plan = plan_restore(book, manual(book)[0])
        assert (plan.names_changed, plan.same, plan.nothing) == (("Firma a",), 1, False)


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("compacted", [False, True])
def test_they_come_back_with_a_backup_and_go_with_its_undo(
    kit: SimpleNamespace, path: Path, number: int, compacted: bool
) -> None:
    then = known(1) if number else {}

    def settle(book: Book) -> None:
        if compacted:
            book.compact()
        assert book.flush(10)

    with kit.open_book(path) as book:
        book.apply(restored(book, number))
        assert keys(book) == then
        book.undo()
        assert keys(book) == known(2)
        book.redo()
        assert keys(book) == then
        settle(book)
        assert restored(book, number) == Edit(
            label="restored_backup", args=restored(book, number).args)
        # An edit after it keeps what it brought.
        book.apply(kit.put(replace(book.get("a"), phone="1")))
        assert keys(book) == then
        book.undo()
        settle(book)
    with kit.open_book(path) as book:
        assert keys(book) == then
        assert book.undo() is not None
        assert keys(book) == known(2)
        settle(book)
    with kit.open_book(path) as book:
        assert keys(book) == known(2)
        assert book.redo() is not None
        assert keys(book) == then
    with kit.open_book(path) as book:
        assert keys(book) == then


def test_a_removed_customer_comes_back_with_them(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path) as book:
        book.apply(Edit(label="removed", removed=("a",)))
    with kit.open_book(path) as book:
        book.apply(restored(book, 1))
        assert keys(book) == known(1)
        book.undo()
        assert book.line("a") is None
        book.undo()
        assert keys(book) == known(2)
    with kit.open_book(path) as book:
        assert keys(book) == known(2)


@pytest.mark.parametrize("again", [False, True])
def test_a_removed_person_comes_back_with_theirs(
    kit: SimpleNamespace, path: Path, again: bool
) -> None:
    book = kit.open_book(path)
    book.apply(kit.put(replace(book.get("a"), contacts=(ANNA,))))
    assert keys(book) == {"": {"future": {"level": 2}}}
    if again:
        assert book.close()
        book = kit.open_book(path)
    book.undo()
    assert keys(book) == known(2)
    if again:
        assert book.close()
        book = kit.open_book(path)
    book.redo()
    assert keys(book) == {"": {"future": {"level": 2}}}
    assert book.close()


def test_all_or_none(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path) as book:
        bad = replace(book.get("b"), employees="viele")
        edit = restored(book, 1)
        with pytest.raises(TypeError):
            book.apply(replace(edit, records=(*edit.records, bad)))
        assert keys(book) == known(2)
        assert (book.sequence, book.history, book.get("b").employees) == (1, (), None)
        book.apply(replace(edit, records=(*edit.records, book.get("b"))))
        assert keys(book) == known(1)


def test_a_restore_beside_another_program(kit: SimpleNamespace, path: Path) -> None:
    """Fields of both go together; so do unknown keys that only one of them changed."""
    anna, bert = kit.open_book(path), kit.open_book(path, user="bert")
    bert.apply(kit.put(replace(bert.get("a"), phone="2")))
    assert bert.flush(10)
    anna.apply(kit.put(replace(anna.get("a"), web="x.example")))
    anna.apply(restored(anna, 1))
    anna.undo()
    anna.redo()
    assert anna.flush(10)
    assert bert.poll()
    for book in (anna, bert):
        assert keys(book) == known(1)
        assert (book.get("a").phone, book.get("a").web) == ("2", "")
    anna.undo()
    assert keys(anna) == known(2)
    assert (anna.get("a").phone, anna.get("a").web) == ("2", "x.example")
    assert anna.close()
    assert bert.close()


def test_an_unknown_key_that_both_changed_is_theirs(kit: SimpleNamespace, path: Path) -> None:
    anna = kit.open_book(path)
    edited(path, lambda record: record["future"].update(level=9))
    anna.apply(restored(anna, 1))
    assert anna.flush(10)
    assert keys(anna) == {**known(1), "": {"future": {"level": 9}}}
    assert anna.close()
    with kit.open_book(path) as book:
        assert keys(book) == {**known(1), "": {"future": {"level": 9}}}


def test_a_restore_that_others_did_as_well_is_nothing(
    kit: SimpleNamespace, path: Path
) -> None:
    anna, bert = kit.open_book(path), kit.open_book(path, user="bert")
    edit = restored(anna, 1)
    bert.apply(restored(bert, 1))
    assert bert.flush(10)
    anna.apply(edit)
    assert anna.flush(10)
    assert keys(anna) == known(1)
    assert anna.sequence == bert.sequence
    assert anna.close()
    assert bert.close()


@pytest.mark.parametrize("keep", ["mine", "theirs"])
def test_the_end_of_a_conflict(kit: SimpleNamespace, path: Path, keep: Any) -> None:
    anna, bert = kit.open_book(path), kit.open_book(path, user="bert")
    anna.apply(replace(restored(anna, 1), records=(replace(anna.get("a"), phone="1"),)))
    bert.apply(kit.put(replace(bert.get("a"), phone="2")))
    assert bert.flush(10)
    assert not anna.flush(10)
    anna.resolve(keep)
    assert anna.flush(10)
    assert (anna.get("a").phone, keys(anna)) == ("1" if keep == "mine" else "2", known(1))
    assert anna.close()
    assert bert.close()


def test_what_names_an_erased_person_is_blanked_there_too(
    kit: SimpleNamespace, path: Path
) -> None:
    with kit.open_book(path) as book:
        assert book.flush(10)
    edited(path, lambda record: record.update(
        future="mit Frau Zwölfer", contacts=[{**record["contacts"][0], "pronoun": "sie"},
                                            record["contacts"][1]]))
    old = path.with_name("alt") / "alt.json"
    old.parent.mkdir()
    with kit.open_book(path) as book:
        book.save_copy(old)
        plan = plan_erase(book, "a", ANNA.id)
        assert [(note.at, note.text) for note in plan.notes] == [(("future",), "mit Frau Zwölfer")]
        assert erase(book, plan, now=kit.NOW).clean
        blanked = {"": {"future": "mit Frau [...]"}, "contacts/bea": {"pronoun": "p2"}}
        assert keys(book) == blanked
        assert plan_restore(book, old).nothing
        book.apply(Edit(label="removed", removed=("a",)))
        book.apply(edit_for_restore(plan_restore(book, old)))
        assert keys(book) == blanked
    assert not any(b"Zw" in p.read_bytes() for p in path.parent.iterdir() if p.is_file())


def test_a_restore_begun_before_another_program_erased_them(
    kit: SimpleNamespace, path: Path
) -> None:
    with kit.open_book(path) as book:
        assert book.flush(10)
    edited(path, lambda record: record.update(future="mit Frau Zwölfer"))
    old = path.with_name("alt") / "alt.json"
    old.parent.mkdir()
    anna = kit.open_book(path)
    anna.save_copy(old)
    edited(path, lambda record: record.update(future="ohne"))
    assert anna.poll()
    with kit.open_book(path, user="bert") as bert:
        anna.apply(edit_for_restore(plan_restore(anna, old)))
        assert keys(anna)[""] == {"future": "mit Frau Zwölfer"}
        erase(bert, plan_erase(bert, "a", ANNA.id), now=kit.NOW)
    assert anna.flush(10)
    # Which of both was first on the disk makes no difference.
    anna.poll()
    assert keys(anna)[""] == {"future": "mit Frau [...]"}
    assert anna.get("a").contacts == (BEA,)
    assert anna.close()
    assert not any(b"Zw" in p.read_bytes() for p in path.parent.iterdir() if p.is_file())


K, L = {"k": 1}, {"k": 2}


@pytest.mark.parametrize(("base", "mine", "theirs", "after"), [
    ({}, {}, {}, {}),
    ({"": K}, {"": K}, {"": L}, {"": L}),
    ({"": K}, {"": L}, {"": K}, {"": L}),
    ({"": K}, {}, {"": K}, {}),
    ({}, {"": K}, {}, {"": K}),
    ({}, {"": K}, {"x/1": L}, {"x/1": L, "": K}),
    ({"": K}, {"": L}, {"": {"k": 3}}, {"": {"k": 3}}),
    ({"": K}, {"": L}, {}, {}),
    ({"": K}, {}, {"": L}, {"": L}),
    ({"": {"k": 1, "l": 1}}, {"": {"k": 2, "l": 1}}, {"": {"k": 1, "l": 2}},
     {"": {"k": 2, "l": 2}}),
    ({"": K}, {"": {"k": None}}, {"": K}, {"": {"k": None}}),
])
def test_unknown_keys_of_two_programs(base: Any, mine: Any, theirs: Any, after: Any) -> None:
    assert unknown_together(base, mine, theirs) == after
