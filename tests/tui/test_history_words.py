"""The lines of an edit in the history: what changed, from what, to what, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from store import Checklists, Prospect, Retold, Stage
from store.persistence import formats
from store.profile.activity import (
    AckKind,
    Acknowledgement,
    Activity,
    ActivityKind,
    FollowUp,
    Reaction,
)
from store.profile.assessment import Answer, Assessment, Evidence, KnockOut
from store.profile.classed import ClassCause, ClassNote
from store.profile.company import (
    Address,
    AddressKind,
    Contract,
    FinancialStatus,
    Light,
    Need,
    NeedState,
    Offer,
    OfferState,
    OwnDate,
    Project,
    ProjectKind,
    Relation,
    RelationKind,
    RevenueEntry,
)
from store.profile.contact import Birthday, Channel, Consent, Contact, LeapRule, Role
from store.profile.decided import Decision
from store.profile.prospect import Check, ClassOverride, Info, StageChange
from store.profile.steps import Choice
from store.profile.trigger import ProfileCheck, Trigger, TriggerKind
from store.profile.worth import OwnCare, Reference
from tui import sentences, texts
from tui.history_words import changes, named_anew, retold_names

TODAY = date(2026, 2, 23)
ADLER = Prospect(id="a", name="Adler GmbH", created=TODAY)
EVA = Contact(id="c1", first_name="Eva", last_name="Huber")
CALL = Activity(id="x1", day=TODAY, note="will Angebot", contact="c1", minutes=18)
STEP = FollowUp(id="f1", due=date(2026, 3, 16), reason="Angebot")
QUARTER = RevenueEntry(first=date(2024, 4, 1), last=date(2024, 6, 30), revenue=1_234_550)
YES = Answer(criterion="M", rating=3, rated=TODAY)
CHECK = Assessment(checklist="grundcheck", version=1, day=TODAY, answers=(YES,))
OTHERWISE = replace(CHECK, day=date(2026, 1, 20), answers=(replace(YES, rating=1),))
PARKED = Decision(day=TODAY, choice=Choice.PARK, checklist="grundcheck", version=1, score=6000,
                  recommended=Choice.DEVELOP, reason="bound_by_contract", until=date(2026, 5, 23))
MEDDIC = replace(CHECK, checklist="meddic", answers=(
    Answer(criterion="I", rating=2, rated=TODAY, carried="grundcheck"),))
FAIR = Project(id="p1", title="Halle 3", kind=ProjectKind.FAIR, due=date(2026, 9, 30),
               approximate=True)
SOLD = Offer(id="o1", title="Schulung", amount=1_234_500)
RENT = Contract(id="k1", title="Rahmen", end=date(2027, 3, 31), notice=3)


def edit(before: Prospect | None, after: Prospect | None, label: str = "edited",
         **args: str) -> Retold:
    return Retold(seq=1, at=datetime(2026, 2, 23, tzinfo=UTC), user="anna", label=label,
                  args=tuple(args.items()), before=formats.plain(before),
                  after=formats.plain(after))


def told(language: str, one: Retold) -> list[str]:
    texts.use(language, "AT")
    names = retold_names([one], lambda key: {"w": "Wolpertec"}.get(key, "?"), Checklists())
    return list(changes(one, names))


Fields = dict[str, Any]


@pytest.mark.parametrize(("old", "new", "german", "english"), [
    ({}, {"potential": 250_000, "employees": 1200, "founded": date(1990, 5, 1)},
     ["Gegründet: leer -> 01.05.1990", "Mitarbeitende: leer -> 1.200",
      "Potenzial: leer -> € 2.500,00"],
     ["Founded: empty -> 1 May 1990", "Employees: empty -> 1,200",
      "Potential: empty -> €2,500.00"]),
    ({}, {"not_applicable": ("contract", "projects")},
     ["Trifft nicht zu: leer -> Vertrag, Kündigungsfrist; Projekte, Vorhaben"],
     ["Does not apply: empty -> contract, notice period; projects, plans"]),
    ({}, {"stage": Stage.CONTACT, "stage_log": (
        StageChange(day=TODAY, stage=Stage.CONTACT, reason="no_money"),)},
     ["Stufe: Interessent -> Kontakt", "Grund: kein Geld"],
     ["Stage: prospect -> contact", "Reason: no money"]),
    ({}, {"class_override": ClassOverride(letter="B", day=TODAY)},
     ["Klasse: berechnet -> B-Kunde"], ["Class: computed -> B customer"]),
    ({}, {"class_override": ClassOverride(letter="B", day=TODAY), "class_log": (
        ClassNote(day=TODAY, letter="B", cause=ClassCause.HAND),)},
     ["Klasse: berechnet -> B-Kunde"], ["Class: computed -> B customer"]),
    ({}, {"class_override": ClassOverride(
        letter="B", day=TODAY, reason="Messe", until=date(2026, 8, 23))},
     ["Klasse: berechnet -> B-Kunde, Messe, bis 22.08.2026"],
     ["Class: computed -> B customer, Messe, until 22 Aug 2026"]),
    ({}, {"reference": Reference.NAMED, "fit": 0, "fit_note": "drückt Preise",
          "collection": True, "care": OwnCare(visits=8, calls=0)},
     ["Empfiehlt uns: leer -> nennt uns als Referenz", "Zusammenarbeit, 0-10: leer -> 0",
      "Warum so: leer -> drückt Preise", "In Inkasso: nein -> ja",
      "Eigener Betreuungsplan: leer -> Besuche 8, Anrufe 0"],
     ["Recommends us: empty -> names us as reference", "Cooperation, 0-10: empty -> 0",
      "Why so: empty -> drückt Preise", "In collection: no -> yes",
      "Own care plan: empty -> visits 8, calls 0"]),
    ({}, {"class_log": (ClassNote(day=TODAY, letter="A", cause=ClassCause.ASSESSED),)},
     ["Klasse bei der Beurteilung: A-Kunde"], ["Class at the assessment: A customer"]),
    ({}, {"stage": Stage.CONTACT, "stage_log": (StageChange(day=TODAY, stage=Stage.CONTACT),)},
     ["Stufe: Interessent -> Kontakt"], ["Stage: prospect -> contact"]),
    ({"activities": (CALL,)}, {"activities": (replace(CALL, contact="erased"),)},
     ["Telefonat 23.02.2026: Person: Person -> gelöschte Person"],
     ["Call 23 Feb 2026: Person: Person -> erased person"]),
    ({"assessments": (replace(CHECK, day=date(2026, 1, 5)), OTHERWISE)},
     {"assessments": (replace(CHECK, day=date(2026, 1, 5)), OTHERWISE,
                      replace(OTHERWISE, day=TODAY))},
     ["Beurteilung 23.02.2026 (Grundcheck) neu"], ["Assessment 23 Feb 2026 (Basic check) added"]),
    ({"checks": (Check(info=Info.PROJECTS, day=TODAY, source="A"),)},
     {"checks": (Check(info=Info.PROJECTS, day=TODAY, source="B"),)},
     ["Bestätigt 23.02.2026, B: Projekte"], ["Confirmed 23 Feb 2026, B: projects"]),
    ({"contacts": (EVA,), "silenced": ("customer",)},
     {"contacts": (EVA,), "silenced": ("birthday:c1",)},
     ["Keine Erinnerung mehr: Geburtstag, Eva Huber", "Kommt wieder: Kundenjubiläum"],
     ["No more reminders: Birthday, Eva Huber", "Comes up again: Customer anniversary"]),
    ({"dates": (OwnDate(id="d1", title="Messe", day=TODAY),)},
     {"dates": (OwnDate(id="d1", title="Messe", day=TODAY),), "acknowledgements": (
         Acknowledgement(event="date:d1", turn=TODAY, day=TODAY, kind=AckKind.INVITATION,
                         note="Kinokarten", value=2_500, reaction=Reaction.GOOD),)},
     ["Termin 23.02.2026, Messe: erledigt, Einladung, Kinokarten, Wert € 25,00, Reaktion gut"],
     ["Date 23 Feb 2026, Messe: done, invitation, Kinokarten, Value €25.00, Reaction good"]),
    ({"practice": True}, {"practice": False},
     ["Übungsdaten: ja -> nein"], ["Practice data: yes -> no"]),
    # revenue
    ({}, {"revenue": (QUARTER,)}, ["Umsatz April bis Juni 2024 neu: € 12.345,50"],
     ["Revenue April to June 2024 added: €12,345.50"]),
    ({}, {"revenue": (replace(QUARTER, last=date(2024, 4, 30), margin=500, orders=3),)},
     ["Umsatz April 2024 neu: € 12.345,50, Deckungsbeitrag € 5,00, Aufträge 3"],
     ["Revenue April 2024 added: €12,345.50, Margin €5.00, Orders 3"]),
    ({"revenue": (QUARTER,)}, {"revenue": (replace(QUARTER, revenue=100),)},
     ["Umsatz April bis Juni 2024: Umsatz: € 12.345,50 -> € 1,00"],
     ["Revenue April to June 2024: Revenue: €12,345.50 -> €1.00"]),
    # people
    ({}, {"contacts": (replace(EVA, phone="0316 1", roles=(Role.DECIDER, Role.USER), consents=(
        Consent(channel=Channel.CALL, given=TODAY, text="Angebote", proof="Formular"),)),)},
     [("Person Eva Huber neu: Rollen Entscheider/in, Anwender; Telefon 0316 1; "
      "Einwilligung Anruf 23.02.2026 (Angebote, Nachweis Formular)")],
     [("Person Eva Huber added: Roles decision-maker, user; Phone 0316 1; "
      "Consent call 23 Feb 2026 (Angebote, Proof Formular)")]),
    ({"contacts": (replace(EVA, birthday=Birthday(day=7, month=3, year=1976)),)},
     {"contacts": (replace(EVA, birthday=Birthday(day=4, month=4), no_gifts=True),)},
     ["Eva Huber: Geburtstag: 07.03.1976 -> 04.04.", "Eva Huber: Keine Geschenke: nein -> ja"],
     ["Eva Huber: Birthday: 7 Mar 1976 -> 4 Apr", "Eva Huber: No gifts: no -> yes"]),
    ({"contacts": (replace(EVA, birthday=Birthday(day=29, month=2)),)},
     {"contacts": (replace(EVA, birthday=Birthday(
         day=29, month=2, leap_rule=LeapRule.FEBRUARY_28)),)},
     [("Eva Huber: Geburtstag: 29.02. (in anderen Jahren 1. März) -> "
      "29.02. (in anderen Jahren 28. Februar)")],
     [("Eva Huber: Birthday: 29 Feb (in other years 1 March) -> "
      "29 Feb (in other years 28 February)")]),
    ({"contacts": (EVA,), "activities": (CALL, replace(CALL, id="x2"))},
     {"activities": tuple(replace(CALL, id=key, contact="") for key in ("x1", "x2"))},
     ["Person Eva Huber entfernt", "Aktivität (2): Person: Eva Huber -> leer"],
     ["Person Eva Huber removed", "Activity (2): Person: Eva Huber -> empty"]),
    # what was done and what comes
    ({"contacts": (EVA,)}, {"contacts": (EVA,), "activities": (CALL,)},
     ["Telefonat 23.02.2026 neu: will Angebot, Person Eva Huber, 18 Minuten"],
     ["Call 23 Feb 2026 added: will Angebot, Person Eva Huber, 18 minutes"]),
    ({"activities": (CALL,)}, {"activities": (replace(CALL, kind=ActivityKind.VISIT),)},
     ["Telefonat 23.02.2026: Art: Telefonat -> Besuch"],
     ["Call 23 Feb 2026: Kind: call -> visit"]),
    ({"follow_ups": (STEP,)}, {"follow_ups": (replace(
        STEP, due=date(2026, 3, 2), time="14:00", moved=1),)},
     ["Folgetermin 16.03.2026: Tag: 16.03.2026 -> 02.03.2026",
      "Folgetermin 16.03.2026: Uhrzeit: leer -> 14:00",
      "Folgetermin 16.03.2026: Wie oft verschoben: 0 -> 1"],
     ["Follow-up 16 Mar 2026: Day: 16 Mar 2026 -> 2 Mar 2026",
      "Follow-up 16 Mar 2026: Time of day: empty -> 14:00",
      "Follow-up 16 Mar 2026: How often put off: 0 -> 1"]),
    ({"follow_ups": (STEP,)}, {"acknowledgements": (Acknowledgement(
        event="followup:f1", turn=STEP.due, day=TODAY, kind=AckKind.CALL),)},
     ["Folgetermin 16.03.2026, Angebot: erledigt, Anruf"],
     ["Follow-up 16 Mar 2026, Angebot: done, call"]),
    ({"follow_ups": (STEP,)}, {}, ["Folgetermin 16.03.2026 entfernt: Angebot"],
     ["Follow-up 16 Mar 2026 removed: Angebot"]),
    ({"contacts": (EVA,)}, {"contacts": (EVA,), "acknowledgements": (Acknowledgement(
        event="birthday:c1", turn=TODAY, day=TODAY, kind=AckKind.MOVED,
        until=date(2026, 3, 9)),)},
     ["Geburtstag 23.02.2026, Eva Huber: verschoben, Bis 09.03.2026"],
     ["Birthday 23 Feb 2026, Eva Huber: moved, Until 9 Mar 2026"]),
    # the check
    ({}, {"assessments": (replace(CHECK, answers=(replace(
        YES, rating=0, knock_out=KnockOut.TEMPORARY, reason="bound_by_contract",
        resume=date(2026, 8, 23)),)),)},
     ["Beurteilung 23.02.2026 (Grundcheck) neu", ("Kaufmotivation: offen -> 0 (nein), Aussage, "
      "K.o. derzeit, vertraglich gebunden, Wieder aufnehmen 23.08.2026")],
     ["Assessment 23 Feb 2026 (Basic check) added", ("Buying motivation: unknown -> 0 (no), "
      "statement, Knock-out for now, bound by contract, Take up again 23 Aug 2026")]),
    ({"assessments": (replace(CHECK, day=date(2026, 1, 5)),)},
     {"assessments": (replace(CHECK, day=date(2026, 1, 5)), replace(CHECK, answers=(
         replace(YES, evidence=Evidence.CONFIRMED),)))},
     ["Beurteilung 23.02.2026 (Grundcheck) neu",
      "Kaufmotivation: 3 (ja), Aussage -> 3 (ja), bestätigt"],
     ["Assessment 23 Feb 2026 (Basic check) added",
      "Buying motivation: 3 (yes), statement -> 3 (yes), confirmed"]),
    ({"assessments": (CHECK,)}, {"assessments": (replace(CHECK, answers=(
        replace(YES, rating=None, words="weil", asked=(0, 1)),)),)},
     ["Kaufmotivation: 3 (ja), Aussage -> entfällt", "Kaufmotivation: Antwort: leer -> weil",
      "Kaufmotivation: Gestellte Fragen: leer -> 1, 2"],
     ["Buying motivation: 3 (yes), statement -> not applicable",
      "Buying motivation: Answer: empty -> weil",
      "Buying motivation: Questions asked: empty -> 1, 2"]),
    ({"assessments": (CHECK,)}, {"assessments": (CHECK, MEDDIC)},
     ["Beurteilung 23.02.2026 (MEDDIC) neu",
      "Schmerz: offen -> 2 (eher ja), Aussage, Übernommen aus Grundcheck"],
     ["Assessment 23 Feb 2026 (MEDDIC) added",
      "Pain: unknown -> 2 (rather yes), statement, Taken over from Basic check"]),
    ({"decisions": (replace(PARKED, recommended=Choice.PARK),)},
     {"decisions": (replace(PARKED, recommended=Choice.PARK), PARKED)},
     [("Entscheidung 23.02.2026 neu: parken, Empfohlen entwickeln, Punkte 60, "
      "Grund vertraglich gebunden, Bis 23.05.2026")],
     [("Decision 23 Feb 2026 added: park, Recommended develop, Score 60, "
      "Reason bound by contract, Until 23 May 2026")]),
    ({"checks": (Check(info=Info.PROJECTS, day=date(2026, 1, 6), source="Gespräch"),)},
     {"checks": tuple(Check(info=info, day=TODAY, source="Frau Maier")
                      for info in (Info.PROJECTS, Info.INDUSTRY)),
      "profile_checks": (ProfileCheck(day=TODAY, source="Frau Maier"),)},
     ["Bestätigt 23.02.2026, Frau Maier: Projekte (zuvor 06.01.2026); Branche, Größe, Struktur",
      "Profil bestätigt 23.02.2026 neu: Frau Maier"],
     [("Confirmed 23 Feb 2026, Frau Maier: projects (before: 6 Jan 2026); "
      "industry, size, structure"), "Profile confirmed 23 Feb 2026 added: Frau Maier"]),
    ({}, {"triggers": (Trigger(kind=TriggerKind.COMPLAINT, day=TODAY, note="3 Paletten"),)},
     ["Anlass zur Neubewertung 23.02.2026 neu: Reklamation, 3 Paletten"],
     ["Reason for re-assessment 23 Feb 2026 added: complaint, 3 Paletten"]),
    # the company's parts
    ({}, {"addresses": (Address(kind=AddressKind.DELIVERY, street="Hafen 3", postcode="4020",
                                place="Linz", country="AT"),)},
     ["Adresse Lieferung neu: Hafen 3, 4020 Linz, Österreich"],
     ["Address delivery added: Hafen 3, 4020 Linz, Austria"]),
    ({"addresses": (Address(street="Weg 1"), Address(kind=AddressKind.BRANCH))},
     {"addresses": (Address(street="Weg 2", country="DE"), Address(kind=AddressKind.BRANCH))},
     ["Adresse Hauptsitz: Straße: Weg 1 -> Weg 2", "Adresse Hauptsitz: Land: leer -> Deutschland"],
     ["Address head office: Street: Weg 1 -> Weg 2",
      "Address head office: Country: empty -> Germany"]),
    ({"needs": (Need(text="Säge"),)}, {"needs": (Need(text="Säge", state=NeedState.SOLVED),)},
     ["Bedarf Säge: Stand: offen -> gelöst"], ["Need Säge: State: open -> solved"]),
    ({"offers": (SOLD,)}, {"offers": (replace(SOLD, state=OfferState.WON, closed=TODAY),)},
     ["Angebot Schulung: Stand: offen -> gewonnen",
      "Angebot Schulung: Abgeschlossen: leer -> 23.02.2026"],
     ["Offer Schulung: State: open -> won", "Offer Schulung: Closed: empty -> 23 Feb 2026"]),
    ({"offers": (SOLD,)}, {}, ["Angebot Schulung entfernt: offen, Betrag € 12.345,00"],
     ["Offer Schulung removed: open, Amount €12,345.00"]),
    ({}, {"contracts": (RENT,)},
     ["Vertrag Rahmen neu: Kündigungsfrist 3 Monate, Verlängerung 12 Monate, Ende 31.03.2027"],
     ["Contract Rahmen added: Notice period 3 months, Renewal 12 months, End 31 Mar 2027"]),
    ({"projects": (FAIR,)}, {"projects": (replace(FAIR, approximate=False),)},
     ["Messe Halle 3: Ungefähr: ja -> nein"], ["Trade fair Halle 3: Approximate: yes -> no"]),
    ({"relations": (Relation(kind=RelationKind.MEMBER_OF, other="gone"),)},
     {"relations": (Relation(kind=RelationKind.REFERRED_BY, other="w"),)},
     ["Beziehung Mitglied von ? entfernt", "Beziehung empfohlen von Wolpertec neu"],
     ["Relation member of ? removed", "Relation referred by Wolpertec added"]),
    ({}, {"financials": (FinancialStatus(noted=TODAY, light=Light.YELLOW, source="KSV"),)},
     ["Finanzstatus 23.02.2026 (KSV) neu: beobachten"],
     ["Financial status 23 Feb 2026 (KSV) added: watch"]),
])
def test_each_kind_of_change(
        old: Fields, new: Fields, german: list[str], english: list[str]) -> None:
    one = edit(replace(ADLER, **old), replace(ADLER, **new))
    assert told("de", one) == german
    assert told("en", one) == english


def test_a_new_record_tells_what_it_holds_and_counts_what_is_many() -> None:
    many = tuple(replace(CALL, id=str(number), contact="") for number in range(4))
    record = replace(ADLER, phone="1", contacts=(EVA,), activities=many, assessments=(CHECK,))
    assert told("de", edit(None, record, "added")) == [
        "angelegt: Name Adler GmbH, Stufe Interessent, Telefon 1", "Person Eva Huber neu",
        "Aktivität (4)", "Beurteilung (1)"]
    assert told("en", edit(None, record, "undo"))[0].startswith("came back: ")
    assert told("en", edit(record, None, "undo")) == ["removed"]


@pytest.mark.parametrize("one", [
    edit(None, None, "conflict"), edit(ADLER, replace(ADLER, phone="1"), "erased")])
def test_an_erasure_and_the_end_of_a_conflict_tell_no_fields(one: Retold) -> None:
    assert told("de", one) == []


@pytest.mark.parametrize(("label", "args", "german", "english"), [
    ("rated", {"criterion": "Buying motivation", "code": "M", "rating": "2", "before": "open"},
     "Kaufmotivation: 2 (vorher offen)", "Buying motivation: 2 (was unknown)"),
    ("undo", {"label": "reopened", "criterion": "Kaufmotivation", "code": "M"},
     "Kaufmotivation: wieder offen", "Buying motivation: unknown again"),
    ("reopened", {"criterion": "Eigenes", "code": "gone"},
     "Eigenes: wieder offen", "Eigenes: unknown again"),
    ("switched", {"name": "Adler", "checklist": "Basic check", "code": "grundcheck",
                  "taken": "2"},
     "Adler: jetzt Grundcheck, 2 Antworten übernommen",
     "Adler: now Basic check, 2 answers taken over"),
    ("planned", {"day": "2026-03-16"}, "Folgetermin Mo 16.03.2026",
     "follow-up Mon 16 Mar 2026"),
    ("logged", {"kind": "call", "day": "Mo 16.03."},
     "Telefonat festgehalten, Folgetermin Mo 16.03.", "call logged, follow-up Mo 16.03."),
    ("moved", {"day": "2026-03-16"}, "verschoben auf Mo 16.03.2026", "moved to Mon 16 Mar 2026"),
    ("decided", {"name": "Adler", "choice": "park", "until": "2026-05-23"},
     "Adler: Entscheidung parken bis 23.05.2026", "Adler: decision park until 23 May 2026"),
    ("classed", {"letter": "B", "computed": "A"}, "Klasse B", "class B"),
    ("classed", {"letter": "", "computed": "A"}, "Klasse wie berechnet: A",
     "class as computed: A"),
    ("classed", {"letter": "", "computed": ""}, "Klasse wie berechnet", "class as computed"),
])
def test_the_edit_itself_is_told_in_the_language_of_its_reader(
        label: str, args: dict[str, str], german: str, english: str) -> None:
    record = replace(ADLER, assessments=(CHECK,))
    for language, wanted in (("de", german), ("en", english)):
        texts.use(language, "AT")
        one = replace(edit(record, record, label), args=tuple(args.items()))
        names = retold_names([one], str, Checklists())
        assert sentences.change(named_anew(one, names)) == wanted


def test_no_line_names_a_field_a_code_or_a_day_of_the_file() -> None:
    """All parts of a record at once: nothing is left in the words of the file."""
    record = replace(
        ADLER, contacts=(replace(EVA, since=TODAY, basis="interest"),), activities=(CALL,),
        follow_ups=(STEP,), revenue=(QUARTER,), decisions=(PARKED,), offers=(SOLD,),
        contracts=(RENT,), projects=(FAIR,), assessments=(CHECK, MEDDIC), tags=("x",))
    raw = re.compile(r"\d{4}-\d\d-\d\d|[a-z]_[a-z]|\b(c1|x1|f1|o1|k1|p1)\b|[{}\[\]]|grundcheck")
    for language in ("de", "en"):
        for before, after in ((None, record), (ADLER, record), (record, ADLER)):
            lines = told(language, edit(before, after))
            assert lines
            assert not [line for line in lines if raw.search(line)]
