"""Reading a file to import off the key path: a thread that posts how far it is."""

from __future__ import annotations

import threading
from dataclasses import replace

from textual.message import Message
from textual.message_pump import MessagePump

from store import (
    ENCODINGS,
    Book,
    Choices,
    Edit,
    ImportPlan,
    RevenuePlan,
    StoreError,
    edit_for,
    plan_import,
    plan_revenue,
    revenue_edit,
    suppression,
)

Plan = ImportPlan | RevenuePlan


class Progress(Message):
    """The reader has come so far, per cent."""

    def __init__(self, percent: int) -> None:
        super().__init__()
        self.percent = percent

    def can_replace(self, message: Message) -> bool:
        """Only the newest counts."""
        return isinstance(message, Progress)


class Read(Message):
    """The reader is done: a plan, or why there is none."""

    def __init__(self, plan: Plan | None, error: StoreError | None) -> None:
        super().__init__()
        self.plan = plan
        self.error = error


class Reader:
    """Makes one plan at a time for a screen."""

    def __init__(self, screen: MessagePump) -> None:
        self._screen = screen
        self._thread: threading.Thread | None = None
        self._stopping = False

    @property
    def busy(self) -> bool:
        """True while a file is read."""
        return self._thread is not None

    def start(self, book: Book, path: str, data: bytes, choices: Choices, *,
              revenue: bool) -> None:
        """Begin to read addresses, or `revenue`; Progress and one Read follow."""
        self._stopping = False
        self._thread = threading.Thread(
            target=self._read, args=(book, path, data, choices, revenue), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End early: a Read with Stopped follows."""
        self._stopping = True

    def done(self) -> None:
        """The screen has taken its Read."""
        self._thread = None

    def _read(self, book: Book, path: str, data: bytes, choices: Choices,
              revenue: bool) -> None:
        last = -1

        def progress(done: int, total: int) -> bool:
            nonlocal last
            percent = 100 * done // total if total else 100
            if percent != last:
                last = percent
                self._screen.post_message(Progress(percent))
            return not self._stopping

        rows = list(book.rows.values())
        try:
            plan: Plan = plan_revenue(
                path, data, rows, book.get, today=book.today, choices=choices,
                progress=progress,
            ) if revenue else plan_import(
                path, data, rows, book.get, today=book.today, choices=choices,
                progress=progress, suppressed=suppression(book.path))
        except StoreError as error:
            self._screen.post_message(Read(None, error))
        else:
            self._screen.post_message(Read(plan, None))


def edit_of(plan: Plan, treatment: str, book: Book) -> Edit:
    """The one edit that carries a plan out."""
    if isinstance(plan, RevenuePlan):
        return revenue_edit(plan, get=book.get)
    return edit_for(plan, treatment, get=book.get)  # type: ignore[arg-type]


def does_nothing(plan: Plan) -> bool:
    """True if there is nothing to import."""
    if isinstance(plan, RevenuePlan):
        return not (plan.new or plan.changed)
    return not (plan.new or plan.similar)


def next_encoding(choices: Choices, plan: Plan) -> Choices:
    """The file in the next of the encodings."""
    known = list(ENCODINGS)
    now = known.index(plan.encoding) if plan.encoding in known else -1
    return replace(choices, encoding=known[(now + 1) % len(known)])


def other_way(choices: Choices, plan: Plan) -> Choices:
    """Columns that can be read in two ways: the day first, the comma for decimals; again the
    other way round. The same choices where there is no such column."""
    days, decimals = dict(choices.days_first), dict(choices.decimals)
    for column in days:
        days[column] = not days[column]
    for column in decimals:
        decimals[column] = "." if decimals[column] == "," else ","
    for question in plan.questions:
        if question.code == "date_order":
            days[question.column] = True
        else:
            decimals[question.column] = ","
    return replace(choices, days_first=tuple(days.items()), decimals=tuple(decimals.items()))


def all_the_same(choices: Choices, _plan: Plan) -> Choices:
    """Who objected to advertising is taken all the same, or left out again."""
    return replace(choices, take_suppressed=not choices.take_suppressed)


def in_place_of(choices: Choices, _plan: Plan) -> Choices:
    """Revenue takes the place of what shares days with it, or is refused again."""
    return replace(choices, replace_periods=not choices.replace_periods)
