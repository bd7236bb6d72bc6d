from __future__ import annotations

import os
import threading

from tui.terminal.wire import Wire, write_all


def test_everything_arrives_in_order_and_encoded() -> None:
    reader, writer = os.pipe()
    wire = Wire(writer, "iso8859-1", lambda: None)
    wire.start()
    for text in ("a", "ü", "─", "z"):
        wire.write(text)
    wire.stop(10)
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        assert file.read() == b"a\xfc?z"


def test_a_lost_terminal_is_told_once_and_blocks_nobody() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    lost = threading.Semaphore(0)
    wire = Wire(writer, "utf-8", lambda: lost.release())
    wire.start()
    wire.write("x" * 100_000)
    assert lost.acquire(timeout=10)
    for _ in range(1000):
        wire.write("y")
    wire.stop(10)
    assert not wire.is_alive()
    assert not lost.acquire(blocking=False)
    os.close(writer)


def test_a_terminal_that_takes_nothing_is_left_alone() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    assert not write_all(writer, b"x" * 1_000_000, patience=0.01)
    for fileno in (reader, writer):
        os.close(fileno)


def test_a_closed_file_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    os.close(writer)
    assert not write_all(writer, b"x")
