"""Where the cursor of a form is: a page, a field of it."""

from __future__ import annotations

from tui.form.fields import Field
from tui.form.state import Form, Page


class Cursor:
    """Moves over the pages of a form and their fields."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.page = 0
        self.at = 0

    @property
    def shown(self) -> Page:
        """The page on screen."""
        return self.form.pages[self.page]

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its fields."""
        return self.shown.fields

    @property
    def field(self) -> Field:
        """The field under the cursor."""
        return self.fields[self.at]

    @property
    def text(self) -> str:
        """Its text."""
        return self.shown.text(self.field.code)

    @property
    def proposed(self) -> bool:
        """Its text was put there for a new entry, nobody typed it."""
        return self.shown.new and bool(self.text) and self.field.code not in self.shown.texts

    @property
    def locked(self) -> bool:
        """The page is of an entry taken off: nothing can be typed."""
        return self.shown.removed

    def go(self, page: int, at: int = 0) -> None:
        """To a field of a page."""
        self.page = page % len(self.form.pages)
        self.at = at % len(self.fields)

    def go_to(self, page: int, code: str) -> None:
        """To a field by its code."""
        codes = [one.code for one in self.form.pages[page].fields]
        self.go(page, codes.index(code) if code in codes else 0)

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) field; behind the last comes the next page."""
        at = self.at + by
        if 0 <= at < len(self.fields) and not self.locked:
            self.go(self.page, at)
        elif by > 0:
            self.go(self.page + 1)
        else:
            self.go(self.page - 1, -1)

    def turn(self, by: int) -> None:
        """To another page."""
        self.go(self.page + by)
