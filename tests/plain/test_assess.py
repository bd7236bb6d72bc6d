"""`kundenq assess`: the interview line by line."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store import (
    ActivityKind,
    Answer,
    Assessment,
    Book,
    Contact,
    Edit,
    Evidence,
    FollowUp,
    KnockOut,
    Prospect,
    load_checklist,
)

Run = Callable[..., tuple[int, str, str]]
TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    given = Assessment(checklist="grundcheck", version=1, day=date(2026, 2, 1), answers=(
        Answer(criterion="M", rating=3, rated=date(2026, 2, 1), words="weil es brennt"),))
    with Book.open(path, today=TODAY, checklist=load_checklist) as book:
        book.apply(Edit(label="added", records=(
            Prospect(id="a", name="Adler GmbH", created=TODAY,
                     contacts=(Contact(id="z", first_name="Eva", last_name="Zierl"),),
                     assessments=(given,)),
            Prospect(id="b", name="Birke e.U.", created=TODAY))))
    return path


@pytest.fixture
def talk(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Answer line by line through a pipe; further arguments for the command."""

    def answer(lines: str, *argv: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        return run("assess", "Adler", "--data", str(data), *argv)

    return answer


def record(data: Path, key: str = "a") -> Prospect:
    with Book.open(data, today=TODAY, checklist=load_checklist, read_only=True) as book:
        return book.get(key)


def answers(data: Path) -> dict[str, Answer]:
    current = record(data).assessment
    return {a.criterion: a for a in current.answers} if current else {}


@LANGUAGES
def test_a_whole_talk(run: Run, golden: Any, monkeypatch: Any, language: str) -> None:
    said = ("?\n2 bis 20.000 Euro\n+\n\nn\n3++\nu\n0\n1\n4\n2w\nquark\n9\n.\n"
            "12\nGut gelaufen\nmorgen\nAngebot schicken\n")
    monkeypatch.setattr("sys.stdin", io.StringIO(said))
    status, out, err = run("assess", "--demo", "--lang", language, "Gipfelmops")
    assert (status, err) == (0, "")
    golden(f"assess_{language}", out)


@LANGUAGES
def test_all_of_it_is_ascii(talk: Any, language: str) -> None:
    assert talk("?\n0\n\n\n\n2\n", "--ascii", "--lang", language)[1].isascii()


def test_it_asks_what_is_worth_most(talk: Any, data: Path) -> None:
    _, out, _ = talk("3\n2\n")
    titles = [line.partition(":")[0] for line in out.splitlines() if ": Gewicht" in line]
    assert titles == ["Zahlungsfähigkeit", "Bedarf", "Realitätssinn"]
    assert {code: a.rating for code, a in answers(data).items()} == {"M": 3, "Z": 3, "B": 2}


def test_a_digit_is_a_statement_of_the_main_contact(talk: Any, data: Path) -> None:
    talk("2\n")
    given = answers(data)["Z"]
    assert (given.rating, given.evidence, given.rated) == (2, Evidence.STATED, TODAY)
    assert (given.contact, given.asked) == ("z", (0,))


@pytest.mark.parametrize(("said", "level"), [
    ("2", Evidence.STATED), ("2+", Evidence.CONFIRMED), ("2++", Evidence.DOCUMENTED),
    ("2-", Evidence.GUESS), ("2\n+", Evidence.CONFIRMED), ("2\n+\n-", Evidence.STATED)])
def test_evidence(talk: Any, data: Path, said: str, level: Evidence) -> None:
    talk(f"{said}\n")
    assert answers(data)["Z"].evidence is level


@pytest.mark.parametrize("said", [
    "2 bis 20.000", "2\nw bis 20.000", "2\nw\nbis 20.000", "2- bis 20.000"])
def test_words(talk: Any, data: Path, said: str) -> None:
    talk(f"{said}\n")
    assert answers(data)["Z"].words == "bis 20.000"


def test_each_question_read_out_is_ticked(talk: Any, data: Path) -> None:
    _, out, _ = talk("n\nn\n2\n")
    assert out.count("Fragen Sie: ") == 4, "three about money, one about what comes next"
    assert answers(data)["Z"].asked == (0, 1, 2)


def test_enter_leaves_it_open_and_goes_on(talk: Any, data: Path) -> None:
    _, out, _ = talk("\n" * 6)
    assert "Alles ist gefragt." in out
    assert "Nichts wurde gesagt" in out
    assert set(answers(data)) == {"M"}
    assert record(data).activities == ()


def test_not_applicable(talk: Any, data: Path) -> None:
    talk("9\n")
    assert answers(data)["Z"].rating is None


def test_undo_asks_again(talk: Any, data: Path) -> None:
    _, out, _ = talk("2\n+\nu\nu\nu\n1\n")
    titles = [line.partition(":")[0] for line in out.splitlines() if ": Gewicht" in line]
    assert titles == ["Zahlungsfähigkeit", "Bedarf", "Zahlungsfähigkeit", "Bedarf"]
    assert "In diesem Gespräch ist nichts zurückzunehmen." in out
    assert (answers(data)["Z"].rating, answers(data)["Z"].evidence) == (1, Evidence.STATED)


def test_undo_keeps_off_what_was_done_before(talk: Any, data: Path) -> None:
    _, out, _ = talk("u\nu\n.\n")
    assert out.count("nichts zurückzunehmen") == 2
    assert set(answers(data)) == {"M"}


@pytest.mark.parametrize(("said", "kind", "reason", "resume"), [
    ("0\n1\n1\n2w\n", KnockOut.TEMPORARY, "no_money", date(2026, 3, 9)),
    ("0\n\n1\n\n", KnockOut.TEMPORARY, "no_money", date(2026, 5, 24)),
    ("0\n2\n13\n", KnockOut.FINAL, "project_stopped", None),
    ("0\n2\nmag uns nicht\n", KnockOut.FINAL, "mag uns nicht", None),
    ("0\nx\n1\n\n99\n2\nquark\ngestern\nmorgen\n", KnockOut.TEMPORARY, "financing_refused",
     date(2026, 2, 24)),
    ("0\n", KnockOut.TEMPORARY, "", date(2026, 5, 24)),
    ("0\n2\n", KnockOut.FINAL, "", None),
    ("0\n1\n3", KnockOut.TEMPORARY, "insolvency", date(2026, 5, 24))])
def test_a_no_is_for_now_or_for_good(
    talk: Any, data: Path, said: str, kind: KnockOut, reason: str, resume: date | None
) -> None:
    assert talk(said)[0] == 0
    given = answers(data)["Z"]
    assert (given.rating, given.knock_out, given.reason, given.resume) == (
        0, kind, reason, resume)


def test_only_for_now_where_the_checklist_says_so(talk: Any, data: Path) -> None:
    _, out, _ = talk("\n" * 4 + "0\n1\n\n")
    assert "Zeit" in out
    assert "endgültig" not in out
    assert answers(data)["T"].knock_out is KnockOut.TEMPORARY


def test_after_each_answer_what_it_amounts_to(talk: Any) -> None:
    _, out, _ = talk("3\n3\n3\n3\n3\n3\n")
    assert out.count("\nStand: ") == 7
    assert "Stand: verfolgen, 100 Punkte (100 bis 100), Sicherheit 70 %." in out
    assert out.count("Keine offene Frage kann die Entscheidung noch ändern") == 1


def test_the_talk_is_one_activity_and_one_step(talk: Any, data: Path) -> None:
    status, out, _ = talk("2\n.\n25\nGut gelaufen\n\n")
    assert status == 0
    done = record(data)
    assert [(a.kind, a.day, a.minutes, a.note, a.contact) for a in done.activities] == [
        (ActivityKind.CALL, TODAY, 25, "Gut gelaufen", "z")]
    assert [(f.due, f.reason, f.contact) for f in done.follow_ups] == [
        (date(2026, 3, 9), "Wie lösen Sie das heute?", "z")]
    assert "Gespeichert." in out
    with Book.open(data, today=TODAY, checklist=load_checklist, user=_user()) as book:
        book.undo()
        assert (book.get("a").activities, book.get("a").follow_ups) == ((), ())
        assert len(answers(data)) == 2


def _user() -> str:
    return os.environ.get("USER", "") or os.environ.get("LOGNAME", "")


@pytest.mark.parametrize(("said", "due", "reason"), [
    ("5\n\n+3w\n\n", date(2026, 3, 16), "Wie lösen Sie das heute?"),
    ("5\n\nquark\nmorgen\nMuster bringen\n", date(2026, 2, 24), "Muster bringen"),
    ("5\n\n0\nmorgen\n\n", date(2026, 2, 24), "Wie lösen Sie das heute?"),
    ("5\n", date(2026, 3, 9), "Wie lösen Sie das heute?"),
    ("x\n2000\n5\n\n\n", date(2026, 3, 9), "Wie lösen Sie das heute?")])
def test_the_follow_up(talk: Any, data: Path, said: str, due: date, reason: str) -> None:
    talk(f"2\n.\n{said}")
    assert [(f.due, f.reason) for f in record(data).follow_ups] == [(due, reason)]
    assert record(data).activities[-1].minutes == 5


def test_none_is_enough_where_nobody_works_on_it(talk: Any, data: Path) -> None:
    talk("0\n2\n1\n.\n5\n\n0\n")
    assert record(data).follow_ups == ()


def test_what_was_due_is_done_and_what_comes_stays(talk: Any, data: Path) -> None:
    with Book.open(data, today=TODAY, checklist=load_checklist) as book:
        from dataclasses import replace

        book.apply(Edit(label="planned", records=(replace(book.get("a"), follow_ups=(
            FollowUp(id="f1", due=TODAY, reason="anrufen"),
            FollowUp(id="f2", due=date(2026, 3, 1), reason="später"))),)))
    _, out, _ = talk("2\n.\n5\n\n\n")
    assert [f.id for f in record(data).follow_ups] == ["f2"]
    assert "Nächster Schritt: So 01.03.2026, später." in out


def test_the_end_of_input_keeps_all(talk: Any, data: Path) -> None:
    status, _, _ = talk("2 so viel\n3")
    assert status == 0
    assert {code: a.rating for code, a in answers(data).items()} == {"M": 3, "Z": 2, "B": 3}
    assert len(record(data).activities) == 1
    assert len(record(data).follow_ups) == 1, "what is open needs a next step"


@pytest.mark.parametrize("number", ["SIGINT", "SIGHUP", "SIGTERM"])
def test_a_signal_keeps_all_and_plans_nothing(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    class Interrupted(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            text = super().readline()
            if not text:
                os.kill(os.getpid(), getattr(signal, number))
            return text

    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr("sys.stdin", Interrupted("2 so viel\n"))
    status, _, _ = run("assess", "Adler", "--data", str(data))
    assert status == 128 + getattr(signal, number)
    assert answers(data)["Z"].words == "so viel"
    assert [a.minutes for a in record(data).activities] == [1]
    assert record(data).follow_ups == ()
    assert signal.getsignal(signal.SIGINT) is before


def test_each_answer_is_on_the_disk_before_the_next_question(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[set[str]] = []

    class Watching(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            seen.append(set(answers(data)))
            return super().readline()

    monkeypatch.setattr("sys.stdin", Watching("2\n3\n"))
    run("assess", "Adler", "--data", str(data))
    assert seen[:3] == [{"M"}, {"M", "Z"}, {"M", "Z", "B"}]


def test_another_checklist_takes_answers_over(talk: Any, data: Path) -> None:
    talk("3\n")
    _, out, _ = talk("2\n", "--checklist", "bant")
    assert "Aus einer anderen Checkliste übernommene Antworten: 1." in out
    current = record(data).assessment
    assert current is not None
    assert current.checklist == "bant"
    assert {a.criterion: (a.rating, a.carried) for a in current.answers} == {
        "B": (3, "grundcheck"), "N": (2, "")}


def test_looking_at_another_checklist_changes_nothing(talk: Any, data: Path) -> None:
    before = record(data)
    talk(".\n", "--checklist", "bant")
    assert record(data) == before


def test_hostile_answers(talk: Any, data: Path) -> None:
    status, out, _ = talk("2 [/x]\x1b]52;c;QQ==\x07\u202e \ud800 {name} %s\n.\n5\n{0}\x1b[2J\n")
    assert status == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(out)
    assert answers(data)["Z"].words.startswith("[/x]]52;c;QQ== ? {name} %s")


@pytest.mark.parametrize(("argv", "status", "said"), [
    (("assess",), 2, "NAME"), (("assess", "Adler", "--json"), 2, "--json"),
    (("assess", "Nirgends"), 1, "Kein Kunde"), (("bewerten", "r"), 1, "2 Kunden"),
    (("assess", "Adler", "--checklist", "nix"), 1, "Es gibt keine Checkliste nix")])
def test_what_cannot_be(
    run: Run, data: Path, argv: tuple[str, ...], status: int, said: str
) -> None:
    got, out, err = run("--data", str(data), *argv)
    assert (got, out) == (status, "")
    assert said in err


def test_without_data_one_sentence(run: Run, tmp_path: Path) -> None:
    status, out, err = run("assess", "x", "--data", str(tmp_path / "none" / "data.json"))
    assert (status, out) == (1, "")
    assert "data.json" in err
