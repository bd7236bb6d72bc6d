"""The workplace without a screen: panes, checklist, strip, changes, days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk_kit import TODAY, desk_of, due, names, prospect

from store import (
    Birthday,
    ClassOverride,
    Contact,
    Edit,
    Urgency,
)
from tui.sections import Outline
from tui.view import LISTINGS, ORDERS, RING, Pane

# -- panes and checklist -------------------------------------------------------------------


def test_the_ring_goes_round_in_both_directions() -> None:
    desk = desk_of()
    seen = [desk.turn(1).pane for _ in range(4)]
    assert seen == [Pane.CHECKLIST, Pane.PROFILE, Pane.TODAY, Pane.LIST]
    assert [desk.turn(-1).pane for _ in range(4)] == [Pane.TODAY, Pane.PROFILE, Pane.CHECKLIST,
                                                     Pane.LIST]
    assert set(RING) == set(Pane)


def test_the_checklist_opens_on_its_first_open_criterion() -> None:
    desk = desk_of()
    desk.select(desk.book.find("Gipfelmops")[0].id)
    view = desk.focus(Pane.CHECKLIST)
    assert view.record is not None
    assert view.record.assessment is not None
    given = {answer.criterion for answer in view.record.assessment.answers}
    opened = [index for index, criterion in enumerate(view.checklist.criteria)
              if criterion.code not in given]
    assert view.criterion == opened[0]


def test_the_cursor_of_the_checklist_stays_inside() -> None:
    desk = desk_of()
    desk.focus(Pane.CHECKLIST)
    assert desk.criterion(99).criterion == len(desk.view.checklist.criteria) - 1
    assert desk.criterion(-99).criterion == 0


def test_another_customer_starts_at_the_top_of_profile_and_checklist() -> None:
    desk = desk_of()
    desk.scroll(4, Outline(last=9))
    assert desk.view.scroll == 4
    desk.criterion(3)
    view = desk.move(1)
    assert (view.scroll, view.criterion) == (0, 0)


def test_the_profile_scrolls_no_farther_than_its_last_line() -> None:
    desk = desk_of()
    assert desk.scroll(99, Outline(last=7)).scroll == 7
    assert desk.scroll(-99, Outline(last=7)).scroll == 0


# -- the today strip --------------------------------------------------------------------------


def test_the_strip_is_ordered_by_urgency_then_priority() -> None:
    desk = desk_of()
    keys = [(list(Urgency).index(item.urgency(TODAY)), row.priority or 9)
            for row, item in desk.view.strip]
    assert keys == sorted(keys)
    assert {item.urgency(TODAY) for _row, item in desk.view.strip} == {
        Urgency.OVERDUE, Urgency.TODAY, Urgency.UPCOMING}


def test_of_equal_priority_the_longer_overdue_comes_first() -> None:
    desk = desk_of((
        prospect("kurz", follow_ups=(due(TODAY - timedelta(days=3)),)),
        prospect("lang", follow_ups=(due(TODAY - timedelta(days=10)),)),
        prospect("heute", follow_ups=(due(TODAY),))))
    assert [row.id for row, _item in desk.view.strip] == ["lang", "kurz", "heute"]


def test_what_lies_beyond_its_lead_time_is_not_in_the_strip() -> None:
    desk = desk_of((prospect("fern", follow_ups=(due(TODAY + timedelta(days=60)),)),))
    assert list(desk.view.strip) == []
    assert desk.move_strip(1).item is None
    assert desk.enter_strip().pane is Pane.TODAY


def test_the_list_follows_the_cursor_of_the_strip() -> None:
    desk = desk_of()
    desk.enter_strip()
    for _ in range(5):
        view = desk.move_strip(1)
        assert view.row is not None
        assert view.item is not None
        assert view.row.id == view.item[0].id
    assert desk.move_strip(-99).strip_cursor == 0
    assert desk.move_strip(99).strip_cursor == len(desk.view.strip) - 1


def test_a_finished_item_leaves_the_strip_and_the_next_one_is_under_the_cursor() -> None:
    desk = desk_of()
    desk.enter_strip()
    (row, item), (second, _next) = desk.view.strip[0], desk.view.strip[1]
    record = replace(desk.book.get(row.id), follow_ups=())
    desk.refresh(desk.book.apply(Edit(label="edited", records=(record,))).ids)
    assert item.key not in {one.key for _row, one in desk.view.strip}
    assert desk.view.item is not None
    assert desk.view.item[0].id == second.id
    assert desk.view.row is not None
    assert desk.view.row.id == second.id


def test_a_new_item_takes_its_place_in_the_order() -> None:
    desk = desk_of((
        prospect("b", follow_ups=(due(TODAY - timedelta(days=3)),)),
        prospect("c", follow_ups=(due(TODAY),)), prospect("a")))
    record = replace(desk.book.get("a"), follow_ups=(due(TODAY - timedelta(days=1)),))
    desk.refresh(desk.book.apply(Edit(label="edited", records=(record,))).ids)
    assert [row.id for row, _item in desk.view.strip] == ["b", "a", "c"]


# -- changes from outside, midnight -------------------------------------------------------------


def test_a_refresh_moves_no_row() -> None:
    desk = desk_of()
    before = [row.id for row in desk.view.rows]
    record = desk.book.get(before[22])
    top = replace(record, class_override=ClassOverride(letter="A", day=TODAY))
    desk.refresh(desk.book.apply(Edit(label="classed", records=(top,))).ids)
    assert [row.id for row in desk.view.rows] == before
    assert desk.view.rows[22].own_class == "A"
    assert desk.reload().rows[22].id != before[22]


def test_a_refresh_under_a_filter_takes_over_the_new_values() -> None:
    desk = desk_of()
    desk.filter("gipfelmops")
    record = desk.book.get(desk.view.rows[0].id)
    new = replace(record, class_override=ClassOverride(letter="C", day=TODAY))
    desk.refresh(desk.book.apply(Edit(label="classed", records=(new,))).ids)
    assert desk.view.row is not None
    assert desk.view.row.own_class == "C"
    desk.filter("")
    assert {row.own_class for row in desk.view.rows if row.id == record.id} == {"C"}


def test_new_and_removed_customers_come_and_go() -> None:
    desk = desk_of((prospect("a"), prospect("b")))
    change = desk.book.apply(Edit(label="added", records=(prospect("c"),)))
    desk.refresh(change.ids)
    assert set(names(desk)) == {"a", "b", "c"}
    assert desk.view.base == 3
    desk.mark_all()
    change = desk.book.apply(Edit(label="removed", removed=("c",)))
    desk.refresh(change.ids)
    assert set(names(desk)) == {"a", "b"}
    assert {record.id for record in desk.records} == {"a", "b"}


def test_at_midnight_what_was_due_is_overdue() -> None:
    person = Contact(id="p", last_name="Huber", birthday=Birthday(day=24, month=2))
    desk = desk_of((prospect("a", follow_ups=(due(TODAY),)), prospect("b", contacts=(person,))))
    assert [item.urgency(TODAY) for _row, item in desk.view.strip] == [Urgency.TODAY,
                                                                      Urgency.UPCOMING]
    tomorrow = TODAY + timedelta(days=1)
    view = desk.new_day(tomorrow)
    assert view.today == tomorrow
    assert [item.urgency(tomorrow) for _row, item in view.strip] == [Urgency.OVERDUE,
                                                                     Urgency.TODAY]


# -- an empty base --------------------------------------------------------------------------------


def test_an_empty_base_can_be_walked_through() -> None:
    desk = desk_of(())
    view = desk.view
    assert (view.row, view.record, view.standing, view.item) == (None, None, None, None)
    assert (view.base, view.total, view.targets) == (0, 0, ())
    for pane in Pane:
        desk.focus(pane)
    desk.enter_strip()
    desk.move(1)
    desk.move_strip(1)
    desk.criterion(1)
    desk.next_open()
    desk.scroll(1, Outline())
    desk.mark()
    desk.mark_all()
    for listing in LISTINGS:
        desk.show_list(listing)
    for one in ORDERS:
        desk.order_by(one)
    desk.filter("x")
    desk.new_day(TODAY + timedelta(days=1))
    assert desk.records == ()
    desk.filter("")
    desk.show_list(LISTINGS[0])
    desk.refresh(desk.book.apply(Edit(label="added", records=(prospect("a"),))).ids)
    assert names(desk) == ["a"]
    assert desk.view.row is not None
