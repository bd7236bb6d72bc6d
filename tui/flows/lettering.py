"""A letter, card or mail to the customer under the cursor: choose a template, look at it."""

from __future__ import annotations

from string import ascii_lowercase

from store import Template
from tui import letter_words, words
from tui.dialogs.bar import Chooser
from tui.flows.host import Handler, Host
from tui.plain import places
from tui.plain.letters import occasion
from tui.texts import _, spoken

_KEYS = "123456789" + ascii_lowercase.replace("q", "")


async def write(host: Host) -> None:
    """What fits the occasion under the cursor comes first."""
    found = host.item
    row = found[0] if found is not None else host.desk.view.row
    if row is None:
        host.say(_("No customer is under the cursor."), "dim")
        return
    record = host.book.get(row.id)
    occurrence = found[1] if found is not None else None
    templates = places.templates()
    fitting = templates.fitting(letter_words.occasions(record, occurrence, host.today))
    options: list[tuple[str, str, Template]] = [
        (key, spoken(one.title), one) for key, one in zip(_KEYS, fitting, strict=False)]
    if templates.problems:
        host.say(words.explain(templates.problems[0]), "bad")
    chosen = await host.ask(Chooser(_("Text for {name}:").format(name=row.short), options))
    if chosen is None:
        return
    about = occurrence or occasion(host.book, row, record, chosen)
    contact = record.contact(about.contact) if about else None
    host.open_screen("letter", template=chosen, record=record,
                     person=contact or record.main_contact, found=about)


LETTERING: dict[str, Handler] = {"letter": write}
