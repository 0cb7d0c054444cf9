"""Measure 4, the queue, and 5, the fan-out."""

import json
import os
import time

from . import process, sides
from .data import blimp_env
from .load import ask
from .places import BULLMQ, DRIVER, VENV, WORK


def driver(what, url, *options):
    return json.loads(process.run([DRIVER, "queue", what, "--database", url, *options],
                                  env={**os.environ, **blimp_env(url)}))


class Blimp:
    """Blimp's queue: jobs are rows, durable when the caller is answered."""

    def __init__(self, name, url, database=None, chores=False):
        self.name, self.url, self.database, self.chores = name, url, database, chores

    def run(self, size):
        store = lambda: process.cpu_s(self.database) if self.database else 0
        jobs = ["--jobs", size.jobs]
        kind = ["--chores"] if self.chores else []
        start = store()
        put = driver("enqueue", self.url, *jobs, *kind)
        between = store()
        done = driver("drain", self.url)
        end = store()
        if done["jobs"] != put["jobs"]:
            raise SystemExit(f"{self.name}: {put['jobs']} jobs went in, {done['jobs']} were there")
        return summary(put, done, between - start, end - between)

    def waits(self, size):
        return driver("wait", self.url, "--jobs", size.waits, "--rate", 200)


class BullMq:
    """BullMQ on Redis that syncs its file each second."""

    name = "BullMQ"

    def __init__(self, redis):
        self.redis = redis

    def node(self, what, *options):
        return json.loads(process.run(["node", "bench.mjs", what, self.redis.port, *options], cwd=BULLMQ))

    def run(self, size):
        self.redis.flush()
        store = lambda: process.cpu_s(self.redis.process.pid)
        start = store()
        put = self.node("enqueue", size.jobs)
        between = store()
        done = self.node("drain", size.jobs)
        return summary(put, done, between - start, store() - between)

    def waits(self, size):
        self.redis.flush()
        return self.node("wait", size.waits, 200)


class Celery:
    """Celery on the same Redis, with the pool named."""

    def __init__(self, django, *options, name="Celery", late=False):
        self.pg, self.redis, self.database = django
        self.options, self.name = options, name
        self.env = {"ACKS_LATE": "1"} if late else {}

    def worker(self, **env):
        return sides.celery(self.pg, self.redis, *self.options, database=self.database, **self.env, **env)

    def python(self, code, *args):
        env = {**os.environ, **sides.django_env(self.pg, self.redis, database=self.database)}
        return json.loads(process.run([VENV / "bin" / "python", "-c", code, *map(str, args)],
                                      env=env, cwd=sides.DJANGO))

    def run(self, size):
        self.redis.flush()
        store = lambda: process.cpu_s(self.redis.process.pid)
        start = store()
        put = self.python(ENQUEUE, size.celery_jobs)
        between = store()
        # The worker finds its jobs when it is up: its start is not what is measured.
        self.python(HOLD, self.redis.port)
        worker = self.worker()
        self.python(READY, self.redis.port)
        before, between_s = process.cpu_s(worker.pid), store()
        done = self.python(WATCH, size.celery_jobs, self.redis.port)
        done["cpu_s"] = process.cpu_s(worker.pid) - before
        after = store()
        worker.stop()
        return summary(put, done, between - start, after - between_s)

    def waits(self, size):
        self.redis.flush()
        file = WORK / "waits"
        file.write_text("")
        worker = self.worker(WAITS=str(file))
        warm_up(file, self)
        file.write_text("")
        self.python(NAPS, size.waits, 200)
        until = time.monotonic() + 60
        while (found := file.read_text().splitlines()) and len(found) < size.waits:
            if time.monotonic() > until:
                raise SystemExit(f"{self.name}: {len(found)} of {size.waits} naps")
            time.sleep(0.1)
        worker.stop()
        waits = sorted(float(one) for one in found)
        at = lambda percent: waits[max(0, -(-len(waits) * percent // 100) - 1)]
        return {"p50_ms": at(50), "p99_ms": at(99), "max_ms": waits[-1]}


def warm_up(file, celery):
    celery.python(NAPS, 20, 200)
    until = time.monotonic() + 60
    while len(file.read_text().splitlines()) < 20:
        if time.monotonic() > until:
            raise SystemExit(f"{celery.name} does not work")
        time.sleep(0.1)


ENQUEUE = """
import json, sys, time, django
django.setup()
from tracker.tasks import noop
noop.delay(0)
n = int(sys.argv[1]) - 1
start, cpu = time.monotonic(), time.process_time()
for i in range(n): noop.delay(i)
print(json.dumps({"jobs": n, "seconds": time.monotonic() - start, "cpu_s": time.process_time() - cpu}))
"""

HOLD = """
import sys, redis
redis.Redis(port=int(sys.argv[1])).rename("celery", "held")
print("{}")
"""

READY = """
import sys, time, redis
r, until = redis.Redis(port=int(sys.argv[1])), time.monotonic() + 60
while not any("pop" in one["cmd"] for one in r.client_list()):
    time.sleep(0.1)
    if time.monotonic() > until: sys.exit("Celery does not start")
time.sleep(2)
print("{}")
"""

# Redis shows what waits and what is taken and not yet acknowledged.
WATCH = """
import json, sys, time, redis
n, r = int(sys.argv[1]), redis.Redis(port=int(sys.argv[2]))
until = time.monotonic() + 180
start = time.monotonic()
r.rename("held", "celery")
while r.llen("celery") or r.hlen("unacked"):
    time.sleep(0.01)
    if time.monotonic() > until: sys.exit("Celery does not work")
print(json.dumps({"jobs": n, "seconds": time.monotonic() - start}))
"""

NAPS = """
import json, sys, time, django
django.setup()
from tracker.tasks import nap, noop
n, rate = int(sys.argv[1]), float(sys.argv[2])
start = time.monotonic()
for i in range(n):
    left = start + i / rate - time.monotonic()
    if left > 0: time.sleep(left)
    nap.delay(time.time())
print(json.dumps({"jobs": n}))
"""


def summary(put, done, store_put, store_done):
    jobs = done["jobs"]
    return {
        "enqueue_per_s": put["jobs"] / put["seconds"],
        "drain_per_s": jobs / done["seconds"],
        "enqueue_cpu_s": (put["cpu_s"] + store_put) / put["jobs"] * 1000,
        "drain_cpu_s": (done["cpu_s"] + store_done) / jobs * 1000,
    }


class Mailbox:
    """The mails that came after a moment: how many, and the seconds from the first to the last."""

    def __init__(self, ask, table, where, span):
        self.ask, self.table, self.where, self.span = ask, table, where, span
        self.last = int(ask(f"SELECT coalesce(max(id), 0) FROM {table}"))

    def read(self):
        found = self.ask(f"SELECT count(*) || '|' || coalesce({self.span}, 0) FROM {self.table}"
                         f" WHERE id > {self.last} AND {self.where}")
        count, span = found.split("|")
        return int(count), float(span)


def blimp_mails(ask):
    return Mailbox(ask, "message", "state = 'sent'", "(max(sent_at) - min(sent_at)) / 1000000.0")


def peer_mails(ask):
    return Mailbox(ask, "tracker_message", "true", "extract(epoch FROM max(sent_at) - min(sent_at))")


def fanout(web, folder, count, mails, start_worker):
    """Tasks with four assignees each, then the worker: from its first mail to its last."""
    lines = (folder / f"fanout-{web.kind}").read_text().splitlines()
    for n in range(count):
        status, body = ask(web, lines[n % len(lines)])
        if status != 201:
            raise SystemExit(f"{web.side}: {status} {body}")
    worker = start_worker()
    until = time.monotonic() + 180
    try:
        # Processor time counts from the first mail that is seen: the start is not what is measured.
        first = None
        while (found := mails.read())[0] < count * 4:
            if first is None and found[0]:
                first = (found[0], process.cpu_s(worker.pid))
            if time.monotonic() > until:
                raise SystemExit(f"{web.side}: {found[0]} of {count * 4} mails")
            time.sleep(0.1 if first is None else 0.3)
        used = process.cpu_s(worker.pid)
    finally:
        worker.stop()
    result = {"per_s": count / max(found[1], 1e-3)}
    if first:
        result["worker_cpu_ms"] = (used - first[1]) / max(1, count - first[0] / 4) * 1000
    return result
