"""`kundenq check`: is a data file sound, and if not, where is it not."""

from __future__ import annotations

import os

from store import Backups, CheckReport, FileError, check
from tui import backup_words, words
from tui.plain import places
from tui.plain.arguments import Options
from tui.plain.faults import complain
from tui.plain.output import say, say_json
from tui.texts import _


def check_file(options: Options) -> int:
    """Read the whole file, change nothing; 0 if it is sound, else 1 and what is wrong."""
    if options.demo:
        with places.open_demo(options) as book:
            path = book.path
    else:
        path = places.data_file(options, os.environ)
    try:
        report = check(path)
    except FileError as error:
        newest = Backups(path).newest()
        if error.code == "missing" and newest is None:
            complain(places.nothing_yet(path))
            return 1
        report = CheckReport(
            records=0, rows_fit=False, problems=(error,), backups=(newest,) if newest else ())
    for fault in places.checklists().problems:
        complain(words.explain(fault))
    if options.json:
        say_json(_json(path, report))
    elif report.problems:
        _say_faults(path, report)
    else:
        _say_sound(path, report, options)
    return 1 if report.problems else 0


def _json(path: str, report: CheckReport) -> dict[str, object]:
    newest = report.newest
    return {
        "file": path, "ok": not report.problems, "records": report.records,
        "index": report.rows_fit, "problems": [_fault(p) for p in report.problems],
        "warnings": [_fault(w) for w in report.warnings], "backups": len(report.backups),
        "newest_backup": newest.name if newest else None,
    }


def _fault(problem: FileError) -> dict[str, str]:
    return {"code": problem.code, "where": problem.detail, "file": problem.path}


def _say_faults(path: str, report: CheckReport) -> None:
    for problem in (*report.problems, *report.warnings):
        complain(words.explain(problem))
    if report.records:
        complain(_("{path}: {customers} can be read, {n} places are damaged.").format(
            path=path, customers=backup_words.customers(report.records), n=len(report.problems)))
        complain(_("`kundenq repair` saves what can be read into a new file."))
    complain(backup_words.newest_line(report.newest))


def _say_sound(path: str, report: CheckReport, options: Options) -> None:
    lines = [_("{path} is sound: {customers}.").format(
        path=path, customers=backup_words.customers(report.records))]
    if not report.rows_fit:
        lines.append(_("Its index does not fit and will be made anew with the next start: the "
                       "file was changed by another program."))
    lines += [words.explain(warning) for warning in report.warnings if warning.code != "changed"]
    if report.newest is not None:
        lines.append(backup_words.newest_line(report.newest))
    say(lines, ascii_only=options.ascii)
