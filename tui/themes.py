"""The only place with colours. Meaning is always told by a sign and a word as well."""

from __future__ import annotations

from textual.theme import Theme

_DARK = {
    "kq-dim": "#9e9e9e",
    "kq-rule": "#5f87af",
    "kq-cursor": "#005f87",
    "kq-cursor-text": "#ffffff",
    "kq-mark": "#ffd75f",
    "kq-bad": "#ffaf5f",
    "kq-now": "#ffd75f",
    "kq-soon": "#87afd7",
    "kq-good": "#87d7af",
    "kq-bar": "#303030",
    "kq-key": "#ffd75f",
    "kq-cursor-style": "bold",
}
_LIGHT = {
    "kq-dim": "#5f5f5f",
    "kq-rule": "#005f87",
    "kq-cursor": "#005f87",
    "kq-cursor-text": "#ffffff",
    "kq-mark": "#7f5900",
    "kq-bad": "#954b00",
    "kq-now": "#7f5900",
    "kq-soon": "#005faf",
    "kq-good": "#005f5f",
    "kq-bar": "#e4e4e4",
    "kq-key": "#005f87",
    "kq-cursor-style": "bold",
}
_ANSI = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "kq-dim": "ansi_default",
    "kq-rule": "ansi_default",
    "kq-cursor": "ansi_default",
    "kq-cursor-text": "ansi_default",
    "kq-mark": "ansi_default",
    "kq-bad": "ansi_default",
    "kq-now": "ansi_default",
    "kq-soon": "ansi_default",
    "kq-good": "ansi_default",
    "kq-bar": "ansi_default",
    "kq-key": "ansi_default",
    "kq-cursor-style": "bold reverse",
}
_CONSOLE = {
    **_ANSI,
    "kq-rule": "ansi_cyan",
    "kq-mark": "ansi_yellow",
    "kq-bad": "ansi_yellow",
    "kq-now": "ansi_yellow",
    "kq-soon": "ansi_cyan",
    "kq-good": "ansi_green",
    "kq-key": "ansi_yellow",
}


def _ansi(name: str, variables: dict[str, str]) -> Theme:
    return Theme(
        name=name,
        primary="ansi_default",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        dark=True,
        ansi=True,
        variables=variables,
    )


THEMES = (
    Theme(name="kundenq-dark", primary="#5f87af", foreground="#d0d0d0", background="#121212",
          surface="#121212", panel="#303030", dark=True, variables=_DARK),
    Theme(name="kundenq-light", primary="#005f87", foreground="#1c1c1c", background="#ffffff",
          surface="#ffffff", panel="#e4e4e4", dark=False, variables=_LIGHT),
    _ansi("kundenq-mono", _ANSI),
    _ansi("kundenq-console", _CONSOLE),
)
DEFAULTS = _DARK
"""Values while no theme of ours is set: the style sheets need every name."""
NAMES = tuple(theme.name for theme in THEMES)
