"""What holds for every form: untouched it changes nothing, drafts and languages keep it whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from form_kit import HUBER, TODAY, saved
from hypothesis import given, settings
from hypothesis import strategies as st

from store import (
    NOBODY,
    Activity,
    ActivityKind,
    Address,
    AddressKind,
    Channel,
    Consent,
    Contact,
    Contract,
    FinancialStatus,
    FollowUp,
    Light,
    Manner,
    MarketNote,
    MarketSubject,
    NameDay,
    Need,
    NeedKind,
    Offer,
    OwnCare,
    OwnDate,
    Project,
    ProjectKind,
    Prospect,
    Reference,
    Relation,
    RelationKind,
    Wish,
    keyed,
)
from store.demo import demo_prospects
from tui import texts
from tui.form.drafts import as_fields, both_changed, changed_since, rebased, with_fields
from tui.form.fields import CHOICES, Field, Kind
from tui.form.reading import Look
from tui.form.readings import read
from tui.form.sections import SECTIONS
from tui.form.session import Session
from tui.form.state import Form, open_form
from tui.form.writing import Around, Found, write

AROUND = Around(today=TODAY, find=lambda text: Found(key=text))
SECTION = pytest.mark.parametrize("section", list(SECTIONS))
_WORD = st.text(alphabet="aÄß .-,", max_size=9).map(lambda text: " ".join(text.split()))
_NAME = st.text(alphabet="abÄ", min_size=1, max_size=6)
_DAY = st.dates(date(1950, 1, 1), date(2060, 12, 31))
_BEHIND = st.dates(date(1950, 1, 1), TODAY)
_PEOPLE = st.sampled_from(["", "eva", "karl", "gone"])


def some(strategy: Any) -> Any:
    return st.none() | strategy


@st.composite
def records(draw: Any) -> Prospect:
    """A company of which everything may be known."""
    def several(make: Any) -> Any:
        return draw(st.lists(make, max_size=3).map(tuple))

    ids = iter(f"i{number}" for number in range(99))
    key = st.builds(lambda: next(ids))
    people = (
        replace(HUBER.contacts[0], leads_to=draw(_PEOPLE), successor=draw(
            st.sampled_from(["", NOBODY, "karl"])), influence=draw(some(st.integers(1, 3))),
            attitude=draw(some(st.integers(-2, 2))), wish=draw(some(st.sampled_from(Wish))),
            manner=draw(some(st.sampled_from(Manner))), lead=draw(some(st.integers(0, 99))),
            channel=draw(some(st.sampled_from(Channel))), since=draw(some(_DAY)),
            name_day=draw(some(st.builds(NameDay, day=st.integers(1, 28),
                                         month=st.integers(1, 12)))),
            consents=several(st.builds(Consent, channel=st.sampled_from(Channel), given=_BEHIND,
                                       text=_WORD, proof=_WORD))),
        HUBER.contacts[1])
    return replace(
        HUBER, contacts=people, founded=draw(some(_BEHIND)), share=draw(some(st.integers(0, 100))),
        manner=draw(some(st.sampled_from(Manner))), days_late=draw(some(st.integers(0, 99))),
        reference=draw(some(st.sampled_from(Reference))),
        fit=draw(some(st.integers(0, 10))), fit_note=draw(_WORD),
        collection=draw(st.booleans()), care=draw(some(st.builds(
            OwnCare, visits=st.integers(0, 254), calls=st.integers(0, 250)))),
        former_names=several(_NAME), wanted=several(_NAME), target=draw(st.booleans()),
        needs=several(st.builds(Need, text=_WORD, kind=st.sampled_from(NeedKind),
                                noted=some(_DAY))),
        financials=several(st.builds(FinancialStatus, noted=_DAY, source=_WORD,
                                     light=st.sampled_from(Light))),
        projects=several(st.builds(Project, id=key, title=_WORD, due=some(_DAY),
                                   kind=st.sampled_from(ProjectKind), until=some(_DAY),
                                   approximate=st.booleans(), done=st.booleans())),
        offers=several(st.builds(Offer, id=key, title=_WORD, amount=some(st.integers(0, 10**9)),
                                 made=some(_DAY), closed=some(_DAY))),
        contracts=several(st.builds(Contract, id=key, title=_WORD, end=_DAY,
                                    notice=st.integers(0, 40), renewal=st.integers(0, 40))),
        addresses=several(st.builds(Address, kind=st.sampled_from(AddressKind), place=_WORD)),
        relations=several(st.builds(Relation, kind=st.sampled_from(RelationKind), other=_NAME)),
        dates=several(st.builds(OwnDate, id=key, title=_WORD, day=_DAY, contact=_PEOPLE,
                                yearly=st.booleans(), lead=st.integers(0, 99))),
        market=several(st.builds(MarketNote, id=key, day=_DAY, text=_WORD, subject=_WORD,
                                 about=st.sampled_from(MarketSubject))),
        activities=several(st.builds(
            Activity, id=key, day=_DAY, kind=st.sampled_from(ActivityKind), contact=_PEOPLE,
            minutes=st.integers(0, 500), others=st.lists(_PEOPLE, max_size=2).map(tuple))),
        follow_ups=several(st.builds(
            FollowUp, id=key, due=_DAY, reason=_WORD, kind=some(st.sampled_from(ActivityKind)),
            contact=_PEOPLE, promised=st.booleans())))


def touched(form: Form) -> Form:
    """Every text typed anew, as it stands: nothing that was not there is there then."""
    for number, page in enumerate(form.pages):
        for one in page.fields:
            form = form.put(number, one.code, page.text(one.code) + "x")
            form = form.put(number, one.code, page.text(one.code))
    return form


@settings(max_examples=30, deadline=None)
@given(records(), st.sampled_from(list(SECTIONS)), st.sampled_from(["de", "en"]))
def test_opened_and_saved_it_is_the_same(record: Prospect, section: str, language: str) -> None:
    texts.use(language, "AT")
    form = open_form(record, section, AROUND)
    assert form.changes == ()
    assert saved(form) is record
    assert touched(form) == form
    assert saved(touched(form)) is record


@settings(max_examples=30, deadline=None)
@given(records(), st.sampled_from(list(SECTIONS)), st.sampled_from(["de", "en"]))
def test_every_text_is_read_as_what_is_on_file(
        record: Prospect, section: str, language: str) -> None:
    """Typed anew, letter by letter, it means the same: a value is never lost by editing."""
    texts.use(language, "AT")
    for page in open_form(record, section, AROUND).pages:
        if page.new:
            continue
        look = Look(today=TODAY, page=page.all, around=AROUND)
        for one in page.fields:
            text = page.text(one.code)
            if text and one.kind is not Kind.DUE and not _refused_day(one, text, look):
                reading = read(one, text, look)
                assert not reading.wrong, (one.code, text, reading)
                assert _again(one, reading.value, page.text(one.code)), (one.code, text)


def _refused_day(field: Field, text: str, look: Look) -> bool:
    """A day that a form refuses today may stand in an older file."""
    refusing = field.kind is Kind.BEHIND or bool(field.after)
    return refusing and read(field, text, look).wrong


def _again(field: Field, value: Any, text: str) -> bool:
    if field.kind in CHOICES or field.kind in (Kind.POSTCODE, Kind.COUNTRY, Kind.NOTE, Kind.TAGS,
                                               Kind.NAMES, Kind.CONSENT):
        return True
    return write(field, value, AROUND) == text


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_form_of_the_demo_is_untouched(language: str) -> None:
    texts.use(language, "AT")
    for record in demo_prospects(TODAY, lang=language):
        for section in SECTIONS:
            form = open_form(record, section, AROUND)
            assert form.changes == ()
            assert saved(form) is record


@settings(max_examples=30, deadline=None)
@given(records(), st.sampled_from(list(SECTIONS)), st.data())
def test_a_draft_gives_the_form_back(record: Prospect, section: str, data: Any) -> None:
    form = open_form(record, section, AROUND)
    for _n in range(data.draw(st.integers(1, 5))):
        number = data.draw(st.integers(0, len(form.pages) - 1))
        if data.draw(st.booleans()) and not form.blank(number):
            form = form.remove(number)
            continue
        page = form.pages[number]
        texts_of = [one.code for one in page.fields if one.kind not in (*CHOICES, Kind.FIXED)]
        if not page.removed:
            form = form.put(number, data.draw(st.sampled_from(texts_of)), data.draw(_NAME))
    again = with_fields(open_form(record, section, AROUND), as_fields(form))
    assert _said(again) == _said(form)


def _said(form: Form) -> list[Any]:
    """What the pages say, but for new ones taken off again and how new ones are numbered."""
    return [(page.sheet.code, "" if page.new else page.entry, page.all, page.removed)
            for number, page in enumerate(form.pages)
            if not page.new or (not page.removed and not form.blank(number))]


@SECTION
def test_another_language_changes_nothing(section: str) -> None:
    record = replace(
        HUBER, projects=(Project(id="p", title="Halle", due=date(2026, 9, 30), approximate=True),),
        contracts=(Contract(id="c", title="Miete", end=date(2027, 5, 31)),),
        dates=(OwnDate(id="o", title="Fest", day=date(2026, 5, 1)),),
        financials=(FinancialStatus(noted=TODAY, light=Light.GREEN, source="Presse"),))
    session = Session(open_form(record, section, AROUND), TODAY)
    before = session.form
    session.retell(lambda: texts.use("en", "AT"))
    assert session.form.changes == ()
    assert saved(session.form) is record
    session.retell(lambda: texts.use("de", "AT"))
    assert session.form == before


# -- two people at once --------------------------------------------------------------------


NEEDS = replace(HUBER, needs=(Need(text="Zaun"), Need(text="Tor")))


def key_of(record: Prospect, where: str, number: int) -> str:
    return list(keyed(record, where))[number]


def test_fields_of_one_need_go_together() -> None:
    form = open_form(NEEDS, "needs", AROUND).put(0, "state", "solved")
    newer = replace(NEEDS, needs=(replace(NEEDS.needs[0], kind=NeedKind.WANT), NEEDS.needs[1]))
    fresh = open_form(newer, "needs", AROUND)
    assert both_changed(form, fresh) == ()
    record = saved(rebased(form, fresh))
    assert record.needs[0] == Need(text="Zaun", kind=NeedKind.WANT, state="solved")  # type: ignore[arg-type]


def test_the_same_field_of_one_need_is_asked_about() -> None:
    form = open_form(NEEDS, "needs", AROUND).put(1, "state", "solved")
    newer = replace(NEEDS, needs=(
        NEEDS.needs[0], replace(NEEDS.needs[1], state="addressed")))  # type: ignore[arg-type]
    fresh = open_form(newer, "needs", AROUND)
    assert both_changed(form, fresh) == ((1, "state"),)
    kept = as_fields(form)
    assert changed_since(with_fields(fresh, kept), kept, TODAY) == ((1, "state"),)


def test_a_need_reworded_by_somebody_else_is_not_lost_here() -> None:
    """Mine stands as a new one beside it: nothing typed is lost, both are there to look at."""
    form = open_form(NEEDS, "needs", AROUND).put(0, "state", "solved")
    newer = replace(NEEDS, needs=(Need(text="Zaun, neu"), NEEDS.needs[1]))
    record = saved(rebased(form, open_form(newer, "needs", AROUND)))
    assert [(need.text, need.state.value) for need in record.needs] == [
        ("Zaun, neu", "open"), ("Tor", "open"), ("Zaun", "solved")]


def test_a_need_removed_by_somebody_else_and_untouched_here_stays_removed() -> None:
    form = open_form(NEEDS, "needs", AROUND).put(1, "state", "solved")
    newer = replace(NEEDS, needs=NEEDS.needs[1:])
    assert [need.text for need in saved(rebased(form, open_form(
        newer, "needs", AROUND))).needs] == ["Tor"]


def test_who_adds_meets_who_adds() -> None:
    form = open_form(HUBER, "deals", AROUND).put(0, "title", "meins")
    newer = replace(HUBER, offers=(Offer(id="o", title="ihres"),))
    record = saved(rebased(form, open_form(newer, "deals", AROUND)))
    assert [offer.title for offer in record.offers] == ["ihres", "meins"]


def test_an_entry_changed_meanwhile_is_not_taken_off() -> None:
    base = replace(HUBER, offers=(Offer(id="o", title="Jacken"),))
    form = open_form(base, "deals", AROUND).remove(0)
    newer = replace(base, offers=(Offer(id="o", title="Jacken", amount=1),))
    assert saved(rebased(form, open_form(newer, "deals", AROUND))).offers == newer.offers
    assert saved(rebased(form, open_form(base, "deals", AROUND))).offers == ()


def test_a_person_taken_off_is_nowhere_any_more() -> None:
    known = replace(HUBER, contacts=(
        replace(HUBER.contacts[0], leads_to="karl", successor="karl"), HUBER.contacts[1],
        Contact(id="max", last_name="Moser")),
        dates=(OwnDate(id="o", title="Fest", day=TODAY, contact="karl"),),
        activities=(Activity(id="a", day=TODAY, contact="eva", others=("karl", "max")),))
    record = saved(open_form(known, "people", AROUND).remove(3))
    assert "karl" not in repr(record)
