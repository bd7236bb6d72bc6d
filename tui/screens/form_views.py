"""The rows around the fields of the form: title, help, side pane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from store import Prospect, Row, clean_line
from tui import dates, words
from tui.commands import by_id
from tui.dialogs.bar import flow
from tui.form.fields import CHOICES, Field, Kind, chosen, options
from tui.form.keys import save_keys
from tui.form.session import Session, page_titles
from tui.keymap import Keymap, shown
from tui.texts import _, ngettext
from tui.widgets.canvas import Canvas, Line, Span, fit, line, rule, wrap
from tui.widgets.frame import key_names


def title(session: Session, width: int, *, practice: bool = False) -> Line:
    """ "Editieren: Huber KG, 2 Änderungen" and the pages, the present one in brackets."""
    form = session.form
    name = form.pages[0].title or _("company without a name")
    said = _("New: {name}") if form.record is None else _("Edit: {name}")
    count = len(form.changes)
    behind = ", " + ngettext("{n} change", "{n} changes", count).format(n=count) if count else ""
    if session.draft:
        behind += ", " + _("draft")
    mark = _("PRACTICE") + " " if practice else ""
    width -= cell_len(mark)
    pages = _pages(session)
    room = width - 4 - sum(cell_len(span.text) for span in pages)
    least = cell_len(said.format(name="")) + cell_len(behind)
    if room < least + min(cell_len(name), 24):
        here = pages[session.page]
        number = Span(f" {session.page + 1}/{len(form.pages)} ", "dim")
        pages = (here, number)
        room = width - 4 - cell_len(here.text + number.text)
    name = fit(name, min(cell_len(name), max(0, room - least)))
    shown = fit(said.format(name=name) + behind, min(least + cell_len(name), room))
    bar = "═" * (room - cell_len(shown) + 2)
    return line(("═", "rule"), (mark, "now"), (shown, "title"), (bar, "rule"), *pages,
                ("═", "rule"))


def _pages(session: Session) -> tuple[Span, ...]:
    names = (_("Company"), *page_titles(session.form, _("+ person"), _("no name")))
    spans = []
    for number, name in enumerate(names):
        name = ("x " if session.form.pages[number].removed else "") + fit(
            name, min(cell_len(name), 14))
        here = number == session.page
        spans.append(Span(f"[{name}]" if here else f" {name} ", "title" if here else "dim"))
    return tuple(spans)


def help_rows(
    session: Session, similar: Sequence[str], width: int, stage_key: str
) -> list[Line]:
    """Two rows: what is wrong or can be chosen, and what the field is for.

    `stage_key` chooses a stage outside the form.
    """
    field = session.field
    if session.locked:
        return [line(" ", (fit(_("{name} is taken off when you save.").format(
            name=session.shown.title), width - 2), "now")),
            line(" ", (_("Ctrl+R brings the person back."), "dim"))]
    if field.kind in CHOICES:
        return _choices(field, width)
    if field.kind is Kind.FIXED:
        return [line(" ", (fit(text, width - 2), "dim")) for text in (
            _("{key} outside the form changes the stage; a step back asks why.").format(
                key=stage_key), _(field.hint))]
    reading = session.reading(field)
    first = line()
    if reading.wrong and session.changed(field):
        first = line(" ", (fit("! " + reading.words, width - 2), "bad"))
    elif reading.odd:
        first = line(" ", (fit("? " + reading.words, width - 2), "now"))
    elif similar and field.kind is Kind.NAME:
        first = line(" ", (fit(_("? On file already: {names}").format(
            names=", ".join(similar)), width - 2), "now"))
    else:
        text = _was(field, session) if session.changed(field) else _about(session)
        first = line(" ", (fit(text, width - 2), "dim"))
    return [first, line(" ", (fit(hint(field), width - 2), "dim"))]


def _choices(field: Field, width: int) -> list[Line]:
    """The keys of a choice, and behind them what else there is to say."""
    first, *more = flow(_(field.label), [(key, word) for key, _c, word in options(field)], width)
    spans = more[0].spans if more else (Span(" "),)
    room = width - 1 - sum(cell_len(span.text) for span in spans)
    about = fit(_(field.hint), min(cell_len(_(field.hint)), room)) if field.hint else ""
    return [first, Line((*spans, Span(about, "dim")))]


def _about(session: Session) -> str:
    if session.page == 0:
        return _("PgDn goes on to the people.")
    if session.shown.blank:
        return _("Fill in a name and the person is added. PgDn, PgUp: other pages.")
    return _("Ctrl+R takes this person off. PgDn, PgUp: other pages.")


def _was(field: Field, session: Session) -> str:
    before = old_value(field, session.shown.start.get(field.code, ""))
    return _("before: {text}").format(text=before) if before else _("before: empty")


def clash(session: Session, who: str, keymap: Keymap, width: int) -> str:
    """Both have changed a field: the other's value, and how to choose; at most two rows."""
    number, code = session.clashes[0]
    page = session.form.pages[number]
    field = next(one for one in page.fields if one.code == code)
    name = f"{page.title}: {_(field.label)}" if number else _(field.label)
    theirs = old_value(field, page.start.get(code, "")) or _("empty")
    keys = {"save": shown(save_keys(keymap)[-1], key_names()),
            "undo": shown(keymap.keys(by_id("form_undo"))[0], key_names())}
    said = "! " + _("{field}: {who} has changed it too, to '{theirs}'. {save} keeps yours, {undo} "
                    "takes theirs.")
    given = {"field": name.rstrip(" *"), "who": who, **keys}
    room = 2 * width - 16 - cell_len(said.format(theirs="", **given))
    return said.format(theirs=fit(theirs, min(cell_len(theirs), max(8, room))), **given)


def old_value(field: Field, text: str) -> str:
    """A text as people read it."""
    return chosen(field, text) if field.kind in CHOICES else clean_line(text)


def hint(field: Field) -> str:
    """What a field is for, and its own keys."""
    text = _(field.hint) if field.hint else ""
    if field.kind is Kind.DUE:
        text = _("PgDn/PgUp: a day on/back.") + " " + text
    elif field.kind is Kind.PAST:
        text += ". " + _("PgDn/PgUp: a day on/back.")
    elif field.kind is Kind.NOTE:
        text += ". " + _("Enter is a new line, Ctrl+S saves.")
    return text


class FormSide(Canvas):
    """What a wide screen has room for: old values, similar companies, last contacts."""

    DEFAULT_CSS = "FormSide { height: 1fr; }"

    def __init__(self, session: Session, record: Prospect | None) -> None:
        super().__init__()
        self.session = session
        self.record = record
        self.similar: Sequence[Row] = ()

    def show(self, similar: Sequence[Row]) -> None:
        """Other similar companies, other changes."""
        self.similar = similar
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Three short lists."""
        room = width - 1
        rows = [rule(_("Before"), width, focus=False), *self._before(room), line()]
        if self.similar:
            rows += [rule(_("Similar on file"), width, focus=False), *self._alike(room), line()]
        if self.record is not None:
            rows += [rule(_("Last contacts"), width, focus=False), *self._contacts(room)]
        return rows

    def _before(self, width: int) -> Iterator[Line]:
        form = self.session.form
        if not form.changes:
            yield line(" ", (_("Nothing changed yet."), "dim"))
        for number, code in form.changes:
            page = form.pages[number]
            who = f"{page.title}: " if number else ""
            if not code:
                yield line(" ", (fit(who + _("taken off"), width), "now"))
                continue
            field = next(one for one in page.fields if one.code == code)
            before = old_value(field, page.start.get(code, "")) or _("empty")
            yield line(" ", (fit(f"{who}{_(field.label)}", min(width, 16)), "now"), " ",
                       fit(before, max(0, width - 18)))

    def _alike(self, width: int) -> Iterator[Line]:
        for row in self.similar:
            yield line(" ", (fit(row.name, width), "strong"))
            details = ", ".join(filter(None, (row.place, row.phone)))
            if row.last_contact:
                details += ", " + _("last {day}").format(day=dates.date(row.last_contact))
            yield line("   ", (fit(details.removeprefix(", "), width - 2), "dim"))

    def _contacts(self, width: int) -> Iterator[Line]:
        assert self.record is not None
        if not self.record.activities:
            yield line(" ", (_("no contact yet"), "dim"))
        for one in self.record.activities[:-7:-1]:
            yield line(" ", (fit(f"{dates.date(one.day)} {words.activity(one.kind)}", width),
                             "dim"))
            for text in wrap(one.note, width - 2)[:2]:
                yield line("   ", text)
