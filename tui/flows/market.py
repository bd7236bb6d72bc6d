"""A market note in one line: "Branche Hotel: ...", seen at the customer under the cursor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from store import Edit, MarketNote, MarketSubject, Prospect, clean_line, fold, with_note
from tui import profile_terms
from tui.dialogs.bar import LineBar, Refused
from tui.flows.contacting import new_id
from tui.flows.host import Host, apply
from tui.texts import _, capital
from tui.widgets.canvas import Line, line

_WORDS = {
    **dict.fromkeys(("branche", "industry", "b", "i"), MarketSubject.INDUSTRY),
    **dict.fromkeys(("mitbewerb", "mitbewerber", "konkurrenz", "competitor", "m", "c"),
                    MarketSubject.COMPETITOR),
}
"""First words of a note, in both languages, folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A line as it was understood."""

    about: MarketSubject
    subject: str
    text: str


def read_note(typed: str, record: Prospect) -> Typed:
    """Read "Branche Hotel: ..." or "Mitbewerb X: ..."; without a name that of the customer.

    Raises Refused.
    """
    head, colon, text = clean_line(typed).partition(":")
    word, _blank, subject = head.strip().partition(" ")
    about = _WORDS.get(fold(word))
    if about is None or not colon:
        raise Refused(_("Please begin with “Industry NAME:” or “Competitor NAME:”."))
    own = record.industry if about is MarketSubject.INDUSTRY else record.competitor
    subject = subject.strip() or clean_line(own)
    if not subject:
        raise Refused(_("Which one? The profile names none."))
    if not text.strip():
        raise Refused(_("What was seen is missing."))
    return Typed(about=about, subject=subject, text=text.strip())


async def note_market(host: Host, record: Prospect) -> None:
    """Ask for one line, echo what was understood, store it where it was seen."""
    def echo(text: str) -> Sequence[Line]:
        try:
            found = read_note(text, record)
        except Refused as refusal:
            return [line(" ", (str(refusal), "dim"))]
        lead = f"{capital(profile_terms.subject(found.about))} {found.subject}: "
        return [line(" ", (lead, "strong"), found.text)]

    found = await host.ask(LineBar(
        _("Seen at {name}").format(name=record.short_name),
        take=lambda text: read_note(text, record), echo=echo, always=True))
    if found is None:
        return
    note = _note(found, host.today, host.author)
    fresh = host.book.get(record.id)
    apply(host, Edit(label="edited", args=(("name", fresh.short_name),),
                     records=(with_note(fresh, note),)))


def _note(found: Typed, today: dt.date, author: str) -> MarketNote:
    return MarketNote(id=new_id(), day=today, about=found.about, subject=found.subject,
                      text=found.text, author=author)
