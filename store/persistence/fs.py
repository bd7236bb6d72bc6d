"""Every file call of the store, on one object, so that tests can break each of them."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import threading
import time

from store.errors import FileError

READ = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW
"""Open for reading; never waits for a FIFO, never follows a link at the end of the path."""
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
"""Make a new file; fails if anything of that name is there."""
KEEP = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW
"""Open a file that stays, made if it is missing."""
APPEND = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW
"""Open a file that is there; all writes go to its end."""
PAUSE = 0.025
"""Seconds until the next try for a lock where the kernel cannot wait."""

_CODES = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "folder",
    errno.ELOOP: "unsafe",
    errno.ENXIO: "not_regular",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EEXIST: "exists",
    errno.ENOLCK: "locked",
}


def file_error(error: OSError, path: str) -> FileError:
    """The FileError of an OSError; what is not known by name is "io"."""
    code = _CODES.get(error.errno or 0, "io")
    return FileError(path=path, code=code, detail=errno.errorcode.get(error.errno or 0, ""))


def _wait(fd: int, seconds: float) -> None:
    """Wait until the lock is ours, or so many seconds are over.

    The kernel lets those who wait in one by one; tries again and again would leave the turn
    to who has just had it. Its wait has no limit of its own, so a thread has to do it. That
    one keeps a descriptor of its own: it may outlast ours, and then gives back at once what
    it gets.
    """
    done, own = threading.Event(), os.dup(fd)
    waiter = threading.Thread(target=_queue, args=(own, done), daemon=True)
    try:
        waiter.start()
    except BaseException:
        os.close(own)
        raise
    done.wait(seconds)


def _queue(fd: int, done: threading.Event) -> None:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
    except OSError:
        # A file system whose kernel cannot wait: not so often that it keeps others busy.
        time.sleep(PAUSE)
    finally:
        os.close(fd)
        done.set()


class Files:
    """The real file system. Each method is one call; all raise OSError."""

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        """Open a file; the descriptor."""
        return os.open(path, flags, mode)

    def close(self, fd: int) -> None:
        """Close a descriptor."""
        os.close(fd)

    def read(self, fd: int, size: int) -> bytes:
        """Up to size bytes; empty at the end."""
        return os.read(fd, size)

    def read_at(self, fd: int, size: int, offset: int) -> bytes:
        """Up to size bytes from a place in the file; empty behind its end."""
        return os.pread(fd, size, offset)

    def write(self, fd: int, data: bytes | memoryview) -> int:
        """Write some or all of the bytes; how many."""
        return os.write(fd, data)

    def fsync(self, fd: int) -> None:
        """Wait until the file with its size and mode is on the disk."""
        os.fsync(fd)

    def fdatasync(self, fd: int) -> None:
        """Wait until the content is on the disk."""
        os.fdatasync(fd)

    def truncate(self, fd: int, size: int) -> None:
        """Cut a file."""
        os.ftruncate(fd, size)

    def stat(self, path: str) -> os.stat_result:
        """What stands at a path; a link is not followed."""
        return os.lstat(path)

    def fstat(self, fd: int) -> os.stat_result:
        """What a descriptor is."""
        return os.fstat(fd)

    def chmod(self, fd: int, mode: int) -> None:
        """Set the mode of an open file, whatever the umask."""
        os.fchmod(fd, mode)

    def chown(self, fd: int, group: int) -> None:
        """Set the group of an open file."""
        os.fchown(fd, -1, group)

    def rename(self, source: str, target: str) -> None:
        """Put one file in another's place at one stroke."""
        os.rename(source, target)

    def link(self, source: str, target: str) -> None:
        """Give a file a second name; fails if that name is taken."""
        os.link(source, target, follow_symlinks=False)

    def unlink(self, path: str) -> None:
        """Remove a name."""
        os.unlink(path)

    def listdir(self, path: str) -> list[str]:
        """Names in a folder."""
        return os.listdir(path)

    def mkdir(self, path: str) -> None:
        """Make a folder that only its owner sees, with the folders above it."""
        os.makedirs(path, mode=0o700, exist_ok=True)

    def fsync_folder(self, path: str) -> None:
        """Wait until the names in a folder are on the disk."""
        fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def lock(self, fd: int, seconds: float = 0.0) -> bool:
        """Take the lock of a file; waits at most so long, in the order of coming.

        False if another holds it, or if the wait ended early: ask again.
        """
        if seconds > 0:
            _wait(fd, seconds)
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def unlock(self, fd: int) -> None:
        """Give the lock back."""
        fcntl.flock(fd, fcntl.LOCK_UN)
