"""The sections of a profile and the pages of their forms, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tui.form import company_sheets, parts
from tui.form.fields import Sheet
from tui.form.parts import Part
from tui.texts import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One form: pages of the record itself, and kinds of entries."""

    label: str = ""
    """Its name, a msgid; the basic profile is named after the company."""
    pages: tuple[Sheet | Part, ...]


BASIC = ""
"""The code of the basic profile."""
_S, _P = company_sheets, parts

SECTIONS: Mapping[str, Section] = {
    BASIC: Section(pages=(_S.FILED_COMPANY, _P.BASIC_PERSON)),
    "people": Section(label=N_("People"), pages=(_P.PERSON,)),
    "dates": Section(label=N_("Dates"), pages=(_P.OWN_DATE,)),
    "needs": Section(label=N_("Needs"), pages=(_P.NEED, _S.WANTED)),
    "finances": Section(label=N_("Finances"), pages=(_P.STATUS, _S.MONEY, _S.VALUE, _P.REVENUE)),
    "projects": Section(label=N_("Projects"), pages=(_P.PROJECT,)),
    "deals": Section(label=N_("Offers, contracts"), pages=(_P.OFFER, _P.CONTRACT)),
    "company": Section(label=N_("Company"), pages=(_S.MASTER, _P.ADDRESS, _P.RELATION)),
    "manner": Section(label=N_("Manner and market"), pages=(_S.MANNER, _S.PLAN, _P.MARKET)),
    "activities": Section(label=N_("Activities"), pages=(_P.TALK,)),
}
"""By their codes, in the order of their numbers; the first is the basic profile."""
NEW = Section(pages=(_S.NEW_COMPANY, _P.BASIC_PERSON))
"""The basic profile of a company not on file yet."""
