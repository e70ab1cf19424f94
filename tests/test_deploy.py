"""The files of ``deploy/`` name what exists and agree with each other; tests/browser runs those it can."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.replicas import DEPLOY, PYTHON, ROOT, free_ports, setting, settings

UNITS = sorted((DEPLOY / "systemd").iterdir())
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
CONTAINER = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
HADOLINT = shutil.which("hadolint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
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


def of_container(word: str) -> str:
    """What follows an instruction of the container's file, its lines joined."""
    joined = CONTAINER.replace("\\\n", " ")
    (found,) = re.findall(rf"^{word} (.*)$", joined, re.M)
    return str(found)


def looked_after() -> list[str]:
    """The command by which the engine asks whether all is well."""
    command: list[str] = json.loads(of_container("HEALTHCHECK").partition("CMD ")[2])
    return command


def test_the_image_listens_where_it_is_looked_after() -> None:
    command, (*_, look) = json.loads(of_container("CMD")), looked_after()
    port = command[command.index("--server.port") + 1]
    assert of_container("EXPOSE") == port and f"http://127.0.0.1:{port}/health" in look
    unit = ["python", *shlex.split(setting("hengbi@.service", "ExecStart"))[1:]]
    upto = command.index("--server.address")
    assert command[:upto] == unit[:upto]
    assert of_container("USER").partition(":")[0].isdecimal()


def test_what_the_image_copies_is_enough_to_build_and_to_serve(tmp_path: Path) -> None:
    """Its files alone, in a folder, with this Python: the build's command, its own, and the look after it."""
    home = tmp_path / "opt"
    home.mkdir()
    places = {"/opt/hengbi": str(home), "/var/lib/hengbi": str(tmp_path), "8501": str(free_ports(1)[0])}

    def here(word: str) -> str:
        for there, place in places.items():
            word = word.replace(there, place)
        return word

    for line in re.findall(r"^COPY (.*)$", CONTAINER, re.M):
        *sources, target = line.split()
        for source in sources:
            to = home / target / (source if target == "./" else "")
            (shutil.copytree if (ROOT / source).is_dir() else shutil.copy)(ROOT / source, to)
    told = dict(pair.split("=", 1) for pair in shlex.split(of_container("ENV")))
    environment = os.environ | {name: here(value) for name, value in told.items()}
    build, serve, check = SERVICES["build"]["command"], json.loads(of_container("CMD")), looked_after()
    assert {command[0] for command in (build, serve, check)} == {"python"}

    def run(command: list[str]) -> subprocess.Popen[str]:
        words = [sys.executable, *map(here, command[1:])]
        return subprocess.Popen(words, cwd=home, env=environment, stderr=subprocess.PIPE, text=True)

    built = run(build)
    assert (built.communicate()[1], built.returncode) == ("", 0)
    server = run(serve)
    try:
        until = time.monotonic() + 60
        while run(check).wait() != 0:
            assert server.poll() is None and time.monotonic() < until, server.communicate()[1]
            time.sleep(0.5)
    finally:
        server.terminate()
        server.communicate()


def composed(path: Path) -> subprocess.CompletedProcess[str]:
    """Hold a file against the schema of the Compose Specification."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(path)]
    return subprocess.run(command, capture_output=True, text=True)


def test_the_composed_services_fit_the_specification(tmp_path: Path) -> None:
    done = composed(DEPLOY / "compose.yaml")
    assert done.returncode == 0, done.stdout + done.stderr
    wrong = (DEPLOY / "compose.yaml").read_text(encoding="utf-8").replace("stop_grace_period", "grace_period")
    (tmp_path / "compose.yaml").write_text(wrong, encoding="utf-8")
    assert "grace_period" in composed(tmp_path / "compose.yaml").stdout


@pytest.mark.skipif(not HADOLINT, reason="hadolint is not installed")
def test_a_linter_finds_nothing_in_the_container_file() -> None:
    done = subprocess.run([str(HADOLINT), str(DEPLOY / "container" / "Containerfile")], capture_output=True)
    assert (done.returncode, done.stdout) == (0, b"")


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
