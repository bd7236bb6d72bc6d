"""An import before it happens: what would be new, what is on file, what cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from store.edit import Edit
from store.exchange.duplicates import Similar
from store.exchange.entries import Notice
from store.exchange.formulas import quoted
from store.exchange.merging import merge
from store.exchange.periods import Timespan
from store.exchange.sniff import FileKind
from store.profile.prospect import Prospect, Stage

Treatment = Literal["new", "skip", "merge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a reader may decide instead of, or on top of, what was found."""

    encoding: str | None = None
    """One of sniff.ENCODINGS."""
    separator: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    """Columns given to fields (headers.FIELDS) by header; "" leaves a column out."""
    days_first: tuple[tuple[str, bool], ...] = ()
    """Answers to the question date_order, by header."""
    decimals: tuple[tuple[str, str], ...] = ()
    """Answers to the question amount_order: "," or ".", by header."""
    keep_unmatched: bool = False
    """Columns without a field become lines of the note ("header: value")."""
    stage: Stage = Stage.PROSPECT
    """For companies whose row names none."""
    take_suppressed: bool = False
    """Also rows with an address that must not be approached (domain.md 7)."""
    period: Timespan | None = None
    """Of which days amounts of revenue are where the file does not say it."""
    replace_periods: bool = False
    """Revenue takes the place of entries on file that share days with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A row that is not imported, and why."""

    line: int
    column: str
    code: str
    value: str
    raw: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A column that can be read in two ways. Until answered, such rows are refused."""

    column: str
    code: str
    """date_order or amount_order."""
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do. Row counts add up:
    rows == new_rows + same + similar_rows + suppressed_rows + len(refused)."""

    path: str
    kind: FileKind
    encoding: str
    guessed: bool
    """The encoding is likely, not certain."""
    separator: str
    """Empty for vCards."""
    columns: tuple[tuple[str, str], ...]
    """Each column (or vCard property) with its field, empty where it has none."""
    new: tuple[Prospect, ...] = ()
    new_rows: int = 0
    same: int = 0
    """Rows that are on file already."""
    similar: tuple[Similar, ...] = ()
    refused: tuple[Refused, ...] = ()
    warnings: tuple[Notice, ...] = ()
    """By line, but first whom the law forbids to approach (codes suppressed: the row is left
    out, suppressed_taken: it was decided to take it)."""
    questions: tuple[Question, ...] = ()
    suppressed_rows: int = 0
    """Rows left out because of whom they reach."""
    rows: int = 0

    @property
    def similar_rows(self) -> int:
        """Rows of records that are like one on file."""
        return sum(len(item.lines) for item in self.similar)

    @property
    def unmatched(self) -> tuple[str, ...]:
        """Columns that fill no field."""
        return tuple(header for header, name in self.columns if not name)


@dataclass(slots=True)
class Findings:
    """What comes up while a file is read."""

    refused: list[Refused] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    suppressed: int = 0
    """Rows left out because of whom they reach."""


def edit_for(
    plan: ImportPlan,
    similar: Treatment = "merge",
    *,
    get: Callable[[str], Prospect],
    single: Mapping[int, Treatment] | None = None,
) -> Edit:
    """The one Edit that carries the plan out.

    `single` treats one of plan.similar (by its index) in another way. Merging starts
    from the record as it is now (`get`), adds what is missing and overwrites nothing.
    """
    chosen = single or {}
    merged: dict[str, Prospect] = {}
    added: list[Prospect] = list(plan.new)
    for index, item in enumerate(plan.similar):
        treatment = chosen.get(index, similar)
        if treatment == "new":
            added.append(item.prospect)
        elif treatment == "merge":
            base = merged.get(item.existing_id) or get(item.existing_id)
            merged[item.existing_id] = merge(base, item.prospect).record
    args = (("file", plan.path), ("new", str(len(added))), ("merged", str(len(merged))))
    return Edit(label="imported", args=args, records=(*added, *merged.values()))


class Reported(Protocol):
    """A plan of which some rows are refused."""

    @property
    def separator(self) -> str:
        """Between the cells of its file; empty for vCards."""

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Each column with its field."""

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The rows."""


def refused_csv(plan: Reported, words: Mapping[str, str] | None = None) -> str:
    """A table of the refused rows as they stood, for mending and importing again.

    In front stand line, column, reason and value. `words` gives names for the codes
    and these four headings. Starts with a mark so that Excel reads it as UTF-8.
    """
    names = words or {}
    separator = plan.separator or ";"
    heads = [names.get(name, name) for name in ("line", "column", "reason", "value")]
    source = [header for header, _ in plan.columns] if plan.separator else ["vCard"]
    rows = [[*heads, *source]]
    for item in plan.refused:
        reason = names.get(item.code, item.code)
        rows.append([str(item.line), item.column, reason, item.value, *item.raw])
    lines = (separator.join(quoted(cell) for cell in row) for row in rows)
    return "\ufeff" + "".join(line + "\r\n" for line in lines)
