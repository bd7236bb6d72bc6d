"""A letter, card or mail from a template: looked at, saved, copied; never sent by us."""

from __future__ import annotations

from collections.abc import Sequence

from store import Contact, Occurrence, Prospect, Template
from tui import letter_words
from tui.screens.commanding import Common
from tui.screens.paper import Paper
from tui.texts import _, spoken


class LetterScreen(Paper):
    """The filled template in the language in use."""

    code = "letter"

    def __init__(self, common: Common, *, template: Template, record: Prospect,
                 person: Contact | None, found: Occurrence | None) -> None:
        super().__init__(common)
        self.template = template
        self.record = record
        self.person = person
        self.found = found
        self.text = ""

    @property
    def title_text(self) -> str:
        """The template, and to whom."""
        who = self.person.full_name if self.person else self.record.name
        return f"{spoken(self.template.title)}: {who}"

    @property
    def file_name(self) -> str:
        """With the day."""
        return f"{self.template.code}-{self.today.isoformat()}.txt"

    def make(self) -> None:
        """In the language in use."""
        self.text = letter_words.letter(
            self.template, self.record, self.person, self.found, self.today, self.author)
        self.draw()
        gaps = self.text.count("[")
        self.say(_("What stands in brackets is yours to fill in; kundenq sends nothing.")
                 if gaps else _("kundenq sends nothing: save or copy it."), "dim")

    def pages(self) -> Sequence[Sequence[str]]:
        """One page."""
        return [self.text.rstrip("\n").split("\n")]

    def text_for(self, path: str) -> str:
        """The same for every file."""
        return self.text
