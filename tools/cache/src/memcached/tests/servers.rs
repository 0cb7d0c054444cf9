//! Servers of a test's own, to stop and to kill.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::real;

/// Memcached processes that end with the test.
pub(super) struct Servers(Vec<Server>);

struct Server {
    port: u16,
    process: Child,
}

impl Servers {
    /// `count` servers on free ports; `None` where tests are not to use servers.
    pub(super) fn start(count: usize) -> Option<Self> {
        // The address itself is not used: these servers will not live long.
        real::address("BLIMP_TEST_MEMCACHED")?;
        Some(Self((0..count).map(|_| Server::start(free())).collect()))
    }

    /// Their addresses, as a URL has them.
    pub(super) fn addresses(&self) -> String {
        let addresses = self
            .0
            .iter()
            .map(|server| format!("127.0.0.1:{}", server.port));
        addresses.collect::<Vec<_>>().join(",")
    }

    /// Kills them all.
    pub(super) fn kill(&mut self) {
        for server in &mut self.0 {
            server.process.kill().unwrap();
            server.process.wait().unwrap();
        }
    }

    /// Starts them again, empty, where they were.
    pub(super) fn restart(&mut self) {
        for server in &mut self.0 {
            *server = Server::start(server.port);
        }
    }

    /// Stops them without closing a connection.
    pub(super) fn freeze(&self) {
        self.signal("-STOP");
    }

    /// Lets them go on with all that they have.
    pub(super) fn thaw(&self) {
        self.signal("-CONT");
    }

    /// Sends a line to each and reads what it says, up to the end of the line.
    pub(super) fn say(&self, line: &str) -> Vec<String> {
        let said = self.0.iter().map(|server| said(server.port, line).unwrap());
        said.collect()
    }

    fn signal(&self, signal: &str) {
        for server in &self.0 {
            let id = server.process.id().to_string();
            let status = Command::new("kill").args([signal, &id]).status().unwrap();
            assert!(status.success());
        }
    }
}

impl Server {
    fn start(port: u16) -> Self {
        let process = Command::new("memcached")
            .args([
                "-l",
                "127.0.0.1",
                "-U",
                "0",
                "-m",
                "16",
                "-u",
                "nobody",
                "-p",
            ])
            .arg(port.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("memcached is on the PATH");
        let started = Instant::now();
        while said(port, "version").is_err() {
            assert!(
                started.elapsed() < Duration::from_secs(10),
                "memcached did not start"
            );
            thread::yield_now();
        }
        Self { port, process }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn free() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn said(port: u16, line: &str) -> std::io::Result<String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.write_all(format!("{line}\r\n").as_bytes())?;
    let mut answer = String::new();
    let mut byte = [0];
    while !answer.ends_with("\r\n") {
        stream.read_exact(&mut byte)?;
        answer.push(char::from(byte[0]));
    }
    Ok(answer)
}
