"""Names of people and companies: their parts, and the keys by which doubles are found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from store.text import fold

_COURTESY = frozenset({"herr", "herrn", "frau", "hr", "fr", "fam", "familie", "mr", "mrs", "ms",
                       "miss", "mx", "firma", "fa", "damen", "divers"})  # fmt: skip
_TITLES = frozenset({
    "dr", "prof", "mag", "maga", "magª", "ing", "di", "dipl", "diplomingenieur", "diplom",
    "kommr", "kommrat", "kommerzialrat", "kommerzialratin", "hofrat", "hr.", "dkfm", "dkffr",
    "mmag", "mmaga", "ddr", "univ", "univprof", "doz", "pd", "priv", "habil", "med", "vet", "iur",
    "hc", "jur", "phil", "rer", "nat", "techn", "oec", "pol", "mult", "medr", "okr", "obr",
    "bmstr", "baumeister", "arch", "obstbm", "dent", "theol", "dring", "diplingin", "dipling",
    "diplingfh", "fh", "kfm", "vw", "volksw", "okonom", "komm", "rat", "stb", "ra", "rain",
    "diin", "mmagdr", "magdr", "drmed", "diplkfm", "inga", "ingin",
})  # fmt: skip
_ALSO_NAMES = frozenset({"di", "ra", "pd", "rat", "nat", "pol", "phil", "arch", "vet", "komm",
                         "med", "fh", "rer", "vw", "stb"})  # fmt: skip
_SUFFIXES = frozenset({"mba", "msc", "bsc", "ba", "ma", "phd", "llm", "llb", "beng", "meng", "mas",
                       "bed", "med", "bakk", "jun", "jr", "sen", "sr", "emba", "cfa", "cpa",
                       "mph", "mmsc", "dipl", "fh"})  # fmt: skip
_PARTICLES = frozenset({"von", "van", "de", "der", "den", "zu", "zum", "zur", "vom", "di", "da",
                        "del", "della", "la", "le", "el", "al", "ten", "ter", "dos"})  # fmt: skip
_FORMS = (
    "GmbH & Co. KGaA", "GmbH & Co. KG", "GmbH & Co KG", "GmbH & Co. OG", "GmbH & Co OG",
    "Ges.m.b.H. & Co. KG", "AG & Co. KG", "UG (haftungsbeschränkt) & Co. KG",
    "UG (haftungsbeschränkt)", "gemeinnützige GmbH", "gGmbH", "Ges.m.b.H.", "GesmbH", "GmbH",
    "FlexCo", "KGaA", "PartG mbB", "PartGmbB", "PartG", "e.Gen.", "e.U.", "e.K.", "e.Kfm.",
    "e.Kfr.", "e.V.", "eGmbH", "mbH", "OHG", "GbR", "OG", "KG", "AG", "SE", "eG", "UG", "KEG",
    "OEG", "Ltd.", "Ltd", "Limited", "Inc.", "Inc", "S.r.l.", "Srl", "S.p.A.", "SpA", "d.o.o.",
    "s.r.o.", "GesbR",
)  # fmt: skip
_ENDINGS = tuple(" " + form.casefold() for form in _FORMS)
_LIKE = str.maketrans("авекмнорстухіјѕԁԛԝαβεηικμνορτυχ", "abekmhopctyxijsdqwabenikmvoptux")
_WORDS = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_ALIKE = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person's name in its parts."""

    title: str = ""
    first: str = ""
    last: str = ""
    suffix: str = ""
    courtesy: str = ""
    """"Herr", "Frau", "Mr." ..."""


def split_prefix(text: str) -> tuple[str, str]:
    """What stands before a name, as courtesy word and titles: "Herr Dr." is "Herr", "Dr."."""
    words = text.split()
    courtesy = [word for word in words if _bare(word) in _COURTESY]
    titles = [word for word in words if _bare(word) not in _COURTESY]
    return " ".join(courtesy), " ".join(titles)


def split_name(text: str) -> PersonName:
    """A whole name in its parts: known titles are taken off, the last word is the last name.

    "Huber, Eva" puts the last name first; "von", "de" ... belong to the last name.
    """
    head, comma, tail = (part.strip() for part in text.partition(","))
    suffix = ""
    if comma and _all_suffixes(tail):
        text, suffix, comma = head, tail, ""
    words = text.split() if not comma else [*tail.split(), *head.split()]
    before = 0
    while before < len(words) - 1 and _is_prefix(words[before]):
        before += 1
    courtesy, title = split_prefix(" ".join(words[:before]))
    names = words[before:]
    cut = len(names) - len(head.split()) if comma else _last_from(names)
    cut = max(0, cut)
    return PersonName(
        title=title,
        first=" ".join(names[:cut]),
        last=" ".join(names[cut:]),
        suffix=suffix,
        courtesy=courtesy,
    )


def legal_form(name: str) -> str:
    """The legal form a company name ends with, as written, or nothing."""
    lower = name.casefold()
    if not lower.endswith(_ENDINGS):
        return ""
    length = next(len(ending) for ending in _ENDINGS if lower.endswith(ending)) - 1
    return name[len(name) - length :]


@lru_cache(maxsize=1 << 14)
def key(text: str) -> str:
    """Words by which a name is the same name: no case, accents, signs or look-alikes."""
    plain = fold(text)
    if not plain.isascii():
        # Cyrillic and Greek letters that look Latin (store.md T3).
        plain = fold(plain.translate(_LIKE))
    return " ".join(_WORDS.findall(plain)) or plain.strip()


def loose_key(name: str) -> str:
    """Like key, without the legal form and with "und" for "&"."""
    form = legal_form(name)
    bare = name[: len(name) - len(form)] if form else name
    words = [word for word in key(bare.replace("&", " und ")).split() if word not in _FILLERS]
    return " ".join(words)


_FILLERS = frozenset({"und", "and", "firma", "fa", "the", "die", "der"})


def is_mixed_script(text: str) -> bool:
    """Latin letters beside Cyrillic or Greek ones: may be meant to deceive."""
    return bool(not text.isascii() and _ALIKE.search(text) and _LATIN.search(text))


def phone_key(text: str) -> str:
    """Digits by which a phone number is the same number; empty below six digits.

    "+43 (0)316 555 01 23", "0043316..." and "0316/5550123" give one key.
    """
    digits = re.sub(r"\(0\)|[^\d+]", "", text)
    country = digits.startswith(("+", "00"))
    digits = digits.lstrip("+0")
    if country:
        digits = re.sub(r"^(?:43|49|41|423|39)0?", "", digits)
    return digits if len(digits) >= 6 else ""


def _last_from(names: list[str]) -> int:
    """Index of the first word of the last name."""
    cut = len(names) - 1
    while cut > 0 and names[cut - 1] in _PARTICLES:
        cut -= 1
    return cut


def _is_prefix(word: str) -> bool:
    bare = _bare(word)
    if bare in _COURTESY:
        return True
    parts = [part for part in map(_bare, re.split(r"[.\-/()]", word)) if part]
    if bare not in _TITLES and not (parts and all(part in _TITLES for part in parts)):
        return False
    # Some titles are also first names ("Di", "Phil"): those need a stop or capitals.
    return bare not in _ALSO_NAMES or "." in word or (word.isupper() and len(bare) <= 3)


def _all_suffixes(text: str) -> bool:
    words = [_bare(word) for word in re.split(r"[,\s]+", text) if word]
    return bool(words) and all(word in _SUFFIXES for word in words)


def _bare(word: str) -> str:
    return "".join(c for c in fold(word) if c.isalnum())
