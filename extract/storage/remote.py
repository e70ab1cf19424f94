"""A data set on another file system: fetched once into a local copy, published file first, manifest last.

Any address that fsspec knows will do: ``file://``, ``memory://``; ``s3://`` as
well (`extract.s3`). What a manifest names never changes, so a copy whose
hash is right is right for ever, and only the manifest is looked at again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from extract.model import DatasetError

from .store import BUILD, MANIFEST, file_hash, lock

_TRIES = 20  # a build may replace the set while it is fetched


def is_remote(out: Path | str) -> bool:
    """Say whether a data set's place is an address rather than a folder."""
    return "://" in str(out)


def system_of(address: str) -> tuple[Any, str]:
    """Give the file system that an address is on, and its place there."""
    if address.startswith("s3://"):
        from .s3 import store

        return store(address)
    import fsspec

    system, place = fsspec.core.url_to_fs(address)
    system.invalidate_cache()  # listings of another build's time
    return system, str(place).rstrip("/")


def copy_of(address: str, use: str = "read") -> Path:
    """Say where the local copy of a data set is kept: below ``HENGBI_CACHE`` or the user's own cache.

    Args:
        address: of the data set.
        use: ``read`` or ``build``; who builds has a copy of their own.

    Examples:
        >>> extract.copy_of("s3://health/hengbi") == extract.copy_of("s3://health/hengbi", "build")
        False
    """
    own = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    cache = Path(os.environ.get("HENGBI_CACHE") or Path(own) / "hengbi")
    return cache / f"{use}-{hashlib.sha256(address.encode()).hexdigest()[:16]}"


def fetch(address: str, use: str = "read") -> Path:
    """Bring the local copy of a data set up to date; only what changed is fetched.

    Returns:
        The copy's folder.

    Raises:
        DatasetError: there is no data set, it cannot be reached, or what came is not what the manifest names.

    Examples:
        >>> from pathlib import Path
        >>> folder = extract.fetch(Path("data").resolve().as_uri())
        >>> extract.open_dataset(folder).version == extract.open_dataset("data").version
        True
    """
    folder = copy_of(address, use)
    try:
        system, place = system_of(address)
        for _ in range(_TRIES):
            said = _manifest(system, place, address)
            try:
                _bring(system, place, json.loads(said), folder)
            except FileNotFoundError:
                if _manifest(system, place, address) == said:
                    raise DatasetError(
                        f"{address}: a file is missing that {MANIFEST} names; {BUILD}"
                    ) from None
                continue
            _replace(folder / MANIFEST, said)
            _keep_only(json.loads(said)["file"], folder)
            return folder
    except DatasetError:
        raise
    except Exception as error:  # each file system has errors of its own
        raise _unreachable(address, error) from error
    raise DatasetError(f"{address}: replaced over and over while being fetched; try again")


@contextlib.contextmanager
def place_of(out: Path | str, waiting: Callable[[], None] | None = None) -> Iterator[Path]:
    """Give the folder that a build for a place writes into; for an address, publish it when all went well.

    Such a build begins with what is published there, and one at a time builds on a machine.

    Args:
        out: a folder or an address.
        waiting: called once if another build has to end first.

    Raises:
        DatasetError: the address cannot be reached or written.
    """
    if not is_remote(out):
        yield Path(out)
        return
    address = str(out)
    with lock(copy_of(address, "publish"), waiting):
        try:
            system, place = system_of(address)
            there = system.exists(f"{place}/{MANIFEST}")
        except Exception as error:  # each file system has errors of its own
            raise _unreachable(address, error) from error
        if there:
            with contextlib.suppress(DatasetError):  # of another version or damaged: everything is read anew
                fetch(address, "build")
        folder = copy_of(address, "build")
        yield folder
        publish(folder, address)


def publish(folder: Path, address: str) -> None:
    """Put a data set that was built in a folder to its address: the file first, the manifest last.

    Who reads at that moment finds the old set or the new one. Two builds that
    publish to one address at once leave the set of whoever was last, whole.

    Raises:
        DatasetError: the address cannot be written; what was there stays.
    """
    said = (folder / MANIFEST).read_bytes()
    name = json.loads(said)["file"]
    try:
        system, place = system_of(address)
        system.makedirs(place, exist_ok=True)
        before = system.cat_file(f"{place}/{MANIFEST}") if system.exists(f"{place}/{MANIFEST}") else b""
        if before == said:
            return
        with system.transaction:  # where the file system can, what is half written is not to be seen
            system.put_file(str(folder / name), f"{place}/{name}")
        with system.transaction, system.open(f"{place}/{MANIFEST}", "wb") as stream:
            stream.write(said)
        for other in system.glob(f"{place}/hengbi-*.sqlite"):
            if Path(other).name != name:
                system.rm_file(other)
    except Exception as error:  # each file system has errors of its own
        raise _unreachable(address, error) from error


def _manifest(system: Any, place: str, address: str) -> bytes:
    try:
        said: bytes = system.cat_file(f"{place}/{MANIFEST}")
        named = json.loads(said)
        if Path(named["file"]).name != named["file"] or not isinstance(named["sha256"], str):
            raise ValueError("a field is wrong")
    except FileNotFoundError:
        raise DatasetError(f"{address}: no data set here ({MANIFEST} is missing); {BUILD}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise DatasetError(f"{address}/{MANIFEST}: damaged ({error}); {BUILD}") from error
    return said


def _bring(system: Any, place: str, manifest: dict[str, Any], folder: Path) -> None:
    name, digest = manifest["file"], manifest["sha256"]
    if (folder / name).exists():  # it was checked before it got that name
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetching-", dir=folder) as drafts:
        draft = Path(drafts) / name
        system.get_file(f"{place}/{name}", str(draft))
        if file_hash(draft) != digest:
            raise DatasetError(f"{place}/{name}: not the bytes that {MANIFEST} names; {BUILD} --full")
        os.replace(draft, folder / name)


def _keep_only(name: str, folder: Path) -> None:
    for other in folder.glob("hengbi-*.sqlite"):
        if other.name != name:
            other.unlink(missing_ok=True)  # who has it open keeps it


def _replace(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    handle, draft = tempfile.mkstemp(prefix=".manifest-", dir=path.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    os.replace(draft, path)


def _unreachable(address: str, error: Exception) -> DatasetError:
    if isinstance(error, ImportError):
        return DatasetError(f"{address}: {error}; pip install it, or name a folder")
    said = f"{type(error).__name__}: {error}"
    return DatasetError(
        f"{address}: cannot be reached or written ({said}); check address, network and rights"
    )
