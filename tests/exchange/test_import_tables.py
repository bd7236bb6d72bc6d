"""Bytes to text to rows: encodings, separators, quotes, limits."""

from __future__ import annotations

import pytest

from store.errors import ImportProblem
from store.exchange.limits import Limits
from store.exchange.sniff import decode, file_kind
from store.exchange.tables import find_separator, read_rows

LIMITS = Limits()


def rows(text: str, separator: str = ";", limits: Limits = LIMITS) -> list[tuple[int, list[str]]]:
    return [tuple(row) for row in read_rows("f", text, separator, limits)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("data", "encoding", "guessed"),
    [
        ("Käse".encode(), "utf-8", False),
        (b"\xef\xbb\xbfK\xc3\xa4se", "utf-8", False),
        ("Käse;x".encode("utf-16"), "utf-16-le", False),
        ("Käse;x".encode("utf-16-le"), "utf-16-le", False),
        ("Käse;x".encode("utf-16-be"), "utf-16-be", False),
        ("Käse".encode("utf-32"), "utf-32-le", False),
        ("Käse".encode("cp1252"), "cp1252", True),
    ],
)
def test_encodings(data: bytes, encoding: str, guessed: bool) -> None:
    found = decode("f", data, encoding=None, limits=LIMITS)
    assert (found.text[:4], found.encoding, found.guessed) == ("Käse", encoding, guessed)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "cp850", "mac_roman"])
def test_chosen_encoding(encoding: str) -> None:
    found = decode("f", "Käse".encode(encoding), encoding=encoding, limits=LIMITS)
    assert (found.text, found.guessed) == ("Käse", False)


@pytest.mark.parametrize(
    ("data", "encoding", "code", "line"),
    [
        (b"", None, "empty", 0),
        (b" \r\n", None, "empty", 0),
        (b"PK\x03\x04...", None, "workbook", 0),
        (b"%PDF-1.7", None, "not_text", 0),
        (b"abcdefghij\nkl\x00mnopqrstuvwxyz", None, "not_text", 2),
        (b"a\nb\xe4c", "utf-8", "encoding", 2),
        (b"abc", "latin-9", "encoding", 0),
        (b"\xff\xfea", None, "encoding", 1),
    ],
)
def test_no_text(data: bytes, encoding: str | None, code: str, line: int) -> None:
    with pytest.raises(ImportProblem) as problem:
        decode("f", data, encoding=encoding, limits=LIMITS)
    assert (problem.value.code, problem.value.line) == (code, line)


def test_calendar_is_refused() -> None:
    with pytest.raises(ImportProblem, match="calendar"):
        file_kind("f", "\nBEGIN:VCALENDAR")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a;b\n1;2\n", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("a;b\r\n1;2", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("a;b\r1;2\r", [(1, ["a", "b"]), (2, ["1", "2"])]),
        ("sep=;\r\na;b", [(2, ["a", "b"])]),
        ('"a;1";b\n\n;;\nc;d', [(1, ["a;1", "b"]), (4, ["c", "d"])]),
        ('"a\r\nb";c\r\nd;e', [(1, ["a\r\nb", "c"]), (3, ["d", "e"])]),
        ('"a ""b""";""\n', [(1, ['a "b"', ""])]),
        ('Hotel "Post";x;"y"\n', [(1, ['Hotel "Post"', "x", "y"])]),
        ('x; "y;z" ;w', [(1, ["x", "y;z", "w"])]),
        ('x;"y";', [(1, ["x", "y", ""])]),
        ("a\x0b\x85\u2028b;c", [(1, ["a\x0b\x85\u2028b", "c"])]),
    ],
)
def test_rows(text: str, found: list[tuple[int, list[str]]]) -> None:
    assert rows(text) == found


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('a;b\n"c;d\ne;f\n', "open_quote", 2),
        ('a\n"Hotel "Post"";x', "stray_quote", 2),
        ("a\n12345678901", "long_field", 2),
        ('a\n"12345678901"', "long_field", 2),
        ('a\n"1";12345678901;x', "long_field", 2),
        ("a\n1;2;3;4;5", "many_columns", 2),
        ('a\n"1";"2";"3";"4";"5"', "many_columns", 2),
    ],
)
def test_broken_rows(text: str, code: str, line: int) -> None:
    with pytest.raises(ImportProblem) as problem:
        rows(text, limits=Limits(field=10, columns=4))
    assert (problem.value.code, problem.value.line) == (code, line)


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a;b\n1;2", ";"),
        ("a,b\n1,2", ","),
        ("a\tb\n1\t2", "\t"),
        ("a|b\n1|2", "|"),
        ("sep=,\na;b", ","),
        ('"sep=|"\na;b', "|"),
        ('Firma,Ort\n"Müller; Söhne",Graz\n"A; B; C",Linz', ","),
        ("Firma;Umsatz\nA;1,5\nB;2,5\nC;3", ";"),
        ("allein\nnichts", ";"),
        ("", ";"),
    ],
)
def test_separator(text: str, separator: str) -> None:
    assert find_separator("f", text, LIMITS) == separator


def test_a_large_file_is_refused_at_once() -> None:
    with pytest.raises(ImportProblem, match="too_big"):
        decode("f", b"x" * 11, encoding=None, limits=Limits(file=10))
