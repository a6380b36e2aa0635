from __future__ import annotations

import json
from datetime import date

import equipoise as eq
from equipoise.cli.main import main


def test_a_file_is_read_as_the_command_reads_it(tmp_path, capsys):
    file = tmp_path / "note.txt"
    file.write_text("“It may end on Friday,” said Ann Lee.\n", encoding="utf-8")
    found = eq.extract(file, published="2022-02-26")
    assert isinstance(found, eq.Extraction)
    assert found.published == date(2022, 2, 26)
    assert main(["extract", str(file), "--published", "2022-02-26", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(file), **found.to_dict()}
    assert {one.label for one in found.mentions} >= {"estimative", "attributed_statement"}
