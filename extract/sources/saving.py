"""Put a report, or a correction of a reading, into the folder of the districts.

The only code that writes into ``seeds``.  Names of files and folders are made
here from the area's code and the year, never taken from whoever sends them;
a card is replaced whole or not at all, and only by one that can be read.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import threading
from decimal import Decimal
from pathlib import Path, PurePath

import tomli

from extract import areas
from extract.model import CardError
from extract.patterns import Pattern
from extract.readers import FORMATS, LIMIT, read_bytes

from .cards import ReportCard, load_cards
from .cardwriting import Change, NewReport, area_of, card_toml, correction_toml, english
from .corrections import apply, parse
from .files import CARD, read_source

_DRAFT = ".adding-"
_ONE_AT_A_TIME = threading.Lock()
_DATE = Pattern(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?")


def save_report(seeds: Path | str, data: bytes, name: str, facts: NewReport, limit: int = LIMIT) -> Path:
    """Keep a report for good: its bytes as they are, and what its card says of it.

    Args:
        seeds: the folder that holds one folder a district.
        data: the file, kept byte for byte.
        name: what it was called; only its suffix is used, and only where it is a known one.
        facts: what the card is to say.
        limit: the largest size in bytes.

    Returns:
        Where the report now lies.

    Raises:
        CardError: the facts are wrong, the report is there already, or the folder cannot be written.
        ReportError: the file is no report, or too large.

    Examples:
        >>> facts = extract.NewReport("330481", 2023, title="Health work of 2023")
        >>> path = extract.save_report("seeds", "全市共有托位3200余个。".encode(), "haining.txt", facts)
        >>> path.as_posix()
        'seeds/330481-haining/2023.txt'
    """
    root = Path(seeds)
    area = area_of(facts.adcode)
    _check(facts)
    document = read_bytes(data, PurePath(name).name or "report", limit)
    suffix = PurePath(name).suffix.lower()
    suffix = suffix if suffix in FORMATS[document.format] else FORMATS[document.format][0]
    digest = hashlib.sha256(data).hexdigest()
    with _ONE_AT_A_TIME:
        cards = load_cards(root)
        same = next((card for card in cards.reports if card.sha256 == digest), None)
        if same:
            raise CardError(f"{same.where}: this report is already there as {same.id}; nothing was saved")
        home = _home(root, area)
        try:
            if home.exists():
                return _added(home, data, suffix, facts, digest)
            return _founded(root, home, data, suffix, facts, digest)
        except OSError as error:
            raise CardError(
                f"{home.name}: cannot be written ({error.strerror or error}); make room or make the "
                f"folder of the reports writable; nothing was saved"
            ) from error


def save_correction(seeds: Path | str, change: Change) -> Path:
    """Declare a correction in the card of its report, after seeing that it fits.

    Returns:
        The card.

    Raises:
        CardError: no card has the report, the correction does not fit it, or the card cannot be written.

    Examples:
        >>> wrong = extract.Change("330113-2023", 0, 4, "2.75", "unit", "个", "个/千人", "its table says so")
        >>> extract.save_correction("seeds", wrong)
        Traceback (most recent call last):
        extract.model.CardError: ...
    """
    with _ONE_AT_A_TIME:
        cards = load_cards(Path(seeds))
        card = next((one for one in cards.reports if one.id == change.report), None)
        if card is None:
            raise CardError(f"{change.report}: no report of this name is there to correct; nothing was saved")
        _fits(card, change)
        path = Path(card.folder) / CARD
        old = path.read_bytes()
        try:
            _replace(path, old, _appended(old, "\n" + correction_toml(change)))
        except OSError as error:
            raise CardError(
                f"{card.where}: its card cannot be written ({error.strerror or error}); nothing was saved"
            ) from error
        return path


def _fits(card: ReportCard, change: Change) -> None:
    """Carry the correction out on the report as it is read now; it fails here rather than at the build."""
    from extract.linking.observe import read_mentions

    entry = tomli.loads(correction_toml(change), parse_float=Decimal)["correction"]
    declared = parse(entry, card.area.adcode, card.where)[change.report]
    document = read_bytes(read_source(card), card.path.name)
    mentions = read_mentions(document, card.area.adcode, card.year)
    apply(apply(mentions, document.text, card.corrections, card.where), document.text, declared, card.where)


def _check(facts: NewReport) -> None:
    if not 1949 <= facts.year <= 2100:
        raise CardError(f"{facts.year}: no year; give the year reported on, for example 2023")
    if not _DATE.fullmatch(facts.published.strip()):
        raise CardError(f"{facts.published!r}: no date; write 2024-01-31, 2024-01 or 2024, or leave it empty")


def _home(root: Path, area: areas.Area) -> Path:
    """The folder of an area: the one whose card has its code, else a new one named for it."""
    for folder in sorted(path for path in root.iterdir() if path.name.startswith(area.adcode)):
        if folder.is_symlink() or (folder / CARD).is_symlink():
            raise CardError(f"{folder.name}: a symbolic link; put the folder itself there; nothing was saved")
        if (folder / CARD).is_file():
            return folder
    slug = re.sub(r"[^a-z0-9]+", "", english(area).lower()) or "district"
    return root / f"{area.adcode}-{slug}"


def _founded(root: Path, home: Path, data: bytes, suffix: str, facts: NewReport, digest: str) -> Path:
    """Make a district's folder aside, whole, and put it in place in one step."""
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=root))
    try:
        file = f"{facts.year}{suffix}"
        _write(draft / file, data)
        _write(draft / CARD, card_toml(facts, file, digest).encode())
        draft.chmod(0o755)
        os.rename(draft, home)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return home / file


def _added(home: Path, data: bytes, suffix: str, facts: NewReport, digest: str) -> Path:
    """Put a report beside those of its district: the file first, then the card that names it."""
    card = home / CARD
    old = card.read_bytes()
    taken = {entry.get("id") or f"{facts.adcode}-{entry.get('year')}" for entry in _entries(old, home)}
    number = 1
    stem, identity = str(facts.year), f"{facts.adcode}-{facts.year}"
    while identity in taken or any(path.stem == stem for path in home.iterdir()):
        number += 1
        stem, identity = f"{facts.year}-{number}", f"{facts.adcode}-{facts.year}-{number}"
    file = home / f"{stem}{suffix}"
    entry = card_toml(facts, file.name, digest, identity if number > 1 else "", whole=False)
    draft = home / f"{_DRAFT}{file.name}"
    try:
        _write(draft, data)
        os.replace(draft, file)
        _replace(card, old, _appended(old, entry))
    except BaseException:
        draft.unlink(missing_ok=True)
        file.unlink(missing_ok=True)
        raise
    return file


def _entries(card: bytes, home: Path) -> list[dict[str, object]]:
    try:
        entries = tomli.loads(card.decode("utf-8-sig")).get("report", [])
    except ValueError as error:
        raise CardError(f"{home.name}/{CARD}: not TOML: {error}; mend it first; nothing was saved") from error
    return [entry for entry in entries if isinstance(entry, dict)]


def _appended(old: bytes, entry: str) -> bytes:
    new = old + (b"" if old.endswith(b"\n") else b"\n") + entry.encode()
    try:
        tomli.loads(new.decode("utf-8-sig"))
    except ValueError as error:  # a card that ends inside something that nothing can follow
        raise CardError(f"{CARD}: nothing can be added at its end ({error}); mend it first") from error
    return new


def _replace(path: Path, old: bytes, new: bytes) -> None:
    draft = path.with_name(f"{_DRAFT}{path.name}")
    try:
        _write(draft, new)
        if path.read_bytes() != old:
            raise CardError(f"{path.parent.name}/{path.name}: somebody else changed it meanwhile; try again")
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
