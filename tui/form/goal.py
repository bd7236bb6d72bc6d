"""Where the cursor of a form begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.form.state import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """An entry, the page for a new one, a field; what is not there is ignored."""

    entry: str = ""
    """The id of an entry or what tells it apart; with `new` the part it belongs to."""
    new: bool = False
    field: str = ""

    def find(self, form: Form) -> tuple[int, str]:
        """The page, and the field on it ("" for its first)."""
        pages = list(enumerate(form.pages))
        if self.new:
            pages = [(number, page) for number, page in pages if page.part and page.new]
            pages = [(number, page) for number, page in pages
                     if page.part and page.part.where == self.entry] or pages
            pages = [(number, page) for number, page in pages if form.blank(number)] or pages
        elif self.entry:
            keys = (self.entry, f"follow_ups:{self.entry}")
            pages = [one for one in pages if one[1].entry in keys] or pages
        if self.field:
            pages = [one for one in pages if one[1].has(self.field)] or pages
        number, page = pages[0]
        return number, self.field if page.has(self.field) else ""
