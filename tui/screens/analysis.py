"""The analysis: who carries the business, who could, where time goes; one cursor for all views."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from dataclasses import replace
from functools import partial

from store import Classing, Settings
from tui.commands import Command, Place
from tui.screens.agenda_frame import Drawn
from tui.screens.analysis_frame import AnalysisFrame
from tui.screens.analysis_views import BESIDE
from tui.screens.hosting import Action
from tui.texts import _

_STEPS = {"down": 1, "up": -1, "page_down": 12, "page_up": -12, "top": -10**9, "bottom": 10**9}


class AnalysisScreen(AnalysisFrame):
    """Enter goes to the customer; coming back view and cursor are the same."""

    here = ("activity", "follow_up", "why", "history", "edit", "event", "info", "interview",
            "letter")

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Its own keys, then those on the customer under the cursor."""
        return (Place.ANALYSIS, Place.CUSTOMERS, Place.ALWAYS)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """To the next view, what the view does, to the customer."""
        following = self.views[(self.at + 1) % len(self.views)]
        first = (("next_pane", _(following.label)),) if len(self.views) > 1 else ()
        pair = (("zoom", ""),) if self.has_class("-wide") and self.active.code in BESIDE else ()
        return (*first, *self.active.hints(), ("open", _("customer")), ("analysis_export", ""),
                *pair, ("why", ""), ("step_back", ""))

    @property
    def own(self) -> Mapping[str, Action]:
        """Move, another view, open, back."""
        return {"open": self.to_customer, "back": self.to_list, "step_back": self.to_list,
                "analysis_take": self._to_classes,
                "next_pane": partial(self.turn, 1), "previous_pane": partial(self.turn, -1),
                "zoom": self._zoom, "analysis_export": self._export,
                **{name: partial(self._move, by) for name, by in _STEPS.items()},
                **{f"analysis_{n}": partial(self.choose, n - 1)
                   for n in range(1, len(self.views) + 1)}}

    def can(self, command: Command) -> bool:
        """Its views have more keys than all of them have in common."""
        return (command.where is Place.ANALYSIS or command.id in _OF_VIEWS
                or command.id in dict(self.active.hints()) or super().can(command))

    def act(self, command_id: str) -> Awaitable[None] | None:
        """The view in focus comes first."""
        acted = self.active.act(self, command_id)
        if acted is not False:
            return acted
        if command_id in self.here:
            self.desk.select(self.key)  # only now: not with every move
        return super().act(command_id) if self._known(command_id) else None

    def _known(self, command_id: str) -> bool:
        return command_id in self.own or command_id in self.here or not (
            command_id.startswith("analysis_") or command_id in _OF_VIEWS)

    def to_customer(self) -> None:
        """To the customer under the cursor, whose row is remembered."""
        if self.key:
            self.desk.select(self.key)
            super().to_customer()

    def try_on(self, classing: Classing) -> None:
        """Show what classes would be if they were computed so; changes nothing."""
        self.scene = replace(self.scene, classing=classing)
        self.reload()

    def keep_settings(self, settings: Settings) -> None:
        """Other settings, for all screens."""
        self.app.keep_settings(settings)

    def turn(self, by: int) -> None:
        """The next view, or the one before."""
        self.choose((self.at + by) % len(self.views))

    def choose(self, number: int) -> None:
        """A view by its place; the cursor stays on its customer."""
        self.missed = self.missed or self.key
        self.at, self.cursor = number, 0
        self.refresh_scene()
        self.load(self.missed)

    def _move(self, by: int) -> None:
        self.go(self.cursor + by)

    async def _export(self) -> None:
        """The view as a file: its table, or what is seen of it as a picture."""
        from tui.flows.exporting import export  # seldom needed

        view = self.active
        width, height = self.size.width, self.query_one("#first", Drawn).size.height
        await export(
            self, _(view.label).casefold(), table=view.table,
            picture=lambda: view.lines(width, height, -1, True),
            theme=(self.app.theme, self.app.theme_variables))
        self.draw()

    def _to_classes(self) -> None:
        """The classes that would be others, by what is tried on."""
        self.open_screen("classes", classing=self.scene.classing, figures=self.scene.counted)

    def _zoom(self) -> None:
        self.alone = not self.alone
        if self.active.code in BESIDE:
            self.set_out()


_OF_VIEWS = frozenset({"order", "left", "right", "mark"})
"""Commands of all screens that a view may take."""
