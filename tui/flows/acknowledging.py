"""Ticking off what is due: with one key, with all that is to be said, or skipped."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace

from store import (
    AckKind,
    Activity,
    ActivityKind,
    Edit,
    EventKind,
    FollowUp,
    Occurrence,
    Prospect,
    acknowledge,
    confirm_profile,
    log_talk,
    plan,
    silence,
    skip,
    skipped_before,
    too_early,
    wake,
)
from tui import dates, words
from tui.dialogs.bar import Chooser, LineBar, Refused, question
from tui.done_lines import DoneLine
from tui.flows import done_bar
from tui.flows.checking import source_of
from tui.flows.contacting import new_id
from tui.flows.host import Handler, Host, apply
from tui.texts import _, capital

_ACTIVITIES = {AckKind.CARD: ActivityKind.CARD, AckKind.CALL: ActivityKind.CALL,
               AckKind.EMAIL: ActivityKind.EMAIL, AckKind.GIFT: ActivityKind.NOTE,
               AckKind.VISIT: ActivityKind.VISIT, AckKind.LETTER: ActivityKind.LETTER,
               AckKind.MESSAGE: ActivityKind.NOTE, AckKind.INVITATION: ActivityKind.NOTE}
CHOICES = (AckKind.CARD, AckKind.CALL, AckKind.EMAIL, AckKind.GIFT, AckKind.LETTER,
           AckKind.VISIT, AckKind.MESSAGE, AckKind.INVITATION)
"""Behind the digits from 1; the first four are those that need no asking."""


def done(kind: AckKind) -> Handler:
    """Done in that way: logs it and ticks the event. A gift asks what and how much."""
    def run(host: Host) -> Awaitable[None] | None:
        item = host.item
        if item is None:
            host.say(_("Nothing is due here."), "dim")
        elif _refused(host, item[1], kind):
            pass
        elif kind is AckKind.GIFT:
            return _ask(host, item[0].id, item[1], kind)
        else:
            _tick(host, item[0].id, item[1], kind, DoneLine())
        return None
    return run


async def choose(host: Host) -> None:
    """Ask how it was done, then for the rest; the digits are the same as without asking."""
    item = host.item
    if item is None:
        host.say(_("Nothing is due here."), "dim")
        return
    options = [(str(n), words.ack(kind), kind) for n, kind in enumerate(CHOICES, 1)]
    options.append(("0", words.ack(AckKind.DONE), AckKind.DONE))
    liked = done_bar.likes(host.book.get(item[0].id), item[1].contact)
    title = words.reason(item[1]) + (f" ({liked})" if liked else "")
    kind = await host.ask(Chooser(title, options))
    if kind is not None and not _refused(host, item[1], kind):
        await _ask(host, item[0].id, item[1], kind)


def _refused(host: Host, item: Occurrence, kind: AckKind) -> bool:
    """A check is done by checking. Nobody is congratulated before their day; a card takes a
    while (domain.md 5.2, 6)."""
    if item.kind is EventKind.REASSESSMENT:
        host.say(_("A re-assessment is done by rating: {key} asks the questions.").format(
            key=host.keymap.keys_of("interview")), "bad")
        return True
    if not too_early(item, kind, host.today):
        return False
    text = _("Not before the day: congratulate on {day}. A card may be posted now.")
    host.say("! " + text.format(day=dates.day_date(item.act_on).rstrip(".")), "bad")
    return True


async def _ask(host: Host, key: str, item: Occurrence, kind: AckKind) -> None:
    """The line with what, value, reaction, next step; then it is done."""
    record = host.book.get(key)
    if kind is AckKind.GIFT:
        if why := done_bar.blocked(record, item.contact):
            host.say("! " + why, "bad")
            return
        if not item.contact and record.main_contact:
            # Gifts add up by person.
            item = replace(item, contact=record.main_contact.id)
    if item.kind is EventKind.LIGHT_CHECK:
        _tick(host, key, item, kind, DoneLine())
        return
    line = await done_bar.ask_line(host, record, item, kind)
    if line is not None:
        _tick(host, key, item, kind, line)


def _tick(host: Host, key: str, item: Occurrence, kind: AckKind, line: DoneLine) -> None:
    record, reason = host.book.get(key), words.reason(item)
    if item.kind is EventKind.LIGHT_CHECK:
        source = source_of(record)
        if not source:
            host.say(_("Without a source nothing is confirmed: {key} asks who said so.").format(
                key=host.keymap.keys_of("confirm_by")), "bad")
            return
        new = confirm_profile(record, today=host.today, source=source, author=host.author)
    else:
        new = acknowledge(record, item, kind, today=host.today, author=host.author,
                          note=line.what, value=line.value or 0, reaction=line.reaction)
    step = _step(host, item, line, reason)
    if kind in _ACTIVITIES:
        said = f"{capital(words.ack(kind))}: {reason}"
        new = log_talk(new, Activity(
            id=new_id(), day=host.today, kind=_ACTIVITIES[kind], contact=item.contact,
            note=f"{said}: {line.what}" if line.what else said, author=host.author), (), step)
    elif step is not None:
        new = plan(new, step)
    more = {"day": step.due.isoformat()} if step is not None else {}
    _apply(host, new, item, kind, **more)


def _step(host: Host, item: Occurrence, line: DoneLine, reason: str) -> FollowUp | None:
    if line.step is None or line.step.day is None:
        return None
    return FollowUp(id=new_id(), due=line.step.day, time=line.step.time,
                    reason=line.step.text or reason, contact=item.contact, owner=host.author,
                    created=host.today)


def _apply(host: Host, new: Prospect, item: Occurrence, kind: AckKind, **more: str) -> None:
    """One step to undo; it keeps the event itself, so that any language can tell it."""
    event = {"event": item.kind.value, "title": item.reason, "person": item.person,
             "years": str(item.years or "")}
    args = {"name": new.short_name, "what": words.reason(item), "kind": kind.value,
            **{name: text for name, text in event.items() if text}, **more}
    apply(host, Edit(label="acknowledged", records=(new,), args=tuple(args.items())))


async def skip_item(host: Host) -> None:
    """Not this time, with a reason; after the second time in a row perhaps never again."""
    item = host.item
    if item is None:
        host.say(_("Nothing is due here."), "dim")
        return

    def take(text: str) -> str:
        if not text.strip():
            raise Refused(_("A reason is needed, in a word or two."))
        return text.strip()

    what = words.reason(item[1])
    reason = await host.ask(LineBar(
        _("Skip '{what}', because").format(what=what), take=take))
    if reason is None:
        return
    never = False
    if skipped_before(host.book.get(item[0].id), item[1]):
        answer: bool | None = await host.ask(question(
            _("'{what}' was skipped the last time too. No more in future?").format(what=what)))
        never = answer is True
    new = skip(host.book.get(item[0].id), item[1], reason, host.today, host.author)
    if never:
        _apply(host, silence(new, item[1].key), item[1], AckKind.SKIPPED, silenced="1")
    else:
        _apply(host, new, item[1], AckKind.SKIPPED)


async def wake_silent(host: Host) -> None:
    """An event of the customer that was silenced comes up again."""
    record = host.desk.view.record
    if record is None:
        return
    if not record.silenced:
        host.say(_("{name}: nothing is silenced.").format(name=record.short_name), "dim")
        return
    options = [(str(n), words.silent(record, key), key)
               for n, key in enumerate(record.silenced[:9], 1)]
    key = await host.ask(Chooser(_("Which is to come up again?"), options))
    if key is not None:
        new = wake(host.book.get(record.id), key)
        apply(host, Edit(label="woken", records=(new,), args=(
            ("name", new.short_name), ("what", words.silent(record, key)))))


ACKNOWLEDGING: dict[str, Handler] = {
    "ack_card": done(AckKind.CARD), "ack_call": done(AckKind.CALL),
    "ack_email": done(AckKind.EMAIL), "ack_gift": done(AckKind.GIFT),
    "ack_done": done(AckKind.DONE), "ack_choose": choose, "ack_skip": skip_item,
    "ack_wake": wake_silent,
}
