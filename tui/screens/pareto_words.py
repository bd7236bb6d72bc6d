"""What the Pareto says: heading, borders, concentration in words, sums of the classes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice

from rich.cells import cell_len

from store import Classing, Region
from tui import numbers
from tui.class_words import measure
from tui.class_words import share as share_words
from tui.ranking_words import FEW, Ranked, class_a, others, risk
from tui.texts import _, ngettext, pgettext
from tui.widgets.canvas import Line, fit, line, rule, wrap


@dataclass(frozen=True, kw_only=True)
class Picture(Ranked):
    """What is drawn; `classing` is tried on."""

    taken: Classing
    """In force."""
    upper: bool
    """`+ -` move the border between A and B."""
    keys: Callable[[str], str]
    drawn: dict[tuple[int, int], Line] = field(default_factory=dict)
    """Rows by place and width, as long as nothing changes but the cursor."""


def heading(shown: Picture, width: int) -> str:
    """Measure, customers, total."""
    pareto = shown.ranking.pareto
    name = measure(shown.classing.basis, shown.classing.period, shown.today)
    count = ngettext("{n} customer", "{n} customers", pareto.ranked).format(
        n=numbers.number(pareto.ranked))
    return _("Pareto: {measure}, {count}, {total}").format(
        measure=name, count=count, total=numbers.money_whole(pareto.total))


def border_words(name: str, share: int, reached: Fraction) -> str:
    """ "Grenze A/B 80 %: bis hier 80,0 %"."""
    return _("Border {name} {share}: {reached} up to here").format(
        name=name, share=numbers.percent(share), reached=share_words(reached))


def sentences(shown: Picture, width: int, height: int, *, sums_shown: bool) -> list[Line]:
    """What the ranking says, below it; less where there is little room."""
    ranked = shown.ranking.pareto.ranked
    if not ranked:
        return _packed([_nothing(shown)], width, 4)
    found = [class_a(shown)]
    few = ranked < FEW
    if not sums_shown and not few:
        found.append(others(shown))
    found.append(risk(shown))
    if few:
        found.append(_few(shown, ranked))
    most = 5 if height >= 20 else 2 if height >= 12 else 0
    rows = _packed(found, width, most - 1 if most else 0)
    return [*rows, _borders(shown, width)] if most else []


def _packed(texts: Sequence[str], width: int, most: int) -> list[Line]:
    rows = [line(" ", part) for text in texts if text for part in wrap(text, width)]
    return rows[:most]


def _nothing(shown: Picture) -> str:
    return _("No revenue in this period. + in section 4 of a profile enters it, {key} imports "
             "it from a file.").format(key=shown.keys("go_import"))


def _few(shown: Picture, ranked: int) -> str:
    return ngettext(
        "Only {n} customer has revenue: from {few} on a ranking tells something. "
        "+ in section 4 of a profile enters it, {key} imports it.",
        "Only {n} customers have revenue: from {few} on a ranking tells something. "
        "+ in section 4 of a profile enters it, {key} imports it.", ranked,
    ).format(n=ranked, few=FEW, key=shown.keys("go_import"))


def _borders(shown: Picture, width: int) -> Line:
    """Which borders are tried on, which one moves, how many classes would change."""
    one, held, key = shown.classing, shown.taken, shown.keys
    spans: list[tuple[str, str]] = [
        (" " + _("Borders") + " ", ""), (str(one.a), "now" if shown.upper else ""), (" / ", ""),
        (str(one.b), "" if shown.upper else "now"), (" %", "")]
    said = differing(shown)
    room = width - 1 - sum(len(text) for text, _role in spans) - cell_len(said) - 2
    names = ("A/B", "B/C") if shown.upper else ("B/C", "A/B")
    instead = "" if (one.a, one.b) == (held.a, held.b) else " " + _(
        "instead of {a} / {b}").format(a=held.a, b=held.b)
    forms = ["  " + text.format(
        more=key("analysis_more"), less=key("analysis_less"), border=names[0], other=names[1],
        turn=pgettext("key", "Space"))
        for text in (_("{more} {less} moves {border}, {turn} chooses {other}"),
                     _("{more} {less} {border}, {turn} {other}"))]
    # What counts now comes before the keys, which the footer has as well.
    parts = next((part for part in (*((instead, form) for form in forms), (instead, ""))
                  if cell_len("".join(part)) <= room), ("", ""))
    return line(*spans, *((part, "dim") for part in parts), ("  " + said if said else "", "now"))


def differing(shown: Picture) -> str:
    """How many classes are others than those taken over; empty if none is."""
    moves, key = shown.ranking.differing(*shown.borders), shown.keys("analysis_take")
    if moves:
        text = ngettext("{n} class differs: {key} looks", "{n} classes differ: {key} looks",
                        moves)
        return text.format(n=numbers.number(moves), key=key)
    never = shown.ranking.never_taken
    text = ngettext("{n} class not taken over yet: {key}", "{n} classes not taken over yet: {key}",
                    never)
    return text.format(n=numbers.number(never), key=key) if never else ""


def moves(shown: Picture, width: int, height: int) -> list[Line]:
    """Who would be in another class, as many as have room."""
    if height < 3:
        return []
    count = shown.ranking.differing(*shown.borders)
    title = ngettext("{n} class differs", "{n} classes differ", count)
    rows = [line((title.format(n=numbers.number(count)), "strong"))]
    for place in islice(shown.ranking.moved(*shown.borders), height - 1):
        row = shown.ranking.row(place)
        change = f"{shown.ranking.letter(place) or '-'}→{shown.letter(place)}"
        amount = 11 if width >= 40 else 0
        rows.append(line(
            (change, "now"), " ", fit(row.short, max(6, width - 5 - amount)),
            (fit(numbers.euros(shown.ranking.value(place)), amount, ">"), "dim")))
    if count > height - 1:
        rest = count - height + 2
        rows[-1] = line(("    " + ngettext("{n} more", "{n} more", rest).format(
            n=numbers.number(rest)), "dim"))
    return rows


def sums(shown: Picture, width: int) -> list[list[Line]]:
    """For each class what it brings, in so many cells."""
    pareto, (to_a, to_b) = shown.ranking.pareto, shown.borders
    return [_class_rows(shown, letter, first, behind, width) for letter, first, behind in (
        ("A", 0, to_a), ("B", to_a, to_b), ("C", to_b, pareto.ranked))]


def _class_rows(shown: Picture, letter: str, first: int, behind: int, width: int) -> list[Line]:
    pareto = shown.ranking.pareto
    count = behind - first
    share = pareto.share(first, behind)
    amount = numbers.money_whole(pareto.before[behind] - pareto.before[first])
    of_all = Fraction(count, pareto.ranked) if pareto.ranked else Fraction(0)
    return [
        line((f"{letter}  ", "mark"), ngettext(
            "{n} customer", "{n} customers", count).format(n=numbers.number(count))),
        line(f"   {amount}"),
        line("   ", _meter(share, width - 3 - 8), f"{share_words(share):>8}"),
        line("   ", (_("{share} of customers").format(share=share_words(of_all)), "dim"))]


def _meter(share: Fraction, width: int) -> tuple[str, str]:
    halves = int(share * width * 2 + Fraction(1, 2))
    return ("█" * (halves // 2) + "▌" * (halves % 2)).ljust(width), "soon"


def measures(shown: Picture, width: int) -> list[Line]:
    """How concentrated, in figures."""
    found = shown.concentration
    if not found.count:
        return []
    pairs = (
        (_("largest"), share_words(found.largest)),
        (_("best fifth ({n})").format(n=numbers.number(found.top_count)),
         share_words(found.top_share)),
        (_("Gini"), numbers.decimal(found.gini, 4)),
        (_("Gini, normed"),
         numbers.UNKNOWN if found.gini_normed is None else numbers.decimal(found.gini_normed, 4)),
        (_("Herfindahl"), numbers.decimal(found.hhi, 4)))
    return [line((_("Concentration"), "strong")),
            *(line(" ", (name, "dim"), f"{value:>{max(1, width - 1 - len(name))}}")
              for name, value in pairs)]


def says(shown: Picture, cursor: int) -> str:
    """Rank, value, share, and how many bring how much up to here."""
    ranking, pareto = shown.ranking, shown.ranking.pareto
    row, value = ranking.row(cursor), ranking.value(cursor)
    part = pareto.part(cursor)
    if part is not Region.RANKED:
        reason = {
            Region.NEGATIVE: _("{amount}: not in the total"),
            Region.NOTHING: _("no revenue in this time"),
            Region.UNKNOWN: _("costs unknown, so no class"),
        }[part].format(amount=numbers.money_whole(value))
        return f"{row.short}: {reason}"
    up_to = pareto.ties(cursor)[1]
    text = ngettext("{name}: rank {rank}, {n} of {count} customers brings {share}",
                    "{name}: rank {rank}, {n} of {count} customers bring {share}", up_to).format(
        name=row.short, rank=numbers.number(pareto.rank(cursor)), n=numbers.number(up_to),
        count=numbers.number(pareto.ranked), share=share_words(pareto.share(0, up_to)))
    computed = shown.letter(cursor)
    if row.own_class and row.own_class != computed:
        text += "; " + _("class {own} by hand, computed {letter}").format(
            own=row.own_class, letter=computed)
    return text


def waiting(width: int, *, focus: bool) -> list[Line]:
    """What is asked for is still read."""
    return [rule(_("Pareto"), width, focus=focus),
            *(line(" ", (part, "dim")) for part in wrap(_(
                "The calendar year is being counted; keys work meanwhile."), width - 2))]
