"""A page of text in parts, as every study words it for the terminal, as markup."""

from __future__ import annotations

from markupsafe import Markup

from equipoise.report.view.pages import Page, Section, Table


def page_markup(page: Page) -> Markup:
    """The page under headings of the second rank; its title is the first of them."""
    lead = Markup("").join(Markup("<p>{}</p>").format(text) for text in page.lead if text)
    return Markup('<div class="study"><h2>{}</h2>{}{}</div>').format(
        page.title, lead, Markup("").join(_section(section) for section in page.sections)
    )


def _section(section: Section) -> Markup:
    paragraphs = Markup("").join(Markup("<p>{}</p>").format(text) for text in section.paragraphs if text)
    table = _table(section.table) if section.table is not None and section.table.rows else Markup("")
    heading = Markup("<h3>{}</h3>").format(section.heading) if section.heading else Markup("")
    return Markup("<section>{}{}{}</section>").format(heading, paragraphs, table)


def _table(table: Table) -> Markup:
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in table.heads)
    rows = Markup("").join(_row(row) for row in table.rows)
    return Markup(
        '<div class="scroll" tabindex="0"><table class="plain-table"><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(heads, rows)


def _row(row: tuple[str, ...]) -> Markup:
    cells = Markup("").join(Markup("<td>{}</td>").format(cell.strip()) for cell in row[1:])
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(row[0].strip() if row else "", cells)
