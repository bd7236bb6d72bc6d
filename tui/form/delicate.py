"""Words in free text that are nobody's business: health, faith, politics, family (domain.md 7).

A list of beginnings of words can only hint: it warns and never blocks.
"""

from __future__ import annotations

import re

from store import fold

_BEGINNINGS = (
    # German
    "krank", "krebs", "burnout", "depress", "therapie", "operation am", "reha", "behinder",
    "schwanger", "schwangerschaft", "fehlgeburt", "scheidung", "geschieden", "ehekrise",
    "affare", "alkohol", "trinkt", "sucht", "drogen", "partei", "wahlt grun", "wahlt rot",
    "politisch", "kirche", "katholi", "evangeli", "muslim", "judisch", "religi", "glaub",
    "gewerkschaft", "betriebsrat", "homosexuell", "schwul", "lesbisch", "vorbestraft", "vorstraf",
    # English
    "illness", "ill ", "sick", "cancer", "pregnan", "divorce", "alcohol", "drinks", "addict",
    "drugs", "church", "catholic", "protestant", "muslim", "jewish", "trade union", "union member",
    "convict", "disab", "therapy", "gay", "lesbian",
)
_FOUND = re.compile(r"\b(?:" + "|".join(re.escape(one) for one in _BEGINNINGS) + r")\w*")
_HARMLESS = re.compile(
    r"\b(?:kirchen(?:gasse|platz|strasse|weg|tag)\w*|sucht(?=\s)|glaubt?\b|glaubwurdig\w*"
    r"|parteienverkehr\w*|krankenhaus\w*|krankenkasse\w*|alkoholfrei\w*|glaubiger\w*)")
"""What only begins like one of them: streets, hospitals as customers, somebody looks for."""


def delicate(text: str) -> str:
    """The first word of free text that should not stand there, as it is folded; else nothing."""
    found = _FOUND.search(_HARMLESS.sub(" ", fold(text)))
    return found[0].strip() if found else ""
