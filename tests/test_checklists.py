"""One's own checklists: a folder of files, faults told, versions kept."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Checklists, checklists_key
from store.catalogue import SHIPPED, load_checklist
from store.catalogue.reading import LONGEST_TEXT, MOST_CRITERIA, MOST_QUESTIONS, read
from store.catalogue.writing import checklist_text
from store.errors import CatalogueError, FileError
from store.persistence.fs import Files
from store.profile.assessment import Answer, Assessment, KnockOut
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, KnockOutRule, Lever, Text
from store.qualification.decision import Rule
from store.qualification.score import assess
from store.text import clean_line

DAY = date(2026, 2, 23)
OWN = replace(load_checklist("bant"), code="own", title=Text(de="Eigene", en="Own"))

words = st.text(max_size=60).map(clean_line).filter(bool)
spoken = st.builds(Text, de=words, en=words)
maybe = st.none() | spoken
aspects = st.sampled_from(["", "need", "payment"])


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    """Any checklist that fits."""
    count = draw(st.integers(1, MOST_CRITERIA))
    cuts = sorted(draw(st.sets(st.integers(1, 99), min_size=count - 1, max_size=count - 1)))
    weights = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    criteria = tuple(
        Criterion(
            code=f"C{number}", label=draw(spoken), weight=weight, must=draw(st.booleans()),
            knock_out=draw(st.sampled_from(KnockOutRule)), lever=draw(st.sampled_from(Lever)),
            valid_days=draw(st.integers(1, 10_000)), anchor_low=draw(spoken),
            questions=tuple(draw(st.lists(spoken, min_size=1, max_size=MOST_QUESTIONS))),
            anchor_high=draw(spoken), evidence=draw(spoken), anchor_1=draw(maybe),
            anchor_2=draw(maybe), aspect=draw(aspects), only_economic_buyer=draw(st.booleans()),
        ) for number, weight in enumerate(weights))
    return Checklist(
        code=draw(st.from_regex(r"[a-z][a-z0-9_]{0,39}", fullmatch=True)),
        version=draw(st.integers(1, 10_000)), title=draw(spoken), criteria=criteria,
        when=draw(maybe), customers=draw(st.booleans()))


@given(checklists())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_as_it_was(checklist: Checklist) -> None:
    found = read(checklist_text(checklist), "own.toml")
    assert found.checklist == checklist
    assert found.remarks == ()


@pytest.mark.parametrize("code", SHIPPED)
def test_shipped_ones_survive_being_written(code: str) -> None:
    assert read(checklist_text(load_checklist(code)), code).checklist == load_checklist(code)


def test_no_control_character_is_written() -> None:
    text = checklist_text(replace(OWN, title=Text(de="a\x1b[31m\nb", en='"\\"')))
    assert "\x1b" not in text
    assert read(text, "x").checklist.title == Text(de="a[31m b", en='"\\"')


def put(folder: Path, name: str, checklist: Checklist,
        change: Callable[[str], str] = lambda text: text) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(change(checklist_text(checklist)), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "checklists"


def codes(found: Checklists) -> list[str]:
    return [checklist.code for checklist in found.all()]


def told(found: Checklists) -> list[tuple[str, int, str]]:
    return [(error.code, getattr(error, "line", 0), Path(error.path).name)
            for error in found.problems if isinstance(error, CatalogueError | FileError)]


@pytest.mark.parametrize("where", ["", "nowhere"])
def test_without_own_ones_there_are_the_shipped_ones(tmp_path: Path, where: str) -> None:
    found = Checklists(str(tmp_path / where) if where else "")
    assert codes(found) == list(SHIPPED)
    assert (found.problems, found.remarks) == ((), ())
    assert found.get("grundcheck") is load_checklist("grundcheck")
    assert found.path_of("grundcheck", 1) == ""


def test_own_ones_stand_behind_the_shipped_ones(folder: Path) -> None:
    path = put(folder, "whatever name.toml", OWN)
    put(folder, ".hidden.toml", OWN, lambda _text: "?")
    put(folder, "notes.txt", OWN, lambda _text: "?")
    found = Checklists(str(folder))
    assert codes(found) == [*SHIPPED, "own"]
    assert found.get("own") == OWN
    assert found.path_of("own", 1) == str(path)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (lambda text: text.replace("weight = 20", "weight = 21"), "weights", 0),
        (lambda text: text.replace("must", "most", 1), "key_unknown", 0),
        (lambda text: text.replace("version = 1", "version = "), "not_toml", 2),
        (lambda text: text.replace("version = 1", "version = 0"), "out_of_range", 2),
        (lambda text: text[:100], "not_toml", 4),
    ],
)
def test_a_faulty_file_is_left_out_and_told(
    folder: Path, change: Callable[[str], str], code: str, line: int
) -> None:
    put(folder, "bad.toml", replace(OWN, code="bad"), change)
    put(folder, "own.toml", OWN)
    found = Checklists(str(folder))
    assert codes(found) == [*SHIPPED, "own"]
    assert [(c, p) for c, _line, p in told(found)] == [(code, "bad.toml")]
    text = (folder / "bad.toml").read_text("utf-8").split("\n")
    if code == "weights":
        assert text[told(found)[0][1] - 1] == "weight = 21"
    elif code == "key_unknown":
        assert text[told(found)[0][1] - 1].startswith("most")
    else:
        assert told(found)[0][1] == line


def test_files_that_cannot_be_read_are_told(folder: Path) -> None:
    put(folder, "own.toml", OWN)
    (folder / "bytes.toml").write_bytes(b"\xff\xfe")
    (folder / "folder.toml").mkdir()
    os.mkfifo(folder / "pipe.toml")
    (folder / "gone.toml").symlink_to(folder / "nowhere")
    found = Checklists(str(folder))
    assert codes(found)[-1] == "own"
    assert [error.code for error in found.problems if isinstance(error, FileError)] == [
        "damaged", "folder", "missing", "not_regular"]


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    class Denied(Files):
        def listdir(self, path: str) -> list[str]:
            raise PermissionError(13, "no")

    found = Checklists(str(tmp_path), fs=Denied())
    assert codes(found) == list(SHIPPED)
    assert told(found) == [("denied", 0, tmp_path.name)]


def test_more_files_than_anybody_has(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.catalogue.folder.MOST_FILES", 1)
    put(folder, "a.toml", OWN)
    put(folder, "b.toml", replace(OWN, code="other"))
    found = Checklists(str(folder))
    assert codes(found) == [*SHIPPED, "own"]
    assert told(found) == [("too_many", 0, "checklists")]


def test_missing_english_is_a_remark(folder: Path) -> None:
    put(folder, "own.toml", OWN, lambda text: text.replace(', en = "Own"', ""))
    found = Checklists(str(folder))
    assert found.get("own").title == Text(de="Eigene", en="Eigene")
    assert [(r.code, r.line, r.detail) for r in found.remarks] == [
        ("english_missing", 3, "title.en")]
    assert found.problems == ()


def test_a_shipped_one_is_replaced_by_a_higher_version_only(folder: Path) -> None:
    mine = replace(load_checklist(), title=Text(de="Meiner", en="Mine"))
    put(folder, "grundcheck.toml", mine)
    found = Checklists(str(folder))
    assert found.get("grundcheck") == load_checklist()
    assert told(found) == [("same_version", 0, "grundcheck.toml")]
    put(folder, "grundcheck.toml", replace(mine, version=2))
    found = Checklists(str(folder))
    assert found.problems == ()
    assert found.get("grundcheck").title.de == "Meiner"
    assert found.get("grundcheck", 1) == load_checklist()
    assert codes(found) == list(SHIPPED)


def test_a_copy_of_a_shipped_one_is_no_fault(folder: Path) -> None:
    put(folder, "grundcheck.toml", load_checklist())
    found = Checklists(str(folder))
    assert found.problems == ()
    assert found.get("grundcheck") == load_checklist()


def test_two_files_with_one_version(folder: Path) -> None:
    put(folder, "a.toml", OWN)
    put(folder, "b.toml", replace(OWN, customers=True))
    found = Checklists(str(folder))
    assert found.get("own") == OWN
    assert told(found) == [("same_version", 0, "b.toml")]


def test_saving_makes_the_next_version_and_keeps_the_one_before(folder: Path) -> None:
    found = Checklists(str(folder))
    first = found.save(OWN)
    assert (first.version, os.listdir(folder)) == (1, ["own.toml"])
    assert stat.S_IMODE((folder / "own.toml").stat().st_mode) == 0o600
    second = found.save(replace(first, title=Text(de="Neu", en="New")))
    third = found.save(replace(first, title=Text(de="Neuer", en="Newer")))
    assert (second.version, third.version) == (2, 3)
    assert sorted(os.listdir(folder)) == ["own.toml", "own.v1.toml", "own.v2.toml"]
    assert [found.get("own", n) for n in (1, 2, 3)] == [first, second, third]
    assert found.get("own") == Checklists(str(folder)).get("own") == third
    assert found.problems == ()


def test_saving_a_shipped_one_begins_with_the_next_version(folder: Path) -> None:
    found = Checklists(str(folder))
    mine = found.save(replace(load_checklist("bant"), title=Text(de="Unser", en="Ours")))
    assert mine.version == 2
    assert os.listdir(folder) == ["bant.toml"]
    assert (found.get("bant"), found.get("bant", 1)) == (mine, load_checklist("bant"))


def test_what_does_not_fit_is_not_written(folder: Path) -> None:
    wrong = replace(OWN, criteria=OWN.criteria[:2])
    with pytest.raises(CatalogueError) as caught:
        Checklists(str(folder)).save(wrong)
    assert (caught.value.code, caught.value.detail) == ("weights", "50")
    assert not folder.exists()


def test_a_foreign_file_with_the_name_is_left_alone(folder: Path) -> None:
    path = put(folder, "own.toml", OWN, lambda _text: "not ready [")
    with pytest.raises(FileError) as caught:
        Checklists(str(folder)).save(OWN)
    assert caught.value.code == "exists"
    assert path.read_text("utf-8") == "not ready ["


def test_a_save_that_broke_off_is_done_again(folder: Path) -> None:
    found = Checklists(str(folder))
    found.save(OWN)
    kept = folder / "own.v1.toml"
    kept.write_bytes((folder / "own.toml").read_bytes())
    found.read_again()
    assert found.problems == ()
    assert found.save(OWN).version == 2
    kept.write_text("other", encoding="utf-8")
    (folder / "own.toml").unlink()
    put(folder, "own.toml", OWN)
    with pytest.raises(FileError):
        found.save(OWN)
    assert read((folder / "own.toml").read_text("utf-8"), "").checklist == OWN


class Full(Files):
    """A disk without room."""

    def write(self, fd: int, data: bytes | memoryview) -> int:
        raise OSError(28, "full")


def test_a_full_disk_leaves_the_old_one(folder: Path) -> None:
    Checklists(str(folder)).save(OWN)
    with pytest.raises(FileError) as caught:
        Checklists(str(folder), fs=Full()).save(replace(OWN, customers=True))
    assert caught.value.code == "full"
    assert os.listdir(folder) == ["own.toml"]
    assert Checklists(str(folder)).get("own") == OWN


def test_copying(folder: Path) -> None:
    found = Checklists(str(folder))
    made = found.copy("bestandskunden", "hotels", Text(de="Hotels", en="Hotels"))
    assert (made.code, made.version, made.title.de, made.customers) == (
        "hotels", 1, "Hotels", True)
    assert made.criteria == load_checklist("bestandskunden").criteria
    for code, new, wrong in [("nothing", "x", "missing"), ("bant", "hotels", "twice"),
                             ("bant", "../x", "not_allowed"), ("bant", "champ", "twice")]:
        with pytest.raises(CatalogueError) as caught:
            found.copy(code, new, Text(de="x", en="x"))
        assert caught.value.code == wrong
    assert os.listdir(folder) == ["hotels.toml"]


def assessment(version: int, code: str = "own") -> Assessment:
    answers = (
        Answer(criterion="B", rating=0, rated=DAY, knock_out=KnockOut.FINAL),
        Answer(criterion="X", rating=3, rated=DAY),
    )
    return Assessment(checklist=code, version=version, day=DAY, answers=answers)


def test_an_assessment_keeps_its_version(folder: Path) -> None:
    found = Checklists(str(folder))
    first = found.save(OWN)
    found.save(replace(OWN, title=Text(de="Neu", en="New")))
    assert found.of(assessment(1), customer=False) == first
    assert found.of(assessment(2), customer=False).title.de == "Neu"


@pytest.mark.parametrize(("customer", "code"), [(True, "bestandskunden"), (False, "grundcheck")])
def test_what_a_first_assessment_is_made_with(customer: bool, code: str) -> None:
    assert Checklists().of(None, customer=customer).code == code


@pytest.mark.parametrize("code", ["own", "gone"])
def test_a_lost_version_shows_answers_and_never_a_score(folder: Path, code: str) -> None:
    found = Checklists(str(folder))
    found.save(OWN)
    lost = found.of(assessment(9, code), customer=False)
    assert (lost.code, lost.version) == (code, 9)
    assert [criterion.code for criterion in lost.criteria] == ["B", "X"]
    assert lost.criteria[0].label.de == ("Budget" if code == "own" else "B")
    standing = assess(lost, assessment(9, code), DAY)
    assert (standing.score, standing.low, standing.high, standing.confidence) == (
        None, 0, 100, 0)
    assert (standing.recommendation.choice, standing.recommendation.rule) == (None, Rule.NONE)
    assert standing.to_ask == ()


def test_a_key_that_changes_with_the_files(folder: Path) -> None:
    assert checklists_key(str(folder)) == ""
    path = put(folder, "own.toml", OWN)
    first = checklists_key(str(folder))
    (folder / "notes.txt").write_text("x")
    assert checklists_key(str(folder)) == first != ""
    os.utime(path, ns=(1, 1))
    second = checklists_key(str(folder))
    path.unlink()
    assert len({first, second, checklists_key(str(folder))}) == 3


def test_a_version_that_is_not_there(folder: Path) -> None:
    with pytest.raises(KeyError):
        Checklists(str(folder)).get("grundcheck", 7)
    with pytest.raises(KeyError):
        Checklists(str(folder)).get("gone")


def test_long_texts_are_refused_before_they_are_written(folder: Path) -> None:
    with pytest.raises(CatalogueError) as caught:
        Checklists(str(folder)).save(replace(OWN, title=Text(de="x" * (LONGEST_TEXT + 1), en="")))
    assert caught.value.code == "too_long"
