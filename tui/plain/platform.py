"""The platform's folders for data and settings."""

from __future__ import annotations

import os
import sys
from typing import Literal

Kind = Literal["config", "data"]
_LINUX = {"config": ("XDG_CONFIG_HOME", ".config"), "data": ("XDG_DATA_HOME", ".local/share")}


def platform_folder(kind: Kind) -> str:
    """The user's folder for settings or data of this program, as platformdirs names it.

    On Linux it is worked out here: loading platformdirs costs a fifth of what a plain
    command may take (a test compares both).
    """
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        variable, usual = _LINUX[kind]
        base = os.environ.get(variable, "").strip() or os.path.expanduser(f"~/{usual}")
        return os.path.join(base, "kundenq")
    import platformdirs  # as said above

    if kind == "config":
        return platformdirs.user_config_dir("kundenq", appauthor=False)
    return platformdirs.user_data_dir("kundenq", appauthor=False)
