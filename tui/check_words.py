"""The words for the codes of re-assessment, as domain.md 2 and 5.2 have them."""

from __future__ import annotations

from tui.terms import Words
from tui.texts import NP_, pgettext

TRIGGERS: Words = {
    "payment": NP_("trigger", "payment default or insolvency"),
    "owners": NP_("trigger", "change of owner"),
    "management": NP_("trigger", "change of management"),
    "contact_left": NP_("trigger", "main contact left"),
    "revenue": NP_("trigger", "revenue down to 75 % or less"),
    "lost_offer": NP_("trigger", "lost offer"),
    "complaint": NP_("trigger", "complaint"),
    "project": NP_("trigger", "new project"),
    "location": NP_("trigger", "new location"),
}


def trigger(code: str) -> str:
    """What calls for a re-assessment: "Reklamation"; an unknown code as it is."""
    marked = TRIGGERS.get(code)
    return pgettext(*marked) if marked else str(code)
