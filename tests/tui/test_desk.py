"""The workplace without a screen: list, order, filter, cursor, marks, strip, days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from store import (
    Birthday,
    Book,
    ClassOverride,
    Contact,
    Edit,
    FollowUp,
    Prospect,
    Urgency,
    load_checklist,
    rank,
)
from store.demo import demo_prospects
from tui import texts
from tui.desk import Desk
from tui.view import LISTINGS, ORDERS, RING, Order, Pane

TODAY = date(2026, 2, 23)
DEMO = demo_prospects(TODAY, lang="de")


def desk_of(records: tuple[Prospect, ...] = DEMO) -> Desk:
    texts.use("de", "AT")
    book = Book.open("", today=TODAY, checklist=load_checklist, memory=True, records=records,
                     user="test")
    return Desk(book, load_checklist())


def prospect(name: str, **more: Any) -> Prospect:
    return Prospect(id=name, name=name, created=TODAY, **more)


def due(day: date, name: str = "x") -> FollowUp:
    return FollowUp(id=name, due=day, reason="Anruf", created=TODAY)


def names(desk: Desk) -> list[str]:
    return [row.short for row in desk.view.rows]


def order(code: str) -> Order:
    return next(one for one in ORDERS if one.code == code)


# -- filter --------------------------------------------------------------------------


def test_a_filter_keeps_only_rows_with_every_word() -> None:
    desk = desk_of()
    everything = names(desk)
    desk.filter("wien")
    some = names(desk)
    assert 0 < len(some) < len(everything)
    desk.filter("wien kaffee")
    assert names(desk) == ["Netzwerk Morgenkaffee"]


@pytest.mark.parametrize("typed", ["mull", "Müll", "muell", "MUELLER", "müller graz"])
def test_umlauts_and_case_do_not_matter(typed: str) -> None:
    other = prospect("Maier KG")
    desk = desk_of((prospect("Müller & Söhne", notes="bei Graz"), other))
    desk.filter(typed)
    assert names(desk) == ["Müller & Söhne"]


@pytest.mark.parametrize("typed", ["gipfel", "thaler", "kufstein", "99998 033"])
def test_the_filter_looks_at_names_people_places_phones_and_notes(typed: str) -> None:
    desk = desk_of()
    desk.filter(typed)
    assert "Gipfelmops Sportartikel" in names(desk)


def test_the_filter_looks_at_tags_and_notes() -> None:
    desk = desk_of((prospect("a", tags=("Messe",)), prospect("b", notes="von der Messe"),
                    prospect("c")))
    desk.filter("messe")
    assert names(desk) == ["a", "b"]


def test_narrowing_letter_by_letter_gives_the_same_as_the_whole_word_at_once() -> None:
    desk, other = desk_of(), desk_of()
    for end in range(1, len("holz") + 1):
        desk.filter("holz"[:end])
    assert names(desk)
    other.filter("holz")
    assert names(desk) == names(other)


def test_taking_letters_back_widens_again() -> None:
    desk = desk_of()
    desk.filter("gi")
    some = names(desk)
    desk.filter("gipfelmops")
    assert len(names(desk)) < len(some)
    desk.filter("gi")
    assert names(desk) == some
    desk.filter("")
    assert len(names(desk)) == len(DEMO)


def test_a_second_word_may_begin_anywhere() -> None:
    desk, other = desk_of(), desk_of()
    for typed in ("h", "ho", "holz ", "holz d", "holz do"):
        desk.filter(typed)
    other.filter("holz do")
    assert names(desk) == names(other)


def test_a_filter_without_result_leaves_no_customer_under_the_cursor() -> None:
    desk = desk_of()
    view = desk.filter("xyz")
    assert (view.row, view.record, view.standing, view.targets) == (None, None, None, ())
    assert view.total == len(DEMO)
    assert desk.move(1).row is None
    assert desk.mark().marked == frozenset()
    assert desk.criterion(1).record is None
    view = desk.filter("")
    assert view.row is not None


def test_clearing_a_filter_stays_on_the_customer_found() -> None:
    desk = desk_of()
    desk.filter("tannquirl")
    desk.filter("")
    assert desk.view.row is not None
    assert desk.view.row.short == "Tannquirl Holzbau"


# -- order ---------------------------------------------------------------------------


def test_the_first_order_is_by_priority() -> None:
    desk = desk_of()
    rows = desk.view.rows
    assert list(rows) == sorted(rows, key=lambda row: rank(row, TODAY))
    assert [row.priority for row in rows[:6]] == [1, 1, 1, 1, 1, 1]


@pytest.mark.parametrize("one", ORDERS, ids=lambda one: one.code)
def test_every_order_sorts_and_turns_round(one: Order) -> None:
    desk = desk_of()
    if one is ORDERS[0]:
        desk.order_by(ORDERS[1])
    keys = [one.key(row, TODAY) for row in desk.order_by(one).rows]
    assert keys == sorted(keys, reverse=one.descending)  # type: ignore[type-var]
    assert not desk.view.reverse
    desk.order_by(one)
    assert desk.view.reverse
    keys = [one.key(row, TODAY) for row in desk.view.rows]
    assert keys == sorted(keys, reverse=not one.descending)  # type: ignore[type-var]
    desk.order_by(one)
    assert not desk.view.reverse


def test_names_sort_as_in_the_telephone_book() -> None:
    found = desk_of(tuple(prospect(name) for name in ("Zeder", "Ötz", "Adler", "Ofen", "Österr")))
    found.order_by(order("name"))
    assert names(found) == ["Adler", "Ofen", "Österr", "Ötz", "Zeder"]


def test_another_order_starts_unreversed() -> None:
    desk = desk_of()
    desk.order_by(order("name"))
    desk.order_by(order("name"))
    assert desk.view.reverse
    assert not desk.order_by(order("place")).reverse


# -- the cursor ------------------------------------------------------------------------


def test_the_cursor_survives_edits_sorts_filters_and_lists() -> None:
    desk = desk_of()
    wanted = desk.book.find("Gipfelmops")[0].id
    desk.select(wanted)

    def under() -> str:
        assert desk.view.row is not None
        assert desk.view.record is not None
        assert desk.view.record.id == desk.view.row.id
        return desk.view.row.id

    record = desk.book.get(wanted)
    change = desk.book.apply(Edit(label="edited", records=(replace(record, notes="neu"),)))
    desk.refresh(change.ids)
    assert under() == wanted
    for one in ORDERS:
        desk.order_by(one)
        assert under() == wanted
    desk.filter("gipfel")
    assert under() == wanted
    desk.filter("")
    assert under() == wanted
    desk.show_list(LISTINGS[2])
    assert under() == wanted
    desk.show_list(LISTINGS[0])
    assert under() == wanted
    desk.new_day(TODAY + timedelta(days=1))
    assert under() == wanted


@pytest.mark.parametrize("by", [-(10**9), -1, 1, 5, 10**9])
def test_the_cursor_never_leaves_the_list(by: int) -> None:
    desk = desk_of()
    desk.move(3)
    view = desk.move(by)
    assert view.cursor == max(0, min(3 + by, len(view.rows) - 1))
    assert view.row is view.rows[view.cursor]


def test_selecting_a_hidden_customer_leaves_filter_and_list() -> None:
    desk = desk_of()
    wanted = desk.book.find("Rabattraupe")[0].id
    desk.show_list(LISTINGS[1])
    desk.filter("gipfel")
    view = desk.select(wanted)
    assert view.row is not None
    assert (view.row.id, view.query, view.listing) == (wanted, "", LISTINGS[0])


def test_selecting_a_shown_customer_keeps_filter_and_list() -> None:
    desk = desk_of()
    desk.show_list(LISTINGS[2])
    desk.filter("gipfel")
    view = desk.select(desk.book.find("Gipfelmops")[0].id)
    assert (view.query, view.listing) == ("gipfel", LISTINGS[2])


# -- lists and marks --------------------------------------------------------------------


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda one: str(one.number))
def test_every_list_takes_what_its_name_says(listing: Any) -> None:
    desk = desk_of()
    view = desk.show_list(listing)
    assert view.total == len(view.rows)
    for row in view.rows:
        assert listing.takes(row, TODAY)
    if listing.number not in (6, 7, 9):
        assert view.rows, "the sample customers have someone for this list"
    left_out = [row for row in desk.book.rows.values()
                if not row.archived and row not in view.rows]
    if listing.number != 9:
        assert not any(listing.takes(row, TODAY) for row in left_out)


def test_list_5_holds_what_is_due_today_or_overdue() -> None:
    desk = desk_of((
        prospect("gestern", follow_ups=(due(TODAY - timedelta(days=3)),)),
        prospect("heute", follow_ups=(due(TODAY),)),
        prospect("morgen", follow_ups=(due(TODAY + timedelta(days=1)),)),
        prospect("nie")))
    desk.show_list(LISTINGS[4])
    assert names(desk) == ["gestern", "heute"]


def test_list_6_holds_active_ones_without_a_follow_up() -> None:
    by_hand = ClassOverride(letter="A", day=TODAY)
    desk = desk_of((
        prospect("A ohne", class_override=by_hand),
        prospect("A mit", class_override=by_hand, follow_ups=(due(TODAY),)),
        prospect("unbekannt")))
    desk.show_list(LISTINGS[5])
    assert names(desk) == ["A ohne"]


def test_marking_goes_on_to_the_next_row_and_marking_again_takes_it_back() -> None:
    desk = desk_of()
    first = desk.view.row
    assert first is not None
    view = desk.mark()
    assert view.marked == {first.id}
    assert view.cursor == 1
    desk.move(-1)
    assert desk.mark().marked == frozenset()


def test_commands_act_on_all_marked_and_without_marks_on_the_row() -> None:
    desk = desk_of()
    assert [record.id for record in desk.records] == [desk.view.rows[0].id]
    desk.mark()
    desk.mark()
    assert {record.id for record in desk.records} == {row.id for row in desk.view.rows[:2]}
    desk.unmark()
    assert [record.id for record in desk.records] == [desk.view.rows[2].id]


def test_mark_all_marks_what_is_shown_and_the_second_time_nothing() -> None:
    desk = desk_of()
    desk.filter("wien")
    shown = {row.id for row in desk.view.rows}
    assert desk.mark_all().marked == shown
    assert desk.mark_all().marked == frozenset()


def test_what_leaves_the_list_is_no_longer_marked() -> None:
    desk = desk_of((prospect("a"), prospect("b")))
    desk.mark_all()
    put_away = replace(desk.book.get("a"), archived=TODAY)
    desk.refresh(desk.book.apply(Edit(label="archived", records=(put_away,))).ids)
    assert desk.view.marked == {"b"}


def test_marks_end_with_the_list_they_were_set_in() -> None:
    desk = desk_of()
    desk.mark()
    assert desk.show_list(LISTINGS[1]).marked == frozenset()


def test_the_archive_is_a_list_of_its_own() -> None:
    desk = desk_of()
    record = desk.book.get(desk.view.rows[3].id)
    change = desk.book.apply(Edit(label="archived", records=(replace(record, archived=TODAY),)))
    desk.refresh(change.ids)
    assert record.id not in {row.id for row in desk.view.rows}
    assert record.id not in {row.id for row, _item in desk.view.strip}
    assert desk.view.cursor == 0
    desk.show_list(LISTINGS[8])
    assert [row.id for row in desk.view.rows] == [record.id]
    undone = desk.book.undo()
    assert undone is not None
    desk.refresh(undone.ids)
    assert list(desk.view.rows) == []
    desk.show_list(LISTINGS[0])
    assert record.id in {row.id for row in desk.view.rows}


def test_after_archiving_the_cursor_is_on_the_next_row() -> None:
    desk = desk_of()
    desk.move(3)
    following = desk.view.rows[4].id
    record = desk.book.get(desk.view.rows[3].id)
    desk.refresh(desk.book.apply(
        Edit(label="archived", records=(replace(record, archived=TODAY),))).ids)
    assert desk.view.row is not None
    assert desk.view.row.id == following


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
    assert desk.criterion(99).criterion == len(desk.checklist.criteria) - 1
    assert desk.criterion(-99).criterion == 0


def test_another_customer_starts_at_the_top_of_profile_and_checklist() -> None:
    desk = desk_of()
    desk.scroll(4, 9)
    assert desk.view.scroll == 4
    desk.criterion(3)
    view = desk.move(1)
    assert (view.scroll, view.criterion) == (0, 0)


def test_the_profile_scrolls_no_farther_than_its_last_line() -> None:
    desk = desk_of()
    assert desk.scroll(99, 7).scroll == 7
    assert desk.scroll(-99, 7).scroll == 0


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
    desk.scroll(1, 0)
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
