"""`kundenq letter NAME TEMPLATE`: a letter, card or mail from a template, never sent."""

from __future__ import annotations

from store import Book, Contact, Occurrence, Prospect, Row, Template, coming, fold
from tui import letter_words
from tui.plain import places
from tui.plain.arguments import Options
from tui.plain.faults import complain
from tui.plain.meant import only_one, person_of
from tui.plain.output import say
from tui.plain.visiting import save
from tui.problems import explain
from tui.texts import _, spoken


def write_letter(book: Book, options: Options) -> int:
    """Print or save it; 1 if customer, person or template is not clear."""
    row = only_one(book, options.name)
    if row is None:
        return 1
    record = book.get(row.id)
    template = _template(options.template)
    if template is None:
        return 1
    person = record.main_contact
    if options.person:
        person = person_of(record, options.person)
        if person is None:
            return 1
    found = occasion(book, row, record, template, person if options.person else None)
    if found is not None and found.contact and not options.person:
        person = record.contact(found.contact) or person
    text = letter_words.letter(template, record, person, found, book.today,
                               places.author(options))
    if options.out:
        return save(options, text)
    say(text.rstrip("\n").split("\n"), ascii_only=options.ascii, laid_out=True)
    return 0


def occasion(book: Book, row: Row, record: Prospect, template: Template,
             person: Contact | None = None) -> Occurrence | None:
    """The next thing that comes up for which the template is made."""
    return next((
        one for one in coming(record, row, book.today)
        if set(letter_words.of_event(one)) & set(template.occasions)
        and (person is None or one.contact == person.id)), None)


def _template(code: str) -> Template | None:
    """The template of that code or title; None after a complaint."""
    found = places.templates()
    for problem in found.problems:
        complain(explain(problem))
    wanted = fold(code)
    for one in found.all:
        if wanted in (fold(one.code), fold(spoken(one.title))):
            return one
    complain(_("There is no template {code}. There are: {codes}.").format(
        code=code, codes=", ".join(one.code for one in found.all)))
    return None
