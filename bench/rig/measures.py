"""The run: prepare, measure in interleaved rounds, report."""

import json
import os
import random
import sqlite3
import time

from . import data, limit, load, process, queues, report, servers, sides
from .places import BINARY, DRIVER, VENV, WORK

MEASURES = ["page", "create", "mixed", "latency", "queue", "fan-out", "memory"]


class Run:
    """Everything that one run needs, and what it found."""

    def __init__(self, size, only):
        self.size = size
        self.only = only or MEASURES
        self.results = report.Results()
        self.pg = servers.Postgres()
        self.redis = servers.Redis()
        self.notes = {}

    # --- prepare ------------------------------------------------------------------------------

    def prepare(self):
        sides.say("starting PostgreSQL and Redis")
        self.pg.start()
        self.redis.start()
        self.fsync_us = self.pg.fsync_us()
        self.make_data()
        self.folder = data.targets(self.pg, self.name)
        self.start_sides()
        sides.say("the three sides give the same answers")
        load.same(self.webs["Blimp on PostgreSQL"], self.webs["Django"], self.folder)
        load.same(self.webs["Blimp on PostgreSQL"], self.webs["Django, tuned"], self.folder)
        load.same(self.webs["Blimp on PostgreSQL"], self.webs["Blimp on SQLite"], self.folder)
        self.catch_statements()

    def make_data(self):
        """Kept between runs; each run works on a copy, so that all start alike."""
        size = self.size.name
        self.name, self.peer = "bench_blimp", "bench_peer"
        template, peer = f"data_{size}", f"peer_{size}"
        file = WORK / f"{template}.db"
        schema = migrations(self.pg)
        kept = WORK / f"{template}.schema"
        if not (self.pg.exists(template) and self.pg.exists(peer) and file.exists()
                and kept.exists() and kept.read_text() == schema):
            sides.say(f"making data: {self.size.tasks} tasks in {self.size.companies} companies")
            for one in (template, peer):
                self.pg.sql("postgres", f"DROP DATABASE IF EXISTS {one}")
            data.blimp_postgres(self.pg, template, self.size)
            data.blimp_sqlite(self.pg, template, file)
            data.peer_postgres(self.pg, template, peer, sides.manage(self.pg, self.redis, peer))
            kept.write_text(schema)
        sides.say("copying the data for this run")
        for one, source in ((self.name, template), (self.peer, peer)):
            self.pg.sql("postgres", f"DROP DATABASE IF EXISTS {one}")
            self.pg.sql("postgres", f"CREATE DATABASE {one} TEMPLATE {source}")
        self.file = WORK / "bench.db"
        for old in WORK.glob("bench.db*"):
            old.unlink()
        process.run(["cp", file, self.file])
        self.pg.settle(self.name, self.peer)

    def start_sides(self):
        web = ["--no-worker"]
        self.webs = {
            "Blimp on PostgreSQL": sides.blimp("blimp-postgres", self.pg.url(self.name), *web),
            "Blimp on SQLite": sides.blimp("blimp-sqlite", f"sqlite://{self.file}", *web),
            "Django": sides.django(self.pg, self.redis, database=self.peer),
            "Django, tuned": sides.django(self.pg, self.redis, tuned=True, database=self.peer),
        }
        self.database = {name: self.pg.process.pid for name in self.webs}
        self.database["Blimp on SQLite"] = None

    def catch_statements(self):
        sides.say("catching the statements of a page and of a new task")
        web = self.webs["Blimp on PostgreSQL"]
        self.scripts = {}
        for kind in ("list", "create"):
            self.scripts[kind], count = limit.scripts(self.pg, web, self.name, self.folder, kind)
            self.notes[f"statements of a {'page' if kind == 'list' else 'new task'}"] = count
        # A database of its own: pgbench's tasks are not as whole as Blimp's.
        self.pg.sql("postgres", "DROP DATABASE IF EXISTS bench_limit")
        self.pg.sql("postgres", f"CREATE DATABASE bench_limit TEMPLATE data_{self.size.name}")

    # --- measure ------------------------------------------------------------------------------

    def measure(self):
        for one in MEASURES:
            if one in self.only:
                sides.say(f"measuring: {one}")
                getattr(self, "measure_" + one.replace("-", ""))()

    def rounds(self, measure, contenders):
        """Each contender once a round, every round in another order."""
        for n in range(self.size.rounds):
            order = list(contenders)
            random.Random(n).shuffle(order)
            for side in order:
                self.results.add(measure, side, contenders[side]())

    def web(self, side, kind):
        web, database = self.webs[side], self.database[side]
        targets = self.folder / f"{kind}-{web.kind}"

        def one():
            self.tidy()
            if self.size.warm_s >= 1:
                load.closed(web, targets, self.size.warm_s, database)
            return load.closed(web, targets, self.size.measure_s, database)

        return one

    def tidy(self):
        """Jobs that nobody works through in this part do not pile up."""
        self.redis.flush()
        self.pg.sql(self.name, "TRUNCATE job")

    def measure_page(self):
        contenders = {side: self.web(side, "list") for side in self.webs}
        contenders["pgbench"] = lambda: limit.pgbench(
            self.pg, self.name, self.scripts["list"], self.size.measure_s)
        contenders["raw SQLite"] = self.raw
        self.rounds("page", contenders)

    def raw(self):
        found = json.loads(process.run(
            [DRIVER, "raw", "--file", self.file, "--targets", self.folder / "list-blimp",
             "--seconds", max(1, round(self.size.measure_s))],
            env={**os.environ, "BLIMP_SECRET_KEY": ""}, cwd=WORK))
        self.notes["statements of a page on SQLite"] = found["statements"]
        return {"per_s": found["pages"] / found["seconds"]}

    def measure_create(self):
        contenders = {side: self.web(side, "create") for side in self.webs}
        contenders["pgbench"] = lambda: limit.pgbench(
            self.pg, "bench_limit", self.scripts["create"], self.size.measure_s)
        self.rounds("create", contenders)
        self.pg.settle(self.name, self.peer)

    def measure_mixed(self):
        self.rounds("mixed", {side: self.web(side, "mixed") for side in self.webs})
        self.pg.settle(self.name, self.peer)

    def measure_latency(self):
        """Open loop at half of what goes through in a closed one."""
        def one(side, kind, measure):
            web = self.webs[side]
            rate = self.results.median(measure, side)
            if rate is None:
                rate = self.web(side, kind)()["per_s"]
            self.tidy()
            targets = self.folder / f"{kind}-{web.kind}"
            found = load.opened(web, targets, max(1, rate / 2), max(2, self.size.measure_s))
            return {name: found[name] for name in ("rate", "p50_ms", "p99_ms", "max_ms")}

        contenders = {}
        for side in self.webs:
            for kind, measure in (("list", "page"), ("create", "create")):
                contenders[f"{side}, {measure}"] = (
                    lambda side=side, kind=kind, measure=measure: one(side, kind, measure))
        self.rounds("latency", contenders)

    def measure_queue(self):
        for name in ("bench_queue",):
            self.pg.sql("postgres", f"DROP DATABASE IF EXISTS {name}")
            self.pg.sql("postgres", f"CREATE DATABASE {name}")
        file = WORK / "queue.db"
        for old in WORK.glob("queue.db*"):
            old.unlink()
        urls = {"SQLite": f"sqlite://{file}", "PostgreSQL": self.pg.url("bench_queue")}
        for url in urls.values():
            data.migrate(url)
        stores = {"SQLite": None, "PostgreSQL": self.pg.process.pid}
        django = (self.pg, self.redis, self.peer)
        contenders = [queues.Blimp(f"Blimp on {name}{', chores' * chores}", url, stores[name], chores)
                      for name, url in urls.items() for chores in (False, True)]
        contenders += [
            queues.Celery(django, "--pool", "prefork", "-c", "2"),
            queues.Celery(django, "--pool", "threads", "-c", "10", name="Celery, threads"),
            queues.BullMq(self.redis),
        ]
        self.rounds("queue", {one.name: lambda one=one: one.run(self.size) for one in contenders})
        waiting = [one for one in contenders if not getattr(one, "chores", False)]
        for one in waiting:
            found = one.waits(self.size)
            self.results.add("waits", one.name, {name: found[name] for name in ("p50_ms", "p99_ms", "max_ms")})

    def measure_fanout(self):
        def sqlite(text):
            db = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=30)
            try:
                return str(db.execute(text).fetchone()[0])
            finally:
                db.close()

        blimp = lambda text: self.pg.sql(self.name, text)
        peer = lambda text: self.pg.sql(self.peer, text)
        postgres, url = self.webs["Blimp on PostgreSQL"], self.pg.url(self.name)
        contenders = {
            "Blimp on PostgreSQL": lambda: queues.fanout(
                postgres, self.folder, self.size.fanouts, queues.blimp_mails(blimp),
                lambda: sides.blimp_worker("worker", url)),
            "Blimp on SQLite": lambda: queues.fanout(
                self.webs["Blimp on SQLite"], self.folder, self.size.fanouts, queues.blimp_mails(sqlite),
                lambda: sides.blimp_worker("worker-sqlite", f"sqlite://{self.file}")),
            "Celery": lambda: queues.fanout(
                self.webs["Django"], self.folder, self.size.fanouts, queues.peer_mails(peer),
                lambda: sides.celery(self.pg, self.redis, "--pool", "prefork", "-c", "2", database=self.peer)),
        }
        self.drain_sqlite()
        self.tidy()
        self.rounds("fan-out", contenders)

    def drain_sqlite(self):
        """What creates have left in the SQLite file's queue."""
        db = sqlite3.connect(self.file, timeout=30)
        with db:
            db.execute("DELETE FROM job")
        db.close()

    def measure_memory(self):
        """Alone, web and worker together, after a start and after load; in shares of real memory."""
        for web in self.webs.values():
            web.server.stop()
        starts = {
            "Blimp on PostgreSQL": lambda: sides.blimp("memory", self.pg.url(self.name)),
            "Blimp on SQLite": lambda: sides.blimp("memory-sqlite", f"sqlite://{self.file}"),
            "Django": lambda: sides.django(self.pg, self.redis, database=self.peer),
        }
        for side, start in starts.items():
            start().server.stop()
            web = start()
            pids = [web.server.pid]
            worker = None
            if side == "Django":
                worker = sides.celery(self.pg, self.redis, "--pool", "prefork", "-c", "2", database=self.peer)
                pids.append(worker.pid)
            time.sleep(3 if self.size.name != "smoke" else 1)
            idle = sum(process.pss_mb(pid) for pid in pids)
            load.closed(web, self.folder / f"mixed-{web.kind}", self.size.measure_s, None)
            loaded = sum(process.pss_mb(pid) for pid in pids)
            found = {"idle_mb": idle, "loaded_mb": loaded, "start_s": web.ready}
            if side != "Django":
                found["binary_mb"] = BINARY.stat().st_size / 1e6
            self.results.add("memory", side, found)
            web.server.stop()
            if worker:
                worker.stop()

    # --- report -------------------------------------------------------------------------------

    def text(self, began, command):
        rate = [("per_s", "a second", "{:,.0f}"), ("p50_ms", "p50 ms", "{:.2f}"), ("p99_ms", "p99 ms", "{:.2f}"),
                ("app_ms", "CPU ms, application", "{:.3f}"), ("db_ms", "CPU ms, database", "{:.3f}")]
        parts = [
            ("page", "1. A page of 50 tasks with people and labels", rate),
            ("create", "2. Create a task", rate),
            ("mixed", "3. Nine pages, one new task", rate),
            ("latency", "Latency, open loop at half of the most",
             [("rate", "a second", "{:,.0f}"), ("p50_ms", "p50 ms", "{:.2f}"), ("p99_ms", "p99 ms", "{:.2f}"),
              ("max_ms", "longest ms", "{:.1f}")]),
            ("queue", "4. The queue: no-op jobs",
             [("enqueue_per_s", "enqueued a second", "{:,.0f}"), ("drain_per_s", "drained a second", "{:,.0f}"),
              ("enqueue_cpu_s", "CPU s per 1,000, enqueue", "{:.2f}"),
              ("drain_cpu_s", "CPU s per 1,000, drain", "{:.2f}")]),
            ("waits", "Jobs at 200 a second: from enqueue to start",
             [("p50_ms", "p50 ms", "{:.2f}"), ("p99_ms", "p99 ms", "{:.2f}"), ("max_ms", "longest ms", "{:.1f}")]),
            ("fan-out", "5. Fan-out: one task, 4 notifications, 4 mails in the mailbox",
             [("per_s", "a second", "{:,.0f}"), ("worker_cpu_ms", "CPU ms, worker", "{:.1f}")]),
            ("memory", "6. Memory, start, binary",
             [("idle_mb", "idle MB", "{:.0f}"), ("loaded_mb", "loaded MB", "{:.0f}"),
              ("start_s", "start s", "{:.2f}"), ("binary_mb", "binary MB", "{:.0f}")]),
        ]
        lines = ["# Results", "", f"Made by `{command}` in {(time.monotonic() - began) / 60:.0f} minutes. "
                 "What is measured, and how: [README.md](README.md).", "",
                 report.machine(self.pg, self.redis, VENV / "bin" / "python", self.fsync_us),
                 f"- data: {self.size.tasks:,} tasks in {self.size.companies} companies; "
                 f"{self.size.rounds} rounds of {self.size.measure_s:g} s, 32 connections",
                 *(f"- {name}: {value}" for name, value in self.notes.items()),
                 "", "## Ratios", "", report.ratios(self.results)]
        for measure, title, columns in parts:
            if self.results.sides(measure):
                lines += ["", f"## {title}", "", self.results.table(measure, columns)]
        return "\n".join(lines) + "\n"


def migrations(pg):
    """The schema's versions: data made with another schema are made again."""
    pg.sql("postgres", "DROP DATABASE IF EXISTS bench_schema")
    pg.sql("postgres", "CREATE DATABASE bench_schema")
    data.migrate(pg.url("bench_schema"))
    found = pg.sql("bench_schema", "SELECT version FROM __diesel_schema_migrations ORDER BY 1")
    pg.sql("postgres", "DROP DATABASE bench_schema")
    return found
