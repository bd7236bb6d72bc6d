"""Handing a text over: into a file that only its owner reads, or to the clipboard."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable

from store import FileError, write_new
from tui import words
from tui.dialogs.bar import LineBar, Refused, question
from tui.flows.host import Host
from tui.texts import _

MOST_COPIED = 60_000
"""Bytes that terminals take for their clipboard; many drop what is longer."""


async def save_text(
    host: Host, prompt: str, name: str, text_for: Callable[[str], str | Awaitable[str]],
) -> bool:
    """Ask for a file and write it; one that is there already only after a yes.

    `text_for` makes the text for a path. False if it was left or could not be written.
    """
    def take(text: str) -> str:
        if not text.strip():
            raise Refused(_("Type the name of a file."))
        return os.path.abspath(os.path.expanduser(text.strip()))

    path = await host.ask(LineBar(prompt, take=take, value=os.path.join("~", name)))
    if path is None:
        return False
    try:
        made = text_for(path)
        text = made if isinstance(made, str) else await made
        done = await _write(host, path, text)
    except FileError as error:
        host.say(words.explain(error), "bad")
        return False
    if done:
        host.say(_("Saved as {path}.").format(path=path))
    return done


async def _write(host: Host, path: str, text: str) -> bool:
    """Beside the keys. Raises FileError."""
    try:
        await asyncio.to_thread(write_new, path, text)
    except FileError as error:
        if error.code != "exists":
            raise
        if not await host.ask(question(_("{file} exists already. Write over it?").format(
                file=os.path.basename(path)))):
            host.say(_("Nothing was changed."), "dim")
            return False
        await asyncio.to_thread(write_new, path, text, overwrite=True)
    return True


def copy_text(host: Host, text: str) -> None:
    """To the clipboard of the terminal; the program is told and says whether it can."""
    if len(text.encode("utf-8", "replace")) > MOST_COPIED:
        host.say(_("That is too long for the clipboard; it can be saved as a file."), "bad")
        return
    host.open_screen("copy", text=text)
