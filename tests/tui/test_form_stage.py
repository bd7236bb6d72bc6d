"""The form shows the stage and is no way round the gate of the check (domain.md A8, 5.1)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from store import Prospect, Stage, StageChange
from tui.form.building import Maker, Refusal, build
from tui.form.drafts import with_fields
from tui.form.session import Session
from tui.form.state import Form, open_form

TODAY = date(2026, 2, 23)
NAME = "Wolpertec Anlagenbau GmbH"
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
HUBER = Prospect(
    id="huber", name="Huber KG", created=date(2025, 1, 1), stage=Stage.PROSPECT, phone="0316 1",
    stage_log=(StageChange(day=date(2025, 1, 1), stage=Stage.PROSPECT),))


def saved(form: Form) -> Prospect:
    record = build(form, Maker(today=TODAY, new_id=lambda: "new"))
    assert isinstance(record, Prospect), record
    return record


@pytest.mark.parametrize("stage", Stage)
def test_no_form_moves_a_company_on_file_to_another_stage(stage: Stage) -> None:
    assert open_form(HUBER).put(0, "stage", stage.value).changes == ()
    form = with_fields(open_form(HUBER), {"company.stage": stage.value, "company.phone": ""})
    assert form.changes == ((0, "phone"),)
    assert (saved(form).stage, saved(form).stage_log) == (HUBER.stage, HUBER.stage_log)


@pytest.mark.parametrize("stage", Stage)
def test_a_new_company_begins_at_any_stage_but_behind_the_gate(stage: Stage) -> None:
    form = open_form(None).put(0, "name", "Moser").put(0, "stage", stage.value)
    if stage is Stage.QUALIFIED:
        refusal = build(form, Maker(today=TODAY, new_id=lambda: "new"))
        assert isinstance(refusal, Refusal)
        assert (refusal.code, refusal.words) == (
            "stage", "Potenzieller Kunde: nur mit bestandenem Check")
        return
    (step,) = saved(form).stage_log
    assert (saved(form).stage, step.stage, step.day) == (stage, stage, TODAY)


def test_the_stage_of_a_company_on_file_stays() -> None:
    session = Session(open_form(HUBER), TODAY)
    session.go_to(0, "stage")
    for key, character in (("3", "3"), ("right", None), ("k", "k"), ("backspace", None)):
        assert not session.choose(key, character)
    session.type("qualified")
    session.clear()
    assert (session.text, session.form.changes) == ("prospect", ())


@LANGUAGES
async def test_the_stage_on_file_is_shown_and_says_what_changes_it(
        start: Any, language: str) -> None:
    async with start(language=language) as program:
        record = await program.go_to(NAME)
        await program.press("e")
        await program.press("tab", "tab", "tab", "tab")
        assert ("E außerhalb des Formulars" if language == "de"
                else "E outside the form") in program.rows[-3]
        assert ("nur mit bestandenem Check" if language == "de"
                else "only by a check") in program.rows[-2]
        await program.press("1", "right", "ctrl+u", "p", "enter")
        assert program.app.screen is program.place
        assert program.book.get(record.id) is record
