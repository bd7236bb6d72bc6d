"""Going through a list, one customer after the other; the place is kept over a restart."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Awaitable
from dataclasses import replace

from store import Drafts, Prospect, StoreError
from tui.dialogs.bar import Chooser
from tui.dialogs.reader import Reader
from tui.flows.host import Handler, Host
from tui.review import Outcome, Review, read_review, without
from tui.texts import _
from tui.widgets.canvas import line

_KEPT = "review"
"""Name of what is kept of a walk; everybody has one of their own."""
_ON, _ANEW, _PAUSE, _END = "on", "anew", "pause", "end"


async def walk(host: Host) -> None:
    """Begin, go on with one that was left, pause or end the one that is under way."""
    review = host.desk.view.review
    if review is not None:
        title = _("Review: {n} of {count}").format(
            n=review.number, count=len(review.keys))
        chosen = await host.ask(Chooser(
            title, [("1", _("pause; the place is kept"), _PAUSE), ("2", _("end"), _END)]))
        if chosen == _PAUSE:
            pause(host)
        elif chosen == _END:
            await _finish(host, review)
        return
    kept = _load(host)
    if kept is not None:
        name = host.book.rows[kept.key].short
        chosen = await host.ask(Chooser(_("Go through"), [
            ("1", _("on at {n} of {count}, {name}").format(
                n=kept.number, count=len(kept.keys), name=name), _ON),
            ("2", _("this list from its beginning ({count})").format(
                count=len(host.desk.view.rows)), _ANEW)]))
        if chosen is None:
            return
        if chosen == _ON:
            _arrive(host, kept, kept.position)
            return
    rows = host.desk.view.rows
    if not rows:
        host.say(_("Nobody in this list."), "dim")
        return
    _arrive(host, Review(keys=tuple(row.id for row in rows)), 0)


def pause(host: Host) -> None:
    """Leave the walk; its place is offered again."""
    review = host.desk.view.review
    if review is None:
        return
    _keep(host, review)
    _show(host, None)
    host.say(_("Stopped at {n} of {count}; {key} goes on.").format(
        n=review.number, count=len(review.keys), key=host.keymap.keys_of("walk")))


def step(host: Host, by: int) -> Awaitable[None] | None:
    """The next or previous customer of the walk; behind the last one the summary."""
    review = host.desk.view.review
    assert review is not None
    left = without(review.leaving(_record(host, review.key)), host.book.rows)
    if left is None:
        _show(host, None)
        return None
    gone = review.key not in host.book.rows
    position = left.position + (0 if gone and by > 0 else by)
    if position >= len(left.keys):
        return _finish(host, left)
    _arrive(host, left, max(0, position))
    return None


def _arrive(host: Host, review: Review, position: int) -> None:
    """At a customer of the walk."""
    review = replace(review, position=position)
    review = replace(review, arrived=_record(host, review.key))
    host.desk.select(review.key)
    host.desk.on_first_open()
    _show(host, review)
    _keep(host, review)
    keys = host.keymap.keys_of
    host.say(_("{next} next  {previous} previous  {true} still true  {end} ends").format(
        next=keys("next_customer"), previous=keys("previous_customer"), true=keys("confirm"),
        end=keys("walk")), "dim")


def _show(host: Host, review: Review | None) -> None:
    host.desk.view = replace(host.desk.view, review=review)
    host.show(host.desk.view)


async def _finish(host: Host, review: Review) -> None:
    """The summary; nothing is kept any more."""
    review = review.leaving(_record(host, review.key)) if review.arrived else review
    _drop(host)
    _show(host, None)
    seen = len(review.outcomes)
    rows = [line(_("{seen} of {count} customers looked at").format(
        seen=seen, count=len(review.keys)))]
    rows += [line(f"  {review.count(outcome):>4}  {word}") for outcome, word in (
        (Outcome.RATED, _("rated or decided")), (Outcome.CONFIRMED, _("confirmed: still true")),
        (Outcome.CHANGED, _("changed otherwise")), (Outcome.SKIPPED, _("skipped")))]
    await host.ask(Reader(_("Review finished"), rows))


def _record(host: Host, key: str) -> Prospect | None:
    return host.book.get(key) if key in host.book.rows else None


# -- what is kept --------------------------------------------------------------------


def _name(host: Host) -> str:
    own = re.sub(r"[^0-9A-Za-z_-]", "", host.author)[:40]
    return f"{_KEPT}_{own}" if own else _KEPT


def _keep(host: Host, review: Review) -> None:
    """Beside the data file; with a book in memory, as long as the program runs.

    A walk that cannot be kept goes on all the same: the bar of saving says what is wrong.
    """
    fields = review.fields
    host.drafts[_KEPT] = json.dumps(fields)
    if host.book.path and not host.book.read_only:
        with contextlib.suppress(StoreError):
            Drafts(host.book.path).save(_name(host), fields)


def _drop(host: Host) -> None:
    host.drafts.pop(_KEPT, None)
    if host.book.path and not host.book.read_only:
        with contextlib.suppress(StoreError):
            Drafts(host.book.path).drop(_name(host))


def _load(host: Host) -> Review | None:
    fields = None
    if host.book.path:
        with contextlib.suppress(StoreError):
            fields = Drafts(host.book.path).load(_name(host))
    if fields is None and _KEPT in host.drafts:
        fields = json.loads(host.drafts[_KEPT])
    review = read_review(fields) if fields else None
    return without(review, host.book.rows) if review else None


REVIEWING: dict[str, Handler] = {"walk": walk}
