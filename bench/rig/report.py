"""What was measured, as tables: medians, their spread, and ratios within the run."""

import datetime
import os
import pathlib
import platform
import statistics
import subprocess

from .places import BENCH, ROOT


class Results:
    """Numbers by measure and side, one for each round."""

    def __init__(self):
        self.rounds = {}

    def add(self, measure, side, found):
        for name, value in found.items():
            self.rounds.setdefault((measure, side, name), []).append(value)
        shown = ", ".join(f"{name} {value:.4g}" for name, value in found.items() if value is not None)
        print(f"   {measure:14} {side:22} {shown}", flush=True)

    def median(self, measure, side, name="per_s"):
        values = self.rounds.get((measure, side, name))
        return statistics.median(values) if values else None

    def spread(self, measure, side, name="per_s"):
        """Half the distance between the best and the worst round, in percent of the median."""
        values = self.rounds.get((measure, side, name), [])
        if len(values) < 2 or not statistics.median(values):
            return None
        return (max(values) - min(values)) / 2 / statistics.median(values) * 100

    def sides(self, measure):
        return list(dict.fromkeys(side for one, side, _ in self.rounds if one == measure))

    def names(self, measure):
        return list(dict.fromkeys(name for one, _, name in self.rounds if one == measure))

    def table(self, measure, columns):
        lines = ["| side | " + " | ".join(title for _, title, _ in columns) + " |",
                 "|---|" + "--:|" * len(columns)]
        for side in self.sides(measure):
            cells = []
            for name, _, form in columns:
                value = self.median(measure, side, name)
                spread = self.spread(measure, side, name)
                cell = "" if value is None else form.format(value)
                if cell and spread is not None and name.endswith("per_s"):
                    cell += f" ±{spread:.0f} %"
                cells.append(cell)
            lines.append(f"| {side} | " + " | ".join(cells) + " |")
        return "\n".join(lines)


# measure, our side, what it is held against, which number, at least, what one aims at
BARS = [
    ("page", "Blimp on PostgreSQL", "Django", "per_s", 25, 40),
    ("page", "Blimp on PostgreSQL", "Django, tuned", "per_s", None, 15),
    ("page", "Blimp on PostgreSQL", "pgbench", "per_s", 0.5, 0.7),
    ("page", "Blimp on SQLite", "raw SQLite", "per_s", 0.5, None),
    ("create", "Blimp on PostgreSQL", "Django", "per_s", 15, 25),
    ("create", "Blimp on PostgreSQL", "pgbench", "per_s", 0.5, 0.7),
    ("mixed", "Blimp on PostgreSQL", "Django", "per_s", None, None),
    ("queue", "Blimp on SQLite", "Celery", "drain_per_s", 15, None),
    ("queue", "Blimp on SQLite", "BullMQ", "drain_per_s", 1, None),
    ("queue", "Blimp on PostgreSQL", "Celery", "drain_per_s", 6, None),
    ("fan-out", "Blimp on PostgreSQL", "Celery", "per_s", 8, 20),
    ("fan-out", "Blimp on SQLite", "Celery", "per_s", 8, 20),
]

# measure, side, number, at most
LIMITS = [
    ("latency", "Blimp on PostgreSQL, page", "p99_ms", 10),
    ("latency", "Blimp on SQLite, page", "p99_ms", 10),
    ("latency", "Blimp on PostgreSQL, create", "p99_ms", 25),
    ("latency", "Blimp on SQLite, create", "p99_ms", 25),
    ("memory", "Blimp on PostgreSQL", "idle_mb", 60),
    ("memory", "Blimp on PostgreSQL", "loaded_mb", 150),
    ("memory", "Blimp on SQLite", "idle_mb", 60),
    ("memory", "Blimp on SQLite", "loaded_mb", 150),
    ("memory", "Blimp on PostgreSQL", "start_s", 0.3),
    ("memory", "Blimp on SQLite", "start_s", 0.3),
    ("memory", "Blimp on PostgreSQL", "binary_mb", 60),
]


def ratios(results):
    lines = ["| measure | of | to | ratio | to reach | aim | |", "|---|---|---|--:|--:|--:|---|"]
    for measure, ours, other, name, least, aim in BARS:
        top, below = results.median(measure, ours, name), results.median(measure, other, name)
        if top and below:
            ratio = top / below
            verdict = "" if least is None else ("yes" if ratio >= least else "**no**")
            lines.append(f"| {measure} | {ours} | {other} | {ratio:.2f} | {number(least)} | {number(aim)} | {verdict} |")
    for measure, side, name, most in LIMITS:
        value = results.median(measure, side, name)
        if value is not None:
            verdict = "yes" if value <= most else "**no**"
            lines.append(f"| {name} | {side} | | {value:.2f} | ≤ {most} | | {verdict} |")
    return "\n".join(lines)


def number(value):
    return "" if value is None else f"{value:g}"


def machine(pg, redis, venv_python, fsync_us):
    """What one must know to judge the numbers."""
    def said(*command):
        try:
            return subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout.strip()
        except OSError:
            return ""

    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    memory = int(open("/proc/meminfo").readline().split()[1]) / 1024 / 1024
    packages = said(str(venv_python), "-m", "pip", "list", "--format=freeze").splitlines()
    wanted = ("Django=", "djangorestframework=", "gunicorn=", "psycopg=", "celery=", "orjson=")
    optimised = said(str(venv_python), "-c",
                     "import sysconfig; print('--enable-optimizations' in (sysconfig.get_config_var('CONFIG_ARGS') or ''))")
    facts = {
        "machine": f"{os.cpu_count()} cores ({cpu}), {memory:.0f} GiB, {platform.system()} {platform.release()}",
        "commit": said("git", "rev-parse", "--short=12", "HEAD")
                  + (" with changes" if said("git", "status", "--porcelain", "--untracked-files=no") else ""),
        "PostgreSQL": f"{pg.version()}, fsync=on, synchronous_commit=on",
        "one fdatasync of 8 kB": f"{fsync_us:.0f} µs" if fsync_us else "?",
        "Redis": f"{redis.version()}, appendonly, appendfsync everysec",
        "Python": said(str(venv_python), "--version").split()[-1]
                  + ("" if optimised == "True" else ", built without profile-guided optimisation"),
        "Node": said("node", "--version"),
        "Rust": said("rustc", "--version"),
        "packages": ", ".join(p for p in packages if p.startswith(wanted)) + ", bullmq==6.7.0",
        "date": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d %H:%M UTC"),
    }
    return "\n".join(f"- {name}: {value}" for name, value in facts.items())


def write(path, text):
    pathlib.Path(path).write_text(text)
    print(f"-- written: {path}", flush=True)
