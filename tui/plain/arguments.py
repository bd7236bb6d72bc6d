"""What may stand on the command line, and the help about it in the language in use."""

from __future__ import annotations

import argparse
import gettext
import os
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

from store import clean_line
from tui import texts
from tui.texts import N_, _

if TYPE_CHECKING:
    from store import Settings

VERSION = "0.1.0"
"""Of this program; the same as in pyproject.toml."""

ENCODINGS = ("utf-8", "cp1252", "cp850", "mac_roman")
"""What may be chosen where an encoding was guessed wrongly."""

MOST_DAYS = 400
"""How far ahead dates are known."""

STDOUT = "-"
"""Stands for standard output where a file may be named."""

NO_JSON = ("", "import", "backup", "restore", "repair", "erase", "checklists copy", "questions",
           "assess", "sheet", "letter")
"""Commands that ask or do something: they answer in words."""

ARGPARSE_TEXTS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("%(prog)s: error: %(message)s\n"),
)
"""Texts that argparse says itself; it finds them in our catalogue."""


class Options(argparse.Namespace):
    """What the command line says."""

    command: str = ""
    """today, agenda, list, show, abc, portfolio, time, questions, assess, sheet, letter,
    import, backup, backups, restore, check, repair, erase, checklists, "checklists copy";
    empty for the full screen."""
    data: str = ""
    demo: bool = False
    lang: str = ""
    ascii: bool = False
    today: date | None = None
    """The injected day; None: the real one."""
    json: bool = False
    days: int | None = None
    filter: Sequence[str] = ()
    name: str = ""
    names: Sequence[str] = ()
    template: str = ""
    markdown: bool = False
    file: str = ""
    ics: str = ""
    """File of `agenda`; empty for words."""
    alarm: int | None = None
    yes: bool = False
    person: str = ""
    keep_notes: bool = False
    checklist: str = ""
    encoding: str = ""
    revenue: bool = False
    """`import` of revenue, not of addresses."""
    period: str = ""
    """Of which days that revenue is; of `abc` rolling or calendar."""
    replace: bool = False
    """It takes the place of what shares days with it."""
    out: str = ""
    code: str = ""
    new: str = ""
    basis: str = ""
    """Of `abc`, as its period; empty: as the settings say."""
    csv: str = ""
    """File of a table, or STDOUT; empty for words."""
    settings: Settings | None = None
    """The user's settings, where there are any."""


class _Parser(argparse.ArgumentParser):
    """argparse with messages that are safe to print."""

    def error(self, message: str) -> NoReturn:
        super().error(clean_line(message))


def speak(language: str, region: str = "") -> None:
    """Use a language for all texts, argparse's own among them.

    argparse asks gettext's global catalogue, which is chosen by the environment.
    """
    texts.use(language, region)
    gettext.bindtextdomain(texts.DOMAIN, os.path.join(os.path.dirname(texts.__file__), "locale"))
    gettext.textdomain(texts.DOMAIN)
    os.environ["LANGUAGE"] = language


def parse(argv: Sequence[str]) -> Options:
    """Read a command line. Ends the program (SystemExit 0 or 2) for help and wrong usage."""
    parser = _parser()
    options = parser.parse_args(argv, namespace=Options())
    if options.demo and options.data:
        parser.error(_("--demo has its own data; please leave out --data"))
    if options.json and options.command in NO_JSON:
        parser.error(
            _("--json goes with today, agenda, list, show, abc, portfolio, time, backups, check "
              "and checklists"))
    if options.json and options.csv:
        parser.error(_("--json and --csv do not go together"))
    return options


def wanted_language(argv: Sequence[str]) -> str:
    """What --lang says, found before the rest can be read in that language."""
    found = ""
    for index, word in enumerate(argv):
        if word == "--":
            break
        if word.startswith("--lang="):
            found = word.partition("=")[2]
        elif word == "--lang" and index + 1 < len(argv):
            found = argv[index + 1]
    return found


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="kundenq", add_help=False, allow_abbrev=False,
        description=_("Customers: whom to call today and why, how promising they are, and "
                      "what was agreed. Without a command the full screen opens."),
        epilog=_("Data stand in --data, else in $KUNDENQ_DATA, else in the data folder of "
                 "this computer. Exit status: 0 done, 1 could not be done, 2 wrong usage."),
    )
    _add_shared(parser, None)
    parser.add_argument("--version", action="version", version=f"kundenq {VERSION}",
                        help=_("say which version this is"))
    commands = parser.add_subparsers(
        title=_("commands"), metavar=_("COMMAND"), dest="word", parser_class=_Parser)

    def command(name: str, alias: str, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name, aliases=[alias] if alias else [], help=text, description=text,
            add_help=False, allow_abbrev=False)
        made.set_defaults(command=name)
        _add_shared(made, argparse.SUPPRESS)
        return made

    today = command("today", "heute", _("say whom to call today and why"))
    today.add_argument("--days", type=_days, metavar="N",
                       help=_("also what comes up within N days"))
    _add_agenda(command("agenda", "", _("say what comes up, day by day")))
    listing = command("list", "liste", _("list customers, most important first"))
    listing.add_argument("filter", nargs="*", metavar=_("FILTER"),
                         help=_("only those that hold each of these words"))
    show = command("show", "zeige", _("show all about one customer"))
    show.add_argument("name", metavar=_("NAME"), help=_("name, part of it, or number"))
    _add_value(command)
    _add_asking(command("assess", "bewerten", _("ask and rate, question by question")))
    _add_papers(command)
    _add_import(command("import", "", _("import addresses from CSV or vCard, or revenue")))
    _add_keeping(command)
    _add_checklists(command(
        "checklists", "checklisten", _("list the checklists, and what is wrong in one's own")))
    return parser


def _add_keeping(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """Commands about backups and damage."""
    command("backup", "sichern", _("make a backup now"))
    command("backups", "sicherungen", _("list the backups, newest first"))
    restore = command("restore", "zurück", _("go back to a backup; shows first what changes"))
    restore.add_argument("name", metavar=_("NAME"), help=_("name of the backup, or part of it"))
    restore.add_argument("--yes", action="store_true", help=_("do it without asking"))
    erase = command("erase", "löschen", _("erase a person, or a customer, everywhere for good"))
    erase.add_argument("name", metavar=_("NAME"), help=_("name, part of it, or number"))
    erase.add_argument("--person", metavar=_("NAME"), default="",
                       help=_("only this person; without it the whole customer"))
    erase.add_argument("--keep-notes", action="store_true",
                       help=_("leave notes that name them as they are"))
    erase.add_argument("--yes", action="store_true", help=_("do it without asking"))
    command("check", "", _("check whether a data file is sound"))
    repair = command("repair", "", _("save what can be read of a damaged file into a new one"))
    repair.add_argument("--out", metavar=_("FILE"), default="", help=_("name of the new file"))


def _add_value(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """What customers are worth, and where time goes."""
    _add_abc(command("abc", "", _("rank customers by what they bring: classes A, B, C")))
    _add_table(command("portfolio", "", _("say who is worth much, and who could be")))
    _add_table(command("time", "zeit", _("say where the time goes: capacity, plan, spent")))


def _add_abc(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--basis", choices=("revenue", "margin"), default="",
                        help=_("by revenue or contribution margin; else as the settings say"))
    parser.add_argument("--period", choices=("rolling", "calendar"), default="",
                        help=_("the last twelve months, or the last full calendar year"))
    _add_table(parser)


def _add_table(parser: argparse.ArgumentParser) -> None:
    """A table can be had for a spreadsheet."""
    parser.add_argument("--csv", nargs="?", const=STDOUT, metavar=_("FILE"), default="",
                        help=_("as a table for a spreadsheet: into this file, else printed"))
    parser.add_argument("--yes", action="store_true", help=_("do it without asking"))


def _add_checklists(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(
        title=_("commands"), metavar=_("COMMAND"), dest="verb", parser_class=_Parser)
    text = _("copy a checklist, to make one's own of it")
    copy = verbs.add_parser("copy", aliases=["kopieren"], help=text, description=text,
                            add_help=False, allow_abbrev=False)
    copy.set_defaults(command="checklists copy")
    copy.add_argument("code", metavar=_("CODE"), help=_("code of the checklist to copy"))
    copy.add_argument("new", metavar=_("NEW"),
                      help=_("code of the copy: small letters, digits and _"))
    _add_shared(copy, argparse.SUPPRESS)


def _add_asking(parser: argparse.ArgumentParser) -> None:
    """Whom to ask, and by which checklist."""
    parser.add_argument("name", metavar=_("NAME"), help=_("name, part of it, or number"))
    parser.add_argument("--checklist", metavar=_("CODE"), default="",
                        help=_("another checklist; `kundenq checklists` lists them"))


def _add_agenda(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=_days, metavar="N",
                        help=_("within N days; 30 where none are named"))
    parser.add_argument("--ics", metavar=_("FILE"), default="",
                        help=_("write it into an iCalendar file instead"))
    parser.add_argument("--alarm", type=_days, metavar="N",
                        help=_("in that file, ring N days before; else nothing rings"))
    parser.add_argument("--yes", action="store_true", help=_("do it without asking"))


def _add_papers(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    """What goes on paper."""
    _add_asking(command("questions", "fragen", _("print what is open as a sheet for paper")))
    _add_sheet(command("sheet", "besuchsblatt", _("print one page about each customer, for a "
                                                  "visit or a day's tour")))
    _add_letter(command("letter", "brief", _("fill a template of a letter, card or mail")))


def _add_sheet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", metavar=_("NAME"), nargs="+",
                        help=_("name, part of it, or number; several in the order of the tour"))
    parser.add_argument("--markdown", action="store_true", help=_("as Markdown"))
    _add_out(parser)


def _add_letter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar=_("NAME"), help=_("name, part of it, or number"))
    parser.add_argument("template", metavar=_("TEMPLATE"), help=_("code or title"))
    parser.add_argument("--person", metavar=_("NAME"), default="",
                        help=_("to this person; without it to whom it is about"))
    _add_out(parser)


def _add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar=_("FILE"), default="",
                        help=_("write it into a file that only you can read"))
    parser.add_argument("--yes", action="store_true", help=_("do it without asking"))


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar=_("FILE"), help=_("a CSV or vCard file"))
    parser.add_argument("--revenue", action="store_true",
                        help=_("revenue of customers on file: an export of the accounts (CSV)"))
    parser.add_argument("--period", metavar=_("PERIOD"), default="",
                        help=_("with --revenue: of which days it is, if the file does not say so; "
                               "2025, Q1 2026, 3/2026"))
    parser.add_argument("--replace", action="store_true",
                        help=_("with --revenue: instead of what is on file for some of the same "
                               "days"))
    parser.add_argument("--yes", action="store_true", help=_("import without asking"))
    parser.add_argument("--encoding", choices=ENCODINGS,
                        help=_("encoding of the file, where the one found is wrong"))


def _add_shared(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Options that may stand before and after the command."""
    missing: dict[str, Any] = {} if default is None else {"default": default}
    add = parser.add_argument
    add("-h", "--help", action="help", help=_("show this help"))
    add("--data", metavar=_("FILE"), help=_("use this data file"), **missing)
    add("--demo", action="store_true", help=_("use sample customers, never the real ones"),
        **missing)
    add("--lang", choices=texts.languages(), help=_("language"), **missing)
    add("--ascii", action="store_true", help=_("show plain ASCII only"), **missing)
    add("--today", type=_day, metavar=_("YYYY-MM-DD"), help=_("act as if it were this day"),
        **missing)
    add("--json", action="store_true",
        help=_("answer in JSON (today, agenda, list, show, abc, portfolio, time, backups, check, "
                    "checklists)"),
        **missing)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("{text} is not a day; please write it like 2026-02-23").format(text=text)
        ) from None


def _days(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= MOST_DAYS:
        return int(text)
    raise argparse.ArgumentTypeError(
        _("{text} is not a number of days from 0 to {most}").format(text=text, most=MOST_DAYS)
    )
