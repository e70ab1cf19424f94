"""Hengbi's extraction layer: reports in, comparable observations out."""

from __future__ import annotations

from .observe import read_mentions

__all__ = ["read_mentions"]
