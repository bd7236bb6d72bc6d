"""The rows around the fields of the form: title, help, side pane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from store import Prospect, Row, clean_line
from tui import dates, words
from tui.commands import by_id
from tui.dialogs.bar import flow
from tui.form.choices import chosen, options
from tui.form.fields import CHOICES, DATES, Field, Kind
from tui.form.keys import save_keys
from tui.form.sections import BASIC, SECTIONS
from tui.form.session import Session
from tui.form.state import Form
from tui.keymap import Keymap, shown
from tui.texts import _, ngettext
from tui.widgets.canvas import Canvas, Line, Span, fit, line, rule, wrap
from tui.widgets.frame import key_names


def title(session: Session, width: int, *, practice: bool = False) -> Line:
    """ "Editieren: Huber KG, 2 Änderungen" and the pages, the present one in brackets."""
    form = session.form
    name = form.name or _("company without a name")
    said = _("New: {name}") if form.record is None else _("Edit: {name}")
    if section := SECTIONS[form.section].label:
        said = _(section) + ": {name}"
    count = len(form.changes)
    behind = ", " + ngettext("{n} change", "{n} changes", count).format(n=count) if count else ""
    if session.draft:
        behind += ", " + _("draft")
    mark = _("PRACTICE") + " " if practice else ""
    width -= cell_len(mark)
    least = cell_len(said.format(name="")) + cell_len(behind)
    for pages, most in ((_pages(session), 24), (_of_entry(session), 8), (_here(session), 0)):
        room = width - 4 - sum(cell_len(span.text) for span in pages)
        if room >= least + min(cell_len(name), most):
            break
    name = fit(name, min(cell_len(name), max(0, room - least)))
    shown = fit(said.format(name=name) + behind, min(least + cell_len(name), room))
    bar = "═" * (room - cell_len(shown) + 2)
    return line(("═", "rule"), (mark, "now"), (shown, "title"), (bar, "rule"), *pages,
                ("═", "rule"))


def _pages(session: Session) -> tuple[Span, ...]:
    """Every page of the entry shown, of all others the first one."""
    form, spans = session.form, []
    for number, page in enumerate(form.pages):
        if not page.first and not page.same_entry(session.shown):
            continue
        spans.append(_span(session, number))
    return tuple(spans)


def _of_entry(session: Session) -> tuple[Span, ...]:
    """The pages of the entry shown, and which of how many entries it is."""
    form, here = session.form, session.shown
    firsts = [number for number, page in enumerate(form.pages) if page.first]
    mine = form.group(session.page)
    spans = [_span(session, number) for number in mine]
    if here.part is None or len(mine) < 2:
        return _here(session)
    return (*spans, Span(f" {firsts.index(mine[0]) + 1}/{len(firsts)} ", "dim"))


def _here(session: Session) -> tuple[Span, ...]:
    """The page shown, and which of how many it is."""
    return (_span(session, session.page),
            Span(f" {session.page + 1}/{len(session.form.pages)} ", "dim"))


def _span(session: Session, number: int) -> Span:
    name = tab(session.form, number)
    mark = "x " if session.form.pages[number].removed else ""
    name = (mark + fit(name, min(cell_len(name), 14))).rstrip()
    here = number == session.page
    return Span(f"[{name}]" if here else f" {name} ", "title" if here else "dim")


def tab(form: Form, number: int) -> str:
    """Name of a page: its own, of an entry on its first one what it is called."""
    page = form.pages[number]
    if page.part is None or not page.first:
        return _(page.sheet.label)
    if form.blank(number):
        return _(page.part.new)
    return clean_line(page.text("last_name")) or form.title(number) or _("no name")


def help_rows(
    session: Session, similar: Sequence[str], width: int, stage_key: str
) -> list[Line]:
    """Two rows: what is wrong or can be chosen, and what the field is for.

    `stage_key` chooses a stage outside the form.
    """
    field = session.field
    if session.locked:
        return [line(" ", (fit(_("{name} is taken off when you save.").format(
            name=session.form.title(session.page)), width - 2), "now")),
            line(" ", (_("Ctrl+R brings it back."), "dim"))]
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
    page = session.shown
    if page.part is None:
        if session.form.section == BASIC:
            return _("PgDn goes on to the people.")
        return _("PgDn, PgUp: other pages.")
    person = page.part.where == "contacts"
    if session.form.blank(session.page):
        return (_("Fill in a name and the person is added. PgDn, PgUp: other pages.") if person
                else _("Fill in a field and it is added. PgDn, PgUp: other pages."))
    return (_("Ctrl+R takes this person off. PgDn, PgUp: other pages.") if person
            else _("Ctrl+R takes it off. PgDn, PgUp: other pages."))


def _was(field: Field, session: Session) -> str:
    before = old_value(field, session.shown.start.get(field.code, ""))
    return _("before: {text}").format(text=before) if before else _("before: empty")


def clash(session: Session, who: str, keymap: Keymap, width: int) -> str:
    """Both have changed a field: the other's value, and how to choose; at most two rows."""
    form, (number, code) = session.form, session.clashes[0]
    page = form.pages[number]
    field = next(one for one in page.fields if one.code == code)
    name = f"{form.title(number)}: {_(field.label)}" if page.part else _(field.label)
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
    elif field.kind in DATES:
        text += (". " if text else "") + _("PgDn/PgUp: a day on/back.")
    elif field.kind is Kind.NOTE:
        text += ". " + _("Enter is a new line, Ctrl+S saves.")
    return text


def draft_kept(form: Form, keymap: Keymap, place: str) -> str:
    """What is said of a draft behind the form; `place`: where, if not at the usual one."""
    name = form.name or _("the new company")
    if section := SECTIONS[form.section].label:
        name = f"{_(section)}, {name}"
    said = (_("Draft of {name} kept in {path}; {key} opens it again.") if place
            else _("Draft of {name} kept; {key} opens it again."))
    key = keymap.keys_of("edit" if form.record else "new_form")
    return said.format(name=name, key=key, path=place)


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
            who = f"{form.title(number)}: " if page.part else ""
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
