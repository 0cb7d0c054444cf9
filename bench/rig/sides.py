"""The sides of the comparison as web servers: how each is started."""

import os
import pathlib
import shutil
import subprocess

from . import process
from .data import blimp_env
from .places import BENCH, BINARY, BULLMQ, VENV, WORK

DJANGO = BENCH / "peers" / "django"
# Best of 2 to 5 on this machine, see README.md.
WORKERS = 3


def python():
    """Django 6 needs Python 3.12 or newer."""
    homes = sorted(pathlib.Path.home().glob(".pyenv/versions/*/bin/python3"), reverse=True)
    names = [shutil.which(f"python3.{minor}") for minor in (14, 13, 12)]
    for one in [*homes, *filter(None, names), shutil.which("python3")]:
        asked = subprocess.run([one, "-c", "import sys; print(*sys.version_info[:2])"],
                               capture_output=True, text=True)
        if asked.returncode == 0 and tuple(map(int, asked.stdout.split())) >= (3, 12):
            return str(one)
    raise SystemExit("missing: Python 3.12 or newer, for the Django peer")


def install():
    """Blimp's release build and the peers' packages; what is there stays."""
    if "BENCH_BLIMP" not in os.environ:
        say("building Blimp (release)")
        done = subprocess.run(["cargo", "build", "--release", "--locked", "-p", "blimp", "-p", "blimp-bench"],
                              cwd=BENCH)
        if done.returncode:
            raise SystemExit(done.returncode)
    process.need("wrk", "wrk")
    process.need("redis-server", "redis-server")
    process.need("psql", "postgresql-client")
    process.need("npm", "npm")
    if not (VENV / "done").exists():
        say("installing Django, DRF, gunicorn, Celery")
        shutil.rmtree(VENV, ignore_errors=True)
        process.run([python(), "-m", "venv", VENV])
        process.run([VENV / "bin" / "pip", "install", "-q", "-r", DJANGO / "requirements.txt"])
        (VENV / "done").touch()
    source = BENCH / "peers" / "bullmq"
    if not (BULLMQ / "done").exists():
        say("installing BullMQ")
        shutil.rmtree(BULLMQ, ignore_errors=True)
        BULLMQ.mkdir(parents=True)
        shutil.copy(source / "package.json", BULLMQ)
        process.run(["npm", "install", "--silent", "--no-fund", "--no-audit"], cwd=BULLMQ)
        (BULLMQ / "done").touch()
    shutil.copy(source / "bench.mjs", BULLMQ)


def say(words):
    print(f"-- {words}", flush=True)


def django_env(pg, redis, tuned=False, database="peer", **more):
    return {
        "PGPORT": str(pg.port), "PGDATABASE": database, "REDIS_URL": redis.url,
        "TUNED": "1" if tuned else "0", "PYTHONPATH": str(DJANGO),
        "PYTHONPYCACHEPREFIX": str(WORK / "pycache"), "DJANGO_SETTINGS_MODULE": "tracker.settings", **more,
    }


def manage(pg, redis, database="peer"):
    env = {**os.environ, **django_env(pg, redis, database=database)}
    return lambda *args: process.run([VENV / "bin" / "python", DJANGO / "manage.py", *args], env=env)


class Web:
    """A web server under load, and the processes that its work runs in."""

    def __init__(self, side, kind, server, base, database=None):
        self.side, self.kind, self.server, self.base, self.database = side, kind, server, base, database

    @property
    def address(self):
        return self.base.removeprefix("http://")

    def cold_start_s(self):
        return self.ready

    def cpu_s(self):
        return process.cpu_s(self.server.pid)


def blimp(name, url, *options, kind="blimp", env=None):
    port = process.free_port()
    folder = WORK / "run" / name
    folder.mkdir(parents=True, exist_ok=True)
    server = process.Process(
        name, [BINARY, "serve", "--port", port, *options], WORK / "log" / f"{name}.log",
        env={**blimp_env(url), **(env or {})}, cwd=folder)
    web = Web(name, kind, server, f"http://127.0.0.1:{port}")
    web.ready = server.wait_http(f"{web.base}/healthz")
    return web


def blimp_worker(name, url):
    folder = WORK / "run" / name
    folder.mkdir(parents=True, exist_ok=True)
    return process.Process(name, [BINARY, "worker"], WORK / "log" / f"{name}.log",
                           env=blimp_env(url), cwd=folder)


def django(pg, redis, tuned=False, workers=WORKERS, database="peer"):
    port = process.free_port()
    name = "tuned" if tuned else "plain"
    # One thread beside the pool's own: a sync worker holds one connection, gthread shares the pool.
    threads = ["--threads", "2"] if tuned else []
    server = process.Process(
        name, [VENV / "bin" / "gunicorn", "--workers", workers, *threads, "--bind", f"127.0.0.1:{port}",
               "--keep-alive", "75", "--worker-tmp-dir", "/dev/shm", "--log-level", "error",
               "tracker.wsgi:application"],
        WORK / "log" / f"{name}.log", env=django_env(pg, redis, tuned, database), cwd=DJANGO)
    web = Web(name, name, server, f"http://127.0.0.1:{port}")
    web.ready = server.wait_http(f"{web.base}/healthz")
    return web


def celery(pg, redis, *options, database="peer", **env):
    return process.Process(
        "celery", [VENV / "bin" / "celery", "-A", "tracker", "worker", "--loglevel", "ERROR",
                   "--without-gossip", "--without-mingle", *options],
        WORK / "log" / "celery.log", env=django_env(pg, redis, database=database, **env), cwd=DJANGO)
