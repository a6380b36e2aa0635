"""Accounts: their file, the commands that write it, and what becomes of it while a workbench runs."""

from __future__ import annotations

import io
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from equipoise.cli.main import main
from equipoise.errors import UsageError
from equipoise.web.guard.accounts import new_name, read_accounts, token_hash
from equipoise.web.guard.passwords import Passwords
from equipoise.web.guard.registry import AccountBook, OneToken
from equipoise.web.workspace.people import Person
from web.guarded_workbench import CHEAP, PASSWORD, accounts

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Run `equipoise accounts` with words, and something on stdin; its code and what it wrote."""

    def run(*words: str | Path, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(["accounts", *map(str, words)])
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


# --- the commands ---


def test_an_account_is_added_listed_and_removed(tmp_path: Path, say: Say) -> None:
    file = tmp_path / "accounts.json"
    code, out, err = say("add", file, "maria", "--role", "editor", typed="correct horse battery\n")
    assert (code, out) == (0, "")
    assert "added maria, editor" in err
    assert say("list", file)[1] == "maria  editor\n"
    assert say("remove", file, "maria")[0] == 0
    assert say("list", file)[1] == "no accounts\n"


def test_the_file_is_its_owners_alone_and_holds_no_password(tmp_path: Path, say: Say) -> None:
    file = tmp_path / "accounts.json"
    before = os.umask(0)
    try:
        say("add", file, "maria", "--role", "editor", typed="correct horse battery\n")
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    text = file.read_text(encoding="utf-8")
    assert "correct horse" not in text
    assert json.loads(text)["accounts"]["maria"]["password"].startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_token_is_printed_once_and_only_its_hash_is_kept(tmp_path: Path, say: Say) -> None:
    file = tmp_path / "accounts.json"
    say("add", file, "maria", "--role", "editor", typed="correct horse battery\n")
    code, out, err = say("token", file, "maria")
    token = out.strip()
    assert code == 0
    assert token.startswith("eqp_")
    assert token not in err
    assert token not in file.read_text(encoding="utf-8")
    assert token_hash(token)[:8] in say("list", file)[1]
    assert say("token", file, "maria", "--withdraw", token_hash(token)[:8])[0] == 0
    assert AccountBook(file, CHEAP).by_token(token) is None


def test_a_list_as_json_has_names_and_roles_and_no_hash(tmp_path: Path, say: Say) -> None:
    file = tmp_path / "accounts.json"
    accounts(file)
    told = json.loads(say("list", file, "--json")[1])
    assert [(one["name"], one["role"]) for one in told["accounts"]] == [
        ("rosa", "reader"),
        ("anna", "analyst"),
        ("edgar", "editor"),
    ]
    assert "argon2" not in json.dumps(told)


@pytest.mark.parametrize(
    ("words", "typed", "told"),
    [
        (("add", "{file}", "maria", "--role", "king"), "correct horse battery\n", "no role"),
        (("add", "{file}", "maria", "--role", "editor"), "short\n", "12 to 256 characters"),
        (("add", "{file}", "maria", "--role", "editor"), "x" * 300, "12 to 256 characters"),
        (("add", "{file}", "maria", "--role", "editor"), "", "12 to 256 characters"),
        (("add", "{file}", "Edgar", "--role", "editor"), "correct horse battery\n", "already"),
        (("add", "{file}", "default", "--role", "editor"), "correct horse battery\n", "no name"),
        (("add", "{file}", "a/b", "--role", "editor"), "correct horse battery\n", "no name"),
        (("add", "{file}", "a\nb", "--role", "editor"), "correct horse battery\n", "no name"),
        (("remove", "{file}", "edgard"), "", "did you mean 'edgar'"),
        (("password", "{file}", "nobody"), "", "no account"),
        (("token", "{file}", "edgar", "--withdraw", "ffffffff"), "", "no token"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    tmp_path: Path, say: Say, words: tuple[str, ...], typed: str, told: str
) -> None:
    file = tmp_path / "accounts.json"
    accounts(file)
    before = file.read_bytes()
    code, _, err = say(*(word.format(file=file) for word in words), typed=typed)
    assert code == 2
    assert told in err
    assert file.read_bytes() == before


def test_a_name_in_any_script_can_sign_in_and_is_spelled_one_way() -> None:
    assert new_name("李娜", {}) == "李娜"
    assert new_name("Zoe\u0308", {}) == "Zo\u00eb"


# --- the file ---


@pytest.mark.skipif(os.name != "posix", reason="modes are a thing of POSIX")
@pytest.mark.parametrize("mode", [0o644, 0o660, 0o604])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "accounts.json"
    accounts(file)
    file.chmod(mode)
    with pytest.raises(UsageError, match="others than its owner") as refused:
        AccountBook(file, CHEAP)
    assert "chmod 600" in refused.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{",
        '{"accounts": {"a": {"role": "king", "password": "x"}}}',
        '{"accounts": {"a": {"role": "editor", "password": "x", "admin": true}}}',
        '{"equipoise_accounts": 2}',
        "[" * 100_000,
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "accounts.json"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(UsageError, match="no file of accounts"):
        read_accounts(file)


# --- who may enter ---


def test_a_right_password_signs_in_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    accounts(file)
    book = AccountBook(file, CHEAP)
    found = book.sign_in("edgar", PASSWORD["edgar"])
    assert found is not None
    assert found[0] == Person("edgar", "editor")
    assert book.sign_in("edgar", PASSWORD["anna"]) is None
    assert book.sign_in("nobody", PASSWORD["edgar"]) is None
    assert book.sign_in("", "") is None


def test_an_accent_typed_as_two_characters_is_the_same_password() -> None:
    kept = CHEAP.hashed("caf\u00e9 on the corner")
    assert CHEAP.matches(kept, "cafe\u0301 on the corner")


def test_an_unknown_name_costs_a_hash_like_a_known_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    compared: list[str] = []
    verify = PasswordHasher.verify

    def counted(self: PasswordHasher, kept: str | bytes, password: str | bytes) -> bool:
        compared.append(str(kept))
        return bool(verify(self, kept, password))

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    file = tmp_path / "accounts.json"
    accounts(file)
    book = AccountBook(file, Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)))
    book.sign_in("edgar", "wrong password")
    book.sign_in("nobody", "wrong password")
    assert len(compared) == 2
    assert len({kept.rpartition("$")[0].rpartition("$")[0] for kept in compared}) == 1  # the same cost


def test_a_removed_account_is_out_at_once(tmp_path: Path, say: Say) -> None:
    file = tmp_path / "accounts.json"
    tokens = accounts(file)
    book = AccountBook(file, CHEAP)
    found = book.sign_in("edgar", PASSWORD["edgar"])
    assert found is not None
    assert book.holder("edgar", found[1]) is not None
    say("remove", file, "edgar")
    assert book.holder("edgar", found[1]) is None
    assert book.by_token(tokens["edgar"]) is None
    assert book.by_token(tokens["anna"]) == Person("anna", "analyst")


def test_a_new_password_ends_sessions_begun_with_the_old_one(tmp_path: Path, say: Say) -> None:
    file = tmp_path / "accounts.json"
    accounts(file)
    book = AccountBook(file, CHEAP)
    found = book.sign_in("edgar", PASSWORD["edgar"])
    assert found is not None
    assert say("password", file, "edgar", typed="another long password\n")[0] == 0
    assert book.holder("edgar", found[1]) is None
    assert book.sign_in("edgar", "another long password") is not None


def test_nobody_enters_while_the_file_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    tokens = accounts(file)
    book = AccountBook(file, CHEAP)
    file.write_text("{", encoding="utf-8")
    assert book.by_token(tokens["edgar"]) is None
    assert book.sign_in("edgar", PASSWORD["edgar"]) is None
    file.unlink()
    assert book.by_token(tokens["edgar"]) is None


def test_the_token_that_opens_a_browser_holds_once() -> None:
    one = OneToken()
    opening = one.token_to_open()
    assert opening != one.token
    assert one.by_token(opening) is None  # no key to the API
    assert one.opens(opening)
    assert not one.opens(opening)
    assert one.opens(one.token)
    assert one.opens(one.token)
    assert not one.opens("")
