"""What follows from a change is saved with it, said, and undone with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from store import Contact, Edit, TriggerKind, meeting_id
from tui.flows.host import apply

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
NAME = "Zirbelfunk Elektrotechnik GmbH"


@LANGUAGES
async def test_new_people_and_owners_are_told_with_what_they_bring(
    start: Any, language: str
) -> None:
    async with start(language=language, size=(200, 60)) as program:
        before = await program.go_to(NAME)
        new = Contact(id="new", first_name="Eva", last_name="Neu", function="Geschäftsführerin")
        after = replace(before, owners="Berger Holding", contacts=(*before.contacts, new))
        apply(program.place, Edit(
            label="edited", args=(("name", before.short_name), ("fields", "2")),
            records=(after,)))
        await program.pilot.pause()
        record = program.find(NAME)
        assert {t.kind for t in record.triggers} - {t.kind for t in before.triggers} == {
            TriggerKind.OWNERS, TriggerKind.MANAGEMENT}
        (step,) = (f for f in record.follow_ups if f.contact == "new")
        assert (step.id, step.due) == (meeting_id("new"), date(2026, 3, 9))
        assert step.reason == {"de": "Kennenlernen: Eva Neu", "en": "Getting to know: Eva Neu"}[
            language]
        told = {"de": "; Neubewertung fällig: Eigentümerwechsel, Wechsel der Geschäftsführung; "
                      "Folgetermin 09.03.2026: Kennenlernen: Eva Neu",
                "en": "; re-assessment is due: change of owner, change of management; "
                      "follow-up 9 Mar 2026: Getting to know: Eva Neu"}[language]
        assert told in program.status
        await program.press("u")
        assert program.find(NAME) == before


async def test_the_form_brings_it_too(start: Any) -> None:
    async with start(size=(200, 60)) as program:
        before = await program.go_to(NAME)
        await program.press("e")
        form = program.app.screen
        form.session.go_to(0, "phone")
        form.show()
        await program.press("1", "ctrl+s")
        known = {check.info.value: check.day for check in program.find(NAME).checks}
        assert known["phones"] == date(2026, 2, 23)
        assert known.keys() >= {check.info.value for check in before.checks}
