from __future__ import annotations

import os
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import CatalogueError, FileError
from store.events.leads import CLASSES, LONGEST, STANDARD_DAYS
from store.settings import (
    SETTINGS,
    Settings,
    load_settings,
    read_settings,
    save_settings,
    settings_text,
)
from store.value.abc import STANDARD_CLASSING, ClassBasis, Classing, Period
from store.value.care import CARE


def test_the_table_and_the_class_agree() -> None:
    assert [(s.name, s.default) for s in SETTINGS] == [
        (f.name, f.default) for f in fields(Settings)
    ]


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    settings = Settings(
        lang="de", region="BY", ascii=True, author='Ännä "die" \\ Huber', mouse=False
    )
    save_settings(tmp_path / "new" / "folder", settings)
    assert load_settings(tmp_path / "new" / "folder") == settings
    assert os.stat(tmp_path / "new" / "folder" / "settings.toml").st_mode & 0o777 == 0o600


@given(st.text(), st.booleans())
def test_any_author_survives(author: str, mouse: bool) -> None:
    settings = Settings().with_value("author", author).with_value("mouse", mouse)
    assert read_settings(settings_text(settings)) == settings


@given(st.integers(0, 1_000_000))
def test_any_hourly_rate_survives(rate: int) -> None:
    settings = Settings().with_value("hourly_rate", rate)
    assert read_settings(settings_text(settings)) == settings
    assert settings.hourly_rate == rate


LEADS = st.lists(
    st.tuples(st.sampled_from(tuple(STANDARD_DAYS)), st.sampled_from(["", *CLASSES]),
              st.integers(0, LONGEST)), unique_by=lambda one: one[:2])


@given(LEADS)
def test_any_days_of_preparation_survive(lead: list[tuple[str, str, int]]) -> None:
    settings = Settings().with_value("lead", tuple(lead))
    assert read_settings(settings_text(settings)) == settings
    assert sorted(settings.lead) == sorted(lead)


def test_classing_and_care_plans_come_from_their_settings() -> None:
    assert Settings().classing == STANDARD_CLASSING
    assert Settings().care == CARE
    found = read_settings('class_basis = "margin"\nclass_period = "calendar"\nclass_b = 90\n'
                          "visits_n = 2\nvisit_minutes_n = 90\ncalls_n = 4\n")
    assert found.classing == Classing(basis=ClassBasis.MARGIN, period=Period.CALENDAR, b=90)
    assert found.care["N"].hours == 4


def test_days_of_preparation_stand_in_a_table() -> None:
    text = 'lang = "de"\n[lead]\nbirthday = 10\noffer = 3\n[lead.A]\nbirthday = 14\n'
    found = read_settings(text)
    assert found.lead == (("birthday", "", 10), ("birthday", "A", 14), ("offer", "", 3))
    assert settings_text(found) == text


def test_only_what_differs_is_written() -> None:
    assert settings_text(Settings()) == ""
    assert settings_text(replace(Settings(), region="DE", mouse=False)) == (
        'region = "DE"\nmouse = false\n'
    )


@pytest.mark.parametrize(("text", "line", "code", "detail"), [
    ('\nregion = "XX"\n', 2, "choice", "region"),
    ('lang = "fr"', 1, "choice", "lang"),
    ('lang = "de"\n\nascii = "yes"\n', 3, "type", "ascii"),
    ("author = 7", 1, "type", "author"),
    ("hourly_rate = true", 1, "type", "hourly_rate"),
    ("hourly_rate = 188.41", 1, "type", "hourly_rate"),
    ("mouse = 1", 1, "type", "mouse"),
    ("hourly_rate = -1", 1, "range", "hourly_rate"),
    ("hourly_rate = 1000001", 1, "range", "hourly_rate"),
    ('mouse = true\n"colour" = "red"\n', 2, "unknown", "colour"),
    ("lead = 7", 1, "type", "lead"),
    ("class_a = 95", 1, "borders", "class_a"),
    ("class_a = 90\nclass_b = 80", 2, "borders", "class_b"),
    ("class_b = 100", 1, "range", "class_b"),
    ("[lead]\nbrithday = 7\n", 2, "unknown", "lead.brithday"),
    ("[lead]\nbirthday = 91\n", 2, "range", "lead.birthday"),
    ("[lead]\nbirthday = -1\n", 2, "range", "lead.birthday"),
    ("[lead]\nbirthday = true\n", 2, "type", "lead.birthday"),
    ("[lead.X]\nbirthday = 7\n", 1, "unknown", "lead.X"),
    ("[lead]\nbirthday = 1\n[lead.A]\nbirthday = 'x'\n", 4, "type", "lead.A.birthday"),
    ("[lead.A]\noffers = 1\n", 2, "unknown", "lead.A.offers"),
    ("lead = {A = {offers = 1}}\n", 1, "unknown", "lead.A.offers"),
    ("[tables]\nx = 1\n", 1, "unknown", "tables"),
    ('"a\\u0062c" = 1', 0, "unknown", "abc"),
])
def test_a_wrong_value_is_named_with_its_line(
    text: str, line: int, code: str, detail: str
) -> None:
    with pytest.raises(CatalogueError) as raised:
        read_settings(text)
    error = raised.value
    assert (error.path, error.line, error.code, error.detail) == (
        "settings.toml", line, code, detail
    )


@pytest.mark.parametrize(("text", "line"), [
    ('lang = "de"\nregion = = "AT"\n', 2), ('lang = "de', 1), ("x = " + "[" * 100_000, 0),
    ("lang =", 1),
])
def test_a_broken_file_is_named_with_its_line(text: str, line: int) -> None:
    with pytest.raises(CatalogueError) as raised:
        read_settings(text)
    assert (raised.value.code, raised.value.line) == ("syntax", line)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(FileError) as raised:
        load_settings(tmp_path)
    assert raised.value.code == "folder"
