"""A whole record of a sample row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from store.demo import business, history, people
from store.demo.frame import CENTS, Frame
from store.events.agenda import occurrences
from store.events.occurrence import EventKind, Occurrence
from store.events.reassessment import KEY, reassessment_due
from store.profile.activity import AckKind, Acknowledgement
from store.profile.company import Address, AddressKind
from store.profile.contact import Basis, Manner
from store.profile.prospect import Check, Info, Prospect, Stage
from store.profile.trigger import ProfileCheck
from store.profile.worth import Reference
from store.qualification.decision import Choice

_ANSWERED = {
    EventKind.BIRTHDAY: "greeting", EventKind.COMPANY_ANNIVERSARY: "anniversary",
    EventKind.CUSTOMER_ANNIVERSARY: "anniversary", EventKind.SUCCESSOR: "taken_up",
    EventKind.PRIVACY: "kept",
}
"""What is past is answered, in words of these lists."""
_SPREAD = 19
"""Days over which the rows spread their confirmations."""
_FIVE_DIGITS = 5


def make_prospect(frame: Frame) -> Prospect:
    """The record as of the day of the frame; what is past and yearly is acknowledged."""
    row = frame.row
    contacts = people.contacts(frame)
    created = _created(frame)
    prospect = Prospect(
        id=frame.id,
        name=row["name"],
        created=created,
        number=str(10000 + 37 * frame.number % 997),
        legal_form=row["legal"],
        stage=Stage(row["stage"]),
        stage_log=history.stage_log(frame, created),
        addresses=_addresses(frame),
        phone=people.phone(100 + frame.number),
        email=f"office@{row['domain']}.example",
        web=f"www.{row['domain']}.example",
        contacts=contacts,
        basis=Basis(row["basis"]),
        objection=frame.maybe("objection"),
        practice=True,
    )
    known = _manner(frame, _profile(frame, prospect))
    return _acknowledged(frame, _checked(frame, _history(frame, known)))


def _addresses(frame: Frame) -> tuple[Address, ...]:
    """The head office, then what else the row names."""
    places = [(AddressKind.HEAD, frame.row["place"])]
    places += [(AddressKind(one["kind"]), one["place"]) for one in frame.tables("address")]
    found = []
    for kind, where in places:
        postcode, _, place = where.partition(" ")
        german = len(postcode) == _FIVE_DIGITS
        found.append(Address(
            kind=kind, street=f"Übungsgasse {frame.number}", postcode=postcode, place=place,
            country="DE" if german else "AT", region="BY" if german else ""))
    return tuple(found)


def _manner(frame: Frame, prospect: Prospect) -> Prospect:
    """How they are, decide and want to be treated; what we have in mind."""
    row = frame.row
    return replace(
        prospect,
        former_names=tuple(row.get("former_names", ())),
        court=row.get("court", ""),
        manner=Manner(row["manner"]) if "manner" in row else None,
        decides=frame.text("decides"),
        best_time=frame.text("best_time"),
        gift_rule=frame.text("gift_rule"),
        share=row.get("share"),
        wanted=tuple(frame.words("wanted")),
        plan=frame.text("plan"),
    )


def _profile(frame: Frame, prospect: Prospect) -> Prospect:
    """What is known about the company."""
    row = frame.row
    return replace(
        prospect,
        industry=frame.text("industry"),
        founded=frame.founded(row["founded"]) if "founded" in row else None,
        employees=row.get("employees"),
        structure=frame.text("structure"),
        owners=frame.text("owners"),
        culture=frame.text("culture"),
        competitor=frame.text("competitor"),
        referral=frame.text("referral"),
        source=frame.text("source"),
        potential=row["potential"] * CENTS if "potential" in row else None,
        days_late=row.get("days_late"),
        reference=Reference(row["reference"]) if "reference" in row else None,
        fit=row.get("fit"),
        fit_note=frame.text("fit_note"),
        tags=tuple(frame.words("tags")),
        notes=frame.text("notes"),
        needs=business.needs(frame),
        financials=business.financials(frame),
        contracts=business.contracts(frame),
        offers=business.offers(frame),
        projects=business.projects(frame),
        relations=business.relations(frame),
    )


def _history(frame: Frame, prospect: Prospect) -> Prospect:
    """What happened, and what is planned."""
    return replace(
        prospect,
        revenue=business.revenue(frame),
        first_order=frame.maybe("first_order"),
        last_order=frame.maybe("last_order"),
        activities=history.activities(frame, prospect.contacts),
        follow_ups=history.follow_ups(frame, prospect.contacts),
        assessments=history.assessments(frame),
        class_log=history.class_log(frame),
    )


def _created(frame: Frame) -> date:
    """Customers without a day of their own: some weeks before the first order."""
    created = frame.maybe("created")
    return created or frame.day(frame.row["first_order"]) - timedelta(days=45)


def _checked(frame: Frame, prospect: Prospect) -> Prospect:
    """With the days on which each kind of information was confirmed, and all of it at once."""
    stale = frame.row.get("stale", {})
    checks = []
    for info in _kinds(prospect):
        ago = stale.get(info.value)
        if ago is None:
            ago = frame.shared["confirmed"][info.value] + frame.number * 5 % _SPREAD
        day = max(frame.day(-ago), prospect.created)
        source = frame.text(info.value, frame.shared["confirmed_by"])
        checks.append(Check(info=info, day=day, source=source))
    whole = frame.maybe("profile_check")
    said = prospect.main_contact.full_name if prospect.main_contact else ""
    return replace(
        prospect, checks=tuple(checks),
        profile_checks=(ProfileCheck(day=whole, source=said),) if whole and said else (),
    )


def _kinds(prospect: Prospect) -> tuple[Info, ...]:
    """The kinds of information that are there to be confirmed."""
    kinds = {need.kind.value for need in prospect.needs}
    there = {
        Info.FINANCE: bool(prospect.financials),
        Info.PAYMENT: prospect.days_late is not None,
        Info.OWNERS: bool(prospect.owners),
        Info.PROJECTS: bool(prospect.projects),
        Info.NEEDS: "need" in kinds,
        Info.WANTS: "want" in kinds,
        Info.COMPETITOR: bool(prospect.competitor),
        Info.POTENTIAL: prospect.potential is not None,
        Info.CULTURE: bool(prospect.culture),
        Info.REVENUE: prospect.stage.customer,
    }
    return tuple(info for info in Info if there.get(info, True))


def _acknowledged(frame: Frame, prospect: Prospect) -> Prospect:
    """With past birthdays and anniversaries done, and the check put off if the row says so."""
    found = [
        _greeting(frame, turn)
        for turn in occurrences(prospect, frame.today)
        if turn.kind in _ANSWERED and turn.act_on < frame.today
    ]
    due = reassessment_due(prospect, choice=Choice.DEVELOP)
    if "reassess" in frame.row and due is not None:
        found.append(
            Acknowledgement(
                event=KEY,
                turn=due,
                day=prospect.activities[-1].day,
                kind=AckKind.MOVED,
                until=frame.day(frame.row["reassess"]),
            )
        )
    earlier = people.attentions(frame, prospect.contacts)
    told = {(one.event, one.turn) for one in earlier}
    return replace(prospect, acknowledgements=(*earlier, *(
        one for one in found if (one.event, one.turn) not in told)))


def _greeting(frame: Frame, turn: Occurrence) -> Acknowledgement:
    """How a past occasion was acknowledged."""
    said = frame.shared[_ANSWERED[turn.kind]]
    entry = said[frame.number % len(said)]
    return Acknowledgement(
        event=turn.key,
        turn=turn.day,
        day=turn.act_on,
        kind=AckKind(entry["kind"]),
        contact=turn.contact,
        note=frame.text("note", entry),
    )
