//! A Redis server that a test may stop, kill and empty.

use std::future::Future;
use std::io::Write as _;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::database::setting;

/// A server on a port of its own, without a memory on disk; gone when it is dropped.
pub struct RedisServer {
    port: u16,
    folder: TempDir,
    process: Child,
}

impl RedisServer {
    /// Starts one. None, and said so, where it is not installed and no test script promised it.
    pub async fn start() -> Option<Self> {
        let installed = Command::new("redis-server").arg("--version").output();
        if installed.is_err() {
            let why = "redis-server is not installed";
            assert!(setting("BLIMP_TEST_SERVERS").is_none(), "{why}");
            drop(writeln!(std::io::stdout(), "not run: {why}"));
            return None;
        }
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let folder = tempfile::tempdir().expect("a scratch folder");
        let process = spawn(port, &folder);
        let server = Self {
            port,
            folder,
            process,
        };
        server.answers().await;
        Some(server)
    }

    /// Where it is, as `REDIS_URL` says it.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Ends it without a word.
    pub fn kill(&mut self) {
        self.process.kill().expect("it ends");
        self.process.wait().expect("it ended");
    }

    /// Starts it again, empty.
    pub async fn restart(&mut self) {
        self.process = spawn(self.port, &self.folder);
        self.answers().await;
    }

    /// Sends a signal: `STOP`, `CONT`.
    pub fn signal(&self, name: &str) {
        let process = self.process.id().to_string();
        let signal = [format!("-{name}"), process];
        let status = Command::new("kill").args(signal).status();
        assert!(status.expect("kill runs").success());
    }

    /// Runs one command with `redis-cli`, and reads what it answers.
    pub fn ask(&self, words: &[&str]) -> String {
        let port = self.port.to_string();
        let told = Command::new("redis-cli")
            .args(["-p", &port])
            .args(words)
            .output();
        let told = told.expect("redis-cli runs");
        String::from_utf8_lossy(&told.stdout).trim().to_owned()
    }

    async fn answers(&self) {
        until("Redis answers", async || self.ask(&["PING"]) == "PONG").await;
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn spawn(port: u16, folder: &TempDir) -> Child {
    Command::new("redis-server")
        .args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        .args(["--port", &port.to_string()])
        .arg("--dir")
        .arg(folder.path())
        .stdout(Stdio::null())
        .spawn()
        .expect("redis-server starts")
}

/// Asks again and again until something holds; fails after ten seconds.
pub async fn until<W: Future<Output = bool>>(what: &str, holds: impl Fn() -> W) {
    let start = Instant::now();
    let mut ticks = tokio::time::interval(Duration::from_millis(50));
    while !holds().await {
        assert!(start.elapsed() < Duration::from_secs(10), "not so: {what}");
        ticks.tick().await;
    }
}
