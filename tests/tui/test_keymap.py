"""The one table of commands, and the keys.toml of its user."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from tui import texts
from tui.commands import COMMANDS, WITHOUT_CUSTOMERS, Command, Place, by_id
from tui.flows.table import HANDLERS
from tui.form.keys import action
from tui.keymap import FORBIDDEN, Keymap, KeyProblem, explain_key, name_of, read_keys, shown
from tui.texts import _
from tui.view import Pane
from tui.widgets.frame import CONTEXTS, key_names

SERVED = {place for contexts in CONTEXTS.values() for place in contexts}
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
EVERY = pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.id)
NO_MNEMONIC = {
    "down": "hjkl as in vi", "up": "hjkl", "left": "hjkl", "right": "hjkl",
    "top": "g as in vi", "bottom": "G as in vi", "back": "q as in less",
    "analysis_take": "c of ABC", "class_take": "c of ABC",
    "go_classes": "k of Klassen: c is that of the checklists",
    "class": "c of ABC", "archive": "x of eXclude, as on a box that is ticked off",
    "place_later": "J as j", "place_earlier": "K as k",
    "next_customer": "J as j", "previous_customer": "K as k", "redo": "U as u, the other way",
    "backup_make": "b of backup, as behind g", "language": "L of Language",
    "history": "v of view, Verlauf", "stage_take": "y of yes, as in questions",
    "confirm": "b of bestätigen, confirmed by: no letter of both is free",
}
"""Letters that need not stand in the words of both languages, each with its reason."""


def _letters(command: Command) -> list[str]:
    last = [key.split()[-1] for key in command.keys]
    return [key for key in last if len(key) == 1 and key.isalpha()]


# -- the table ---------------------------------------------------------------------


def test_every_command_has_its_own_id() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))


def test_every_command_has_a_flow_and_every_flow_a_command() -> None:
    assert set(HANDLERS) == {c.id for c in COMMANDS
                             if c.where in SERVED}


def test_in_the_form_each_key_has_one_meaning_and_all_of_them_an_action() -> None:
    keys = [key for c in COMMANDS if c.where is Place.FORM for key in c.keys]
    assert len(keys) == len(set(keys))
    assert all(action(key, Keymap()) for key in keys)
    moved, problems = read_keys('form_save = "f2"')
    assert not problems
    assert (action("f2", moved), action("ctrl+s", moved)) == ("save", "")


@pytest.mark.parametrize("pane", list(Pane))
def test_in_every_pane_each_key_has_one_meaning(pane: Pane) -> None:
    own, *shared = CONTEXTS[pane]
    for places in ((own,), tuple(shared)):
        for one, other in combinations([c for c in COMMANDS if c.where in places], 2):
            assert not set(one.keys) & set(other.keys), f"{one.id} and {other.id}"


def test_a_key_of_a_pane_hides_no_shared_key_but_the_ones_meant() -> None:
    shared = {key: c.id for c in COMMANDS if c.where in (Place.ALWAYS, Place.CUSTOMERS)
              for key in c.keys}
    hidden = {key for c in COMMANDS
              if c.where not in (Place.ALWAYS, Place.CUSTOMERS, *WITHOUT_CUSTOMERS)
              for key in c.keys if key in shared}
    assert hidden == {"c"}, "of ABC: one class there, those of all here"


def test_no_sequence_begins_with_a_key_that_does_something_itself() -> None:
    begun = {key.split()[0] for c in COMMANDS for key in c.keys if " " in key}
    alone = {key for c in COMMANDS for key in c.keys if " " not in key}
    assert begun == {"g"}
    assert not begun & alone


def test_what_a_torn_arrow_key_leaves_behind_changes_nothing() -> None:
    torn = {"left_square_bracket", *"ABCDHFOPQRSZ"}
    """First and last bytes of arrow, function and Shift+Tab keys (interface.md 4)."""
    assert torn <= FORBIDDEN
    for command in COMMANDS:
        if command.changes:
            assert not set(command.keys) & (torn | {f"ctrl+{c}" for c in "abhijm"}), command.id


@EVERY
def test_no_key_needs_alt_or_never_arrives(command: Command) -> None:
    for key in command.keys:
        assert "alt+" not in key
        assert key not in {"ctrl+enter", "shift+enter", "ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j",
                           "ctrl+left_square_bracket"}
        assert key not in {"at", "tilde", "backslash", "vertical_line", "left_square_bracket",
                           "right_square_bracket", "left_curly_bracket", "right_curly_bracket"}


@EVERY
@LANGUAGES
def test_every_command_has_its_words_in_both_languages(command: Command, language: str) -> None:
    texts.use("de")
    german = (_(command.label), _(command.help))
    texts.use(language)
    assert all(german)
    assert command.label
    assert command.help
    same = {"Agenda", "Backups", "Import", "Interview", "Text", "Name", "Zoom", "Mail",
            "Deutsch / English", "Portfolio", "Pareto", "Matrix"}
    for english, word in zip((command.label, command.help), german, strict=True):
        assert word != english or word in same, f"{command.id}: {english} is not in German"
    assert len(_(command.help)) <= 58, "one line of help at 80 columns"


@EVERY
def test_the_letter_of_a_key_stands_in_the_words_of_both_languages(command: Command) -> None:
    texts.use("de")
    german = _(command.label)
    fits = all(letter.lower() in command.label.lower() and letter.lower() in german.lower()
               for letter in _letters(command))
    assert fits or command.id in NO_MNEMONIC
    assert not (fits and command.id in NO_MNEMONIC), "no longer an exception"


@pytest.mark.parametrize("key", ["n", "a", "f", "e", "c", "w", "u", "U", "s", "L", "z", "o", "m",
                                 "x", "J", "K", "t", "p", "full_stop", "g l", "g i", "g h"])
def test_the_keys_of_the_specification_are_all_there(key: str) -> None:
    assert Keymap().find((Place.LIST, Place.CUSTOMERS, Place.ALWAYS), key) is not None


@LANGUAGES
def test_named_keys_have_words_in_the_language(language: str) -> None:
    texts.use(language)
    names = key_names()
    assert shown("space", names) == ("Leer" if language == "de" else "Space")
    assert shown("pageup", names) == ("Bild auf" if language == "de" else "PgUp")
    assert shown("ctrl+z", names) == ("Strg+Z" if language == "de" else "Ctrl+Z")
    assert shown("g l", names) == "g l"
    assert shown("question_mark", names) == "?"
    known = [key for c in COMMANDS for key in c.keys]
    for key in known:
        assert "_" not in shown(key, names), key
        assert "+" not in shown(key, names) or shown(key, names)[0].isupper() or key == "plus"


# -- keys.toml ----------------------------------------------------------------------


@pytest.mark.parametrize(("text", "key"), [
    ('follow_up = "ä"', "ä"),
    ('follow_up = ["ä", "f"]', "ä"),
    ('follow_up = ["ä", "f"]', "f"),
    ('follow_up = "g t"', "g t"),
    ('follow_up = "/"\nsearch = "s"', "slash"),
    ('search = "s"\nfollow_up = "/"', "slash"),
    ('follow_up = "#"', "number_sign"),
    ('follow_up = "ctrl+t"', "ctrl+t"),
])
def test_own_keys_run_the_command(text: str, key: str) -> None:
    keymap, problems = read_keys(text)
    assert problems == ()
    found = keymap.find((Place.LIST, Place.CUSTOMERS, Place.ALWAYS), key)
    assert found is not None
    assert found.id == "follow_up"


def test_an_own_key_replaces_the_shipped_one() -> None:
    keymap, problems = read_keys('follow_up = "ä"')
    assert problems == ()
    assert keymap.find((Place.LIST, Place.CUSTOMERS, Place.ALWAYS), "f") is None
    assert keymap.keys_of("follow_up") == "ä"


def test_two_commands_can_exchange_their_keys() -> None:
    keymap, problems = read_keys('why = "e"\nedit = "w"\n')
    assert problems == ()
    assert (keymap.keys_of("edit"), keymap.keys_of("why")) == ("w", "e")


def test_a_line_that_falls_out_takes_the_lines_that_relied_on_it_along() -> None:
    keymap, problems = read_keys('activity = "ä"\nfollow_up = "a"\nwhy = "ä"\n')
    assert [p.command for p in problems] == ["why"]
    keymap, problems = read_keys('follow_up = "a"\nactivity = "s"\n')
    assert [p.command for p in problems] == ["follow_up", "activity"]
    assert (keymap.keys_of("activity"), keymap.keys_of("follow_up")) == ("a", "f")


@pytest.mark.parametrize(("text", "expected"), [
    ('# mine\nfolow_up = "ä"', KeyProblem("unknown", "folow_up", line=2)),
    ('follow_up = "a"', KeyProblem("clash", "follow_up", "a", "activity", 1)),
    ('why = "ä"\n\nfollow_up = "ä"', KeyProblem("clash", "follow_up", "ä", "why", 3)),
    ('follow_up = "1"', KeyProblem("clash", "follow_up", "1", "list_1", 1)),
    ('follow_up = "u"', KeyProblem("clash", "follow_up", "u", "undo", 1)),
    ('follow_up = "A"', KeyProblem("forbidden", "follow_up", "A", line=1)),
    ('follow_up = ["ä", "["]', KeyProblem("forbidden", "follow_up", "left_square_bracket",
                                          line=1)),
    ('rate_3 = "D"', KeyProblem("forbidden", "rate_3", "D", line=1)),
    ('archive = "Z"', KeyProblem("forbidden", "archive", "Z", line=1)),
    ('follow_up = ""', KeyProblem("no_key", "follow_up", line=1)),
    ("follow_up = []", KeyProblem("no_key", "follow_up", line=1)),
    ("follow_up = 7", KeyProblem("no_key", "follow_up", line=1)),
    ('follow_up = ["ä", 7]', KeyProblem("no_key", "follow_up", line=1)),
    ('"follow_up" = "A"', KeyProblem("forbidden", "follow_up", "A", line=1)),
    ("[follow_up]\nkey = 'b'", KeyProblem("no_key", "follow_up", line=1)),
    ('follow_up = "g"', KeyProblem("clash", "follow_up", "g", "top", 1)),
    ('follow_up = "s s"', KeyProblem("clash", "follow_up", "s s", "search", 1)),
    ('follow_up = "ctrl+b"', KeyProblem("forbidden", "follow_up", "ctrl+b", line=1)),
])
def test_a_line_that_cannot_be_used_is_left_out_and_named(text: str, expected: KeyProblem) -> None:
    keymap, problems = read_keys(text)
    assert problems == (expected,)
    if expected.code != "unknown":
        assert keymap.keys(by_id(expected.command)) == by_id(expected.command).keys


def test_the_good_lines_of_a_bad_file_count() -> None:
    keymap, problems = read_keys('nonsense = "ä"\nfollow_up = "ä"\n')
    assert len(problems) == 1
    assert keymap.keys_of("follow_up") == "ä"


@pytest.mark.parametrize(("text", "line"), [('follow_up = "b', 1), ("why = 'w'\n= 3\n", 2)])
def test_an_unreadable_file_is_one_sentence_and_the_usual_keys(text: str, line: int) -> None:
    keymap, problems = read_keys(text)
    assert problems == (KeyProblem("unreadable", "", line=line),)
    assert keymap.keys_of("follow_up") == "f"


@LANGUAGES
@pytest.mark.parametrize("problem", [
    KeyProblem("unreadable", "", line=3),
    KeyProblem("unknown", "folow_up", line=3),
    KeyProblem("forbidden", "follow_up", "left_square_bracket", line=3),
    KeyProblem("clash", "follow_up", "question_mark", "help", 3),
    KeyProblem("no_key", "follow_up", line=3),
], ids=lambda p: p.code)
def test_every_problem_is_one_sentence_with_its_line(problem: KeyProblem, language: str) -> None:
    texts.use(language)
    sentence = explain_key(problem)
    assert "keys.toml" in sentence
    assert "3" in sentence
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "\n" not in sentence
    assert problem.command in sentence
    if language == "de":
        texts.use("en")
        assert explain_key(problem) != sentence
    if problem.code in ("forbidden", "clash"):
        assert shown(problem.key, {}) in sentence


@pytest.mark.parametrize(("written", "name"), [
    ("/", "slash"), ("?", "question_mark"), ("f1", "f1"), (" ", "space"), ("g /", "g slash"),
    ("ctrl+p", "ctrl+p"), (".", "full_stop"), ("[", "left_square_bracket"), ("A", "A"),
    ("#", "number_sign"), ("ö", "ö"), ("!", "exclamation_mark"), ("'", "apostrophe"),
])
def test_keys_are_written_as_they_are_typed(written: str, name: str) -> None:
    assert name_of(written) == name
    if written != " ":
        assert shown(name, {}) == written


# -- on the screen ------------------------------------------------------------------


@LANGUAGES
async def test_own_keys_work_and_are_shown_everywhere(start: Any, language: str) -> None:
    keymap, problems = read_keys('follow_up = "ä"\nundo = ["Y", "ctrl+z"]\nhelp = "ö"')
    assert problems == ()
    async with start(language=language, keymap=keymap, size=(120, 40)) as program:
        footer = program.rows[-1]
        assert f"ä {_('Follow-up')}" in footer
        assert f"f {_('Follow-up')}" not in footer
        assert footer.endswith(f"ö {_('Help')}")
        await program.press("f")
        assert program.place.bar is None
        await program.press("ä", "3")
        assert program.find("Wolpertec").follow_ups
        assert program.status.endswith("Y " + ("macht rückgängig" if language == "de"
                                               else "undoes"))
        await program.press("Y")
        assert program.book.undo() is None
        await program.press("ö")
        await program.type("fol" if language == "en" else "folge")
        assert any(row.split()[:1] == ["ä"] for row in program.rows)
        await program.press("escape", "colon")
        await program.type("undo")
        assert any(row.startswith(" > Y  ") for row in program.rows)


@LANGUAGES
async def test_a_faulty_line_is_told_at_the_start(start: Any, language: str) -> None:
    keymap, problems = read_keys('follow_up = "a"')
    async with start(language=language, keymap=keymap, problems=problems) as program:
        assert program.status.startswith("keys.toml, " + ("Zeile 1" if language == "de"
                                                          else "line 1"))
        await program.press("f")
        assert program.place.bar is not None
