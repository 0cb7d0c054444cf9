"""The limit: the very statements that Blimp sends for a page or a new task, by pgbench.

They are caught from PostgreSQL's log while the real server answers, with their values, and become
one pgbench script for each request. What a new task gets from the database (its number, its id) is
taken from the answer to the earlier statement, as Blimp does.
"""

import json
import re
import shutil
import time

from . import process
from .load import ask
from .places import WORK

# Each script's statements are prepared and planned anew on each connection, so not too many.
SCRIPTS = 8
# Seconds at the start that are for that, and do not count.
START_S = 2


def caught(pg, work):
    """What the database was asked while `work` ran: for each connection, statements with values."""
    for name, value in [("log_destination", "jsonlog"), ("logging_collector", "on")]:
        if pg.sql("postgres", f"SHOW {name}") != value:
            raise SystemExit(f"PostgreSQL: {name} is not {value}")
    pg.sql("postgres", "ALTER SYSTEM SET log_min_duration_statement = 0")
    pg.sql("postgres", "SELECT pg_reload_conf()")
    time.sleep(0.3)
    folder = pg.data / "log"
    sizes = {one: one.stat().st_size for one in folder.glob("*.json")}
    found = []
    try:
        for name, one in work():
            done = read(folder, sizes, one)
            found.append((name, done))
    finally:
        pg.sql("postgres", "ALTER SYSTEM RESET log_min_duration_statement")
        pg.sql("postgres", "SELECT pg_reload_conf()")
    return found


def read(folder, sizes, database):
    time.sleep(0.15)
    lines = []
    for file in sorted(folder.glob("*.json")):
        with open(file, "rb") as f:
            f.seek(sizes.get(file, 0))
            text = f.read()
            end = text.rfind(b"\n") + 1
            sizes[file] = sizes.get(file, 0) + end
        lines += [json.loads(line) for line in text[:end].splitlines()]
    found = []
    for line in lines:
        if line.get("dbname") != database or line.get("application_name") == "psql":
            continue
        said = re.match(r"duration: \S+ ms  (?:execute [^:]*|statement): (.*)", line.get("message", ""), re.S)
        if said:
            values = re.findall(r"\$\d+ = (NULL|'(?:[^']|'')*')", line.get("detail", ""))
            found.append((line["session_id"], said.group(1), values))
    return of_request(found)


# What a web process does by itself, beside answering: numbering facts for live updates.
BESIDE = re.compile(r'"event"."seq"|UPDATE event SET seq|pg_try_advisory_xact_lock|FROM job\b|"worker"|pg_notify|UPDATE "tokens"')


def of_request(lines):
    """Without transactions that are not the request's."""
    open_in, kept = {}, []
    for session, sql, values in lines:
        one = (sql, values)
        if sql.startswith("BEGIN"):
            open_in[session] = [one]
        elif session in open_in:
            open_in[session].append(one)
            if re.match("COMMIT|ROLLBACK", sql):
                kept.append(open_in.pop(session))
        elif not re.match("COMMIT|ROLLBACK|RELEASE", sql):
            kept.append([one])
    return [one for unit in kept if not any(BESIDE.search(sql) for sql, _ in unit) for one in unit]


def scripts(pg, web, database, folder, kind):
    """Writes pgbench scripts of `kind` (`list` or `create`); says how many statements one has."""
    lines = list(dict.fromkeys((folder / f"{kind}-blimp").read_text().splitlines()))[:SCRIPTS]
    for _ in range(2 * 8):
        ask(web, lines[0])

    def work():
        for line in lines:
            # Once before: a token's use is noted once a minute.
            ask(web, (folder / "list-blimp").read_text().splitlines()[lines.index(line)])
            time.sleep(0.1)
            yield None, database
            status, body = ask(web, line)
            if status not in (200, 201):
                raise SystemExit(f"{line}: {status} {body}")
            yield body, database

    where = WORK / "pgbench" / kind
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir(parents=True)
    counts, known = [], Values()
    for body, statements in caught(pg, work):
        if body is not None:
            counts.append(len(statements))
            text = "\n".join(written(statements, body if kind == "create" else {}, known))
            (where / f"{len(counts)}.sql").write_text(text + "\n")
    (where / "values.json").write_text(json.dumps(known.names))
    return where, sorted(counts)[len(counts) // 2]


class Values:
    """Values that pgbench is told by `-D`, so that they are parameters as they are in Blimp."""

    def __init__(self):
        self.names = {}

    def name(self, value):
        if not value:
            return "''"
        return ":" + self.names.setdefault(value, f"v{len(self.names)}")


def written(statements, made, known):
    """One request as a pgbench script."""
    taken = {}
    out = ["\\set place random(100000000000000, 999999999999999)"]
    for sql, values in statements:
        sql = " ".join(sql.split())
        for n in range(len(values), 0, -1):
            put = parameter(values[n - 1], made, taken, known)
            sql = re.sub(rf"\${n}(?!\d)", lambda _: put, sql)
        if made and re.match(r'INSERT INTO "?task_counters', sql):
            taken["number"] = True
            out.append(f"{sql} \\gset")
        elif made and re.match(r'INSERT INTO "?tasks"? ', sql):
            taken["id"] = True
            out.append(f"{sql} \\gset")
        else:
            out.append(f"{sql};")
    return out


def parameter(value, made, taken, known):
    """What stands for a value: what the database has just given, or what the log says."""
    if value == "NULL":
        return "NULL"
    inside = value[1:-1].replace("''", "'")
    if made and inside == made["position"]:
        return ":place"
    if "id" in taken and inside in (str(made["id"]), "{%s}" % made["id"]):
        return ":id" if inside.isdigit() else "ARRAY[:id]::bigint[]"
    if "number" in taken and inside == str(made["number"]):
        return "(:next - 1)"
    return known.name(inside)


def pgbench(pg, database, where, seconds, clients=16):
    """Runs of a script a second, and the processor time of the server for each."""
    files = [part for file in sorted(where.glob("*.sql")) for part in ("-f", file)]
    names = json.loads((where / "values.json").read_text())
    values = [part for value, name in names.items() for part in ("-D", f"{name}={value}")]
    before = process.cpu_s(pg.process.pid)
    done = process.run_both(["pgbench", "-n", "-M", "prepared", "-c", clients, "-j", 1,
                             "-T", START_S + max(1, round(seconds)), "-P", 1,
                             "-h", "127.0.0.1", "-p", pg.port, "-U", "blimp", *values, *files, database])
    used = process.cpu_s(pg.process.pid) - before
    count = int(re.search(r"number of transactions actually processed: (\d+)", done).group(1))
    failed = re.search(r"number of failed transactions: (\d+)", done)
    if failed and int(failed.group(1)):
        raise SystemExit(done)
    each = [float(tps) for tps in re.findall(r"progress: [\d.]+ s, ([\d.]+) tps", done)][START_S:]
    return {"per_s": sum(each) / len(each), "db_ms": used / max(1, count) * 1000}
