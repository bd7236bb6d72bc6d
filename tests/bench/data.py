"""Data files of any size for the benchmark: the sample customers, varied by a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from store import Book, Edit, Prospect, demo_prospects, load_checklist
from tui.plain.places import rows_key

SEED = 20260223
"""So that every run measures the same customers."""
_KEPT = 4
"""Latest entries kept of a sample, and two people: that makes about 3 kB a record."""
_FIRST = ("Alt", "Berg", "Donau", "Eich", "Feld", "Grün", "Hoch", "Inn", "Kalt", "Lind", "Moos",
          "Neu", "Ober", "Quell", "Stein", "Traun", "Unter", "Wald", "Weiß", "Zirben")
_SECOND = ("au", "bach", "brunn", "dorf", "egg", "furt", "graben", "hof", "kirchen", "leiten",
           "mühl", "ried", "see", "stätten", "tal", "wang", "weiler", "zell")
_PLACES = ("Linz", "Wels", "Graz", "Wien", "Salzburg", "Passau", "Landshut", "Krems", "Steyr",
           "Villach", "Bregenz", "Innsbruck", "Braunau", "Ried im Innkreis", "Gmünd")


def prospects(count: int, today: date) -> Iterator[Prospect]:
    """So many customers as of a day: names, places, amounts and dates differ."""
    chance = random.Random(SEED)
    samples = [
        replace(p, activities=p.activities[-_KEPT:], revenue=p.revenue[-_KEPT:],
                contacts=p.contacts[:2], checks=p.checks[:_KEPT])
        for p in demo_prospects(today, "de")
    ]
    for number in range(count):
        yield _vary(samples[number % len(samples)], number, chance)


def _vary(sample: Prospect, number: int, chance: random.Random) -> Prospect:
    word = chance.choice(_FIRST) + chance.choice(_SECOND)
    factor = chance.randint(20, 180)
    late = timedelta(days=chance.randint(0, 90))
    place = chance.choice(_PLACES)
    return replace(
        sample,
        id=f"b{number:06}",
        number=str(20_000 + number),
        name=f"{word} {sample.name}",
        addresses=tuple(replace(a, place=place) for a in sample.addresses),
        potential=None if sample.potential is None else sample.potential * factor // 100,
        revenue=tuple(replace(entry, revenue=entry.revenue * factor // 100,
                              margin=None if entry.margin is None
                              else entry.margin * factor // 100)
                      for entry in sample.revenue),
        follow_ups=tuple(replace(f, due=f.due + late) for f in sample.follow_ups),
        relations=(),
        practice=False,
    )


def data_file(path: Path, count: int, today: date) -> Path:
    """A saved data file of so many customers, made as the program makes it."""
    with Book.open(path, today=today, checklist=lambda: load_checklist("grundcheck"),
                   rows_key=rows_key(), region="AT") as book:
        book.apply(Edit(label="imported", records=tuple(prospects(count, today))))
    return path


def csv_file(path: Path, count: int, today: date) -> Path:
    """An address list as other programs write it, for the import."""
    rows = ["Firma;Straße;PLZ;Ort;Telefon;E-Mail;Notizen"]
    for number, one in enumerate(prospects(count, today)):
        head = one.addresses[0] if one.addresses else None
        cells = (f"{one.name} {number}", head.street if head else "",
                 head.postcode if head else "", head.place if head else "", one.phone,
                 f"office{number}@kunde{number}.example", one.notes.replace("\n", " "))
        rows.append(";".join('"' + cell.replace('"', "'") + '"' for cell in cells))
    path.write_text("\n".join(rows), encoding="utf-8")
    return path
