from __future__ import annotations

from pathlib import Path

import pytest

from store.persistence.paths import complete_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("kontakte.csv", "kontakte-alt.csv", ".geheim", "brief.txt"):
        (tmp_path / name).write_text("")
    (tmp_path / "kunden").mkdir()
    return tmp_path


def test_the_rest_of_a_name_is_offered_sorted(folder: Path) -> None:
    assert complete_path(f"{folder}/ko") == (
        f"{folder}/kontakte-alt.csv", f"{folder}/kontakte.csv")


def test_a_folder_ends_with_a_slash_and_hidden_names_wait_for_their_point(folder: Path) -> None:
    assert complete_path(f"{folder}/ku") == (f"{folder}/kunden/",)
    assert f"{folder}/.geheim" not in complete_path(f"{folder}/")
    assert complete_path(f"{folder}/.g") == (f"{folder}/.geheim",)


def test_the_home_folder_has_its_sign(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert complete_path("~/br") == ("~/brief.txt",)


def test_a_folder_that_is_not_there_offers_nothing(folder: Path) -> None:
    assert complete_path(f"{folder}/fehlt/x") == ()
