"""Files of older and newer formats through the plain command (store.md R19)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.errors import FileError
from store.persistence import formats, strict, upgrade
from store.persistence.backup import Backups
from store.persistence.thinning import BackupKind

GOLDEN = sorted(
    p for p in (Path(__file__).parent / "golden").glob("format-*.json")
    if re.fullmatch(r"format-\d+\.json", p.name))
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
NEWER = {"de": "stammt von einem neueren kundenq. Bitte dieses hier aktualisieren.",
         "en": "was written by a newer kundenq. Please update this one."}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "import" / "neu.csv"
    path.parent.mkdir()
    path.write_text("Firma;Ort\nNeue AG;Graz\n", encoding="utf-8")
    return str(path)


def named(path: Path) -> set[str]:
    return {record["name"] for record in json.loads(path.read_text())["prospects"].values()}


@LANGUAGES
@pytest.mark.parametrize("golden", GOLDEN, ids=lambda p: p.stem)
def test_every_released_file_is_listed_checked_and_imported_into(
    run: Run, golden: Path, tmp_path: Path, source: str, language: str
) -> None:
    path = tmp_path / "data.json"
    path.write_bytes(golden.read_bytes())
    told = ("--data", str(path), "--lang", language)
    status, out, err = run("list", "--json", *told)
    assert (status, err) == (0, "")
    assert {row["name"] for row in json.loads(out)} == named(golden)
    assert run("check", *told)[0] == 0
    assert path.read_bytes() == golden.read_bytes()
    assert run("import", source, "--yes", *told)[0] == 0
    rows = json.loads(run("list", "--json", *told)[1])
    assert {row["name"] for row in rows} == {*named(golden), "Neue AG"}
    assert run("check", *told)[0] == 0


def as_newer(golden: Path, path: Path, *, writer: int) -> bytes:
    """A file of the next format; `writer` is the oldest program that may write it."""
    data = re.sub(rb'"format":\d+,"min_writer":\d+', b'"format":%d,"min_writer":%d' % (
        strict.FORMAT + 1, writer), golden.read_bytes())
    path.write_bytes(data)
    return data


@LANGUAGES
def test_the_next_format_is_shown_and_refused_for_writing(
    run: Run, tmp_path: Path, source: str, language: str
) -> None:
    path = tmp_path / "data.json"
    data = as_newer(GOLDEN[-1], path, writer=strict.FORMAT)
    told = ("--data", str(path), "--lang", language)
    status, out, _err = run("list", "--json", *told)
    assert status == 0
    assert {row["name"] for row in json.loads(out)} == named(GOLDEN[-1])
    status, out, err = run("import", source, "--yes", *told)
    assert status == 1
    assert NEWER[language] in err
    assert path.read_bytes() == data


@LANGUAGES
@pytest.mark.parametrize("command", ["list", "today", "check", "import", "repair", "backup"])
def test_a_file_that_needs_a_newer_program_is_refused_in_words(
    run: Run, tmp_path: Path, source: str, command: str, language: str
) -> None:
    path = tmp_path / "data.json"
    data = as_newer(GOLDEN[-1], path, writer=strict.FORMAT + 1)
    given = (source, "--yes") if command == "import" else ()
    status, _out, err = run(command, *given, "--data", str(path), "--lang", language)
    assert status == 1
    assert NEWER[language] in err
    assert path.read_bytes() == data


def test_what_the_next_program_writes_the_one_before_refuses(
    run: Run, kit: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.json"
    path.write_bytes(GOLDEN[-1].read_bytes())
    with monkeypatch.context() as later:
        later.setattr(upgrade, "UPGRADES", {
            **upgrade.UPGRADES, strict.FORMAT: lambda tables: tables})
        later.setattr(strict, "FORMAT", strict.FORMAT + 1)
        for module in ("opening", "disk"):
            later.setattr(f"store.persistence.{module}.FORMAT", strict.FORMAT)
        with kit.open_book(path) as book:
            expected = {key: formats.to_plain(book.get(key)) for key in book.rows}
            book.apply(kit.put(kit.prospect("new")))
            assert book.flush(10)
    written = path.read_bytes()
    with pytest.raises(FileError) as raised:
        kit.open_book(path)
    assert raised.value.code == "newer"
    assert run("list", "--data", str(path))[0] == 1
    assert path.read_bytes() == written
    # The old bytes were kept before: nothing is lost for whom the newer program is not.
    (kept,) = [b for b in Backups(path).list() if b.kind is BackupKind.UPGRADE]
    assert kept.ok
    assert Path(kept.path).read_bytes() == GOLDEN[-1].read_bytes()
    with kit.open_book(Path(kept.path), read_only=True) as book:
        assert {key: formats.to_plain(book.get(key)) for key in book.rows} == expected
