"""S3-compatible stores as an fsspec file system, through Arrow, which is here already.

The package s3fs would bring a dozen packages along and hold back versions of
others. Keys, region and endpoint come from where Amazon's own tools take
them: ``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``, ``AWS_DEFAULT_REGION``,
``AWS_ENDPOINT_URL``, or the role of the machine.
"""

from __future__ import annotations

import contextlib
from typing import Any

from fsspec.implementations.arrow import ArrowFSWrapper
from pyarrow.fs import FileSystem


class Store(ArrowFSWrapper):  # type: ignore[misc]  # fsspec has no types
    """Objects by name: no folders to make, and none is seen before it is whole."""

    cachable = False  # fsspec would keep every one for ever: the dashboard asks every few seconds

    @property
    def transaction(self) -> contextlib.AbstractContextManager[None]:
        """Nothing to hold back: an upload shows at its end."""
        return contextlib.nullcontext()

    def makedirs(self, path: str, exist_ok: bool = False) -> None:
        """Make nothing: folders are only names with a slash."""


def store(address: str) -> tuple[Any, str]:
    """Give the store of an address such as ``s3://bucket/data``, and the bucket and name in it.

    Raises:
        OSError: the store cannot be reached where it is asked for the bucket's region.
        ValueError: the address is none, or has options that Arrow does not know.
    """
    system, place = FileSystem.from_uri(address)
    return Store(system), place
