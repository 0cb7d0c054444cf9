//! Redis servers for tests: the one that the test script started, or one of the test's own.

use std::future::Future;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use blimp_kit::random;
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

use super::{Options, Redis};

#[expect(
    clippy::disallowed_methods,
    reason = "the test script says which servers there are"
)]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Says that a test was not run; where the script promised the servers, fails instead.
fn not_run(why: &str) {
    assert!(setting("BLIMP_TEST_SERVERS").is_none(), "{why}");
    println!("not run: {why}");
}

/// A Redis with a prefix of its own, on the server that all tests share.
pub(crate) fn shared() -> Option<Redis> {
    let Some(url) = setting("BLIMP_TEST_REDIS_URL") else {
        not_run("BLIMP_TEST_REDIS_URL says where a Redis is");
        return None;
    };
    Some(at(&url, false))
}

fn at(url: &str, insecure: bool) -> Redis {
    let prefix = format!("test:{:x}:", random::number().unwrap());
    Redis::with(&Options {
        url: url.to_owned(),
        insecure,
        prefix,
    })
    .unwrap()
}

/// A server that a test may stop and kill.
pub(crate) struct Server {
    port: u16,
    folder: TempDir,
    process: Child,
    tls: bool,
}

impl Server {
    /// Starts one on a free port, without a memory on disk.
    pub(crate) async fn start() -> Option<Self> {
        Self::with(false).await
    }

    /// The same with TLS, and a certificate that nobody signed.
    pub(crate) async fn start_with_tls() -> Option<Self> {
        Self::with(true).await
    }

    async fn with(tls: bool) -> Option<Self> {
        if Command::new("redis-server")
            .arg("--version")
            .output()
            .is_err()
        {
            not_run("redis-server is not installed");
            return None;
        }
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let folder = tempfile::tempdir().unwrap();
        if tls {
            certify(&folder);
        }
        let process = spawn(port, &folder, tls);
        let server = Self {
            port,
            folder,
            process,
            tls,
        };
        server.answers().await;
        Some(server)
    }

    /// A handle to it with a prefix of its own.
    pub(crate) fn redis(&self) -> Redis {
        at(&self.url(), self.tls)
    }

    /// Where it is.
    pub(crate) fn url(&self) -> String {
        let scheme = if self.tls { "rediss" } else { "redis" };
        format!("{scheme}://127.0.0.1:{}", self.port)
    }

    /// Ends it without a word.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it again, empty.
    pub(crate) async fn restart(&mut self) {
        self.process = spawn(self.port, &self.folder, self.tls);
        self.answers().await;
    }

    /// Sends a signal: `STOP`, `CONT`.
    pub(crate) fn signal(&self, name: &str) {
        let kill = Command::new("kill")
            .args([format!("-{name}"), self.process.id().to_string()])
            .status();
        assert!(kill.unwrap().success());
    }

    async fn answers(&self) {
        let redis = self.redis();
        until("the server answers", async || {
            redis.query::<String>(&::redis::cmd("PING")).await.is_ok()
        })
        .await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn spawn(port: u16, folder: &TempDir, tls: bool) -> Child {
    let port = port.to_string();
    let mut command = Command::new("redis-server");
    command.args(["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]);
    command.current_dir(folder.path()).stdout(Stdio::null());
    if tls {
        command.args(["--port", "0", "--tls-port", &port]);
        command.args(["--tls-cert-file", "cert", "--tls-key-file", "key"]);
        command.args(["--tls-auth-clients", "no"]);
    } else {
        command.args(["--port", &port]);
    }
    command.spawn().unwrap()
}

/// Makes a key and a certificate for 127.0.0.1.
fn certify(folder: &TempDir) {
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes"])
        .args(["-keyout", "key", "-out", "cert", "-days", "2"])
        .args(["-subj", "/CN=127.0.0.1"])
        .args(["-addext", "subjectAltName=IP:127.0.0.1"])
        .current_dir(folder.path())
        .stderr(Stdio::null())
        .status();
    assert!(made.unwrap().success(), "openssl makes a certificate");
}

/// Waits until something holds; fails after ten seconds.
pub(crate) async fn until<W: Future<Output = bool>>(what: &str, holds: impl Fn() -> W) {
    let start = Instant::now();
    while !holds().await {
        assert!(start.elapsed() < Duration::from_secs(10), "not so: {what}");
        sleep(Duration::from_millis(20)).await;
    }
}
