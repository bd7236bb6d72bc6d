"""Who manages a company, by the words of a function (domain.md 5.4, B32)."""

from __future__ import annotations

from store.profile.contact import Contact
from store.text import fold

_MANAGES = ("geschaftsfuhr", "geschaftsleit", "prokur", "vorstand", "inhaber", "eigentumer",
            "komplementar", "managing director", "managing partner", "chief executive",
            "authorised signatory", "authorized signatory", "board member", "owner", "director")
_MANAGES_SHORT = frozenset({"gf", "ceo", "cfo", "coo", "md"})
_HELPS = ("assist", "sekretar", "referent", "secretary", "art director", "product owner")


def manages(person: Contact) -> bool:
    """Owner, managing director, board, Prokura; not who assists them."""
    function = fold(person.function)
    if any(word in function for word in _HELPS):
        return False
    return (any(word in function for word in _MANAGES)
            or not _MANAGES_SHORT.isdisjoint(function.replace("/", " ").split()))
