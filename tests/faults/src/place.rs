//! The process under test.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::pause::pause;
use crate::servers::free_port;
use crate::wire::{Ask, Wire};

/// When a start counts as failed.
const GIVE_UP: Duration = Duration::from_secs(30);
/// Between two questions whether it is up.
const LOOK: Duration = Duration::from_millis(1);

/// Where and how to start the server.
#[derive(Debug, Clone)]
pub struct Place {
    /// The binary.
    pub binary: PathBuf,
    /// Its folder: files, log, and the database where that is SQLite.
    pub folder: PathBuf,
    /// Its port, the same after each start.
    pub port: u16,
    /// Its settings.
    pub settings: Vec<(String, String)>,
}

/// A running server or worker; killed when it is dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// From the start of the process to its first 200.
    pub took: Duration,
}

impl Place {
    /// A free port and an empty folder, with the database at `database_url`.
    pub fn new(binary: &Path, folder: &Path, database_url: &str) -> Self {
        let binary = binary.canonicalize().expect("the binary's path");
        let files = format!("file://{}", folder.join("files").display());
        let mut place = Self {
            binary,
            folder: folder.to_owned(),
            port: free_port(),
            settings: Vec::new(),
        };
        for (name, value) in [
            ("DATABASE_URL", database_url),
            ("FILES_URL", &files),
            ("RATE_LIMITS", "off"),
            ("LOG", "warn"),
            ("BLIMP_SECRET_KEY", "a secret key for tests, 32 letters"),
            // The lease of these tests: long enough for a busy machine, short enough to wait for.
            ("JOB_LEASE", "2"),
        ] {
            place.set(name, value);
        }
        place
    }

    /// Adds a setting, or gives it another value.
    pub fn set(&mut self, name: &str, value: &str) {
        self.settings.retain(|(known, _)| known != name);
        self.settings.push((name.to_owned(), value.to_owned()));
    }

    /// Where the database is.
    pub fn database_url(&self) -> &str {
        let found = self
            .settings
            .iter()
            .find(|(name, _)| name == "DATABASE_URL");
        found.map(|(_, url)| url.as_str()).unwrap_or_default()
    }

    /// The command, not yet started; whatever settings this process has are not its.
    pub fn command(&self, args: &[&str]) -> Command {
        self.command_of(&self.binary, args)
    }

    /// The same for another program, such as a shell that starts the binary.
    pub fn command_of(&self, program: &Path, args: &[&str]) -> Command {
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.folder.join("log"));
        let log = log.expect("the server's log");
        let mut command = Command::new(program);
        command
            .args(args)
            .current_dir(&self.folder)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("the log twice"))
            .stderr(log);
        command
    }

    /// Starts `serve` and waits for its first 200, asked for with this cookie.
    pub fn start(&self, cookie: &str) -> Result<Server, String> {
        self.start_with(cookie, &[])
    }

    /// The same with more arguments.
    pub fn start_with(&self, cookie: &str, more: &[&str]) -> Result<Server, String> {
        let port = self.port.to_string();
        let args: Vec<&str> = ["serve", "--port", &port]
            .iter()
            .chain(more)
            .copied()
            .collect();
        let mut server = Server::of(&mut self.command(&args));
        self.wait(&mut server, cookie)?;
        Ok(server)
    }

    /// Waits for the first 200, asked for with this cookie.
    pub fn wait(&self, server: &mut Server, cookie: &str) -> Result<(), String> {
        // Before anybody has signed up, 401 is as good an answer as there is.
        let wanted = if cookie.is_empty() { 401 } else { 200 };
        let begun = Instant::now();
        loop {
            let mut wire = Wire::new(self.port, cookie);
            if wire
                .send(&Ask::get("/me"))
                .is_ok_and(|reply| reply.status == wanted)
            {
                server.took = begun.elapsed();
                return Ok(());
            }
            if begun.elapsed() > GIVE_UP {
                return Err("the server does not answer".to_owned());
            }
            if let Ok(Some(status)) = server.child.try_wait() {
                return Err(format!("the server ended by itself: {status}"));
            }
            pause(LOOK);
        }
    }

    /// The last lines of the log, for people to read.
    pub fn log_tail(&self) -> String {
        let text = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(15)..].join("\n")
    }

    /// Lines of the log that say that something panicked.
    pub fn panics(&self) -> usize {
        let text = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        text.lines()
            .filter(|line| line.contains("panicked"))
            .count()
    }
}

impl Server {
    /// Starts a command.
    pub fn of(command: &mut Command) -> Self {
        let child = command.spawn().expect("the process starts");
        Self {
            child,
            took: Duration::ZERO,
        }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Whether the process has ended without being asked to.
    pub fn is_gone(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Stops it in its tracks: SIGSTOP.
    pub fn freeze(&self) {
        signal(self.id(), "STOP");
    }

    /// Lets it go on: SIGCONT.
    pub fn thaw(&self) {
        signal(self.id(), "CONT");
    }

    /// SIGKILL, and the wait until it is gone.
    pub fn kill(mut self) {
        // It may have killed itself already.
        drop(self.child.kill());
        self.child.wait().expect("the server ends");
    }

    /// SIGTERM, and the wait until it is gone; whether it ended well and in time.
    pub fn end(mut self, within: Duration) -> Result<(), String> {
        signal(self.id(), "TERM");
        let ended = crate::wait_for("the end after SIGTERM", within, || {
            self.child.try_wait().ok().flatten()
        })?;
        if ended.success() {
            Ok(())
        } else {
            Err(format!("it ended with {ended}"))
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Sends a signal to a process of ours.
pub fn signal(process: u32, name: &str) {
    let done = Command::new("sh")
        .args(["-c", &format!("kill -{name} {process}")])
        .status();
    assert!(
        done.is_ok_and(|status| status.success()),
        "SIG{name} to {process}"
    );
}
