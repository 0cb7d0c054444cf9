//! Web processes are replaced under load: the listening socket goes from one to the next.

use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use blimp_faults::{Place, Server, pause, signal, wait_for};

use crate::ground::{Ground, House, at_least};

/// How soon a process must answer, and how soon the one before it must be gone.
const WITHIN: Duration = Duration::from_secs(40);

/// By its own hand (SIGUSR2), then by a supervisor that holds the socket and sends SIGTERM.
pub(crate) fn run(ground: &Ground) -> Result<String, String> {
    let house = ground.on_postgres(&[])?;
    let times = ground.pick(20, 3);
    let (by_signal, tally) = house.load("signal", || by_signal(&house, times));
    let last = by_signal.map_err(|words| format!("{words}\n{}", house.place.log_tail()))?;
    let first = at_least(10_000, "by SIGUSR2", &tally)?;
    last.end()?;
    let mut house = house;
    // Its last successor is no child of ours, and is gone already.
    house.server = None;
    let (last, tally) = supervised(&mut house, times)?;
    let second = at_least(10_000, "by a supervisor", &tally)?;
    last.end(WITHIN)?;
    // The last to go has left nothing undone that the next one cannot do.
    house.server = Some(house.place.start(house.cookie())?);
    let found = house.settle()?;
    Ok(format!(
        "{times} restarts each; {first}; {second}; afterwards {found}"
    ))
}

/// A process of ours whose parent may be gone; killed when it is dropped.
struct Heir(u32);

impl Heir {
    /// SIGTERM, and the wait until it is gone.
    fn end(self) -> Result<(), String> {
        signal(self.0, "TERM");
        wait_for("the end of the last process", WITHIN, || {
            (!alive(self.0)).then_some(())
        })
    }
}

impl Drop for Heir {
    fn drop(&mut self) {
        if alive(self.0) {
            signal(self.0, "KILL");
        }
    }
}

/// Calls for successors, one after the other; the last of them.
fn by_signal(house: &House, times: u32) -> Result<Heir, String> {
    let first = house.server.as_ref().map(Server::id).ok_or("no server")?;
    let mut current = Heir(first);
    for _ in 0..times {
        pause(Duration::from_secs(1));
        let old = current.0;
        signal(old, "USR2");
        let heir = wait_for("a successor", WITHIN, || child_of(old))?;
        let heir = Heir(heir);
        wait_for("the end of the old process", WITHIN, || {
            (!alive(old)).then_some(())
        })?;
        current = heir;
    }
    pause(Duration::from_secs(1));
    Ok(current)
}

/// Whether a process is there and no corpse.
fn alive(process: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let state = stat
        .rsplit_once(") ")
        .map(|(_, rest)| rest.starts_with('Z'));
    state == Some(false)
}

/// The first living child of a process.
fn child_of(process: u32) -> Option<u32> {
    let all = std::fs::read_dir("/proc").ok()?.flatten();
    let ids = all.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let mut children = ids.filter(|id: &u32| {
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let parent = stat
            .rsplit_once(") ")
            .and_then(|(_, rest)| rest.split(' ').nth(1));
        parent == Some(process.to_string().as_str()) && alive(*id)
    });
    children.next()
}

/// Holds the socket, starts each process on it, and ends the one before when the next is ready.
fn supervised(house: &mut House, times: u32) -> Result<(Server, blimp_faults::Tally), String> {
    // A process that has just ended may hold it for a moment longer.
    let bind = || TcpListener::bind(("127.0.0.1", house.place.port)).ok();
    let socket = wait_for("the port", WITHIN, bind)?;
    let mut current = start(&house.place, &socket, house.scratch.path())?;
    let (last, tally) = house.load("supervisor", || {
        for _ in 0..times {
            pause(Duration::from_secs(1));
            let next = start(&house.place, &socket, house.scratch.path())?;
            std::mem::replace(&mut current, next).end(WITHIN)?;
        }
        pause(Duration::from_secs(1));
        Ok::<_, String>(current)
    });
    Ok((last?, tally))
}

/// As systemd does it: the socket is descriptor 3, and `NOTIFY_SOCKET` hears when it is used.
const AS_SYSTEMD: &str =
    "exec 3<&0 </dev/null; LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" serve --port 1";

fn start(place: &Place, socket: &TcpListener, folder: &Path) -> Result<Server, String> {
    let ready = folder.join("ready");
    drop(std::fs::remove_file(&ready));
    let hears = UnixDatagram::bind(&ready).expect("a socket to hear on");
    hears.set_read_timeout(Some(WITHIN)).expect("a time-out");
    let binary = place.binary.display().to_string();
    let mut command = place.command_of(Path::new("/bin/sh"), &["-c", AS_SYSTEMD, &binary]);
    let socket = OwnedFd::from(socket.try_clone().expect("the socket twice"));
    command
        .stdin(Stdio::from(socket))
        .env("NOTIFY_SOCKET", &ready);
    let server = Server::of(&mut command);
    let mut bytes = [0; 64];
    let length = hears.recv(&mut bytes);
    let length = length.map_err(|error| format!("not ready: {error}\n{}", place.log_tail()))?;
    let words = String::from_utf8_lossy(&bytes[..length]).into_owned();
    if words == format!("MAINPID={}\nREADY=1", server.id()) {
        Ok(server)
    } else {
        Err(format!("it says {words:?}"))
    }
}
