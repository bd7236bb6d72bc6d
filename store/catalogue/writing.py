"""Writes a checklist as TOML that a person reads and changes."""

from __future__ import annotations

from collections.abc import Iterator

from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, Text
from store.text import clean_line

_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"'})


def checklist_text(checklist: Checklist) -> str:
    """TOML from which reading.read makes the same checklist, its texts cleaned."""
    head = [
        f"code = {_quoted(checklist.code)}",
        f"version = {checklist.version}",
        f"title = {_text(checklist.title)}",
    ]
    if checklist.when is not None:
        head.append(f"when = {_text(checklist.when)}")
    if checklist.customers:
        head.append("customers = true")
    parts = ["\n".join(head), *("\n".join(_criterion(c)) for c in checklist.criteria)]
    return "\n\n".join(parts) + "\n"


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield "[[criteria]]"
    yield f"code = {_quoted(criterion.code)}"
    yield f"label = {_text(criterion.label)}"
    yield f"weight = {criterion.weight}"
    yield f"must = {_flag(criterion.must)}"
    yield f"knock_out = {_quoted(criterion.knock_out)}"
    yield f"lever = {_quoted(criterion.lever)}"
    yield f"valid_days = {criterion.valid_days}"
    if criterion.aspect:
        yield f"aspect = {_quoted(criterion.aspect)}"
    if criterion.only_economic_buyer:
        yield "only_economic_buyer = true"
    yield "questions = ["
    for question in criterion.questions:
        yield f"    {_text(question)},"
    yield "]"
    for key in ("anchor_low", "anchor_1", "anchor_2", "anchor_high", "evidence"):
        text: Text | None = getattr(criterion, key)
        if text is not None:
            yield f"{key} = {_text(text)}"


def _text(text: Text) -> str:
    return f"{{ de = {_quoted(text.de)}, en = {_quoted(text.en)} }}"


def _quoted(text: str) -> str:
    return f'"{clean_line(text).translate(_ESCAPED)}"'


def _flag(value: bool) -> str:
    return "true" if value else "false"
