"""Hengbi's extraction layer: reports in, comparable observations out.

From the files of reports to a table in three lines:

    >>> import extract
    >>> summary = extract.build("seeds", "data")
    >>> frame = extract.open_dataset("data").observations()

which is a pandas DataFrame, a row an observation:

    >>> frame[["indicator", "adcode", "time_period", "value", "unit", "exact"]].shape == (len(frame), 6)
    True

From one file of any kind, without a card, likewise:

    >>> import extract
    >>> found = extract.preview(extract.read("seeds/330113-linping/2023.txt"))
    >>> found.frame("mentions")["start"].is_monotonic_increasing
    True

What else there is:

    >>> document = extract.read("seeds/330113-linping/2023.txt")  # or read_bytes(data, name)
    >>> mentions = extract.read_mentions(document)     # every number, with its indicator or why it has none
    >>> accounts = extract.explain(document, 874)      # how the number at a character was read
    >>> data = extract.open_dataset("data")            # a data set that was built before
    >>> place = extract.export(data, "sdmx", "sdmx.zip")  # for other programs
    >>> verdict = extract.comparability([])            # may these figures stand side by side?
    >>> records = extract.indicators()                 # the records, by id
    >>> linping = extract.areas.get("330113")          # the registry of areas

What goes wrong in a way that a caller can put right is a ``HengbiError``.
Parts are imported when first asked for, so that a short reading starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .model import (
    Candidate,
    CardError,
    DatasetError,
    Document,
    Evidence,
    HengbiError,
    Issue,
    Mention,
    Observation,
    RecordError,
    Report,
    ReportError,
    mention_row,
)

if TYPE_CHECKING:
    from . import areas
    from .building import build
    from .cells import guarded, unguarded
    from .comparing.compare import compare as comparability
    from .explaining import explain
    from .exports import FORMATS
    from .exports.packages import Package, read_package
    from .exports.publish import export, packed
    from .exports.schema import Column, columns
    from .exports.source import Source, of_frames
    from .linking.observe import read_mentions
    from .named.programmes import Programme, themes
    from .previewing import Preview, Proposal, preview, propose
    from .readers import LIMIT, read, read_bytes
    from .records.catalogue import Indicator
    from .records.catalogue import load as indicators
    from .sources.cardwriting import Change, NewReport, card_toml, correction_toml
    from .sources.saving import save_correction, save_report
    from .storage.dataset import Dataset
    from .storage.opening import open_dataset
    from .storage.remote import copy_of, fetch

_FACE = {
    "areas": ("areas", ""),
    "build": ("building", "build"),
    "Change": ("sources.cardwriting", "Change"),
    "NewReport": ("sources.cardwriting", "NewReport"),
    "card_toml": ("sources.cardwriting", "card_toml"),
    "correction_toml": ("sources.cardwriting", "correction_toml"),
    "Indicator": ("records.catalogue", "Indicator"),
    "indicators": ("records.catalogue", "load"),
    "guarded": ("cells", "guarded"),
    "unguarded": ("cells", "unguarded"),
    "comparability": ("comparing.compare", "compare"),
    "Dataset": ("storage.dataset", "Dataset"),
    "open_dataset": ("storage.opening", "open_dataset"),
    "explain": ("explaining", "explain"),
    "Column": ("exports.schema", "Column"),
    "columns": ("exports.schema", "columns"),
    "FORMATS": ("exports", "FORMATS"),
    "Package": ("exports.packages", "Package"),
    "read_package": ("exports.packages", "read_package"),
    "export": ("exports.publish", "export"),
    "packed": ("exports.publish", "packed"),
    "Source": ("exports.source", "Source"),
    "of_frames": ("exports.source", "of_frames"),
    "read_mentions": ("linking.observe", "read_mentions"),
    "Preview": ("previewing", "Preview"),
    "Proposal": ("previewing", "Proposal"),
    "preview": ("previewing", "preview"),
    "propose": ("previewing", "propose"),
    "Programme": ("named.programmes", "Programme"),
    "themes": ("named.programmes", "themes"),
    "LIMIT": ("readers", "LIMIT"),
    "read": ("readers", "read"),
    "read_bytes": ("readers", "read_bytes"),
    "copy_of": ("storage.remote", "copy_of"),
    "fetch": ("storage.remote", "fetch"),
    "save_correction": ("sources.saving", "save_correction"),
    "save_report": ("sources.saving", "save_report"),
}

__all__ = [
    "FORMATS",
    "LIMIT",
    "Candidate",
    "CardError",
    "Change",
    "Column",
    "Dataset",
    "DatasetError",
    "Document",
    "Evidence",
    "HengbiError",
    "Indicator",
    "Issue",
    "Mention",
    "NewReport",
    "Observation",
    "Package",
    "Preview",
    "Programme",
    "Proposal",
    "RecordError",
    "Report",
    "ReportError",
    "Source",
    "areas",
    "build",
    "card_toml",
    "columns",
    "comparability",
    "copy_of",
    "correction_toml",
    "explain",
    "export",
    "fetch",
    "guarded",
    "indicators",
    "mention_row",
    "of_frames",
    "open_dataset",
    "packed",
    "preview",
    "propose",
    "read",
    "read_bytes",
    "read_mentions",
    "read_package",
    "save_correction",
    "save_report",
    "themes",
    "unguarded",
]


def __getattr__(name: str) -> object:
    """Import a public name from where it lives, the first time it is asked for."""
    if name not in _FACE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _FACE[name]
    home = import_module(f".{module}", __name__)
    value: object = getattr(home, attribute) if attribute else home
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, whether imported yet or not."""
    return __all__
