"""Mutation run over a pure room: does some test notice each small change of the rules?

    .venv/bin/python tests/mutation/run.py [--jobs N] [MODULE ...]

Without names all modules of store/qualification. Each mutant runs in a process of its own
against all tests of the room: worked examples first, then laws, those of its own module
before others. One that lives is named; the exit code is 1 if one of them does not stand in
explained.txt with its reason, and 2 if the tests fail without any change.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.abc
import importlib.util
import io
import os
import resource
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from enum import Enum
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, is_hypothesis_test, settings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROOM = "qualification"
TESTS = ROOT / "tests" / ROOM
SECONDS = 60
"""Of computing. After these a mutant counts as noticed: it never ends."""
OWN = {
    "weighing": ("score", "recommendation"), "decision": ("recommendation", "deciding"),
    "checklist": ("question", "checklist_in_force"), "checklists": ("checklist_in_force",),
    "criterion": ("score", "checklist_in_force"), "knockout": ("question",),
}
"""Tests to begin with, where they are not named after the module."""
TIMED = "not take_no_time"
"""A test of time fails on a busy machine, whatever is changed."""

os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
# A first failing example is enough, the same ones each time, however busy the machine is.
settings.register_profile("mutation", phases=[Phase.explicit, Phase.generate], database=None,
                          derandomize=True, deadline=None,
                          suppress_health_check=list(HealthCheck))
settings.load_profile("mutation")
# The store beside these tests, wherever else one is installed.
sys.path.insert(0, str(ROOT))
# What does not change is loaded once, before the processes part.
for part in ("store.errors", "store.text", "store.profile.prospect", "store.profile.stage",
             "store.persistence.fs", "hypothesis.strategies", "_hypothesis_pytestplugin"):
    importlib.import_module(part)
sys.path.insert(0, str(HERE))
from mutants import Mutant, mutants  # noqa: E402


class Fate(Enum):
    """What became of a mutant."""

    NOTICED = "noticed"
    ENDLESS = "endless"
    LIVES = "lives"


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module with a change instead of its file."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.name = f"store.{ROOM}.{mutant.module}"

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_loader(fullname, self)

    def exec_module(self, module: ModuleType) -> None:
        exec(self.mutant.code, module.__dict__)


class Order:
    """Tests in the order of what they tell for their time."""

    def __init__(self, module: str) -> None:
        self.own = [f"test_{name}" for name in OWN.get(module, (module,))]

    def pytest_collection_modifyitems(self, items: list[pytest.Function]) -> None:
        items.sort(key=lambda item: (
            is_hypothesis_test(item.obj), item.path.stem not in self.own))


def fate(mutant: Mutant | None) -> Fate:
    """Runs the tests against a change, or against none, in a process of their own."""
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        if mutant:
            sys.meta_path.insert(0, Changed(mutant))
        os._exit(_tested(mutant.module if mutant else ""))
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return Fate.ENDLESS if code < 0 else Fate.NOTICED if code else Fate.LIVES


def _tested(module: str) -> int:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return int(pytest.main(
            ["-x", "-q", "-p", "no:cacheprovider", "-p", "hypothesispytest", "-k", TIMED,
             "--noconftest", "--assert=plain", "--no-header", "--import-mode=importlib",
             "-c", os.devnull, "--rootdir", str(ROOT), str(TESTS)],
            plugins=[Order(module)]))


def explained() -> dict[str, str]:
    """Mutants that no test can notice, each with its reason on the line below."""
    lines = (HERE / "explained.txt").read_text("utf-8").split("\n")
    pairs = [line for line in lines if line and not line.startswith("#")]
    return {name: reason.strip() for name, reason in zip(pairs[::2], pairs[1::2], strict=True)}


def tried(module: str, jobs: int, reasons: dict[str, str]) -> tuple[int, int, int]:
    """Runs a module's mutants and tells of each that lives: how many, living, unexplained."""
    source = (ROOT / "store" / ROOM / f"{module}.py").read_text("utf-8")
    all_, start = list(mutants(source, module)), time.monotonic()
    living, endless = set(), 0
    with ThreadPoolExecutor(jobs) as pool:
        for mutant, found in zip(all_, pool.map(fate, all_), strict=True):
            endless += found is Fate.ENDLESS
            if found is Fate.LIVES:
                living.add(mutant.name)
                mark = "explained" if mutant.name in reasons else "LIVES"
                print(f"{mark} {mutant.line}: {mutant.name}", flush=True)
    for name in reasons:
        if name.startswith(f"{module}: ") and name not in living:
            print(f"explained, but not there or noticed: {name}")
    open_ = len(living - set(reasons))
    print(f"{module}: {len(all_)} mutants, {len(all_) - len(living)} noticed ({endless} endless), "
          f"{len(living) - open_} explained, {open_} not, {time.monotonic() - start:.0f} s",
          flush=True)
    return len(all_), len(living), open_


def main() -> int:
    """Run and tell. 0: every mutant that lives is explained."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("modules", nargs="*")
    options = parser.parse_args()
    if fate(None) is not Fate.LIVES:
        print("the tests fail without any change")
        return 2
    modules = options.modules or sorted(
        path.stem for path in (ROOT / "store" / ROOM).glob("[!_]*.py"))
    reasons = explained()
    sums = [sum(column) for column in zip(*(
        tried(module, options.jobs, reasons) for module in modules), strict=True)]
    print(f"{sums[0]} mutants, {sums[0] - sums[1]} noticed, {sums[1] - sums[2]} explained, "
          f"{sums[2]} not")
    return bool(sums[2])


if __name__ == "__main__":
    raise SystemExit(main())
