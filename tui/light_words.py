"""Why somebody may or may not be contacted on a channel, in words (domain.md 7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui import terms
from tui.texts import N_, _

if TYPE_CHECKING:
    from store import Channel, Permission

_REASONS: Mapping[str, str] = {
    "objection": N_("objected to advertising"),
    "left": N_("has left the company"),
    "consent": N_("consent on file"),
    "consent_old": N_("consent older than two years: ask again"),
    "interest": N_("allowed until they object"),
    "business_visit": N_("visits to a business are allowed"),
    "promised": N_("as promised, without advertising"),
    "presumed": N_("only with concrete interest in content and call"),
    "service_only": N_("running business only, consent missing"),
    "own_customer": N_("own customer: similar goods, way to opt out"),
    "own_customer_ecg": N_("own customer: similar goods, not on the ECG list"),
    "no_interest": N_("no interest to go by"),
    "consent_needed": N_("consent is needed first"),
}


def light_reason(code: str) -> str:
    """Why a light shows what it shows: "erst mit Einwilligung"."""
    return _(_REASONS[code]) if code in _REASONS else str(code)


def permission(channel: Channel, given: Permission) -> str:
    """ "Anruf: nein, erst mit Einwilligung"."""
    return _("{channel}: {answer}, {reason}").format(
        channel=terms.channel(channel.value), answer=terms.light(given.light.value),
        reason=light_reason(given.reason.value))
