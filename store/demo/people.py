"""The people of a sample row."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

from store.demo.frame import CENTS, Frame, Table
from store.profile.activity import AckKind, Acknowledgement, Reaction
from store.profile.contact import Basis, Channel, Consent, Contact, Role, Wish

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i"})
_EXTENSIONS = (0, 200, 300)
"""Where the numbers of the first, second and third person start in the block."""
_FORMAL = {"Herr": "Sehr geehrter", "Frau": "Sehr geehrte"}


def phone(extension: int) -> str:
    """A number of the Munich block for fiction (domain.md 9), 0 to 999."""
    return f"+49 89 99998 {extension:03d}"


def contacts(frame: Frame) -> tuple[Contact, ...]:
    """Everybody in the row, the main contact first."""
    return tuple(_standing(frame, person, _contact(frame, person, n))
                 for n, person in enumerate(frame.tables("contact")))


def _contact(frame: Frame, person: Table, place: int) -> Contact:
    basis = person.get("basis", frame.row["basis"])
    last, first = person["last"], person["first"]
    birthday = person.get("birthday")
    return Contact(
        id=f"{frame.id}-{place + 1}",
        last_name=last,
        first_name=first,
        title=person.get("title", ""),
        salutation=_salutation(person["sal"], last),
        function=frame.text("function", person),
        roles=tuple(Role(role) for role in person["roles"]),
        phone=phone(_EXTENSIONS[place] + frame.number),
        mobile=_mobile(frame.number, place) if person.get("mobile") else "",
        email=f"{_ascii(first)}.{_ascii(last)}@{frame.row['domain']}.example",
        birthday=frame.birthday(birthday, bool(person.get("fixed"))) if birthday else None,
        no_wishes=bool(person.get("no_wishes")),
        public_office=bool(person.get("public_office")),
        no_gifts=bool(person.get("no_gifts")),
        objection=frame.maybe("objection", person),
        consents=(_consent(frame, person["consent"]),) if "consent" in person else (),
        basis=Basis(basis),
        basis_reason=frame.text(basis, frame.shared["basis_reason"]),
        source=frame.text("source"),
        since=frame.maybe("since", person),
        left=frame.maybe("left", person),
        note=frame.text("note", person),
    )


def _standing(frame: Frame, person: Table, contact: Contact) -> Contact:
    """With part in the purchase, who opens which door, and how they like to be approached."""
    return replace(
        contact,
        influence=person.get("influence"),
        attitude=person.get("attitude"),
        leads_to=f"{frame.id}-{person['leads']}" if "leads" in person else "",
        channel=Channel(person["channel"]) if "channel" in person else None,
        languages=frame.text("languages", person),
        wish=Wish(person["wish"]) if "wish" in person else None,
    )


def attentions(frame: Frame, known: tuple[Contact, ...]) -> tuple[Acknowledgement, ...]:
    """What people were given or how they were greeted in earlier years: on their birthday so
    many years ago, or on a day of its own."""
    found = []
    for number, entry in enumerate(frame.tables("attention")):
        person = known[entry["who"] - 1]
        born = person.birthday
        if "years" in entry and born is not None:
            day = date(frame.today.year - entry["years"], born.month, min(born.day, 28))
            event = f"birthday:{person.id}"
        else:
            day, event = frame.day(entry["d"]), f"followup:{frame.id}-g{number}"
        found.append(Acknowledgement(
            event=event, turn=day, day=day, kind=AckKind(entry["kind"]), contact=person.id,
            note=frame.text("note", entry), value=entry.get("value", 0) * CENTS,
            reaction=Reaction(entry["reaction"]) if "reaction" in entry else None))
    return tuple(found)


def _consent(frame: Frame, consent: Table) -> Consent:
    return Consent(
        channel=Channel(consent["channel"]),
        given=frame.day(consent["d"]),
        text=frame.text("text", consent),
        proof=frame.text("proof", consent),
    )


def _salutation(form: str, last_name: str) -> str:
    """The whole line from "Frau Dr."; one that greets otherwise stands there in full."""
    opening = _FORMAL.get(form.partition(" ")[0])
    if opening is None:
        return form
    return f"{opening} {form}" if form.endswith("meister") else f"{opening} {form} {last_name}"


def _mobile(number: int, place: int) -> str:
    """A mobile number of the blocks for fiction; no two people share one."""
    block = "+49 171 39200" if number % 2 else "+49 176 040690"
    return f"{block} {number + 40 * place:02d}"


def _ascii(name: str) -> str:
    """A name as it stands in a mail address."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_SPELLED_OUT))
    return "".join(c for c in plain if c.isascii() and (c.isalnum() or c == "-"))
