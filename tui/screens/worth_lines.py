"""How customers are listed by what they are worth: columns, what is said below, the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from store import Level, Missing, Valuation, Valued, WorthOrder, clv, quarter
from tui import numbers, portfolio_words, value_words
from tui.screens.analysis_view import Scene
from tui.texts import N_, _, pgettext
from tui.widgets.canvas import Line, Span, fit, line, rule, wrap

_PREFIX, _VALUE, _SPAN, _BAND, _AMOUNT, _MARKS, _PRIORITY = 4, 6, 10, 8, 10, 7, 3
_SEGMENT, _FIELD, _CHART = 19, 20, 41
_WITH_SPAN, _WITH_BAND, _WITH_SEGMENT, _WITH_FIELD, _WITH_CHART = 56, 76, 98, 118, 160
_ROLES = {Level.HIGH: "good", Level.MEDIUM: "", Level.LOW: "dim"}
_ORDERS = {
    WorthOrder.VALUE: N_("by value"),
    WorthOrder.LEAST: N_("by value at worst"),
    WorthOrder.MARGIN: N_("by margin"),
    WorthOrder.RFM: N_("by RFM"),
    WorthOrder.PRIORITY: N_("by priority"),
}
Size = tuple[int, int]


def order_words(order: WorthOrder) -> str:
    """ "nach Kundenwert"."""
    return _(_ORDERS[order])


def too_few() -> str:
    """Why there are no fifths."""
    return _("Fifths need at least 50 customers with orders: in a small base they jump.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Cells; 0: the column is not there."""

    name: int
    span: int
    band: int
    estimate: int
    marks: int
    segment: int
    field: int
    chart: int


def _columns(width: int) -> _Columns:
    segment = _SEGMENT if width >= _WITH_SEGMENT else 0
    field = _FIELD if width >= _WITH_FIELD else 0
    chart = _CHART if width >= _WITH_CHART else 0
    span = _SPAN if width >= _WITH_SPAN else 0
    band, estimate = (_BAND, _AMOUNT) if width >= _WITH_BAND else (0, 0)
    marks = _MARKS if width >= _WITH_SPAN else 0
    used = (_PREFIX + _VALUE + span + band + _AMOUNT + estimate + marks + _PRIORITY
            + segment + field + chart + 1)
    return _Columns(name=max(8, width - used), span=span, band=band, estimate=estimate,
                    marks=marks, segment=segment, field=field, chart=chart)


def waiting(width: int, *, focus: bool) -> list[Line]:
    """Records are still read."""
    text = _("All records are being read for the customer value; keys work meanwhile.")
    return [rule(_("Customer value"), width, focus=focus),
            *(line(" ", (part, "dim")) for part in wrap(text, width - 2))]


def picture(
    valued: Valued, scene: Scene, top: int, cursor: int, size: Size, *, focus: bool
) -> tuple[list[Line], int]:
    """The rows from `top` on that have room, the cursor among them; and where they began."""
    width, height = size
    total = len(valued)
    below = _sentences(valued, scene, width - 2) if height >= 12 else []
    room = max(1, height - 2 - len(below) - (1 if below else 0))
    top = max(0, min(max(min(top, cursor), cursor - room + 1), total - room))
    columns = _columns(width)
    rows = [_customer(valued.at(place), columns, scene, place == cursor)
            for place in range(top, min(total, top + room))]
    if not total:
        rows = [line(" ", (_("No customers yet: only who has bought has a customer value."),
                           "dim"))]
    right = _("{first} to {last} of {total}").format(
        first=top + 1, last=min(total, top + room), total=numbers.number(total)) \
        if total > room else ""
    title = f"{_('Customer value')}, {order_words(valued.order)}"
    found = [rule(title, width, focus=focus, right=right), _head(columns), *rows]
    if below:
        found += [Line()] * (height - len(below) - len(found))
        found += below
    return found[:height], top


def _head(columns: _Columns) -> Line:
    text = (" " * _PREFIX + fit(_("Customer"), columns.name) + fit(_("Value"), _VALUE, ">")
            + fit(_("Range"), columns.span, ">") + " " * columns.band
            + fit(pgettext("column", "Margin"), _AMOUNT, ">")
            + fit(_("CLV"), columns.estimate, ">") + fit("RFM", columns.marks, ">"))
    if columns.segment:
        text += "  " + fit(_("Segment"), columns.segment - 2)
    if columns.field:
        text += fit(_("Field"), columns.field)
    text += fit(pgettext("column", "P"), _PRIORITY, ">")
    if columns.chart:
        text += "  0" + fit("100", columns.chart - 3, ">")
    return line((text, "dim"))


def _customer(one: Valuation, columns: _Columns, scene: Scene, chosen: bool) -> Line:
    value = one.value
    band = "" if value.band is None else value_words.band(value.band)
    loss = "bad" if one.margin is not None and one.margin < 0 else ""
    spans = [
        Span(">" if chosen else " ", "mark"), Span(f" {one.letter or '-'} ", "dim"),
        Span(fit(one.row.short, columns.name), "strong" if value.band is Level.HIGH else ""),
        Span(fit(numbers.tenths(value.score), _VALUE, ">"), "strong"),
        Span(fit(value_words.span(value), columns.span, ">"), "dim"),
        Span(fit(f" {band}", columns.band), _ROLES[value.band] if value.band else "dim"),
        Span(fit(numbers.euros(one.margin), _AMOUNT, ">"), loss),
        Span(fit(numbers.euros(_estimate(one, scene)), columns.estimate, ">"), loss or "dim"),
        Span(fit(value_words.figures(one.rfm) if one.rfm else numbers.UNKNOWN, columns.marks,
                 ">")),
    ]
    if columns.segment:
        said = value_words.segment(one.rfm.segment) if one.rfm else ""
        spans.append(Span("  " + fit(said, columns.segment - 2)))
    if columns.field:
        spans.append(Span(fit(_field(one), columns.field),
                          "dim" if isinstance(one.point, Missing) else ""))
    spans.append(Span(fit(str(one.row.priority or numbers.UNKNOWN), _PRIORITY, ">")))
    if columns.chart:
        spans += [Span("  "), *_chart(one, columns.chart - 2)]
    return Line(tuple(spans), "cursor" if chosen else "")


def _chart(one: Valuation, size: int) -> list[Span]:
    """A bar up to what is sure, a line to what is possible, a ring at the value."""
    value = one.value
    low, high = (min(size, int(share * size / 100)) for share in (value.low, value.high))
    cells = ["█"] * low + ["─"] * (high - low) + [" "] * (size - high)
    if value.score is not None:
        cells[min(size - 1, int(value.score * size / 100))] = "o"
    return [Span("".join(cells), "mark")]


def _estimate(one: Valuation, scene: Scene) -> int | None:
    found = None if one.margin is None else clv(one.margin, scene.settings.clv)
    return None if found is None else round(found)


def _field(one: Valuation) -> str:
    if isinstance(one.point, Missing):
        return portfolio_words.missing(one.point)
    return portfolio_words.field(quarter(*one.point))


def _sentences(valued: Valued, scene: Scene, width: int) -> list[Line]:
    """How many are worth how much; what estimate and marks rest on."""
    if not len(valued):
        return []
    bands = ", ".join(
        f"{valued.bands[level]} {value_words.band(level)}"
        for level in (Level.HIGH, Level.MEDIUM, Level.LOW) if valued.bands[level])
    by = scene.settings.clv
    estimate = _("CLV is an estimate: {assumptions}.").format(
        assumptions=value_words.assumptions(by))
    marks = _("RFM by fifths of these customers.") if valued.fifths \
        else _("RFM by fixed limits.")
    texts = (
        _("Customer value: {bands}. In the range all that is open is at its worst, and at "
          "its best.").format(bands=bands),
        f"{estimate} {marks}")
    return [line(" ", (part, "dim")) for text in texts for part in wrap(text, width)]


def sentence(one: Valuation) -> str:
    """ "Zirbelfunk: Spitzenkunde; Sternkunde: halten und ausbauen ...; offen: Referenz"."""
    parts = [value_words.segment(one.rfm.segment)] if one.rfm else []
    parts.append(_field(one))
    if isinstance(one.point, tuple):
        parts[-1] += " (" + portfolio_words.strategy(quarter(*one.point)) + ")"
    found = value_words.still_open(one.value)
    return f"{one.row.short}: " + "; ".join([*([found] if found else []), *parts])


def table(valued: Valued, scene: Scene) -> list[Sequence[str | int | None]]:
    """All customers in their order; amounts in cents."""
    assumptions = value_words.assumptions(scene.settings.clv)
    rows: list[Sequence[str | int | None]] = [[
        _("Number"), _("Customer"), _("Class in force"), _("Customer value"), _("At worst"),
        _("At best"), _("Band"), _("Open"), _("Margin"),
        _("CLV (estimate: {assumptions})").format(assumptions=assumptions), "RFM", _("Segment"),
        _("Field"), _("Priority")]]
    for place in range(len(valued)):
        one = valued.at(place)
        value = one.value
        rows.append([
            one.row.number, one.row.name, one.letter, _tenths(value.score), _tenths(value.low),
            _tenths(value.high), value_words.band(value.band) if value.band else "",
            ", ".join(map(value_words.aspect, value.open)), one.margin, _estimate(one, scene),
            value_words.figures(one.rfm) if one.rfm else "",
            value_words.segment(one.rfm.segment) if one.rfm else "", _field(one),
            str(one.row.priority or "")])
    return rows


def _tenths(value: Fraction | None) -> str:
    return "" if value is None else numbers.tenths(value)
