"""Whether a value is what its column says: mail, phone, postcode, country, traces of damage."""

from __future__ import annotations

import re
from functools import lru_cache

from store.exchange.formulas import is_formula
from store.exchange.names import is_mixed_script
from store.text import fold

_MAIL = re.compile(
    r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\.]+(?:\.[^\s@<>()\[\],;:\"\\.]+)+"
)
_MAIL_IN = re.compile(r"<([^<>]*)>\s*$")
_PHONE = re.compile(
    r"[+(]*\d[\d\s()/.\-–+x]*\d(?: ?(?:DW|Dw|dw|ext\.?|Durchwahl|Kl\.?) ?\d+)?", re.ASCII
)
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[Ee]\+?\d+", re.ASCII)
_POSTCODE = re.compile(
    r"(?:(A|AT|D|DE|CH|FL|LI|I|IT) ?[- ] ?)?(\d{3,6})", re.ASCII | re.IGNORECASE
)
_MOJIBAKE = re.compile("Ã[\u0080-\u00bfŸžœšƒ„–—‚“”…†‡ˆ‰‹›€™]|â€")
_EXCEL_ERROR = re.compile(
    r"#(?:NAME\?|WERT!|VALUE!|BEZUG!|REF!|NV|N/A|DIV/0!|ZAHL!|NUM!|NULL!|#{3,})"
)
_SUSPECT = frozenset(" =+-@#")
_DIGITS = {"AT": 4, "DE": 5, "CH": 4, "LI": 4, "IT": 5}
_SIGNS = {"A": "AT", "D": "DE", "FL": "LI", "I": "IT"}
_COUNTRIES = {
    "AT": "Österreich, Austria, A, AUT, Oesterreich, Republik Österreich",
    "DE": "Deutschland, Germany, D, GER, DEU, BRD, Bundesrepublik Deutschland",
    "CH": "Schweiz, Switzerland, CHE, Suisse, Svizzera",
    "LI": "Liechtenstein, FL, LIE, Fürstentum Liechtenstein",
    "IT": "Italien, Italy, I, ITA, Italia, Südtirol",
    "SI": "Slowenien, Slovenia, SLO, SVN",
    "HU": "Ungarn, Hungary, H, HUN",
    "CZ": "Tschechien, Tschechische Republik, Czechia, Czech Republic, CZE",
    "SK": "Slowakei, Slovakia, SVK",
    "HR": "Kroatien, Croatia, HRV",
    "PL": "Polen, Poland, POL",
    "FR": "Frankreich, France, F, FRA",
    "NL": "Niederlande, Netherlands, Holland, NLD",
    "BE": "Belgien, Belgium, B, BEL",
    "LU": "Luxemburg, Luxembourg, L, LUX",
    "DK": "Dänemark, Denmark, DNK",
    "SE": "Schweden, Sweden, S, SWE",
    "ES": "Spanien, Spain, E, ESP",
    "GB": "Großbritannien, Vereinigtes Königreich, United Kingdom, UK, England, GBR",
    "US": "USA, Vereinigte Staaten, United States, United States of America",
    "RO": "Rumänien, Romania, ROU",
    "RS": "Serbien, Serbia, SRB",
    "BA": "Bosnien und Herzegowina, Bosnien, BIH",
    "TR": "Türkei, Turkey, TUR",
}


def bare_mail(text: str) -> str:
    """A mail address without "mailto:" or the name before it."""
    found = _MAIL_IN.search(text)
    bare = (found[1] if found else text).strip()
    return bare[7:] if bare[:7].casefold() == "mailto:" else bare


def is_mail(text: str) -> bool:
    """Has the form of a mail address."""
    return (
        len(text) <= 254
        and _MAIL.fullmatch(text) is not None
        and ".." not in text
        and not text.startswith(".")
    )


def phone_fault(text: str) -> str:
    """Code of what is odd about a phone number: damaged, lost_zero, phone; or empty."""
    if _SCIENTIFIC.fullmatch(text) or text.startswith("#"):
        return "damaged"
    if not _PHONE.fullmatch(text) or not 3 <= sum(c.isdigit() for c in text) <= 20:
        return "phone"
    digits = text.replace(" ", "")
    # Nine digits are more than any number within a town: Excel took the zero.
    return "lost_zero" if digits.isdigit() and digits[0] != "0" and len(digits) >= 9 else ""


def split_postcode(text: str) -> tuple[str, str]:
    """A postcode and the country its prefix names: "A-8010" is "8010", "AT"."""
    found = _POSTCODE.fullmatch(text)
    if not found or not found[1]:
        return text, ""
    sign = found[1].upper()
    return found[2], _SIGNS.get(sign, sign)


def postcode_fault(postcode: str, country: str) -> str:
    """Code of what is odd about a postcode: lost_zero, postcode; or empty.

    Four digits in Austria, Switzerland and Liechtenstein, five in Germany and Italy.
    """
    digits = postcode.isascii() and postcode.isdigit()
    wanted = _DIGITS.get(country)
    if wanted is None:
        return "" if country or (digits and len(postcode) in (4, 5)) else "postcode"
    if digits and len(postcode) == wanted:
        return ""
    return "lost_zero" if digits and len(postcode) == wanted - 1 == 4 else "postcode"


def country_code(text: str) -> str:
    """ISO 3166 code of a country as people write it, or nothing."""
    if len(text) == 2 and text.isascii() and text.isalpha() and text.upper() in _COUNTRIES:
        return text.upper()
    return _by_name().get(fold(text), "")


def text_fault(text: str) -> str:
    """Code of what is odd about free text: formula, mixed_script, letters, damaged; or empty."""
    if text.isascii() and text[:1] not in _SUSPECT:
        return ""
    if is_formula(text):
        return "formula"
    if text.isascii():
        return "damaged" if _EXCEL_ERROR.fullmatch(text) else ""
    if "\ufffd" in text or _MOJIBAKE.search(text):
        return "letters"
    return "mixed_script" if is_mixed_script(text) else ""


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {fold(name): code for code, names in _COUNTRIES.items() for name in names.split(", ")}
