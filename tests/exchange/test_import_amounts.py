"""Amounts of other programs: one decimal sign a column."""

from __future__ import annotations

import pytest

from store.exchange.amounts import (
    AmountRefused,
    amount_reading,
    decimal_sign,
    parse_amount,
    parse_count,
)


@pytest.mark.parametrize(
    ("text", "sign", "cents"),
    [
        ("1.234,56", "", 123456),
        ("1,234.56", "", 123456),
        ("1234", "", 123400),
        ("1.200", ",", 120000),
        ("1.200", ".", 120),
        ("1.234.567", "", 123456700),
        ("1,5", "", 150),
        ("0,125", "", 13),
        ("€ 1.234,56", "", 123456),
        ("1.234,56 EUR", "", 123456),
        ("1 234,56", "", 123456),
        ("1’234.50", "", 123450),
        ("1.234,-", "", 123400),
        ("-12,50", "", -1250),
        ("12,50-", "", -1250),
        ("9,999", ",", 1000),
        ("1,5t", "", 150000),
        ("1,5 T€", "", 150000),
        ("30 Tsd. EUR", "", 3000000),
        ("1.5k", "", 150000),
        ("2 Mio", "", 200000000),
        ("-2,25 mio.", "", -225000000),
        ("1.250t", ",", 125000000),
        ("1.250t", ".", 125000),
        ("1,2345t", "", 123450),
    ],
)
def test_amounts(text: str, sign: str, cents: int) -> None:
    assert parse_amount(text, sign) == cents


@pytest.mark.parametrize(
    ("text", "sign", "code"),
    [
        ("1.200", "", "amount_order"),
        ("1.200t", "", "amount_order"),
        ("1,5x", "", "amount"),
        ("t", "", "amount"),
        ("1,5tt", "", "amount"),
        ("999999999999999 Mio", "", "amount"),
        ("12.5", ",", "amount"),
        ("1,234,567", ",", "amount"),
        ("viel", "", "amount"),
        ("-5-", "", "amount"),
        ("$ 5", "", "amount"),
        ("1" * 16, "", "amount"),
        ("4,93E+11", "", "damaged"),
        ("#WERT!", "", "damaged"),
        ("１２", "", "amount"),
    ],
)
def test_refused(text: str, sign: str, code: str) -> None:
    with pytest.raises(AmountRefused) as refused:
        parse_amount(text, sign)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["1.200", "1,5"], ","),
        (["1.200", "1,200.5"], "."),
        (["1.200"], ""),
        (["1,5", "1.5"], ""),
        (["viel", "12"], ""),
        (["1.200.000"], ","),
        (["1,200,000"], "."),
    ],
)
def test_sign_of_a_column(texts: list[str], sign: str) -> None:
    assert decimal_sign({amount_reading(text) for text in texts}) == sign


@pytest.mark.parametrize(
    ("text", "number"), [("50", 50), ("1.200", 1200), ("ca. 50", None), ("10-20", None)]
)
def test_counts(text: str, number: int | None) -> None:
    assert parse_count(text) == number
