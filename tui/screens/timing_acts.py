"""What is done in the view of time: the proposal as one change, the figures of the capacity."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from store import (
    SETTINGS,
    BackupKind,
    FileError,
    Settings,
    TimeReport,
    changes_many,
    relief,
    time_report,
)
from tui import amounts, numbers, time_words, words
from tui.dialogs.bar import Chooser, LineBar, Refused, question
from tui.flows.host import apply
from tui.screens.analysis_view import AnalysisHost
from tui.texts import NP_, _, pgettext
from tui.widgets.canvas import Line, line

_RANGES = {setting.name: (setting.least, setting.most) for setting in SETTINGS}
_FIGURES: tuple[tuple[str, str, tuple[str, str]], ...] = (
    ("1", "hourly_rate", NP_("capacity", "hourly rate")),
    ("2", "vacation_days", NP_("capacity", "vacation")),
    ("3", "sick_days", NP_("capacity", "sickness")),
    ("4", "training_days", NP_("capacity", "training")),
    ("5", "day_minutes", NP_("capacity", "hours a day")),
    ("6", "active_share", NP_("capacity", "selling")),
    ("7", "reserve", NP_("capacity", "reserve")),
    ("a", "a", NP_("capacity", "care of A")),
    ("b", "b", NP_("capacity", "care of B")),
    ("c", "c", NP_("capacity", "care of C")),
    ("n", "n", NP_("capacity", "care of new ones")),
)
"""Key, setting (of a class its letter), name."""
_PLAN = re.compile(r"\s*(\d+)\s*[x×*]\s*(\d+)(?:\s*min\.?)?\s*\+\s*(\d+)\s*")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")


async def propose(host: AnalysisHost, report: TimeReport) -> None:
    """Look at what would be cut, then one change that `u` takes back."""
    if not report.cuts:
        host.say(_("Nothing to cut: {standing}.").format(standing=time_words.standing(report)),
                 "dim")
        return
    steps = "; ".join(time_words.cut(one, report.hours) for one in report.cuts)
    text = _("Proposal: {steps}.").format(steps=steps)
    if not report.enough:
        text += " " + _("Even that is not enough.")
    text += " " + _("Whom you pursue is not cut, plans of their own stay. Do it?")
    if not await host.ask(question(text)):
        return
    try:
        edit = relief(host.book, report.cuts)
        if changes_many(edit, host.book.rows):
            await host.keep_backup(BackupKind.REMOVAL)
        apply(host, edit)
    except FileError as error:
        # The whole path would leave no room for what is wrong.
        named = replace(error, path=os.path.basename(error.path))
        host.say(_("Nothing was changed.") + " " + words.explain(named), "bad")


async def change_figures(host: AnalysisHost) -> None:
    """Choose one of the figures, type it, see what it would make; kept in the settings."""
    settings = host.scene.settings
    chosen = await host.ask(Chooser(_("Change"), [
        (key, f"{pgettext(*label)} {_shown(settings, name)}", name)
        for key, name, label in _FIGURES]))
    if chosen is None:
        return
    label = next(pgettext(*label) for _key, name, label in _FIGURES if name == chosen)
    read = _reader(chosen)

    def take(text: str) -> Settings:
        return _with(settings, read(text))

    def echo(text: str) -> list[Line]:
        try:
            tried = take(text)
        except Refused as refusal:
            return [line(" ", ("! " + str(refusal), "bad"))]
        return [line(" ", (f"{_shown(tried, chosen)}: {_standing(host, tried)}", "dim"))]

    changed = await host.ask(LineBar(label, take=take, echo=echo,
                                     value=_typed(settings, chosen)))
    if changed is None or changed == settings:
        return
    try:
        host.keep_settings(changed)
    except FileError as error:
        host.say(words.explain(error), "bad")
        return
    host.say(_("{what} {value}: {standing}").format(
        what=label, value=_shown(changed, chosen), standing=_standing(host, changed)))


def _standing(host: AnalysisHost, settings: Settings) -> str:
    """What these settings make of the year."""
    return time_words.standing(time_report(
        host.book, capacity=settings.capacity, care=settings.care, region=settings.region))


def _with(settings: Settings, values: dict[str, int]) -> Settings:
    for name, value in values.items():
        least, most = _RANGES[name]
        if not least <= value <= most:
            raise Refused(_("From {least} to {most}.").format(
                least=numbers.number(least), most=numbers.number(most)))
        settings = settings.with_value(name, value)
    return settings


def _reader(name: str) -> Callable[[str], dict[str, int]]:
    """How the figure of a name is typed."""
    if name == "hourly_rate":
        return _rate
    if name == "day_minutes":
        return _day
    if len(name) == 1:
        return lambda text: _care(name, text)
    return lambda text: {name: _whole(text)}


def _whole(text: str) -> int:
    bare = text.strip().removesuffix("%").strip()
    if not bare.isdecimal() or len(bare) > 9:
        raise Refused(_("Type a whole number."))
    return int(bare)


def _rate(text: str) -> dict[str, int]:
    found = amounts.parse_amount(text)
    if isinstance(found, amounts.AmountProblem):
        raise Refused(amounts.explain_amount(found))
    return {"hourly_rate": found.cents}


def _day(text: str) -> dict[str, int]:
    bare = text.strip().casefold().removesuffix("h").strip()
    if not _DECIMAL.fullmatch(bare):
        raise Refused(_("Type hours, for example 8 or 7.5."))
    return {"day_minutes": int(Fraction(bare.replace(",", ".")) * 60)}


def _care(letter: str, text: str) -> dict[str, int]:
    found = _PLAN.fullmatch(text)
    if found is None:
        raise Refused(_("Type visits x minutes + calls, for example 12 x 180 + 24."))
    names = (f"visits_{letter}", f"visit_minutes_{letter}", f"calls_{letter}")
    return dict(zip(names, map(int, found.groups()), strict=True))


def _typed(settings: Settings, name: str) -> str:
    """The present figure, as it would be typed."""
    if name == "hourly_rate":
        return numbers.decimal(Fraction(settings.hourly_rate, 100), 2, grouped=False)
    if name == "day_minutes":
        return numbers.decimal(Fraction(settings.day_minutes, 60), 2, grouped=False, trim=True)
    if len(name) == 1:
        visits, minutes, calls = (
            getattr(settings, f"{word}_{name}") for word in ("visits", "visit_minutes", "calls"))
        return f"{visits} x {minutes} + {calls}"
    return str(getattr(settings, name))


def _shown(settings: Settings, name: str) -> str:
    """The same for reading."""
    if name == "hourly_rate":
        return numbers.money(settings.hourly_rate)
    text = _typed(settings, name)
    return numbers.percent(int(text)) if name in ("active_share", "reserve") else text
