"""One row per command. Keys, footer, palette and help are all made from this table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tui.places import DESTINATIONS
from tui.texts import N_


class Place(StrEnum):
    """Where a key works."""

    ALWAYS = "always"
    CUSTOMERS = "customers"
    """Today strip, list, profile and checklist: acts on the customer under the cursor."""
    LIST = "list"
    CHECKLIST = "checklist"
    TODAY = "today"
    PROFILE = "profile"
    INTERVIEW = "interview"
    """The interview: opened on a customer."""
    ERASING = "erasing"
    """The screen that erases: opened on a customer."""
    ANALYSIS = "analysis"
    """The views of the analysis: act on what is tried on, or on the customer under the cursor."""
    CLASSES = "classes"
    """The class moves: act on the row under the cursor, or on all marked."""
    IMPORT = "import"
    """What was found in a file to import; as every place below, a screen with the code of its
    destination."""
    BACKUPS = "backups"
    """The list of backups."""
    SHEET = "sheet"
    """Visit sheets."""
    MARKET = "market"
    """What was seen of the market."""
    CHECKLISTS = "checklists"
    """The list of checklists, and the editor of one's own."""
    FORM = "form"
    """The edit form: a screen of its own, which runs these itself."""


WITHOUT_CUSTOMERS = frozenset(
    {Place.BACKUPS, Place.CHECKLISTS, Place.ERASING, Place.FORM, Place.IMPORT,
     Place.INTERVIEW, Place.MARKET, Place.SHEET})
"""Their screens take no commands on the customer under the cursor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What a key does: its words are msgids, its action a flow or the screen's own."""

    id: str
    keys: tuple[str, ...]
    """Names as Textual gives them; two names separated by a blank are a sequence."""
    label: str
    """One word for the footer."""
    help: str
    """One line for help and palette."""
    where: Place
    footer: int = 0
    """Rank in the footer of its place, 1 first; 0: not shown there."""
    changes: bool = False
    """Changes data: may never stand on a key that a split arrow key can produce."""


def _c(id: str, keys: str, label: str, help: str, where: Place, footer: int = 0,
       changes: bool = False) -> Command:
    parts = tuple(k.replace("+ ", "+").strip() for k in keys.split("|"))
    return Command(id=id, keys=parts, label=label, help=help, where=where, footer=footer,
                   changes=changes)


A, C, L, K, T, P = (Place.ALWAYS, Place.CUSTOMERS, Place.LIST, Place.CHECKLIST, Place.TODAY,
                    Place.PROFILE)
E, F, M, Q = Place.CHECKLISTS, Place.FORM, Place.IMPORT, Place.INTERVIEW
V, X = Place.ANALYSIS, Place.CLASSES

COMMANDS: tuple[Command, ...] = (
    _c("down", "j|down", N_("Down"), N_("One row down"), A),
    _c("up", "k|up", N_("Up"), N_("One row up"), A),
    _c("left", "h|left", N_("Left"), N_("To the pane on the left; back to the list"), A),
    _c("right", "l|right", N_("Right"), N_("To the pane on the right"), A),
    _c("page_down", "pagedown", N_("Page down"), N_("One page down"), A),
    _c("page_up", "pageup", N_("Page up"), N_("One page up"), A),
    _c("top", "g g|home", N_("Top"), N_("To the first row"), A),
    _c("bottom", "G|end", N_("End"), N_("To the last row"), A),
    _c("next_pane", "tab", N_("Pane"), N_("To the next pane"), A),
    _c("previous_pane", "shift+tab", N_("Pane back"), N_("To the previous pane"), A),
    _c("open", "enter", N_("Open"), N_("Open what is under the cursor"), A),
    _c("back", "q", N_("Back"), N_("Back; at the top q ends the program"), A),
    _c("step_back", "escape", N_("Back"), N_("Back to the whole list; never ends the program"), A),
    _c("quit", "ctrl+q", N_("Quit"), N_("End the program; everything is saved"), A),
    _c("new", "n", N_("New"), N_("New customer in one line"), C, 1, True),
    _c("new_form", "N", N_("New, form"), N_("New customer as a form"), C),
    _c("activity", "a", N_("Activity"), N_("Log a call, e-mail or visit, with follow-up"), C, 2,
       True),
    _c("follow_up", "f", N_("Follow-up"), N_("Set or move the follow-up"), C, 3, True),
    _c("search", "s|slash", N_("Search"), N_("Filter the list while typing"), A, 4),
    _c("today", "t", N_("Today"), N_("To what is due today"), C, 5),
    _c("why", "w", N_("Why?"), N_("Why this score, class, date: the rule and its numbers"), C, 6),
    _c("interview", "i", N_("Interview"), N_("Interview: the next best question, large"), C, 7),
    _c("decide", "d", N_("Decide"), N_("Decide as recommended; asks only what is missing"), C, 12,
       True),
    _c("otherwise", "r", N_("Otherwise"), N_("Decide otherwise, with a reason and an end"), C, 13,
       True),
    _c("stage_take", "y", N_("Next stage"), N_("Yes to the stage that is proposed"), C, 0, True),
    _c("stage", "E", N_("Stage"), N_("Choose any stage; a step back with a reason"), C, 0, True),
    _c("letter", "X", N_("Text"), N_("Text from a template: letter, card or mail"), C),
    _c("history", "v", N_("History"), N_("View the history: who changed what and when"), C),
    _c("confirm", "b", N_("Still true"),
       N_("Still true, according to the last person we spoke to"), C, 12, True),
    _c("confirm_by", "V", N_("Verified by"), N_("Still true, verified by somebody else"), C, 0,
       True),
    _c("info", "I", N_("Add info"), N_("Add info: one gap of the profile after the other"),
       C, 0, True),
    _c("event", "W", N_("What happened"),
       N_("What happened: events that call for a re-assessment"), C, 0, True),
    _c("walk", "T", N_("Go through"), N_("Go through this list, one by one; or go on"), C),
    _c("edit", "e", N_("Edit"), N_("Edit as a form; in the profile the section shown"), C, 9,
       True),
    _c("class", "c", N_("Class"), N_("Set the class by hand: a b c, Enter for the computed one"),
       C, 10, True),
    _c("profile", "p", N_("Profile"), N_("To the profile"), C),
    _c("order", "o", N_("Order"), N_("Sort the list; the same again turns it round"), C, 11),
    _c("mark", "m|space", N_("Mark"), N_("Mark the row; commands act on all marked"), L),
    _c("mark_all", "M", N_("Mark all"), N_("Mark all shown, or none"), L),
    _c("archive", "x|delete", N_("eXclude"), N_("Move to the archive (list 9)"), C, 0, True),
    _c("next_customer", "J|shift+down", N_("Next one"), N_("Next customer, from any pane"), C),
    _c("previous_customer", "K|shift+up", N_("Previous"), N_("Previous customer"), C),
    _c("list_1", "1", N_("All"), N_("List 1: all"), L),
    _c("list_2", "2", N_("Customers"), N_("List 2: customers"), L),
    _c("list_3", "3", N_("Prospects"), N_("List 3: prospects"), L),
    _c("list_4", "4", N_("A customers"), N_("List 4: A customers"), L),
    _c("list_5", "5", N_("Due"), N_("List 5: overdue and due today"), L),
    _c("list_6", "6", N_("No next step"), N_("List 6: active without a next step"), L),
    _c("list_7", "7", N_("Profile gaps"), N_("List 7: profiles below 50%"), L),
    _c("list_8", "8", N_("Contacts"), N_("List 8: contacts and former customers"), L),
    _c("list_9", "9", N_("Archive"), N_("List 9: archive"), L),
    _c("more_lists", "0", N_("More lists"),
       N_("More lists: stale, neglected, targets, at rest"), L),
    _c("add", "plus", N_("Add"), N_("Add a person, a date, a need ... to the profile"), L),
    _c("section_1", "1", N_("People"), N_("Section 1: people"), P),
    _c("section_2", "2", N_("Dates"), N_("Section 2: dates"), P),
    _c("section_3", "3", N_("Needs"), N_("Section 3: needs and wants"), P),
    _c("section_4", "4", N_("Finances"), N_("Section 4: finances"), P),
    _c("section_5", "5", N_("Projects"), N_("Section 5: projects"), P),
    _c("section_6", "6", N_("Offers, contracts"), N_("Section 6: offers and contracts"), P),
    _c("section_7", "7", N_("Company"), N_("Section 7: company"), P),
    _c("section_8", "8", N_("Manner and market"), N_("Section 8: manner and market"), P),
    _c("section_9", "9", N_("Activities"), N_("Section 9: activities"), P),
    _c("section_top", "0", N_("Head"), N_("To the head of the profile"), P),
    _c("section_next", "space", N_("Next section"), N_("To the next section"), P),
    _c("section_previous", "backspace", N_("Section back"), N_("To the previous section"), P),
    _c("profile_add", "plus", N_("Add"), N_("Add a person, a date, a need ... to the profile"),
       P),
    _c("rate_0", "0", N_("no"), N_("Rate 0: no"), K, 0, True),
    _c("rate_1", "1", N_("rather no"), N_("Rate 1: rather no"), K, 0, True),
    _c("rate_2", "2", N_("rather yes"), N_("Rate 2: rather yes"), K, 0, True),
    _c("rate_3", "3", N_("yes"), N_("Rate 3: yes"), K, 0, True),
    _c("rate_na", "9", N_("n/a"), N_("Not applicable: out of the calculation"), K, 0, True),
    _c("reopen", "backspace", N_("unknown"), N_("Unknown again"), K, 0, True),
    _c("evidence_up", "plus", N_("evidence"), N_("Evidence one step up"), K, 0, True),
    _c("evidence_down", "minus", N_("less"), N_("Evidence one step down"), K, 0, True),
    _c("method", "m", N_("Method"), N_("Choose another checklist for this customer"), K, 0, True),
    _c("ack_card", "1", N_("Card"), N_("Done by card"), T, 1, True),
    _c("ack_call", "2", N_("Call"), N_("Done by telephone"), T, 2, True),
    _c("ack_email", "3", N_("E-mail"), N_("Done by e-mail"), T, 3, True),
    _c("ack_gift", "4", N_("Gift"), N_("Done with a gift"), T, 4, True),
    _c("ack_done", "0", N_("Done"), N_("Just done"), T, 5, True),
    _c("ack_skip", "minus", N_("Skip"), N_("Skip this time, with a reason"), T, 6, True),
    _c("ack_choose", "space", N_("Done..."), N_("Done: ask how"), T, 0, True),
    _c("talk_0", "0", N_("no"), N_("Rate 0: no"), Q, 0, True),
    _c("talk_1", "1", N_("rather no"), N_("Rate 1: rather no"), Q, 0, True),
    _c("talk_2", "2", N_("rather yes"), N_("Rate 2: rather yes"), Q, 0, True),
    _c("talk_3", "3", N_("yes"), N_("Rate 3: yes"), Q, 0, True),
    _c("talk_na", "9", N_("n/a"), N_("Not applicable: out of the calculation"), Q, 0, True),
    _c("talk_question", "n|space", N_("other question"), N_("Another question about it"), Q),
    _c("talk_more", "plus", N_("evidence"), N_("Evidence one step up"), Q, 0, True),
    _c("talk_less", "minus", N_("less"), N_("Evidence one step down"), Q, 0, True),
    _c("talk_reopen", "backspace", N_("unknown"), N_("Unknown again"), Q, 0, True),
    _c("talk_person", "c", N_("contact"), N_("Who is asked"), Q),
    _c("talk_decide", "d", N_("Decide"), N_("Decide as recommended; asks only what is missing"), Q,
       0, True),
    _c("talk_pause", "p", N_("pause"), N_("The clock rests, or runs on"), Q),
    _c("undo", "u|ctrl+z", N_("Undo"), N_("Undo the last change"), A, 8),
    _c("redo", "U|ctrl+y", N_("Redo"), N_("Do it again"), A),
    _c("repeat", "full_stop", N_("Repeat"), N_("Repeat the last action here"), C),
    _c("zoom", "z", N_("Zoom"), N_("This pane over the whole screen, and back"), A),
    _c("language", "L", N_("Language"), N_("Deutsch / English"), A),
    *(_c(f"go_{one.code}", f"g {one.key}", one.label, one.help, A) for one in DESTINATIONS),
    _c("date_add", "g d", N_("Date"), N_("Add a date: birthday, name day, any day"), C, 0, True),
    _c("erase", "g e", N_("Erase"), N_("Erase a person everywhere, for good; asks first"), C),
    _c("ack_wake", "g w", N_("Wake"), N_("An event that was silenced comes up again"), C, 0, True),
    _c("palette", "colon|ctrl+p", N_("Commands"), N_("All commands by name"), A),
    _c("save_again", "f5", N_("Save"), N_("Try to save again; settle a conflict"), A),
    _c("noted", "f7", N_("Read"), N_("What is told under the title has been read"), A),
    _c("save_copy", "f6", N_("Copy"), N_("Save everything as another file"), A),
    _c("redraw", "ctrl+l", N_("Redraw"), N_("Draw the screen anew"), A),
    _c("suspend", "ctrl+g", N_("Suspend"), N_("Back to the shell for a while (fg returns)"), A),
    _c("help", "question_mark|f1", N_("Help"), N_("Keys and help; type to search, Enter runs"),
       A, 7),
    _c("analysis_more", "plus", N_("more"), N_("The border one per cent up; one step more"), V, 1),
    _c("analysis_less", "minus", N_("less"), N_("The border one per cent down; one step less"),
       V),
    _c("analysis_turn", "space", N_("the other"),
       N_("The other border; the next on the point; unfold"), V),
    _c("analysis_take", "c", N_("classes"),
       N_("Look at the classes that differ; in time at the proposal"), V, 2),
    _c("analysis_export", "ctrl+s", N_("Save"), N_("Save the table or the picture as a file"), V,
       3),
    *(_c(f"analysis_{n}", str(n), label, help, V) for n, (label, help) in enumerate((
        (N_("Pareto"), N_("First view: Pareto; in the matrix point 1")),
        (N_("Matrix"), N_("Second view: matrix; in the matrix point 2")),
        (N_("Funnel"), N_("Third view: funnel; in the matrix point 3")),
        (N_("Value"), N_("Fourth view: value; in the matrix point 4")),
        (N_("Time"), N_("Fifth view: time; in the matrix point 5")),
        (N_("Groups"), N_("Sixth view: groups; in the matrix point 6")),
        (N_("Point 7"), N_("In the matrix point 7")),
        (N_("Point 8"), N_("In the matrix point 8")),
        (N_("Point 9"), N_("In the matrix point 9"))), 1)),
    _c("class_take", "c", N_("take over"), N_("Take over the computed class; all marked"), X, 1,
       True),
    _c("class_keep", "minus", N_("keep"),
       N_("Keep the class by hand, with a reason and an end"), X, 2, True),
    _c("class_mark", "space|m", N_("Mark"), N_("Mark the row; commands act on all marked"), X, 3),
    _c("class_mark_all", "M", N_("Mark all"), N_("Mark all shown, or none"), X, 4),
    _c("erase_note", "space", N_("blank or leave"),
       N_("A note that names them: blank the name, or leave it"), Place.ERASING),
    _c("import_merge", "1", N_("complete"), N_("Similar ones: complete the one on file"), M),
    _c("import_new", "2", N_("as new"), N_("Similar ones: add as new"), M),
    _c("import_skip", "3", N_("leave out"), N_("Similar ones: leave out"), M),
    _c("import_decide", "d", N_("turn round"),
       N_("Day or month first, comma or point: the other way"), M),
    _c("import_barred", "o", N_("objected"),
       N_("Who objected to advertising: take them, or leave out"), M),
    _c("import_replace", "r", N_("replace"),
       N_("Days that are on file already: replace, or refuse"), M),
    _c("import_kind", "m", N_("amounts"), N_("Read the file as revenue, or as addresses"), M),
    _c("import_encoding", "e", N_("encoding"), N_("Read the file in the next encoding"), M),
    _c("backup_make", "b", N_("make one now"), N_("Make a backup now"), Place.BACKUPS, 1),
    _c("market_note", "n", N_("Note"), N_("New market note, seen at the present customer"),
       Place.MARKET, 1, True),
    _c("sheet_save", "ctrl+s", N_("Save"), N_("Save what is shown as a file"),
       Place.SHEET, 1),
    _c("sheet_copy", "p", N_("Copy"), N_("Copy what is shown to the clipboard"), Place.SHEET,
       2),
    _c("checklist_copy", "n", N_("new copy"), N_("Copy a checklist, to make one's own of it"),
       E, 1),
    _c("weight_up", "plus", N_("Weight"), N_("More weight for the criterion"), E, 2, True),
    _c("weight_down", "minus", N_("less"), N_("Less weight for the criterion"), E, 0, True),
    _c("place_later", "J|shift+down", N_("move"), N_("Criterion or question one place down"), E,
       0, True),
    _c("place_earlier", "K|shift+up", N_("move up"), N_("Criterion or question one place up"), E,
       0, True),
    _c("criterion_add", "a", N_("add"), N_("One more criterion"), E, 3, True),
    _c("criterion_remove", "delete", N_("remove"), N_("Remove the criterion"), E, 0, True),
    _c("checklist_save", "ctrl+s", N_("Save"), N_("Save as the next version"), E, 4, True),
    _c("draft_drop", "backspace", N_("drop draft"), N_("Drop the draft of the checklist"), E, 0,
       True),
    _c("form_next", "tab|down", N_("Field"),
       N_("Next field (also Down); behind the last one the next page"), F, 1),
    _c("form_save", "enter|ctrl+s", N_("Save"),
       N_("Save everything (in a note Enter is a new line: Ctrl+S)"), F, 2),
    _c("form_leave", "escape", N_("Back (draft stays)"),
       N_("Leave; what was typed is kept as a draft"), F, 3),
    _c("form_later", "pagedown", N_("Next page"),
       N_("Next person or entry; in a date one day later"), F, 5),
    _c("form_remove", "ctrl+r", N_("Take off"),
       N_("Take the person or entry of this page off, or back"), F, 6),
    _c("form_undo", "ctrl+z", N_("Undo"), N_("Take back the last change in the form"), F, 7),
    _c("form_language", "f8", N_("Language"), N_("Deutsch / English"), F, 4),
    _c("form_previous", "shift+tab|up", N_("Field back"), N_("Previous field (also Up)"), F),
    _c("form_earlier", "pageup", N_("Page back"),
       N_("Previous page; in a date one day earlier"), F),
    _c("form_clear", "ctrl+u", N_("Empty"), N_("Empty the field"), F),
    _c("form_help", "f1", N_("Help"), N_("These keys"), F, 9),
)


def by_id(command_id: str) -> Command:
    """The command with that id. KeyError if there is none."""
    return _BY_ID[command_id]


_BY_ID = {command.id: command for command in COMMANDS}
