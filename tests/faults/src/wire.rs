//! The smallest HTTP client that does: one connection, one request at a time, no retries.
//!
//! Retries would hide what the loop looks for; whoever calls decides about them.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Error, ErrorKind, Read as _, Result, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// Longer than any answer takes, so that a hang is seen as one.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection to the server with somebody's cookie.
#[derive(Debug)]
pub struct Wire {
    port: u16,
    cookie: String,
    stream: Option<BufReader<TcpStream>>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body; null where there is none.
    pub body: Value,
    /// The cookie that was set, if any.
    pub cookie: Option<String>,
    /// Whether the server asks for another connection next time.
    pub closes: bool,
}

impl Reply {
    /// The body of a success; anything else stops the run.
    #[track_caller]
    pub fn done(self) -> Value {
        assert!(self.is_done(), "{} {}", self.status, self.body);
        self.body
    }

    /// Whether the server has acknowledged.
    pub const fn is_done(&self) -> bool {
        matches!(self.status, 200..300)
    }
}

/// A request to be sent.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The method.
    pub method: &'static str,
    /// The path under `/api/v1`.
    pub path: String,
    /// The body.
    pub body: Option<Value>,
    /// The `Idempotency-Key`.
    pub key: Option<String>,
}

impl Ask {
    /// A request with a body and no key.
    pub fn post(path: impl Into<String>, body: Value) -> Self {
        Self {
            method: "POST",
            path: path.into(),
            body: Some(body),
            key: None,
        }
    }

    /// A request for something to read.
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: "GET",
            path: path.into(),
            body: None,
            key: None,
        }
    }
}

impl Wire {
    /// To the server on this port, as whoever the cookie says.
    pub fn new(port: u16, cookie: impl Into<String>) -> Self {
        Self {
            port,
            cookie: cookie.into(),
            stream: None,
        }
    }

    /// Hangs up; the next request opens a connection of its own.
    pub fn hang_up(&mut self) {
        self.stream = None;
    }

    /// Sends and reads the whole answer. After an error the next call connects anew.
    pub fn send(&mut self, ask: &Ask) -> Result<Reply> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => connect(self.port)?,
        };
        let mut text = String::new();
        let body = ask.body.as_ref().map(Value::to_string).unwrap_or_default();
        let _ = write!(
            text,
            "{} /api/v1{} HTTP/1.1\r\nhost: 127.0.0.1\r\n",
            ask.method, ask.path
        );
        if !self.cookie.is_empty() {
            let _ = write!(text, "cookie: {}\r\n", self.cookie);
        }
        if let Some(key) = &ask.key {
            let _ = write!(text, "idempotency-key: {key}\r\n");
        }
        if ask.body.is_some() {
            text.push_str("content-type: application/json\r\n");
        }
        let _ = write!(text, "content-length: {}\r\n\r\n{body}", body.len());
        stream.get_mut().write_all(text.as_bytes())?;
        let reply = read(&mut stream)?;
        if !reply.closes {
            self.stream = Some(stream);
        }
        Ok(reply)
    }
}

fn connect(port: u16) -> Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    Ok(BufReader::new(stream))
}

fn read(stream: &mut BufReader<TcpStream>) -> Result<Reply> {
    let status = line(stream)?;
    let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.ok_or_else(|| broken("no status"))?;
    let (mut length, mut chunked, mut cookie, mut closes) = (0, false, None, false);
    loop {
        let header = line(stream)?;
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().map_err(Error::other)?,
            "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
            "connection" => closes = value.eq_ignore_ascii_case("close"),
            "set-cookie" => cookie = value.split(';').next().map(str::to_owned),
            _ => {}
        }
    }
    let bytes = if chunked {
        chunks(stream)?
    } else {
        exactly(stream, length)?
    };
    let body = match bytes.len() {
        0 => Value::Null,
        // What is no JSON, such as a file, is of no interest here.
        _ => serde_json::from_slice(&bytes).unwrap_or_default(),
    };
    Ok(Reply {
        status,
        body,
        cookie,
        closes,
    })
}

fn line(stream: &mut BufReader<TcpStream>) -> Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        return Err(broken("closed"));
    }
    Ok(line.trim_end().to_owned())
}

fn exactly(stream: &mut BufReader<TcpStream>, length: usize) -> Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn chunks(stream: &mut BufReader<TcpStream>) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    loop {
        let length = usize::from_str_radix(&line(stream)?, 16).map_err(Error::other)?;
        all.extend(exactly(stream, length)?);
        line(stream)?;
        if length == 0 {
            return Ok(all);
        }
    }
}

fn broken(words: &str) -> Error {
    Error::new(ErrorKind::UnexpectedEof, words)
}
