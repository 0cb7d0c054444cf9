//! As much of HTTP/1.1 as a load generator needs: one request, one answer, the connection stays.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context as _, Result};

/// An answer that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open connection.
pub(crate) struct Wire {
    stream: BufReader<TcpStream>,
    line: String,
    body: Vec<u8>,
}

impl Wire {
    /// Connects to `host:port`.
    pub(crate) fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).with_context(|| format!("no {address}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self {
            stream: BufReader::with_capacity(1 << 16, stream),
            line: String::new(),
            body: Vec::new(),
        })
    }

    /// Sends a request, reads its answer to the end and says its status.
    pub(crate) fn ask(&mut self, request: &[u8]) -> Result<u16> {
        self.stream.get_mut().write_all(request)?;
        self.read_line()?;
        let status = self
            .line
            .split(' ')
            .nth(1)
            .and_then(|word| word.parse().ok());
        let status = status.with_context(|| format!("no status: {}", self.line))?;
        let (mut length, mut chunked) = (0, false);
        loop {
            self.read_line()?;
            let Some((name, value)) = self.line.split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                chunked = value.trim().eq_ignore_ascii_case("chunked");
            }
        }
        if chunked {
            self.read_chunks()?;
        } else {
            self.read_body(length)?;
        }
        Ok(status)
    }

    fn read_line(&mut self) -> Result<()> {
        self.line.clear();
        let read = self.stream.read_line(&mut self.line)?;
        anyhow::ensure!(read > 0, "the connection was closed");
        self.line.truncate(self.line.trim_end().len());
        Ok(())
    }

    fn read_body(&mut self, length: usize) -> Result<()> {
        self.body.resize(length, 0);
        Ok(self.stream.read_exact(&mut self.body)?)
    }

    fn read_chunks(&mut self) -> Result<()> {
        loop {
            self.read_line()?;
            let length = usize::from_str_radix(&self.line, 16)?;
            self.read_body(length)?;
            self.read_line()?;
            if length == 0 {
                return Ok(());
            }
        }
    }
}
