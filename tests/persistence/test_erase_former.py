"""What a company or person was called before is erased as well (store.md 1.7)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store import BackupKind, Backups, Book, Drafts, Edit, erase, plan_erase
from store.persistence.former import former
from store.persistence.history import HistoryEntry
from store.privacy.erasure import Former, traces
from store.profile.contact import Contact
from store.profile.prospect import Prospect

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1", "cp850")
ANNA = Contact(id="anna-id-of-more-than-16", first_name="Anna", last_name="Zwölfer")
BEA = Contact(id="bea-id-of-more-than-16", first_name="Bea", last_name="Quendler")


def left(folder: Path, *texts: str) -> list[str]:
    """Files that hold one of the texts, in any case and encoding; nothing but bytes."""
    needles = {
        data for text in texts for form in (text, text.lower(), text.upper())
        for data in (*(form.encode(e) for e in ENCODINGS), json.dumps(form)[1:-1].encode())}
    return [p.name for p in folder.rglob("*")
            if p.is_file() and any(needle in p.read_bytes() for needle in needles)]


@pytest.fixture
def book(kit: SimpleNamespace, tmp_path: Path) -> Any:
    """A company with a past, a neighbour who tells of it, backup and draft of back then."""
    book = kit.open_book(tmp_path / "data.json")
    first = kit.prospect(
        "a", "Altmeister Bau Ges.m.b.H.", legal_form="Ges.m.b.H.", phone="0316 112233",
        email="office@altmeister.example",
        contacts=(ANNA, replace(BEA, last_name="Rosental", email="rosental@post.example")))
    book.apply(kit.put(first, kit.prospect(
        "b", "Nachbar Bau Ges.m.b.H.",
        notes="kennt Altmeister Bau seit 1990; gab uns 0316/112233 und Anna Gruber")))
    book.apply(Edit(label="logged", args=(("what", "Anruf bei Altmeister Bau"),),
                    records=(replace(first, name="Altmeister Bau AG", legal_form="AG"),)))
    assert book.flush(10)
    Backups(book.path, now=lambda: kit.NOW).make_by(book.save_copy, BackupKind.MANUAL)
    Drafts(book.path).save("b", {"notes": "Altmeister Bau fragen"})
    yield book
    assert book.close()


def renamed(kit: SimpleNamespace, book: Book) -> None:
    """Name, address and people are others today."""
    now = kit.prospect("a", "Wolpertec GmbH", legal_form="GmbH",
                       contacts=(replace(ANNA, last_name="Gruber"), BEA))
    book.apply(kit.put(now))
    book.apply(kit.put(replace(now, contacts=(ANNA, BEA))))


PAST = ("Altmeister", "112233", "Gruber", "Rosental", "Quendler", "Zwölfer", "Wolpertec")


@pytest.mark.parametrize("compacted", [False, True])
def test_a_company_with_former_names(
    kit: SimpleNamespace, book: Book, compacted: bool
) -> None:
    renamed(kit, book)
    if compacted:
        book.compact()
    assert book.flush(10)
    folder = Path(book.path).parent
    assert len(left(folder, "Altmeister")) > 3
    plan = plan_erase(book, "a")
    assert ("", "Altmeister Bau") in plan.traces.names
    assert [note.text for note in plan.notes] == [book.get("b").notes]
    assert {"backup", "draft", "journal"} - ({"journal"} if compacted else set()) <= {
        stand.kind for stand in plan.stands}
    report = erase(book, plan, now=kit.NOW)
    assert report.clean, report.found.hits
    assert book.get("b").notes == "kennt [...] seit 1990; gab uns [...] und [...]"
    assert left(folder, *PAST) == []
    assert book.get("b").name == "Nachbar Bau Ges.m.b.H."


def test_a_whole_folder_put_back_is_cleaned_of_them(
    kit: SimpleNamespace, book: Book, tmp_path: Path
) -> None:
    renamed(kit, book)
    assert book.flush(10)
    old = {name: Path(book.path).with_name(name).read_bytes()
           for name in ("data.json", "data.json.journal", "data.json.history")
           if Path(book.path).with_name(name).exists()}
    assert erase(book, plan_erase(book, "a"), now=kit.NOW).clean
    assert book.close()
    for name, data in old.items():
        Path(book.path).with_name(name).write_bytes(data)
    with kit.open_book(book.path) as again:
        assert set(again.rows) == {"b"}
        assert again.flush(10)
    assert left(tmp_path, *PAST) == []


def test_a_former_name_that_another_bears_now_stays(kit: SimpleNamespace, book: Book) -> None:
    renamed(kit, book)
    book.apply(kit.put(kit.prospect("c", "Altmeister Bau OG", phone="+43 316 112233")))
    plan = plan_erase(book, "a")
    assert plan.shared == ("0316 112233",)
    assert erase(book, plan, now=kit.NOW).clean
    assert book.get("b").notes == "kennt Altmeister Bau seit 1990; gab uns 0316/112233 und [...]"


def test_one_person_of_it(kit: SimpleNamespace, book: Book) -> None:
    renamed(kit, book)
    assert erase(book, plan_erase(book, "a", ANNA.id), now=kit.NOW).clean
    assert book.get("b").notes == "kennt Altmeister Bau seit 1990; gab uns 0316/112233 und [...]"
    folder = Path(book.path).parent
    assert left(folder, "Gruber", "Zwölfer") == []
    assert left(folder, "Quendler")


DAY = date(2026, 11, 21)
FIRM = Prospect(id="f", name="Muster Bau GmbH", created=DAY, contacts=(ANNA,))


@pytest.mark.parametrize(("names", "others", "lone"), [
    (("Blau",), ("Huber Bau GmbH",), ("blau", "muster bau gmbh")),
    (("Blau",), ("Neue Muster Bau GmbH",), ("blau",)),
    (("Huber", "Bau GmbH"), ("Huber Bau GmbH",), ("muster bau gmbh",)),
    (("Huber GmbH",), ("Huber Bau GmbH",), ("huber gmbh", "muster bau gmbh")),
    (("Bo", "B"), (), ("muster bau gmbh",)),
])
def test_which_names_are_its_own(
    names: tuple[str, ...], others: tuple[str, ...], lone: tuple[str, ...]
) -> None:
    records = [replace(FIRM, id=name, name=name, contacts=()) for name in others]
    found, _ = traces(replace(FIRM, contacts=()), "", (FIRM, *records),
                      Former(names=tuple(("", name) for name in names)))
    assert found.lone == lone
    assert found.blanked("Muster Bau GmbHs Bo", own=False) == (
        "[...] Bo" if "muster bau gmbh" in lone else "Muster Bau GmbHs Bo")


def test_nobody_is_the_same_for_a_former_number() -> None:
    heir = replace(FIRM, id="g", contacts=(replace(ANNA, id="2", phone="0316 445566"),))
    found, shared = traces(FIRM, ANNA.id, (FIRM, heir), Former(phones=("0316 445566",)))
    assert (found.homes, found.phones, shared) == (("f",), (), ("0316 445566",))
    now = replace(FIRM, contacts=(replace(ANNA, phone="0316 445566"),))
    assert traces(now, ANNA.id, (now, heir))[0].homes == ("f", "g")


def entry(path: tuple[str, ...], old: Any, new: Any) -> HistoryEntry:
    return HistoryEntry(seq=1, at=datetime(2026, 11, 21, tzinfo=UTC), user="", label="", args=(),
                        id="f", path=path, old=old, new=new)


def test_everything_that_ever_stood_there() -> None:
    anna = {"id": ANNA.id, "first_name": "Annie", "last_name": "Alt", "email": "1@a.at"}
    other = {"id": "x", "last_name": "Fremd"}
    told = [
        entry((), None, {"name": "Erst AG", "legal_form": "AG", "contacts": [anna, other]}),
        entry(("contacts",), [other], None),
        entry(("contacts", f"id={ANNA.id}"), None, {**anna, "last_name": "Berg"}),
        entry(("contacts", f"id={ANNA.id}", "mobile"), "0664 1", None),
        entry(("contacts", f"id={ANNA.id}", "roles"), ["a"], []),
        entry(("contacts", "id=x", "last_name"), "Fremder", "Fremd"),
        entry(("email",), "a@erst.at", None), entry(("phone",), None, "0316 2"),
        entry(("name",), "Zweit GmbH", "Muster Bau GmbH"),
        entry(("legal_form",), "GmbH", None), entry((), {"name": "weg"}, None),
    ]
    people = {(first, last) for first in ("Anna", "Annie") for last in ("Alt", "Berg", "Zwölfer")}
    one = former(FIRM, ANNA.id, told)
    assert (set(one.names), one.mails, one.phones) == (people, ("1@a.at",), ("0664 1",))
    whole = former(FIRM, "", told)
    companies = {"Erst AG", "Erst", "Zweit GmbH", "Zweit", "Muster Bau GmbH", "Muster Bau", "weg"}
    assert set(whole.names) == people | {("", name) for name in companies}
    assert whole.mails == ("1@a.at", "a@erst.at")
    assert whole.phones == ("0316 2", "0664 1")
