"""The benchmark: `python tests/bench/run.py` prints how fast kundenq is beside its goals.

Ratios are taken within this run, in turns, against a bare Textual app or the bare modules:
times drift with the machine, ratios hardly do. Nothing here passes or fails. Data files are
made once in a folder (`--data`, else a temporary one); `--quick` leaves out 100,000.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import data  # noqa: E402
import measures  # noqa: E402
import stores  # noqa: E402
from measures import DAY, Result, Topic  # noqa: E402

from store.persistence.replay import stamp  # noqa: E402
from store.value.abc import STANDARD_CLASSING  # noqa: E402
from tui.plain.places import rows_key  # noqa: E402

COUNT, SMALL, BASE, LARGE = 5_000, 500, 10_000, 100_000


def _made(folder: Path, count: int, days_ago: int = 0) -> Path:
    path = folder / f"{count}-{days_ago}.json"
    if not path.exists() or not _fits(path):
        for old in folder.glob(f"{path.name}*"):
            old.unlink()
        print(f"making {count} customers ...", file=sys.stderr)
        data.data_file(path, count, DAY - timedelta(days=days_ago))
    return path


def _fits(path: Path) -> bool:
    """True if its rows are those of this program: else opening would make them anew."""
    with path.open("rb") as file:
        return f'"{stamp("AT", rows_key(), STANDARD_CLASSING)}"'.encode() in file.read(1_000)


def topics(folder: Path, options: argparse.Namespace) -> Iterator[tuple[str, Topic]]:
    """Name and measurement of everything, in order."""
    base = _made(folder, COUNT)
    yield "keys", lambda: measures.keys(Path(shutil.copy(base, folder / "keys.json")))
    yield "agenda", lambda: measures.agenda(
        Path(shutil.copy(_made(folder, BASE), folder / "agenda.json")), BASE)
    analysed = (SMALL, COUNT) if options.quick else (SMALL, COUNT, LARGE)
    yield "analysis", lambda: [found for count in analysed for found in measures.analysis(
        Path(shutil.copy(_made(folder, count), folder / "analysis.json")), count)]
    yield "sizes", lambda: measures.sizes(
        _made(folder, SMALL), _made(folder, COUNT if options.quick else LARGE), SMALL,
        COUNT if options.quick else LARGE)
    yield "start", lambda: measures.start(base, options.runs)
    yield "old", lambda: measures.start(
        _made(folder, COUNT, 40), options.runs, what="the same, saved 40 days ago")
    yield "idle", lambda: measures.idle(base, options.idle)
    yield "plain", lambda: measures.plain(base, options.runs, str(20_000))
    yield "durable", lambda: measures.durable(base, folder)
    yield "import", lambda: measures.importing(
        data.csv_file(folder / "import.csv", COUNT, DAY), folder, COUNT)
    sizes = [n for n in stores.SIZES if n != LARGE or not options.quick]
    yield "stores", lambda: stores.stores(
        lambda count: _made(folder, count), folder, sizes, options.runs)
    yield "opening", lambda: stores.bare(
        lambda count: _made(folder, count), [COUNT] if options.quick else [COUNT, LARGE],
        options.runs)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that keeps the data files")
    parser.add_argument(
        "--only", nargs="*", default=[],
        help="keys agenda analysis sizes start old idle plain durable import stores opening")
    parser.add_argument("--runs", type=int, default=9, help="runs of a start")
    parser.add_argument("--idle", type=float, default=10, help="idle seconds")
    parser.add_argument("--quick", action="store_true", help="without 100,000 customers")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.data or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{COUNT} customers, 120x40, load {os.getloadavg()[0]:.1f} of {os.cpu_count()}")
        print(f"{'':38} {'goal':16} found")
        for name, topic in topics(folder, options):
            if not options.only or name in options.only:
                for result in topic():
                    print(_line(result), flush=True)


def _line(result: Result) -> str:
    mark = {None: "", True: "met", False: "NOT MET"}[result.met]
    return f"{result.what:38} {result.goal:16} {result.found:44} {mark}"


if __name__ == "__main__":
    main()
