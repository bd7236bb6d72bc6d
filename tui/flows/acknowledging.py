"""Ticking off what is due: with one key, or skipped with a reason."""

from __future__ import annotations

from store import (
    AckKind,
    Activity,
    ActivityKind,
    Edit,
    EventKind,
    GiftBlock,
    Occurrence,
    Prospect,
    acknowledge,
    confirm_profile,
    log_talk,
    may_give,
    skip,
)
from tui import words
from tui.dialogs.bar import Chooser, LineBar, Refused
from tui.flows.checking import source_of
from tui.flows.contacting import new_id
from tui.flows.host import Handler, Host, apply
from tui.texts import _

_ACTIVITIES = {AckKind.CARD: ActivityKind.CARD, AckKind.CALL: ActivityKind.CALL,
               AckKind.EMAIL: ActivityKind.EMAIL, AckKind.GIFT: ActivityKind.NOTE,
               AckKind.VISIT: ActivityKind.VISIT}
CHOICES = (AckKind.CARD, AckKind.CALL, AckKind.EMAIL, AckKind.GIFT)


def done(kind: AckKind) -> Handler:
    """Done in that way: logs it and ticks the event."""
    def run(host: Host) -> None:
        item = host.item
        if item is None:
            host.say(_("Nothing is due here."), "dim")
            return
        _tick(host, host.book.get(item[0].id), item[1], kind)
    return run


def _tick(host: Host, record: Prospect, item: Occurrence, kind: AckKind) -> None:
    if kind is AckKind.GIFT and (why := may_give(record, item.contact)) is not None:
        host.say("! " + _gift_block(why), "bad")
        return
    reason = words.reason(item)
    if item.kind is EventKind.LIGHT_CHECK:
        source = source_of(record)
        if not source:
            host.say(_("Without a source nothing is confirmed: {key} asks who said so.").format(
                key=host.keymap.keys_of("confirm_by")), "bad")
            return
        new = confirm_profile(record, today=host.today, source=source, author=host.author)
    else:
        new = acknowledge(record, item, kind, today=host.today, author=host.author)
    if kind in _ACTIVITIES:
        new = log_talk(new, Activity(
            id=new_id(), day=host.today, kind=_ACTIVITIES[kind], contact=item.contact,
            note=f"{words.ack(kind)}: {reason}", author=host.author), ())
    apply(host, Edit(label="acknowledged", records=(new,),
                     args=(("name", record.short_name), ("what", reason),
                           ("kind", kind.value))))


def _gift_block(why: GiftBlock) -> str:
    if why is GiftBlock.PUBLIC_OFFICE:
        return _("No gift: this person holds a public office. A card or a call is fine.")
    return _("No gift: it is not wanted here. A card or a call is fine.")


async def choose(host: Host) -> None:
    """Ask how it was done; the digits are the same as without asking."""
    item = host.item
    if item is None:
        host.say(_("Nothing is due here."), "dim")
        return
    options = [(str(n), words.ack(kind), kind) for n, kind in enumerate(CHOICES, 1)]
    options.append(("0", words.ack(AckKind.DONE), AckKind.DONE))
    options.append(("v", words.ack(AckKind.VISIT), AckKind.VISIT))
    kind = await host.ask(Chooser(words.reason(item[1]), options))
    if kind is not None:
        _tick(host, host.book.get(item[0].id), item[1], kind)


async def skip_item(host: Host) -> None:
    """Not this time, with a reason."""
    item = host.item
    if item is None:
        host.say(_("Nothing is due here."), "dim")
        return

    def take(text: str) -> str:
        if not text.strip():
            raise Refused(_("A reason is needed, in a word or two."))
        return text.strip()

    reason = await host.ask(LineBar(
        _("Skip '{what}', because").format(what=words.reason(item[1])), take=take))
    if reason is None:
        return
    record = host.book.get(item[0].id)
    new = skip(record, item[1], reason, host.today, host.author)
    apply(host, Edit(label="acknowledged", records=(new,),
                     args=(("name", record.short_name), ("what", words.reason(item[1])),
                           ("kind", AckKind.SKIPPED.value))))


ACKNOWLEDGING: dict[str, Handler] = {
    "ack_card": done(AckKind.CARD), "ack_call": done(AckKind.CALL),
    "ack_email": done(AckKind.EMAIL), "ack_gift": done(AckKind.GIFT),
    "ack_done": done(AckKind.DONE), "ack_choose": choose, "ack_skip": skip_item,
}
