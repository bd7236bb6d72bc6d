"""`kundenq checklists` and `checklists copy`: which there are, and the first step to one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from store import CatalogueError, Checklist, Checklists, StoreError, Text
from tui import texts, words
from tui.plain import places
from tui.plain.arguments import Options
from tui.plain.faults import complain
from tui.plain.output import say, say_json
from tui.texts import _, ngettext


def list_checklists(options: Options) -> int:
    """All checklists; 1 if a file of one's own does not fit, of fields and templates too,
    which is then told."""
    found, fields = places.checklists(), places.own_fields()
    fields.read_again()
    problems = (*found.problems, *fields.problems, *places.templates().problems)
    if options.json:
        say_json({
            "checklists": [_json(checklist, found) for checklist in found.all()],
            "problems": [_fault(error) for error in problems],
            "remarks": [_fault(remark) for remark in found.remarks],
        })
    else:
        say((_line(checklist, found) for checklist in found.all()), ascii_only=options.ascii)
        for error in (*problems, *found.remarks):
            complain(words.explain(error))
    return 1 if problems else 0


def copy_checklist(options: Options) -> int:
    """Copy a checklist under a code of its own; 1 if that cannot be."""
    found, name = places.checklists(), options.new.replace("_", " ").capitalize()
    try:
        made = found.copy(options.code, options.new, Text(de=name, en=name))
    except CatalogueError as error:
        complain(_refusal(error, found))
        return 1
    say([_("Made: {path}").format(path=found.path_of(made.code, made.version)),
         _("Please change it in an editor; `kundenq checklists` says what does not fit.")],
        ascii_only=options.ascii)
    return 0


def _refusal(error: CatalogueError, found: Checklists) -> str:
    if error.code == "missing":
        return _("There is no checklist {code}. There are: {codes}.").format(
            code=error.detail, codes=", ".join(checklist.code for checklist in found.all()))
    if error.code == "twice":
        return _("There is a checklist {code} already. Please choose another code.").format(
            code=error.detail)
    if error.code == "not_allowed":
        return _("{code} cannot be a code: please use small letters, digits and _, a letter "
                 "first, 40 at most.").format(code=error.detail)
    return words.explain(error)


def _line(checklist: Checklist, found: Checklists) -> str:
    path = found.path_of(checklist.code, checklist.version)
    count = len(checklist.criteria)
    text = _("{code}: {title}, version {version}, {criteria} ({origin}).").format(
        code=checklist.code, title=_spoken(checklist.title), version=checklist.version,
        criteria=ngettext("{n} criterion", "{n} criteria", count).format(n=count),
        origin=path or _("comes with kundenq"))
    return f"{text} {_spoken(checklist.when)}" if checklist.when else text


def _spoken(text: Text) -> str:
    return text.de if texts.language() == "de" else text.en


def _json(checklist: Checklist, found: Checklists) -> dict[str, object]:
    return {
        "code": checklist.code, "version": checklist.version,
        "title": {"de": checklist.title.de, "en": checklist.title.en},
        "customers": checklist.customers,
        "criteria": [{"code": c.code, "weight": c.weight} for c in checklist.criteria],
        "file": found.path_of(checklist.code, checklist.version) or None,
    }


def _fault(error: StoreError) -> dict[str, object]:
    return {"file": getattr(error, "path", ""), "line": getattr(error, "line", 0) or None,
            "code": getattr(error, "code", ""), "detail": getattr(error, "detail", "")}


CATALOGUE: Mapping[str, Callable[[Options], int]] = {
    "checklists": list_checklists, "checklists copy": copy_checklist,
}
