"""Words about an import: fields of columns, likeness, counts, the table of refused rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tui import problems
from tui.terms import Words
from tui.texts import NP_, _, ngettext, pgettext

if TYPE_CHECKING:
    from store import Edit, ImportPlan, Question, RevenuePlan

FIELDS: Words = {
    "address": NP_("import field", "address"),
    "birth_day": NP_("import field", "day of birth"),
    "birth_month": NP_("import field", "month of birth"),
    "birth_year": NP_("import field", "year of birth"),
    "birthday": NP_("import field", "birthday"),
    "company": NP_("import field", "company"),
    "company_more": NP_("import field", "company, continued"),
    "country": NP_("import field", "country"),
    "department": NP_("import field", "department"),
    "email": NP_("import field", "e-mail"),
    "email_company": NP_("import field", "e-mail of the company"),
    "email_type": NP_("import field", "kind of e-mail"),
    "employees": NP_("import field", "employees"),
    "fax": NP_("import field", "fax"),
    "first": NP_("import field", "first name"),
    "first_order": NP_("import field", "first order"),
    "follow_up": NP_("import field", "follow-up"),
    "follow_up_reason": NP_("import field", "reason of the follow-up"),
    "founded": NP_("import field", "founded"),
    "function": NP_("import field", "function"),
    "house_number": NP_("import field", "house number"),
    "industry": NP_("import field", "industry"),
    "label": NP_("import field", "kind of the next column"),
    "last": NP_("import field", "last name"),
    "last_order": NP_("import field", "last order"),
    "legal_form": NP_("import field", "legal form"),
    "margin": NP_("import field", "contribution margin"),
    "middle": NP_("import field", "middle name"),
    "mobile": NP_("import field", "mobile phone"),
    "name": NP_("import field", "name of the person"),
    "nickname": NP_("import field", "nickname"),
    "note_line": NP_("import field", "line of the notes"),
    "notes": NP_("import field", "notes"),
    "number": NP_("import field", "customer number"),
    "phone": NP_("import field", "phone"),
    "phone_company": NP_("import field", "phone of the company"),
    "phone_home": NP_("import field", "private phone"),
    "place": NP_("import field", "place"),
    "po_box": NP_("import field", "P.O. box"),
    "postcode": NP_("import field", "postcode"),
    "postcode_place": NP_("import field", "postcode and place"),
    "potential": NP_("import field", "potential"),
    "prefix": NP_("import field", "title before the name"),
    "region": NP_("import field", "region"),
    "revenue": NP_("import field", "revenue"),
    "salutation": NP_("import field", "salutation"),
    "source": NP_("import field", "source"),
    "stage": NP_("import field", "stage"),
    "street": NP_("import field", "street"),
    "suffix": NP_("import field", "title after the name"),
    "tags": NP_("import field", "tags"),
    "web": NP_("import field", "web"),
}
LIKENESS: Words = {
    "number": NP_("likeness", "same customer number"),
    "company": NP_("likeness", "same company, something new"),
    "email": NP_("likeness", "same e-mail"),
    "phone": NP_("likeness", "same phone"),
    "spelling": NP_("likeness", "nearly the same name"),
}
SEPARATORS: Words = {
    ";": NP_("separator", "semicolon"),
    ",": NP_("separator", "comma"),
    "\t": NP_("separator", "tabulator"),
    "|": NP_("separator", "vertical bar"),
}


def _word(words: Words, code: str) -> str:
    marked = words.get(code)
    return pgettext(*marked) if marked else code


def field(code: str) -> str:
    """What a column fills: "Telefon", "Umsatz 2025", "Ort (privat)"."""
    base, _sign, rest = code.partition("_")
    if base == "revenue" and rest.isdigit():
        return f"{_word(FIELDS, base)} {rest}"
    if base == "home" and rest in FIELDS:
        return _("{field} (private)").format(field=_word(FIELDS, rest))
    if base == "other" and rest in FIELDS:
        return _("{field} (other)").format(field=_word(FIELDS, rest))
    return _word(FIELDS, code)


def source_lines(plan: ImportPlan, other: str = "--encoding") -> Iterator[str]:
    """What kind of file it is: encoding, separator, which column fills what.

    `other` is the option or key that chooses another encoding.
    """
    yield from reading_lines(plan, other)
    for header, code in plan.columns:
        if code:
            yield _("Column {header}: {field}").format(header=header, field=field(code))
    for header in plan.unmatched:
        yield _("Column {header}: not imported, no field has this name").format(header=header)


def reading_lines(plan: ImportPlan | RevenuePlan, other: str) -> Iterator[str]:
    """Encoding and separator."""
    encoding = plan.encoding
    if plan.guessed:
        encoding = _("{encoding} (a guess; {other} chooses another one)").format(
            encoding=encoding, other=other)
    yield _("Encoding: {encoding}").format(encoding=encoding)
    if plan.separator:
        yield _("Separator: {separator}").format(separator=_word(SEPARATORS, plan.separator))


def count_lines(plan: ImportPlan) -> Iterator[str]:
    """How many rows there are, and what would become of them."""
    yield ngettext("{n} row", "{n} rows", plan.rows).format(n=plan.rows)
    yield ngettext("new: {n} row", "new: {n} rows", plan.new_rows).format(n=plan.new_rows) + (
        f", {customers(len(plan.new))}" if plan.new_rows else "")
    yield ngettext("on file already: {n} row", "on file already: {n} rows", plan.same).format(
        n=plan.same)
    yield ngettext("similar to one on file: {n} row", "similar to one on file: {n} rows",
                   plan.similar_rows).format(n=plan.similar_rows)
    yield ngettext("refused: {n} row", "refused: {n} rows", len(plan.refused)).format(
        n=len(plan.refused))
    if plan.suppressed_rows:
        yield ngettext("left out, objected to advertising: {n} row",
                       "left out, objected to advertising: {n} rows",
                       plan.suppressed_rows).format(n=plan.suppressed_rows)


def new_lines(plan: ImportPlan, most: int) -> Iterator[str]:
    """Each new company with its place and people, at most so many."""
    for record in plan.new[:most]:
        place = next((one.place for one in record.addresses if one.place), "")
        names = ", ".join(one.full_name for one in record.contacts)
        company = ", ".join(part for part in (record.name, place) if part)
        yield f"{company}: {names}" if names else company
    if (rest := len(plan.new) - most) > 0:
        yield ngettext("and {n} more company", "and {n} more companies", rest).format(n=rest)


def barred_lines(plan: ImportPlan) -> Iterator[str]:
    """Rows with an address of somebody who objected and was erased."""
    for item in plan.warnings:
        if item.code.startswith("suppressed"):
            yield _line(item.line, item.column, item.code, item.value)


def _line(number: int, column: str, code: str, value: str) -> str:
    return _("Line {line}: {what}").format(
        line=number, what=problems.notice(column, code, value))


def many(edit: Edit, known: Collection[str]) -> str:
    """That much of what is on file would change."""
    touched = {*edit.removed, *(record.id for record in edit.records)}.intersection(known)
    return _("That changes {n} of {all} customers.").format(n=len(touched), all=len(known))


def customers(count: int) -> str:
    """ "12 Kunden"."""
    return ngettext("{n} customer", "{n} customers", count).format(n=count)


def question_lines(plan: ImportPlan) -> Iterator[str]:
    """Columns that can be read in two ways."""
    yield from asked_lines(plan.questions)


def asked_lines(questions: Iterable[Question]) -> Iterator[str]:
    """How such columns are to be written."""
    for question in questions:
        text = (_("Column {header}: '{example}' could be day and month or month and day; such "
                  "rows are refused. Please write such dates like 2026-02-23.")
                if question.code == "date_order" else
                _("Column {header}: '{example}' could be thousands or decimals; such rows are "
                  "refused. Please write such amounts like 1.234,50."))
        yield text.format(header=question.column, example=question.example)


def similar_lines(plan: ImportPlan) -> Iterator[str]:
    """Who is like whom on file, and why."""
    for item in plan.similar:
        yield _("Line {line}: {name} is like {existing} ({why})").format(
            line=item.line, name=item.prospect.name, existing=item.existing_name,
            why=_word(LIKENESS, item.reason))


def refused_lines(plan: ImportPlan) -> Iterator[str]:
    """Each refused row with line, column and reason."""
    for item in plan.refused:
        yield _("Line {line} refused: {why}").format(
            line=item.line, why=problems.row_refused(item.column, item.code, item.value))


def warning_lines(plan: ImportPlan | RevenuePlan, most: int) -> Iterator[str]:
    """What is odd but kept, at most so many, then how many more there are."""
    odd = [item for item in plan.warnings if not item.code.startswith("suppressed")]
    for item in odd[:most]:
        yield _line(item.line, item.column, item.code, item.value)
    if (rest := len(odd) - most) > 0:
        yield ngettext("and {n} more remark", "and {n} more remarks", rest).format(n=rest)


def report_words() -> Mapping[str, str]:
    """Headings and reasons for the table of refused rows."""
    return {
        "line": pgettext("heading", "line"), "column": pgettext("heading", "column"),
        "reason": pgettext("heading", "reason"), "value": pgettext("heading", "value"),
        **{code: pgettext(*marked) for code, marked in problems.ROW_REFUSALS.items()},
    }
