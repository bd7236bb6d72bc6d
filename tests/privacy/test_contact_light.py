from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from store.privacy.contact_light import ContactReason, may_contact, recipient_country
from store.profile.activity import FollowUp
from store.profile.company import Address, Light
from store.profile.contact import Channel, Consent, Contact
from store.profile.prospect import Prospect, Stage

TODAY = date(2026, 2, 23)
EVA = Contact(id="e", last_name="Huber")
FIRM = Prospect(id="p", name="Huber KG", created=date(2024, 1, 1), contacts=(EVA,))


def at(country: str, stage: Stage) -> Prospect:
    return replace(FIRM, addresses=(Address(country=country),), stage=stage)


@pytest.mark.parametrize(
    ("country", "stage", "channel", "light", "reason"),
    [
        ("DE", Stage.CONTACT, Channel.LETTER, Light.GREEN, ContactReason.INTEREST),
        ("AT", Stage.CONTACT, Channel.LETTER, Light.GREEN, ContactReason.INTEREST),
        ("DE", Stage.CONTACT, Channel.VISIT, Light.GREEN, ContactReason.BUSINESS_VISIT),
        ("AT", Stage.PROSPECT, Channel.VISIT, Light.GREEN, ContactReason.BUSINESS_VISIT),
        ("DE", Stage.CONTACT, Channel.CALL, Light.RED, ContactReason.NO_INTEREST),
        ("DE", Stage.PROSPECT, Channel.CALL, Light.YELLOW, ContactReason.PRESUMED),
        ("DE", Stage.REGULAR, Channel.CALL, Light.YELLOW, ContactReason.PRESUMED),
        ("AT", Stage.PROSPECT, Channel.CALL, Light.RED, ContactReason.CONSENT_NEEDED),
        ("AT", Stage.NEW, Channel.CALL, Light.YELLOW, ContactReason.SERVICE_ONLY),
        ("AT", Stage.FORMER, Channel.CALL, Light.RED, ContactReason.CONSENT_NEEDED),
        ("CH", Stage.PROSPECT, Channel.CALL, Light.RED, ContactReason.CONSENT_NEEDED),
        ("", Stage.PROSPECT, Channel.CALL, Light.RED, ContactReason.CONSENT_NEEDED),
        ("DE", Stage.PROSPECT, Channel.EMAIL, Light.RED, ContactReason.CONSENT_NEEDED),
        ("AT", Stage.QUALIFIED, Channel.EMAIL, Light.RED, ContactReason.CONSENT_NEEDED),
        ("DE", Stage.EXISTING, Channel.EMAIL, Light.YELLOW, ContactReason.OWN_CUSTOMER),
        ("AT", Stage.EXISTING, Channel.EMAIL, Light.YELLOW, ContactReason.OWN_CUSTOMER_ECG),
        ("DE", Stage.FORMER, Channel.EMAIL, Light.RED, ContactReason.CONSENT_NEEDED),
    ],
)
def test_table(
    country: str, stage: Stage, channel: Channel, light: Light, reason: ContactReason
) -> None:
    for person in (EVA, None):
        found = may_contact(at(country, stage), person, channel, TODAY)
        assert (found.light, found.reason) == (light, reason)
        assert found.allowed is (light is not Light.RED)


@pytest.mark.parametrize("channel", Channel)
def test_an_objection_stops_everything(channel: Channel) -> None:
    consent = Consent(channel=channel, given=date(2026, 2, 1))
    person = replace(EVA, objection=date(2025, 1, 1), consents=(consent,))
    customer = at("DE", Stage.REGULAR)
    assert may_contact(customer, person, channel, TODAY).reason is ContactReason.OBJECTION
    company = replace(customer, objection=date(2025, 1, 1))
    assert may_contact(company, None, channel, TODAY).light is Light.RED
    assert may_contact(company, EVA, channel, TODAY).reason is ContactReason.OBJECTION


@pytest.mark.parametrize(
    ("given", "light", "reason"),
    [
        ("2026-02-23", Light.GREEN, ContactReason.CONSENT),
        ("2024-02-25", Light.GREEN, ContactReason.CONSENT),
        ("2024-02-24", Light.GREEN, ContactReason.CONSENT_OLD),
        ("2026-02-24", Light.RED, ContactReason.CONSENT_NEEDED),
    ],
)
def test_consent(given: str, light: Light, reason: ContactReason) -> None:
    consent = Consent(channel=Channel.EMAIL, given=date.fromisoformat(given), proof="Formular")
    earlier = Consent(channel=Channel.EMAIL, given=date(2027, 1, 1))
    person = replace(EVA, consents=(consent, earlier))
    found = may_contact(at("AT", Stage.PROSPECT), person, Channel.EMAIL, TODAY)
    assert (found.light, found.reason) == (light, reason)
    assert found.consent == (consent if light is Light.GREEN else None)
    other = may_contact(at("AT", Stage.PROSPECT), person, Channel.CALL, TODAY)
    assert other.reason is ContactReason.CONSENT_NEEDED


@pytest.mark.parametrize(
    ("left", "reason"),
    [("2026-02-23", ContactReason.LEFT), ("2026-02-24", ContactReason.INTEREST)],
)
def test_who_has_left(left: str, reason: ContactReason) -> None:
    person = replace(EVA, left=date.fromisoformat(left))
    assert may_contact(FIRM, person, Channel.LETTER, TODAY).reason is reason


@pytest.mark.parametrize(
    ("contact", "promised", "reason"),
    [
        ("e", True, ContactReason.PROMISED),
        ("", True, ContactReason.PROMISED),
        ("x", True, ContactReason.CONSENT_NEEDED),
        ("e", False, ContactReason.CONSENT_NEEDED),
    ],
)
def test_a_promised_call(contact: str, promised: bool, reason: ContactReason) -> None:
    follow_up = FollowUp(id="f", due=TODAY, contact=contact, promised=promised)
    prospect = replace(at("AT", Stage.PROSPECT), follow_ups=(follow_up,))
    assert may_contact(prospect, EVA, Channel.CALL, TODAY).reason is reason


@pytest.mark.parametrize(
    ("address", "country"),
    [
        (None, ""),
        (Address(country="AT", postcode="84028"), "AT"),
        (Address(postcode="84028"), "DE"),
        (Address(postcode="6020"), "AT"),
        (Address(postcode="SW1A"), ""),
        (Address(postcode="123"), ""),
    ],
)
def test_recipient_country(address: Address | None, country: str) -> None:
    prospect = replace(FIRM, addresses=(address,) if address else ())
    assert recipient_country(prospect) == country
