"""Find the data set of a folder and open it: the manifest says which file it is."""

from __future__ import annotations

import json
from pathlib import Path

from extract.model import DatasetError

from .dataset import Dataset
from .remote import fetch, is_remote
from .store import BUILD, FORMAT, MANIFEST, Manifest


def open_dataset(out: Path | str) -> Dataset:
    """Open the data set in a folder, or at an address such as ``s3://bucket/data``.

    Raises:
        DatasetError: there is none, it is damaged, or of another version; the message says which.

    Examples:
        >>> data = extract.open_dataset("data")
        >>> data.observations(indicator="childcare_places", columns=["unit"])["unit"].unique().tolist()
        ['个']
    """
    folder = fetch(str(out)) if is_remote(out) else Path(out)
    for _ in range(20):  # a build may replace the set between the reading of the manifest and the opening
        manifest = read_manifest(folder)
        path = folder / str(manifest["file"])
        try:
            return Dataset(path, manifest)
        except FileNotFoundError:
            if read_manifest(folder)["file"] == path.name:
                raise DatasetError(f"{path}: missing, though {MANIFEST} names it; {BUILD}") from None
    raise DatasetError(f"{folder}: replaced over and over while being opened; try again")


def read_manifest(folder: Path) -> Manifest:
    """Read and check the manifest of a data set."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DatasetError(f"{folder}: no data set here ({MANIFEST} is missing); {BUILD}") from None
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror or error}; make it readable") from error
    except ValueError as error:
        raise DatasetError(f"{path}: damaged ({error}); {BUILD}") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("format"), int):
        raise DatasetError(f"{path}: no manifest of a data set; {BUILD}")
    if manifest["format"] != FORMAT:
        raise DatasetError(
            f"{path}: format {manifest['format']}, this version reads format {FORMAT}; {BUILD}"
        )
    file = manifest.get("file")
    keys = ("package", "rules", "seeds", "sha256", "version")
    if (
        not isinstance(file, str)
        or Path(file).name != file
        or not all(isinstance(manifest.get(k), str) for k in keys)
    ):
        raise DatasetError(f"{path}: damaged (a field is missing); {BUILD}")
    return manifest
