"""What can be changed in a checklist: one field a row, each with its own check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from store import (
    CODE,
    CRITERION_CODE,
    LONGEST_TEXT,
    MOST_CRITERIA,
    MOST_QUESTIONS,
    WEIGHTS,
    Checklist,
    Criterion,
    KnockOutRule,
    Lever,
    Text,
    clean_line,
)
from tui import words
from tui.dialogs.bar import Refused
from tui.texts import _

_T = TypeVar("_T")
MOST_DAYS = 10_000
"""Of validity; as a checklist file allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A row of the editor. Either typed text, or one of a few options."""

    label: str
    value: str
    """As shown and typed, or the code of an option."""
    put: Callable[[str], Checklist]
    """The checklist with another value; raises Refused with the reason."""
    options: Sequence[tuple[str, str]] = ()
    """Code and word of each."""
    question: int | None = None
    """Number of the question it is about, from 0."""

    @property
    def shown(self) -> str:
        """The value in words."""
        return dict(self.options).get(self.value, self.value)


def knock_out_word(rule: KnockOutRule) -> str:
    """Whether a no knocks out: "ja", "nur derzeit", "nein"."""
    return {KnockOutRule.ANY: _("yes"), KnockOutRule.TEMPORARY: _("for now only"),
            KnockOutRule.NONE: _("no")}[rule]


def total(checklist: Checklist) -> int:
    """Sum of the weights."""
    return sum(criterion.weight for criterion in checklist.criteria)


def head_fields(checklist: Checklist) -> list[Field]:
    """Title, purpose and whom it is for."""
    def put(key: str, value: object) -> Checklist:
        return replace(checklist, **{key: value})  # type: ignore[arg-type]

    flag = Field(label=_("For existing customers"), value=str(int(checklist.customers)),
                 put=lambda code: put("customers", code == "1"), options=_yes_no())
    return [*_texts(_("Title"), checklist.title, partial(put, "title")),
            *_texts(_("What it is for"), checklist.when, partial(put, "when"), needed=False),
            flag]


def criterion_fields(checklist: Checklist, index: int) -> list[Field]:
    """Everything about one criterion."""
    criterion = checklist.criteria[index]

    def put(key: str, value: object) -> Checklist:
        changed = replace(criterion, **{key: value})  # type: ignore[arg-type]
        return with_criterion(checklist, index, changed)

    return [
        Field(label=_("Code"), value=criterion.code,
              put=lambda text: put("code", _criterion_code(checklist, index, text))),
        *_texts(_("Name"), criterion.label, partial(put, "label")),
        Field(label=_("Weight"), value=str(criterion.weight),
              put=lambda text: put("weight", _number(text, WEIGHTS))),
        Field(label=_("Must: pursuing needs 2 or 3"), value=str(int(criterion.must)),
              put=lambda code: put("must", code == "1"), options=_yes_no()),
        Field(label=_("A no knocks out"), value=criterion.knock_out,
              put=lambda code: put("knock_out", KnockOutRule(code)),
              options=[(rule.value, knock_out_word(rule)) for rule in KnockOutRule]),
        Field(label=_("Who can change it"), value=criterion.lever,
              put=lambda code: put("lever", Lever(code)),
              options=[(lever.value, words.lever(lever)) for lever in Lever]),
        Field(label=_("Valid, days"), value=str(criterion.valid_days),
              put=lambda text: put("valid_days", _number(text, MOST_DAYS))),
        *_questions(criterion, partial(put, "questions")),
        *(field for number, key in enumerate(("anchor_low", "anchor_1", "anchor_2",
                                              "anchor_high"))
          for field in _texts(_("A {rating} means").format(rating=number),
                              criterion.anchor(number), partial(put, key),
                              needed=number in (0, 3))),
        *_texts(_("Evidence"), criterion.evidence, partial(put, "evidence")),
    ]


def with_criterion(checklist: Checklist, index: int, criterion: Criterion | None) -> Checklist:
    """The checklist with another criterion at a place; without it for None."""
    before, after = checklist.criteria[:index], checklist.criteria[index + 1:]
    middle = () if criterion is None else (criterion,)
    return replace(checklist, criteria=(*before, *middle, *after))


def with_criterion_moved(checklist: Checklist, index: int, by: int) -> Checklist:
    """A criterion one place further on or back; unchanged at the end."""
    return replace(checklist, criteria=_moved(checklist.criteria, index, by))


def with_question_moved(checklist: Checklist, index: int, number: int, by: int) -> Checklist:
    """A question of a criterion one place further on or back; unchanged at the end."""
    criterion = checklist.criteria[index]
    return with_criterion(checklist, index, replace(
        criterion, questions=_moved(criterion.questions, number, by)))


def _moved(items: tuple[_T, ...], place: int, by: int) -> tuple[_T, ...]:
    if not 0 <= place + by < len(items):
        return items
    moved = list(items)
    moved.insert(place + by, moved.pop(place))
    return tuple(moved)


def add_criterion(checklist: Checklist) -> Checklist:
    """One more at the end, with what is left of the weights. Raises Refused."""
    if len(checklist.criteria) >= MOST_CRITERIA:
        raise Refused(_("There are {n} criteria; more nobody asks.").format(n=MOST_CRITERIA))
    taken = {criterion.code for criterion in checklist.criteria}
    code = next(code for n in range(1, MOST_CRITERIA + 1) if (code := f"K{n}") not in taken)
    name, empty = Text(de="Neues Kriterium", en="New criterion"), Text(de="–", en="–")
    new = Criterion(
        code=code, label=name, weight=max(1, WEIGHTS - total(checklist)), must=False,
        knock_out=KnockOutRule.NONE, lever=Lever.WE, valid_days=180, questions=(empty,),
        anchor_low=empty, anchor_high=empty, evidence=empty)
    return replace(checklist, criteria=(*checklist.criteria, new))


def new_code(text: str, taken: Sequence[str]) -> str:
    """A code for a checklist. Raises Refused."""
    code = clean_line(text)
    if not CODE.fullmatch(code):
        raise Refused(_("Small letters, digits and _, a letter first, 40 at most."))
    if code in taken:
        raise Refused(_("There is a checklist {code} already.").format(code=code))
    return code


def _yes_no() -> list[tuple[str, str]]:
    return [("1", _("yes")), ("0", _("no"))]


def _texts(label: str, text: Text | None, put: Callable[[Text | None], Checklist], *,
           needed: bool = True) -> Iterator[Field]:
    """A text in both languages; what is not needed goes when its German is emptied."""
    def german(typed: str) -> Checklist:
        new = _spoken(typed)
        if new:
            same = text is None or text.en == text.de
            return put(Text(de=new, en=new if same or text is None else text.en))
        if needed:
            raise Refused(_("The German text is needed; it stands in where English is missing."))
        return put(None)

    def english(typed: str) -> Checklist:
        new = _spoken(typed)
        if text is None:
            if new:
                raise Refused(_("German first, please: it stands in where English is missing."))
            return put(None)
        return put(replace(text, en=new or text.de))

    yield Field(label=f"{label}, de", value=text.de if text else "", put=german)
    yield Field(label=f"{label}, en", value=text.en if text else "", put=english)


def _questions(
    criterion: Criterion, put: Callable[[tuple[Text, ...]], Checklist]
) -> Iterator[Field]:
    """Each question, and room for one more; an emptied one goes."""
    found = criterion.questions

    def put_one(number: int, text: Text | None) -> Checklist:
        middle = () if text is None else (text,)
        return put((*found[:number], *middle, *found[number + 1:]))

    for number in range(min(len(found) + 1, MOST_QUESTIONS)):
        there = number < len(found)
        made = _texts(_("Question {n}").format(n=number + 1), found[number] if there else None,
                      partial(put_one, number), needed=len(found) == 1 and number == 0)
        yield from (replace(field, question=number if there else None) for field in made)


def _spoken(typed: str) -> str:
    text = clean_line(typed)
    if len(text) > LONGEST_TEXT:
        raise Refused(_("{n} characters at most.").format(n=LONGEST_TEXT))
    return text


def _number(typed: str, most: int) -> int:
    text = typed.strip()
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= most:
        raise Refused(_("A whole number from 1 to {most}, please.").format(most=most))
    return int(text)


def _criterion_code(checklist: Checklist, index: int, typed: str) -> str:
    code = clean_line(typed).upper()
    if not CRITERION_CODE.fullmatch(code):
        raise Refused(_("Letters A to Z and digits, a letter first, 4 at most."))
    others = (*checklist.criteria[:index], *checklist.criteria[index + 1:])
    if code in {other.code for other in others}:
        raise Refused(_("{code} is taken by another criterion.").format(code=code))
    return code
