"""Every word on screen: English msgids, a catalogue per other language (interface.md 5)."""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store import Text

DOMAIN = "kundenq"
FIRST_LANGUAGE = "de"
"""Used where nothing names a language."""
SOURCE_LANGUAGE = "en"
"""The language of the msgids: needs no catalogue."""
_FOLDER = Path(__file__).with_name("locale")
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


class _State:
    """The language in use; its catalogue is read with the first text."""

    language = FIRST_LANGUAGE
    region = "AT"
    catalogue: _gettext.NullTranslations | None = None


def languages() -> tuple[str, ...]:
    """Codes of all languages: English, and one for each folder with a catalogue."""
    found = {path.parts[-3] for path in _FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return tuple(sorted(found | {SOURCE_LANGUAGE}))


def choose_language(arg: str, setting: str, environ: Mapping[str, str]) -> str:
    """The language to start with: argument, setting, environment (interface.md 5).

    Codes that are not known count as not given. In the environment C, POSIX and
    nothing at all mean German, an unknown language means English.
    """
    known = languages()
    for wish in (arg, setting):
        if wish.lower() in known:
            return wish.lower()
    value = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    code = value.partition(".")[0].partition("@")[0].partition("_")[0].lower()
    if code in ("", "c", "posix"):
        return FIRST_LANGUAGE
    return code if code in known else SOURCE_LANGUAGE


def use(language: str, region: str = "") -> None:
    """Speak a language from now on; a region ("AT", "de_AT") is kept where none is given."""
    _State.language = language
    _State.catalogue = None
    if region:
        _State.region = region.rpartition("_")[2].upper()


def language() -> str:
    """Code of the language in use."""
    return _State.language


def locale() -> str:
    """Language and region for formats: "de_AT", "de_DE"; "en" alone, it has one format."""
    if _State.language == SOURCE_LANGUAGE:
        return SOURCE_LANGUAGE
    return f"{_State.language}_{_State.region}"


def _catalogue() -> _gettext.NullTranslations:
    if _State.catalogue is None:
        _State.catalogue = _gettext.translation(
            DOMAIN, _FOLDER, languages=[_State.language], fallback=True
        )
    return _State.catalogue


def _(msgid: str) -> str:
    """A text in the language in use."""
    return _catalogue().gettext(msgid)


def ngettext(one: str, many: str, n: int) -> str:
    """A text in the form that fits the number n; the caller fills {n} in."""
    return _catalogue().ngettext(one, many, n)


def pgettext(context: str, msgid: str) -> str:
    """A text whose English word alone would not tell its meaning."""
    return _catalogue().pgettext(context, msgid)


def spoken(text: Text) -> str:
    """A text of a checklist in the language in use."""
    return text.en if _State.language == SOURCE_LANGUAGE else text.de


def capital(text: str) -> str:
    """With a capital first letter, as a row of its own begins."""
    return text[:1].upper() + text[1:]


def N_(msgid: str) -> str:
    """Mark a text for the catalogues; it is translated when it is shown."""
    return msgid


def NP_(context: str, msgid: str) -> tuple[str, str]:
    """Mark a text with its context; show it with `pgettext(*marked)`."""
    return context, msgid
