//! A Redis that a test may break, and entries that are none of ours.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use redis::{Cmd, Connection, FromRedisValue};

/// A Redis of the test's own.
pub(super) struct Server {
    child: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Server {
    /// Starts one; `None` where there is no `redis-server` and tests run without servers.
    pub(super) fn start() -> Option<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        let folder = tempfile::tempdir().unwrap();
        let Some(child) = spawn(port, &folder) else {
            let must = super::house::variable("BLIMP_TEST_SERVERS").is_some_and(|on| on == "1");
            assert!(!must, "this test needs redis-server on the PATH");
            println!("not run: there is no redis-server on the PATH");
            return None;
        };
        Some(Self {
            child,
            port,
            folder,
        })
    }

    pub(super) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// As `kill -9`: all that it had is gone.
    pub(super) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// After a kill, on the same port.
    pub(super) fn start_again(&mut self) {
        self.child = spawn(self.port, &self.folder).unwrap();
    }

    /// Sends it a signal by name.
    pub(super) fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args(["-s", name, &self.child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
    }

    pub(super) fn ask<T: FromRedisValue>(&self, cmd: &str) -> T {
        ask(&self.url(), cmd)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn spawn(port: u16, folder: &tempfile::TempDir) -> Option<Child> {
    let mut child = Command::new("redis-server")
        .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
        .args(["--save", "", "--appendonly", "no", "--dir"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let lines = BufReader::new(child.stdout.take()?).lines();
    let up = lines
        .map(Result::unwrap)
        .any(|line| line.contains("Ready to accept connections"));
    assert!(up, "redis-server did not start");
    Some(child)
}

/// Asks a Redis; words are split at blanks.
pub(super) fn ask<T: FromRedisValue>(url: &str, cmd: &str) -> T {
    let client = redis::Client::open(url).unwrap();
    let mut connection: Connection = client.get_connection().unwrap();
    let mut words = cmd.split_whitespace();
    let mut cmd: Cmd = redis::cmd(words.next().unwrap());
    for word in words {
        cmd.arg(word);
    }
    cmd.query(&mut connection).unwrap()
}
