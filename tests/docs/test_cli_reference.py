"""docs/reference-cli.md is what the commands say today."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference-cli.md"


def test_every_row_of_a_table_has_two_cells():
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {3}


def test_the_reference_of_the_command_line_is_fresh():
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "write_cli_reference.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
