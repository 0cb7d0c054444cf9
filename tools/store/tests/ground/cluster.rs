//! Postgres clusters of our own, in scratch folders, to be stopped, killed and promoted.

use std::fs;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// One server and its data.
pub(crate) struct Cluster {
    folder: TempDir,
    pub(crate) port: u16,
}

impl Cluster {
    /// A server that runs, with these lines in its `postgresql.conf`.
    pub(crate) fn new(settings: &[&str]) -> Self {
        let cluster = Self::nowhere();
        let data = cluster.data();
        let data = data.to_str().unwrap();
        let args = ["-D", data, "-U", "blimp", "--auth=trust", "--no-sync"];
        run(
            "initdb",
            &[&args[..], &["--encoding=UTF8", "--locale=C"]].concat(),
        );
        let mut conf = format!(
            "port = {}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{}'\nfsync = off\n\
             max_connections = 60\nshared_buffers = 16MB\nwal_keep_size = 128MB\nmax_wal_senders = 4\n",
            cluster.port,
            cluster.folder.path().display()
        );
        for line in settings {
            conf.push_str(line);
            conf.push('\n');
        }
        cluster.write("postgresql.conf", &conf);
        cluster.start();
        cluster
    }

    /// A standby of `primary`, running and streaming.
    pub(crate) fn standby_of(primary: &Self) -> Self {
        let cluster = Self::nowhere();
        let (data, port) = (cluster.data(), primary.port.to_string());
        let data = data.to_str().unwrap();
        run(
            "pg_basebackup",
            &[
                "-D",
                data,
                "-h",
                "127.0.0.1",
                "-p",
                &port,
                "-U",
                "blimp",
                "-R",
                "-X",
                "stream",
                "-c",
                "fast",
                "--no-sync",
            ],
        );
        let conf = fs::read_to_string(cluster.data().join("postgresql.conf")).unwrap();
        let old = format!("port = {}\n", primary.port);
        let conf = conf.replace(&old, &format!("port = {}\n", cluster.port));
        let (from, to) = (primary.folder.path(), cluster.folder.path());
        let conf = conf.replace(from.to_str().unwrap(), to.to_str().unwrap());
        cluster.write("postgresql.conf", &conf);
        cluster.start();
        cluster
    }

    fn nowhere() -> Self {
        let folder = tempfile::tempdir().unwrap();
        if let Some((uid, gid)) = somebody() {
            chown(folder.path(), Some(uid), Some(gid)).unwrap();
        }
        let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = socket.local_addr().unwrap().port();
        Self { folder, port }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Writes a file into the data folder, as the server's user wants it.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.data().join(name);
        fs::write(&path, text).unwrap();
        own(&path);
    }

    pub(crate) fn append(&self, name: &str, text: &str) {
        let old = fs::read_to_string(self.data().join(name)).unwrap_or_default();
        self.write(name, &format!("{old}{text}\n"));
    }

    /// Copies a file into the data folder, readable by the server alone.
    pub(crate) fn copy(&self, from: &Path, name: &str) {
        let path = self.data().join(name);
        fs::copy(from, &path).unwrap();
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        fs::set_permissions(&path, mode).unwrap();
        own(&path);
    }

    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://blimp@{}/postgres", self.host())
    }

    pub(crate) fn start(&self) {
        let log = self.folder.path().join("log");
        self.ctl(&["-l", log.to_str().unwrap(), "-w", "-t", "30", "start"]);
    }

    pub(crate) fn stop(&self, how: &str) {
        self.ctl(&["-m", how, "-w", "stop"]);
    }

    pub(crate) fn promote(&self) {
        self.ctl(&["-w", "-t", "30", "promote"]);
    }

    pub(crate) fn reload(&self) {
        self.ctl(&["reload"]);
    }

    /// SIGKILL for the server and all its processes.
    pub(crate) fn kill(&self) {
        let pid = fs::read_to_string(self.data().join("postmaster.pid")).unwrap();
        let pid = pid.lines().next().unwrap().to_owned();
        let children = Command::new("pgrep").args(["-P", &pid]).output().unwrap();
        let children = String::from_utf8(children.stdout).unwrap();
        let all = std::iter::once(pid.as_str()).chain(children.lines());
        let killed = Command::new("kill").arg("-9").args(all).status();
        assert!(killed.is_ok());
        // The port is free once nobody answers on it.
        let start = Instant::now();
        while std::net::TcpStream::connect(self.host()).is_ok() {
            assert!(start.elapsed() < Duration::from_secs(5), "it does not die");
        }
    }

    fn ctl(&self, args: &[&str]) {
        let data = self.data();
        run(
            "pg_ctl",
            &[&["-D", data.to_str().unwrap(), "-s"], args].concat(),
        );
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        let args = [
            "-D",
            data.to_str().unwrap(),
            "-s",
            "-m",
            "immediate",
            "stop",
        ];
        drop(command("pg_ctl", &args).status());
    }
}

fn run(program: &str, args: &[&str]) {
    let done = command(program, args).status();
    assert!(
        done.is_ok_and(|status| status.success()),
        "{program} {args:?}"
    );
}

/// The server refuses to run as root, so root lends it a user without rights.
fn command(program: &str, args: &[&str]) -> Command {
    let program = binaries().join(program);
    let mut command = match somebody() {
        None => Command::new(&program),
        Some((uid, gid)) => {
            let mut command = Command::new("setpriv");
            command
                .args([format!("--reuid={uid}"), format!("--regid={gid}")])
                .arg("--clear-groups")
                .arg(&program);
            command
        }
    };
    command
        .args(args)
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .env("LC_ALL", "C");
    command
}

/// The newest server on this machine; Debian keeps them out of PATH.
fn binaries() -> PathBuf {
    let whole = |folder: &PathBuf| {
        let there = |name: &str| folder.join(name).exists();
        there("postgres") && there("pg_ctl") && there("pg_basebackup")
    };
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut debian: Vec<PathBuf> = debian.flatten().map(|v| v.path().join("bin")).collect();
    debian.sort();
    let usual = ["/usr/local/bin", "/usr/bin", "/usr/local/pgsql/bin"].map(PathBuf::from);
    let mut all = debian.into_iter().rev().chain(usual);
    all.find(whole)
        .expect("a PostgreSQL server on this machine")
}

/// For root: the user and group that runs the server.
fn somebody() -> Option<(u32, u32)> {
    let id = |args: &[&str]| -> Option<u32> {
        let out = Command::new("id").args(args).output().ok()?;
        String::from_utf8(out.stdout).ok()?.trim().parse().ok()
    };
    if id(&["-u"]) != Some(0) {
        return None;
    }
    let of = |user: &str| Some((id(&["-u", user])?, id(&["-g", user])?));
    of("postgres").or_else(|| of("nobody"))
}

fn own(path: &Path) {
    if let Some((uid, gid)) = somebody() {
        chown(path, Some(uid), Some(gid)).unwrap();
    }
}
