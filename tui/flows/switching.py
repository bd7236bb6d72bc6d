"""Another checklist for a prospect: what fits first, what was answered goes along."""

from __future__ import annotations

from store import Checklist, Edit, Prospect, checklist_in_force, suggest, switch
from tui import decision_words
from tui.dialogs.bar import Chooser
from tui.flows.host import Handler, Host, apply
from tui.texts import _, spoken

_KEYS = "123456789abcdefghijklmnoprstuvwxyz"


async def method(host: Host) -> None:
    """Choose a checklist by its number; the one that fits best comes first."""
    record, view = host.desk.view.record, host.desk.view
    if record is None:
        return
    found = [one for one in _ordered(host, record) if one.code != view.checklist.code]
    reasons = {one.checklist: one.reason for one in suggest(record)}
    options = []
    for number, one in enumerate(found[:len(_KEYS)]):
        label = spoken(one.title)
        if one.code in reasons:
            label += f" ({decision_words.fits(reasons[one.code])})"
        options.append((_KEYS[number], label, one))
    title = _("Now {checklist}. Another one?").format(checklist=spoken(view.checklist.title))
    chosen = await host.ask(Chooser(title, options))
    if chosen is None:
        return
    buyer = False
    if _needs_buyer(record, view.checklist, chosen, host):
        answer = await host.ask(Chooser(
            _("Were the answers on authority about who can release the money?"),
            [("1", _("yes"), True), ("2", _("no"), False)]))
        if answer is None:
            return
        buyer = answer
    _change(host, record, view.checklist, chosen, buyer)


def _ordered(host: Host, record: Prospect) -> list[Checklist]:
    """What fits comes first, in that order; then all others."""
    every = {one.code: one for one in host.desk.checklists.all()}
    first = [every[one.checklist] for one in suggest(record) if one.checklist in every]
    return first + [one for one in every.values() if one not in first]


def _needs_buyer(record: Prospect, old: Checklist, new: Checklist, host: Host) -> bool:
    """Whether the answer changes what can be taken over (MEDDIC, domain.md 3.2)."""
    both = [switch(record, old, new, today=host.today, economic_buyer=buyer)
            for buyer in (False, True)]
    return both[0] != both[1]


def _change(host: Host, record: Prospect, old: Checklist, new: Checklist, buyer: bool) -> None:
    switched = switch(record, old, new, today=host.today, economic_buyer=buyer)
    _checklist, given = checklist_in_force(switched, host.desk.checklists)
    taken = len(given.answers) if given else 0
    apply(host, Edit(label="switched", records=(switched,), args=(
        ("name", record.short_name), ("checklist", spoken(new.title)), ("code", new.code),
        ("taken", str(taken)))))


SWITCHING: dict[str, Handler] = {"method": method}
