"""An open form: where the cursor is, what was typed, what can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from store import clean_line, fold
from tui import dates
from tui.date_parts import DateEntry
from tui.form.choices import options
from tui.form.cursor import Cursor
from tui.form.fields import CHOICES, DATES, SEVERAL, UNTYPED, Field, Kind
from tui.form.reading import Look, Reading
from tui.form.readings import read
from tui.form.speaking import meanings, spoken
from tui.form.state import Form


class Session(Cursor):
    """A form being edited. Verbs change it; the screen draws it anew after each."""

    def __init__(
        self, form: Form, today: date, *, draft: Form | None = None,
        clashes: tuple[tuple[int, str], ...] = (),
    ) -> None:
        """With a draft: as it was left; `clashes` are changed in the file since."""
        super().__init__(draft or form)
        self.today = today
        self.draft = draft is not None
        """True while what is shown began as a draft."""
        self._past: list[tuple[Form, int, int]] = [(form, 0, 0)] if draft else []
        self._typing: tuple[int, str] | None = None
        self.clashes: tuple[tuple[int, str], ...] = ()
        """Fields (page, code) that somebody else has changed too, not answered yet."""
        self._ask(clashes)

    def reading(self, field: Field) -> Reading:
        """What a field of the page means, with its echo."""
        look = Look(today=self.today, page=self.shown.all, around=self.form.around,
                    record=self.form.record)
        return read(field, self.shown.text(field.code), look)

    def changed(self, field: Field) -> bool:
        """Differs from what is on file."""
        return field.code in self.shown.texts

    def go(self, page: int, at: int = 0) -> None:
        """To a field of a page; what is typed there is a change of its own to take back."""
        super().go(page, at)
        self._typing = None

    # -- changing -----------------------------------------------------------------

    def type(self, text: str) -> None:
        """Another text in the field under the cursor; not where one chooses."""
        if not self.locked and self.field.kind not in UNTYPED:
            self._put(text)

    def clear(self) -> bool:
        """Empty the field; False on the page of a removed person."""
        self.type("")
        return not self.locked

    def _put(self, text: str) -> None:
        after = self.form.put(self.page, self.field.code, text)
        if after is self.form:
            return
        here = (self.page, self.field.code)
        if self._typing != here:
            self._remember()
            self._typing = here
        self.form = after

    def _remember(self) -> None:
        self._past.append((self.form, self.page, self.at))

    def choose(self, key: str, character: str | None) -> bool:
        """A key in a field of choices: digit, left, right, blank, first letter."""
        field = self.field
        if field.kind not in CHOICES or self.locked:
            return False
        table = options(field)
        found = next((code for digit, code, _word in table if digit == character), None)
        if found is None and field.kind not in SEVERAL:
            found = self._cycled(key, character)
        if found is None and key in ("backspace", "delete", "ctrl+u") and table[-1][0] == "0":
            found = ""
        if found is None:
            return False
        self._put(self._toggled(found) if field.kind in SEVERAL and found else found)
        return True

    def _cycled(self, key: str, character: str | None) -> str | None:
        table = options(self.field)
        codes = [code for _digit, code, _word in table]
        here = codes.index(self.text) if self.text in codes else -1
        by = {"right": 1, "space": 1, "left": -1}.get(key)
        if by is not None:
            return codes[(here + by) % len(codes)]
        if character and character.isalpha():
            order = [*table[here + 1:], *table[:here + 1]]
            letter = fold(character)
            return next((code for _d, code, word in order if fold(word).startswith(letter)), None)
        return None

    def _toggled(self, code: str) -> str:
        present = {*filter(None, self.text.split(","))} ^ {code}
        known = [one for _digit, one, _word in options(self.field) if one]
        gone = sorted(present - {*known})
        return ",".join((*(one for one in known if one in present), *gone))

    def day(self, by: int) -> bool:
        """A date field some days later; False where there is no date to move."""
        if self.field.kind not in DATES or self.locked:
            return False
        entry = self.reading(self.field).value
        if not self.text.strip():
            entry = DateEntry(day=self.today - timedelta(days=by))
        if not isinstance(entry, DateEntry):
            return False
        day = entry.day + timedelta(days=by)
        if self.field.kind is Kind.DUE and day < self.today:
            day = self.today
        self._put(f"{dates.date(day)} {entry.time}".strip())
        return True

    def remove(self) -> bool:
        """Take the entry of the page off, or back; False where there is none."""
        after = self.form.remove(self.page)
        if after is self.form:
            return False
        self._remember()
        self._typing = None
        self.form = after
        return True

    def undo(self) -> bool:
        """Take the last change in the form back; False if there is none.

        Where it is asked whose value stays, the answer is: theirs.
        """
        if self.clashes:
            page, code = self.clashes[0]
            self.form = self.form.put(page, code, self.form.pages[page].start.get(code, ""))
            self.keep()
            return True
        if not self._past:
            return False
        self.form, page, at = self._past.pop()
        self.draft = self.draft and bool(self._past)
        self.go(min(page, len(self.form.pages) - 1), at)
        return True

    def rebase(self, form: Form, clashes: tuple[tuple[int, str], ...] = ()) -> None:
        """The same changes on a newer state of the file, which has its own of some fields."""
        self._past.clear()
        self.form = form
        self.go(min(self.page, len(form.pages) - 1), self.at)
        self._ask(clashes)

    def keep(self) -> bool:
        """Ours stays in the field that is asked about; True if there is another to ask."""
        self._ask(self.clashes[1:])
        return bool(self.clashes)

    def _ask(self, clashes: tuple[tuple[int, str], ...]) -> None:
        self.clashes = clashes
        if clashes:
            self.go_to(*clashes[0])

    def retell(self, language: Callable[[], None]) -> None:
        """Change the language with a call: every text keeps its meaning."""
        forms = [self.form, *(form for form, _page, _at in self._past)]
        meant = [meanings(form, self.today) for form in forms]
        language()
        self.form, *past = (spoken(*both) for both in zip(forms, meant, strict=True))
        self._past = [(form, page, at) for form, (_old, page, at) in zip(
            past, self._past, strict=True)]

    def tidy(self) -> None:
        """Leaving a field: blanks at its ends go."""
        if self.changed(self.field) and self.field.kind not in (*UNTYPED, Kind.NOTE):
            page, code, text = self.page, self.field.code, clean_line(self.text)
            self.form = self.form.put(page, code, text)
