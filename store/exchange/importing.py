"""Bytes of a file to an ImportPlan (store.md 3.4, 3.5)."""

from __future__ import annotations

import gc
import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from store.exchange.companies import Companies
from store.exchange.drafts import Rules
from store.exchange.duplicates import Known, Likeness, Similar, compare, is_same
from store.exchange.entries import Notice, RowRefused
from store.exchange.limits import Limits, Meter, Progress
from store.exchange.merging import Merged
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
    suppressed: Callable[[str], str] = lambda value: "",
) -> ImportPlan:
    """What importing a file would do. Changes nothing.

    `data` is the whole file, `path` its name, for messages and as source of the data.
    `suppressed` tells since when (ISO) a mail address or phone number must not be
    approached any more (domain.md 7), see store.suppression; such rows are noticed, and
    left out unless `choices` takes them.
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
        barred = Barred(since=suppressed, take=(choices or Choices()).take_suppressed)
        return _plan(path, source, rules, list(existing), get, progress, barred)
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
    barred: Barred,
) -> ImportPlan:
    meter = Meter(progress, 3 * source.size + len(rows))
    source.scan(meter)
    findings = Findings()
    companies, count = _gather(source, rules, findings, meter, barred)
    known = Known()
    for row in rows:
        known.add(get(row.id))
        meter.step()
    return _conclude(path, source, count, companies, known, findings, meter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """Who must not be approached any more, and whether rows that reach them are taken."""

    since: Callable[[str], str]
    take: bool

    def notices(self, record: Prospect, line: int) -> list[Notice]:
        """One for each address of the row that is barred."""
        code = "suppressed_taken" if self.take else "suppressed"
        return [Notice(line=line, column="", code=code, value=value)
                for value in _reached(record) if self.since(value)]


def _gather(
    source: Source, rules: Rules, findings: Findings, meter: Meter, barred: Barred,
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
            found = barred.notices(record, entry.line)
            findings.notices.extend(found)
            if found and not barred.take:
                findings.suppressed += 1
            else:
                companies.add(record, entry.line)
                findings.notices.extend(notices)
                count += 1
        meter.step()
    return companies, count


def _reached(record: Prospect) -> tuple[str, ...]:
    """Every mail address and phone number of a record, each once."""
    people = (value for one in record.contacts for value in (one.email, one.phone, one.mobile))
    return tuple(dict.fromkeys(v for v in (record.email, record.phone, *people) if v))


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
    for record, lines in companies.take(findings.notices):
        found = compare(known, record)
        if found is None:
            new.append(record)
            twin = here.twin(record)
            if twin is not None:
                notice = Notice(line=lines[0], column="", code="also_in_file", value=twin.name)
                findings.notices.append(notice)
            here.add(record)
        elif is_same(found[1], record, found[2]):
            same += len(lines)
        else:
            similar.append(_similar(record, lines, *found))
        meter.step()
    meter.finish()
    rows = count + findings.suppressed + len(findings.refused)
    plan = _plan_of(path, source, findings, rows)
    new_rows = count - same - sum(len(item.lines) for item in similar)
    return replace(plan, new=tuple(new), new_rows=new_rows, same=same, similar=tuple(similar))


def _similar(
    record: Prospect, lines: tuple[int, ...], reason: Likeness, existing: Prospect, merged: Merged
) -> Similar:
    return Similar(
        prospect=record,
        existing_id=existing.id,
        existing_name=existing.name,
        reason=reason,
        line=lines[0],
        lines=lines,
        differences=merged.differences,
    )


def _plan_of(path: str, source: Source, findings: Findings, rows: int) -> ImportPlan:
    """What was found out about the file itself."""
    return ImportPlan(
        path=path,
        kind=source.kind,
        encoding=source.encoding,
        guessed=source.guessed,
        separator=source.separator,
        columns=source.columns,
        refused=tuple(sorted(findings.refused, key=lambda item: item.line)),
        warnings=tuple(sorted(
            findings.notices,
            key=lambda notice: (not notice.code.startswith("suppressed"), notice.line))),
        suppressed_rows=findings.suppressed,
        questions=source.questions,
        rows=rows,
    )
