"""Saving an open form: one Edit, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from store import ConflictError, Edit, Prospect, StoreError, clean_line
from tui import words
from tui.flows.host import Host, consequences, with_consequences
from tui.form.building import build
from tui.form.drafts import both_changed, fresh_form, rebased
from tui.form.making import Maker, Refusal
from tui.form.state import Form
from tui.texts import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an attempt to save."""

    saved: bool = False
    refusal: Refusal | None = None
    problem: str = ""
    """A sentence about something other than a field."""
    rebased: Form | None = None
    """The form on what another program has written meanwhile."""
    clashes: tuple[tuple[int, str], ...] = ()
    """Its fields (page, code) that both have changed: whose value stays is to be asked."""


def save(host: Host, form: Form, new_id: Callable[[], str]) -> Outcome:
    """Apply the form as one Edit. Nothing changed: no Edit, and that is said."""
    maker = Maker(today=host.today, new_id=new_id, author=host.author,
                  practice=host.desk.view.practice)
    record = build(form, maker)
    if isinstance(record, Refusal):
        return Outcome(refusal=record)
    if record is form.record:
        host.say(_("Nothing was changed."), "dim")
        return Outcome(saved=True)
    try:
        _apply(host, form, record)
    except ConflictError:
        fresh = fresh_form(host.book, form)
        return Outcome(
            rebased=rebased(form, fresh), clashes=both_changed(form, fresh), problem=_(
                "Another program has changed this record. Your changes now stand on its new "
                "state: please look, then save again."))
    except StoreError as error:
        return Outcome(problem=words.explain(error))
    return Outcome(saved=True)


def _apply(host: Host, form: Form, record: Prospect) -> None:
    """As in the other flows, but refused if the record is not the one that was opened."""
    new = form.record is None
    args = (("name", clean_line(record.short_name)), ("fields", str(len(form.changes))))
    edit = Edit(label="added" if new else "edited", args=args, records=(record,))
    made = with_consequences(host, edit)
    change = host.book.apply(made, based_on=() if form.record is None else (form.record,))
    host.show(host.desk.refresh(change.ids))
    if new:
        host.show(host.desk.select(record.id))
    key = host.keymap.keys_of("undo")
    what = words.change(change) + consequences(edit, made)
    host.say(_("{what}    {key} undoes").format(what=what, key=key), "")
