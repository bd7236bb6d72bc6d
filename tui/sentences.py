"""Whole sentences about what comes up, what was decided, what was done, what was saved."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from tui import check_words, dates, definitions, numbers, record_words, terms
from tui.problems import short_reason
from tui.texts import N_, _, capital, ngettext

if TYPE_CHECKING:
    from store import (
        Change,
        Edit,
        Gap,
        Occurrence,
        Retold,
        Row,
        SaveState,
    )

_PRIVACY = {
    "inform": N_("tell {name} that we keep their data (Art. 14)"),
    "consent": N_("consent of {name}: still valid?"),
    "erase": N_("no contact for long: still keep it?"),
}


def reason(occurrence: Occurrence, today: dt.date | None = None) -> str:
    """Why something comes up: "65. Geburtstag: anrufen", "Angebot läuft ab: Schulung".

    With today a birthday names what to do: a card before the day, a call from then on.
    """
    text = _reason(occurrence, today)
    if occurrence.kind.value != "follow_up" or not occurrence.reason:
        text = capital(text)
    if occurrence.approximate:
        text = _("{reason} (approximate)").format(reason=text)
    return f"{text} {occurrence.time}" if occurrence.time else text


def _reason(occurrence: Occurrence, today: dt.date | None) -> str:
    kind, title, years = occurrence.kind.value, occurrence.reason, occurrence.years
    if kind == "follow_up":
        return title or terms.event(kind)
    if kind == "birthday":
        return _birthday(occurrence, today)
    if kind == "name_day":
        return _("name day: greet")
    if kind == "own_date":
        title = title or terms.event(kind)
        return f"{title} ({occurrence.person})" if occurrence.person else title
    if kind == "successor":
        return _("successor of {name}?").format(name=occurrence.person)
    if kind == "privacy":
        return _(_PRIVACY.get(title, _PRIVACY["erase"])).format(name=occurrence.person)
    if kind == "reassessment":
        if not title:
            return _("re-assessment")
        return _("re-assessment: {trigger}").format(trigger=check_words.trigger(title))
    if kind == "resume":
        if not title:
            return _("take up again")
        return _("take up again: {title}").format(title=terms.ko_reason(title))
    if kind == "offer":
        return _("offer expires: {title}").format(title=title) if title else _("offer expires")
    if kind in ("company_anniversary", "customer_anniversary") and years:
        span = ngettext("{n} year", "{n} years", years).format(n=years)
        return f"{terms.event(kind)}: {span}"
    return f"{terms.event(kind)}: {title}" if title else terms.event(kind)


def _birthday(occurrence: Occurrence, today: dt.date | None) -> str:
    years = occurrence.years
    text = terms.event("birthday")
    if years:
        text = _("{ordinal} birthday").format(ordinal=numbers.ordinal(years))
    if today is None:
        return text
    act = _("card") if today < occurrence.day else _("call")
    return f"{text}: {act}"


def when(occurrence: Occurrence, today: dt.date, *, short: bool = False) -> str:
    """When to act: "2 Tage überfällig", "seit 3 Tagen", "heute", "morgen", "in 12 Tagen".

    Short for narrow columns: "2 T überfällig".
    """
    days = (today - occurrence.act_on).days
    if days > 0 and occurrence.urgency(today).value == "today":
        return ngettext("for {n} day", "for {n} days", days).format(n=days)
    return (dates.due_short if short else dates.due)(occurrence.shown_on(today), today)


def gap(value: Gap) -> str:
    """A gap in the profile: "Finanzstatus (leer)"."""
    return f"{terms.field(value.field)} ({terms.gap_state(value.state)})"


_BASE = {"A": 1, "B": 2, "C": 3, "N": 2, "O": 4, "pursue": 2, "develop": 3, "park": 4}


def priority(row: Row) -> str:
    """The priority and where it comes from (domain.md 4.8)."""
    if row.priority is None:
        return _("no priority")
    customer = row.letter if row.stage.customer or row.stage == "former" else ""
    ground = row.choice.value if row.choice and not customer else customer
    parts = [terms.class_name(ground) if customer else terms.choice(ground)] if ground else []
    base = _BASE.get(ground, row.priority)
    if row.priority < base:
        parts.append(_("high potential"))
    elif row.priority > base:
        parts.append(_("negative contribution margin") if customer else _("low potential"))
    text = _("priority {n}").format(n=row.priority)
    return f"{text}: {', '.join(parts)}" if parts else text


def change(done: Change | Edit | Retold) -> str:
    """What an edit did, for the status line: "Zeit: 2 (vorher offen), Aussage"."""
    args = dict(done.args)
    label = args.get("label", done.label) if done.label in ("undo", "redo") else done.label
    make = _CHANGES.get(label)
    text = make(args) if make else label
    count = args.get("count", "1")
    if count == "1" or label == "imported":
        return text
    return _("{what} ({count} customers)").format(what=text, count=count)


Args = Mapping[str, str]


def _rated(args: Args) -> str:
    before = args.get("before", "open")
    text = _("{criterion}: {rating} (was {before})").format(
        criterion=args.get("criterion", ""),
        rating=_rating(args.get("rating", "")),
        before=_rating(before),
    )
    return f"{text}, {terms.evidence(args['evidence'])}" if args.get("evidence") else text


def _rating(value: str) -> str:
    """Digits stand for themselves."""
    return value if value.isdigit() else terms.rating(value)


def _evidence(args: Args) -> str:
    criterion = args.get("criterion", "")
    if args.get("evidence"):
        return f"{criterion}: {terms.evidence(args['evidence'])}"
    return _("{criterion}: evidence changed").format(criterion=criterion)


def _decided(args: Args) -> str:
    choice = definitions.choice_of(args.get("choice", ""), bool(args.get("customers")))
    if args.get("until"):
        choice = _("{choice} until {day}").format(
            choice=choice, day=record_words.value("until", args["until"]))
    return _("{name}: decision {choice}").format(name=args.get("name", ""), choice=choice)


def _day(text: str) -> str:
    """A day as it is kept in an edit; what is none stands as it is."""
    with suppress(ValueError):
        return dates.long_date(dt.date.fromisoformat(text))
    return text


def _classed(args: Args) -> str:
    if args.get("letter"):
        text = _("class {letter}").format(letter=args["letter"])
        if args.get("until"):
            text += ", " + _("until {day}").format(day=_day(args["until"]))
        return _because(text, args)
    if args.get("computed"):
        return _("class as computed: {letter}").format(letter=args["computed"])
    return _("class as computed")


def _classes_taken(args: Args) -> str:
    count = int(args.get("count", "1"))
    if count == 1:
        text = _("{name}: class {letter}").format(
            name=args.get("name", ""), letter=args.get("letter", ""))
        return text + (", " + _("so far {before}").format(before=args["before"])
                       if args.get("before") else "")
    return _("classes taken over")


def _switched(args: Args) -> str:
    taken = int(args.get("taken", "0"))
    carried = ngettext("{n} answer taken over", "{n} answers taken over", taken)
    return _("{name}: now {checklist}, {taken}").format(
        name=args.get("name", ""), checklist=args.get("checklist", ""),
        taken=carried.format(n=taken))


def _acknowledged(args: Args) -> str:
    text = f"{_occasion(args)}: {terms.ack(args.get('kind', 'done'))}"
    if args.get("silenced"):
        text += ", " + _("no more in future")
    if args.get("day"):
        text += ", " + _("follow-up {day}").format(day=_day(args["day"]))
    return f"{args['name']}, {text}" if args.get("name") else text


def _occasion(args: Args) -> str:
    """What was acknowledged, in the language of today's reader where the edit keeps it."""
    from store import EventKind, Occurrence  # seldom needed

    with suppress(KeyError, ValueError):
        kind, day = EventKind(args["event"]), dt.date.max
        return reason(Occurrence(
            key="", kind=kind, day=day, act_on=day, prepare_from=day,
            person=args.get("person", ""), reason=args.get("title", ""),
            years=int(args["years"]) if args.get("years") else None))
    return args.get("what", "")


def _dated(args: Args) -> str:
    kind, day = args.get("kind", ""), args.get("day", "")
    what = args.get("title", "") if kind == "own_date" else terms.event(kind)
    if kind == "founded":
        what = record_words.label("founded")
    with suppress(ValueError):
        day = (dates.short(dt.date.fromisoformat("2000" + day[1:])) if day.startswith("--")
               else dates.date(dt.date.fromisoformat(day)))
    who = ", ".join(filter(None, (args.get("name", ""), args.get("person", ""))))
    return f"{who}: {what} {day}"


def _logged(args: Args) -> str:
    kind = terms.activity(args.get("kind", "note"))
    if args.get("on"):
        kind = _("{kind} of {day}").format(kind=kind, day=_day(args["on"]))
    text = _("{kind} logged").format(kind=kind)
    if args.get("day"):
        text += ", " + _("follow-up {day}").format(day=_day(args["day"]))
    return text


def _moved(args: Args) -> str:
    return _because(_("moved to {day}").format(day=_day(args.get("day", ""))), args)


def _planned(args: Args) -> str:
    if args.get("kind"):
        return _("{kind} planned for {day}").format(
            kind=terms.activity(args["kind"]), day=_day(args.get("day", "")))
    return _because(_("follow-up {day}").format(day=_day(args.get("day", ""))), args)


def _because(text: str, args: Args) -> str:
    return _("{what}, because: {why}").format(what=text, why=args["why"]) if args.get(
        "why") else text


def _confirmed(args: Args) -> str:
    if args.get("source"):
        return _("Still true, said by {source}").format(source=args["source"])
    return _("{name}: still true").format(name=args.get("name", ""))


def _given_up(args: Args) -> str:
    """The end of a conflict: which of our values gave way."""
    from store import Checklists  # seldom needed

    with suppress(ValueError, TypeError):
        places = json.loads(args.get("given_up", "[]"))
        lost = "; ".join(
            record_words.place(path, None, Checklists()) + ": "
            + record_words.value(path[-1] if path else "", old) for path, old in places)
        return _("conflict settled for the other side; given up: {lost}").format(lost=lost)
    return _("conflict settled for the other side")


def _ordered(args: Args) -> str:
    text = _("{name}: first order {day}").format(
        name=args.get("name", ""), day=_day(args.get("day", "")))
    value = args.get("value", "")
    return f"{text}, {numbers.money(int(value))}" if value.isdecimal() else text


def _revenue(args: Args) -> str:
    """ "Adler: Umsatz März 2026 12.000 €"."""
    period = ""
    with suppress(ValueError):
        period = dates.period(dt.date.fromisoformat(args.get("first", "")),
                              dt.date.fromisoformat(args.get("last", "")))
    cents = args.get("revenue", "")
    amount = numbers.money(int(cents)) if cents.removeprefix("-").isdecimal() else ""
    return _("{name}: revenue {period} {amount}").format(
        name=args.get("name", ""), period=period, amount=amount).rstrip()


def _revenue_imported(args: Args) -> str:
    """ "Umsätze eingelesen: 26 Einträge bei 12 Kunden"."""
    count = int(args.get("entries", "0"))
    return ngettext("revenue imported: {n} entry at {customers}",
                    "revenue imported: {n} entries at {customers}", count).format(
        n=count, customers=ngettext("{n} customer", "{n} customers",
                                    int(args.get("customers", "0"))).format(
            n=int(args.get("customers", "0"))))


_CHANGES: Mapping[str, Callable[[Args], str]] = {
    "rated": _rated,
    "evidence": _evidence,
    "reopened": lambda a: _("{criterion}: unknown again").format(criterion=a.get("criterion", "")),
    "words": lambda a: _("{criterion}: answer noted").format(criterion=a.get("criterion", "")),
    "acknowledged": _acknowledged,
    "dated": _dated,
    "woken": lambda a: _("{name}: comes up again: {what}").format(
        name=a.get("name", ""), what=a.get("what", "")),
    "logged": _logged,
    "moved": _moved,
    "planned": _planned,
    "decided": _decided,
    "switched": _switched,
    "classed": _classed,
    "classes_taken": _classes_taken,
    "care_cut": lambda _a: _("care plan: fewer visits"),
    "staged": lambda a: f"{a.get('name', '')}: {terms.stage(a.get('stage', ''))}",
    "added": lambda a: _("{name} added").format(name=a.get("name", "")),
    "edited": lambda a: _("{name} changed").format(name=a.get("name", "")),
    "confirmed": _confirmed,
    "filled": lambda a: _("{name}: {what} added").format(
        name=a.get("name", ""), what=terms.field(a.get("what", ""))),
    "ordered": _ordered,
    "revenue": _revenue,
    "revenue_imported": _revenue_imported,
    "excluded": lambda a: _("{name}: {what} does not apply").format(
        name=a.get("name", ""), what=terms.field(a.get("what", ""))),
    "field_confirmed": lambda a: _("{name}: {what} still true, according to {source}").format(
        name=a.get("name", ""), what=terms.field(a.get("what", "")), source=a.get("source", "")),
    "info_confirmed": lambda a: _("{name}: {what} still true, according to {source}").format(
        name=a.get("name", ""), what=terms.info(a.get("what", "")), source=a.get("source", "")),
    "triggered": lambda a: _("{name}: {what}, re-assessment is due").format(
        name=a.get("name", ""), what=check_words.trigger(a.get("what", ""))),
    "archived": lambda a: _("{name} moved to the archive").format(name=a.get("name", "")),
    "restored": lambda a: _("{name} back from the archive").format(name=a.get("name", "")),
    "removed": lambda a: _("{name} removed").format(name=a.get("name", "")),
    "imported": lambda a: _("imported: {new} new, {merged} completed").format(
        new=a.get("new", "0"), merged=a.get("merged", "0")),
    "restored_backup": lambda a: _(
        "as in {file}: {back} came back, {changed} changed, {vanished} removed").format(
        file=a.get("file", ""), back=a.get("back", "0"), changed=a.get("changed", "0"),
        vanished=a.get("vanished", "0")),
    "erased": lambda a: _("{name}: a person was erased").format(name=a["name"]) if a.get("name")
    else _("a customer was erased"),
    "conflict": _given_up,
    "merged": lambda a: _("changes of another program taken over"),
}

CHANGE_LABELS = frozenset(_CHANGES) | {"undo", "redo"}
"""Labels of an Edit that have words."""


def save_state(state: SaveState) -> tuple[str, str]:
    """Sign and words for the title bar, and their role in the themes."""
    kind = state.kind.value
    if kind == "saved":
        at = f"{state.at.astimezone():%H:%M}" if state.at else ""
        return "√ " + _("saved {time}").format(time=at).strip(), "good"
    if kind == "saving":
        return "... " + _("saving"), "dim"
    if kind == "failed":
        why = short_reason(state.error)
        return "! " + _("not saved: {why}").format(why=why), "bad"
    if kind == "conflict":
        return "! " + _("conflict"), "bad"
    return _("read only"), "now"
