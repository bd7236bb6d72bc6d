"""What the surroundings say about the terminal, settled before Textual is first imported.

Textual reads its settings from the environment once, when it is imported. `prepare` therefore
looks at the environment, writes those settings and says what kind of terminal this is. This
file must not import Textual or Rich (interface.md 3).
"""

from __future__ import annotations

import codecs
from collections.abc import MutableMapping
from dataclasses import dataclass

from tui.texts import N_

LOCAL_ESCAPE_MS = "20"
"""Wait after a lone ESC on a local terminal; Textual's own 100 ms are felt (performance.md 5)."""
REMOTE_ESCAPE_MS = "250"
"""Over SSH the pieces of one arrow key arrive up to 250 ms apart (interface.md 3)."""

KNOWN_TERMS = (
    "alacritty", "ansi", "contour", "cygwin", "dtterm", "eterm", "foot", "ghostty", "gnome",
    "hterm", "iterm", "kitty", "konsole", "linux", "mintty", "mlterm", "ms-terminal", "nsterm",
    "putty", "rxvt", "screen", "st", "teraterm", "terminator", "tmux", "vte", "wezterm", "xterm",
)
"""First parts of TERM whose colours Rich can tell; any other gets 16."""
_COERCED = frozenset({"C.UTF-8", "C.utf8"})
_COLOR_SYSTEMS = frozenset({"auto", "standard", "256", "truecolor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What this terminal can show."""

    ascii: bool = False
    """Nothing but ASCII may be sent."""
    vga: bool = False
    """A text console with the 256 glyphs of code page 437."""
    monochrome: bool = False
    """No colours: bold and reverse only (NO_COLOR, VT terminals)."""
    slow: bool = False
    """The line is a network: spare bytes, no mouse unless asked for."""
    color_system: str | None = None
    """"standard" for 16 colours; None: Rich finds out."""
    charset: str = "utf-8"
    """Python's name of the character set the terminal reads and sends."""

    @property
    def ansi(self) -> bool:
        """Whether a theme of the terminal's own 16 colours fits best."""
        return self.monochrome or self.ascii or self.vga or self.color_system == "standard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """There is no terminal the full screen could run on."""

    code: str
    """"no-terminal" or "dumb"."""

    @property
    def msgid(self) -> str:
        """The English sentence, to be translated: what is wrong and what works instead."""
        return REFUSALS[self.code]


REFUSALS = {
    "no-terminal": N_("The full screen needs a terminal; `kundenq today` works without one."),
    "dumb": N_(
        "This terminal (TERM=dumb) cannot show the full screen; `kundenq today` works here."
    ),
}


def prepare(
    environ: MutableMapping[str, str], stdin_isatty: bool, stdout_isatty: bool, encoding: str
) -> Profile | Refusal:
    """Set Textual's environment settings and describe the terminal, or refuse.

    What the user has set himself is kept. `encoding` is what Python uses for its standard
    output. Must run before the first import of Textual.
    """
    if not (stdin_isatty and stdout_isatty):
        return Refusal(code="no-terminal")
    term = environ.get("TERM", "").strip().lower()
    if term == "dumb":
        return Refusal(code="dumb")
    profile = _profile(environ, term, encoding)
    _settle(environ, profile)
    return profile


def _profile(environ: MutableMapping[str, str], term: str, encoding: str) -> Profile:
    """Describe a terminal that is neither missing nor dumb."""
    plain = not term or _is_vt(term)
    vga = term == "linux" or term.startswith("linux-")
    sixteen = plain or vga or (not _is_known(term) and not environ.get("COLORTERM"))
    return Profile(
        ascii=plain,
        vga=vga,
        monochrome="NO_COLOR" in environ or _is_vt(term),
        slow=bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")),
        color_system="standard" if sixteen else None,
        charset=_charset(environ, encoding),
    )


def _settle(environ: MutableMapping[str, str], profile: Profile) -> None:
    """Write the settings Textual reads at import."""
    environ.setdefault("ESCDELAY", REMOTE_ESCAPE_MS if profile.slow else LOCAL_ESCAPE_MS)
    environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    # The kitty protocol turns every letter into an escape sequence; after a kill -9 the shell
    # would be left with it, and no key of ours needs it.
    environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    if profile.monochrome:
        # Textual picks its no-colour filter by the theme the app starts with.
        environ.setdefault("TEXTUAL_THEME", "ansi-dark")
    if environ.get("TEXTUAL_COLOR_SYSTEM", "auto") not in _COLOR_SYSTEMS:
        del environ["TEXTUAL_COLOR_SYSTEM"]
    if profile.color_system is not None:
        environ.setdefault("TEXTUAL_COLOR_SYSTEM", profile.color_system)


def _is_vt(term: str) -> bool:
    """Whether TERM names a DEC terminal: vt52 to vt525, with or without a suffix."""
    return term.startswith("vt") and term[2:3].isdigit()


def _is_known(term: str) -> bool:
    """Whether the first part of TERM is one we know the colours of."""
    return any(term == name or term.startswith((name + "-", name + ".")) for name in KNOWN_TERMS)


def _charset(environ: MutableMapping[str, str], encoding: str) -> str:
    """The terminal's character set.

    Python falls back to UTF-8 when the locale named in the environment is not installed; the
    name still tells what the terminal reads, so it wins unless Python was told otherwise.
    """
    charset = _known_codec(encoding)
    if charset != "utf-8" or environ.get("PYTHONUTF8") == "1" or "PYTHONIOENCODING" in environ:
        return "utf-8" if charset == "ascii" else charset
    names = [environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    # Python itself sets LC_CTYPE so (PEP 538) before we are asked.
    locale = next((name for name in names if name and name not in _COERCED), "")
    named = locale.partition(".")[2].partition("@")[0]
    found = _known_codec(named) if named else charset
    return "utf-8" if found == "ascii" else found


def _known_codec(name: str) -> str:
    """Python's own name for a text codec; UTF-8 where the name means nothing to it."""
    try:
        info = codecs.lookup(name)
        "".encode(name)
    except LookupError:
        return "utf-8"
    return info.name
