"""Processes: start, stop, what they use."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
import urllib.request

TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def run(command, **options):
    """Runs to the end and answers what was printed; a failure shows it and stops."""
    return ended(command, **options).stdout


def run_both(command):
    """The same, with what went to the other stream."""
    done = ended(command)
    return done.stdout + done.stderr


def ended(command, **options):
    options.setdefault("text", True)
    done = subprocess.run([str(c) for c in command], capture_output=True, **options)
    if done.returncode:
        shown = " ".join(str(c) for c in command)[:300]
        raise SystemExit(f"failed ({done.returncode}): {shown}\n{done.stdout}\n{done.stderr}")
    return done


def lent_user():
    """Servers that refuse root run as a user without rights."""
    if os.geteuid() != 0:
        return None
    names = {p.pw_name for p in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def as_lent(command):
    user = lent_user()
    if user is None:
        return [str(c) for c in command]
    group = pwd.getpwnam(user).pw_gid
    return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", *map(str, command)]


class Process:
    """A server that is stopped again, with all its children."""

    all = []

    def __init__(self, name, command, log, env=None, cwd=None):
        self.name = name
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        self.started = time.monotonic()
        with open(log, "ab") as out:
            self.popen = subprocess.Popen(
                [str(c) for c in command], stdout=out, stderr=out, stdin=subprocess.DEVNULL,
                env={**os.environ, **(env or {})}, cwd=cwd, start_new_session=True)
        Process.all.append(self)

    @property
    def pid(self):
        return self.popen.pid

    def wait_http(self, url, patience=60):
        """Waits for the first good answer; says how many seconds after the start it came."""
        while True:
            if self.popen.poll() is not None:
                raise SystemExit(f"{self.name} ended at once; see {self.log}")
            try:
                with urllib.request.urlopen(url, timeout=2) as answer:
                    if answer.status == 200:
                        return time.monotonic() - self.started
            except OSError:
                pass
            if time.monotonic() - self.started > patience:
                raise SystemExit(f"{self.name} does not answer; see {self.log}")
            time.sleep(0.005)

    def stop(self):
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
            try:
                self.popen.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.popen.pid, signal.SIGKILL)
                self.popen.wait()
        if self in Process.all:
            Process.all.remove(self)

    @classmethod
    def stop_all(cls, *_):
        for one in list(reversed(cls.all)):
            one.stop()


def tree(pid):
    """A process and all its children, theirs too."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            fields = stat(int(entry))
            if fields:
                parents.setdefault(int(fields[1]), []).append(int(entry))
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        todo.extend(parents.get(one, []))
    return found


def stat(pid):
    try:
        with open(f"/proc/{pid}/stat") as f:
            return f.read().rsplit(")", 1)[1].split()
    except OSError:
        return None


def cpu_s(pid):
    """Processor seconds of a process, its children, and those of its children that have ended."""
    total = 0
    for one in tree(pid):
        fields = stat(one)
        if fields:
            total += sum(int(n) for n in fields[11:15])
    return total / TICKS


def pss_mb(pid):
    """Resident memory of a process and its children; what they have in common counts once."""
    total = 0
    for one in tree(pid):
        try:
            with open(f"/proc/{one}/smaps_rollup") as f:
                total += sum(int(line.split()[1]) for line in f if line.startswith("Pss:"))
        except OSError:
            pass
    return total / 1024


def need(name, package):
    if shutil.which(name) is None:
        raise SystemExit(f"missing: {name}. On Debian: apt-get install --no-install-recommends {package}")
