//! A mail server that speaks just enough SMTP and remembers what it was given.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the server does with the next letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// It says no at RCPT, for good.
    Refuse,
    /// It says "later" at RCPT.
    Defer,
    /// It takes the letter and hangs up without a word.
    CutOff,
    /// It says no at the greeting: nobody gets in.
    Closed,
}

#[derive(Clone, Default)]
pub(super) struct Server {
    moods: Arc<Mutex<VecDeque<Mood>>>,
    letters: Arc<Mutex<Vec<String>>>,
    port: u16,
}

impl Server {
    pub(super) fn start(moods: &[Mood]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            moods: Arc::new(Mutex::new(moods.iter().copied().collect())),
            letters: Arc::default(),
            port: listener.local_addr().unwrap().port(),
        };
        let host = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let host = host.clone();
                // A client that hangs up is no failure of the server.
                thread::spawn(move || drop(host.serve(&stream.unwrap())));
            }
        });
        server
    }

    pub(super) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What came in, as it came, but with soft line breaks taken out.
    pub(super) fn letters(&self) -> Vec<String> {
        self.letters
            .lock()
            .unwrap()
            .iter()
            .map(|raw| raw.replace("=\r\n", ""))
            .collect()
    }

    pub(super) fn raw(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }

    fn next_is(&self, mood: Mood) -> bool {
        let mut moods = self.moods.lock().unwrap();
        let is = moods.front() == Some(&mood);
        if is {
            moods.pop_front();
        }
        is
    }

    fn serve(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut out = stream;
        let mut lines = BufReader::new(stream);
        let closed = self.next_is(Mood::Closed);
        out.write_all(if closed {
            b"554 closed\r\n"
        } else {
            b"220 test\r\n"
        })?;
        let mut line = String::new();
        while lines.read_line(&mut line)? > 0 {
            let verb = line
                .split([' ', '\r'])
                .next()
                .unwrap_or_default()
                .to_uppercase();
            let reply: &[u8] = match verb.as_str() {
                "EHLO" => b"250-test\r\n250 8BITMIME\r\n",
                "RCPT" if self.next_is(Mood::Refuse) => b"550 5.1.1 no such user\r\n",
                "RCPT" if self.next_is(Mood::Defer) => b"451 4.3.0 come back\r\n",
                "DATA" => b"354 go on\r\n",
                "QUIT" => return out.write_all(b"221 bye\r\n"),
                _ => b"250 2.0.0 ok\r\n",
            };
            out.write_all(reply)?;
            if verb == "DATA" {
                self.take(&mut lines)?;
                if self.next_is(Mood::CutOff) {
                    return Ok(());
                }
                out.write_all(b"250 2.0.0 queued as 4711\r\n")?;
            }
            line.clear();
        }
        Ok(())
    }

    fn take(&self, lines: &mut impl BufRead) -> std::io::Result<()> {
        let mut letter = String::new();
        let mut line = String::new();
        while lines.read_line(&mut line)? > 0 && line != ".\r\n" {
            letter.push_str(&line);
            line.clear();
        }
        self.letters.lock().unwrap().push(letter);
        Ok(())
    }
}
