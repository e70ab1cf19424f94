"""The files of ``deploy/`` name what exists and agree with each other; tests/browser runs those it can."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.replicas import DEPLOY, PYTHON, ROOT, setting, settings

UNITS = sorted((DEPLOY / "systemd").iterdir())
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
CONTAINER = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
REPLICAS = re.compile(r"^server (\S+):(\d+) max_fails=1 fail_timeout=10s;$", re.M)


def replicas(path: str) -> list[tuple[str, str]]:
    return REPLICAS.findall((DEPLOY / path).read_text(encoding="utf-8"))


def verified(folder: Path) -> subprocess.CompletedProcess[str]:
    """Ask systemd about units whose Python is one that exists here."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(PYTHON, sys.executable)
        (folder / unit.name).write_text(text, encoding="utf-8")
    names = [unit.name.replace("@", "@8501") for unit in UNITS]
    (folder / "hengbi@8501.service").symlink_to("hengbi@.service")
    command = ["systemd-analyze", "verify", *(str(folder / name) for name in names)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    done = verified(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", ["hengbi@.service", "hengbi-build.service"])
def test_a_unit_starts_what_exists(unit: str) -> None:
    python, *words = shlex.split(setting(unit, "ExecStart"))
    assert python == PYTHON and words[0] == "-m"
    assert words[1] in ("streamlit", "extract")
    assert all((ROOT / word).exists() for word in words if word.endswith(".py"))
    used = set(re.findall(r"\$\{(\w+)\}", " ".join(words)))
    assert used <= set(settings())


def test_the_target_and_nginx_name_the_same_replicas() -> None:
    ports = re.findall(r"hengbi@(\d+)\.service", setting("hengbi.target", "Wants"))
    assert [port for _, port in replicas("nginx/replicas.conf")] == ports
    assert len(ports) >= 2


def test_the_composed_services_and_nginx_name_the_same_replicas() -> None:
    named = [host for host, _ in replicas("container/replicas.conf")]
    assert named == [name for name in SERVICES if name.startswith("dashboard-")]
    (port,) = re.findall(r"^EXPOSE (\d+)$", CONTAINER, re.M)
    assert {found for _, found in replicas("container/replicas.conf")} == {port}
    assert set(SERVICES["nginx"]["depends_on"]) == set(named)


def test_what_is_mounted_exists_and_is_all_that_nginx_includes() -> None:
    mounts = dict(volume.split(":")[:2] for volume in SERVICES["nginx"]["volumes"])
    assert all((DEPLOY / source).is_file() for source in mounts)
    included = re.findall(r"include (\S+);", (DEPLOY / "nginx" / "hengbi.conf").read_text(encoding="utf-8"))
    assert {f"/etc/nginx/{name}" for name in included} == {to for to in mounts.values() if "conf.d" not in to}


def test_the_image_copies_what_exists_and_all_that_is_run() -> None:
    copied = {source for line in re.findall(r"^COPY (.*) \S+$", CONTAINER, re.M) for source in line.split()}
    assert all((ROOT / source).exists() for source in copied)
    assert {".streamlit", "dashboard", "extract", "seeds", "requirements.txt", "constraints.txt"} == copied
    build = SERVICES["build"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).samefile(DEPLOY / "container" / "Containerfile")


def test_replicas_share_secret_and_data_and_differ_in_name() -> None:
    found = [service for name, service in SERVICES.items() if name.startswith("dashboard-")]
    assert len({service["environment"]["HENGBI_REPLICA"] for service in found}) == len(found)
    for service in found:
        assert service["environment"]["STREAMLIT_SERVER_COOKIE_SECRET"].startswith("${COOKIE_SECRET:?")
        assert service["volumes"] == SERVICES["build"]["volumes"]


def test_every_setting_is_known_to_the_code() -> None:
    text = (DEPLOY / "hengbi.env").read_text(encoding="utf-8")
    named = set(re.findall(r"^#?(HENGBI_\w+)=", text, re.M)) | {"HENGBI_REPLICA"}
    files = [path for room in ("dashboard", "extract") for path in (ROOT / room).rglob("*.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    assert {name for name in named if f'"{name}"' not in code} == set()


def test_what_cannot_be_run_here_is_said() -> None:
    told = (DEPLOY / "README.md").read_text(encoding="utf-8").partition("## Not tested")[2]
    untested = {DEPLOY / "compose.yaml", *(DEPLOY / "container").iterdir()}
    assert all(f"`{path.relative_to(DEPLOY)}`" in told for path in untested)
