//! Writing a ZIP archive as a stream, with no more than one piece of it in memory.
//!
//! Sizes and checksums stand behind each entry and in the directory at the end, as the format
//! allows whoever cannot go back. Entries and archives over 4 GB get the longer (Zip64) fields.

use std::io::{self, Write as _};

use blimp_kit::{Error, Instant, Result, hex};
use bytes::Bytes;
use chrono::{Datelike as _, Timelike as _};
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc::Sender;

/// What takes the archive, piece by piece.
pub(super) type Sink = Sender<io::Result<Bytes>>;

/// Bytes that are sent at once.
const PIECE: usize = 64 * 1024;
/// From here on a size or place needs the longer fields.
const LONG: u64 = u32::MAX as u64;
/// Sizes stand behind the entry; its name is UTF-8.
const FLAGS: u16 = 0x0808;

/// An archive being written.
pub(super) struct Zip {
    sink: Sink,
    place: u64,
    time: (u16, u16),
    directory: Vec<Listed>,
    listed: u64,
    open: Option<Open>,
}

/// An entry in the directory.
struct Listed {
    name: String,
    deflated: bool,
    crc: u32,
    packed: u64,
    bytes: u64,
    place: u64,
}

/// An entry being written.
struct Open {
    name: String,
    place: u64,
    begun: u64,
    deflate: Option<DeflateEncoder<Vec<u8>>>,
    plain: Vec<u8>,
    crc: Crc,
    sha256: Sha256,
    bytes: u64,
}

/// What an entry turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) bytes: u64,
    /// In hex.
    pub(super) sha256: String,
}

impl Zip {
    /// An archive whose entries are dated `at`.
    pub(super) fn new(sink: Sink, at: Instant) -> Self {
        Self {
            sink,
            place: 0,
            time: dos_time(at),
            directory: Vec::new(),
            listed: 0,
            open: None,
        }
    }

    /// Begins an entry, deflated or as it is.
    pub(super) async fn begin(&mut self, name: &str, deflated: bool) -> Result {
        let place = self.place;
        let mut head = Vec::with_capacity(30 + name.len());
        put(&mut head, 0x0403_4b50_u32.to_le_bytes());
        self.put_common(&mut head, deflated);
        put(&mut head, [0; 12]);
        put(&mut head, short(name.len()).to_le_bytes());
        put(&mut head, [0; 2]);
        head.extend_from_slice(name.as_bytes());
        self.send(head).await?;
        let deflate = deflated.then(|| DeflateEncoder::new(Vec::new(), Compression::default()));
        self.open = Some(Open {
            name: name.to_owned(),
            place,
            begun: self.place,
            deflate,
            plain: Vec::new(),
            crc: Crc::new(),
            sha256: Sha256::new(),
            bytes: 0,
        });
        Ok(())
    }

    /// Adds to the entry that is open.
    pub(super) async fn write(&mut self, data: &[u8]) -> Result {
        let open = self.open.as_mut().ok_or_else(none_open)?;
        open.crc.update(data);
        open.sha256.update(data);
        open.bytes += data.len() as u64;
        let packed = if let Some(deflate) = &mut open.deflate {
            deflate.write_all(data).map_err(anyhow::Error::from)?;
            deflate.get_mut()
        } else {
            open.plain.extend_from_slice(data);
            &mut open.plain
        };
        if packed.len() >= PIECE {
            let piece = std::mem::take(packed);
            self.send(piece).await?;
        }
        Ok(())
    }

    /// Ends the entry that is open.
    pub(super) async fn end(&mut self) -> Result<Written> {
        let open = self.open.take().ok_or_else(none_open)?;
        let deflated = open.deflate.is_some();
        let rest = match open.deflate {
            Some(deflate) => deflate.finish().map_err(anyhow::Error::from)?,
            None => open.plain,
        };
        self.send(rest).await?;
        let listed = Listed {
            name: open.name,
            deflated,
            crc: open.crc.sum(),
            packed: self.place - open.begun,
            bytes: open.bytes,
            place: open.place,
        };
        let mut tail = Vec::with_capacity(24);
        put(&mut tail, 0x0807_4b50_u32.to_le_bytes());
        put(&mut tail, listed.crc.to_le_bytes());
        for size in [listed.packed, listed.bytes] {
            if listed.is_long() {
                put(&mut tail, size.to_le_bytes());
            } else {
                put(&mut tail, int(size).to_le_bytes());
            }
        }
        self.send(tail).await?;
        self.directory.push(listed);
        Ok(Written {
            bytes: open.bytes,
            sha256: hex::encode(&open.sha256.finalize()),
        })
    }

    /// Writes the directory; the archive is whole.
    pub(super) async fn finish(mut self) -> Result {
        let start = self.place;
        for listed in std::mem::take(&mut self.directory).chunks(500) {
            let mut part = Vec::new();
            for one in listed {
                self.put_listed(&mut part, one);
                self.listed += 1;
            }
            self.send(part).await?;
        }
        let tail = ending(self.listed, start, self.place);
        self.send(tail).await
    }

    /// Version, flags, method and time: the same in both headers.
    fn put_common(&self, out: &mut Vec<u8>, deflated: bool) {
        put(out, 45_u16.to_le_bytes());
        put(out, FLAGS.to_le_bytes());
        put(out, u16::from(deflated).wrapping_mul(8).to_le_bytes());
        put(out, self.time.0.to_le_bytes());
        put(out, self.time.1.to_le_bytes());
    }

    fn put_listed(&self, out: &mut Vec<u8>, one: &Listed) {
        let long = one.is_long() || one.place >= LONG;
        put(out, 0x0201_4b50_u32.to_le_bytes());
        // Made on Unix, so that the file's mode below counts.
        put(out, 0x032d_u16.to_le_bytes());
        self.put_common(out, one.deflated);
        put(out, one.crc.to_le_bytes());
        for size in [one.packed, one.bytes] {
            put(out, if long { u32::MAX } else { int(size) }.to_le_bytes());
        }
        put(out, short(one.name.len()).to_le_bytes());
        put(out, if long { 28_u16 } else { 0 }.to_le_bytes());
        put(out, [0; 6]);
        put(out, (0o100_644_u32 << 16).to_le_bytes());
        put(
            out,
            if long { u32::MAX } else { int(one.place) }.to_le_bytes(),
        );
        out.extend_from_slice(one.name.as_bytes());
        if long {
            put(out, 1_u16.to_le_bytes());
            put(out, 24_u16.to_le_bytes());
            for size in [one.bytes, one.packed, one.place] {
                put(out, size.to_le_bytes());
            }
        }
    }

    async fn send(&mut self, piece: Vec<u8>) -> Result {
        if piece.is_empty() {
            return Ok(());
        }
        self.place += piece.len() as u64;
        let gone = |_| Error::fault("nobody takes the archive any more");
        self.sink.send(Ok(piece.into())).await.map_err(gone)
    }
}

impl Listed {
    const fn is_long(&self) -> bool {
        self.packed >= LONG || self.bytes >= LONG
    }
}

/// What stands behind the directory: how many entries there are, and where it is.
fn ending(count: u64, start: u64, end: u64) -> Vec<u8> {
    let mut out = Vec::new();
    let size = end - start;
    let long = count >= 0xffff || size >= LONG || start >= LONG;
    if long {
        put(&mut out, 0x0606_4b50_u32.to_le_bytes());
        put(&mut out, 44_u64.to_le_bytes());
        put(&mut out, 0x032d_u16.to_le_bytes());
        put(&mut out, 45_u16.to_le_bytes());
        put(&mut out, [0; 8]);
        for number in [count, count, size, start] {
            put(&mut out, number.to_le_bytes());
        }
        put(&mut out, 0x0706_4b50_u32.to_le_bytes());
        put(&mut out, [0; 4]);
        put(&mut out, end.to_le_bytes());
        put(&mut out, 1_u32.to_le_bytes());
    }
    put(&mut out, 0x0605_4b50_u32.to_le_bytes());
    put(&mut out, [0; 4]);
    let few = u16::try_from(count).unwrap_or(u16::MAX);
    put(&mut out, if long { u16::MAX } else { few }.to_le_bytes());
    put(&mut out, if long { u16::MAX } else { few }.to_le_bytes());
    for number in [size, start] {
        put(
            &mut out,
            if long { u32::MAX } else { int(number) }.to_le_bytes(),
        );
    }
    put(&mut out, [0; 2]);
    out
}

fn none_open() -> Error {
    Error::fault("no entry is open")
}

fn put<const N: usize>(out: &mut Vec<u8>, bytes: [u8; N]) {
    out.extend_from_slice(&bytes);
}

/// A size that was found to fit.
fn int(size: u64) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// A length of a name, which is short.
fn short(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}

/// Time and day as the format has them, which knows neither zones nor years before 1980.
fn dos_time(at: Instant) -> (u16, u16) {
    let at = at.to_chrono();
    let year = u32::try_from(at.year() - 1980).unwrap_or(0).min(127);
    let time = (at.hour() << 11) | (at.minute() << 5) | (at.second() / 2);
    let day = (year << 9) | (at.month() << 5) | at.day();
    let fit = |number: u32| u16::try_from(number).unwrap_or(0);
    (fit(time), fit(day))
}
