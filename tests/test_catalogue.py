"""The shipped checklist, and what a checklist file is refused for."""

from __future__ import annotations

import pytest

from store.catalogue import load_checklist, read_checklist
from store.errors import CatalogueError
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, KnockOutRule, Lever

SMALL = """code = "mini"
version = 1
title = { de = "Mini", en = "Mini" }

[[criteria]]
code = "A"
label = { de = "Eins", en = "One" }
weight = 60
must = true
knock_out = "any"
lever = "we"
valid_days = 90
questions = [{ de = "Ja?", en = "Yes?" }]
anchor_low = { de = "nein", en = "no" }
anchor_high = { de = "ja", en = "yes" }
evidence = { de = "Zahlen", en = "figures" }

[[criteria]]
code = "B"
label = { de = "Zwei", en = "Two" }
weight = 40
must = false
knock_out = "none"
lever = "wait"
valid_days = 30
questions = [{ de = "Wann?", en = "When?" }]
anchor_low = { de = "nie", en = "never" }
anchor_high = { de = "bald", en = "soon" }
evidence = { de = "Termin", en = "date" }
"""


def refused(text: str) -> tuple[int, str, str]:
    with pytest.raises(CatalogueError) as caught:
        read_checklist(text, "mini.toml")
    assert caught.value.path == "mini.toml"
    return caught.value.line, caught.value.code, caught.value.detail


def table_of(checklist: Checklist) -> list[tuple[object, ...]]:
    return [
        (c.code, c.weight, c.must, c.knock_out, c.lever, c.valid_days, len(c.questions))
        for c in checklist.criteria
    ]


def test_the_grundcheck_is_the_table_of_domain_3_2() -> None:
    any_, none, temporary = KnockOutRule.ANY, KnockOutRule.NONE, KnockOutRule.TEMPORARY
    assert table_of(load_checklist()) == [
        ("M", 25, True, any_, Lever.WE, 90, 4),
        ("Z", 20, True, any_, Lever.WAIT, 180, 4),
        ("R", 15, True, any_, Lever.WE, 180, 4),
        ("B", 20, True, any_, Lever.WAIT, 120, 3),
        ("E", 10, True, none, Lever.WE, 180, 3),
        ("T", 10, False, temporary, Lever.WAIT, 60, 3),
    ]


def test_both_languages_say_something_different() -> None:
    def texts(criterion: Criterion) -> list[tuple[str, str]]:
        kinds = (criterion.label, criterion.anchor_low, criterion.anchor_high, criterion.evidence)
        return [(text.de, text.en) for text in (*kinds, *criterion.questions)]

    for criterion in load_checklist().criteria:
        assert all(german != english for german, english in texts(criterion))


def test_a_checklist_is_read_once() -> None:
    assert load_checklist("grundcheck") is load_checklist("grundcheck")


@pytest.mark.parametrize("code", ["nothing", "../checklists/grundcheck", ""])
def test_a_checklist_that_is_not_there(code: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_checklist(code)
    assert (caught.value.code, caught.value.line) == ("missing", 0)


def test_the_small_file_is_fine() -> None:
    assert [c.code for c in read_checklist(SMALL, "mini.toml").criteria] == ["A", "B"]


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "detail"),
    [
        ("weight = 40", "weight = 0", 21, "out_of_range", "weight = 0"),
        ("weight = 40", "weight = 10001", 21, "out_of_range", "weight = 10001"),
        ("weight = 40", 'weight = "40"', 21, "wrong_type", "weight"),
        ("weight = 40", "weight = true", 21, "wrong_type", "weight"),
        ("weight = 40", "wieght = 40", 21, "key_unknown", "wieght"),
        ("weight = 40\n", "", 18, "key_missing", "weight"),
        ("must = false", 'must = "no"', 22, "wrong_type", "must"),
        ('lever = "wait"', 'lever = "hope"', 24, "not_allowed", "hope"),
        ('knock_out = "none"', "knock_out = 1", 23, "wrong_type", "knock_out"),
        ("valid_days = 30", "valid_days = -1", 25, "out_of_range", "valid_days = -1"),
        ('code = "B"', 'code = " "', 19, "empty", "code"),
        ('code = "B"', 'code = "A"', 18, "twice", "A"),
        ('{ de = "nie", en = "never" }', '{ de = "nie" }', 27, "key_missing", "anchor_low.en"),
        (
            '{ de = "nie", en = "never" }',
            '{ de = "nie", en = "" }',
            27,
            "key_missing",
            "anchor_low.en",
        ),
        (
            '{ de = "nie", en = "never" }',
            '{ de = "nie", en = "never", fr = "non" }',
            27,
            "key_unknown",
            "anchor_low.fr",
        ),
        ('{ de = "nie", en = "never" }', '"nie"', 27, "wrong_type", "anchor_low"),
        ('[{ de = "Wann?", en = "When?" }]', "[]", 26, "empty", "questions"),
        ('[{ de = "Wann?", en = "When?" }]', '["Wann?"]', 26, "wrong_type", "questions"),
        ('[{ de = "Wann?", en = "When?" }]', '"Wann?"', 26, "wrong_type", "questions"),
        ("version = 1", "version = 1.5", 2, "wrong_type", "version"),
        ("version = 1", "version = 1\nauthor = 1", 3, "key_unknown", "author"),
        ('code = "mini"\n', "", 1, "key_missing", "code"),
    ],
)
def test_what_is_refused_and_where(old: str, new: str, line: int, code: str, detail: str) -> None:
    assert SMALL.count(old) == 1
    assert refused(SMALL.replace(old, new)) == (line, code, detail)


def test_broken_toml_names_its_line() -> None:
    line, code, _ = refused(SMALL.replace("weight = 40", "weight = = 40"))
    assert (line, code) == (21, "not_toml")


def test_a_file_that_breaks_off_is_broken_at_its_end() -> None:
    line, code, _ = refused(SMALL + "questions = [")
    assert (line, code) == (30, "not_toml")


def test_a_file_without_criteria() -> None:
    head = SMALL.partition("[[criteria]]")[0]
    assert refused(head) == (1, "key_missing", "criteria")
    assert refused(head + "criteria = 3") == (5, "wrong_type", "criteria")
    assert refused(head + "criteria = [3]") == (5, "wrong_type", "criteria")


def test_criteria_written_inline_are_checked_too() -> None:
    head = SMALL.partition("[[criteria]]")[0]
    assert refused(head + 'criteria = [{ code = "A" }]') == (1, "key_missing", "label")
