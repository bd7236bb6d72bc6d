"""Where the time of all goes: the numbers of the demo, and the proposal as one change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from store.book import Book
from store.book.timing import Spent, TimeReport, relief, time_report
from store.catalogue import load_checklist
from store.demo import demo_prospects
from store.profile.activity import Activity, ActivityKind
from store.profile.company import Light, RevenueEntry
from store.profile.prospect import ClassOverride, Prospect
from store.profile.steps import Stage
from store.profile.worth import OwnCare
from store.value.capacity import Capacity
from store.value.load import TimeKind

TODAY = date(2026, 2, 23)
AGO = TODAY - timedelta(days=60)
Make = Callable[..., Book]


@pytest.fixture
def opened() -> Make:
    def make(*records: Prospect) -> Book:
        return Book.open("", today=TODAY, checklist=load_checklist, memory=True, records=records)
    return make


def report(book: Book, capacity: Capacity | None = None, *, region: str = "AT") -> TimeReport:
    figures = book.figures()
    figures.step(1_000)
    return time_report(book, figures, capacity=capacity, region=region)


def customer(
    name: str, letter: str = "A", *, margin: int | None = 100_00, minutes: int = 60,
    ago: int = 10, care: OwnCare | None = None,
) -> Prospect:
    return Prospect(
        id=name, name=name, created=TODAY, stage=Stage.REGULAR, care=care,
        class_override=ClassOverride(letter=letter, day=TODAY),
        revenue=(RevenueEntry(first=AGO, last=AGO, revenue=1_000_00, margin=margin),),
        activities=(Activity(id="v", day=TODAY - timedelta(days=ago), minutes=minutes,
                             kind=ActivityKind.VISIT),) if minutes else ())


def test_the_demo_year(opened: Make) -> None:
    found = report(opened(*demo_prospects(TODAY)))
    assert (found.working, found.days, found.hours) == (251, 212, Fraction(81_408, 100))
    assert found.load.minutes == 487 * 60
    assert found.used is not None
    assert f"{float(100 * found.used):.1f}" == "59.8"
    assert found.light is Light.GREEN
    assert (found.cuts, found.enough) == ((), True)
    assert [(part.kind.value, part.count) for part in found.parts] == [
        ("A", 6), ("B", 8), ("C", 12), ("pursue", 3), ("develop", 5), ("park", 2), ("drop", 1),
        ("former", 2), ("contact", 1)]
    assert report(opened(), region="BY").working == 252


def test_what_was_spent_is_the_sum_of_the_records(opened: Make) -> None:
    book = opened(*demo_prospects(TODAY))
    found = report(book)
    assert found.spent is not None
    assert found.months is not None
    year = [(book.rows[key].letter, one) for key in book.rows for one in book.get(key).activities
            if date(2025, 2, 23) < one.day <= TODAY]
    assert sum(one.minutes for one in found.spent.values()) == sum(a.minutes for _, a in year)
    assert found.spent[TimeKind.A].minutes == sum(a.minutes for k, a in year if k == "A") > 0
    assert sum(one.margin for one in found.spent.values()) == 234_306_00
    this_month = [a.minutes for _, a in year if a.day >= date(2026, 2, 1)]
    assert found.months[-1] == sum(this_month) > 0
    customers = {kind for kind in TimeKind if kind in "ABCNO"}
    assert sum(found.shared.values()) == sum(found.load.part(k).minutes for k in customers)


def test_without_figures_only_the_plan_is_known(opened: Make) -> None:
    found = time_report(opened(customer("a")))
    assert (found.spent, found.months, found.costly) == (None, None, None)
    assert found.load.minutes == 42 * 60


def test_the_archive_and_the_future_take_no_time(opened: Make) -> None:
    found = report(opened(customer("a"), replace(customer("b"), archived=TODAY),
                          customer("c", ago=-1)))
    assert found.load.part(TimeKind.A).count == 2
    assert found.spent is not None
    assert found.spent[TimeKind.A] == Spent(minutes=60, visits=1, margin=200_00)
    assert found.months == (*[0] * 11, 60)


def test_who_takes_most_time_for_what_they_bring(opened: Make) -> None:
    many = [customer(f"m{n:02}", margin=10_000_00 + n) for n in range(12)]
    found = report(opened(
        customer("small", margin=1_00, minutes=5), customer("much", margin=50_00, minutes=300),
        customer("loss", margin=-1, minutes=9), customer("nothing", margin=0, minutes=10),
        customer("unknown", margin=None, minutes=9_000), customer("silent", minutes=0),
        replace(customer("lead"), stage=Stage.PROSPECT), *many))
    assert found.costly is not None
    assert found.spent is not None
    assert [one.id for one in found.costly] == [
        "nothing", "loss", "much", "small", "m00", "m01", "m02", "m03", "m04", "m05"]
    assert found.spent[TimeKind.A].unknown == 1


def test_who_waits_longest_for_their_class(opened: Make) -> None:
    found = report(opened(
        customer("a", ago=30), customer("b", "B", ago=45), customer("c", "C", ago=292),
        customer("never", "C", minutes=0), customer("own", "A", ago=30, care=OwnCare(
            visits=1, calls=0)), customer("none", care=OwnCare(visits=0, calls=0)),
        replace(customer("former"), stage=Stage.FORMER)))
    assert [(one.id, one.days, one.allowed, one.over) for one in found.neglected] == [
        ("never", None, 146, True), ("c", 292, 146, True), ("a", 30, 20, True),
        ("b", 45, 45, False), ("own", 30, 730, False)]


def test_whether_time_follows_value(opened: Make) -> None:
    found = report(opened(*demo_prospects(TODAY)))
    assert found.shares(TimeKind.PURSUE) is None
    share = found.shares(TimeKind.C)
    assert share is not None
    assert (f"{float(share[0]):.3f}", f"{float(share[1]):.3f}") == ("0.263", "0.087")
    assert found.too_much is TimeKind.C
    level = report(opened(customer("a", minutes=60), customer("b", "B", minutes=50)))
    assert level.too_much is None, "50 to 60 beside half and half"
    assert report(opened(customer("a", margin=-1))).too_much is None, "nothing is brought"
    assert report(opened(customer("a", minutes=0))).shares(TimeKind.A) is None


def test_the_proposal_is_one_change_that_can_be_undone(opened: Make) -> None:
    book = opened(
        *(customer(f"c{n}", "C") for n in range(3)), customer("b", "B"), customer("a"),
        customer("mine", "A", care=OwnCare(visits=20, calls=1)),
        replace(customer("gone", "B"), archived=TODAY))
    capacity = Capacity(vacation=0, sickness=0, training=0, day_minutes=23, active=100, reserve=0)
    before = report(book, capacity)
    assert before.load.minutes == (42 + 13 + 9) * 60 + 20 * 180 + 15
    assert [cut.letter for cut in before.cuts] == ["C", "B", "A"]
    book.apply(edit := relief(book, before.cuts))
    assert (edit.label, edit.args) == ("care_cut", (("count", "5"),))
    assert {key: book.get(key).care for key in ("c1", "b", "a", "mine", "gone")} == {
        "c1": OwnCare(visits=0, calls=4), "b": OwnCare(visits=2, calls=12),
        "a": OwnCare(visits=8, calls=24), "mine": OwnCare(visits=20, calls=1), "gone": None}
    after = report(book, capacity)
    assert (after.load.minutes, after.cuts) == (before.cuts[-1].left, ())
    assert before.enough is after.enough is (before.cuts[-1].left <= after.hours * 60)
    book.undo()
    assert report(book, capacity).load == before.load


def test_it_says_where_even_that_is_not_enough(opened: Make) -> None:
    none = report(opened(customer("a")), Capacity(vacation=366))
    assert (none.used, none.light, none.enough) == (None, Light.RED, False)
