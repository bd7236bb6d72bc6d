from __future__ import annotations

import platformdirs
import pytest

from tui.plain.platform import platform_folder


@pytest.mark.parametrize("value", [None, "", " ", "/srv/xdg"])
def test_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value is not None:
        monkeypatch.setenv("XDG_CONFIG_HOME", value)
        monkeypatch.setenv("XDG_DATA_HOME", value)
    assert platform_folder("config") == platformdirs.user_config_dir("kundenq", appauthor=False)
    assert platform_folder("data") == platformdirs.user_data_dir("kundenq", appauthor=False)
