"""Templates of letters: data only, one's own beside the shipped ones, faults told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import EventKind, Template, Templates
from store.catalogue.letters import (
    LETTER_FIELDS,
    LONGEST_TEMPLATE,
    LetterKind,
    read_template,
    shipped_templates,
)
from store.errors import CatalogueError, FileError
from store.qualification.criterion import Text

SALES = re.compile(
    r"angebot|aktion|rabatt|preis|auftrag|bestell|kauf|produkt|liefer|gespräch über|offer|discount"
    r"|price|order|buy|product|deliver|sale|deal", re.IGNORECASE)
HEAD = 'code = "own"\nkind = "card"\ntitle = { de = "Eigene", en = "Own" }\n'


def made(text: str) -> Template:
    return Template(code="x", kind=LetterKind.CARD, title=Text(de="X", en="X"),
                    text=Text(de=text, en=text))


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda one: one.code)
def test_shipped_templates_speak_both_languages_and_fit_events(template: Template) -> None:
    assert template.text.de != template.text.en
    assert template.title.de != template.title.en
    known = {*EventKind, "round_birthday", "first_order", "visit"}
    assert template.occasions
    assert set(template.occasions) <= known
    for text in (template.text.de, template.text.en):
        assert max(map(len, text.split("\n"))) <= 76


@pytest.mark.parametrize("template", [
    one for one in shipped_templates() if "birthday" in one.occasions], ids=lambda one: one.code)
def test_a_birthday_is_no_occasion_for_sales_talk(template: Template) -> None:
    for text in (template.text.de, template.text.en):
        assert not SALES.search(text), SALES.findall(text)


@pytest.mark.parametrize(("text", "values", "found"), [
    ("{anrede},\nhallo", {"salutation": "Guten Tag"}, "Guten Tag,\nhallo\n"),
    ("{salutation}!", {"salutation": "Hello"}, "Hello!\n"),
    ("{{anrede}} {anrede}", {"salutation": "x"}, "{anrede} x\n"),
    ("{titel} {name}\nEnde", {}, "Ende\n"),
    ("a\n\n{titel}\n\nb", {}, "a\n\nb\n"),
    ("{titel} {name}", {"name": "{anrede} {x.y} {0} {"}, " {anrede} {x.y} {0} {\n"),
    ("{firma}: {jahre}", {"company": "A"}, "A:\n"),
    ("{firma} b", {"company": "wort " * 15}, "wort " * 14 + "wort\nb\n"),
    ("{anschrift}", {"address": "A\nB"}, "A\nB\n"),
])
def test_filling(text: str, values: dict[str, str], found: str) -> None:
    assert made(text).filled(text, values) == found


@given(st.dictionaries(st.sampled_from(sorted(LETTER_FIELDS)), st.text("{}abü0._!<", max_size=30)))
def test_a_value_is_never_looked_into(values: dict[str, str]) -> None:
    text = "".join(f"<{{{name}}}>" for name in values)
    expected = "".join(f"<{value}>" for value in values.values())
    assert made(text).filled(text, values) == expected + "\n"


@pytest.mark.parametrize(("text", "code", "line", "detail"), [
    ("code = 1", "wrong_type", 1, ""),
    (HEAD + 'text = "x"', "wrong_type", 4, ""),
    (HEAD, "key_missing", 1, "text"),
    (HEAD + "[text]\n", "empty", 1, "text"),
    (HEAD + '[text]\nfr = "x"', "key_unknown", 5, "text.fr"),
    (HEAD + "[text]\nde = 1", "wrong_type", 5, "text.de"),
    (HEAD + f'[text]\nde = "{"x" * (LONGEST_TEMPLATE + 1)}"', "too_long", 5, "text.de"),
    (HEAD + 'more = 1\n[text]\nde = "x"', "key_unknown", 4, "more"),
    (HEAD + 'occasions = [1]\n[text]\nde = "x"', "wrong_type", 4, "occasions"),
    (HEAD.replace('"card"', '"fax"') + '[text]\nde = "x"', "not_allowed", 2, "fax"),
    (HEAD + '[text]\nde = """\nHallo\n{anrde},\n"""', "no_field", 7, "{anrde}|anrede, titel"),
    (HEAD + '[text]\nen = "{anrde}"', "no_field", 5, "{anrde}|salutation, title"),
    (HEAD + '[text]\nde = "{name.__class__}"', "no_field", 5, "{name.__class__}|"),
    (HEAD + '[text]\nde = "{name!r:>99}"', "no_field", 5, "{name!r:>99}|"),
    (HEAD + '[text]\nde = "{}"', "no_field", 5, "{}|"),
    (HEAD + '[text]\nde = "{name"', "brace", 5, "{"),
    (HEAD + '[text]\nde = "a\\n}"', "brace", 5, "}"),
])
def test_a_fault_is_told_with_its_line(text: str, code: str, line: int, detail: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_template(text, "own.toml")
    assert (caught.value.code, caught.value.line) == (code, line)
    assert caught.value.detail.startswith(detail)


def test_one_language_stands_for_the_other_and_controls_are_dropped() -> None:
    template = read_template(HEAD + '[text]\nde = "a\\u001b[2J {name}\\nb"', "own.toml")
    assert template.text == Text(de="a[2J {name}\nb", en="a[2J {name}\nb")
    assert read_template(HEAD + '[text]\nen = "x"', "own.toml").text.de == "x"


def test_ones_own_stand_beside_the_shipped_ones(tmp_path: Path) -> None:
    good = HEAD + 'occasions = ["visit"]\n[text]\nde = "{anrede}"'
    (tmp_path / "a.toml").write_text(good, "utf-8")
    (tmp_path / "b.toml").write_text(good, "utf-8")
    (tmp_path / "c.toml").write_text(good.replace('"own"', '"art_14"'), "utf-8")
    (tmp_path / "d.toml").write_bytes(b"\xff")
    found = Templates(str(tmp_path))
    codes = [one.code for one in found.all]
    assert codes == [*(one.code for one in shipped_templates()), "own"]
    assert next(one for one in found.all if one.code == "art_14").title.de == "Eigene"
    assert [type(problem) for problem in found.problems] == [CatalogueError, FileError]
    fitting = [one.code for one in found.fitting(("notice", "visit"))]
    assert fitting[:4] == ["contract_talk", "after_visit", "art_14", "own"]
    (tmp_path / "d.toml").unlink()
    assert len(found.problems) == 2
    found.read_again()
    assert len(found.problems) == 1


def test_without_a_folder_there_are_the_shipped_ones() -> None:
    assert Templates().all == shipped_templates()
