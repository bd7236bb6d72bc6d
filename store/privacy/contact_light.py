"""May I contact this person, and how? (domain.md 7; no legal advice)

Green: yes. Yellow: yes, under the condition its reason names. Red: no. The rules of the
recipient's country decide; where it is neither Germany nor Austria, or unknown, the
stricter Austrian ones are taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from store.profile.company import Light
from store.profile.contact import Channel, Consent, Contact
from store.profile.prospect import Prospect, Stage

REVIEW_AFTER = timedelta(days=730)
"""A consent has no expiry, but older ones should be looked at again (domain.md 5.4)."""


class ContactReason(StrEnum):
    """Why a light shows what it shows."""

    OBJECTION = "objection"
    """Objected to advertising: stops everything, for good."""
    LEFT = "left"
    """No longer at the company."""
    CONSENT = "consent"
    CONSENT_OLD = "consent_old"
    """Consent older than two years: still holds, ask again."""
    INTEREST = "interest"
    """Legitimate interest; allowed until they object."""
    BUSINESS_VISIT = "business_visit"
    PROMISED = "promised"
    """Call back as promised; no advertising."""
    PRESUMED = "presumed"
    """Germany: needs concrete grounds for interest in the content and in the call."""
    SERVICE_ONLY = "service_only"
    """Customer without consent: only about running business."""
    OWN_CUSTOMER = "own_customer"
    """Address from a sale, similar own goods, way to opt out in each mail."""
    OWN_CUSTOMER_ECG = "own_customer_ecg"
    """The same, and the address is not on the ECG list of RTR (Austria)."""
    NO_INTEREST = "no_interest"
    """Nothing to presume a consent from."""
    CONSENT_NEEDED = "consent_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Whether one channel to one person is open."""

    light: Light
    reason: ContactReason
    consent: Consent | None = None
    """The consent it rests on, to show its age and proof."""

    @property
    def allowed(self) -> bool:
        """True unless red."""
        return self.light is not Light.RED


def may_contact(
    prospect: Prospect, contact: Contact | None, channel: Channel, today: date
) -> Permission:
    """Traffic light of one channel; without a person the company's own address is meant."""
    if _objected(prospect, contact):
        return Permission(light=Light.RED, reason=ContactReason.OBJECTION)
    if contact is not None and contact.left is not None and contact.left <= today:
        return Permission(light=Light.RED, reason=ContactReason.LEFT)
    consent = _consent(contact, channel, today)
    if consent is not None:
        old = today - consent.given >= REVIEW_AFTER
        reason = ContactReason.CONSENT_OLD if old else ContactReason.CONSENT
        return Permission(light=Light.GREEN, reason=reason, consent=consent)
    if channel is Channel.LETTER:
        return Permission(light=Light.GREEN, reason=ContactReason.INTEREST)
    if channel is Channel.VISIT:
        return Permission(light=Light.GREEN, reason=ContactReason.BUSINESS_VISIT)
    country = recipient_country(prospect)
    if channel is Channel.EMAIL:
        return _email(prospect, country)
    return _call(prospect, contact, country)


def recipient_country(prospect: Prospect) -> str:
    """Country of the head office, told by the postcode where it is not given; or empty."""
    head = prospect.head
    if head is None:
        return ""
    if head.country or not head.postcode.isdigit():
        return head.country
    return {5: "DE", 4: "AT"}.get(len(head.postcode), "")


def _objected(prospect: Prospect, contact: Contact | None) -> bool:
    """An objection is not cured by a later purchase or consent; only lifting it helps."""
    return prospect.objection is not None or (
        contact is not None and contact.objection is not None
    )


def _consent(contact: Contact | None, channel: Channel, today: date) -> Consent | None:
    """The latest consent for the channel."""
    given = [c for c in contact.consents if c.channel is channel] if contact else []
    return max((c for c in given if c.given <= today), key=lambda c: c.given, default=None)


def _email(prospect: Prospect, country: str) -> Permission:
    if not prospect.stage.customer:
        return Permission(light=Light.RED, reason=ContactReason.CONSENT_NEEDED)
    reason = ContactReason.OWN_CUSTOMER if country == "DE" else ContactReason.OWN_CUSTOMER_ECG
    return Permission(light=Light.YELLOW, reason=reason)


def _call(prospect: Prospect, contact: Contact | None, country: str) -> Permission:
    person = contact.id if contact else ""
    if any(f.promised and f.contact in ("", person) for f in prospect.follow_ups):
        return Permission(light=Light.YELLOW, reason=ContactReason.PROMISED)
    if country == "DE":
        if prospect.stage is Stage.CONTACT:
            return Permission(light=Light.RED, reason=ContactReason.NO_INTEREST)
        return Permission(light=Light.YELLOW, reason=ContactReason.PRESUMED)
    if prospect.stage.customer:
        return Permission(light=Light.YELLOW, reason=ContactReason.SERVICE_ONLY)
    return Permission(light=Light.RED, reason=ContactReason.CONSENT_NEEDED)
