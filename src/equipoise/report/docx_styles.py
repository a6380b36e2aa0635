"""Page, styles and table properties of a Word document, where the library has no names of its own for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from equipoise.report.palette import paper

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

SERIF, SANS, MONO = "Georgia", "Arial", "Consolas"
"""Faces that Word has on every system; others take what they have in their place."""

TWENTIETHS_PER_MM = 20 * 72 / 25.4
"""Twentieths of a point, in which the format measures."""


def set_page(word: WordDocument, foot: str) -> None:
    """A4 with the margins of every form on paper; title, as-of date and page number in the foot."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(17)
    page.top_margin, page.bottom_margin = Mm(14), Mm(17)
    page.footer_distance = Mm(8)
    line = page.footer.paragraphs[0]
    word.styles["Footer"].paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(176), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{foot}\t")
    _field(line, "PAGE")
    line.add_run(" / ")
    _field(line, "NUMPAGES")


def set_styles(word: WordDocument) -> None:
    """The few styles a brief uses; a reader changes one and the whole document follows."""
    ink, second = paper()["ink"], paper()["ink2"]
    body = _style(word, "Normal", SANS, 10.5, ink, after=6, line=1.25)
    body.paragraph_format.widow_control = True
    _style(word, "Title", SERIF, 23, ink, bold=True, after=6)
    _style(word, "Subtitle", SERIF, 12.5, second, after=8)
    _style(word, "Heading 1", SERIF, 14.5, ink, bold=True, before=22, after=4, keep=True)
    _style(word, "Heading 2", SERIF, 11.5, ink, bold=True, before=12, after=4, keep=True)
    _style(word, "Footer", SANS, 8, second)
    _style(word, "List Bullet", SANS, 10.5, ink, after=4)
    _style(word, "Sub-line", SANS, 9.5, second, after=6, keep=True)
    _style(word, "Date line", SANS, 9.5, ink)
    _style(word, "Lede", SERIF, 13, ink, after=6, line=1.3)
    _style(word, "Ruled", SANS, 10, ink, before=4, after=6, line=1.25)
    _style(word, "Claim", SANS, 11, ink, before=4, after=8)
    _style(word, "Note", SANS, 8.5, second, after=3, line=1.2)
    _style(word, "Card text", SANS, 9, ink, after=3)
    _style(word, "Table text", SANS, 8.5, ink, before=1.5, after=1.5)
    _style(word, "Drawing head", SANS, 9, ink, before=4, after=2, keep=True)
    _style(word, "Drawing", SANS, 8, ink, after=4)
    _style(word, "After table", SANS, 4, ink)
    _beside_paragraph(word.styles["Ruled"], {"top": ink, "bottom": paper()["rule"]})
    _beside_paragraph(word.styles["Claim"], {"left": ink})
    code = word.styles.add_style("Code", 2)
    code.font.name = MONO
    code.font.size = _points(8)


def set_style(paragraph: Any, name: str) -> None:
    """Give a paragraph a style, whose id is its name without spaces.

    Named to the library, each would be looked up among all styles, which makes a long table slow.
    """
    paragraph._p.style = name.replace(" ", "")


def repeat_on_every_page(cell: Any) -> None:
    """Make the row of a cell the head of its table on every page it reaches."""
    _set(cell._tc._tr.get_or_add_trPr(), "tblHeader")


def keep_in_one_piece(cell: Any) -> None:
    """Never split the row of a cell between pages."""
    _set(cell._tc._tr.get_or_add_trPr(), "cantSplit")


def keep_together(blocks: list[Any]) -> None:
    """Keep elements of a document on one page: each paragraph in them but the last with the one after it."""
    from docx.oxml.ns import qn

    paragraphs = [paragraph for block in blocks for paragraph in block.iter(qn("w:p"))]
    for paragraph in paragraphs[:-1]:
        paragraph.get_or_add_pPr().get_or_add_keepNext()


def set_margins(table: Any, *, right: float) -> None:
    """No margin inside cells but one at their right, in millimetres: text lines up with that above the table."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side, width in (("left", 0.0), ("right", right)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(width * TWENTIETHS_PER_MM)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)


def rule_between_rows(table: Any) -> None:
    """A thin rule below every row."""
    from docx.oxml.ns import qn

    colour = paper()["grid"]
    properties = table._tbl.tblPr
    _borders(properties, "tblBorders", {"bottom": colour, "insideH": colour}, before=properties.find(qn("w:tblLayout")))


def link_run(paragraph: Any, run: Any, url: str) -> None:
    """Let a run lead to a web address."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)


def _style(
    word: WordDocument,
    name: str,
    face: str,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.1,
    keep: bool = False,
) -> Any:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    known = name in [style.name for style in word.styles]
    style: Any = word.styles[name] if known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size, style.font.bold, style.font.italic = face, _points(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    # The template names faces of its theme, which would win over those named here.
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{kind}"), None)
    faces.set(qn("w:hAnsi"), face)
    space = style.paragraph_format
    space.space_before, space.space_after = _points(before), _points(after)
    space.line_spacing, space.keep_with_next = line, keep
    _without(style.element.get_or_add_pPr(), "pBdr")
    for spread in ("spacing", "kern"):
        _without(style.element.get_or_add_rPr(), spread)
    return style


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _set(properties: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    properties.append(OxmlElement(f"w:{name}"))


def _without(properties: Any, name: str) -> None:
    from docx.oxml.ns import qn

    for found in properties.findall(qn(f"w:{name}")):
        properties.remove(found)


def _borders(properties: Any, name: str, sides: dict[str, str], *, before: Any) -> None:
    """Borders, set before the property that the schema wants after them."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement(f"w:{name}")
    for side, colour in sides.items():
        border = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "4"), ("color", colour.removeprefix("#"))):
            border.set(qn(f"w:{key}"), value)
        borders.append(border)
    before.addprevious(borders)


def _beside_paragraph(style: Any, sides: dict[str, str]) -> None:
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    _borders(properties, "pBdr", sides, before=properties.find(qn("w:spacing")))


def _field(paragraph: Any, name: str) -> None:
    """A number that Word fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    paragraph._p.append(field)
    field.append(run._r)
