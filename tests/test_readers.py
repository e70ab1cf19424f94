"""Readers: every format, every encoding, every refusal; files are made here."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extract.linking.observe import read_mentions
from extract.model import Document, ReportError
from extract.readers import FORMATS, read, read_bytes
from extract.readers.number_format import shown

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*/*.txt"))
SENTENCE = "全区共有医疗机构120家，卫生技术人员3058名。"
TRADITIONAL = "全區共有醫療機構120家，衛生技術人員3058名。"


def anchored(document: Document) -> dict[str, str]:
    """Each place with its text; checks that anchors are in order and do not overlap."""
    last = 0
    found: dict[str, str] = {}
    for anchor in document.anchors:
        assert last <= anchor.start < anchor.end <= len(document.text)
        last = anchor.end
        found[anchor.place] = document.text[anchor.start : anchor.end]
        assert document.place(anchor.start) == anchor.place
    return found


def refused(data: bytes, name: str) -> str:
    """The refusal's message, which must be one line that names the file."""
    with pytest.raises(ReportError) as caught:
        read_bytes(data, name)
    message = str(caught.value)
    assert "\n" not in message and message.startswith(name) and message.count(";") >= 1
    return message


# --- plain text ---


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
@pytest.mark.parametrize("text", [SENTENCE, f"\r\n {SENTENCE}\r\n\r{SENTENCE}\n", "医院3家", "床位\t5张\n"])
def test_text_keeps_every_character(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    if encoding in ("utf-16-le", "utf-16-be"):
        data = "\ufeff".encode(encoding) + data
    document = read_bytes(data, "report.txt")
    mark = "\ufeff" if encoding == "utf-8-sig" else ""  # a character of the decoded file: offsets count it
    assert document.text == mark + text
    assert document.format == "txt" and document.anchors == ()
    assert data.endswith(document.text.encode(document.encoding))


@pytest.mark.parametrize("text", [TRADITIONAL, "醫院3家", "床位5張", "人均期望壽命從76.78歲到80.1歲"])
def test_big5(text: str) -> None:
    document = read_bytes(text.encode("big5"), "report.txt")
    assert (document.text, document.encoding) == (text, "big5")


@pytest.mark.parametrize("text", [TRADITIONAL, "囍慶祝", "㐀全区医院120家", "萧山临平"])
def test_gb18030_beyond_gb2312(text: str) -> None:
    document = read_bytes(text.encode("gb18030"), "report.txt")
    assert (document.text, document.encoding) == (text, "gb18030")


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.parent.name)
def test_seeds_are_read_as_they_are(path: Path) -> None:
    document = read(path)
    assert document.text == path.read_bytes().decode("utf-8")
    assert (document.name, document.encoding) == (path.name, "utf-8")
    beginning = document.text.replace("\u2022", "")[:300]
    again = read_bytes(beginning.encode("gb18030"), path.name)
    assert (again.text, again.encoding) == (beginning, "gb18030")


def test_markdown_and_other_suffixes() -> None:
    assert read_bytes(f"# 报告\n\n{SENTENCE}".encode(), "report.md").format == "md"
    assert read_bytes(SENTENCE.encode(), "report").format == "txt"
    assert read_bytes(f"BMI 检测\n{SENTENCE}".encode(), "report.txt").text.startswith("BMI")
    assert set(FORMATS) == {"txt", "md", "html", "pdf", "docx", "xlsx"}


# --- web pages ---

PAGE = """<!DOCTYPE html>
<html><head><title>网站</title><style>p{{color:red}}</style><meta charset="{charset}"></head>
<body><nav>首页 | 概况</nav><script>var a = "12家";</script>
<h1>卫生健康&nbsp;公报</h1>
<p>全区共有医疗
机构<b>120</b>家&#65292;床位&gt;3000张。<br>第二行</p>
<p hidden>看不见99</p><p style="display: none">也看不见98</p>
<table><caption>表一</caption>
<tr><th rowspan="2">机构</th><th colspan="2">数量</th></tr>
<tr><th>家</th><th>张</th></tr>
<tr><td>医院</td><td> 12 </td><td><p>3,456</p></td></tr>
<tr><td>其中：<br>中医</td><td></td><td>789</td></tr></table>
尾巴</body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "gb18030"])
@pytest.mark.parametrize("name", ["page.html", "page.htm", "page", "page.txt"])
def test_html(charset: str, name: str) -> None:
    document = read_bytes(PAGE.format(charset=charset).encode(charset), name)
    assert document.format == "html"
    lines = document.text.splitlines()
    assert lines == [
        "卫生健康\u00a0公报",
        "全区共有医疗机构120家，床位>3000张。",
        "第二行",
        "表一",
        "机构\t数量",
        "\t家\t张",
        "医院\t12\t3,456",
        "其中： 中医\t\t789",
        "尾巴",
    ]
    places = anchored(document)
    assert places["table 1, row 4, column 3"] == "3,456"
    assert places["table 1, row 3, column 2"] == "家"
    assert places["paragraph 2"] == "全区共有医疗机构120家，床位>3000张。"


def test_html_tables_that_only_arrange_the_page_are_read_as_text() -> None:
    inner = "<table><tr><td>医院</td><td>5家</td></tr></table>"
    page = f"<html><body><table><tr><td>左</td><td>{inner}</td></tr></table>"
    assert read_bytes(page.encode(), "a.html").text == "左\n医院\t5家\n"
    page = f"<html><body><table><tr><td>栏目</td><td><p>{SENTENCE * 40}</p><p>完</p></td></tr></table>"
    assert read_bytes(page.encode(), "a.html").text.splitlines()[-1] == "完"


def test_html_in_other_encodings() -> None:
    assert read_bytes(f"<html><p>{SENTENCE}".encode("utf-16"), "a.html").text == SENTENCE + "\n"
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset=big5"><p>{TRADITIONAL}'
    assert read_bytes(page.encode("big5"), "a.html").text == TRADITIONAL + "\n"
    page = f'<html><meta charset="gb2312"><p>{SENTENCE}'
    assert read_bytes(page.encode("utf-8"), "a.html").text == SENTENCE + "\n", (
        "a page that lies about its encoding"
    )
    xhtml = f'<?xml version="1.0" encoding="utf-8"?>\n<html><body><p>{SENTENCE}</p></body></html>'
    assert read_bytes(xhtml.encode(), "a.xhtml").text == SENTENCE + "\n"


def test_html_nested_deeper_than_python_may_recurse() -> None:
    page = "<html><body>" + "<div>" * 2000 + SENTENCE + "</div>" * 2000
    assert SENTENCE in read_bytes(page.encode(), "a.html").text
    page = f"<html><body><p>{SENTENCE}</p>" + "<div>" * 3000 + SENTENCE
    assert "deeper" in refused(page.encode(), "a.html"), "half a page is worse than none"


# --- PDF ---


def make_pdf(pages: list[list[str]], encrypt: str = "", picture: bool = False) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    lock = StandardEncryption(encrypt, ownerPassword="owner") if encrypt else None
    canvas = Canvas(out, pagesize=A4, encrypt=lock)
    for lines in pages:
        canvas.setFont("STSong-Light", 12)
        if picture:
            canvas.drawImage(_picture(), 10, 10, 500, 700)
        for n, line in enumerate(lines):
            canvas.drawString(72, 760 - 20 * n, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _picture() -> object:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    return ImageReader(Image.new("RGB", (20, 20), "grey"))


def test_pdf() -> None:
    document = read_bytes(make_pdf([[SENTENCE, "托位9171个"], ["第二页床位3921张"]]), "report.pdf")
    assert document.format == "pdf"
    places = anchored(document)
    assert list(places) == ["page 1", "page 2"]
    assert SENTENCE in places["page 1"] and "托位9171个" in places["page 1"]
    assert places["page 2"].strip() == "第二页床位3921张"
    assert "\r" not in document.text
    assert document.place(document.text.index("3921")) == "page 2"


def test_pdf_is_known_by_its_content() -> None:
    assert read_bytes(make_pdf([[SENTENCE]]), "report.txt").format == "pdf"


def test_pdf_refusals() -> None:
    assert "password" in refused(make_pdf([[SENTENCE]], encrypt="geheim"), "a.pdf")
    assert "scan" in refused(make_pdf([[], []]), "a.pdf")
    assert "scan" in refused(make_pdf([["- 1 -"], ["- 2 -"]], picture=True), "a.pdf")
    assert "damaged" in refused(b"%PDF-1.7\nnothing more", "a.pdf")
    assert "damaged" in refused(make_pdf([[SENTENCE]])[:300], "a.pdf")
    assert "2,001 pages" in refused(make_pdf([[str(n)] for n in range(2001)]), "a.pdf")


def test_pdf_with_a_picture_and_text_is_no_scan() -> None:
    assert SENTENCE in read_bytes(make_pdf([[SENTENCE]], picture=True), "a.pdf").text


# --- Word ---


def make_docx(change: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document()
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def fill(document: docx.document.Document) -> None:
    document.add_heading("卫生健康公报", 1)
    document.add_paragraph("")
    table = document.add_table(rows=3, cols=3)
    rows = (("机构", "数量", ""), ("医院", "12\n家", "3,456"), ("", "", "789"))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    paragraph = document.add_paragraph("全区共有")
    paragraph.add_run("医疗机构").bold = True
    space = nsdecls("w")
    paragraph._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>120家</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {space}><w:r><w:delText>99家</w:delText></w:r></w:del>"))
    paragraph._p.append(
        parse_xml(f"<w:hyperlink {space}><w:r><w:t>详见</w:t><w:tab/><w:t>附件</w:t></w:r></w:hyperlink>")
    )
    control = (
        f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>床位3921张</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(-1, parse_xml(control))
    document.sections[0].header.paragraphs[0].text = "页眉2024"


def test_docx() -> None:
    document = read_bytes(make_docx(fill), "report.docx")
    assert document.format == "docx"
    assert document.text.split("\n") == [
        "卫生健康公报",
        "",
        "机构\t数量",
        "医院\t12 家\t3,456",
        "\t\t789",
        "全区共有医疗机构120家详见\t附件",
        "床位3921张",
        "",
    ]
    assert anchored(document) == {
        "paragraph 1": "卫生健康公报",
        "table 1, row 1, column 1": "机构",
        "table 1, row 1, column 2": "数量",
        "table 1, row 2, column 1": "医院",
        "table 1, row 2, column 2": "12 家",
        "table 1, row 2, column 3": "3,456",
        "table 1, row 3, column 3": "789",
        "paragraph 3": "全区共有医疗机构120家详见\t附件",
        "paragraph 4": "床位3921张",
    }


def test_docx_text_box_stands_once() -> None:
    def change(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("前")
        box = "<w:txbxContent><w:p><w:r><w:t>框中5家</w:t></w:r></w:p></w:txbxContent>"
        space = nsdecls("w")
        mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        xml = (
            f"<w:r {space} {mc}><mc:AlternateContent>"
            f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        paragraph._p.append(parse_xml(xml))

    assert read_bytes(make_docx(change), "a.docx").text == "前\n框中5家\n"


def test_docx_table_of_one_cell_is_a_frame() -> None:
    def change(document: docx.document.Document) -> None:
        document.add_table(rows=1, cols=1).cell(0, 0).text = "一段\n"
        document.tables[0].cell(0, 0).add_paragraph("二段5家")

    document = read_bytes(make_docx(change), "a.docx")
    assert document.text.split() == ["一段", "二段5家"]


# --- Excel ---


def make_xlsx(change: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.Workbook()
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheets(book: openpyxl.Workbook) -> None:
    first = book.active
    assert first is not None
    first.title = "数据"
    first.append(["机构", "数量\n（家）", None, "占比"])
    first.append(["医院", 12, None, 0.7989])
    first["D2"].number_format = "0.00%"
    first["B4"] = 12345.678
    first["B4"].number_format = '#,##0.0"万元"'
    second = book.create_sheet("Sheet2")
    second["C7"] = 9171
    hidden = book.create_sheet("藏")
    hidden["A1"] = 99
    hidden.sheet_state = "hidden"


def test_xlsx() -> None:
    document = read_bytes(make_xlsx(sheets), "report.xlsx")
    assert document.format == "xlsx"
    assert document.text == "数据\n机构\t数量 （家）\t\t占比\n医院\t12\t\t79.89%\n\t12345.7万元\n\t\t9171\n"
    places = anchored(document)
    assert places["sheet 数据, cell D2"] == "79.89%"
    assert places["sheet 数据, cell B4"] == "12345.7万元"
    assert places["sheet Sheet2, cell C7"] == "9171"
    assert document.place(document.text.index("9171")) == "sheet Sheet2, cell C7"


def test_xlsx_dates_and_truth() -> None:
    import datetime

    def change(book: openpyxl.Workbook) -> None:
        assert book.active is not None
        book.active.append([datetime.date(2023, 12, 31), datetime.datetime(2023, 1, 2, 8, 30), True, "=1/0"])

    assert read_bytes(make_xlsx(change), "a.xlsx").text == "2023年12月31日\t2023年1月2日 08:30\tTRUE\n"


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (12, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1e21, "General", "1000000000000000000000"),
        (12.0, "General", "12"),
        (0.8143, "0.00%", "81.43%"),
        (0.8143, "0%", "81%"),
        (-5.25, "0.0;-0.0", "-5.3"),
        (1234567, "#,##0", "1234567"),
        (1234567, "#,##0,", "1235"),
        (6.68, '0.00"万人"', "6.68万人"),
        (6.6, "0.0#", "6.6"),
        (7, "0.##", "7"),
        (3, '[Red]"共"0"家"', "共3家"),
        (0.5, "# ?/?", "0.5"),
        (1234.5, "0.00E+00", "1234.5"),
        (5, "@", "5"),
        (44.12, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "44.12"),
    ],
)
def test_number_formats(value: float, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


# --- what is refused ---


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n\t ", "a.txt", "white space"),
        ("\ufeff\u3000\n".encode(), "a.txt", "white space"),
        (b"<html><body><script>1</script></body></html>", "a.html", "white space"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.txt", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.pdf", "JPEG"),
        (b"BM\x36\x00\x00\x00\x00\x00", "a.bmp", "BMP"),
        (b"{\\rtf1\\ansi}", "a.doc", "save it as .docx"),
        (b"Rar!\x1a\x07\x00", "a.rar", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\x00", "a.7z", "7z"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "a.gz", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.doc", "save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.xls", "save it as .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (b"\x00\x00\x00\x18ftypmp42", "a.mp4", "film"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", "picture"),
        (b"abc\x00def", "a.txt", "null character"),
        (bytes(range(1, 256)) * 4, "a.bin", "known here"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08" * 9, "a.bin", "binary"),
        ("全区共有医院".encode()[:-1] + b"\xff\xff\x80", "a.txt", "no encoding known"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "a.txt", "UTF-16"),
        (b"Caf\xe9 au lait \xe0 la carte", "a.txt", "no encoding known"),
        (SENTENCE.encode(), "a.pdf", "no such file"),
        (SENTENCE.encode(), "a.docx", "no such file"),
        (b"PK\x03\x04 and then nothing", "a.docx", "damaged DOCX"),
        (b"PK\x03\x04 and then nothing", "a.zip", "damaged ZIP"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a.mht", "HTML only"),
    ],
)
def test_refusals(data: bytes, name: str, says: str) -> None:
    assert says in refused(data, name)


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, data in parts.items():
            packed.writestr(part, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("parts", "name", "says"),
    [
        ({"readme.txt": b"1"}, "a.zip", "ZIP archive"),
        ({"readme.txt": b"1"}, "a.docx", "without the parts"),
        ({"ppt/presentation.xml": b"<a/>"}, "a.pptx", "export it as PDF"),
        ({"OFD.xml": b"<a/>"}, "a.ofd", "OFD"),
        ({"content.xml": b"<a/>", "mimetype": b"x"}, "a.odt", "OpenDocument"),
        ({"xl/workbook.bin": b"1"}, "a.xlsb", "save it as .xlsx"),
        ({"word/document.xml": b"<a/>"}, "a.docx", "damaged DOCX"),
        ({"xl/workbook.xml": b"<a/>"}, "a.xlsx", "damaged XLSX"),
        ({"word/document.xml": b"<a>", "[Content_Types].xml": b"no xml"}, "a.docx", "damaged DOCX"),
        ({"word/document.xml": b"0" * 60_000_000}, "a.docx", "ZIP bomb"),
        ({"xl/workbook.xml": b"<a/>", "xl/media/1.bin": b"0" * 60_000_000}, "a.xlsx", "ZIP bomb"),
    ],
)
def test_archives(parts: dict[str, bytes], name: str, says: str) -> None:
    assert says in refused(archive(parts), name)


def test_a_part_that_understates_its_size_is_refused() -> None:
    full = b"<a>" + b"0" * 30_000_000
    packed = bytearray(archive({"word/document.xml": full}))
    for signature, crc_at, size_at in ((b"PK\x03\x04", 14, 22), (b"PK\x01\x02", 16, 24)):
        header = packed.index(signature)
        packed[header + crc_at : header + crc_at + 4] = zlib.crc32(full[:1000]).to_bytes(4, "little")
        packed[header + size_at : header + size_at + 4] = (1000).to_bytes(4, "little")
    assert "ZIP bomb" in refused(bytes(packed), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("kind", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml")])
def test_entities_are_refused(kind: str, part: str, encoding: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert "entities" in refused(archive({part: bomb.encode(encoding)}), f"a.{kind}")
    declared = '<?xml version="1.0" encoding="UTF-7"?><a/>'
    hidden = archive({part: b"<a/>", "other.bin": bomb.encode(encoding)})
    assert "entities" in refused(hidden, f"a.{kind}")
    assert "UTF-7" in refused(archive({part: declared.encode()}), f"a.{kind}")


def test_damaged_insides() -> None:
    for data, name in ((make_docx(fill), "a.docx"), (make_xlsx(sheets), "a.xlsx")):
        for cut in (60, len(data) // 2, len(data) - 40):
            assert "damaged" in refused(data[:cut], name)
        for at in range(100, len(data), len(data) // 40):
            broken = data[:at] + bytes([data[at] ^ 0xFF]) * 9 + data[at + 9 :]
            try:
                read_bytes(broken, name)
            except ReportError as error:
                assert "\n" not in str(error)


def test_paths(tmp_path: Path) -> None:
    for path, says in (
        (tmp_path, "folder"),
        (tmp_path / "none.txt", "no such file"),
        ("a\0b.txt", "check the path"),
    ):
        with pytest.raises(ReportError, match=says):
            read(path)
    report = tmp_path / "报告.txt"
    report.write_bytes(SENTENCE.encode())
    assert read(report).name == "报告.txt" and read(str(report)).text == SENTENCE
    with pytest.raises(ReportError, match="more than the limit of 10"):
        read(report, limit=10)
    with pytest.raises(ReportError, match="more than the limit of 10"):
        read_bytes(SENTENCE.encode(), "a.txt", limit=10)


def test_a_text_needs_no_library(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_bytes(SENTENCE.encode())
    code = (
        "import sys; from pathlib import Path; from extract.readers import read;"
        f"before = set(sys.modules); read(Path({str(report)!r})); new = set(sys.modules) - before;"
        "assert new <= {'extract.readers.text', 'extract.patterns'}, new"
    )
    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)


KINDS = [
    ["机构类别", "机构数（个）", "", "床位数（张）", ""],
    ["", "2022年", "2023年", "2022年", "2023年"],
    ["总计", "506", "512", "6210", "6400"],
    ["医院", "12", "13", "4100", "4200"],
]
MERGED = ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4))


def as_docx() -> bytes:
    def change(document: docx.document.Document) -> None:
        table = document.add_table(rows=len(KINDS), cols=len(KINDS[0]))
        for r, row in enumerate(KINDS):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        for top, left, bottom, right in MERGED:
            table.cell(top, left).merge(table.cell(bottom, right))

    return make_docx(change)


def as_xlsx() -> bytes:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.active
        assert sheet is not None
        for row in KINDS:
            sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row])
        for top, left, bottom, right in MERGED:
            sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)

    return make_xlsx(change)


def as_html() -> bytes:
    head = "<tr><th rowspan=2>机构类别<th colspan=2>机构数（个）<th colspan=2>床位数（张）</tr>"
    rows = ["".join(f"<td>{cell}" for cell in row if cell) for row in KINDS[1:]]
    return f"<table>{head}{''.join(f'<tr>{row}</tr>' for row in rows)}</table>".encode()


@pytest.mark.parametrize(("make", "name"), [(as_docx, "a.docx"), (as_xlsx, "a.xlsx"), (as_html, "a.html")])
def test_a_header_of_merged_cells_is_that_of_each_column(make: Callable[[], bytes], name: str) -> None:
    found = read_mentions(read_bytes(make(), name), area="330113", year=2023)
    told = {m.text: (m.indicator, m.unit, m.period) for m in found if m.kind == "quantity"}
    assert told["512"] == ("medical_institutions", "家", "2023")
    assert told["6210"] == ("hospital_beds", "张", "2022")
    assert told["13"] == ("hospitals", "家", "2023")
    assert told["4200"][:2] == (None, "张")
