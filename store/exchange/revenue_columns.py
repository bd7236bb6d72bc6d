"""Which column of an accounting export says what: customer, period, revenue, cost, orders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from store.errors import ImportProblem
from store.exchange.dates import month_of
from store.exchange.headers import header_key, known_headers
from store.exchange.periods import Timespan, parse_period
from store.exchange.tables import TableRow
from store.text import clean_line

MEASURES = ("revenue", "cost", "margin", "orders")
"""What is counted; all but orders are amounts of money."""

_NAMES: dict[str, str] = {
    "number": "Kundennummer, Kundennr, Kunden-Nr., Kdnr, Kd.-Nr., KNr, Debitor, Debitorennummer,"
    " Debitorennr, Debitor-Nr., Debitorenkonto, Konto, Kontonummer, Konto-Nr., Personenkonto,"
    " Adressnummer, Customer Number, Customer No, Customer ID, Kunden-ID, Account Number,"
    " Account No, Account",
    "name": "Firma, Firmenname, Name, Name1, Kunde, Kundenname, Unternehmen, Unternehmensname,"
    " Bezeichnung, Kontobezeichnung, Kontoname, Debitorenname, Customer, Customer Name, Company,"
    " Company Name, Account Name",
    "period": "Periode, Zeitraum, Abrechnungszeitraum, Buchungsperiode, Period, Buchungsmonat,"
    " Leistungszeitraum",
    "quarter": "Quartal, Quarter",
    "month": "Monat, Month",
    "year": "Jahr, Geschäftsjahr, Wirtschaftsjahr, Kalenderjahr, Year, Fiscal Year",
    "first": "Von, From, Beginn, Start, Erster Tag, von Datum",
    "last": "Bis, To, Until, Ende, End, Letzter Tag, bis Datum",
    "day": "Datum, Belegdatum, Rechnungsdatum, Buchungsdatum, Date, Invoice Date, Posting Date",
    "document": "Beleg, Belegnummer, Belegnr, Rechnung, Rechnungsnummer, Rechnungsnr, Rechnung Nr,"
    " Invoice, Invoice Number, Invoice No, Document, Document Number, Auftragsnummer, Auftragsnr,"
    " Order Number",
    "revenue": "Umsatz, Umsatz netto, Nettoumsatz, Jahresumsatz, Umsatz EUR, Umsatz in EUR,"
    " Umsatz netto EUR, Umsatzerlöse, Umsatzerlös, Erlös, Erlöse, Nettoerlös, Nettoerlöse, Netto,"
    " Nettobetrag, Betrag netto, Netto EUR, Summe netto, Revenue, Net Revenue, Net Sales, Sales,"
    " Net Amount, Net, Turnover",
    "cost": "Kosten, variable Kosten, Wareneinsatz, Einstand, Einstandswert, Selbstkosten,"
    " Herstellkosten, Materialkosten, Cost, Costs, Cost of Sales, Cost of Goods Sold, COGS,"
    " Variable Cost, Variable Costs",
    "margin": "Deckungsbeitrag, DB, DB II, DB2, DB 2, DB EUR, Deckungsbeitrag II, Rohertrag,"
    " Contribution Margin, Margin, Gross Margin, Contribution, CM",
    "orders": "Aufträge, Anzahl Aufträge, Bestellungen, Anzahl Bestellungen, Anzahl Rechnungen,"
    " Orders, Number of Orders, Order Count",
}
_SHARE = re.compile(r"%|\b(?:prozent|quote|percent|pct)\b|in v\.? ?h\.?", re.IGNORECASE)
"""A margin in per cent is no amount."""
_CURRENCY = re.compile(r"[(\[]?(?:\bin )?(?:€|\bEUR\b|\bEuro\b)[)\]]?", re.IGNORECASE)
_GLUED = re.compile(r"(\D+?)[ _-]*((?:19|20)\d{2})")
_HEADER_WITHIN = 10
_ADDRESS = frozenset({
    "street", "postcode", "phone", "mobile", "email", "web", "birthday", "first", "last",
    "function", "salutation", "prefix", "fax", "industry", "stage", "notes", "tags", "address",
    "follow_up", "potential", "employees",
})
"""Fields of addresses that no accounting export has beside its amounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueColumn:
    """One column: one of the names above, empty where it says nothing we take."""

    index: int
    header: str
    field: str
    period: Timespan | None = None
    """Of which days its amounts are, where the header says so."""
    month: int = 0
    """Of which month of the row's year, where the header names only that."""

    @property
    def is_amount(self) -> bool:
        """Holds money."""
        return self.field in MEASURES[:3]

    @property
    def code(self) -> str:
        """For words about it: the field, with its days if the header names them."""
        if self.period is not None:
            return f"{self.field} {self.period.first} {self.period.last}"
        return f"{self.field} {self.month}" if self.month else self.field


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueHeader:
    """The header row of an export."""

    columns: tuple[RevenueColumn, ...]
    skipped: int = 0
    """Rows above it (a title), which are not read."""

    def has(self, field: str) -> bool:
        """True if some column has that field."""
        return any(column.field == field for column in self.columns)

    @property
    def dated(self) -> bool:
        """True if the columns tell of which days the amounts are."""
        return (any(column.period for column in self.columns)
                or any(map(self.has, ("period", "day", "year")))
                or (self.has("first") and self.has("last")))


def find_revenue_header(
    path: str, rows: Iterable[TableRow], chosen: Mapping[str, str],
) -> RevenueHeader:
    """The header: of the first ten rows the one with the most known names.

    `chosen` gives columns to fields by header. Raises ImportProblem: no_header (nothing
    known), no_revenue (no column of net revenue), no_customer (neither number nor name).
    """
    best, most = RevenueHeader(columns=()), 0
    for skipped, row in enumerate(islice(rows, _HEADER_WITHIN)):
        columns = match_revenue_columns(row.cells, chosen)
        count = sum(1 for column in columns if column.field)
        if count > most:
            best, most = RevenueHeader(columns=columns, skipped=skipped), count
    if not most:
        raise ImportProblem(path, "no_header", 1)
    if not best.has("revenue"):
        raise ImportProblem(path, "no_revenue", 1)
    if not (best.has("number") or best.has("name")):
        raise ImportProblem(path, "no_customer", 1)
    return best


def match_revenue_columns(
    headers: Iterable[str], chosen: Mapping[str, str],
) -> tuple[RevenueColumn, ...]:
    """Each column with what it says; a total beside columns of periods says nothing."""
    found = []
    for index, text in enumerate(headers):
        header = clean_line(text)
        column = _column(index, header)
        if header in chosen:
            column = RevenueColumn(index=index, header=header, field=chosen[header])
        found.append(column)
    split = {one.field for one in found if one.period or one.month}
    return tuple(
        RevenueColumn(index=one.index, header=one.header, field="")
        if one.field in split and not (one.period or one.month) else one for one in found)


def is_about_addresses(headers: Iterable[str]) -> bool:
    """True if a header has names that only lists of addresses have."""
    known = known_headers()
    return any(known.get(header_key(clean_line(text)), "") in _ADDRESS for text in headers)


def _column(index: int, header: str) -> RevenueColumn:
    if _SHARE.search(header):
        return RevenueColumn(index=index, header=header, field="")
    known = _known()
    bare = clean_line(_CURRENCY.sub(" ", header))
    field = known.get(header_key(header)) or known.get(header_key(bare), "")
    if field:
        return RevenueColumn(index=index, header=header, field=field)
    field, rest = _measured(bare)
    period = parse_period(rest)
    if period is not None:
        return RevenueColumn(index=index, header=header, field=field, period=period)
    month = month_of(rest.rstrip("."))
    return RevenueColumn(index=index, header=header, field=field if month else "", month=month)


def _measured(header: str) -> tuple[str, str]:
    """What is counted, and of which days: "DB Q1 2026", "2025 Umsatz", "Jän 26"."""
    known = _known()
    words = header.strip("()[]").split()
    for cut in range(len(words) - 1, 0, -1):
        for lead, rest in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            field = known.get(header_key(" ".join(lead)), "")
            if field in MEASURES:
                return field, " ".join(rest).strip("()[]:-– ")
    if glued := _GLUED.fullmatch(header):
        field = known.get(header_key(glued[1]), "")
        if field in MEASURES:
            return field, glued[2]
    return "revenue", header


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    return {header_key(name): field for field, names in _NAMES.items()
            for name in names.split(", ")}
