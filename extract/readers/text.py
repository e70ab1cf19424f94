"""Plain text and Markdown: the decoded characters as they are, newlines untouched.

The encoding is told by a byte order mark, else by strict decoding: UTF-8 if
the bytes allow it, else the one of GB18030 and Big5 whose characters are the
more common ones.  A guess by statistics of bytes errs on short Chinese texts,
which decode in both; a text of common characters in one of them hardly ever
has common characters in the other.
"""

from __future__ import annotations

from extract.model import Document
from extract.patterns import Pattern

from .refusal import refuse

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Characters that run through every Chinese text, and through every report on health.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程"
    "区县市省医院健康卫局病床门诊疗婴幼老务服基层街镇村岁万亿元率达均每至共近及均签约筛查孕产妇童慢"
    "這個國來時們會於對發學後經過還進說產種麼動電現實體機當點從業開與關應間數問題區縣醫療衛務門診嬰產婦戶萬億歲達簽約篩查護總"
)
_POINTS = frozenset("，。、；：（）《》“”‘’！？—…　·％")
_CONTROL = Pattern(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LEAST_LIKE, _HOME = 0.5, 0.2


def read(data: bytes, name: str) -> Document:
    """A text as a document; its offsets count the characters of the decoded file."""
    text, encoding = decode(data, name)
    kind = "md" if name.lower().endswith((".md", ".markdown")) else "txt"
    return Document(name=name, text=text, format=kind, encoding=encoding)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The characters of a text and the encoding they were in.

    Returns:
        The text (without the byte order mark of UTF-16 and UTF-32), and the encoding's name in Python.

    Raises:
        ReportError: the bytes are no text, or in no encoding of Chinese text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                # A UTF-8 mark is a character of the file like any other: offsets count it.
                kept = data if encoding == "utf-8" else data[len(mark) :]
                return _checked(kept.decode(encoding), name), encoding
            except UnicodeDecodeError as error:
                what = f"begins as {encoding.upper()} but is damaged at byte {error.start + len(mark)}"
                raise refuse(name, what, "get it once more or save it as UTF-8") from error
    try:
        return _checked(data.decode("utf-8"), name), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    # A word or two may look as good in both; then the encoding of the mainland is the likelier.
    likeness = {"gb18030": _likeness(data, "gb18030") + _HOME}
    likeness |= {encoding: _likeness(data, encoding) for encoding in ("big5", "big5hkscs")}
    chosen = max(likeness, key=lambda encoding: likeness[encoding])
    if likeness[chosen] < _LEAST_LIKE:
        raise _unknown(data, name, broken)
    return _checked(data.decode(chosen), name), chosen


def _likeness(data: bytes, encoding: str) -> float:
    """How much a text in this encoding would look like Chinese: 0 to 2, or -1 where it does not decode.

    The share of characters in the encoding's own first level (the few thousand in
    use), plus the share of those that run through every report.
    """
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    foreign = [character for character in text[:100_000] if character > "\x7f" and character not in _POINTS]
    if not foreign:
        return 1.0
    usual = sum(_first_level(character, encoding) for character in foreign)
    return (usual + sum(character in _COMMON for character in foreign)) / len(foreign)


def _first_level(character: str, encoding: str) -> bool:
    """Whether a character is of the first level of GB 2312 or of Big5."""
    first, last = (b"\xb0\xa1", b"\xd7\xf9") if encoding == "gb18030" else (b"\xa4\x40", b"\xc6\x7e")
    code = character.encode(encoding, errors="ignore")
    second = 0xA1 if encoding == "gb18030" else 0x40
    return len(code) == 2 and first <= code <= last and code[1] >= second


def _checked(text: str, name: str) -> str:
    """The text, unless it holds what no text holds."""
    if "\x00" in text:
        where = text.index("\x00")
        raise refuse(name, f"holds a null character at {where} and is no text", "save its text as UTF-8")
    controls = len(_CONTROL.findall(text[:100_000]))
    if controls > 3 + len(text[:100_000]) // 100:
        raise refuse(name, "is a binary file of a kind unknown here", "save its text as .txt, .docx or .pdf")
    return text


def _unknown(data: bytes, name: str, error: UnicodeDecodeError) -> Exception:
    if b"\x00" in data:
        return refuse(name, "is a binary file of a kind unknown here", "save its text as .txt, .docx or .pdf")
    what = f"is in no encoding known here (not UTF-8 from byte {error.start} on, nor GB18030, Big5 or UTF-16)"
    return refuse(name, what, "open it in its own program and save it as UTF-8")
