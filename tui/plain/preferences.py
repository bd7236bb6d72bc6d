"""The user's settings and keys, as far as the start needs them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tui.plain.faults import complain, sentence
from tui.plain.platform import platform_folder

if TYPE_CHECKING:
    from store import Settings
    from tui.keymap import Keymap, KeyProblem

SETTINGS = "settings.toml"
KEYS = "keys.toml"


def folder() -> str:
    """The platform's folder for settings of this program."""
    return platform_folder("config")


def load() -> Settings | None:
    """The settings; None where there are none, or where they cannot be read.

    A faulty file is reported and left aside: it must not keep anybody from their customers.
    """
    if not os.path.lexists(os.path.join(folder(), SETTINGS)):
        return None
    from store import StoreError, load_settings  # TOML is read only where there is a file

    try:
        return load_settings(folder())
    except StoreError as error:
        complain(sentence(error))
        return None


def keep(settings: Settings) -> None:
    """Write the settings. Raises FileError."""
    from store import save_settings  # seldom needed

    save_settings(folder(), settings)


def formats(settings: Settings | None) -> str:
    """The country whose dates and amounts are used; Bavaria has those of Germany."""
    region = settings.region if settings else ""
    return "DE" if region == "BY" else region


def load_keys() -> tuple[Keymap, tuple[KeyProblem, ...]]:
    """The keys, the user's own where they fit, and what does not fit."""
    from store import StoreError, read_text
    from tui.keymap import read_keys

    path = os.path.join(folder(), KEYS)
    if not os.path.lexists(path):
        return read_keys("")
    try:
        return read_keys(read_text(path))
    except StoreError as error:
        complain(sentence(error))
        return read_keys("")
