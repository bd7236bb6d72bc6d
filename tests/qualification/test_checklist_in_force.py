"""Which checklist is in force, and a checklist that stands for all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.catalogue import load_checklist
from store.catalogue.checklists import Checklists
from store.profile.assessment import Answer, Assessment
from store.profile.prospect import Prospect, Stage
from store.qualification.checklist import Checklist
from store.qualification.checklists import checklist_in_force
from store.qualification.criterion import Criterion

DAY = date(2026, 2, 23)
CHECK = load_checklist()
GRUND = Assessment(checklist="grundcheck", version=1, day=DAY)
BANT = Assessment(checklist="bant", version=1, day=DAY,
                  answers=(Answer(criterion="B", rating=2, rated=DAY),))
FIRM = Prospect(id="p", name="Gipfelmops", created=DAY)


def test_that_of_the_last_assessment_else_the_default() -> None:
    def found(prospect: Prospect) -> tuple[str, Assessment | None]:
        checklist, assessment = checklist_in_force(prospect, Checklists())
        return checklist.code, assessment

    assert found(replace(FIRM, assessments=(GRUND, BANT))) == ("bant", BANT)
    assert found(replace(FIRM, assessments=(BANT, GRUND))) == ("grundcheck", GRUND)
    assert found(FIRM) == ("grundcheck", None)
    assert found(replace(FIRM, stage=Stage.REGULAR)) == ("bestandskunden", None)


def test_one_alone_finds_its_own_last_assessment() -> None:
    both = replace(FIRM, assessments=(GRUND, BANT))
    assert checklist_in_force(both, CHECK) == (CHECK, GRUND)
    assert checklist_in_force(replace(FIRM, assessments=(BANT,)), CHECK) == (CHECK, None)


def test_one_alone_knows_itself_only() -> None:
    assert CHECK.of(None, True) is CHECK
    assert CHECK.get("grundcheck") is CHECK.get("grundcheck", 1) is CHECK
    for code, version in (("bant", None), ("grundcheck", 2)):
        with pytest.raises(KeyError):
            CHECK.get(code, version)


def test_what_its_author_does_not_say() -> None:
    bare = Checklist(code="x", version=1, title=CHECK.title, criteria=())
    assert (bare.when, bare.customers) == (None, False)
    motivation = CHECK.criterion("M")
    said = {name: getattr(motivation, name) for name in (
        "code", "label", "weight", "must", "knock_out", "lever", "valid_days", "questions",
        "anchor_low", "anchor_high", "evidence")}
    plain = Criterion(**said)
    assert (plain.anchor_1, plain.anchor_2) == (None, None)
    assert (plain.aspect, plain.only_economic_buyer) == ("", False)


def test_the_anchors_by_rating() -> None:
    timing = CHECK.criterion("T")
    assert timing.anchor(0) is timing.anchor_low
    assert timing.anchor(1) is timing.anchor_1
    assert timing.anchor(2) is timing.anchor_2
    assert timing.anchor(3) is timing.anchor_high
