"""Bytes of a file to an ImportPlan (store.md 3.4, 3.5)."""

from __future__ import annotations

import gc
import re
import uuid
from collections.abc import Callable, Iterable
from datetime import date

from store.exchange.companies import Companies
from store.exchange.drafts import Rules
from store.exchange.duplicates import Known, Similar, compare, is_same
from store.exchange.entries import Notice, RowRefused
from store.exchange.limits import Limits, Meter, Progress
from store.exchange.people import build
from store.exchange.plan import Choices, Findings, ImportPlan
from store.exchange.sources import Source, open_source, refusal
from store.profile.prospect import Prospect
from store.row import Row


def new_uuid() -> str:
    """A fresh identity."""
    return str(uuid.uuid4())


def plan_import(
    path: str,
    data: bytes,
    existing: Iterable[Row],
    get: Callable[[str], Prospect],
    *,
    today: date,
    choices: Choices | None = None,
    progress: Progress | None = None,
    new_id: Callable[[], str] = new_uuid,
    limits: Limits | None = None,
) -> ImportPlan:
    """What importing a file would do. Changes nothing.

    `data` is the whole file, `path` its name, for messages and as source of the data.
    Raises ImportProblem if it cannot be imported as a whole, Stopped if `progress`
    says so.
    """
    # Nothing here refers to itself in a circle; looking for circles among a million
    # fresh objects would stop the keys for seconds.
    collecting = gc.isenabled()
    gc.disable()
    try:
        source = open_source(path, data, choices or Choices(), limits or Limits())
        rules = _rules(path, source, choices or Choices(), today, new_id)
        return _plan(path, source, rules, list(existing), get, progress)
    finally:
        if collecting:
            gc.enable()


def _rules(
    path: str, source: Source, choices: Choices, today: date, new_id: Callable[[], str]
) -> Rules:
    return Rules(
        today=today,
        source=re.split(r"[/\\]", path)[-1],
        stage=choices.stage,
        days_first=source.days_first,
        decimals=source.decimals,
        new_id=new_id,
    )


def _plan(
    path: str,
    source: Source,
    rules: Rules,
    rows: list[Row],
    get: Callable[[str], Prospect],
    progress: Progress | None,
) -> ImportPlan:
    meter = Meter(progress, 3 * source.size + len(rows))
    source.scan(meter)
    findings = Findings()
    companies, count = _gather(source, rules, findings, meter)
    known = Known()
    for row in rows:
        known.add(get(row.id))
        meter.step()
    return _conclude(path, source, count, companies, known, findings, meter)


def _gather(
    source: Source, rules: Rules, findings: Findings, meter: Meter
) -> tuple[Companies, int]:
    """All records of the file by company, and how many rows they came from."""
    companies, count = Companies(), 0
    for entry in source.entries(findings):
        notices: list[Notice] = []
        try:
            record = build(entry, rules, notices)
        except RowRefused as error:
            findings.refused.append(refusal(entry.line, error, entry.raw))
        else:
            companies.add(record, entry.line, notices)
            findings.notices.extend(notices)
            count += 1
        meter.step()
    return companies, count


def _conclude(
    path: str,
    source: Source,
    count: int,
    companies: Companies,
    known: Known,
    findings: Findings,
    meter: Meter,
) -> ImportPlan:
    new: list[Prospect] = []
    similar: list[Similar] = []
    here = Known()
    same = 0
    for record, lines in companies.take():
        found = compare(known, record)
        if found is None:
            new.append(record)
            twin = here.like(record)
            if twin is not None:
                findings.notices.append(
                    Notice(line=lines[0], column="", code="also_in_file", value=twin[1].name)
                )
            here.add(record)
        elif is_same(found[1], record, found[2]):
            same += len(lines)
        else:
            reason, existing, merged = found
            similar.append(
                Similar(
                    prospect=record,
                    existing_id=existing.id,
                    existing_name=existing.name,
                    reason=reason,
                    line=lines[0],
                    lines=lines,
                    differences=merged.differences,
                )
            )
        meter.step()
    meter.finish()
    return ImportPlan(
        path=path,
        kind=source.kind,
        encoding=source.encoding,
        guessed=source.guessed,
        separator=source.separator,
        columns=source.columns,
        new=tuple(new),
        new_rows=count - same - sum(len(item.lines) for item in similar),
        same=same,
        similar=tuple(similar),
        refused=tuple(sorted(findings.refused, key=lambda item: item.line)),
        warnings=tuple(sorted(findings.notices, key=lambda notice: notice.line)),
        questions=source.questions,
        rows=count + len(findings.refused),
    )
