"""Moving about: panes, rows, lists, order, filter, zoom, language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from store import SortBy
from tui.dialogs.bar import Chooser, LineBar
from tui.flows import reviewing
from tui.flows.host import Handler, Host, PaneHandler, PaneHost
from tui.places import DESTINATIONS
from tui.texts import _, language, languages
from tui.view import LISTINGS, MORE_LISTINGS, ORDERS, Listing, Pane, View

_ALL = 10**9


def _by_pane(host: PaneHost, by: int) -> View:
    desk = host.desk
    pane = desk.view.pane
    if pane is Pane.LIST:
        return desk.move(by)
    if pane is Pane.CHECKLIST:
        return desk.criterion(by)
    if pane is Pane.TODAY:
        return desk.move_strip(by)
    return desk.scroll(by, host.outline)


def step(by: int) -> PaneHandler:
    """Move by rows in the pane in focus."""
    return lambda host: host.show(_by_pane(host, by))


def page(way: int) -> PaneHandler:
    """Move by a page in the pane in focus."""
    return lambda host: host.show(
        _by_pane(host, way * max(1, host.rows_of(host.desk.view.pane) - 1)))


def to_end(way: int) -> PaneHandler:
    """To the first or last row."""
    return lambda host: host.show(_by_pane(host, way * _ALL))


def customer(by: int) -> Handler:
    """Next or previous customer from any pane; a checklist starts on its first open row.

    Of the walk through a list, if one is under way.
    """
    def run(host: Host) -> Awaitable[None] | None:
        if host.desk.view.review is not None:
            return reviewing.step(host, by)
        host.desk.move(by)
        host.show(host.desk.on_first_open())
        return None
    return run


def turn(by: int) -> Handler:
    """Next or previous pane."""
    def run(host: Host) -> None:
        view = host.desk.turn(by)
        host.show(host.desk.enter_strip() if view.pane is Pane.TODAY else view)
    return run


def left(host: Host) -> None:
    """Back to the list from any other pane."""
    host.show(host.desk.focus(Pane.LIST))


def right(host: Host) -> None:
    """From the list to the checklist, from there to the profile."""
    pane = host.desk.view.pane
    host.show(host.desk.focus(Pane.PROFILE if pane in (Pane.CHECKLIST, Pane.PROFILE)
                              else Pane.CHECKLIST))


def focus(pane: Pane) -> Handler:
    """To a pane by its key."""
    def run(host: Host) -> None:
        host.show(host.desk.enter_strip() if pane is Pane.TODAY else host.desk.focus(pane))
    return run


def show_list(listing: Listing) -> Handler:
    """A saved list by its digit."""
    return lambda host: host.show(host.desk.show_list(listing))


async def more_lists(host: Host) -> None:
    """More lists, with how many are in each."""
    book = host.book
    options = [(str(listing.number - 10), _("{list} ({count})").format(
        list=_(listing.label), count=len(book.listed(listing.group, SortBy.NAME))), listing)
        for listing in MORE_LISTINGS]
    chosen = await host.ask(Chooser(_("More lists"), options))
    if chosen is not None:
        host.show(host.desk.show_list(chosen))


def simple(verb: Callable[[Host], View]) -> Handler:
    """A verb of the desk whose View is shown."""
    return lambda host: host.show(verb(host))


def zoom(host: Host) -> None:
    """The pane in focus over the whole screen, and back."""
    host.show(host.desk.zoom(not host.desk.view.zoom))


async def order(host: Host) -> None:
    """Choose an order by digit; `o` again turns the present one round."""
    options = [(str(number), _(one.label), one) for number, one in enumerate(ORDERS, 1)]
    present = host.desk.view.order
    chosen = await host.ask(Chooser(_("Order"), options, keys={"o": present}))
    if chosen is not None:
        host.show(host.desk.order_by(chosen))


async def search(host: Host) -> None:
    """Filter while typing; Enter keeps it, Esc shows all again."""
    before = host.desk.view
    if before.pane is not Pane.LIST:
        host.show(host.desk.focus(Pane.LIST))
    bar: LineBar[str] = LineBar(
        _("Search"), take=lambda text: text, value=before.query,
        hints=((_("Enter"), _("keep")), (_("Esc"), _("all")), ("↑ ↓", _("choose"))),
        keys={"down": lambda _bar: host.show(host.desk.move(1)),
              "up": lambda _bar: host.show(host.desk.move(-1))},
        changed=lambda text: host.show(host.desk.filter(text)))
    kept = await host.ask(bar) or ""
    # The same filter again would take the cursor from the row chosen with the arrows.
    if kept != host.desk.view.query:
        host.show(host.desk.filter(kept))


def opens(name: str, **options: object) -> Handler:
    """A place by its code, or another screen."""
    return lambda host: host.open_screen(name, **options)


def next_language(host: Host) -> None:
    """The next of the languages on board."""
    known = languages()
    host.speak(known[(known.index(language()) + 1) % len(known)])


def step_back(host: Host) -> bool:
    """One level back: zoom, pane, marks, filter, list. False at the top."""
    desk = host.desk
    view = desk.view
    if view.zoom:
        host.show(desk.zoom(False))
    elif view.pane is not Pane.LIST:
        host.show(desk.focus(Pane.LIST))
    elif view.marked:
        host.show(desk.unmark())
    elif view.review is not None:
        reviewing.pause(host)
    elif view.query:
        host.show(desk.filter(""))
    elif view.listing.number != 1:
        host.show(desk.show_list(LISTINGS[0]))
    else:
        return False
    return True


def escape(host: Host) -> None:
    """Esc never ends the program: a split arrow key begins with it."""
    if not step_back(host):
        host.say(_("q ends the program."), "dim")


def back(host: Host) -> None:
    """One level back; from the top to the end."""
    if not step_back(host):
        host.leave()


GOING: dict[str, Handler] = {
    **{f"go_{one.code}": opens(one.code) for one in DESTINATIONS},
    "palette": opens("help", palette=True), "language": next_language,
    "redraw": opens("redraw"), "suspend": opens("suspend"), "quit": lambda host: host.leave(),
    "noted": opens("noted"),
}
"""Works on every screen."""

MOVES: dict[str, PaneHandler] = {
    "down": step(1), "up": step(-1), "left": left, "right": right,
    "page_down": page(1), "page_up": page(-1), "top": to_end(-1), "bottom": to_end(1),
    "next_pane": turn(1), "previous_pane": turn(-1), "back": back, "step_back": escape,
    "search": search, "today": focus(Pane.TODAY), "profile": focus(Pane.PROFILE),
    "go_list": focus(Pane.LIST),
    "more_lists": more_lists, "order": order, "mark": simple(lambda host: host.desk.mark()),
    "mark_all": simple(lambda host: host.desk.mark_all()),
    "next_customer": customer(1), "previous_customer": customer(-1), "zoom": zoom,
    "new_form": opens("new"), "erase": opens("erase"),
    "interview": opens("interview"),
    **{f"list_{listing.number}": show_list(listing) for listing in LISTINGS},
}
"""Works on the panes of the workplace."""
