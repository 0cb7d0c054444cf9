//! The process under test.

use std::fs::OpenOptions;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::wire::{Ask, Wire};

/// When a start counts as failed.
const GIVE_UP: Duration = Duration::from_secs(20);

/// Where and how to start the server.
#[derive(Debug)]
pub(crate) struct Place {
    /// The binary.
    pub(crate) binary: PathBuf,
    /// Its folder: database, files and log.
    pub(crate) folder: PathBuf,
    /// Its port, the same after each start.
    pub(crate) port: u16,
}

/// A running server; killed when it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    /// From the start of the process to its first 200.
    pub(crate) took: Duration,
}

impl Place {
    /// A free port and an empty folder.
    pub(crate) fn new(binary: &Path, folder: &Path) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = free.local_addr().expect("its number").port();
        let binary = binary.canonicalize().expect("the binary's path");
        Self {
            binary,
            folder: folder.to_owned(),
            port,
        }
    }

    /// The database's file.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join("blimp.db")
    }

    /// Starts the server and waits for its first 200, asked for with this cookie.
    pub(crate) fn start(&self, cookie: &str) -> Result<Server, String> {
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.folder.join("log"));
        let log = log.expect("the server's log");
        let begun = Instant::now();
        let child = Command::new(&self.binary)
            .args(["serve", "--port", &self.port.to_string()])
            .current_dir(&self.folder)
            .env(
                "DATABASE_URL",
                format!("sqlite://{}", self.database().display()),
            )
            .env(
                "FILES_URL",
                format!("file://{}", self.folder.join("files").display()),
            )
            .env("RATE_LIMITS", "off")
            .env("LOG", "warn")
            .env_remove("DATABASE_REPLICA_URL")
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("the log twice"))
            .stderr(log)
            .spawn()
            .expect("the server starts");
        let mut server = Server {
            child,
            took: Duration::ZERO,
        };
        // Before anybody has signed up, 401 is as good an answer as there is.
        let wanted = if cookie.is_empty() { 401 } else { 200 };
        loop {
            let mut wire = Wire::new(self.port, cookie);
            if wire
                .send(&Ask::get("/me"))
                .is_ok_and(|reply| reply.status == wanted)
            {
                server.took = begun.elapsed();
                return Ok(server);
            }
            if begun.elapsed() > GIVE_UP {
                return Err("the server does not answer".to_owned());
            }
            if let Ok(Some(status)) = server.child.try_wait() {
                return Err(format!("the server ended by itself: {status}"));
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Server {
    /// Whether the process has ended without being asked to.
    pub(crate) fn is_gone(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// SIGKILL, and the wait until it is gone.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("the server can be killed");
        self.child.wait().expect("the server ends");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
