"""On what kind of drive a file stands: locks cannot be relied on over the network."""

from __future__ import annotations

import os
import re

from store.errors import FileError
from store.persistence.datafile import read_file
from store.persistence.fs import Files

TABLE = "/proc/self/mountinfo"
_NETWORK = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "glusterfs", "ncpfs",
    "fuse.sshfs", "fuse.glusterfs", "fuse.rclone", "fuse.davfs", "fuse.s3fs", "davfs", "virtiofs",
})
_OCTAL = re.compile(r"\\([0-7]{3})")


def network_drive(path: str, *, fs: Files | None = None) -> str:
    """Kind of network drive a resolved path stands on ("nfs4"); empty for a local one.

    Empty too where the system keeps no table of mounts.
    """
    try:
        table = read_file(fs or Files(), TABLE)[0]
    except FileError:
        return ""
    kind = kind_of(path, os.fsdecode(table))
    return kind if kind in _NETWORK else ""


def kind_of(path: str, table: str) -> str:
    """Kind of the file system a path stands on, by a mount table as Linux writes it.

    Of the mounts above the path the longest counts, of equal ones the last.
    """
    best, kind = -1, ""
    for row in table.split("\n"):
        left, _, right = row.partition(" - ")
        fields, details = left.split(" "), right.split(" ")
        if len(fields) < 5:
            continue
        point = _OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[4])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:
            best, kind = len(point), details[0]
    return kind
