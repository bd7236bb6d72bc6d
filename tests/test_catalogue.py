"""The shipped checklists, and what a checklist file is refused for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store import catalogue
from store.catalogue import SHIPPED, load_checklist
from store.catalogue.reading import read, read_checklist
from store.errors import CatalogueError
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, KnockOutRule, Lever, Text

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


ANY, NEVER, NOW = KnockOutRule.ANY, KnockOutRule.NONE, KnockOutRule.TEMPORARY
WE, WAIT = Lever.WE, Lever.WAIT
GRUNDCHECK = [
    ("M", 25, True, ANY, WE, 90, 4),
    ("Z", 20, True, ANY, WAIT, 180, 4),
    ("R", 15, True, ANY, WE, 180, 4),
    ("B", 20, True, ANY, WAIT, 120, 3),
    ("E", 10, True, NEVER, WE, 180, 3),
    ("T", 10, False, NOW, WAIT, 60, 3),
]
TABLES = {
    "grundcheck": GRUNDCHECK,
    "kurzcheck": [(row[0], weight, *row[2:]) for row, weight in
                  zip(GRUNDCHECK[:3], (40, 35, 25), strict=True)],
    "bant": [
        ("B", 25, True, ANY, WAIT, 180, 3),
        ("A", 25, True, NEVER, WE, 180, 2),
        ("N", 30, True, ANY, WAIT, 120, 3),
        ("T", 20, False, NOW, WAIT, 60, 2),
    ],
    "champ": [
        ("CH", 35, True, ANY, WAIT, 120, 3),
        ("A", 25, True, NEVER, WE, 180, 2),
        ("M", 20, True, ANY, WAIT, 180, 2),
        ("P", 20, False, NOW, WE, 60, 2),
    ],
    "meddic": [
        ("I", 20, True, ANY, WAIT, 120, 3),
        ("CH", 15, True, NEVER, WE, 90, 2),
        ("E", 20, True, NEVER, WE, 180, 2),
        ("M", 15, False, NEVER, WE, 180, 2),
        ("DC", 15, False, NEVER, WE, 120, 2),
        ("DP", 15, False, NEVER, WE, 120, 2),
    ],
    "meddpicc": [
        ("I", 20, True, ANY, WAIT, 120, 3),
        ("CH", 15, True, NEVER, WE, 90, 2),
        ("E", 15, True, NEVER, WE, 180, 2),
        ("M", 10, False, NEVER, WE, 180, 2),
        ("DC", 10, False, NEVER, WE, 120, 2),
        ("DP", 10, False, NEVER, WE, 120, 2),
        ("PP", 10, False, NEVER, WE, 120, 2),
        ("CO", 10, False, NOW, WE, 60, 2),
    ],
    "bestandskunden": [
        ("DB", 20, True, ANY, WE, 180, 2),
        ("EN", 15, False, NEVER, WE, 180, 2),
        ("PO", 15, False, NEVER, WAIT, 365, 2),
        ("ZA", 15, True, ANY, WAIT, 90, 2),
        ("ZU", 10, False, NEVER, WE, 180, 2),
        ("BZ", 10, False, NEVER, WE, 180, 2),
        ("AU", 10, False, NEVER, WE, 180, 2),
        ("RI", 5, False, NEVER, WAIT, 180, 2),
    ],
}
SAME = {
    frozenset({"grundcheck M", "kurzcheck M"}),
    frozenset({"grundcheck Z", "kurzcheck Z", "bant B", "champ M"}),
    frozenset({"grundcheck R", "kurzcheck R"}),
    frozenset({"grundcheck B", "bant N", "champ CH", "meddic I", "meddpicc I"}),
    frozenset({"grundcheck E", "bant A", "champ A", "meddic E", "meddpicc E"}),
    frozenset({"grundcheck T", "bant T", "champ P"}),
    *(frozenset({f"meddic {code}", f"meddpicc {code}"}) for code in ("M", "CH", "DC", "DP")),
}
"""Carry-over of domain.md 3.2; criteria that two checklists share are the same anyway."""


def texts(criterion: Criterion) -> list[Text]:
    return [criterion.label, criterion.evidence, *criterion.questions,
            *(text for n in range(4) if (text := criterion.anchor(n)))]


def test_all_frameworks_are_there() -> None:
    assert set(TABLES) == set(SHIPPED)


@pytest.mark.parametrize("code", SHIPPED)
def test_a_framework_is_the_table_of_domain_3_2(code: str) -> None:
    checklist = load_checklist(code)
    assert table_of(checklist) == TABLES[code]
    assert (checklist.code, checklist.version) == (code, 1)
    assert checklist.customers is (code == "bestandskunden")


def test_the_same_aspect_is_what_carries_over() -> None:
    groups: dict[str, set[str]] = {}
    for code in SHIPPED:
        for criterion in load_checklist(code).criteria:
            if criterion.aspect:
                groups.setdefault(criterion.aspect, set()).add(f"{code} {criterion.code}")
            assert criterion.only_economic_buyer is (
                code in ("meddic", "meddpicc") and criterion.code == "E")
    assert {frozenset(group) for group in groups.values() if len(group) > 1} == SAME


@pytest.mark.parametrize("code", SHIPPED)
def test_a_framework_is_complete_in_both_languages(code: str) -> None:
    source = Path(catalogue.__file__).parent.parent / "data" / "checklists" / f"{code}.toml"
    assert read(source.read_text("utf-8"), code).remarks == ()
    checklist = load_checklist(code)
    assert checklist.when is not None
    assert checklist.when.de != checklist.when.en
    for criterion in checklist.criteria:
        assert 2 <= len(criterion.questions) <= 4
        said = [(text.de, text.en) for text in texts(criterion) if text.de != "Budget"]
        assert all(german != english for german, english in said)
        assert not [text for text in said if "..." in text[0] or '"' in text[0]]
        assert all(text.de[-1] == text.en[-1] == "?" for text in criterion.questions)
        assert all(text.de[0].isupper() and text.en[0].isupper() for text in texts(criterion))


def test_the_kurzcheck_asks_what_the_grundcheck_asks_first() -> None:
    short, whole = load_checklist("kurzcheck"), load_checklist()
    for mine, theirs in zip(short.criteria, whole.criteria, strict=False):
        assert replace(mine, weight=theirs.weight) == theirs


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
        ("weight = 40", "weight = 101", 21, "out_of_range", "weight = 101"),
        ("weight = 40", "weight = 39", 21, "weights", "99"),
        ("weight = 40", f"weight = 1{'0' * 5000}", 0, "not_toml", "ValueError"),
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
        ('code = "B"', 'code = "bee"', 19, "not_allowed", "bee"),
        ('code = "B"', 'code = "BERGE"', 19, "not_allowed", "BERGE"),
        ('code = "mini"', 'code = "../mini"', 1, "not_allowed", "../mini"),
        ("must = false", 'must = false\naspect = "No!"', 23, "not_allowed", "No!"),
        ("must = false", "must = false\nonly_economic_buyer = 1", 23, "wrong_type",
         "only_economic_buyer"),
        ("must = false", "must = false\nanchor_1 = 1", 23, "wrong_type", "anchor_1"),
        ("version = 1", 'version = 1\ncustomers = "yes"', 3, "wrong_type", "customers"),
        ("version = 1", 'version = 1\nwhen = "now"', 3, "wrong_type", "when"),
        ('{ de = "nie", en = "never" }', '{ en = "never" }', 27, "key_missing",
         "anchor_low.de"),
        ('{ de = "nie", en = "never" }', '{ de = " ", en = "never" }', 27, "key_missing",
         "anchor_low.de"),
        ('{ de = "nie", en = "never" }', '{ de = "nie", en = 3 }', 27, "wrong_type",
         "anchor_low.en"),
        ('{ de = "nie", en = "never" }', '{ de = "' + "n" * 401 + '" }', 27, "too_long",
         "anchor_low.de"),
        ('[{ de = "Wann?", en = "When?" }]', "[" + '{ de = "A?" },' * 5 + "]", 26, "too_many",
         "questions: 5 > 4"),
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


@pytest.mark.parametrize("english", ["", ', en = ""', ', en = " "'])
def test_german_stands_in_for_missing_english_with_a_remark(english: str) -> None:
    found = read(SMALL.replace('{ de = "nie", en = "never" }', f'{{ de = "nie"{english} }}'), "m")
    assert found.checklist.criteria[1].anchor_low == Text(de="nie", en="nie")
    [remark] = found.remarks
    assert (remark.line, remark.code, remark.detail) == (27, "english_missing", "anchor_low.en")


def test_texts_are_cleaned_before_anybody_shows_them() -> None:
    text = SMALL.replace('de = "Mini"', r'de = "Mi\u001b[31m\nni"')
    assert read_checklist(text, "m").title.de == "Mi[31m ni"


def test_optional_keys() -> None:
    text = SMALL.replace("version = 1", """version = 3
customers = true
when = { de = "Immer", en = "Always" }""").replace("must = false", """must = false
aspect = "timing"
only_economic_buyer = true
anchor_1 = { de = "spät", en = "late" }
anchor_2 = { de = "später", en = "later" }""")
    found = read_checklist(text, "m")
    assert (found.customers, found.when.en, found.version) == (True, "Always", 3)
    plain, rich = found.criteria
    assert (plain.aspect, plain.only_economic_buyer, plain.anchor(1), plain.anchor(2)) \
        == ("", False, None, None)
    assert (rich.aspect, rich.only_economic_buyer) == ("timing", True)
    assert [rich.anchor(n).en for n in range(4)] == ["never", "late", "later", "soon"]


def test_more_than_twelve_criteria_are_refused() -> None:
    head, _, rest = SMALL.partition("[[criteria]]")
    one = "[[criteria]]" + rest.partition("[[criteria]]")[0]
    line, code, detail = refused(head + one * 13)
    assert (line, code, detail) == (1, "too_many", "criteria: 13 > 12")


def test_what_is_no_checklist_by_its_size() -> None:
    assert refused("#" * 500_001) == (0, "too_long", "mini.toml")
    assert refused("a = " + "[" * 100_000)[:2] == (0, "not_toml")


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
    assert refused(head + "criteria = []") == (5, "empty", "criteria")


def test_criteria_written_inline_are_checked_too() -> None:
    head = SMALL.partition("[[criteria]]")[0]
    assert refused(head + 'criteria = [{ code = "A" }]') == (1, "key_missing", "label")
