from __future__ import annotations

import pytest

from tui import texts


@pytest.mark.parametrize(
    ("arg", "setting", "environ", "language"),
    [
        ("en", "de", {"LANG": "de_DE.UTF-8"}, "en"),
        ("", "en", {"LANG": "de_DE.UTF-8"}, "en"),
        ("", "", {"LANG": "de_AT.UTF-8"}, "de"),
        ("", "", {"LANG": "de"}, "de"),
        ("", "", {"LANG": "de_DE@euro"}, "de"),
        ("", "", {"LANG": "de_DE.ISO-8859-1"}, "de"),
        ("", "", {"LANG": "en_GB.UTF-8"}, "en"),
        ("", "", {"LANG": "fr_FR.UTF-8"}, "en"),
        ("", "", {"LANG": "C"}, "de"),
        ("", "", {"LANG": "C.UTF-8"}, "de"),
        ("", "", {"LANG": "POSIX"}, "de"),
        ("", "", {"LANG": ""}, "de"),
        ("", "", {}, "de"),
        ("", "", {"LC_ALL": "en_US", "LC_MESSAGES": "de_DE", "LANG": "de_DE"}, "en"),
        ("", "", {"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "de_DE"}, "en"),
        ("xx", "yy", {"LANG": "en_US"}, "en"),
        ("EN", "", {}, "en"),
    ],
)
def test_choice_of_language(
    arg: str, setting: str, environ: dict[str, str], language: str
) -> None:
    assert texts.choose_language(arg, setting, environ) == language


def test_languages_are_the_folders_and_english() -> None:
    assert texts.languages() == ("de", "en")


def test_switch_at_run_time() -> None:
    marked = texts.N_("today")
    assert texts._(marked) == "heute"
    texts.use("en")
    assert texts._(marked) == "today"
    assert texts.language() == "en"


def test_plural_and_context() -> None:
    one = texts.ngettext("{n} day overdue", "{n} days overdue", 1).format(n=1)
    many = texts.ngettext("{n} day overdue", "{n} days overdue", 2).format(n=2)
    assert (one, many) == ("1 Tag überfällig", "2 Tage überfällig")
    assert texts.pgettext(*texts.NP_("month", "May")) == "Mai"


def test_unknown_text_stays_english() -> None:
    assert texts._("no such text") == "no such text"


@pytest.mark.parametrize(
    ("language", "region", "locale"),
    [("de", "AT", "de_AT"), ("de", "de_DE", "de_DE"), ("de", "", "de_AT"), ("en", "DE", "en")],
)
def test_region_is_apart_from_language(language: str, region: str, locale: str) -> None:
    texts.use(language, region)
    assert texts.locale() == locale
