"""The model: a number with an error is refused beside its field and mended, here and in a text editor."""

from __future__ import annotations

from playwright.sync_api import expect

from equipoise.case.load import load_case
from journeys.chromium import Person
from journeys.served import Served


def test_an_error_is_told_beside_its_field_nothing_is_written_and_it_can_be_mended(
    person: Person, served: Served
) -> None:
    case = served.fresh("mended")
    written = (case / "case.yaml").read_text("utf-8")
    tab = person.opens("/case/mended/model?section=Considerations")
    entry = tab.locator("section.entry").filter(has_text="considerations.cheap_energy")
    field = entry.get_by_role("textbox", name="Effect · Alignment · Committed")
    expect(field).to_have_value("+")
    field.fill("+++")
    field.press("Enter")
    wrong = entry.get_by_role("alert").filter(has_text="expected a number")
    expect(wrong).to_contain_text("considerations.cheap_energy.effect.alignment.committed")
    expect(field).to_have_value("+++")  # what was typed stays
    assert (case / "case.yaml").read_text("utf-8") == written

    field.fill("++")
    field.press("Enter")
    expect(entry.get_by_text("saved", exact=True)).to_be_visible()
    expect(wrong).to_have_count(0)
    changed = (case / "case.yaml").read_text("utf-8").splitlines()
    differing = [(was, now) for was, now in zip(written.splitlines(), changed, strict=True) if was != now]
    assert differing == [
        ('      alignment: {committed: "+", leaving: "--"}', '      alignment: {committed: "++", leaving: "--"}')
    ]

    tab.get_by_role("button", name="Undo", exact=True).click()
    expect(tab.get_by_role("button", name="Redo")).to_be_enabled()
    assert (case / "case.yaml").read_text("utf-8") == written


def test_an_error_written_in_a_text_editor_is_told_with_its_line_until_it_is_mended(
    person: Person, served: Served
) -> None:
    case = served.fresh("by-hand")
    file, was = case / "case.yaml", "    inertia: 0.5 "
    written = file.read_text("utf-8")
    line = written[: written.index(was)].count("\n") + 1
    tab = person.opens("/case/by-hand/model?section=Instruments")
    findings = tab.get_by_role("alert", name="Findings")
    expect(findings).to_be_hidden()
    file.write_text(written.replace(was, "    inertia: much "), "utf-8")
    expect(findings).to_contain_text("the last sound version is shown")
    expect(findings).to_contain_text(f"case.yaml:{line}")
    file.write_text(written.replace(was, "    inertia: 0.6 "), "utf-8")
    expect(findings).to_be_hidden()
    assert load_case(case).definition.instruments["alignment"].inertia == 0.6


def test_a_whole_file_is_edited_as_text_and_refused_while_it_has_an_error(person: Person, served: Served) -> None:
    case = served.ladder("as-text")
    file = case / "sources.yaml"
    tab = person.opens("/case/as-text/model?text=sources.yaml")
    editor = tab.locator(".cm-content")
    expect(editor).to_contain_text("A wire service")
    editor.press("ControlOrMeta+a")
    editor.press_sequentially("wire: {title: A wire service, grade: Q}")
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.get_by_role("alert").filter(has_text="sources.yaml")).to_contain_text("grade")
    assert "grade: B" in file.read_text("utf-8")
    editor.press("ControlOrMeta+a")
    editor.press_sequentially("wire: {title: A wire service, grade: C}")
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.get_by_role("button", name="Undo", exact=True)).to_be_enabled()
    assert "grade: C" in file.read_text("utf-8")
