"""JupyterHub for one class on one Linux machine; README.md in this folder says how to use it.

All settings come from the environment. The systemd unit reads them from /etc/csto-hub.env:

COURSE_SPAWNER   systemd (default), docker, or local (for a trial: memory is not limited)
COURSE_TEACHERS  names of accounts, separated by commas: they may see and stop running servers
COURSE_COPY      name of the folder that students get in their home; a new name, a new copy
COURSE_MEMORY    most memory of one student, default 1G
COURSE_IDLE      seconds after which an unused server is stopped, default 3600
COURSE_ADDRESS   where the hub listens, default http://127.0.0.1:8000, behind a TLS proxy
"""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 (JupyterHub provides it)

COURSE = Path(__file__).resolve().parents[1]
SPAWNER = os.environ.get("COURSE_SPAWNER", "systemd")
TEACHERS = [name for name in os.environ.get("COURSE_TEACHERS", "").split(",") if name]
IDLE = os.environ.get("COURSE_IDLE", "3600")


def starter(course):
    """Return the command that starts a student's server from the course in this folder."""
    return [f"{course}/.venv/bin/python", f"{course}/deploy/start_student.py"]


# Only this machine can reach the hub until a proxy with TLS stands in front of it.
c.JupyterHub.bind_url = os.environ.get("COURSE_ADDRESS", "http://127.0.0.1:8000")

# Accounts of this machine, and of them only the class. Nobody can sign up.
c.JupyterHub.authenticator_class = "pam"
c.Authenticator.allowed_users = set(TEACHERS)
c.Authenticator.delete_invalid_users = True
c.PAMAuthenticator.allowed_groups = {"csto-students"}
c.PAMAuthenticator.open_sessions = False

# A class logs in within one minute, so the last servers have to wait for the first.
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300
c.Spawner.mem_limit = os.environ.get("COURSE_MEMORY", "1G")
c.Spawner.cpu_limit = 1
c.Spawner.cmd = starter(COURSE)
c.Spawner.environment = {
    "COURSE_COPY": os.environ.get("COURSE_COPY", "csto-course"),
    # One thread a kernel: the processors are shared by the class.
    "OPENBLAS_NUM_THREADS": "1",
}

# There is no administrator inside the hub: who runs the machine does that work with sudo.
c.JupyterHub.load_roles = [
    {
        "name": "teacher",
        "scopes": ["admin-ui", "list:users", "read:users", "servers"],
        "users": TEACHERS,
    },
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    },
]
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={IDLE}"],
    }
]


def use_systemd():
    """Each server is a unit of systemd, which limits its memory; the user is the student."""
    c.JupyterHub.spawner_class = "systemd"
    c.SystemdSpawner.isolate_tmp = True
    c.SystemdSpawner.isolate_devices = True
    c.SystemdSpawner.disable_user_sudo = True


def use_docker():
    """Each server is a container made from deploy/Dockerfile, without a way to the internet."""
    c.JupyterHub.spawner_class = "docker"
    c.JupyterHub.hub_ip = "172.30.5.1"  # the host, as the containers see it
    c.DockerSpawner.image = os.environ.get("COURSE_IMAGE", "csto-course:latest")
    c.DockerSpawner.cmd = starter("/opt/csto-course")
    c.DockerSpawner.network_name = "csto-class"
    c.DockerSpawner.use_internal_ip = True
    c.DockerSpawner.volumes = {"csto-home-{username}": "/home/student"}
    c.DockerSpawner.notebook_dir = "/home/student"
    c.DockerSpawner.remove = True
    c.DockerSpawner.extra_host_config = {
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges"],
    }


def use_local():
    """Each server is a process of the student; nothing limits its memory."""
    c.JupyterHub.spawner_class = "localprocess"


{"systemd": use_systemd, "docker": use_docker, "local": use_local}[SPAWNER]()
