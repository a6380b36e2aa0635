"""How the workbench is served: what is refused before it starts, and which addresses it says."""

from __future__ import annotations

import stat
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from equipoise.errors import UsageError
from equipoise.web.guard.door import Keys
from equipoise.web.guard.registry import OneToken
from equipoise.web.serve import Way, addresses, hosts_of, keys_of, serve, state_folder
from web.guarded_workbench import accounts


@pytest.mark.parametrize(
    "way",
    [
        Way(host="0.0.0.0"),
        Way(host="::"),
        Way(host="192.0.2.1"),
        Way(host="workbench.example"),
        Way(host="127.0.0.1.evil.example"),
        Way(behind_https=True),
        Way(names=("workbench.example",)),
        Way(host="0.0.0.0", token=False),
        Way(host="0.0.0.0", certificate=Path("c.pem"), key=Path("k.pem")),
    ],
)
def test_nothing_is_open_to_other_machines_without_accounts(way: Way) -> None:
    with pytest.raises(UsageError, match="needs accounts") as refused:
        serve(None, way, opens=False)
    assert "equipoise accounts add" in refused.value.hint


def test_a_file_without_accounts_is_as_good_as_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no accounts"):
        serve(tmp_path, Way(host="0.0.0.0", accounts=tmp_path / "none.json"), opens=False)


def test_half_of_what_https_needs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="belong together"):
        serve(tmp_path, Way(certificate=tmp_path / "c.pem"), opens=False)


def test_a_certificate_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("NICEGUI_STORAGE_PATH", raising=False)
    (tmp_path / "c.pem").write_text("no certificate", encoding="ascii")
    for file in ("c.pem", "none.pem"):
        with pytest.raises(UsageError, match="cannot be used"):
            serve(tmp_path, Way(port=0, certificate=tmp_path / file, key=tmp_path / file), opens=False)


def test_one_person_gets_a_token_to_print_and_another_to_open_with() -> None:
    way = Way(port=8350)
    keys = keys_of(way)
    assert keys is not None
    printed, opened = addresses(way, "/case/a/evidence", keys)
    assert printed != opened
    for address in (printed, opened):
        assert urlsplit(address)._replace(query="").geturl() == "http://127.0.0.1:8350/case/a/evidence"
        assert len(parse_qs(urlsplit(address).query)["token"][0]) >= 43
    assert isinstance(keys.registry, OneToken)
    assert keys.registry.opens(parse_qs(urlsplit(opened).query)["token"][0])


def test_without_a_token_the_door_stands_open() -> None:
    way = Way(token=False)
    assert keys_of(way) is None
    assert addresses(way, "/", None) == ("http://127.0.0.1:8350/",) * 2


def test_accounts_need_no_token_in_the_address(tmp_path: Path) -> None:
    accounts(tmp_path / "accounts.json")
    way = Way(host="0.0.0.0", accounts=tmp_path / "accounts.json", certificate=Path("c"), key=Path("k"))
    keys = keys_of(way)
    assert isinstance(keys, Keys)
    assert keys.secure
    assert addresses(way, "/", keys)[0] == "https://127.0.0.1:8350/"


def test_behind_a_proxy_the_address_is_the_proxys(tmp_path: Path) -> None:
    accounts(tmp_path / "accounts.json")
    way = Way(behind_https=True, names=("work.example",), accounts=tmp_path / "accounts.json")
    assert addresses(way, "/", keys_of(way))[0] == "https://work.example/"
    assert "work.example" in hosts_of(way)


def test_on_loopback_no_other_name_is_served() -> None:
    assert set(hosts_of(Way())) == {"127.0.0.1", "localhost", "[::1]"}


def test_the_folder_of_settings_is_made_for_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "not" / "there"))
    folder = state_folder()
    assert folder.is_dir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o755)
    assert stat.S_IMODE(state_folder().stat().st_mode) == 0o700
