"""A PostgreSQL and a Redis of our own, durable, in target/bench."""

import glob
import os
import pathlib
import shutil
import subprocess

from . import process
from .places import WORK

# What a careful person sets on a machine with two cores; the same server serves every side.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "max_connections": "100",
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_statement": "none",
    "logging_collector": "on",
    "log_destination": "jsonlog",
}


def postgres_bin():
    """The newest server's folder: Debian keeps it out of PATH."""
    found = [os.path.dirname(p) for p in glob.glob("/usr/lib/postgresql/*/bin/postgres")]
    here = shutil.which("postgres")
    if here:
        found.append(os.path.dirname(here))
    if not found:
        raise SystemExit("missing: PostgreSQL. On Debian: apt-get install postgresql")

    def version(folder):
        words = subprocess.run([folder + "/postgres", "--version"], capture_output=True, text=True).stdout
        return [int(n) for n in words.split()[2].split(".") if n.isdigit()]

    return pathlib.Path(max(found, key=version))


class Postgres:
    """A cluster that stays in target/bench, so that data are made once."""

    def __init__(self, name="postgres"):
        self.bin = postgres_bin()
        self.data = WORK / name
        self.port = process.free_port()
        self.process = None

    def start(self):
        user = process.lent_user()
        if not (self.data / "PG_VERSION").exists():
            shutil.rmtree(self.data, ignore_errors=True)
            self.data.mkdir(parents=True)
            if user:
                shutil.chown(self.data, user)
            open_path(self.data)
            process.run(process.as_lent([
                self.bin / "initdb", "-D", self.data, "-U", "blimp", "--auth=trust",
                "--encoding=UTF8", "--locale=C"]), cwd="/")
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        command = [self.bin / "postgres", "-D", self.data, f"-p{self.port}",
                   "-cunix_socket_directories=", *options]
        self.process = process.Process(
            "postgres", process.as_lent(command), WORK / "log" / "postgres.log", cwd="/")
        for _ in range(600):
            ready = subprocess.run(
                [self.bin / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)])
            if ready.returncode == 0:
                return self
            if self.process.popen.poll() is not None:
                break
            import time
            time.sleep(0.1)
        raise SystemExit(f"PostgreSQL does not start; see {self.process.log}")

    def url(self, name):
        return f"postgres://blimp@127.0.0.1:{self.port}/{name}"

    def psql(self, name, *args, **options):
        return process.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
                            self.url(name), *args], **options)

    def sql(self, name, text):
        return self.psql(name, "-c", text).strip()

    def exists(self, name):
        return self.sql("postgres", f"SELECT 1 FROM pg_database WHERE datname = '{name}'") == "1"

    def settle(self, *names):
        """What a measurement should not pay for from the one before."""
        for name in names:
            self.sql(name, "VACUUM ANALYZE")
        self.sql("postgres", "CHECKPOINT")

    def version(self):
        return self.sql("postgres", "SHOW server_version")

    def fsync_us(self):
        """What one durable write costs here, by PostgreSQL's own tool."""
        out = process.run([self.bin / "pg_test_fsync", "-s", "1", "-f", WORK / "fsync.probe"])
        first = out.split("Compare file sync methods using one 8kB write", 1)[1]
        for line in first.splitlines():
            if line.split()[:1] == ["fdatasync"] and "usecs" in line:
                return float(line.split("ops/sec")[1].split()[0])
        return None


class Redis:
    """Redis as one runs it where the queue matters: an append-only file, synced each second."""

    def __init__(self):
        self.port = process.free_port()
        self.process = None

    def start(self):
        process.need("redis-server", "redis-server")
        data = WORK / "redis"
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        self.process = process.Process("redis", [
            "redis-server", "--port", self.port, "--bind", "127.0.0.1", "--dir", data,
            "--appendonly", "yes", "--appendfsync", "everysec", "--save", ""],
            WORK / "log" / "redis.log")
        for _ in range(100):
            if subprocess.run(["redis-cli", "-p", str(self.port), "ping"],
                              capture_output=True).stdout.strip() == b"PONG":
                return self
            import time
            time.sleep(0.05)
        raise SystemExit("Redis does not start")

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def flush(self):
        process.run(["redis-cli", "-p", self.port, "flushall"])

    def version(self):
        return process.run(["redis-server", "--version"]).split("v=")[1].split()[0]


def open_path(path):
    """Lets a user without rights reach the folder."""
    for parent in path.parents:
        mode = parent.stat().st_mode
        if not mode & 0o001:
            parent.chmod(mode | 0o011)
