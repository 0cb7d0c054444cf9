"""Load on a web server, and what it costs."""

import json
import os
import urllib.error
import urllib.request

from . import process
from .places import BENCH, DRIVER

CONNECTIONS = 32


def closed(web, targets, seconds, database, connections=CONNECTIONS):
    """As many requests as go through, by wrk; with the processor time of both servers."""
    before = (web.cpu_s(), process.cpu_s(database) if database else 0)
    out = process.run(
        ["wrk", "-t2", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "20s",
         "-s", BENCH / "wrk.lua", web.base],
        env={**os.environ, "TARGETS": str(targets)})
    after = (web.cpu_s(), process.cpu_s(database) if database else 0)
    found = json.loads(out.strip().splitlines()[-1])
    if found["failed"]:
        raise SystemExit(f"{web.side}: {found['failed']} of {found['requests']} requests failed; see its log")
    requests = max(1, found["requests"])
    return {
        "per_s": found["requests"] / found["seconds"],
        "p50_ms": found["p50_ms"],
        "p99_ms": found["p99_ms"],
        "app_ms": (after[0] - before[0]) / requests * 1000,
        "db_ms": (after[1] - before[1]) / requests * 1000,
    }


def opened(web, targets, rate, seconds):
    """Requests at a fixed rate; each counts from the moment at which it was due."""
    out = process.run([DRIVER, "load", "--address", web.address, "--targets", targets,
                       "--rate", f"{rate:.1f}", "--seconds", seconds])
    found = json.loads(out)
    if found["failed"]:
        raise SystemExit(f"{web.side}: {found['failed']} requests failed at {rate:.0f}/s")
    return found


def ask(web, line):
    """One request of a file of requests: its status and its body."""
    parts = line.split("\t")
    body = parts[3].encode() if len(parts) > 3 else None
    headers = {"Authorization": parts[2], "Content-Type": "application/json"}
    request = urllib.request.Request(web.base + parts[1], body, headers, method=parts[0])
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")[:500]


def same(first, second, folder, count=5):
    """Both sides say the same of the same tasks; stops with the first difference."""
    lines = zip((folder / f"list-{first.kind}").read_text().splitlines(),
                (folder / f"list-{second.kind}").read_text().splitlines())
    for one, other in list(lines)[:count]:
        (status, left), (other_status, right) = ask(first, one), ask(second, other)
        if (status, other_status) != (200, 200):
            raise SystemExit(f"{one}: {status} {left}\n{other}: {other_status} {right}")
        for a, b in zip(plain(left["items"]), plain(right["items"]), strict=True):
            if a != b:
                names = [name for name in {**a, **b} if a.get(name) != b.get(name)]
                shown = {name: (a.get(name), b.get(name)) for name in names}
                raise SystemExit(f"{first.side} and {second.side} differ in task {a['id']}: {shown}")


def plain(items):
    """Without the order of what has none."""
    for item in items:
        item["assignee_ids"].sort()
        item["labels"].sort()
        for some in item.get("expanded", {}).values():
            some.sort(key=lambda one: one["id"])
    return items
