"""Mutation run over a pure room: does some test notice each small change of the rules?

    .venv/bin/python tests/mutation/run.py [--jobs N] [MODULE ...]

Without names all modules of store/qualification. Each mutant runs in a process of its own,
first against the tests named after its module, then against all of the room. One that lives
is named; the exit code is 1 if one of them does not stand in explained.txt with its reason.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.abc
import importlib.util
import io
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import Phase, settings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROOM = "qualification"
TESTS = ROOT / "tests" / ROOM
SECONDS = 120
"""After these a mutant counts as noticed: it never ends."""
FIRST = {
    "weighing": ("score", "recommendation"), "decision": ("recommendation", "deciding"),
    "checklist": ("question", "checklist_in_force"), "checklists": ("checklist_in_force",),
    "criterion": ("score", "checklist_in_force"), "knockout": ("question",),
}
"""Tests to begin with, where they are not named after the module."""

os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
# A first failing example is enough, and the same ones each time.
settings.register_profile("mutation", phases=[Phase.explicit, Phase.generate], database=None,
                          derandomize=True)
settings.load_profile("mutation")
# What does not change is loaded once, before the processes part.
for part in ("store.errors", "store.text", "store.profile.prospect", "store.profile.stage",
             "store.persistence.fs", "hypothesis.strategies", "_hypothesis_pytestplugin"):
    importlib.import_module(part)
sys.path.insert(0, str(HERE))
from mutants import Mutant, mutants  # noqa: E402


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from a changed tree instead of its file."""

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
        exec(compile(self.mutant.tree, self.name, "exec"), module.__dict__)


def order(module: str) -> list[list[str]]:
    """Files of tests for a module: its own ones, then all others."""
    own = [TESTS / f"test_{name}.py" for name in FIRST.get(module, (module,))]
    others = sorted(path for path in TESTS.glob("test_*.py") if path not in own)
    return [[str(path) for path in files] for files in (own, others)]


def noticed(mutant: Mutant) -> bool:
    """True if a test fails with the change, or never ends. Runs in a process of its own."""
    child = os.fork()
    if not child:
        signal.alarm(SECONDS)
        sys.meta_path.insert(0, Changed(mutant))
        os._exit(int(not _fails(order(mutant.module))))
    _, status = os.waitpid(child, 0)
    return status != 1 << 8


def _fails(files: Iterable[list[str]]) -> bool:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return any(
            pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "hypothesispytest",
                         "--assert=plain", "--no-header", "--import-mode=importlib",
                         "-c", os.devnull, "--rootdir", str(ROOT), *some])
            for some in files
        )


def explained() -> dict[str, str]:
    """Mutants that no test can notice, each with its reason on the line below."""
    lines = (HERE / "explained.txt").read_text("utf-8").split("\n")
    pairs = [line for line in lines if line and not line.startswith("#")]
    return {name: reason.strip() for name, reason in zip(pairs[::2], pairs[1::2], strict=True)}


def found(modules: Sequence[str]) -> Iterator[Mutant]:
    """The mutants of the modules, or of all in the room."""
    for path in sorted((ROOT / "store" / ROOM).glob("*.py")):
        if path.stem != "__init__" and (not modules or path.stem in modules):
            yield from mutants(path.read_text("utf-8"), path.stem)


def main() -> int:
    """Run and tell. 0: every mutant that lives is explained."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("modules", nargs="*")
    options = parser.parse_args()
    reasons, all_ = explained(), list(found(options.modules))
    living = []
    with ThreadPoolExecutor(options.jobs) as pool:
        for number, (mutant, dead) in enumerate(zip(all_, pool.map(noticed, all_), strict=True)):
            if not dead:
                living.append(mutant)
                mark = "explained" if mutant.name in reasons else "LIVES"
                print(f"{mark} {mutant.line}: {mutant.name}", flush=True)
            if number % 100 == 99:
                print(f"{number + 1} of {len(all_)}", flush=True)
    open_ = [mutant for mutant in living if mutant.name not in reasons]
    print(f"{len(all_)} mutants, {len(all_) - len(living)} noticed, "
          f"{len(living) - len(open_)} explained, {len(open_)} not")
    return bool(open_)


if __name__ == "__main__":
    raise SystemExit(main())
