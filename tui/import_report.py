"""The table of refused rows beside the imported file."""

from __future__ import annotations

import os

from store import FileError, Reported, refused_csv, write_new
from tui import import_words
from tui.texts import _

_MOST = 99


def write_report(plan: Reported, source: str) -> str:
    """Write the refused rows beside the source, never over another file; its path.

    Empty if nothing was refused. Raises FileError if it cannot be written.
    """
    if not plan.refused:
        return ""
    text = refused_csv(plan, import_words.report_words())
    stem = os.path.splitext(source)[0]
    for number in range(1, _MOST + 1):
        path = f"{stem}-{_('refused')}{f'-{number}' if number > 1 else ''}.csv"
        try:
            write_new(path, text)
        except FileError as error:
            if error.code != "exists" or number == _MOST:
                raise
        else:
            return path
    return ""
