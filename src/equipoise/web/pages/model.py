"""The model, editable: every field by itself with what is wrong beside it, or a whole file as text."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from nicegui import ui

from equipoise.authored.edit_yaml import append_entry, remove_entry
from equipoise.authored.yaml_text import read_yaml
from equipoise.case.builtin import CASE_FILE
from equipoise.case.edit import parse_edit
from equipoise.errors import EquipoiseError, Finding, InvalidCaseError
from equipoise.web.pages.own_copy import offer_copy
from equipoise.web.pages.page import Page
from equipoise.web.pages.sitting import Sitting
from equipoise.web.parts.model_fields import SECTIONS, Entry, Field, entries
from equipoise.web.workspace.changes import Change
from equipoise.web.workspace.conflict import ConflictError, written_at


def build(sitting: Sitting) -> None:
    """Lay out the page."""
    _Model(sitting)


class _Model:
    """One browser's page."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        wanted = sitting.parameters.get("section", SECTIONS[0].title)
        self.section = next((one for one in SECTIONS if one.title == wanted), SECTIONS[0])
        self.may_edit = sitting.person.may_edit and not sitting.desk.read_only
        say = sitting.say
        with ui.element("div").classes("model"):
            with ui.element("nav").classes("sections").props(f'aria-label="{say("Parts of the model")}"'):
                for section in SECTIONS:
                    link = ui.link(say(section.title), sitting.address("model", section=section.title))
                    if section is self.section:
                        link.props('aria-current="true"')
                ui.link(say("As text"), sitting.address("model", text=CASE_FILE))
            with ui.element("div").classes("entries"):
                self._lay_out()

    def _lay_out(self) -> None:
        say, desk = self.sitting.say, self.sitting.desk
        name = self.sitting.parameters.get("text", "")
        if name in self.sitting.texts:
            self._lay_out_text(name)
            return
        ui.html(f"<h1>{say(self.section.title)}</h1>", sanitize=False)
        if desk.read_only:
            offer_copy(self.sitting, "model", section=self.section.title)
        found = entries(self.sitting.case, self.section)
        if not found:
            ui.label(say("Nothing here yet.")).classes("dim")
        for entry in found:
            self._lay_out_entry(entry)
        if self.section.is_mapping and self.may_edit:
            self._lay_out_adding()

    def _lay_out_entry(self, entry: Entry) -> None:
        say = self.sitting.say
        title = entry.title if self.section.is_mapping else say(entry.title)  # ids and titles of the case are not ours
        with ui.element("section").classes("entry"):
            with ui.element("div").classes("entry-head"):
                ui.html(str(Markup("<h2>{}<span>{}</span></h2>").format(title, entry.path)), sanitize=False)
                if self.section.is_mapping and self.may_edit:
                    ui.button(say("Take out"), on_click=lambda: self._take_out(entry)).props(
                        "flat dense no-caps"
                    ).classes("small")
            said = ""
            for field in entry.fields:
                # What several fields in a row have in common is said once.
                _FieldRow(self.sitting, field, field.meaning if field.meaning != said else "", may_edit=self.may_edit)
                said = field.meaning

    def _lay_out_adding(self) -> None:
        say = self.sitting.say
        with ui.element("section").classes("entry"):
            ui.html(f"<h2>{say('Add an entry')}</h2>", sanitize=False)
            name = ui.input(say("Id: letters, digits, - and _")).props("dense outlined")
            text = ui.textarea(say("Its fields, as YAML")).props("dense outlined autogrow input-class=code")
            wrong = ui.html("", sanitize=False).props('role="alert"')
            ui.button(
                say("Add"), on_click=lambda: self._add(str(name.value or ""), str(text.value or ""), wrong)
            ).props("no-caps unelevated dense")

    def _lay_out_text(self, name: str) -> None:
        """A whole file as text, for what has no field; written only if the case stays sound."""
        say, desk = self.sitting.say, self.sitting.desk
        ui.html(str(Markup("<h1>{}</h1>").format(name)), sanitize=False)
        with ui.element("p").classes("files"):
            for file in self.sitting.texts:
                link = ui.link(file, self.sitting.address("model", text=file))
                if file == name:
                    link.props('aria-current="true"')
        seen = self.sitting.texts[name]
        language = "YAML" if name.endswith(".yaml") else None
        editor = ui.codemirror(seen, language=language, line_wrapping=True).classes("text-editor")  # type: ignore[arg-type]
        editor.props["aria-label"] = name
        wrong = ui.html("", sanitize=False).props('role="alert"')

        def save() -> None:
            try:
                desk.look()
                if desk.texts.get(name) != seen:
                    raise EquipoiseError(
                        f"{name} was changed elsewhere meanwhile", hint="copy your text, and reload the page"
                    )
                desk.rewrite({name: str(editor.value)}, what=f"edited {name}", who=self.sitting.person.name)
            except EquipoiseError as error:
                wrong.set_content(str(_findings(error)))
                return
            ui.navigate.reload()

        button = ui.button(say("Save"), on_click=save).props("no-caps unelevated dense")
        button.set_enabled(self.may_edit)

    def _take_out(self, entry: Entry) -> None:
        desk = self.sitting.desk

        def take_out() -> Change:
            desk.look()  # what a text editor has written meanwhile stays
            text = remove_entry(desk.texts[CASE_FILE], entry.path.split(".", 1))
            return desk.rewrite({CASE_FILE: text}, what=f"took out {entry.path}", who=self.sitting.person.name)

        if self.sitting.attempt(take_out) is not None:
            ui.navigate.reload()

    def _add(self, name: str, text: str, wrong: ui.html) -> None:
        top, desk = self.section.tops[0], self.sitting.desk
        try:
            read = read_yaml(text, file=self.sitting.say("what you typed"))
            if read.findings:
                raise InvalidCaseError(str(read.findings[0]), read.findings)
            if not name:
                raise EquipoiseError("the entry has no id", hint="give it one")
            desk.look()
            changed = append_entry(desk.texts[CASE_FILE], (top,), {name: read.data})
            desk.rewrite({CASE_FILE: changed}, what=f"added {top}.{name}", who=self.sitting.person.name)
        except EquipoiseError as error:
            wrong.set_content(str(_findings(error)))
            return
        ui.navigate.reload()


class _FieldRow:
    """A field: its name, what it says, what it means, and what is wrong with what was typed."""

    def __init__(self, sitting: Sitting, field: Field, meaning: str, *, may_edit: bool) -> None:
        self.sitting, self.field = sitting, field
        self.seen: Any = written_at(sitting.case, field.path)
        with ui.element("div").classes("field"):
            kind = ui.textarea if field.is_long else ui.input
            label = " · ".join(sitting.say(part) for part in field.label.split(" · "))
            self.input = kind(label, value=field.text).props("dense outlined" + (" autogrow" if field.is_long else ""))
            self.input.props["id"] = field.path
            self.input.set_enabled(may_edit)
            self.input.on("blur", self._save)
            self.input.on("keydown.enter", self._save) if not field.is_long else None
            with ui.element("div").classes("about-field"):
                self.wrong = ui.html("", sanitize=False).props('role="alert"')
                ui.label(sitting.say(meaning)).classes("dim")

    def _save(self) -> None:
        typed = str(self.input.value if self.input.value is not None else "")
        if typed == self.field.text:
            self.wrong.set_content("")
            return
        desk, path = self.sitting.desk, self.field.path
        try:
            value = typed if isinstance(self.seen, str) else parse_edit(f"{path}={typed}")[1]
            desk.edit({path: value}, who=self.sitting.person.name, seen={path: self.seen})
        except ConflictError as error:
            self.wrong.set_content(str(_findings(error)))
            self.seen = written_at(self.sitting.case, path)
            return
        except EquipoiseError as error:
            # What was typed stays in the field: nothing is lost, and it can be mended.
            self.wrong.set_content(str(_findings(error)))
            return
        self.seen = written_at(self.sitting.case, path)
        self.field = Field(path, self.field.label, typed, self.field.meaning, self.field.is_long)
        self.wrong.set_content(f'<span class="dim">{self.sitting.say("saved")}</span>')


def _findings(error: EquipoiseError) -> Markup:
    found: tuple[Finding | str, ...] = (
        error.findings if isinstance(error, InvalidCaseError) else tuple(str(error).splitlines())
    )
    lines = Markup("").join(Markup('<p class="finding">{}</p>').format(str(one)) for one in found)
    return lines + (Markup("<p>{}</p>").format(error.hint) if error.hint else Markup(""))


MODEL = Page("model", "Model", build)
