"""Documents made for the tests, the same bytes every time where that matters."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import typst

PARAGRAPH = "The minister said that the talks were going well and would go on for several weeks to come."


def pdf(*pages: str, title: str = "", author: str = "") -> bytes:
    """A PDF with these texts, one a page, set by the typesetter."""
    about = f'#set document(title: "{title}"' + (f', author: "{author}")' if author else ")")
    body = "\n#pagebreak()\n".join(pages)
    made = typst.compile(f"{about}\n#set page(width: 12cm, height: 20cm)\n{body}".encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def pdf_of_lines(*lines: str) -> bytes:
    """The smallest PDF that shows some lines of ASCII, each where the typesetter of the author broke it."""
    shown = b" T* ".join(b"(%s) Tj" % line.encode() for line in lines)
    content = b"BT /F1 12 Tf 14 TL 20 700 Td %s ET" % shown
    return _pdf_file(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def encrypted_pdf() -> bytes:
    """A PDF whose password nobody knows: the values that would prove one are all zeros."""
    return _pdf_file(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"00" * 32, b"00" * 32),
        trailer=b"/Encrypt 3 0 R/ID[<00><00>]",
    )


def word(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    """A DOCX with these paragraphs."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def zip_bomb(megabytes: int) -> bytes:
    """A DOCX of a few kilobytes whose text would unpack to so many megabytes."""
    file = BytesIO(word("harmless"))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/footnotes.xml", b" " * (megabytes * 1024 * 1024))
    return file.getvalue()


def page(*paragraphs: str, head: str = "") -> str:
    """A web page with a menu, an article and a foot."""
    article = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html><head><title>Talks go on</title>{head}</head><body><nav><a href='/'>Home</a>"
        f"<a href='/world'>World</a></nav><article><h1>Talks go on</h1>{article}</article>"
        "<footer>All rights reserved by the publisher of this page</footer></body></html>"
    )


def _pdf_file(*objects: bytes, trailer: bytes = b"") -> bytes:
    file = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return file + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        trailer,
        len(file),
    )
