"""All checklists: shipped ones, one's own in a folder, and older versions of both.

A faulty file is left out and told; all others work. Versions are never written over, so
that an assessment keeps the checklist it was made with (domain.md 3.1).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from store.catalogue import SHIPPED, load_checklist
from store.catalogue.folder import own_files
from store.catalogue.reading import CODE, Reading, read
from store.catalogue.writing import checklist_text
from store.errors import CatalogueError, FileError, StoreError
from store.persistence.fs import Files
from store.persistence.texts import read_text, write_new
from store.profile.assessment import Assessment
from store.qualification.checklist import Checklist
from store.qualification.criterion import Criterion, KnockOutRule, Lever, Text

FOR_CUSTOMERS, FOR_OTHERS = "bestandskunden", "grundcheck"
"""What a first assessment is made with."""


class Checklists:
    """Finds checklists by code and version; reads the folder once, when it is needed."""

    def __init__(self, folder: str = "", *, fs: Files | None = None) -> None:
        """`folder` holds one's own checklists; empty or missing: there are none."""
        self.folder = folder
        self._fs = fs or Files()

    def all(self) -> tuple[Checklist, ...]:
        """The newest version of each: shipped ones in their order, own ones by code."""
        own = sorted({code for code, _version in self._own.found} - set(SHIPPED))
        return tuple(self.get(code) for code in (*SHIPPED, *own))

    def get(self, code: str, version: int | None = None) -> Checklist:
        """A version of a checklist, the newest without a number.

        Raises KeyError if there is none.
        """
        found = self._versions(code)
        return found[max(found, default=0) if version is None else version]

    def of(self, assessment: Assessment | None, customer: bool) -> Checklist:
        """What an assessment was made with, else what a first one is made with.

        If that version is nowhere any more, its answers are shown without a score: the
        criteria then have no weight (see `unscored`).
        """
        if assessment is None:
            return self.get(FOR_CUSTOMERS if customer else FOR_OTHERS)
        found = self._versions(assessment.checklist)
        if assessment.version in found:
            return found[assessment.version]
        return unscored(assessment, found[max(found)] if found else None)

    def path_of(self, code: str, version: int) -> str:
        """The file a version stands in; empty for a shipped one or none."""
        return self._own.paths.get((code, version), "")

    @property
    def problems(self) -> tuple[StoreError, ...]:
        """Files that were left out, each with its reason: CatalogueError or FileError."""
        return tuple(self._own.problems)

    @property
    def remarks(self) -> tuple[CatalogueError, ...]:
        """What is missing in files that work all the same."""
        return tuple(self._own.remarks)

    def save(self, checklist: Checklist) -> Checklist:
        """Write a checklist as the next version of its code; what was written.

        The version before is kept beside it. Raises CatalogueError if it does not fit,
        FileError if it cannot be written ("exists" if another file has its name).
        """
        self.read_again()
        found = self._versions(checklist.code)
        before = max(found, default=0)
        new = replace(checklist, version=before + 1)
        path = os.path.join(self.folder, f"{new.code}.toml")
        text = checklist_text(new)
        written = read(text, path).checklist
        kept = self.path_of(new.code, before)
        same = bool(kept) and os.path.basename(kept) == os.path.basename(path)
        if same:
            self._keep(path, os.path.join(self.folder, f"{new.code}.v{before}.toml"))
        write_new(path, text, overwrite=same, fs=self._fs)
        self.read_again()
        return written

    def copy(self, code: str, new_code: str, title: Text) -> Checklist:
        """Write a checklist under another code and title, to change it; what was written.

        Raises CatalogueError: "missing", "not_allowed" (the new code), "twice" (taken).
        """
        if not self._versions(code):
            raise CatalogueError(self.folder, 0, "missing", code)
        if not CODE.fullmatch(new_code):
            raise CatalogueError(self.folder, 0, "not_allowed", new_code)
        if self._versions(new_code):
            raise CatalogueError(self.folder, 0, "twice", new_code)
        return self.save(replace(self.get(code), code=new_code, title=title))

    def read_again(self) -> None:
        """Forget what was read of the folder."""
        self.__dict__.pop("_own", None)

    @cached_property
    def _own(self) -> _Own:
        return _Own(self.folder, self._fs)

    def _versions(self, code: str) -> Mapping[int, Checklist]:
        found = {version: checklist for (name, version), checklist in self._own.found.items()
                 if name == code}
        if code in SHIPPED:
            shipped = load_checklist(code)
            found[shipped.version] = shipped
        return found

    def _keep(self, path: str, kept: str) -> None:
        """Copy the file before it is replaced; a copy left by a broken try is as good."""
        text = read_text(path, fs=self._fs)
        try:
            write_new(kept, text, fs=self._fs)
        except FileError as error:
            if error.code != "exists" or read_text(kept, fs=self._fs) != text:
                raise


class _Own:
    """What stands in the folder of one's own checklists."""

    def __init__(self, folder: str, fs: Files) -> None:
        self.found: dict[tuple[str, int], Checklist] = {}
        self.paths: dict[tuple[str, int], str] = {}
        self.problems: list[StoreError] = []
        self.remarks: list[CatalogueError] = []
        for path, text in own_files(folder, fs, self.problems):
            try:
                self._add(read(text, path), path)
            except StoreError as error:
                self.problems.append(error)

    def _add(self, reading: Reading, path: str) -> None:
        new = reading.checklist
        key = (new.code, new.version)
        before = self.found.get(key)
        if new.code in SHIPPED and load_checklist(new.code).version == new.version:
            before = load_checklist(new.code)
        if before is not None and before != new:
            raise CatalogueError(path, 0, "same_version", f"{new.code} {new.version}")
        self.found[key] = new
        self.paths.setdefault(key, path)
        self.remarks += reading.remarks


def unscored(assessment: Assessment, like: Checklist | None) -> Checklist:
    """A stand-in for a version that is lost: its answers can be shown, never scored.

    Names of criteria come from another version (`like`), where it has them.
    """
    known = {criterion.code: criterion for criterion in like.criteria} if like else {}
    codes = dict.fromkeys(answer.criterion for answer in assessment.answers)
    name = Text(de=assessment.checklist, en=assessment.checklist)
    return Checklist(
        code=assessment.checklist,
        version=assessment.version,
        title=like.title if like else name,
        customers=bool(like and like.customers),
        criteria=tuple(_weightless(code, known.get(code)) for code in codes),
    )


def _weightless(code: str, like: Criterion | None) -> Criterion:
    if like is not None:
        return replace(like, weight=0, must=False, knock_out=KnockOutRule.NONE)
    name, unknown = Text(de=code, en=code), Text(de="–", en="–")
    return Criterion(
        code=code, label=name, weight=0, must=False, knock_out=KnockOutRule.NONE,
        lever=Lever.WAIT, valid_days=10_000, questions=(unknown,), anchor_low=unknown,
        anchor_high=unknown, evidence=unknown,
    )
