"""Setting a follow-up, or moving what comes up to another day."""

from __future__ import annotations

from dataclasses import replace

from store import (
    EventKind,
    FollowUp,
    Occurrence,
    Prospect,
    clean_line,
    fold,
    move,
    plan,
    put_off,
    put_off_before,
)
from tui import value_words, words
from tui.dialogs.bar import LineBar, Refused
from tui.dialogs.dates import Planned, ask_date
from tui.flows.contacting import new_id
from tui.flows.host import Handler, Host, change_targets
from tui.texts import _

_BECAUSE = ("weil", "because")


async def follow_up(host: Host) -> None:
    """Set a follow-up or move the next one; on the strip: move what is there."""
    view = host.desk.view
    if view.record is None:
        return
    item = host.item[1] if host.item else None
    if item is not None and item.kind is not EventKind.FOLLOW_UP:
        await _move(host, item)
        return
    wanted = item.key.removeprefix("followup:") if item else ""
    first = _first(view.record, wanted)
    title = (_("Move '{what}' to").format(what=first.reason) if first
             else _("Follow-up for {name}").format(name=view.record.short_name))
    planned = await ask_date(host, title, text=True)
    if planned is None or planned.day is None:
        return
    if not planned.text and first is None:
        alone = len(view.targets) == 1
        usual = (alone and value_words.task(view.appraisal)) or _("get in touch")
        reason = await host.ask(LineBar(
            _("What for?"), take=clean_line, hints=((_("Enter"), usual),)))
        if reason is None:
            return
        planned = replace(planned, text=reason or usual)
    text, why = because(planned.text) if first else (planned.text, "")
    why_again: str | None = why
    moved = [one.moved for record in host.desk.records
             if (one := _first(record, wanted)) is not None]
    if max(moved, default=0) and not why:
        why_again = await _why(host)
    if why_again is not None:
        _plan(host, replace(planned, text=text), wanted, why_again)


async def _move(host: Host, item: Occurrence) -> None:
    planned = await ask_date(host, _("Move '{what}' to").format(what=words.reason(item)),
                             text=True)
    record = host.desk.view.record
    if planned is None or planned.day is None or record is None:
        return
    to, (text, given) = planned.day, because(planned.text)
    why = given or text
    if not why and put_off_before(record, item):
        asked = await _why(host)
        if asked is None:
            return
        why = asked
    change_targets(
        host, "moved", lambda record: move(record, item, to, host.today, host.author, why),
        day=to.isoformat(), why=why)


def because(text: str) -> tuple[str, str]:
    """What stands behind a day: a new text, or the reason for moving behind "weil"."""
    first, _blank, rest = text.partition(" ")
    return ("", rest.strip()) if fold(first) in _BECAUSE and rest.strip() else (text, "")


async def _why(host: Host) -> str | None:
    """Whoever moves a thing again says why; None after Esc."""
    def take(text: str) -> str:
        if not clean_line(text):
            raise Refused(_("A reason is needed, in a word or two."))
        return clean_line(text)

    return await host.ask(LineBar(
        _("Moved before. Why again?"), take=take,
        hints=((_("next time"), _("behind the day: fri because ...")),)))


def _first(record: Prospect, wanted: str) -> FollowUp | None:
    """The wanted follow-up, else the next one."""
    found = sorted(record.follow_ups, key=lambda one: (one.id != wanted, one.due, one.time))
    return found[0] if found else None


def _plan(host: Host, planned: Planned, wanted: str, why: str) -> None:
    assert planned.day is not None
    day, today, author = planned.day, host.today, host.author

    def make(record: Prospect) -> Prospect:
        first = _first(record, wanted)
        if first is not None:
            record = put_off(record, first.id, day, why)
            return replace(record, follow_ups=tuple(
                replace(one, reason=planned.text or one.reason,
                        time=planned.time or one.time) if one.id == first.id else one
                for one in record.follow_ups))
        return plan(record, FollowUp(id=new_id(), due=day, time=planned.time,
                                     reason=planned.text or _("get in touch"), owner=author,
                                     created=today))

    change_targets(host, "planned", make, day=day.isoformat(), **({"why": why} if why else {}))


PLANNING: dict[str, Handler] = {"follow_up": follow_up}
