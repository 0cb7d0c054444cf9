//! Transports: the ways a letter leaves the house.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use url::{Host, Url};

use crate::config::Sender;
use crate::render::one_line;

/// How long the server may take for one step (connect, answer a command).
const STEP: Duration = Duration::from_secs(15);
/// How long one letter may take in all.
const LETTER: Duration = Duration::from_mins(1);

/// How mail leaves: `mailbox`, `smtp://…` or `smtps://…`.
#[derive(Debug, Clone)]
pub enum Transport {
    /// It does not: the table of messages is the mailbox.
    Mailbox,
    /// By way of a mail server.
    Smtp(Smtp),
}

/// A mail server.
#[derive(Clone)]
pub struct Smtp {
    url: Url,
    server: Option<AsyncSmtpTransport<Tokio1Executor>>,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp")
            .field("host", &self.url.host_str())
            .finish_non_exhaustive()
    }
}

/// A `MAIL_URL` that will not do; does not repeat it, for it holds a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadTransport(String);

impl fmt::Display for BadTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadTransport {}

/// What became of a letter.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Taken; what the server said.
    Sent(Option<String>),
    /// Refused for good.
    Refused(String),
    /// Certainly not sent: try again.
    Later(String),
    /// Perhaps sent: the answer got lost.
    Unsure(String),
}

impl FromStr for Transport {
    type Err = BadTransport;

    fn from_str(text: &str) -> Result<Self, BadTransport> {
        if text == "mailbox" {
            return Ok(Self::Mailbox);
        }
        let bad = |why: &str| BadTransport(why.to_owned());
        let form =
            "expected mailbox, smtp://user:password@host:587 or smtps://user:password@host:465";
        let url: Url = text.parse().or(Err(bad(form)))?;
        if !matches!(url.scheme(), "smtp" | "smtps") || url.host_str().is_none_or(str::is_empty) {
            return Err(bad(form));
        }
        let smtp = Smtp {
            url: with_tls(url),
            server: None,
        };
        smtp.builder()
            .map_err(|e| BadTransport(format!("{e}; {form}")))?;
        Ok(Self::Smtp(smtp))
    }
}

impl Transport {
    /// Gets ready to send in the name of `from`.
    pub(crate) fn opened(self, from: &Sender) -> Self {
        let Self::Smtp(mut smtp) = self else {
            return self;
        };
        smtp.server = smtp.builder().ok().map(|server| {
            server
                .timeout(Some(STEP))
                .hello_name(ClientId::Domain(from.domain().to_owned()))
                .build()
        });
        Self::Smtp(smtp)
    }
}

impl Smtp {
    fn builder(
        &self,
    ) -> Result<lettre::transport::smtp::AsyncSmtpTransportBuilder, lettre::transport::smtp::Error>
    {
        AsyncSmtpTransport::<Tokio1Executor>::from_url(self.url.as_str())
    }

    /// Hands `letter` over.
    pub(crate) async fn send(&self, letter: lettre::Message) -> Outcome {
        let Some(server) = &self.server else {
            return Outcome::Later("the transport was not opened".to_owned());
        };
        // Connecting and signing in come first and apart: what fails here, even for good (a wrong
        // password), says nothing about this letter, and nothing has been sent yet.
        match tokio::time::timeout(LETTER, server.test_connection()).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => return Outcome::Later(words(&error)),
            Err(_) => return Outcome::Later("the mail server takes too long".to_owned()),
        }
        match tokio::time::timeout(LETTER, server.send(letter)).await {
            Ok(Ok(reply)) => {
                let said = reply.first_line().map(without_tokens);
                Outcome::Sent(said.map(|said| one_line(&said, 200)))
            }
            Ok(Err(error)) if error.is_permanent() || error.is_client() => {
                Outcome::Refused(words(&error))
            }
            Ok(Err(error)) if error.is_transient() || error.is_tls() => {
                Outcome::Later(words(&error))
            }
            Ok(Err(error)) => Outcome::Unsure(words(&error)),
            Err(_) => Outcome::Unsure("the mail server takes too long".to_owned()),
        }
    }
}

/// Says how to use TLS where the URL does not: a password never goes over an open wire, unless
/// to this machine; without one, TLS where the server offers it.
fn with_tls(mut url: Url) -> Url {
    let said = url
        .query_pairs()
        .find(|(name, _)| name == "tls")
        .map(|(_, value)| value.into_owned());
    if url.scheme() == "smtps" {
        return url;
    }
    if url.port().is_none() && url.set_port(Some(587)).is_err() {
        return url;
    }
    match said.as_deref() {
        Some("none") => url.set_query(None),
        Some(_) => {}
        None if url.password().is_some() && !is_here(&url) => url.set_query(Some("tls=required")),
        None => url.set_query(Some("tls=opportunistic")),
    }
    url
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name == "127.0.0.1",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

fn words(error: &lettre::transport::smtp::Error) -> String {
    one_line(&without_tokens(&error.to_string()), 300)
}

/// What a server said, without the tokens of the letter: filters quote the links they dislike.
fn without_tokens(text: &str) -> String {
    let of_a_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(|c| !of_a_token(c)) {
        let word = piece.trim_end_matches(|c| !of_a_token(c));
        if word.len() >= 43 {
            out.push_str("[removed]");
            out.extend(piece.chars().skip(word.len()));
        } else {
            out.push_str(piece);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Transport, with_tls, without_tokens};

    #[test]
    fn passwords_go_over_tls_unless_the_url_says_otherwise() {
        for (url, read) in [
            (
                "smtp://u:p@mail.example.com",
                "smtp://u:p@mail.example.com:587?tls=required",
            ),
            (
                "smtp://mail.example.com:25",
                "smtp://mail.example.com:25?tls=opportunistic",
            ),
            (
                "smtp://u:p@mail.example.com?tls=none",
                "smtp://u:p@mail.example.com:587",
            ),
            (
                "smtp://u:p@127.0.0.1:25",
                "smtp://u:p@127.0.0.1:25?tls=opportunistic",
            ),
            (
                "smtps://u:p@mail.example.com",
                "smtps://u:p@mail.example.com",
            ),
        ] {
            assert_eq!(with_tls(url.parse().unwrap()).as_str(), read);
        }
    }

    #[test]
    fn a_url_that_will_not_do_is_refused_without_repeating_it() {
        for bad in [
            "",
            "mail",
            "http://u:hunter2@x",
            "smtp://",
            "smtp:///hunter2",
            "smtp://u:hunter2@x:99999",
        ] {
            let error = bad.parse::<Transport>().unwrap_err().to_string();
            assert!(
                error.contains("smtp://user") && !error.contains("hunter2"),
                "{bad}: {error}"
            );
        }
        assert!(matches!("mailbox".parse(), Ok(Transport::Mailbox)));
        let smtp: Transport = "smtps://u:hunter2@mail.example.com".parse().unwrap();
        assert!(!format!("{smtp:?}").contains("hunter2"));
    }

    #[test]
    fn a_server_that_quotes_a_link_does_not_make_us_keep_its_token() {
        let mac = "aB3_-".repeat(9);
        for (said, kept) in [
            (
                format!("554 spam: https://x.example/r/7.{mac}, no"),
                "554 spam: https://x.example/r/7.[removed], no",
            ),
            (format!("é {mac}"), "é [removed]"),
            (
                "2.0.0 queued as 4WJ8Yz0QpXz".to_owned(),
                "2.0.0 queued as 4WJ8Yz0QpXz",
            ),
        ] {
            assert_eq!(without_tokens(&said), kept);
        }
    }
}
