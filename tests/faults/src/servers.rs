//! The servers that Blimp uses, started to be broken: each on a port of its own, gone at the end.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::pause::{pause, wait_for};
use crate::place::Server;

/// How long a server may take to come up.
const UP_WITHIN: Duration = Duration::from_secs(30);

/// A port that nobody has at the moment.
pub fn free_port() -> u16 {
    let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
    free.local_addr().expect("its number").port()
}

fn quiet(program: &str) -> Command {
    let mut command = Command::new(program);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// One line asked, and the first bytes of the reply.
fn ask(port: u16, line: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(1))).ok()?;
    stream.write_all(line.as_bytes()).ok()?;
    let mut bytes = [0; 64];
    let length = stream.read(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(bytes.get(..length)?).into_owned())
}

/// A `redis-server` that keeps nothing on disk.
#[derive(Debug)]
pub struct Redis {
    /// Its port.
    pub port: u16,
    /// The process; `None` while it is down.
    pub server: Option<Server>,
}

impl Redis {
    /// Starts one on a free port.
    pub fn start() -> Self {
        let mut redis = Self {
            port: free_port(),
            server: None,
        };
        redis.restart();
        redis
    }

    /// Starts it again, empty, on the same port.
    pub fn restart(&mut self) {
        let port = self.port.to_string();
        let mut command = quiet("redis-server");
        command.args(["--bind", "127.0.0.1", "--port", &port]);
        command.args(["--save", "", "--appendonly", "no"]);
        self.server = Some(Server::of(&mut command));
        let up = wait_for("redis-server", UP_WITHIN, || {
            ask(self.port, "PING\r\n").filter(|reply| reply.starts_with("+PONG"))
        });
        up.expect("redis-server is on PATH and starts");
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        if let Some(server) = self.server.take() {
            server.kill();
        }
    }

    /// Forgets everything.
    pub fn flush(&self) {
        let reply = ask(self.port, "FLUSHALL\r\n").unwrap_or_default();
        assert!(reply.starts_with("+OK"), "FLUSHALL: {reply}");
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }
}

/// A `memcached`.
#[derive(Debug)]
pub struct Memcached {
    /// Its port.
    pub port: u16,
    /// The process; `None` while it is down.
    pub server: Option<Server>,
}

impl Memcached {
    /// Starts one on a free port.
    pub fn start() -> Self {
        let mut memcached = Self {
            port: free_port(),
            server: None,
        };
        memcached.restart();
        memcached
    }

    /// Starts it again, empty, on the same port.
    pub fn restart(&mut self) {
        let port = self.port.to_string();
        let mut command = quiet("memcached");
        // As root it insists on becoming somebody else.
        command.args([
            "-l",
            "127.0.0.1",
            "-p",
            &port,
            "-U",
            "0",
            "-m",
            "32",
            "-u",
            "nobody",
        ]);
        self.server = Some(Server::of(&mut command));
        let up = wait_for("memcached", UP_WITHIN, || {
            ask(self.port, "version\r\n").filter(|reply| reply.starts_with("VERSION"))
        });
        up.expect("memcached is on PATH and starts");
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        if let Some(server) = self.server.take() {
            server.kill();
        }
    }
}

/// An S3 server, `SeaweedFS`.
#[derive(Debug)]
pub struct S3 {
    ports: [u16; 4],
    folder: std::path::PathBuf,
    /// The process; `None` while it is down.
    pub server: Option<Server>,
}

/// The key of the S3 server that is started here, and its secret.
pub const S3_KEYS: (&str, &str) = ("blimp-test", "blimp-test-secret");

impl S3 {
    /// Starts `weed` with its data in `folder` and makes a bucket called `blimp`.
    pub fn start(weed: &str, folder: &Path) -> Self {
        let folder = folder.join("s3");
        std::fs::create_dir_all(&folder).expect("a folder for S3");
        let (key, secret) = S3_KEYS;
        let config = format!(
            r#"{{"identities":[{{"name":"test","credentials":[{{"accessKey":"{key}","secretKey":"{secret}"}}],"actions":["Admin","Read","Write","List","Tagging"]}}]}}"#
        );
        std::fs::write(folder.join("s3.json"), config).expect("the keys");
        let mut s3 = Self {
            // weed adds 10000 to each for gRPC, so they must be low.
            ports: [(); 4].map(|()| low_port()),
            folder,
            server: None,
        };
        s3.restart(weed);
        s3
    }

    /// Starts it again with the same data on the same port.
    pub fn restart(&mut self, weed: &str) {
        let [s3, master, volume, filer] = self.ports;
        let folder = self.folder.display();
        let mut command = quiet(weed);
        command.current_dir(&self.folder).args([
            format!("-logdir={folder}"),
            "server".to_owned(),
            "-ip=127.0.0.1".to_owned(),
            "-ip.bind=127.0.0.1".to_owned(),
            format!("-dir={folder}"),
            format!("-master.port={master}"),
            format!("-volume.port={volume}"),
            format!("-filer.port={filer}"),
            "-s3".to_owned(),
            format!("-s3.port={s3}"),
            format!("-s3.config={folder}/s3.json"),
            "-s3.port.iceberg=0".to_owned(),
            "-s3.port.lance=0".to_owned(),
            "-master.telemetry=false".to_owned(),
        ]);
        self.server = Some(Server::of(&mut command));
        let up = wait_for("weed", UP_WITHIN, || self.make_bucket().then_some(()));
        up.expect("weed starts");
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        if let Some(server) = self.server.take() {
            server.kill();
        }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.ports[0])
    }

    fn make_bucket(&self) -> bool {
        let (key, secret) = S3_KEYS;
        let done = quiet("curl")
            .args(["-sf", "--aws-sigv4", "aws:amz:us-east-1:s3", "--user"])
            .arg(format!("{key}:{secret}"))
            .args(["-X", "PUT", &format!("{}/blimp", self.url())])
            .status();
        done.is_ok_and(|status| matches!(status.code(), Some(0 | 22)))
            && TcpStream::connect(("127.0.0.1", self.ports[0])).is_ok()
    }
}

fn low_port() -> u16 {
    loop {
        let port = 20_000 + free_port() % 10_000;
        let free = |port| TcpListener::bind(("127.0.0.1", port)).is_ok();
        if free(port) && free(port + 10_000) {
            return port;
        }
    }
}

/// Stands before a server and hands everything on, late.
#[derive(Debug)]
pub struct SlowRelay {
    /// Where it listens.
    pub port: u16,
    delay_ms: Arc<AtomicU64>,
}

impl SlowRelay {
    /// Before the server on this port, with no delay yet.
    pub fn before(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its number").port();
        let delay_ms = Arc::new(AtomicU64::new(0));
        let delay = Arc::clone(&delay_ms);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(other) = TcpStream::connect(("127.0.0.1", server)) else {
                    continue;
                };
                let (Ok(client_too), Ok(other_too)) = (client.try_clone(), other.try_clone())
                else {
                    continue;
                };
                let delay = Arc::clone(&delay);
                std::thread::spawn(move || hand_on(client_too, other, &delay));
                std::thread::spawn(move || hand_on(other_too, client, &AtomicU64::new(0)));
            }
        });
        Self { port, delay_ms }
    }

    /// From now on each piece takes this much longer.
    pub fn set_delay(&self, delay: Duration) {
        let ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
        self.delay_ms.store(ms, Ordering::Relaxed);
    }
}

fn hand_on(mut from: TcpStream, mut to: TcpStream, delay_ms: &AtomicU64) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut bytes) {
        pause(Duration::from_millis(delay_ms.load(Ordering::Relaxed)));
        if to.write_all(&bytes[..length]).is_err() {
            break;
        }
    }
    drop(to.shutdown(std::net::Shutdown::Both));
}
