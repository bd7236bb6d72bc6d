"""What goes wrong in a plain command or before the full screen: one sentence, no traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from tui.texts import _

_BROKEN = frozenset({"damaged", "not_json", "not_ours"})
"""Codes of data files that a backup could replace."""


class Ending:
    """How a command ended."""

    status = 1


@contextmanager
def caught() -> Iterator[Ending]:
    """Turn every error inside into a sentence and an exit status."""
    ending = Ending()
    try:
        yield ending
        sys.stdout.flush()
    except SystemExit as leaving:
        ending.status = leaving.code if isinstance(leaving.code, int) else 1
    except KeyboardInterrupt:
        ending.status = 130
    except BrokenPipeError:
        # The reader has enough (`kundenq list | head`): nothing more to say.
        _close_output()
        ending.status = 0
    except OSError as error:
        _close_output()
        complain(_("The answer could not be written ({code}). Is the disk full?").format(
            code=errno.errorcode.get(error.errno or 0, "?")))
        ending.status = 1
    except Exception as error:
        complain(sentence(error))
        ending.status = 1


def _close_output() -> None:
    """Let Python's own flush at exit go nowhere: it would complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def sentence(error: Exception) -> str:
    """What happened and what to do; of an unexpected error only its class and place."""
    from store import StoreError  # only where something went wrong

    if isinstance(error, StoreError):
        from tui.words import explain

        return " ".join(filter(None, (explain(error), newest_backup(error))))
    return _("kundenq has stopped because of an error in the program ({kind}, {place}). "
             "Nothing was changed.").format(
        kind=type(error).__name__, place=_place(error.__traceback__))


def newest_backup(error: Exception) -> str:
    """Where a data file is no longer one: which backup there is of it."""
    from store import Backups, FileError

    if not isinstance(error, FileError) or error.code not in _BROKEN:
        return ""
    newest = Backups(error.path.removesuffix(".journal")).newest()
    if newest is None:
        return ""
    from tui.backup_words import newest_line

    return newest_line(newest)


def complain(text: str) -> None:
    """Say a sentence on standard error, safe for a terminal."""
    from store import clean_line

    print(clean_line(text), file=sys.stderr)


def _place(traceback: TracebackType | None) -> str:
    """The innermost of our modules with its line."""
    place = "?"
    while traceback is not None:
        module = str(traceback.tb_frame.f_globals.get("__name__", "?"))
        if module.partition(".")[0] in ("tui", "store", "kundenq_tui"):
            place = f"{module}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
