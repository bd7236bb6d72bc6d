"""`kundenq erase NAME`: list where somebody stands, ask, erase, show what the search found."""

from __future__ import annotations

from store import Book, Row, erase, plan_erase
from tui import erase_words
from tui.plain import places
from tui.plain.arguments import Options
from tui.plain.asking import agreed
from tui.plain.meant import change_one, person_of
from tui.plain.output import say
from tui.texts import _


def erase_person(options: Options) -> int:
    """Erase a person, or a whole record; 1 if it was not done, or something is left."""
    return change_one(options, _erase)


def _erase(book: Book, row: Row, options: Options) -> int:
    record = book.get(row.id)
    contact = ""
    if options.person:
        person = person_of(record, options.person)
        if person is None:
            return 1
        contact = person.id
    plan = plan_erase(book, record.id, contact)
    lines = [erase_words.title(plan), *erase_words.plan_lines(plan)]
    if plan.notes:
        lines.append(_("Notes that name them; --keep-notes leaves them as they are:"))
        blank = () if options.keep_notes else plan.notes
        lines += [erase_words.marked(note, blank) for note in plan.notes]
    say(lines, ascii_only=options.ascii)
    if not (options.yes or agreed(
            _("Erase? It cannot be undone. j/n"), _("Nothing was changed."),
            _("Nothing was changed. With --yes it is done without asking."))):
        return 1
    report = erase(book, plan, () if options.keep_notes else None, now=places.now())
    say(erase_words.report_lines(report), ascii_only=options.ascii)
    return 0 if report.clean else 1
