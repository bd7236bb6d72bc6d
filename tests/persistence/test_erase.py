"""Erasing a person: nothing of them is left, and nothing of anybody else is lost (R17, T9)."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store.edit import Edit
from store.persistence import erasing, ledger
from store.persistence.backup import Backups
from store.persistence.check import check
from store.persistence.drafts import Drafts, runtime_folder
from store.persistence.restore import edit_for_restore, plan_restore
from store.persistence.thinning import BackupKind
from store.profile.activity import AckKind, Acknowledgement, Activity, FollowUp
from store.profile.assessment import Answer, Assessment
from store.profile.company import Relation, RelationKind, RevenueEntry
from store.profile.contact import Birthday, Contact
from store.profile.decided import Decision
from store.profile.prospect import Prospect
from store.profile.steps import Choice
from store.profile.trigger import ProfileCheck, Trigger, TriggerKind

TODAY = date(2026, 11, 21)
CID = "c0ffee00c0ffee00c0ffee00c0ffee00"
NOW = datetime(2026, 11, 21, 9, 30)
MAIL, PHONE, MOBILE = "xaver.müllner@wolpertec.example", "0664 123 45 67", "+43 316 998877"
GONE = ("Müllner", "Muellner", "Xaver", MAIL, PHONE, MOBILE, CID)
"""Texts that may stand nowhere; the same in small letters and as the search key spells them."""
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1", "cp850")

PERSON = Contact(
    id=CID, first_name="Xaver", last_name="Müllner", email=MAIL, phone=PHONE,
    mobile=MOBILE, birthday=Birthday(day=3, month=4, year=1961), note="mag Wein",
    objection=date(2026, 1, 5),
)
OTHER = Contact(id="c-other", first_name="Ines", last_name="Huber", phone="0316 1", email="i@h.at")


def company(**more: Any) -> Prospect:
    values: dict[str, Any] = {
        "id": "p-company", "name": "Wolpertec GmbH", "number": "17", "created": TODAY,
        "contacts": (PERSON, OTHER), "notes": "Herr Müllner entscheidet, Huber bezahlt",
        "phone": "0316 700",
        "activities": (
            Activity(id="a1", day=TODAY, note="sprach mit Muellner", contact=CID),
            Activity(id="a2", day=TODAY, note="sprach mit Huber", contact="c-other")),
        "assessments": (Assessment(checklist="g", version=1, day=TODAY, answers=(
            Answer(criterion="M", rating=3, rated=TODAY, words="Müllner will", contact=CID,
                   carried="kurz"),)),),
        "decisions": (Decision(day=TODAY, choice=Choice.PARK, checklist="g", version=1,
                               reason="bis Müllner zurück ist"),),
        "triggers": (Trigger(kind=TriggerKind.COMPLAINT, day=TODAY, note="von Xaver Müllner"),),
        "profile_checks": (ProfileCheck(day=TODAY, source="Herr Müllner"),),
        "follow_ups": (FollowUp(id="f1", due=TODAY, reason="Müllners Angebot",
                                contact=CID),),
        "acknowledgements": (Acknowledgement(
            event=f"birthday:{CID}", turn=date(2026, 4, 3), day=date(2026, 4, 7),
            kind=AckKind.GIFT, value=2500),),
        "revenue": (RevenueEntry(first=date(2026, 1, 1), last=date(2026, 1, 31), revenue=99),),
    }
    return Prospect(**{**values, **more})


def neighbour() -> Prospect:
    return Prospect(id="p-other", name="Nachbar AG", created=TODAY,
                    notes=f"Empfehlung von Xaver Müllner, {PHONE.replace(' ', '/')}")


def needles() -> list[bytes]:
    found = []
    for text in GONE:
        for form in {text, text.lower(), text.upper()}:
            found += [form.encode(e) for e in ENCODINGS]
            found.append(json.dumps(form)[1:-1].encode())
    return [*found, b"muellner", b"mullner"]


def left(folder: Path) -> set[str]:
    """Names of files in which anything of the person stands; searched as bytes, nothing else."""
    wanted = needles()
    return {
        str(path.relative_to(folder)) for path in folder.rglob("*")
        if path.is_file() and any(n in path.read_bytes() for n in wanted)
    }


@pytest.fixture
def path(kit: SimpleNamespace, tmp_path: Path) -> Path:
    """A store with journal, history, two companies and a past."""
    path = tmp_path / "data.json"
    with kit.open_book(path) as book:
        first = company(contacts=(replace(PERSON, last_name="Müllner-Alt", email="x@alt.example"),
                                  OTHER))
        book.apply(kit.put(first, neighbour()))
        book.flush(10)
        book.apply(kit.put(company(), kit.prospect("p-third")))
        book.compact()
        book.flush(10)
        book.apply(Edit(label="logged", args=(("what", "Anruf bei Xaver Müllner"),),
                        records=(company(notes="Müllner kommt\nMüllner geht, Huber bleibt"),)))
    return path


def surroundings(path: Path, book: Any) -> None:
    """Backups, drafts, torn copies, damaged files, conflict copies, temporary files."""
    clock = [NOW - timedelta(days=40)]

    def now() -> datetime:
        clock[0] += timedelta(days=1)
        return clock[0]

    backups = Backups(path, now=now)
    for _ in range(21):
        backups.make_by(book.save_copy, BackupKind.MANUAL)
    # The day has its backup: the erasure is not its first save.
    Backups(path, now=lambda: NOW).make_by(book.save_copy, BackupKind.DAILY)
    (path.parent / "backups" / "backup-20260101-080000-daily.json").write_bytes(b"Xaver kaputt")
    Drafts(path).save("p-company", {"person.0.last_name": "Müllner"})
    Drafts(path).save("p-third", {"notes": "nichts"})
    spare = Path(runtime_folder(str(path)))
    spare.mkdir(mode=0o700)
    (spare / "p-company.json").write_text('{"person.0.last_name": "Müllner"}')
    raw, log = path.read_bytes(), path.with_name("data.json.journal").read_bytes()
    history = path.with_name("data.json.history").read_bytes()
    for name, data in {
        "data.json.torn-20260101T000000Z": log[-300:],
        "data.json.torn-20260102T000000Z": b"0bad 12 {nichts",
        "data.json.damaged-20260101-000000": raw[:-700],
        "data.json.damaged-20260102-000000": raw,
        "data.json.journal.damaged-20260101-000000": log + b"0bad 3 " + MAIL.encode(),
        "data.json.history.damaged": b"0bad 3 x\n" + history,
        "data (conflicted copy).json": raw,
        ".data.json.0123456789abcdef.tmp": raw,
        "backups/.backup-x.json.0123456789abcdef.tmp": raw,
    }.items():
        (path.parent / name).write_bytes(data)


def test_nothing_is_left_in_any_file(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path) as book:
        surroundings(path, book)
        assert len(left(path.parent)) > 30
        plan = erasing.plan_erase(book, "p-company", CID)
        assert (plan.name, plan.company, plan.number) == ("Xaver Müllner", "Wolpertec GmbH", "17")
        assert (plan.activities, plan.follow_ups, plan.acknowledgements) == (1, 1, 1)
        assert plan.changes > 0
        assert [n.text for n in plan.notes] == [
            "sprach mit Muellner", "Müllners Angebot",
            "Müllner will", "bis Müllner zurück ist", "von Xaver Müllner", "Herr Müllner",
            "Müllner kommt\nMüllner geht, Huber bleibt",
            "Empfehlung von Xaver Müllner, 0664/123/45/67"]
        kinds = {stand.kind for stand in plan.stands}
        assert kinds == {"data", "journal", "history", "backup", "draft", "torn", "copy", "left"}
        report = erasing.erase(book, plan, now=NOW)
        assert report.clean, report
        assert (report.blanked, report.kept) == (8, 0)
        assert left(path.parent) == set()
        record = book.get("p-company")
        assert record.contacts == (OTHER,)
        assert record.notes == "[...] kommt\n[...] geht, Huber bleibt"
        assert [a.contact for a in record.activities] == ["erased", "c-other"]
        assert record.activities[1].note == "sprach mit Huber"
        assert record.follow_ups[0].reason == "[...] Angebot"
        assert record.acknowledgements[0].turn == date(2026, 4, 7)
        assert (record.acknowledgements[0].value, record.revenue[0].revenue) == (2500, 99)
        assert book.get("p-other").notes == "Empfehlung von [...], [...]"
        assert not any("Müllner" in repr(change) for change in book.history)
    assert left(path.parent) == set()
    report_check = check(path)
    assert not report_check.problems
    assert all(b.ok for b in report_check.backups)
    assert len(report_check.backups) == 23
    names = {"p-company", "p-other", "p-third"}
    for backup in report_check.backups:
        assert {p.id for p in plan_restore(kit.open_book(path, read_only=True),
                                           backup).change} <= names
    torn = {p.name for p in path.parent.iterdir() if "torn" in p.name or "damaged" in p.name}
    assert torn == {"data.json.torn-20260102T000000Z", "data.json.damaged-20260102-000000",
                    "data.json.journal.damaged-20260101-000000", "data.json.history.damaged"}
    assert Drafts(path).names() == ("p-third",)
    assert not list(Path(runtime_folder(str(path))).iterdir())


def test_the_history_of_others_stays(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path) as book:
        before = book.entries("p-third")
        plan = erasing.plan_erase(book, "p-company", CID)
        erasing.erase(book, plan, now=NOW)
    with kit.open_book(path) as book:
        assert book.entries("p-third") == before
        said = book.entries("p-company")
        assert said
        assert {e.user for e in said} == {"anna"}
        while book.undo() is not None:
            assert "Müllner" not in repr(book.history[-1])


def test_what_was_decided_to_stay_is_reported(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path) as book:
        plan = erasing.plan_erase(book, "p-company", CID)
        blank = [note for note in plan.notes if note.prospect == "p-company"]
        report = erasing.erase(book, plan, blank, now=NOW)
        assert (report.blanked, report.kept, report.clean) == (7, 1, False)
        assert {hit.text for hit in report.found.hits} == {"Xaver Müllner", "Müllner"}
        assert str(path) in {hit.path for hit in report.found.hits}
        assert "Xaver" in book.get("p-other").notes


def test_an_old_backup_comes_back_without_the_person(
    kit: SimpleNamespace, path: Path, tmp_path: Path
) -> None:
    old = tmp_path / "stick" / "alt.json"
    old.parent.mkdir()
    with kit.open_book(path) as book:
        book.save_copy(old)
        erasing.erase(book, erasing.plan_erase(book, "p-company", CID), now=NOW)
        plan = plan_restore(book, old)
        book.apply(edit_for_restore(plan))
        book.flush(10)
        assert book.get("p-company").contacts == (OTHER,)
        assert book.get("p-company").notes.startswith("[...]")
    raw = old.read_bytes()
    old.unlink()
    for name in ("data.json", "data.json.journal"):
        path.with_name(name).unlink()
    path.write_bytes(raw)
    with kit.open_book(path) as book:
        # The journal is gone too, and the history knows that there was one.
        assert [n.code for n in book.notices] == ["journal", "erased"]
        assert book.get("p-company").contacts == (OTHER,)
    names = left(tmp_path)
    # Nobody is asked again about notes: those of other companies name whom they name.
    assert names == set()


def test_a_whole_record(kit: SimpleNamespace, path: Path) -> None:
    link = Relation(kind=RelationKind.REFERRED_BY, other="p-company")
    with kit.open_book(path) as book:
        book.apply(kit.put(replace(neighbour(), relations=(link,),
                                   notes="Partner von Wolpertec GmbH"),
                           ))
        surroundings(path, book)
        plan = erasing.plan_erase(book, "p-company")
        assert (plan.links, plan.name, plan.contact) == (1, "Wolpertec GmbH", "")
        report = erasing.erase(book, plan, now=NOW)
        assert report.clean, report.found.hits
        assert "p-company" not in book.rows
        assert book.get("p-other").relations == ()
        assert book.get("p-other").notes == "Partner von [...]"
    assert left(path.parent) == set()
    files = [p for p in path.parent.rglob("*") if p.is_file()]
    assert not [p for p in files if b"Wolpertec" in p.read_bytes()]


def test_what_others_share_stays_with_them(kit: SimpleNamespace, path: Path) -> None:
    twin = Contact(id="c-twin", first_name="Ida", last_name="Müllner", phone=PHONE)
    with kit.open_book(path) as book:
        book.apply(kit.put(Prospect(id="p-t", name="Zwei KG", created=TODAY,
                                    notes="Müllner und Xaver Müllner", contacts=(twin,))))
        plan = erasing.plan_erase(book, "p-company", CID)
        # The same name and number: the same person, as far as anybody can tell.
        assert plan.people == (("p-company", "Wolpertec GmbH"), ("p-t", "Zwei KG"))
        book.apply(kit.put(Prospect(
            id="p-t", name="Zwei KG", created=TODAY, notes="Müllner und Xaver Müllner",
            contacts=(replace(twin, last_name="Maier"), replace(twin, id="t2", phone="")))))
        plan = erasing.plan_erase(book, "p-company", CID)
        assert plan.shared == (PHONE,)
        erasing.erase(book, plan, now=NOW)
        assert book.get("p-t").notes == "Müllner und [...]"
        assert [c.phone for c in book.get("p-t").contacts] == [PHONE, ""]


def test_objections_outlive_the_person_as_hashes(kit: SimpleNamespace, path: Path) -> None:
    with kit.open_book(path) as book:
        erasing.erase(book, erasing.plan_erase(book, "p-company", CID), now=NOW)
    assert ledger.suppressed(path, MAIL.upper()) == "2026-11-21"
    assert ledger.suppressed(path, "", "0043 664 1234567") == "2026-11-21"
    assert ledger.suppressed(path, "i@h.at", "0316 1") == ""
    assert ledger.suppression("")(MAIL) == ""
    assert b"wolpertec" not in Path(f"{path}.erased").read_bytes().lower()
    meta = json.loads(path.read_bytes())["_meta"]["1"]
    assert meta["erased"] == [[ledger.digest(CID), "2026-11-21"]]


def test_in_memory(kit: SimpleNamespace) -> None:
    book = kit.open_book("", memory=True, records=(company(), neighbour()))
    book.apply(kit.put(company(notes="Müllner")))
    plan = erasing.plan_erase(book, "p-company", CID)
    assert (plan.stands, plan.changes) == ((), 0)
    assert erasing.erase(book, plan, now=NOW).clean
    assert book.get("p-company").contacts == (OTHER,)
    assert book.undo() is None
    with pytest.raises(KeyError):
        erasing.plan_erase(book, "p-company", CID)


PARTS = {"before": None, "half": lambda n: n // 2}
SHARDS = 5
"""So many tests share the calls of one erase."""


@pytest.mark.timeout(300)
@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("part", PARTS)
def test_killed_anywhere_it_can_be_ended(
    kit: SimpleNamespace, path: Path, part: str, shard: int, tmp_path: Path
) -> None:
    with kit.open_book(path) as book:
        Backups(path, now=lambda: NOW - timedelta(days=3)).make_by(
            book.save_copy, BackupKind.MANUAL)
        Drafts(path).save("p-company", {"name": "Müllner"})
        before = book.get("p-third"), book.entries("p-third")
    files = {p.relative_to(path.parent): p.read_bytes()
             for p in path.parent.rglob("*") if p.is_file()}
    step, ended = shard + 1 - SHARDS, False
    while not ended:
        step += SHARDS
        home = tmp_path / "runs" / str(step)
        for name, data in files.items():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            (home / name).write_bytes(data)
        fs = kit.Breaking(at=step, act=kit.die(PARTS[part]))
        ended = child(kit, home / "data.json", fs) == 0
        with kit.open_book(home / "data.json") as book:
            if book.get("p-company").contact(CID) is not None:
                plan = erasing.plan_erase(book, "p-company", CID)
                assert erasing.erase(book, plan, now=NOW).clean
            assert (book.get("p-third"), book.entries("p-third")) == before
            assert book.get("p-company").contacts == (OTHER,)
        assert left(home) == set(), step
        assert not check(home / "data.json").problems
        assert len(Backups(home / "data.json").list()) >= 1
        assert not erasing.unfinished(home / "data.json")
    assert step > 100


def child(kit: SimpleNamespace, path: Path, fs: Any) -> int:
    """An erase in a process of its own that dies; 0 if it came to its end."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            book = kit.open_book(path, fs=fs)
            plan = erasing.plan_erase(book, "p-company", CID, fs=fs)
            erasing.erase(book, plan, now=NOW, fs=fs)
            book.close()
            status = 0 if len(fs.log) < fs.at else 9
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert status in (0, 9)
    return status
