"""The catalogues are complete and up to date, and every code of the store has its words."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from store.catalogue import load_checklist
from store.edit import Edit
from store.errors import CatalogueError, ConflictError, FileError, ImportProblem, StoreError
from store.events.occurrence import EventKind, Occurrence, Urgency
from store.persistence.state import SaveKind, SaveState
from store.profile.activity import AckKind, ActivityKind, Reaction
from store.profile.assessment import Evidence, KnockOut
from store.profile.company import (
    AddressKind,
    Light,
    MarketSubject,
    NeedKind,
    NeedState,
    OfferState,
    ProjectKind,
    RelationKind,
)
from store.profile.completeness import Field, Gap, GapState
from store.profile.contact import Basis, Channel, LeapRule, Manner, Role, Wish
from store.profile.prospect import Info, Stage
from store.profile.trigger import TriggerKind
from store.qualification.criterion import Lever
from store.qualification.decision import Choice, Recommendation, Rule
from store.qualification.knockout import KNOCK_OUT_REASONS
from store.qualification.score import Standing
from tui import (
    check_words,
    definitions,
    problems,
    profile_terms,
    sentences,
    terms,
    texts,
    words,
)

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "tui" / "locale"
TODAY = date(2026, 2, 23)


def catalogue(code: str) -> Catalog:
    path = LOCALE / code / "LC_MESSAGES" / "kundenq.po"
    with path.open("rb") as file:
        return read_po(file, locale=code)


def test_catalogues_are_up_to_date_and_complete() -> None:
    command = [sys.executable, str(ROOT / ".ci" / "catalogues"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_each_catalogue_is_compiled() -> None:
    compiled = {path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/kundenq.mo")}
    assert compiled == {path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/kundenq.po")}
    assert "de" in compiled


def test_german_is_polite_and_kind() -> None:
    wrong = re.compile(r"\b(du|dich|dir|dein\w*|unwichtig\w*|wertlos\w*)\b", re.IGNORECASE)
    for message in catalogue("de"):
        for text in [message.string] if isinstance(message.string, str) else message.string:
            assert text == "per Du" or not wrong.search(text), text


def test_words_load_no_screen() -> None:
    code = "import sys, tui.words, tui.dates, tui.numbers; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


ENUMS: list[tuple[type[StrEnum], terms.Words]] = [
    (Stage, terms.STAGES),
    (Stage, terms.STAGE_LETTERS),
    (Choice, terms.CHOICES),
    (Choice, definitions.CUSTOMER_CHOICES),
    (Stage, definitions.STAGE_MEANINGS),
    (Evidence, terms.EVIDENCE),
    (KnockOut, terms.KNOCK_OUTS),
    (Lever, terms.LEVERS),
    (Role, terms.ROLES),
    (ActivityKind, terms.ACTIVITIES),
    (AckKind, terms.ACKS),
    (EventKind, terms.EVENTS),
    (Urgency, terms.URGENCIES),
    (Light, terms.LIGHTS),
    (Light, terms.FINANCES),
    (Basis, terms.BASES),
    (Channel, terms.CHANNELS),
    (LeapRule, terms.LEAP_RULES),
    (NeedKind, terms.NEEDS),
    (NeedState, terms.NEED_STATES),
    (OfferState, terms.OFFER_STATES),
    (ProjectKind, terms.PROJECTS),
    (AddressKind, terms.ADDRESSES),
    (RelationKind, profile_terms.RELATIONS),
    (Wish, profile_terms.WISHES),
    (Manner, profile_terms.MANNERS),
    (Reaction, profile_terms.REACTIONS),
    (MarketSubject, profile_terms.SUBJECTS),
    (Info, terms.INFOS),
    (Field, terms.FIELDS),
    (GapState, terms.GAPS),
    (TriggerKind, check_words.TRIGGERS),
]


@pytest.mark.parametrize(("codes", "table"), ENUMS)
def test_every_code_has_words(codes: type[StrEnum], table: terms.Words) -> None:
    assert {code.value for code in codes} <= set(table)
    german = {code: texts.pgettext(*table[code.value]) for code in codes}
    texts.use("en")
    english = {code: texts.pgettext(*table[code.value]) for code in codes}
    assert all(german.values())
    assert all(english.values())


def test_every_knock_out_reason_has_words() -> None:
    assert set(KNOCK_OUT_REASONS) == set(terms.KO_REASONS)
    assert words.ko_reason("own words") == "own words"


@pytest.mark.parametrize(("language", "word", "of_customer"), [
    ("de", "verfolgen", "ausbauen"), ("en", "pursue", "expand")])
def test_decisions_about_customers_have_words_of_their_own(
    language: str, word: str, of_customer: str
) -> None:
    texts.use(language)
    assert definitions.choice_of(Choice.PURSUE, customers=False) == word
    assert definitions.choice_of(Choice.PURSUE, customers=True) == of_customer


def test_every_urgency_has_its_own_sign_or_word() -> None:
    assert [words.sign(urgency) for urgency in Urgency] == ["!", "*", "o", "o"]
    assert len({words.urgency(urgency) for urgency in Urgency}) == len(Urgency)


@pytest.mark.parametrize(
    ("german", "english", "word"),
    [
        ("Interessent", "prospect", lambda: words.stage(Stage.PROSPECT)),
        ("potenzieller Kunde", "qualified prospect", lambda: words.stage(Stage.QUALIFIED)),
        ("I", "P", lambda: words.stage_letter(Stage.PROSPECT)),
        ("P", "Q", lambda: words.stage_letter(Stage.QUALIFIED)),
        ("verfolgen", "pursue", lambda: words.choice(Choice.PURSUE)),
        ("Aussage", "statement", lambda: words.evidence(Evidence.STATED)),
        ("Entscheider/in", "decision-maker", lambda: words.contact_role(Role.DECIDER)),
        ("Wiedervorlage", "follow-up", lambda: words.event(EventKind.FOLLOW_UP)),
        ("überfällig", "overdue", lambda: words.urgency(Urgency.OVERDUE)),
        ("eher ja", "rather yes", lambda: words.rating(2)),
        ("entfällt", "not applicable", lambda: words.rating(None)),
        ("offen", "unknown", lambda: words.rating("open")),
        ("kein Geld", "no money", lambda: words.ko_reason("no_money")),
        ("Finanzstatus (leer)", "financial status (empty)",
         lambda: words.gap(Gap(field=Field.FINANCE, state=GapState.EMPTY, missing=2))),
    ],
)
def test_words_of_the_glossary(german: str, english: str, word: object) -> None:
    assert callable(word)
    assert word() == german
    texts.use("en")
    assert word() == english


def occurrence(kind: EventKind, **values: object) -> Occurrence:
    given = {"key": "k", "day": TODAY, "act_on": TODAY, "prepare_from": TODAY, **values}
    return Occurrence(kind=kind, **given)  # type: ignore[arg-type]


TOMORROW = date(2026, 2, 24)
REASONS = [
    (occurrence(EventKind.FOLLOW_UP, reason="Rahmen klären"), "Rahmen klären", "Rahmen klären"),
    (occurrence(EventKind.FOLLOW_UP, reason="Rückruf", time="14:00"),
     "Rückruf 14:00", "Rückruf 14:00"),
    (occurrence(EventKind.FOLLOW_UP), "Wiedervorlage", "Follow-up"),
    (occurrence(EventKind.BIRTHDAY, years=65), "65. Geburtstag: anrufen", "65th birthday: call"),
    (occurrence(EventKind.BIRTHDAY, years=55, day=TOMORROW, act_on=TOMORROW),
     "55. Geburtstag: Karte", "55th birthday: card"),
    (occurrence(EventKind.BIRTHDAY), "Geburtstag: anrufen", "Birthday: call"),
    (occurrence(EventKind.OFFER, reason="Schulung"),
     "Angebot läuft ab: Schulung", "Offer expires: Schulung"),
    (occurrence(EventKind.NOTICE, reason="Wartung"),
     "Kündigungstermin: Wartung", "Notice date: Wartung"),
    (occurrence(EventKind.LAUNCH, reason="Kracherl", approximate=True),
     "Produkteinführung: Kracherl (ungefähr)", "Product launch: Kracherl (approximate)"),
    (occurrence(EventKind.CUSTOMER_ANNIVERSARY, years=1),
     "Kundenjubiläum: 1 Jahr", "Customer anniversary: 1 year"),
    (occurrence(EventKind.COMPANY_ANNIVERSARY, years=125),
     "Firmenjubiläum: 125 Jahre", "Company anniversary: 125 years"),
    (occurrence(EventKind.REASSESSMENT), "Neubewertung", "Re-assessment"),
    (occurrence(EventKind.RESUME, reason="no_money"),
     "Wieder aufnehmen: kein Geld", "Take up again: no money"),
]


@pytest.mark.parametrize(("item", "german", "english"), REASONS)
def test_reasons(item: Occurrence, german: str, english: str) -> None:
    assert words.reason(item, TODAY) == german
    texts.use("en")
    assert words.reason(item, TODAY) == english


@pytest.mark.parametrize("kind", EventKind)
def test_every_event_has_a_reason_without_details(kind: EventKind) -> None:
    assert words.reason(occurrence(kind))


def test_markup_and_braces_in_names_are_only_text() -> None:
    item = occurrence(EventKind.OFFER, reason="[/x] {title.__class__} %s")
    assert words.reason(item, TODAY) == "Angebot läuft ab: [/x] {title.__class__} %s"


def test_when() -> None:
    late = occurrence(EventKind.FOLLOW_UP, day=date(2026, 2, 21), act_on=date(2026, 2, 20))
    assert words.when(late, TODAY) == "2 Tage überfällig"


def standing(rule: Rule, criterion: str, score: Fraction | None, **values: object) -> Standing:
    given = {"low": Fraction(0), "high": Fraction(35), "confidence": Fraction(65, 100),
             "to_ask": (), "answered": 6, "open": (), **values}
    advice = Recommendation(choice=Choice.DEVELOP, rule=rule, criterion=criterion)
    return Standing(score=score, recommendation=advice, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (standing(Rule.R1, "Z", Fraction(50)),
         "R1: Zahlungsfähigkeit: endgültiges Nein (K.-o.-Kriterium)"),
        (standing(Rule.R4, "M", None),
         "R4: noch ist nichts bekannt: zuerst Kaufmotivation klären"),
        (standing(Rule.R4, "M", Fraction(50), confidence=Fraction(35, 100)),
         "R4: Sicherheit 35 % liegt unter 50 %: zuerst Kaufmotivation klären"),
        (standing(Rule.R5, "", Fraction(85)),
         "R5: 85 Punkte (ab 70), alle Muss-Kriterien erfüllt, Sicherheit 65 % (ab 60 %)"),
        (standing(Rule.R6, "Z", Fraction(8125, 100), open=("Z",)),
         "R6: 70 ist erreicht, aber Zahlungsfähigkeit ist offen"),
        (standing(Rule.R6, "Z", Fraction(50), open=("Z",)),
         "R6: 50 Punkte (ab 40), aber Zahlungsfähigkeit ist offen"),
        (standing(Rule.R6, "R", Fraction(50)),
         "R6: 50 Punkte (ab 40); Realitätssinn ist schwach, aber das können wir ändern"),
        (standing(Rule.NONE, "", None), "Alle Kriterien entfallen: keine Empfehlung"),
    ],
)
def test_rules_with_their_numbers(value: Standing, sentence: str) -> None:
    assert words.rule(value, load_checklist()) == sentence


@pytest.mark.parametrize("rule", [rule for rule in Rule if rule is not Rule.NONE])
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_rule_has_a_sentence(rule: Rule, language: str) -> None:
    texts.use(language)
    sentence = words.rule(standing(rule, "M", Fraction(50)), load_checklist())
    assert sentence.startswith(f"{rule.value}: ")
    assert "{" not in sentence


@pytest.mark.parametrize(
    ("label", "args", "sentence"),
    [
        ("rated", {"criterion": "Zeit", "rating": "2", "before": "open", "evidence": "stated"},
         "Zeit: 2 (vorher offen), Aussage"),
        ("rated", {"criterion": "Zeit", "rating": "/", "before": "2"},
         "Zeit: entfällt (vorher 2)"),
        ("classed", {"letter": "B", "count": "20"}, "Klasse B (20 Kunden)"),
        ("classed", {"letter": "B", "count": "1", "name": "Huber"}, "Klasse B"),
        ("logged", {"kind": "call", "day": "Fr 26.03."},
         "Telefonat festgehalten, Folgetermin Fr 26.03."),
        ("acknowledged", {"name": "Zirbelfunk", "what": "65. Geburtstag", "kind": "card"},
         "Zirbelfunk, 65. Geburtstag: Karte"),
        ("no such label", {}, "no such label"),
    ],
)
def test_what_an_edit_did(label: str, args: dict[str, str], sentence: str) -> None:
    assert words.change(Edit(label=label, args=tuple(args.items()))) == sentence


def test_every_label_of_an_edit_has_words() -> None:
    pattern = re.compile(r'Edit\(\s*label="(\w+)"|change_targets\(\s*\w+,\s*"(\w+)"|label="(\w+)"')
    sources = [*(ROOT / "tui").rglob("*.py"), *(ROOT / "store").rglob("*.py")]
    used = {next(filter(None, found)) for path in sources
            for found in pattern.findall(path.read_text("utf-8"))}
    assert used <= sentences.CHANGE_LABELS
    for label in sentences.CHANGE_LABELS:
        assert words.change(Edit(label=label))


ERROR_CODES = {
    "FileError": problems.FILE_PROBLEMS,
    "ImportProblem": problems.IMPORT_PROBLEMS,
    "CatalogueError": problems.CATALOGUE_PROBLEMS,
}


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_error_has_a_sentence(language: str) -> None:
    texts.use(language)
    errors: list[StoreError] = [
        *(FileError(path="a.json", code=code, detail="5") for code in problems.FILE_PROBLEMS),
        *(ImportProblem(path="a.csv", code=code, line=3, detail="5")
          for code in problems.IMPORT_PROBLEMS),
        *(CatalogueError(path="a.toml", line=3, code=code, detail="5")
          for code in problems.CATALOGUE_PROBLEMS),
        ConflictError(ids=("1",)), ConflictError(ids=("1", "2")),
        FileError(path="a.json", code="brand_new"), ImportProblem(path="a.csv", code="brand_new"),
        StoreError("bare"),
    ]
    for error in errors:
        sentence = words.explain(error)
        assert sentence.endswith((".", "5", "?"))
        assert "{" not in sentence
        if getattr(error, "path", ""):
            assert str(getattr(error, "path", "")) in sentence


@pytest.mark.parametrize("kind", sorted(ERROR_CODES))
def test_every_code_raised_in_the_store_is_known(kind: str) -> None:
    pattern = re.compile(
        rf'{kind}\(\s*(?:path=)?[\w.]*,?\s*(?:line|number|0|\d+)?,?\s*(?:code=)?"(\w+)"')
    used = {code for path in (ROOT / "store").rglob("*.py")
            for code in pattern.findall(path.read_text("utf-8"))}
    assert used <= set(ERROR_CODES[kind])


def test_errors_in_german() -> None:
    locked = FileError(path="a.json", code="locked", detail="anna 4711 2026-02-23T14:02:10+01:00")
    assert words.explain(locked) == (
        "a.json ist gesperrt (anna, Prozess 4711, seit 14:02). Bitte gleich noch einmal versuchen."
    )
    missing = CatalogueError(path="own.toml", line=12, code="key_unknown", detail="wieght")
    assert words.explain(missing) == (
        "own.toml, Zeile 12: wieght ist unbekannt. Bitte die Schreibweise prüfen."
    )


@pytest.mark.parametrize("kind", SaveKind)
def test_save_states(kind: SaveKind) -> None:
    state = SaveState(kind=kind, at=datetime(2026, 2, 23, 13, 2, tzinfo=UTC), pending=3,
                      error=FileError(path="a.json", code="full"))
    text, role = words.save_state(state)
    assert text
    assert role in ("good", "dim", "bad", "now")
    expected = {SaveKind.FAILED: "! nicht gespeichert: Datenträger voll",
                SaveKind.READ_ONLY: "nur lesen", SaveKind.CONFLICT: "! Konflikt",
                SaveKind.SAVING: "... speichert"}
    if kind in expected:
        assert text == expected[kind]
    else:
        assert re.fullmatch(r"√ gespeichert \d\d:\d\d", text)


def test_a_failed_save_says_what_is_kept() -> None:
    error = FileError(path="a.json", code="full")
    state = SaveState(kind=SaveKind.FAILED, pending=3, error=error)
    assert words.save_problem(state) == (
        "NICHT GESPEICHERT – Der Datenträger ist voll: a.json konnte nicht geschrieben werden. "
        "Bitte Platz schaffen. 3 Änderungen nur im Speicher."
    )
    assert words.save_problem(SaveState(kind=SaveKind.SAVED)) == ""


def test_import_words() -> None:
    assert words.row_refused("Geburtstag", "two_digit_year", "31.02.80") == (
        "Geburtstag: „31.02.80“ hat nur ein zweistelliges Jahr")
    assert words.notice("Telefon", "phone", "abc") == (
        "Telefon: „abc“ sieht nicht wie eine Telefonnummer aus")


@pytest.mark.parametrize(("language", "said"), [
    ("de", "k.json fehlt, nur das Journal"), ("en", "k.json is gone, only its journal")])
def test_a_data_file_that_is_gone_is_not_called_damaged(language: str, said: str) -> None:
    texts.use(language)
    text = words.explain(FileError(path="k.json", code="damaged", detail="snapshot"))
    assert text.startswith(said)
