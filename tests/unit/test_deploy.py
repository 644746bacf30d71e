"""The class server: safe settings, a student's copy, accounts. No hub is needed here."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

if sys.platform == "win32":
    pytest.skip("the class server needs the accounts of a Linux system", allow_module_level=True)

import course
from deploy import class_accounts, start_student

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
STARTER = ["/opt/csto-course/.venv/bin/python", "/opt/csto-course/deploy/start_student.py"]


class Settings:
    """Stands in for the `c` of JupyterHub: remembers what is set, section by section."""

    def __init__(self):
        self.sections = {}

    def __getattr__(self, section):
        return self.sections.setdefault(section, type(section, (), {})())

    def all(self):
        return {
            f"{section}.{name}": value
            for section, settings in self.sections.items()
            for name, value in vars(settings).items()
        }


def configured(**environment):
    """Execute the hub's configuration with these settings only."""
    path = DEPLOY / "jupyterhub_config.py"
    settings = Settings()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COURSE_")}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", kept | environment)
        code = compile(path.read_text(encoding="utf-8"), str(path), "exec")
        exec(code, {"get_config": lambda: settings, "__file__": str(path)})
    return settings.all()


def roles(settings):
    return {role["name"]: role for role in settings["JupyterHub.load_roles"]}


def pins(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = [re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line) for line in lines]
    return {match[1].lower().replace("_", "-"): match[2] for match in found if match}


@pytest.mark.parametrize("spawner", ["systemd", "docker", "local"])
def test_only_accounts_of_the_class_get_in_and_nobody_is_administrator(spawner):
    settings = configured(COURSE_SPAWNER=spawner, COURSE_TEACHERS="anna,ben")
    assert settings["JupyterHub.authenticator_class"] == "pam"
    assert settings["PAMAuthenticator.allowed_groups"] == {class_accounts.GROUP}
    assert settings["Authenticator.allowed_users"] == {"anna", "ben"}
    opened = ("allow_all", "admin_users", "admin_groups", "open_signup", "admin_access")
    assert not [name for name in settings if name.endswith(opened)]


@pytest.mark.parametrize("spawner", ["systemd", "docker", "local"])
def test_a_student_has_a_limit_and_an_unused_server_stops(spawner):
    settings = configured(COURSE_SPAWNER=spawner)
    assert settings["Spawner.mem_limit"] == "1G"
    assert settings["Spawner.cpu_limit"] == 1
    (culler,) = settings["JupyterHub.services"]
    assert culler["command"][-1] == "--timeout=3600"
    assert roles(settings)["idle-culler"]["services"] == [culler["name"]]


def test_without_settings_only_this_machine_reaches_the_hub():
    assert configured()["JupyterHub.bind_url"] == "http://127.0.0.1:8000"
    assert configured()["JupyterHub.spawner_class"] == "systemd"


def test_an_unknown_spawner_is_no_silent_default():
    with pytest.raises(KeyError, match="kubernetes"):
        configured(COURSE_SPAWNER="kubernetes")


def test_teachers_see_and_stop_servers_but_cannot_open_them():
    teacher = roles(configured(COURSE_TEACHERS="anna"))["teacher"]
    assert teacher["users"] == ["anna"]
    assert "servers" in teacher["scopes"]
    assert not [scope for scope in teacher["scopes"] if scope.startswith(("admin:", "access:"))]


def test_the_kubernetes_values_open_no_door():
    values = yaml.safe_load((DEPLOY / "values.yaml").read_text(encoding="utf-8"))
    config = values["hub"]["config"]
    assert config["JupyterHub"]["authenticator_class"] == "native"
    assert config["NativeAuthenticator"]["open_signup"] is False
    student = values["singleuser"]
    assert student["memory"]["limit"] == configured()["Spawner.mem_limit"]
    assert set(student["networkPolicy"]["egressAllowRules"].values()) == {False}
    assert values["cull"]["enabled"] is True
    assert values["proxy"]["https"]["enabled"] is True


def test_all_ways_start_a_student_in_the_same_manner():
    values = yaml.safe_load((DEPLOY / "values.yaml").read_text(encoding="utf-8"))
    image = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert values["singleuser"]["cmd"] == STARTER
    assert configured(COURSE_SPAWNER="docker")["DockerSpawner.cmd"] == STARTER
    assert f"CMD {STARTER}".replace("'", '"') in image


def test_the_image_is_made_of_files_that_exist_and_runs_without_rights():
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [name for line in lines if line.startswith("COPY") for name in line.split()[1:-1]]
    assert copied
    for name in copied:
        assert list(ROOT.glob(name)), name
        assert not name.startswith(("tests", "notebooks/solutions", "notebooks/instructor", "."))
    assert set(start_student.HANDED_OUT) <= set(copied)
    assert [line for line in lines if line.startswith("USER")] == ["USER student"]


def test_hub_and_students_have_the_same_hub_and_the_course_keeps_its_packages():
    hub, student = pins("deploy/requirements.txt"), pins("deploy/requirements-student.txt")
    assert hub["jupyterhub"] == student["jupyterhub"]
    assert not student.keys() & pins("requirements.lock").keys()
    image = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert f"ARG JUPYTERHUB={hub['jupyterhub']}\n" in image


def test_the_unit_starts_this_configuration():
    unit = (DEPLOY / "csto-hub.service").read_text(encoding="utf-8")
    (config,) = re.findall(r"-f /opt/csto-course/(\S+)", unit)
    assert (ROOT / config).is_file()


def test_a_student_gets_a_copy_that_works_and_holds_no_answers(tmp_path):
    copy = tmp_path / "csto-course"
    assert start_student.hand_out(ROOT, copy)
    notebooks = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {path.name for path in (copy / "notebooks").iterdir()} == notebooks
    assert {path.name for path in copy.iterdir()} == {"notebooks", *start_student.HANDED_OUT}
    code = "from helpers import data; print(data.DATA, len(data.load('membership_events')))"
    environment = os.environ | {"PYTHONPATH": str(copy)}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=copy / "notebooks", env=environment,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.startswith(str(copy / "data"))


def test_what_a_student_wrote_is_never_overwritten(tmp_path):
    copy = tmp_path / "csto-course"
    start_student.hand_out(ROOT, copy)
    notebook = copy / "notebooks" / "00_start_here.ipynb"
    notebook.write_text("my answers", encoding="utf-8")
    (copy / "README.md").unlink()
    assert not start_student.hand_out(ROOT, copy)
    assert notebook.read_text(encoding="utf-8") == "my answers"
    assert not (copy / "README.md").exists()


def test_a_copy_that_fails_half_way_leaves_nothing_behind(tmp_path):
    broken = tmp_path / "course"
    (broken / "data").mkdir(parents=True)
    home = tmp_path / "home"
    home.mkdir()
    with pytest.raises(FileNotFoundError):
        start_student.hand_out(broken, home / "csto-course")
    assert list(home.iterdir()) == []


def test_a_students_server_is_that_of_the_course(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(os, "execve", lambda *call: started.append(call))
    monkeypatch.setattr(os, "umask", lambda mask: mask)
    monkeypatch.setattr(sys, "argv", ["start_student.py", "--from-the-spawner"])
    monkeypatch.setenv("COURSE_COPY", "course-2027")
    monkeypatch.chdir(tmp_path)
    start_student.main()
    (program, command, environment), copy = started[0], tmp_path / "course-2027"
    assert Path(program) == course.venv_python().with_name("jupyterhub-singleuser")
    assert "--LabApp.extension_manager=readonly" in command
    assert command[-1] == "--from-the-spawner"
    assert not [option for option in command if option.startswith("--ServerApp.root_dir")]
    assert environment["PYTHONPATH"] == str(copy)
    assert environment["COURSE_WORK"] == str(tmp_path / "my_work")
    page = environment["JUPYTERHUB_DEFAULT_URL"].removeprefix("/lab/tree/")
    assert (tmp_path / page).is_file()


@pytest.mark.parametrize("name", ["Anna", "anna b", "-r", "anna;ls", "", "a" * 32, "root\n"])
def test_only_plain_names_become_accounts(name):
    with pytest.raises(class_accounts.AccountError, match="small letters"):
        class_accounts.add(name)


def test_an_account_that_exists_keeps_its_password(monkeypatch):
    ran = []
    monkeypatch.setattr(class_accounts, "_run", lambda *command, **_: ran.append(command))
    with pytest.raises(class_accounts.AccountError, match="not changed"):
        class_accounts.add("root")
    assert ran == []
