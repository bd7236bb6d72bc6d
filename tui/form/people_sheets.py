"""Pages about a person: the basic one, and the three of the section on people."""

from __future__ import annotations

from dataclasses import replace

from tui.form.company_sheets import READ
from tui.form.fields import Field, Kind, Sheet
from tui.form.fields import field as _f
from tui.texts import N_

_PROOF = N_("Day; what for; proof: 12.3.2026; offers; form at the fair. Empty: none")

PERSON: tuple[Field, ...] = (
    _f("salutation", N_("Salutation"), hint=N_("The whole line as it stands in a letter: "
       "Dear Ms Huber"), group=N_("Person")),
    _f("title", N_("Title"), width=14, hint=N_("Before the name: Mag., Dr., Ing.")),
    _f("suffix", N_("Suffix"), width=12, beside=True, hint=N_("After the name: MBA, BSc")),
    _f("first_name", N_("First name"), width=28),
    _f("last_name", N_("Last name *"), width=28, hint=N_("First or last name is needed")),
    _f("function", N_("Function"), hint=N_("Such as purchasing or managing director"),
       group=N_("Part in the purchase")),
    _f("roles", N_("Roles"), Kind.ROLES),
    _f("phone", N_("Phone"), Kind.PHONE, 28, N_("Direct line; +43 316 555 01 23 or 0316 555 01"),
       group=N_("How to reach them")),
    _f("mobile", N_("Mobile"), Kind.PHONE, 28, N_("For example 0664 555 01 23")),
    _f("email", N_("E-mail"), Kind.EMAIL, 46, N_("For example eva@huber.example")),
    _f("birthday", N_("Birthday"), Kind.BIRTHDAY, 16, N_("3.4.1977, or 3.4. without the year"),
       group=N_("To be kept in mind")),
    _f("no_wishes", N_("No wishes"), Kind.FLAG, 6),
    _f("public_office", N_("Office holder"), Kind.FLAG, 6),
    _f("left", N_("Left on"), Kind.PAST, 12, N_("Day the person left; the history stays"),
       after="since"),
    _f("objection", N_("Objection"), Kind.PAST, 12,
       N_("Day of the objection to advertising; never expires"), beside=True),
    _f("source", N_("Source"), hint=N_("Where the data came from: themselves, "
       "website, trade fair, referral by ..."), group=N_("Data protection")),
    _f("basis", N_("Lawful basis"), Kind.CHOICE, of="basis"),
    _f("basis_reason", N_("Reason"), hint=N_("Why the data may be kept, in one line; needed "
       "with legitimate interest")),
    _f("consent_call", N_("Consent: call"), Kind.CONSENT, 0, _PROOF),
    _f("consent_email", N_("Consent: e-mail"), Kind.CONSENT, 0, _PROOF),
    _f("note", N_("Note"), Kind.NOTE, hint=READ),
)
"""What a person's page of the basic form asks."""

_KNOWN = {one.code: one for one in PERSON}
_MORE = (
    _f("influence", N_("Influence"), Kind.CHOICE, 8, of="influence"),
    _f("attitude", N_("Attitude"), Kind.CHOICE, 12, of="attitude", beside=True),
    _f("leads_to", N_("Leads to"), Kind.PERSON,
       hint=N_("To whom this person opens the door")),
    _f("since", N_("Since"), Kind.PAST, 12, N_("Since when the person is there")),
    _KNOWN["left"],
    _f("successor", N_("Successor"), Kind.PERSON, hint=N_("Who took over")),
)


def _sheet(code: str, label: str, *fields: str | Field) -> Sheet:
    return Sheet(code=code, label=label, fields=tuple(
        _KNOWN[one] if isinstance(one, str) else one for one in fields))


CONTACT = Sheet(code="contact", fields=PERSON)

PEOPLE = (
    _sheet("person", "", "salutation", "title", "suffix", "first_name", "last_name", "function",
           "roles", *_MORE, "phone", "mobile", "email", "birthday", "note"),
    _sheet(
        "likes", N_("Likes"),
        _f("channel", N_("Best way"), Kind.CHOICE, of="channel", group=N_("Getting in touch"),
           hint=N_("By which they like to be approached")),
        _f("languages", N_("Languages"), width=28, hint=N_("For example German, Italian")),
        _f("manner", N_("Form of address"), Kind.CHOICE, of="manner"),
        _f("wish", N_("Likes best"), Kind.CHOICE, of="wish", group=N_("Wishes and gifts"),
           hint=N_("How they like to be remembered")),
        _f("lead", N_("Days ahead"), Kind.COUNT, 6,
           N_("Days of preparation for their dates; empty: the usual ones")),
        _f("name_day", N_("Name day"), Kind.NAME_DAY, 12,
           N_("Only as the person said it; never taken from a name")),
        "no_wishes", _f("no_gifts", N_("No gifts"), Kind.FLAG, 6), "public_office"),
    _sheet(
        "privacy", N_("Data protection"), "source",
        _f("origin", N_("Told by"), Kind.CHOICE, of="origin",
           hint=N_("from elsewhere: the person must be told within a month")),
        _f("noted", N_("Noted on"), Kind.BEHIND, 12, N_("When we got the data")),
        _f("informed", N_("Informed on"), Kind.BEHIND, 12,
           N_("When the person was told of it")),
        "basis", "basis_reason", "consent_call", "consent_email",
        replace(_KNOWN["objection"], beside=False)),
)
