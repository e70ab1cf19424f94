"""The locks and the list of licences say what the requirements say. After a change of these: `make lock`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": ("requirements.txt",),
    "requirements-dev.lock": ("requirements.txt", "requirements-dev.txt"),
}
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+?)(?: ; (.+?))? *\\?$", re.M)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def pins(file: str) -> dict[str, str]:
    text = (ROOT / file).read_text(encoding="utf-8")
    return {plain(name): version for name, version, _ in _PIN.findall(text)}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_is_required_at_the_same_versions(lock: str) -> None:
    locked = pins(lock)
    for file in LOCKS[lock]:
        assert pins(file).items() <= locked.items(), f"make lock: {file} is newer than {lock}"
    known = pins("constraints.txt")
    assert {name: known[name] for name in locked if name in known} == {
        name: version for name, version in locked.items() if name in known
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_file_is_known_by_its_hash_and_no_host_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text and "--index" not in text
    blocks = re.split(r"\n(?=\S)", text)
    entries = [block for block in blocks if _PIN.match(block)]
    assert len(entries) == len(pins(lock)) > 20
    for entry in entries:
        lines = entry.splitlines()[1:]
        assert lines, entry
        assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", line) for line in lines), entry


def test_wheels_of_several_systems_are_covered() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name in ("lxml", "numpy", "pyarrow"):
        entry = text[text.index(f"\n{name}==") + 1 :]
        entry = re.split(r"\n(?=\S)", entry)[0]
        assert entry.count("--hash") > 10, f"{name}: wheels of one system only"


def test_the_licences_are_those_of_what_is_locked() -> None:
    text = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line[:1] == "|"]
    listed = {plain(name): version for name, version, _ in rows[2:]}
    locked = pins("requirements-dev.lock")
    assert listed.items() <= locked.items(), "make lock: docs/licences.md is of other versions"
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    everywhere = {plain(name) for name, _, marker in _PIN.findall(lock) if not marker}
    assert everywhere <= set(listed), "make lock: docs/licences.md lacks some"
    for name, _, licence in rows[2:]:
        assert licence and licence != "UNKNOWN", f"{name} does not say its licence"
        offered = re.split(r"; | OR ", licence)
        free = [one for one in offered if not re.search(r"\bA?GPL|General Public", one)]
        assert free, f"{name}: {licence} binds whatever is built on it"
