"""Help comes at once and fits a plain terminal."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from equipoise.cli.main import app

COMMANDS = [
    command.name or command.callback.__name__.replace("_", "-")
    for command in app.registered_commands
    if command.callback
]
HEAVY = ["jinja2", "numpy", "pandas", "pydantic", "rich", "yaml"]
MOST_CPU_SECONDS = 0.4


def test_help_names_every_command_in_80_columns(run):
    ran = run("--help")
    assert ran.code == 0
    assert all(f"  {name} " in ran.out for name in COMMANDS)
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "..." not in ran.out.partition("Commands:")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_fits_80_columns(run, command):
    ran = run(command, "--help")
    assert ran.code == 0
    assert ran.err == ""
    assert max(map(len, ran.out.splitlines())) <= 80


def test_help_imports_nothing_heavy():
    script = (
        "import sys; from equipoise.cli.main import main; main(['--help']); "
        f"print('loaded:', sorted(set({HEAVY}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded: []"


def test_help_takes_little_processor_time():
    # The best of three, so that a busy machine does not decide.
    assert min(_cpu_seconds_of_help() for _ in range(3)) < MOST_CPU_SECONDS


def test_the_module_runs_like_the_program():
    done = subprocess.run([sys.executable, "-m", "equipoise", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("equipoise ")


def _cpu_seconds_of_help() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "equipoise", "--help"], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
