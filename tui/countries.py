"""Countries by their ISO 3166 code, as people call them."""

from __future__ import annotations

from tui.texts import NP_, pgettext

_COUNTRIES = {
    "AT": NP_("country", "Austria"), "DE": NP_("country", "Germany"),
    "CH": NP_("country", "Switzerland"), "LI": NP_("country", "Liechtenstein"),
    "IT": NP_("country", "Italy"), "SI": NP_("country", "Slovenia"),
    "HU": NP_("country", "Hungary"), "CZ": NP_("country", "Czechia"),
    "SK": NP_("country", "Slovakia"), "HR": NP_("country", "Croatia"),
    "PL": NP_("country", "Poland"), "FR": NP_("country", "France"),
    "NL": NP_("country", "Netherlands"), "BE": NP_("country", "Belgium"),
    "LU": NP_("country", "Luxembourg"), "DK": NP_("country", "Denmark"),
    "SE": NP_("country", "Sweden"), "ES": NP_("country", "Spain"),
    "GB": NP_("country", "United Kingdom"), "US": NP_("country", "United States"),
    "RO": NP_("country", "Romania"), "RS": NP_("country", "Serbia"),
    "BA": NP_("country", "Bosnia and Herzegovina"), "TR": NP_("country", "Turkey"),
}


def country(code: str) -> str:
    """The name of a country; a code that has none here stands for itself."""
    marked = _COUNTRIES.get(code)
    return pgettext(*marked) if marked else code
