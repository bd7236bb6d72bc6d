"""What went wrong, what is kept and what to do: sentences for the codes of the store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.terms import Words
from tui.texts import N_, NP_, _, ngettext, pgettext

if TYPE_CHECKING:
    from store import SaveState

FILE_PROBLEMS: Mapping[str, str] = {
    "missing": N_("{path} does not exist. Please check the name."),
    "folder": N_("{path} is a folder. Please name a file in it."),
    "not_regular": N_("{path} is not an ordinary file. Please name another one."),
    "not_json": N_("{path} is not a data file of kundenq. It was left as it is."),
    "not_ours": N_("{path} is not a data file of kundenq. It was left as it is."),
    "newer": N_("{path} was written by a newer kundenq. Please update this one."),
    "damaged": N_("{path} is damaged ({detail}). It was left as it is; "
                  "please restore a backup."),
    "absent": N_("{path} is gone, only its journal is left. Nothing was changed; "
                 "please put the file back or restore a backup."),
    "denied": N_("No permission for {path}. Please check the rights of file and folder."),
    "locked": N_("{path} is in use ({detail}). Please try again in a moment."),
    "full": N_("The disk is full: {path} could not be written. Please make room."),
    "read_only": N_("{path} can only be read. Please choose another place."),
    "io": N_("{path} could not be read or written ({detail}). Is the disk failing? "
             "Please check the backup."),
    "exists": N_("{path} exists already. Please choose another name."),
    "unsafe": N_("Others may change the folder of {path}. Please choose a folder of your own."),
    "ambiguous": N_("{path}: several backups are called like that ({detail}). Please name one "
                    "in full."),
    "torn": N_("{path}: the end ({detail}) was not written whole. It was never confirmed as "
               "saved."),
    "lost": N_("{path}: changes are missing (numbers {detail}). A backup may hold them."),
    "no_journal": N_("{path} is missing or was emptied. What was saved since the last tidying "
                     "is lost; a backup may hold it."),
    "one_session": N_("{path} stands on a network drive, and {detail} works there: one session "
                      "at a time on network drives. It was opened read-only."),
    "foreign": N_("{path} belongs to another data file. It was left as it is."),
    "changed": N_("{path} was changed by another program since kundenq wrote it."),
    "hard_link": N_("{path} has {detail} names on this disk; the others keep an old state. "
                    "Please remove them."),
    "network": N_("{path} stands on a network drive ({detail}): one session at a time on network "
                  "drives."),
}
SHORT_REASONS: Words = {
    "missing": NP_("why not saved", "file is gone"),
    "folder": NP_("why not saved", "that is a folder"),
    "not_regular": NP_("why not saved", "not an ordinary file"),
    "not_json": NP_("why not saved", "foreign file"),
    "not_ours": NP_("why not saved", "foreign file"),
    "newer": NP_("why not saved", "file of a newer kundenq"),
    "damaged": NP_("why not saved", "file is damaged"),
    "denied": NP_("why not saved", "no permission"),
    "locked": NP_("why not saved", "file is in use"),
    "full": NP_("why not saved", "disk full"),
    "read_only": NP_("why not saved", "read only"),
    "io": NP_("why not saved", "disk error"),
    "exists": NP_("why not saved", "file exists"),
    "unsafe": NP_("why not saved", "unsafe folder"),
    "one_session": NP_("why not saved", "in use on the network drive"),
}
IMPORT_PROBLEMS: Mapping[str, str] = {
    "empty": N_("{place} is empty. There is nothing to import."),
    "too_big": N_("{place} is too large (at most {detail} bytes). Please split it."),
    "not_text": N_("{place} is not a text file. Please save it as CSV or vCard."),
    "no_revenue": N_("{place}: no column of net revenue. Such columns are called Umsatz, Netto, "
                     "Revenue, Net sales, or January 2026."),
    "no_customer": N_("{place}: no column says whose revenue it is. Please add the customer "
                      "number or the company."),
    "no_period": N_("{place} does not say of which days the amounts are. Please add a column, or "
                    "name them: --period 2025"),
    "workbook": N_("{place} is a workbook. Please save it as CSV first."),
    "calendar": N_("{place} is a calendar. kundenq reads addresses: CSV or vCard."),
    "encoding": N_("{place} is not {detail} text. Please save it as UTF-8."),
    "long_field": N_("{place}: a field is too long. Is a quotation mark missing?"),
    "many_columns": N_("{place}: too many columns (at most {detail})."),
    "many_rows": N_("{place}: too many rows (at most {detail}). Please split the file."),
    "open_quote": N_("{place}: a quotation mark is never closed."),
    "stray_quote": N_("{place}: text behind a closing quotation mark: {detail}"),
    "no_header": N_("{place}: no known column names. The first row should hold names such as "
                    "company, name, e-mail."),
    "no_rows": N_("{place} has column names, but no rows."),
    "no_card": N_("{place} holds no complete vCard."),
    "separator": N_("{place}: the columns cannot be told apart. Please use semicolons."),
}
CATALOGUE_PROBLEMS: Mapping[str, str] = {
    "missing": N_("{place}: {detail} does not exist."),
    "not_toml": N_("{place} is not TOML: {detail}"),
    "empty": N_("{place}: {detail} is empty."),
    "key_missing": N_("{place}: {detail} is missing."),
    "key_unknown": N_("{place}: {detail} is unknown. Please check the spelling."),
    "no_field": N_("{place}: {detail} is no field. There are: {known}."),
    "brace": N_("{place}: a brace {detail} that belongs to no field. Please double it."),
    "not_allowed": N_("{place}: this value is not allowed for {detail}."),
    "out_of_range": N_("{place}: {detail} is out of range."),
    "wrong_type": N_("{place}: {detail} has a value of the wrong kind."),
    "twice": N_("{place}: {detail} stands there twice."),
    "too_many": N_("{place}: too many entries ({detail})."),
    "too_long": N_("{place}: {detail} is too long."),
    "same_version": N_("{place}: there is another checklist with this code and version "
                       "({detail}). Please raise the version."),
    "weights": N_("{place}: the weights sum to {detail}, not to 100."),
    "english_missing": N_("{place}: {detail} is missing; the German text is shown instead."),
    "syntax": N_("{place} is not TOML: {detail}"),
    "unknown": N_("{place}: {detail} is unknown. Please check the spelling."),
    "type": N_("{place}: {detail} has a value of the wrong kind."),
    "choice": N_("{place}: this value is not allowed for {detail}."),
    "range": N_("{place}: {detail} is out of range."),
    "borders": N_("{place}: class_a must be lower than class_b, so {detail} cannot be used."),
}
ROW_REFUSALS: Words = {
    "no_name": NP_("row refused", "names neither a company nor a person"),
    "cells": NP_("row refused", "has more cells than the header"),
    "group_card": NP_("row refused", "is a group, not a person"),
    "nobody": NP_("row refused", "is not on file"),
    "several": NP_("row refused", "are several of that name or number"),
    "other_number": NP_("row refused", "is the one of that name, with another number"),
    "no_customer": NP_("row refused", "names no customer"),
    "period": NP_("row refused", "is not a period"),
    "future": NP_("row refused", "is still to come"),
    "overlap": NP_("row refused", "is on file already, its days would count twice"),
    "count": NP_("row refused", "is not a whole number"),
    "mail": NP_("row refused", "is not an e-mail address"),
    "amount": NP_("row refused", "is not an amount"),
    "amount_order": NP_("row refused", "could have its decimals behind the dot or the comma"),
    "date": NP_("row refused", "is not a date"),
    "date_range": NP_("row refused", "is a date that cannot be right"),
    "date_order": NP_("row refused", "could be day and month or month and day"),
    "two_digit_year": NP_("row refused", "has a year of two digits"),
    "excel_serial": NP_("row refused", "is a serial number of a spreadsheet, not a date"),
    "damaged": NP_("row refused", "was damaged by a spreadsheet"),
}
NOTICES: Words = {
    "phone": NP_("notice", "does not look like a phone number"),
    "postcode": NP_("notice", "does not look like a postcode"),
    "country": NP_("notice", "country is unknown"),
    "lost_zero": NP_("notice", "leading zero seems lost"),
    "damaged": NP_("notice", "seems damaged by a spreadsheet or a wrong encoding"),
    "formula": NP_("notice", "looks like a formula; kept as text"),
    "mixed_script": NP_("notice", "mixes letters of different scripts"),
    "letters": NP_("notice", "has letters that seem damaged"),
    "number": NP_("notice", "is not a number"),
    "stage": NP_("notice", "stage is unknown"),
    "second_address": NP_("notice", "second address of a kind; kept in the notes"),
    "person_twice": NP_("notice", "person stands there twice"),
    "also_in_file": NP_("notice", "company stands in the file more than once"),
    "mail_exchange": NP_("notice", "internal address of a mail server; kept in the notes"),
    "short_row": NP_("notice", "row has fewer cells than the header"),
    "title_rows": NP_("notice", "rows above the header were skipped"),
    "partly": NP_("notice", "other rows of this customer are refused: its sum lacks them"),
    "not_bought": NP_("notice", "has revenue, but is not on file as a customer"),
    "no_cost": NP_("notice", "the margin that was known is unknown now"),
    "no_person": NP_("notice", "no name of a person"),
    "suppressed": NP_("notice", "belongs to somebody who objected to advertising and was erased; "
                                "the row is left out"),
    "suppressed_taken": NP_("notice", "belongs to somebody who objected to advertising and was "
                                      "erased; please do not approach without a new consent"),
}


_NO_LOCKS = "ENOLCK"
"""Detail of an error of code locked: nobody holds it, the drive cannot lock."""


def explain(error: BaseException) -> str:
    """One sentence for an error of the store: what, where, what to do."""
    path = str(getattr(error, "path", ""))
    code = str(getattr(error, "code", ""))
    detail = str(getattr(error, "detail", ""))
    kind = type(error).__name__
    if kind == "FileError":
        named = path or _("the data file")
        if (code, detail) == ("damaged", "snapshot"):
            code = "absent"
        text = _(FILE_PROBLEMS.get(code, FILE_PROBLEMS["io"]))
        if code == "locked":
            detail = _holder(detail)
        return text.format(path=named, detail=detail or code)
    if kind == "ConflictError":
        count = len(getattr(error, "ids", ()))
        return ngettext(
            "{n} customer was changed elsewhere in the meantime. Please look at it again.",
            "{n} customers were changed elsewhere in the meantime. Please look at them again.",
            count,
        ).format(n=count)
    table = IMPORT_PROBLEMS if kind == "ImportProblem" else CATALOGUE_PROBLEMS
    if kind in ("ImportProblem", "CatalogueError") and code in table:
        detail, _bar, known = detail.partition("|") if code == "no_field" else (detail, "", "")
        return _(table[code]).format(place=_place(path, error), detail=detail, known=known)
    return _("{place} could not be used ({code}).").format(
        place=_place(path, error) or kind, code=code or detail or kind
    )


def _holder(detail: str) -> str:
    """Who holds a lock: "anna, Prozess 4711, seit 14:02" from "anna 4711 <ISO time>"."""
    parts = detail.split()
    if detail == _NO_LOCKS:
        return _("the drive allows no locking")
    if len(parts) != 3:
        return detail or _("by another program")
    user, process, since = parts
    return _("{user}, process {process}, since {time}").format(
        user=user, process=process, time=since.partition("T")[2][:5] or since
    )


def _place(path: str, error: BaseException) -> str:
    """The file as named, with the line where it is known."""
    line = int(getattr(error, "line", 0) or 0)
    return _("{path}, line {line}").format(path=path, line=line) if line else path


def short_reason(error: BaseException | None) -> str:
    """A few words for the title bar: "Datenträger voll"."""
    return short_code(str(getattr(error, "code", ""))) or pgettext("why not saved", "disk error")


def short_code(code: str) -> str:
    """The same for a code; empty for what is none."""
    marked = SHORT_REASONS.get(code)
    return pgettext(*marked) if marked else ""


def why_not(error: BaseException) -> str:
    """Why a save failed, shortly, but with who is in the way: "gesperrt von anna, ..."."""
    code, detail = str(getattr(error, "code", "")), str(getattr(error, "detail", ""))
    if code == "locked" and len(detail.split()) == 3:
        return _("locked by {holder}").format(holder=_holder(detail))
    if code == "locked" and detail == _NO_LOCKS:
        return _("the drive allows no locking")
    if code == "io":
        return _("Disk failing? Please check the backup")
    return short_reason(error)


def save_problem(state: SaveState) -> str:
    """What stands in the way of saving, what is kept, what to do; empty if nothing does."""
    kind = state.kind.value
    if kind == "conflict":
        return _("Another program changed the same customers. Nothing is lost: choose which "
                 "version stays.")
    if kind != "failed" and not (kind == "saving" and state.error):
        return ""
    kept = ngettext(
        "{n} change is only in memory.", "{n} changes are only in memory.", state.pending
    ).format(n=state.pending)
    why = explain(state.error) if state.error else ""
    return f"{_('NOT SAVED')} – {why} {kept}"


def row_refused(column: str, code: str, value: str) -> str:
    """Why a row was not imported: "Geburtstag: „31.02.80“ ist kein Tag im Kalender"."""
    marked = ROW_REFUSALS.get(code)
    return _cell(column, pgettext(*marked) if marked else code, value)


def notice(column: str, code: str, value: str) -> str:
    """What is odd about a value that was kept."""
    marked = NOTICES.get(code)
    return _cell(column, pgettext(*marked) if marked else code, value)


def _cell(column: str, fault: str, value: str) -> str:
    lead = f"{column}: " if column else ""
    if not value:
        return lead + fault
    return lead + _("'{value}' {fault}").format(value=value, fault=fault)
