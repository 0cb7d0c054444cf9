//! The listening socket, and how it passes from one process to the next without a lost request.
//!
//! A socket that somebody else holds too (systemd, or a successor) outlives this process: what the
//! kernel has queued on it is answered by the next one. Three ways in:
//!
//! - `LISTEN_FDS` and `LISTEN_PID`: socket activation, as systemd does it;
//! - `--takeover PATH`: standard input is the socket, and PATH wants to hear when we are ready.
//!   That is how a process starts its own successor, on SIGUSR2;
//! - else we bind an address of our own.

use std::ffi::{OsStr, OsString};
use std::net::TcpListener as StdListener;
use std::os::fd::{AsFd, OwnedFd};
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::DirBuilderExt as _;
use std::os::unix::net::{SocketAddr, UnixDatagram as StdDatagram};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Weak;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use blimp_kit::{Result, random};
use listenfd::ListenFd;
use tokio::net::{TcpListener, UnixDatagram};

/// The option by which a process tells its successor where the socket is.
pub(crate) const TAKEOVER: &str = "takeover";
/// A successor that is not ready by then is stopped, and the old process goes on.
const READY_WITHIN: Duration = Duration::from_mins(1);
/// How often to look whether the successor has ended instead.
const LOOK: Duration = Duration::from_millis(50);
const READY: &[u8] = b"READY=1";

/// A listening socket.
#[derive(Debug)]
pub struct Door {
    /// Where connections come in.
    pub listener: TcpListener,
    /// Whether somebody else holds it too, so that it outlives this process.
    pub kept: bool,
}

impl Door {
    /// The socket that was handed over, if one was, else one of our own at `address`.
    pub async fn open(address: (&str, u16), takeover: bool) -> Result<Self> {
        let handed = if takeover {
            from_stdin()?
        } else {
            from_systemd()?
        };
        if let Some(socket) = handed {
            socket
                .set_nonblocking(true)
                .context("cannot use the socket that was handed over")?;
            let listener = TcpListener::from_std(socket)
                .context("what was handed over is no listening socket")?;
            return Ok(Self {
                listener,
                kept: true,
            });
        }
        let listener = TcpListener::bind(address)
            .await
            .with_context(|| format!("cannot listen on {}:{}", address.0, address.1))?;
        Ok(Self {
            listener,
            kept: false,
        })
    }
}

fn from_stdin() -> Result<Option<StdListener>> {
    let stdin = std::io::stdin();
    let socket = stdin
        .as_fd()
        .try_clone_to_owned()
        .context("cannot take over standard input")?;
    Ok(Some(StdListener::from(socket)))
}

fn from_systemd() -> Result<Option<StdListener>> {
    let handed = ListenFd::from_env().take_tcp_listener(0);
    Ok(handed.context("LISTEN_FDS does not hand over a listening socket")?)
}

/// Says that this process answers: to systemd where it wants to know (`NOTIFY_SOCKET`), and to
/// whoever started us as a successor.
pub(crate) fn say_ready(takeover: Option<&Path>) -> Result {
    if let Some(path) = std::env::var_os("NOTIFY_SOCKET") {
        let words = format!("MAINPID={}\nREADY=1", std::process::id());
        // The supervisor's own affair: without it we serve all the same.
        if let Err(error) = tell(&path, words.as_bytes()) {
            tracing::warn!(%error, "NOTIFY_SOCKET does not listen");
        }
    }
    if let Some(path) = takeover {
        tell(path.as_os_str(), READY).context("whoever started this successor is gone")?;
    }
    Ok(())
}

fn tell(path: &OsStr, words: &[u8]) -> std::io::Result<()> {
    let socket = StdDatagram::unbound()?;
    // systemd writes an address without a file with `@` for its first, zero byte.
    let address = match path.as_bytes().split_first() {
        Some((b'@', name)) => SocketAddr::from_abstract_name(name)?,
        _ => SocketAddr::from_pathname(path)?,
    };
    socket.send_to_addr(words, &address)?;
    Ok(())
}

/// Starts successors on the socket of this process.
#[derive(Debug)]
pub(crate) struct Heir {
    /// Weak, so that the socket closes when this process stops listening.
    pub(crate) listener: Weak<TcpListener>,
    /// Whether a successor answers.
    pub(crate) ready: AtomicBool,
}

impl Heir {
    pub(crate) const fn of(listener: Weak<TcpListener>) -> Self {
        let ready = AtomicBool::new(false);
        Self { listener, ready }
    }

    pub(crate) fn is_ready(&self) -> bool {
        self.ready.load(Ordering::SeqCst)
    }

    /// Starts this program again with the same arguments on the same socket, and waits until it
    /// answers; its process id. Where it does not come up it is stopped, and nothing has changed.
    pub(crate) async fn succeed(&self) -> Result<u32> {
        let listener = self
            .listener
            .upgrade()
            .context("this process is stopping already")?;
        let socket = listener
            .as_fd()
            .try_clone_to_owned()
            .context("cannot share the socket")?;
        drop(listener);
        let nest = Nest::new()?;
        let mut child = start(socket, &nest.path)?;
        if let Err(error) = wait(&mut child, &nest.socket).await {
            drop(child.kill());
            drop(child.wait());
            return Err(error.into());
        }
        self.ready.store(true, Ordering::SeqCst);
        Ok(child.id())
    }
}

fn start(socket: OwnedFd, ready: &Path) -> Result<Child> {
    let args: Vec<OsString> = std::env::args_os().collect();
    let (program, rest) = args
        .split_first()
        .context("no name to start this program by")?;
    // By the path it was started with, so that a link which leads to a newer release is followed.
    let program = if program.as_bytes().contains(&b'/') {
        PathBuf::from(program)
    } else {
        std::env::current_exe().context("this program cannot find itself")?
    };
    let child = Command::new(&program)
        .args(without_takeover(rest))
        .arg(takeover_option(ready))
        .stdin(Stdio::from(socket))
        .spawn()
        .with_context(|| format!("cannot start {}", program.display()))?;
    Ok(child)
}

fn takeover_option(ready: &Path) -> OsString {
    let mut option = OsString::from(format!("--{TAKEOVER}="));
    option.push(ready);
    option
}

fn without_takeover(args: &[OsString]) -> impl Iterator<Item = &OsString> {
    let option = format!("--{TAKEOVER}=");
    args.iter()
        .filter(move |arg| !arg.as_bytes().starts_with(option.as_bytes()))
}

async fn wait(child: &mut Child, socket: &UnixDatagram) -> anyhow::Result<()> {
    let mut words = [0; READY.len()];
    let begun = tokio::time::Instant::now();
    while begun.elapsed() < READY_WITHIN {
        if let Ok(heard) = tokio::time::timeout(LOOK, socket.recv(&mut words)).await {
            let length = heard.context("cannot hear the successor")?;
            if words.get(..length) == Some(READY) {
                return Ok(());
            }
        }
        if let Some(status) = child
            .try_wait()
            .context("cannot look after the successor")?
        {
            bail!("the successor ended by itself: {status}");
        }
    }
    Err(anyhow!(
        "the successor was not ready within {READY_WITHIN:?}"
    ))
}

/// A folder that only we may enter, with the socket on which a successor says that it is ready.
struct Nest {
    folder: PathBuf,
    path: PathBuf,
    socket: UnixDatagram,
}

impl Nest {
    fn new() -> Result<Self> {
        let name = format!("blimp-{}-{:x}", std::process::id(), random::number()?);
        let folder = std::env::temp_dir().join(name);
        std::fs::DirBuilder::new()
            .mode(0o700)
            .create(&folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join("ready");
        let socket = UnixDatagram::bind(&path)
            .with_context(|| format!("cannot listen on {}", path.display()))?;
        Ok(Self {
            folder,
            path,
            socket,
        })
    }
}

impl Drop for Nest {
    fn drop(&mut self) {
        // Left behind, it is an empty folder in the temporary one.
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::path::Path;

    use super::{takeover_option, without_takeover};

    #[test]
    fn a_successor_is_started_like_this_process_with_a_socket_of_its_own() {
        let args = ["serve", "--takeover=/tmp/old", "--port", "8000"].map(OsString::from);
        let mut next: Vec<OsString> = without_takeover(&args).cloned().collect();
        next.push(takeover_option(Path::new("/tmp/new")));
        assert_eq!(next, ["serve", "--port", "8000", "--takeover=/tmp/new"]);
    }
}
