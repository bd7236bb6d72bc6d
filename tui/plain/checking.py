"""`kundenq check`: is a data file sound, and if not, where is it not."""

from __future__ import annotations

import os

from store import FileError, check
from tui import words
from tui.plain import places
from tui.plain.arguments import Options
from tui.plain.faults import complain
from tui.plain.output import say, say_json
from tui.texts import _, ngettext


def check_file(options: Options) -> int:
    """Read the whole file, change nothing; 0 if it is sound, else 1 and what is wrong."""
    if options.demo:
        with places.open_demo(options) as book:
            path = book.path
    else:
        path = places.data_file(options, os.environ)
    try:
        report = check(path)
        records, index, problems = report.records, report.rows_fit, report.problems
    except FileError as error:
        if error.code == "missing":
            complain(places.nothing_yet(path))
            return 1
        records, index, problems = 0, False, (error,)
    if options.json:
        say_json({
            "file": path, "ok": not problems, "records": records, "index": index,
            "problems": [{"code": p.code, "where": p.detail} for p in problems],
        })
        return 1 if problems else 0
    for problem in problems:
        complain(words.explain(problem))
    counted = ngettext("{n} customer", "{n} customers", records).format(n=records)
    if problems and not records:
        return 1
    if problems:
        complain(_("{path}: {customers} can be read, {n} cannot.").format(
            path=path, customers=counted, n=len(problems)))
        return 1
    lines = [_("{path} is sound: {customers}.").format(path=path, customers=counted)]
    if not index:
        lines.append(_("Its index does not fit and will be made anew with the next start: the "
                       "file was changed by another program."))
    say(lines, ascii_only=options.ascii)
    return 0
