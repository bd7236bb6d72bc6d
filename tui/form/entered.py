"""What saving a form says beside its values: what is fresh now, and who is gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from store import Info, Prospect
from tui.form.state import Form, Page

_ADDRESS = ("street", "postcode", "place", "country")
_RECORD: Mapping[str, Info] = {
    **dict.fromkeys(_ADDRESS, Info.ADDRESS), "phone": Info.PHONES, "email": Info.PHONES,
    "industry": Info.INDUSTRY, "employees": Info.INDUSTRY, "structure": Info.INDUSTRY,
    "potential": Info.POTENTIAL, "competitor": Info.COMPETITOR, "share": Info.COMPETITOR,
    "owners": Info.OWNERS, "wanted": Info.WANTS,
    "days_late": Info.PAYMENT, "collection": Info.PAYMENT,
    **dict.fromkeys(("culture", "manner", "decides", "best_time", "gift_rule"), Info.CULTURE)}
_ENTRIES: Mapping[str, Mapping[str, Info]] = {
    "contacts": {
        **dict.fromkeys(("first_name", "last_name", "function", "roles", "left", "since",
                         "successor", "influence", "attitude", "leads_to"), Info.CONTACTS),
        **dict.fromkeys(("phone", "mobile", "email"), Info.PHONES)},
    "addresses": dict.fromkeys(("kind", *_ADDRESS), Info.ADDRESS),
    "projects": dict.fromkeys(("title", "kind", "due", "until", "need", "need_from"),
                              Info.PROJECTS),
}


def entered(form: Form) -> set[Info]:
    """Kinds of information that were entered anew (domain.md 5.4)."""
    found = set()
    for number, code in form.changes:
        page = form.pages[number]
        info = _info(page, code)
        if info is not None and page.text(code):
            found.add(info)
    return found


def _info(page: Page, code: str) -> Info | None:
    if page.part is None:
        return _RECORD.get(code)
    if page.part.where == "needs":
        return Info.WANTS if page.text("kind") == "want" else Info.NEEDS
    return _ENTRIES.get(page.part.where, {}).get(code)


def without_removed(record: Prospect, form: Form) -> Prospect:
    """Nothing points to a person any longer who was taken off."""
    gone = {page.entry for page in form.pages
            if page.removed and page.part and page.part.where == "contacts" and not page.new}
    if not gone:
        return record

    def left(key: str) -> str:
        return "" if key in gone else key

    return replace(
        record,
        contacts=tuple(
            replace(one, leads_to=left(one.leads_to), successor=left(one.successor))
            if {one.leads_to, one.successor} & gone else one for one in record.contacts),
        dates=tuple(replace(one, contact="") if one.contact in gone else one
                    for one in record.dates),
        follow_ups=tuple(replace(one, contact="") if one.contact in gone else one
                         for one in record.follow_ups),
        activities=tuple(
            replace(one, contact=left(one.contact),
                    others=tuple(key for key in one.others if key not in gone))
            if gone & {one.contact, *one.others} else one for one in record.activities))
