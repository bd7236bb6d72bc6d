from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.catalogue import load_checklist
from store.events.agenda import HORIZON_DAYS
from store.overview import Row, coming, make_row, rank
from store.profile.activity import (
    AckKind,
    Acknowledgement,
    Activity,
    ActivityKind,
    FollowUp,
)
from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.profile.company import (
    Address,
    Contract,
    FinancialStatus,
    Light,
    Need,
    Offer,
    Project,
    RevenueEntry,
)
from store.profile.contact import Birthday, Contact
from store.profile.decided import Decision
from store.profile.months import add_months
from store.profile.prospect import ClassOverride, Prospect, Stage
from store.profile.trigger import Trigger, TriggerKind
from store.qualification.decision import Choice
from store.text import matches, query_words

TODAY = date(2026, 2, 23)
DAY = timedelta(days=1)
CHECKLIST = load_checklist()


def assessment(**ratings: int) -> Assessment:
    """A grundcheck of 11 February, all stated but B, which is confirmed."""
    answers = tuple(
        Answer(
            criterion=code,
            rating=rating,
            rated=date(2026, 2, 11),
            evidence=Evidence.CONFIRMED if code == "B" else Evidence.STATED,
        )
        for code, rating in ratings.items()
    )
    return Assessment(checklist="grundcheck", version=1, day=date(2026, 2, 11), answers=answers)


GIPFELMOPS = Prospect(
    id="33",
    name="Gipfelmops Sportartikel GmbH",
    legal_form="GmbH",
    number="10231",
    created=date(2025, 11, 3),
    stage=Stage.PROSPECT,
    addresses=(Address(postcode="6330", place="Kufstein", country="AT"),),
    phone="+49 89 99998 000",
    industry="Handel",
    potential=3_000_000,
    contacts=(
        Contact(id="a", last_name="Alt", left=date(2025, 12, 1), phone="1"),
        Contact(id="b", first_name="Bastian", last_name="Thaler", phone="+49 89 99998 033"),
    ),
    needs=(Need(text="Schulung", noted=date(2026, 1, 7)),),
    activities=(
        Activity(id="1", day=date(2026, 2, 11), note="will Angebot"),
        Activity(id="2", day=date(2026, 2, 20), kind=ActivityKind.NOTE),
    ),
    follow_ups=(FollowUp(id="f", due=date(2026, 2, 20), reason="Rahmen klären"),),
    assessments=(assessment(M=3, R=2, B=3, E=1, T=2),),
    tags=("Messe",),
)
WOLPERTEC = Prospect(
    id="1",
    name="Wolpertec Anlagenbau GmbH",
    created=date(2020, 1, 1),
    stage=Stage.REGULAR,
    addresses=(Address(postcode="84028", place="Landshut"),),
    founded=date(1976, 5, 1),
    first_order=date(2016, 6, 30),
    contacts=(
        Contact(
            id="k",
            last_name="Achleitner",
            mobile="+49 171 39200 01",
            birthday=Birthday(day=7, month=3, year=1976),
        ),
    ),
    revenue=tuple(
        RevenueEntry(
            first=date(2025, month, 1),
            last=date(2025, month, 28),
            revenue=2_233_333,
            margin=491_333,
            orders=1,
        )
        for month in range(1, 13)
    ),
    financials=(FinancialStatus(noted=date(2025, 9, 1), light=Light.GREEN, source="KSV"),),
    contracts=(Contract(id="c", title="Wartung", end=date(2026, 6, 30), notice=3),),
    offers=(Offer(id="o", title="Anlage", binds_until=date(2026, 3, 2)),),
    projects=(Project(id="p", title="Halle", due=date(2026, 9, 30), approximate=True),),
    assessments=(assessment(M=3),),
)
PARKED = replace(
    GIPFELMOPS,
    id="37",
    assessments=(
        replace(
            assessment(M=3),
            answers=(
                Answer(
                    criterion="Z",
                    rating=0,
                    rated=date(2025, 12, 1),
                    knock_out=KnockOut.TEMPORARY,
                    resume=date(2026, 4, 1),
                ),
                Answer(criterion="M", rating=3, rated=date(2026, 1, 15)),
            ),
        ),
    ),
)
DROPPED = replace(
    GIPFELMOPS,
    id="39",
    name="Rabattraupe",
    assessments=(assessment(M=1, Z=1, R=1, B=1, E=1, T=1),),
)


def row(prospect: Prospect, today: date = TODAY, **base: object) -> Row:
    return make_row(prospect, CHECKLIST, today, **base)  # type: ignore[arg-type]


def test_a_prospect() -> None:
    found = row(GIPFELMOPS, average_revenue=3_846_154)
    assert (found.name, found.short, found.number) == (
        "Gipfelmops Sportartikel GmbH",
        "Gipfelmops Sportartikel",
        "10231",
    )
    assert (found.place, found.industry, found.tags) == ("Kufstein", "Handel", ("Messe",))
    assert (found.person, found.phone) == ("Bastian Thaler", "+49 89 99998 033")
    assert (found.score, found.score_min, found.score_max) == (8125, 6500, 8500)
    assert (found.confidence, found.choice, found.priority) == (600, Choice.DEVELOP, 3)
    assert (found.revenue, found.margin, found.letter) == (0, None, "")
    assert found.last_contact == date(2026, 2, 11)
    assert found.completeness == 57
    assert not found.archived
    assert found.next
    assert (found.next.key, found.next.act_on) == ("followup:f", date(2026, 2, 20))
    assert [o.key for o in found.occurrences] == ["followup:f", "reassessment"]
    assert found.sort_name == "gipfelmops sportartikel gmbh"


@pytest.mark.parametrize("query", ["gipfel", "KUFSTEIN", "thaler 033", "messe", "schulung"])
def test_what_the_filter_finds(query: str) -> None:
    assert matches(query_words(query), row(GIPFELMOPS).search)


def test_a_customer() -> None:
    found = row(WOLPERTEC, computed_class="A")
    assert (found.revenue, found.margin) == (11 * 2_233_333, 11 * 491_333)
    assert (found.letter, found.priority, found.choice) == ("A", 1, Choice.DEVELOP)
    assert found.phone == "+49 171 39200 01"
    keys = [o.key for o in found.occurrences]
    assert keys[:3] == ["offer:o", "birthday:k", "notice:c"]
    assert found.occurrences[1].years == 50
    assert found.occurrences[1].act_on == date(2026, 3, 9)
    assert not {"project:p", "reassessment"} & set(keys)
    assert found.valid_until <= date(2026, 3, 1)
    far = {o.key for o in coming(WOLPERTEC, found, TODAY)}
    assert {*keys, "company", "customer", "project:p", "reassessment"} <= far


def test_a_row_holds_follow_ups_however_far_off_and_always_what_is_next() -> None:
    later = FollowUp(id="f", due=date(2026, 12, 1), reason="Jahresgespräch")
    found = row(Prospect(id="x", name="Neu", created=TODAY, follow_ups=(later,)))
    assert [o.key for o in found.occurrences] == ["followup:f"]
    born = Contact(id="k", last_name="Huber", birthday=Birthday(day=1, month=9))
    found = row(Prospect(id="x", name="Neu", created=TODAY, contacts=(born,)))
    assert [o.key for o in found.occurrences] == ["birthday:k"]


def test_a_class_by_hand_is_in_force() -> None:
    override = ClassOverride(letter="C", day=TODAY)
    found = row(replace(WOLPERTEC, class_override=override), computed_class="A")
    assert (found.computed_class, found.own_class, found.letter) == ("A", "C", "C")
    assert found.priority == 3


def test_a_loss_caps_the_priority() -> None:
    loss = tuple(replace(entry, margin=-1) for entry in WOLPERTEC.revenue)
    assert row(replace(WOLPERTEC, revenue=loss), computed_class="A").priority == 3


def test_nothing_known() -> None:
    found = row(Prospect(id="x", name="Neu", created=TODAY))
    assert (found.choice, found.score, found.score_min, found.score_max) == (None, None, 0, 10000)
    assert (found.person, found.phone, found.place) == ("", "", "")
    assert (found.priority, found.next, found.last_contact) == (None, None, None)
    # In two years it is to be asked whether the record is still needed.
    assert found.valid_until == add_months(TODAY, 24) - timedelta(days=HORIZON_DAYS)


def test_answers_to_another_checklist_do_not_count() -> None:
    other = replace(assessment(M=3), checklist="bant")
    assert row(replace(GIPFELMOPS, assessments=(other,))).choice is None
    both = replace(GIPFELMOPS, assessments=(*GIPFELMOPS.assessments, other))
    assert row(both).score == 8125
    empty = replace(GIPFELMOPS, assessments=(replace(assessment(), answers=()),))
    assert row(empty).choice is None


def test_all_answers_expired() -> None:
    found = row(GIPFELMOPS, TODAY + 500 * DAY)
    assert (found.choice, found.score) == (Choice.DEVELOP, None)


def test_a_card_counts_as_contact() -> None:
    card = Acknowledgement(event="birthday:b", turn=TODAY, day=TODAY, kind=AckKind.CARD)
    assert row(replace(GIPFELMOPS, acknowledgements=(card,))).last_contact == TODAY
    skipped = replace(card, kind=AckKind.SKIPPED)
    found = row(replace(GIPFELMOPS, acknowledgements=(skipped,)))
    assert found.last_contact == date(2026, 2, 11)


@pytest.mark.parametrize(
    ("share", "score"), [(Fraction(1, 3), 33), (Fraction(1, 8), 13), (Fraction(2, 3), 67)]
)
def test_halves_are_rounded_up(share: Fraction, score: int) -> None:
    from store.qualification.weighing import rounded

    assert rounded(share, 100) == score


def decided(prospect: Prospect, choice: Choice, until: date | None = None) -> Prospect:
    return replace(prospect, decisions=(Decision(
        day=TODAY, choice=choice, recommended=Choice.DEVELOP, checklist="grundcheck", version=1,
        reason="Umbau", until=until),))


def test_the_decision_counts_before_the_recommendation() -> None:
    found = row(decided(GIPFELMOPS, Choice.PARK, date(2026, 3, 9)))
    assert (found.choice, found.decided, found.effective) == (
        Choice.DEVELOP, Choice.PARK, Choice.PARK)
    assert (found.priority, row(GIPFELMOPS).priority) == (4, 3)
    assert not found.reconsider
    assert found.valid_until <= date(2026, 3, 9)
    after = row(decided(GIPFELMOPS, Choice.PARK, date(2026, 3, 9)), date(2026, 3, 9))
    assert (after.decided, after.effective, after.priority) == (None, Choice.DEVELOP, 3)
    resumed = [o for o in after.occurrences if o.key == "resume:decision"]
    assert [o.day for o in resumed] == [date(2026, 3, 9)]


def test_a_decision_about_who_is_not_rated() -> None:
    found = row(decided(replace(GIPFELMOPS, assessments=()), Choice.PURSUE))
    assert (found.choice, found.decided, found.priority) == (None, Choice.PURSUE, 2)
    assert found.reconsider


def test_who_was_dropped_by_hand_comes_last() -> None:
    rows = [row(decided(GIPFELMOPS, Choice.DROP)), row(replace(PARKED, id="parked"))]
    assert [r.id for r in sorted(rows, key=lambda r: rank(r, TODAY))] == ["parked", "33"]


def test_three_attempts_without_news_suggest_to_park() -> None:
    calls = tuple(Activity(id=str(n), day=TODAY - n * DAY) for n in range(3))
    vague = replace(GIPFELMOPS, assessments=(assessment(E=2),), activities=calls)
    assert (row(vague).choice, row(replace(vague, activities=calls[1:])).choice) == (
        Choice.PARK, Choice.DEVELOP)


def test_default_order() -> None:
    plain = replace(GIPFELMOPS, follow_ups=())
    calm_customer = replace(WOLPERTEC, id="2", offers=(), contacts=())
    rows = [
        row(replace(WOLPERTEC, id="late", archived=TODAY), computed_class="A"),
        row(DROPPED),
        row(replace(plain, id="unrated", assessments=())),
        row(replace(plain, id="b", name="Berger")),
        row(replace(plain, id="a", name="Ärzte Anna")),
        row(replace(plain, id="sure", assessments=(assessment(M=3, R=3, B=3, E=1, T=3),))),
        row(GIPFELMOPS),
        row(PARKED),
        row(replace(DROPPED, id="customer", stage=Stage.NEW), computed_class="B"),
        row(calm_customer, computed_class="A"),
        row(
            replace(
                calm_customer,
                id="rich",
                revenue=tuple(replace(e, revenue=9_000_000) for e in WOLPERTEC.revenue),
            ),
            computed_class="A",
        ),
    ]
    ordered = [r.id for r in sorted(rows, key=lambda r: rank(r, TODAY))]
    assert ordered == [
        "rich",
        "2",
        "customer",
        "33",
        "sure",
        "a",
        "b",
        "37",
        "unrated",
        "39",
        "late",
    ]


@pytest.mark.parametrize(
    "prospect",
    [GIPFELMOPS, WOLPERTEC, PARKED, DROPPED,
     replace(GIPFELMOPS, decisions=(Decision(
         day=TODAY, choice=Choice.PARK, checklist="grundcheck", version=1,
         until=date(2026, 7, 4)),)),
     replace(WOLPERTEC, triggers=(Trigger(kind=TriggerKind.COMPLAINT, day=date(2026, 5, 2)),)),
    ],
    ids=["33", "1", "37", "39", "decided", "trigger"],
)
@pytest.mark.parametrize("letter", ["", "A", "C"])
def test_it_holds_until_the_day_it_names(prospect: Prospect, letter: str) -> None:
    now = row(prospect, computed_class=letter)
    changed = 0
    for offset in range(1, 600):
        today = TODAY + offset * DAY
        found = row(prospect, today, computed_class=letter)
        if today >= now.valid_until:
            changed += 1
        else:
            assert replace(found, valid_until=now.valid_until) == now
        now = found
    assert changed > 1


@given(
    st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    st.booleans(),
    st.dates(date(2025, 6, 1), date(2027, 1, 1)),
)
@settings(max_examples=30, deadline=None)
def test_it_holds_for_any_dates(
    day: date, due: date, rated: date, promised: bool, today: date
) -> None:
    answers = tuple(replace(a, rated=rated) for a in assessment(M=3, Z=2, R=2).answers)
    prospect = replace(
        WOLPERTEC,
        created=day,
        first_order=day,
        stage=Stage.NEW,
        follow_ups=(FollowUp(id="f", due=due, promised=promised),),
        contracts=(Contract(id="c", title="", end=due, notice=2, renewal=6),),
        offers=(Offer(id="o", title="", binds_until=day),),
        assessments=(replace(assessment(), day=rated, answers=answers),),
        contacts=(Contact(id="k", birthday=Birthday(day=day.day, month=day.month)),),
    )
    now = row(prospect, today)
    for offset in range(1, min((now.valid_until - today).days, 60)):
        found = row(prospect, today + offset * DAY)
        assert replace(found, valid_until=now.valid_until) == now


def test_every_value_of_a_row_is_hashable_and_plain() -> None:
    found = row(WOLPERTEC)
    assert all(hash(getattr(found, field.name)) is not None for field in fields(found))
