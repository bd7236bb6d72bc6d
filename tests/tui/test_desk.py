"""The workplace without a screen: list, order, filter, cursor, marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from desk_kit import DEMO, TODAY, desk_of, due, names, order, prospect

from store import (
    Activity,
    Answer,
    Assessment,
    ClassOverride,
    Edit,
    Stage,
    rank,
)
from store.listing import DESCENDING, SORT_KEYS, takes
from tui.view import LISTINGS, ORDERS, Order


def test_list_and_checklist_recommend_the_same() -> None:
    """Also at the limit of clarification, which the answers alone do not tell."""
    vague = Assessment(checklist="grundcheck", version=1, day=TODAY, answers=(
        Answer(criterion="E", rating=2, rated=TODAY),))
    for count, choice in ((2, "develop"), (3, "park")):
        calls = tuple(Activity(id=str(n), day=TODAY) for n in range(count))
        desk = desk_of((prospect("a", assessments=(vague,), activities=calls),))
        view = desk.view
        assert view.row is not None
        assert view.standing is not None
        assert view.row.choice == view.standing.recommendation.choice == choice


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


@pytest.mark.parametrize("one", ORDERS, ids=lambda one: one.by.value)
def test_every_order_sorts_and_turns_round(one: Order) -> None:
    desk = desk_of()
    if one is ORDERS[0]:
        desk.order_by(ORDERS[1])
    keys = [SORT_KEYS[one.by](row, TODAY) for row in desk.order_by(one).rows]
    assert keys == sorted(keys, reverse=one.by in DESCENDING)
    assert not desk.view.reverse
    desk.order_by(one)
    assert desk.view.reverse
    keys = [SORT_KEYS[one.by](row, TODAY) for row in desk.view.rows]
    assert keys == sorted(keys, reverse=one.by not in DESCENDING)
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
        assert takes(listing.group, row, TODAY)
    if listing.number not in (6, 7, 9):
        assert view.rows, "the sample customers have someone for this list"
    left_out = [row for row in desk.book.rows.values()
                if not row.archived and row not in view.rows]
    if listing.number != 9:
        assert not any(takes(listing.group, row, TODAY) for row in left_out)


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
        prospect("A ohne", class_override=by_hand, stage=Stage.EXISTING),
        prospect("A mit", class_override=by_hand, stage=Stage.EXISTING,
                 follow_ups=(due(TODAY),)),
        prospect("A kein Kunde", class_override=by_hand),
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
