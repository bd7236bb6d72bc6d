"""Files of fields: one's own beside those that come with the program, faults told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from store import OwnFields
from store.catalogue.own_fields import MOST_CHOICES, MOST_FIELDS, read_fields, shipped_fields
from store.errors import CatalogueError, FileError
from store.profile.own_fields import OwnKind
from store.profile.prospect import Prospect
from store.profile.steps import Stage

GOOD = '''
[[fields]]
code = "cows"
label = { de = "Kühe", en = "Cows" }
kind = "number"
stage = "qualified"
industries = ["Landwirtschaft"]

[[fields]]
code = "milk"
label = { de = "Milch", en = "Milk" }
kind = "choice"
choices = [{ code = "hay", de = "Heumilch", en = "hay milk" }, { code = "other", de = "andere" }]
'''
LABEL = '[[fields]]\ncode = "x"\nlabel = { de = "X", en = "X" }\n'
MANY = ", ".join(f'{{ code = "c{n}", de = "C" }}' for n in range(MOST_CHOICES + 1))


def test_a_file_is_read() -> None:
    cows, milk = read_fields(GOOD, "own.toml")
    assert (cows.code, cows.de, cows.en, cows.kind, cows.stage, cows.industries) == (
        "cows", "Kühe", "Cows", OwnKind.NUMBER, Stage.QUALIFIED, ("Landwirtschaft",))
    assert (milk.kind, milk.stage, milk.industries) == (OwnKind.CHOICE, Stage.CONTACT, ())
    assert [(c.code, c.de, c.en) for c in milk.choices] == [
        ("hay", "Heumilch", "hay milk"), ("other", "andere", "andere")]


@pytest.mark.parametrize(("text", "code", "line", "detail"), [
    ("fields = [", "not_toml", 1, ""),
    ("", "key_missing", 1, "fields"),
    ("fields = []", "empty", 1, "fields"),
    ("other = 1", "key_unknown", 1, "other"),
    ('[[fields]]\ncode = "x"', "key_missing", 1, "label"),
    ('[[fields]]\ncode = "X"\nlabel = { de = "X" }', "not_allowed", 2, "X"),
    ('[[fields]]\nlabel = { en = "X" }\ncode = "x"', "key_missing", 2, "label.de"),
    (LABEL + 'kind = "money"', "not_allowed", 4, "money"),
    (LABEL + 'stage = "friend"', "not_allowed", 4, "friend"),
    (LABEL + "industries = []", "empty", 4, "industries"),
    (LABEL + "industries = [1]", "wrong_type", 4, "industries"),
    (LABEL + 'industries = [" "]', "empty", 4, "industries"),
    (LABEL + f'industries = ["{"x" * 500}"]', "too_long", 4, "industries"),
    (LABEL + 'kind = "choice"', "key_missing", 1, "choices"),
    (LABEL + 'kind = "choice"\nchoices = [1]', "wrong_type", 5, "choices"),
    (LABEL + f'kind = "choice"\nchoices = [{MANY}]', "too_many", 5,
     f"choices: {MOST_CHOICES + 1} > {MOST_CHOICES}"),
    (LABEL + 'kind = "choice"\nchoices = [{ code = "a", de = "A", fr = "A" }]', "key_unknown", 1,
     "fr"),
    (LABEL + 'kind = "choice"\nchoices = [{ code = "a", de = "A" }, { code = "a", de = "B" }]',
     "twice", 5, "a"),
    (LABEL + LABEL, "twice", 5, "x"),
    (LABEL * (MOST_FIELDS + 1), "too_many", 1, f"fields: {MOST_FIELDS + 1} > {MOST_FIELDS}"),
])
def test_a_fault_is_told_with_its_line(text: str, code: str, line: int, detail: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_fields(text, "own.toml")
    assert (caught.value.code, caught.value.line) == (code, line)
    assert not detail or caught.value.detail == detail


def test_ones_own_stand_beside_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, "utf-8")
    (tmp_path / "b.toml").write_text(GOOD, "utf-8")
    (tmp_path / "c.toml").write_text(LABEL.replace('"x"', '"crews"'), "utf-8")
    (tmp_path / "d.toml").write_bytes(b"\xff")
    found = OwnFields(str(tmp_path))
    shipped = [field.code for field in shipped_fields()]
    assert [field.code for field in found.all] == [*shipped, "cows", "milk"]
    assert next(field for field in found.all if field.code == "crews").de == "X"
    twice, broken = found.problems
    assert isinstance(twice, CatalogueError)
    assert (twice.code, Path(twice.path).name, twice.detail) == ("twice", "b.toml", "cows")
    assert isinstance(broken, FileError)
    farm = Prospect(id="p", name="Hof", created=date(2026, 2, 23), industry="Landwirtschaft",
                    stage=Stage.QUALIFIED)
    assert [field.code for field in found.of(farm)] == ["crews", "cows", "milk"]
    (tmp_path / "a.toml").unlink()
    assert len(found.problems) == 2
    found.read_again()
    assert [type(problem) for problem in found.problems] == [FileError]


def test_without_a_folder_there_are_the_shipped_ones(tmp_path: Path) -> None:
    for folder in ("", str(tmp_path / "none")):
        assert OwnFields(folder).all == shipped_fields()
        assert not OwnFields(folder).problems


def test_every_shipped_field_speaks_both_languages() -> None:
    assert all(field.de and field.en for field in shipped_fields())
    assert all(choice.de and choice.en for field in shipped_fields() for choice in field.choices)
