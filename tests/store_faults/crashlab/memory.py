"""A file system in memory with inodes, names, descriptors and locks, that logs what changes.

It behaves as the real one does for the calls of `Files`. The log says which inode each
change touched, so that a power cut can be replayed from it (store.md 5.2).
"""

from __future__ import annotations

import errno
import os
import stat
import threading
import time
from collections.abc import Iterable, Mapping
from typing import Any

from store.persistence.fs import Files

Op = tuple[Any, ...]
"""What changed: ("write", inode, offset, bytes), ("rename", inode, from, to) and so on."""


class Node:
    """A file's content and rights, whatever its names."""

    __slots__ = ("data", "ino", "links", "mode", "mtime")

    def __init__(self, ino: int, data: bytes = b"", mode: int = 0o600) -> None:
        self.ino = ino
        self.data = bytearray(data)
        self.mode = mode
        self.links = 1
        self.mtime = ino


class Disk:
    """Names, inodes and the log of changes; shared by all programs that use it."""

    def __init__(self, files: Mapping[str, bytes] | None = None, folders: Iterable[str] = ()
                 ) -> None:
        self.names: dict[str, Node] = {}
        self.folders = {"/", "/mem", *folders}
        self.log: list[Op] = []
        self.locks: dict[int, tuple[object, int]] = {}
        self.mutex = threading.RLock()
        self.ticks = 1000
        self.last_ino = 0
        for path, data in (files or {}).items():
            self.names[path] = Node(self.next_ino(), data)
            self.folders.add(os.path.dirname(path))

    def next_ino(self) -> int:
        self.last_ino += 1
        return self.last_ino

    def content(self) -> dict[str, bytes]:
        """All files as a program would read them now."""
        return {path: bytes(node.data) for path, node in self.names.items()}

    def nodes(self) -> dict[str, tuple[int, bytes]]:
        """Inode and content of all files."""
        return {path: (node.ino, bytes(node.data)) for path, node in self.names.items()}

    def note(self, kind: str, value: object) -> None:
        """Put a mark of the test between the changes: "begin" and "saved" with a state."""
        self.log.append((kind, value))


def fault(number: int) -> OSError:
    return OSError(number, os.strerror(number))


class MemoryFiles(Files):
    """The calls of one program on a Disk. Its locks end with `die`."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self._open: dict[int, list[Any]] = {}
        self._last = 100

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        disk = self.disk
        with disk.mutex:
            if path in disk.folders:
                if flags & (os.O_WRONLY | os.O_RDWR):
                    raise fault(errno.EISDIR)
                node: Any = path
            elif (node := disk.names.get(path)) is None:
                if not flags & os.O_CREAT or os.path.dirname(path) not in disk.folders:
                    raise fault(errno.ENOENT)
                node = disk.names[path] = Node(disk.next_ino(), mode=mode)
                disk.log.append(("create", node.ino, path))
            elif flags & os.O_CREAT and flags & os.O_EXCL:
                raise fault(errno.EEXIST)
            elif flags & os.O_TRUNC:
                self._cut(node, 0)
            self._last += 1
            self._open[self._last] = [node, 0, flags]
            return self._last

    def close(self, fd: int) -> None:
        with self.disk.mutex:
            self._release(fd)
            if self._open.pop(fd, None) is None:
                raise fault(errno.EBADF)

    def read(self, fd: int, size: int) -> bytes:
        handle = self._handle(fd)
        if isinstance(handle[0], str):
            raise fault(errno.EISDIR)
        start = handle[1]
        data = bytes(memoryview(handle[0].data)[start:start + size])
        handle[1] += len(data)
        return data

    def read_at(self, fd: int, size: int, offset: int) -> bytes:
        return bytes(memoryview(self._handle(fd)[0].data)[offset:offset + size])

    def write(self, fd: int, data: bytes | memoryview) -> int:
        with self.disk.mutex:
            handle = self._handle(fd)
            node, at = handle[0], handle[1]
            if handle[2] & os.O_APPEND:
                at = len(node.data)
            chunk = bytes(data)
            if len(node.data) < at:
                node.data.extend(bytes(at - len(node.data)))
            node.data[at:at + len(chunk)] = chunk
            handle[1] = at + len(chunk)
            self._touch(node)
            self.disk.log.append(("write", node.ino, at, chunk))
            return len(chunk)

    def fsync(self, fd: int) -> None:
        node = self._handle(fd)[0]
        if isinstance(node, str):
            self.fsync_folder(node)
        else:
            self.disk.log.append(("sync", node.ino))

    def fdatasync(self, fd: int) -> None:
        self.disk.log.append(("sync", self._handle(fd)[0].ino))

    def truncate(self, fd: int, size: int) -> None:
        with self.disk.mutex:
            self._cut(self._handle(fd)[0], size)

    def _cut(self, node: Node, size: int) -> None:
        if size < len(node.data):
            del node.data[size:]
        else:
            node.data.extend(bytes(size - len(node.data)))
        self._touch(node)
        self.disk.log.append(("truncate", node.ino, size))

    def stat(self, path: str) -> Any:
        with self.disk.mutex:
            if path in self.disk.folders:
                return _status(path)
            return _status(self._node(path))

    def fstat(self, fd: int) -> Any:
        return _status(self._handle(fd)[0])

    def chmod(self, fd: int, mode: int) -> None:
        self._handle(fd)[0].mode = mode

    def chown(self, fd: int, group: int) -> None:
        self._handle(fd)

    def rename(self, source: str, target: str) -> None:
        disk = self.disk
        with disk.mutex:
            if target in disk.folders:
                raise fault(errno.EISDIR)
            node = self._node(source)
            del disk.names[source]
            disk.names[target] = node
            disk.log.append(("rename", node.ino, source, target))

    def link(self, source: str, target: str) -> None:
        disk = self.disk
        with disk.mutex:
            node = self._node(source)
            if target in disk.names or target in disk.folders:
                raise fault(errno.EEXIST)
            if os.path.dirname(target) not in disk.folders:
                raise fault(errno.ENOENT)
            node.links += 1
            disk.names[target] = node
            disk.log.append(("link", node.ino, target))

    def unlink(self, path: str) -> None:
        disk = self.disk
        with disk.mutex:
            node = self._node(path)
            node.links -= 1
            del disk.names[path]
            disk.log.append(("unlink", node.ino, path))

    def listdir(self, path: str) -> list[str]:
        disk = self.disk
        with disk.mutex:
            if path not in disk.folders:
                raise fault(errno.ENOENT)
            begin = path.rstrip("/") + "/"
            found = {p[len(begin):] for p in (*disk.names, *disk.folders) if p.startswith(begin)}
            return sorted(name for name in found if name and "/" not in name)

    def mkdir(self, path: str) -> None:
        disk = self.disk
        with disk.mutex:
            if path in disk.names:
                raise fault(errno.EEXIST)
            parts = path.strip("/").split("/")
            for n in range(1, len(parts) + 1):
                folder = "/" + "/".join(parts[:n])
                if folder not in disk.folders:
                    disk.folders.add(folder)
                    disk.log.append(("mkdir", 0, folder))

    def fsync_folder(self, path: str) -> None:
        if path not in self.disk.folders:
            raise fault(errno.ENOENT)
        self.disk.log.append(("sync folder", path))

    def lock(self, fd: int, seconds: float = 0.0) -> bool:
        # Without a queue: may say too early that another holds it.
        time.sleep(min(seconds, 0.005))
        with self.disk.mutex:
            ino = self._handle(fd)[0].ino
            holder = self.disk.locks.setdefault(ino, (self, fd))
            return holder[0] is self and holder[1] == fd

    def unlock(self, fd: int) -> None:
        with self.disk.mutex:
            self._release(fd)

    def die(self) -> None:
        """The program is gone: its descriptors and locks are."""
        with self.disk.mutex:
            for fd in tuple(self._open):
                self.close(fd)

    def _release(self, fd: int) -> None:
        handle = self._open.get(fd)
        if handle and not isinstance(handle[0], str):
            ino = handle[0].ino
            if self.disk.locks.get(ino) == (self, fd):
                del self.disk.locks[ino]

    def _handle(self, fd: int) -> list[Any]:
        try:
            return self._open[fd]
        except KeyError:
            raise fault(errno.EBADF) from None

    def _node(self, path: str) -> Node:
        try:
            return self.disk.names[path]
        except KeyError:
            raise fault(errno.ENOENT) from None

    def _touch(self, node: Node) -> None:
        self.disk.ticks += 1
        node.mtime = self.disk.ticks


MADE_HERE = frozenset(name for name in vars(MemoryFiles) if not name.startswith("_"))


def _status(node: Node | str) -> os.stat_result:
    if isinstance(node, str):
        return _result(stat.S_IFDIR | 0o700, abs(hash(node)), 2, 0, 0)
    return _result(stat.S_IFREG | node.mode, node.ino, node.links, len(node.data), node.mtime)


def _result(mode: int, ino: int, links: int, size: int, ticks: int) -> os.stat_result:
    second = ticks // 1000
    return os.stat_result(
        (mode, ino, 1, links, os.getuid(), os.getgid(), size, second, second, second),
        {"st_mtime_ns": ticks * 1_000_000, "st_ctime_ns": ticks * 1_000_000},
    )
