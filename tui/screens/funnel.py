"""How far everybody has come, and what was decided: bars that unfold to their customers."""

from __future__ import annotations

from collections.abc import Sequence

from store import Bar, Funnel, Row, Stage, funnel, ordered
from tui import numbers, terms
from tui.screens.analysis_view import Acted, AnalysisHost, Scene
from tui.texts import N_, _, ngettext, pgettext
from tui.widgets.canvas import Line, Span, fit, line, rule

_NAME, _COUNT, _SHARE, _AMOUNT = 22, 8, 8, 13
_LEAST_BAR = 8
_PLACE, _WITH_PLACE = 16, 50


class FunnelView:
    """Enter unfolds a bar, and on a customer below it goes there."""

    code = "funnel"
    label = N_("Funnel")
    needs_figures = False

    def __init__(self) -> None:
        self.scene: Scene | None = None
        self.funnel: Funnel | None = None
        self.bars: tuple[Bar, ...] = ()
        self._top = 0

    def load(self, scene: Scene) -> None:
        """Count anew."""
        self.scene = scene
        self.funnel = funnel(scene.book.rows)
        self.bars = (*self.funnel.stages, *self.funnel.decisions)
        self._ordered: dict[int, list[int]] = {}

    @property
    def unfolded(self) -> int | None:
        """The bar whose customers are shown."""
        kept = self.scene.drafts.get(self.code, "") if self.scene else ""
        return int(kept) if kept.isdecimal() and int(kept) < len(self.bars) else None

    @property
    def _inside(self) -> int:
        """How many customers are shown below the unfolded bar."""
        at = self.unfolded
        return 0 if at is None else len(self.bars[at].positions)

    def __len__(self) -> int:
        return len(self.bars) + self._inside

    def _at(self, index: int) -> tuple[int, int | None]:
        """The bar at an index, and which of its customers; None for the bar itself."""
        at = self.unfolded
        if at is None or index <= at:
            return index, None
        if index <= at + self._inside:
            return at, index - at - 1
        return index - self._inside, None

    def _customers(self, bar: int) -> list[int]:
        """Positions of the customers of a bar, in order from the first time it unfolds."""
        if bar not in self._ordered and self.scene is not None:
            self._ordered[bar] = ordered(self.scene.book.rows, self.bars[bar].positions)
        return self._ordered[bar]

    def _position(self, index: int) -> int | None:
        bar, nth = self._at(index)
        return None if nth is None else self._customers(bar)[nth]

    def key(self, index: int) -> str:
        """Id of the customer there; empty on a bar."""
        position = self._position(index)
        return "" if position is None or self.scene is None else \
            self.scene.book.rows.id(position)

    def place(self, row_id: str) -> int | None:
        """Where a customer stands below the unfolded bar."""
        at = self.unfolded
        if at is None or self.scene is None:
            return None
        position = self.scene.book.rows.position(row_id)
        found = self._customers(at)
        return at + 1 + found.index(position) if position in found else None

    # -- drawing ------------------------------------------------------------------------

    def lines(self, width: int, height: int, cursor: int, focus: bool) -> list[Line]:
        """Bars of all stages, then of the decisions about prospects."""
        if self.funnel is None:
            return []
        count = sum(len(bar.positions) for bar in self.funnel.stages)
        title = ngettext("Distribution: {n} customer and prospect",
                         "Distribution: {n} customers and prospects", count).format(
            n=numbers.number(count))
        drawn = _Columns(width, max((len(bar.positions) for bar in self.bars), default=0))
        rows: list[tuple[int | None, Line]] = [(None, drawn.head(_("Stage"), stages=True))]
        for index in range(len(self)):
            bar, nth = self._at(index)
            if index and nth is None and bar == len(self.funnel.stages):
                rows += [(None, Line()), (None, drawn.head(_("Decision"), stages=False))]
            rows.append((index, Line()))
        room = max(1, height - 1)
        here = next((n for n, (index, _row) in enumerate(rows) if index == cursor), 0)
        self._top = max(0, min(max(min(self._top, here - (here <= 1)), here - room + 1),
                               len(rows) - room))
        found = []
        for at, made in rows[self._top:self._top + room]:
            found.append(made if at is None else self._row(drawn, at, at == cursor))
        return [rule(title, width, focus=focus), *found]

    def _row(self, drawn: _Columns, index: int, here: bool) -> Line:
        bar, nth = self._at(index)
        if nth is not None and self.scene is not None:
            return drawn.customer(self.scene.book.rows.at(self._customers(bar)[nth]), here)
        return drawn.bar(self.bars[bar], here, unfolded=bar == self.unfolded)

    def says(self, cursor: int) -> str:
        """How many, and how many of those before came so far."""
        bar, nth = self._at(cursor)
        one = self.bars[bar]
        if nth is not None and self.scene is not None:
            row = self.scene.book.rows.at(self._customers(bar)[nth])
            return _("{name}: {n} of {count}").format(
                name=row.short, n=nth + 1, count=numbers.number(len(one.positions)))
        if one.conversion is None:
            return f"{word(one)}: {numbers.number(len(one.positions))}"
        share = one.conversion
        return _("{n} of {before} have come so far: {share}").format(
            n=numbers.number(one.reached),
            before=numbers.number(int(one.reached / share) if share else 0),
            share=numbers.percent(share.numerator, share.denominator))

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Unfold a bar."""
        return (("analysis_turn", _("unfold")),)

    # -- keys ---------------------------------------------------------------------------

    def act(self, host: AnalysisHost, command_id: str) -> Acted:
        """Unfold and fold."""
        bar, nth = self._at(host.cursor)
        if command_id == "analysis_turn" or (
                command_id == "open" and nth is None) or (
                command_id == "left" and self.unfolded is not None) or (
                command_id == "right" and nth is None and self.unfolded != bar):
            folded = self.unfolded == bar or command_id == "left"
            host.scene.drafts[self.code] = "" if folded else str(bar)
            host.go(bar)
            return None
        return False

    def table(self) -> list[Sequence[str | int | None]]:
        """All bars; amounts in cents."""
        rows: list[Sequence[str | int | None]] = [[
            _("Stage"), _("Count"), _("Came so far"), _("Conversion"), _("Margin 12 months"),
            _("Potential")]]
        for bar in self.bars:
            stage = isinstance(bar.what, Stage)
            rows.append([
                word(bar), str(len(bar.positions)), str(bar.reached) if stage else "",
                _share(bar) if bar.conversion is not None else "", bar.margin, bar.potential])
        return rows


def word(bar: Bar) -> str:
    """Stage or decision."""
    if isinstance(bar.what, Stage):
        return terms.stage(bar.what)
    return terms.choice(bar.what) if bar.what else _("not rated yet")


def _share(bar: Bar) -> str:
    share = bar.conversion
    return "" if share is None else numbers.percent(share.numerator, share.denominator)


class _Columns:
    """Name, count, bar, conversion, margin, potential: what has room in a width."""

    def __init__(self, width: int, most: int) -> None:
        self.most = max(1, most)
        """Customers of the longest bar."""
        self.name = min(_NAME, max(10, width // 4))
        rest = width - self.name - _COUNT - 3
        self.potential = _AMOUNT if rest >= _LEAST_BAR + _SHARE + 2 * _AMOUNT else 0
        rest -= self.potential
        self.margin = _AMOUNT if rest >= _LEAST_BAR + _SHARE + _AMOUNT else 0
        rest -= self.margin
        self.share = _SHARE if rest >= _LEAST_BAR + _SHARE else 0
        self.length = max(0, min(80, rest - self.share - 1))

    def head(self, word: str, *, stages: bool) -> Line:
        """What stands in the columns."""
        share = pgettext("funnel", "rate") if stages else ""
        margin = _("margin") if stages else ""
        return line((self._row("   " + word, _("count"), " " * self.length, share, margin,
                               _("potential")), "dim"))

    def _row(self, name: str, count: str, bar: str, share: str, margin: str,
             potential: str) -> str:
        return "".join((
            fit(name, self.name + 3), fit(count, _COUNT - 2, ">"), "  ", bar,
            fit(share, self.share, ">"), fit(margin, self.margin, ">"),
            fit(potential, self.potential, ">")))

    def bar(self, bar: Bar, here: bool, *, unfolded: bool) -> Line:
        """One of the bars."""
        count = len(bar.positions)
        halves = -(-2 * count * self.length // self.most) if count else 0
        drawn = ("█" * (halves // 2) + "▌" * (halves % 2)).ljust(self.length)
        sign = (">" if here else " ") + (" " if not count else "-" if unfolded else "+")
        margin = "" if bar.margin is None else numbers.euros(bar.margin)
        amounts = (_share(bar), margin + ("*" if bar.unknown else ""),
                   "" if bar.potential is None else numbers.euros(bar.potential))
        text = self._row(f"{sign} {word(bar)}", numbers.number(count), drawn, *amounts)
        start = len(text) - len(text.lstrip(" "))
        if here:
            return line(text, role="cursor")
        at = text.index(drawn, start) if drawn.strip() else len(text)
        return Line((Span(text[:at]), Span(text[at:at + self.length], "soon"),
                     Span(text[at + self.length:])))

    def customer(self, row: Row, here: bool) -> Line:
        """A customer below their bar."""
        room = self.name + _COUNT + 3 + self.length + self.share
        place = fit(row.place, _PLACE) if room >= _WITH_PLACE else ""
        name = fit(f"{'>' if here else ' '}    {row.short}", room - len(place) - 1) + " "
        amounts = fit(numbers.euros(row.margin) if row.revenue else "", self.margin, ">")
        potential = "" if row.potential is None else numbers.euros(row.potential)
        return line(name + place + amounts + fit(potential, self.potential, ">"),
                    role="cursor" if here else "")
