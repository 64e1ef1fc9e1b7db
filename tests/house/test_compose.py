"""The rules that the containers keep. No engine is needed to hold them."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.cli.main import app
from api.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "vigie"}
COMMANDS = {command.name for command in app.registered_commands}

each = pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)


@each
def test_each_runs_on_a_read_only_root_without_capabilities_of_its_own_choosing(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert set(service.get("cap_add", [])) <= {"CHOWN", "NET_BIND_SERVICE", "SETGID", "SETUID"}


@each
def test_each_has_limits(service: dict[str, Any]) -> None:
    assert service["pids_limit"] <= 500
    assert service["cpus"] <= 2
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])


@each
def test_each_says_whether_it_is_healthy_or_that_it_cannot(service: dict[str, Any]) -> None:
    in_the_image = service["image"] == "vigie" and "healthcheck" not in service
    assert in_the_image or service["healthcheck"].get("disable") is True or service["healthcheck"]["test"]


def test_there_are_two_services_a_watch_and_no_second_init() -> None:
    assert SERVICES["service"]["deploy"]["replicas"] == 2
    assert SERVICES["watch"]["command"] == ["watch"]
    for name in ("service", "watch"):
        assert SERVICES[name]["depends_on"]["init"] == {"condition": "service_completed_successfully"}
    assert {service["command"][0] for service in OURS.values() if "command" in service} <= COMMANDS


def test_the_settings_are_there_and_no_secret_stands_in_the_file() -> None:
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    for service in OURS.values():
        assert service["environment"].keys() <= known
        assert ":" not in service["environment"]["VIGIE_DATABASE_URL"].partition("://")[2].partition("@")[0]
    assert "POSTGRES_PASSWORD" not in SERVICES["postgresql"]["environment"]


def test_nginx_sees_the_feed_alone_and_the_watch_no_key() -> None:
    mounted = [volume.split(":")[0] for volume in SERVICES["nginx"]["volumes"]]
    assert mounted == ["./docs/nginx/vigie.conf", "feed"]
    assert all(volume.endswith(":ro") for volume in SERVICES["nginx"]["volumes"])
    assert SERVICES["watch"]["volumes"] == []


def test_only_nginx_is_reached_from_outside_and_from_this_machine_alone() -> None:
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "nginx": ["127.0.0.1:8080:80"]
    }
    assert SERVICES["postgresql"]["networks"] == ["inside"]


def test_nginx_finds_the_services_where_the_configuration_names_one() -> None:
    script = shlex.split(SERVICES["nginx"]["command"][0])[1]
    _, before, after, _ = script.split("/")
    configuration = (ROOT / "docs" / "nginx" / "vigie.conf").read_text(encoding="utf-8")
    assert configuration.count(before) == 1
    assert "server service:8000 resolve;" in after
