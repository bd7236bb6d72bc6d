"""Taking a person out of what files hold, as plain JSON: records, history, rows, drafts."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from store.privacy.erasure import ERASED, Traces

Steps = tuple[str | int, ...]
STRUCTURED = frozenset({
    "id", "contact", "other", "event", "criterion", "checklist", "kind", "state", "stage",
    "light", "basis", "channel", "roles", "info", "leap_rule", "letter", "evidence",
    "knock_out", "author", "owner", "name", "last_name", "first_name", "legal_form", "number",
    "street", "postcode", "place", "country", "region", "industry", "time", "email", "phone",
    "mobile", "web", "not_applicable", "choice", "recommended", "rule", "carried",
    "cause",
    "register", "court", "vat", "leads_to", "successor", "others", "wish", "manner", "reaction",
    "about", "subject", "silenced", "code", "languages", "origin",
    "reference",
})
"""Keys whose texts are codes, dates or names of others: only all else is free text."""

_PERSONAL = ("birthday", "name_day", "successor")
"""Events whose keys name a person."""
_LINKS = frozenset({"contact", "event", "leads_to", "successor", "others", "silenced"})
"""Keys that name a person by their id."""
_PERSON = frozenset({"last_name", "first_name", "email", "phone", "mobile"})


class Scrub:
    """Rewrites plain JSON so that a person no longer stands in it."""

    def __init__(self, traces: Traces, kept: Collection[str] = ()) -> None:
        self.traces = traces
        self._kept = frozenset(kept)
        """Texts that name the person and were decided to stay."""
        self._ids = dict.fromkeys(traces.contacts, ERASED) | {
            f"{event}:{key}": f"{event}:{ERASED}"
            for key in traces.contacts for event in _PERSONAL}

    def record(self, plain: Mapping[str, Any]) -> dict[str, Any] | None:
        """A record without the person; None if it goes altogether."""
        if self.traces.whole and plain.get("id") == self.traces.prospect:
            return None
        cleaned: dict[str, Any] = self.value(
            plain, own=self.own(plain.get("id")), home=self.home(plain.get("id")))
        return cleaned

    def home(self, key: object) -> bool:
        """True for a record in which the person stands under a known id."""
        return key in self.traces.homes

    def own(self, key: object) -> bool:
        """True for the record of the person's company."""
        return key == self.traces.prospect

    def value(self, plain: Any, *, own: bool, home: bool, key: str = "") -> Any:
        """Any part of a record."""
        if isinstance(plain, str):
            return self._text(plain, own=own, home=home, key=key)
        if isinstance(plain, list):
            return [
                self.value(item, own=own, home=home, key=key) for item in plain
                if not self.gone(item, home=home, key=key)
            ]
        if isinstance(plain, dict):
            turned = self._acknowledged(plain) if home else plain
            return {k: self.value(v, own=own, home=home, key=k) for k, v in turned.items()}
        return plain

    def gone(self, part: Any, *, home: bool, key: str) -> bool:
        """True for the person, a date of theirs, and for a link to a record that goes."""
        if not isinstance(part, dict):
            return False
        if home and key == "contacts" and part.get("id") in self.traces.contacts:
            return True
        if home and key == "dates" and part.get("contact") in self.traces.contacts:
            return True
        if self.traces.whole and part.get("other") == self.traces.prospect:
            return True
        # Only a company's record has these keys too, and a day on which it was made.
        person = bool(_PERSON.intersection(part)) and "created" not in part
        return person and self.traces.same(
            str(part.get("first_name", "")), str(part.get("last_name", "")),
            str(part.get("email", "")), (str(part.get("phone", "")), str(part.get("mobile", ""))),
        )

    def _acknowledged(self, part: dict[str, Any]) -> dict[str, Any]:
        """The turn of a birthday is the birthday: the day it was answered takes its place."""
        if str(part.get("event", "")) in self._ids and "day" in part:
            return {**part, "turn": part["day"]}
        return part

    def _text(self, text: str, *, own: bool, home: bool, key: str) -> str:
        if home and key in _LINKS and text in self._ids:
            return self._ids[text]
        if key in STRUCTURED or text in self._kept:
            return text
        return self.traces.blanked(text, own=own)

    def texts(
        self, plain: Any, *, own: bool, home: bool, at: Steps = ()
    ) -> Iterator[tuple[Steps, str]]:
        """Free texts of a record that name the person, with their places."""
        if isinstance(plain, str):
            named = str(next((s for s in reversed(at) if isinstance(s, str)), ""))
            if named not in STRUCTURED and self.traces.spans(plain, own=own):
                yield at, plain
        elif isinstance(plain, list):
            for n, item in enumerate(plain):
                if not self.gone(item, home=home, key=str(at[-1]) if at else ""):
                    yield from self.texts(item, own=own, home=home, at=(*at, n))
        elif isinstance(plain, dict):
            for key, item in plain.items():
                yield from self.texts(item, own=own, home=home, at=(*at, key))

    # -- history and journal ----------------------------------------------------------

    def event(self, plain: Mapping[str, Any]) -> dict[str, Any]:
        """One edit of the history: who and when stay, what it says of the person goes."""
        own = any(map(self.own, plain["set"]))
        records = {
            key: self._changes(key, changes) for key, changes in plain["set"].items()
            if not (self.traces.whole and self.own(key))
        }
        return {**plain, "a": self.args(plain.get("a", ()), own=own), "set": records}

    def _changes(self, key: str, changes: Sequence[Any]) -> list[Any]:
        found = []
        for path, old, new in changes:
            if self.home(key) and self._about(path):
                continue
            before, after = (self._side(key, path, value) for value in (old, new))
            if before != after:
                found.append([path, before, after])
        return found

    def _side(self, key: str, path: Sequence[str], value: Any) -> Any:
        """What stood at a path: as a part of its list it may be the person."""
        own, home = self.own(key), self.home(key)
        named = next((step for step in reversed(path) if "=" not in step), "")
        if self.gone(value, home=home, key=named):
            return None
        return self.value(value, own=own, home=home, key=named)

    def args(self, args: Iterable[Sequence[str]], *, own: bool) -> tuple[tuple[str, str], ...]:
        """Names and values of an edit; `own` if it touched the record of the company."""
        return tuple((name, self._arg(value, own)) for name, value in args)

    def _arg(self, value: str, own: bool) -> str:
        """An argument may be JSON itself: what was given up in a conflict."""
        if value.startswith("[["):
            with contextlib.suppress(ValueError, TypeError):
                kept = [
                    [path, self.value(old, own=own, home=own, key=str(path[-1]))]
                    for path, old in json.loads(value) if path and not self._about(path)
                ]
                return json.dumps(kept, separators=(",", ":"))
        return self.traces.blanked(value, own=own)

    def _about(self, path: Sequence[str]) -> bool:
        """True for a place in the person's own data; a conflict names it by the bare id."""
        return list(path[:1]) == ["contacts"] and any(
            step.removeprefix("id=") in self.traces.contacts for step in path[1:])

    def line(self, plain: Mapping[str, Any]) -> dict[str, Any]:
        """One edit of a journal; rows are left out: whoever reads makes them anew."""
        tables = {
            name: {
                key: None if record is None else self.record(record)
                for key, record in table.items() if not (self.traces.whole and self.own(key))
            } for name, table in plain["set"].items()
        }
        hit = any(self.own(key) for table in plain["set"].values() for key in table)
        cleaned = {k: v for k, v in plain.items() if k not in ("row", "r", "d", "m")}
        return {**cleaned, "a": self.args(plain.get("a", ()), own=hit), "set": tables}
