from __future__ import annotations

import dataclasses
import json
import typing
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import FileError
from store.persistence import formats
from store.profile.activity import Activity, ActivityKind
from store.profile.assessment import Answer, Assessment
from store.profile.company import Offer, Project
from store.profile.contact import Birthday, Contact, Role
from store.profile.decided import Decision
from store.profile.prospect import ClassOverride, Prospect, Stage
from store.profile.steps import Choice
from store.profile.trigger import ProfileCheck, Trigger, TriggerKind
from store.profile.worth import OwnCare, Reference

FULL = Prospect(
    id="a", name="Müller & Söhne", created=date(2026, 1, 2), stage=Stage.QUALIFIED,
    employees=0, tags=("ä", "b"), founded=date(1970, 1, 1),
    contacts=(Contact(id="c", last_name="Huber", roles=(Role.DECIDER, Role.USER),
                      birthday=Birthday(day=29, month=2)),),
    activities=(Activity(id="x", day=date(2026, 1, 3), kind=ActivityKind.VISIT, minutes=5),),
    assessments=(Assessment(checklist="bant", version=2, day=date(2026, 1, 4), answers=(
        Answer(criterion="B", rating=0, rated=date(2026, 1, 4), carried="grundcheck",
               contact="c"),)),),
    decisions=(
        Decision(day=date(2026, 1, 4), choice=Choice.PARK, checklist="bant", version=2),
        Decision(day=date(2026, 1, 5), choice=Choice.DROP, recommended=Choice.PARK, rule="R2",
                 criterion="B", score=0, low=0, high=8125, confidence=600, checklist="bant",
                 version=2, reason="no_money", until=date(2026, 2, 1), author="anna"),
    ),
    triggers=(Trigger(kind=TriggerKind.OWNERS, day=date(2026, 1, 6), note="n", author="a"),),
    profile_checks=(ProfileCheck(day=date(2026, 1, 7), source="Huber", author="a"),),
    offers=(Offer(id="o", title="Angebot", closed=date(2026, 1, 8)),),
    projects=(Project(id="p", title="Neubau", noted=date(2026, 1, 8)),),
    reference=Reference.NAMED, fit=0, fit_note="fair", collection=True,
    care=OwnCare(visits=0, calls=12),
    class_override=ClassOverride(letter="B", day=date(2026, 1, 9), until=date(2026, 7, 9)),
)


def test_a_line_is_small_ascii_and_begins_with_the_id() -> None:
    line = formats.encode(Prospect(id="a", name="Ä", created=date(2026, 1, 2)))
    assert line == b'{"id":"a","name":"\\u00c4","created":"2026-01-02"}'


def test_a_record_survives() -> None:
    assert formats.decode(formats.encode(FULL)) == FULL


# Every text of the model, also those no keyboard types: what comes back is the cleaned one.
records = st.builds(
    Prospect,
    id=st.just("a"), name=st.text(), created=st.dates(), notes=st.text(),
    employees=st.none() | st.integers(-(2**63), 2**63 - 1), tags=st.lists(st.text()).map(tuple),
    contacts=st.lists(st.builds(Contact, id=st.text("abc", min_size=1), note=st.text()),
                      max_size=3).map(tuple),
)


@settings(max_examples=60)
@given(records)
def test_what_is_settled_is_what_is_read(record: Prospect) -> None:
    settled, line = formats.settle(record)
    assert line.isascii()
    assert b"\n" not in line
    assert formats.decode(line) == settled
    assert formats.settle(settled) == (settled, line)


@pytest.mark.parametrize(("part", "value", "place"), [
    ("employees", "7", "employees"), ("employees", 7.0, "employees"), ("employees", True,
     "employees"), ("name", None, "name"), ("created", "2026-02-30", "created"),
    ("created", "02.03.2026", "created"), ("stage", "lost", "stage"),
    ("contacts", {}, "contacts"), ("tags", ["a", 1], "tags/1"),
    ("contacts", [{"id": "c", "birthday": {"day": "3", "month": 4}}],
     "contacts/0/birthday/day"),
    ("contacts", [{"last_name": "ohne id"}], "contacts/0"),
    ("practice", 1, "practice"), ("notes", ["x"], "notes"),
])
@pytest.mark.parametrize("raw_text", [False, True], ids=["plain", "unusual text"])
def test_a_wrong_type_is_named_with_its_place(
    part: str, value: object, place: str, raw_text: bool
) -> None:
    record = {"id": "a", "name": "x", "created": "2026-01-02", part: value}
    if raw_text:
        record["culture"] = "\u202e"
    with pytest.raises(FileError) as raised:
        formats.decode(json.dumps(record).encode(), "data.json", "prospects/17")
    assert (raised.value.path, raised.value.code) == ("data.json", "damaged")
    assert raised.value.detail == f"prospects/17/{place}"


@pytest.mark.parametrize("line", [
    b"", b"[]", b"null", b"{", b"\xff", b'{"id":"a"}',
    b'{"id":"a","name":"x","created":"2026-01-02","z":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b'{"id":"a","name":"\\u202e","created":"2026-01-02","z":NaN}',
    b'{"id":"a","name":"\\u202e","name":"y","created":"2026-01-02"}',
])
def test_what_is_no_record(line: bytes) -> None:
    with pytest.raises(FileError) as raised:
        formats.decode(line)
    assert (raised.value.code, raised.value.detail) == ("damaged", "")


def test_unknown_keys_survive_load_edit_save() -> None:
    raw = json.loads(formats.encode(FULL))
    raw["later"] = {"x": [1]}
    raw["contacts"][0]["hobby"] = "Chor\u202e"
    raw["activities"][0]["place"] = "Graz"
    line = json.dumps(raw).encode()
    extras = formats.unknown_keys(line)
    assert extras == {
        "": {"later": {"x": [1]}}, "contacts/c": {"hobby": "Chor\u202e"},
        "activities/x": {"place": "Graz"},
    }
    edited = dataclasses.replace(formats.decode(line), phone="+43 1", activities=())
    written = json.loads(formats.settle(edited, extras)[1])
    assert written["later"] == {"x": [1]}
    assert written["contacts"][0]["hobby"] == "Chor\u202e"
    assert written["phone"] == "+43 1"


def test_every_part_with_an_id_keeps_its_unknown_keys() -> None:
    hints = typing.get_type_hints(Prospect)
    parts = {
        name: typing.get_args(hint)[0] for name, hint in hints.items()
        if typing.get_origin(hint) is tuple and dataclasses.is_dataclass(typing.get_args(hint)[0])
    }
    keyed = {k: t for k, t in parts.items() if "id" in {f.name for f in dataclasses.fields(t)}}
    assert keyed == formats.KEYED


@pytest.mark.parametrize("value", [1.5, {"a": 1}, [1], b"x", object(), float("nan")])
def test_a_type_without_a_place(value: Any) -> None:
    with pytest.raises(TypeError):
        formats.settle(Prospect(id="a", name="x", created=date(2026, 1, 1), potential=value))


@pytest.mark.parametrize("text", [
    b'{"a":1,"a":2}', b"[NaN]", b"[Infinity]", b"[-Infinity]", b"[1,]",
    b"[" + b"9" * 5000 + b"]",
])
def test_json_without_its_traps(text: bytes) -> None:
    with pytest.raises(ValueError):
        formats.parse(text)
