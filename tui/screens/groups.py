"""Groups of companies: what they bring together and each alone, who decides where."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from tui import dates, numbers
from tui.dialogs.bar import Chooser
from tui.screens.analysis_view import Acted, AnalysisHost, Scene
from tui.screens.groups_rows import GroupOrder, GroupRow, GroupRows
from tui.texts import N_, NP_, _, ngettext, pgettext
from tui.widgets.canvas import Line, Span, fit, line, rule, wrap

_ORDERS = {
    GroupOrder.REVENUE: NP_("order of groups", "by revenue"),
    GroupOrder.MARGIN: NP_("order of groups", "by margin"),
    GroupOrder.POTENTIAL: NP_("order of groups", "by potential"),
    GroupOrder.TIME: NP_("order of groups", "by time"),
    GroupOrder.NAME: NP_("order of groups", "by name"),
}
_UNFOLDED = 40
"""Rows up to which all groups are unfolded at first."""
_HOURS, _KIND, _DAY = 6, 10, 9
_WITH_KIND, _WITH_DAY = 96, 116


class GroupsView:
    """Each group with its figures together, below it its companies where it is unfolded."""

    code = "groups"
    label = N_("Groups")
    needs_figures = True

    def __init__(self) -> None:
        self.scene: Scene | None = None
        self.found: GroupRows | None = None
        self.order = GroupOrder.REVENUE
        self.folded: set[str] = set()
        self._known = False
        self._top = 0
        self._cursor = -1

    def load(self, scene: Scene) -> None:
        """Groups as of now, folded as they were left."""
        self.scene = scene
        if not self._known:
            self._known = True
            self._recall(scene)
        self.found = GroupRows(scene.book, scene.counted, self.order, self.folded)

    def _recall(self, scene: Scene) -> None:
        kept = scene.drafts.get(self.code, "").split()
        if kept:
            self.order, self.folded = GroupOrder(kept[0]), set(kept[1:])
            return
        groups = scene.book.groups.all
        if sum(len(group.keys) + 1 for group in groups) > _UNFOLDED:
            self.folded = {group.centre for group in groups}

    @property
    def rows(self) -> Sequence[GroupRow]:
        """What the cursor can stand on."""
        return self.found.rows if self.found is not None else ()

    def __len__(self) -> int:
        return len(self.rows)

    def key(self, index: int) -> str:
        """The company there; of a group its centre."""
        return self.rows[index].key if 0 <= index < len(self.rows) else ""

    def place(self, row_id: str) -> int | None:
        """Its row; where the cursor is on a group, it stays there for the centre."""
        if 0 <= self._cursor < len(self.rows) and self.key(self._cursor) == row_id:
            return self._cursor
        return self.found.places.get(row_id) if self.found is not None else None

    # -- keys ---------------------------------------------------------------------------

    def act(self, host: AnalysisHost, command_id: str) -> Acted:
        """Fold, unfold, another order."""
        if command_id == "order":
            return self._choose_order(host)
        if command_id not in ("analysis_turn", "left", "right") or not len(self):
            return False
        row = self.rows[host.cursor]
        folded = row.group.centre in self.folded
        if command_id == "left" and not row.whole:
            host.go(self.rows.index(next(
                one for one in self.rows if one.whole and one.group is row.group)))
        elif command_id == "analysis_turn" or folded is (command_id == "right"):
            self._fold(host, row)
        return None

    def _fold(self, host: AnalysisHost, row: GroupRow) -> None:
        self.folded ^= {row.group.centre}
        self._keep(host)
        host.go(next(number for number, one in enumerate(self.rows)
                     if one.whole and one.key == row.group.centre))

    def _keep(self, host: AnalysisHost) -> None:
        """Remember it, and show it."""
        host.scene.drafts[self.code] = " ".join((self.order, *sorted(self.folded)))
        self._cursor = -1
        host.reload()

    async def _choose_order(self, host: AnalysisHost) -> None:
        chosen = await host.ask(Chooser(_("Order"), [
            (str(n), pgettext(*words), order) for n, (order, words) in
            enumerate(_ORDERS.items(), 1)]))
        if chosen is not None:
            self.order = chosen
            self._keep(host)

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Fold and order."""
        return (("analysis_turn", _("fold")), ("order", ""))

    # -- words --------------------------------------------------------------------------

    def says(self, cursor: int) -> str:
        """The group in one sentence; of a company its part of it."""
        row = self.rows[cursor]
        if row.whole:
            return _("{name}: {companies}, revenue {revenue}, margin {margin}").format(
                name=row.name, companies=_companies(row.its.count),
                revenue=numbers.money_whole(row.its.revenue),
                margin=numbers.money_whole(row.its.margin))
        whole = next(one for one in self.rows if one.whole and one.group is row.group)
        share = (numbers.percent(row.its.revenue, whole.its.revenue)
                 if whole.its.revenue > 0 else numbers.UNKNOWN)
        return _("{name}: {share} of the revenue of its group, decided by {who}").format(
            name=row.name, share=share, who=self._who(row) or _("nobody known"))

    def _who(self, row: GroupRow) -> str:
        return self.found.decides(row) if self.found is not None else ""

    def table(self) -> list[Sequence[str | int | None]]:
        """Every company of every group, folded or not; amounts in cents."""
        if self.scene is None:
            return []
        found = GroupRows(self.scene.book, self.scene.counted, self.order, ())
        rows: list[Sequence[str | int | None]] = [(
            _("Group"), _("Company"), _("Kind"), _("Revenue"), pgettext("head", "margin"),
            _("Potential"), _("Minutes"), _("Last contact"), pgettext("head", "decides"))]
        for row in found.rows:
            last = row.its.last_contact
            rows.append((
                self.scene.book.rows[row.group.centre].short, "" if row.whole else row.name,
                _companies(row.its.count) if row.whole else found.kind(row), row.its.revenue,
                row.its.margin, row.its.potential,
                None if row.minutes is None else str(row.minutes),
                dates.date(last) if last else "", found.decides(row)))
        return rows

    # -- picture ------------------------------------------------------------------------

    def lines(self, width: int, height: int, cursor: int, focus: bool) -> list[Line]:
        """Heading, heads, the rows around the cursor."""
        self._cursor = cursor
        heads = self.found.heads if self.found is not None else []
        title = ngettext("{n} group", "{n} groups", len(heads)).format(n=len(heads))
        title += ", " + pgettext(*_ORDERS[self.order])
        top = [rule(title, width, focus=focus)]
        if not heads:
            return [*top, *(line(" ", (part, "dim")) for part in wrap(_(
                "Nobody belongs to anybody yet. Which company is branch, member or partner of "
                "which other one stands in section 7 of its profile: + 7, page Relation."),
                width - 2))][:height]
        columns = _Columns(width)
        room = max(1, height - 2)
        self._top = max(min(self._top, max(0, cursor)), cursor - room + 1, 0)
        self._top = max(0, min(self._top, len(self.rows) - room))
        shown = range(self._top, min(len(self.rows), self._top + room))
        return [*top, columns.head(), *(self._line(n, columns, n == cursor) for n in shown)]

    def _line(self, number: int, columns: _Columns, here: bool) -> Line:
        row, found = self.rows[number], self.found
        assert found is not None
        if row.whole:
            sign = "+" if row.group.centre in self.folded else "-"
            name = f"{sign} {row.name} ({row.its.count})"
        else:
            name = "  " * (row.depth + 2) + row.name
        kind = "" if row.whole else found.kind(row) if columns.kind else ""
        last = row.its.last_contact
        return columns.row(
            "> " if here else "  ", name, kind, row,
            dates.short(last) if last and columns.day else "",
            found.decides(row, short=not columns.kind),
            role="cursor" if here else "strong" if row.whole else "")


def _companies(count: int) -> str:
    return ngettext("{n} company", "{n} companies", count).format(n=count)


class _Columns:
    """How wide each column is."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.kind = _KIND if width >= _WITH_KIND else 0
        self.day = _DAY if width >= _WITH_DAY else 0
        self.money = 10 if width < _WITH_KIND else 12
        rest = width - 2 - 3 * self.money - _HOURS - self.kind - self.day
        self.name = max(14, min(44, rest * 9 // 16))
        self.who = max(0, rest - self.name - 2)

    def head(self) -> Line:
        """The heads."""
        text = "  " + fit(_("Group, company"), self.name) + fit(_("Kind"), self.kind)
        for word in (_("Revenue"), pgettext("head", "margin"), _("Potential")):
            text += fit(word, self.money, ">")
        text += fit(_("Hours"), _HOURS, ">")
        if self.day:
            text += fit(_("Contact"), self.day, ">")
        return line((text + "  " + fit(pgettext("head", "decides"), self.who), "dim"))

    def row(self, mark: str, name: str, kind: str, row: GroupRow, day: str, who: str, *,
            role: str) -> Line:
        """One group or company."""
        amounts = (row.its.revenue, row.its.margin, row.its.potential)
        hours = (numbers.UNKNOWN if row.minutes is None
                 else numbers.number((row.minutes + 30) // 60))
        text = mark + fit(name, self.name) + fit(kind, self.kind)
        text += "".join(fit(numbers.euros(cents), self.money, ">") for cents in amounts)
        text += fit(hours, _HOURS, ">") + (fit(day, self.day, ">") if self.day else "")
        text += "  " + fit(who or numbers.UNKNOWN, self.who)
        return Line((Span(text + " " * max(0, self.width - cell_len(text)), role),))
