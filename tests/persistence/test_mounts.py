from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from store.persistence import mounts
from store.persistence.fs import Files

TABLE = r"""22 1 254:0 / / rw,relatime - ext4 /dev/vda1 rw
36 22 0:31 / /srv rw shared:4 - nfs4 server:/srv rw
37 36 0:32 / /srv/local rw - xfs /dev/vdb rw
40 22 0:40 / /mnt/my\040share rw - cifs //server/x rw
41 22 0:41 / /net/anna/remote rw shared:9 master:2 - fuse.sshfs anna@server: rw
50 22 0:50 / /twice rw - ext4 /dev/vdc rw
51 22 0:51 / /twice rw - nfs server:/b rw
short line
"""


@pytest.mark.parametrize(("path", "kind"), [
    ("/etc/data.json", "ext4"), ("/srv/team/data.json", "nfs4"), ("/srv", "nfs4"),
    ("/srv/local/data.json", "xfs"), ("/srvlocal/data.json", "ext4"),
    ("/mnt/my share/data.json", "cifs"), ("/net/anna/remote/x", "fuse.sshfs"),
    ("/twice/x", "nfs"),
])
def test_the_longest_mount_above_counts(path: str, kind: str) -> None:
    assert mounts.kind_of(path, TABLE) == kind


def test_without_mounts_nothing_is_known() -> None:
    assert mounts.kind_of("/x", "") == ""


class Tables(Files):
    """A computer with another mount table."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        return super().open(self.path if path == mounts.TABLE else path, flags, mode)


@pytest.mark.parametrize(("path", "kind"), [
    ("/srv/data.json", "nfs4"), ("/srv/local/x", ""), ("/mnt/my share/x", "cifs"), ("/x", ""),
])
def test_only_network_drives_are_named(tmp_path: Path, path: str, kind: str) -> None:
    table = tmp_path / "table"
    table.write_text(TABLE)
    assert mounts.network_drive(path, fs=Tables(table)) == kind


def test_a_system_without_a_table(kit: SimpleNamespace) -> None:
    assert mounts.network_drive("/x", fs=kit.Breaking(1, kit.fail(2), for_ever=True)) == ""


def test_the_real_table_can_be_read(tmp_path: Path) -> None:
    assert mounts.network_drive(str(tmp_path)) == ""
