//! The letter: a mail as mail servers take it.

use std::time::{Duration, SystemTime};

use blimp_kit::signer::fingerprint;
use blimp_kit::{Instant, Result};
use lettre::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};

use crate::config::Sender;
use crate::model::{Header, Message};
use crate::render::{Rendered, one_line};

/// Headers that a mail may bring; the rest are ours to set.
const ALLOWED: [&str; 2] = ["references", "in-reply-to"];
const ALLOWED_PREFIXES: [&str; 2] = ["list-", "x-"];

/// Why a letter cannot be written: it never will be, so nobody tries again.
#[derive(Debug)]
pub(crate) struct Unfit(pub(crate) String);

/// Writes the letter; the same message gets the same Message-ID each time.
pub(crate) fn write(
    message: &Message,
    words: &Rendered,
    from: &Sender,
    now: Instant,
) -> Result<lettre::Message, Unfit> {
    let unfit = |e: lettre::error::Error| Unfit(e.to_string());
    let id = format!("<{}@{}>", fingerprint(&message.key), from.domain());
    let mut letter = lettre::Message::builder()
        .from(from.0.clone())
        .to(mailbox(&message.to_name, &message.to_address)?)
        .subject(&words.subject)
        .date(moment(now))
        .message_id(Some(id))
        .raw_header(raw("Auto-Submitted", "auto-generated")?)
        .raw_header(raw("X-Auto-Response-Suppress", "All")?);
    if let Some(reply_to) = &message.reply_to {
        letter = letter.reply_to(mailbox("", reply_to)?);
    }
    let own = message.headers().map_err(|e| Unfit(e.to_string()))?;
    for Header { name, value } in own.iter().chain(&words.headers) {
        let low = name.to_ascii_lowercase();
        if ALLOWED.contains(&low.as_str()) || ALLOWED_PREFIXES.iter().any(|p| low.starts_with(p)) {
            letter = letter.raw_header(raw(name, &one_line(value, 900))?);
        } else {
            return Err(Unfit(format!("a mail may not set the header {name}")));
        }
    }
    let parts = MultiPart::alternative_plain_html(words.text.clone(), words.html.clone());
    letter.multipart(parts).map_err(unfit)
}

fn mailbox(name: &str, address: &str) -> Result<Mailbox, Unfit> {
    let name = Some(one_line(name, 100)).filter(|name| !name.is_empty());
    let address: Address = address
        .parse()
        .map_err(|e| Unfit(format!("no mail server takes this address: {e}")))?;
    Ok(Mailbox::new(name, address))
}

fn raw(name: &str, value: &str) -> Result<HeaderValue, Unfit> {
    // The library lets line breaks in names pass.
    let fit = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !fit {
        return Err(Unfit(format!("{} is no header", one_line(name, 60))));
    }
    let name = HeaderName::new_from_ascii(name.to_owned())
        .map_err(|e| Unfit(format!("{} is no header: {e}", one_line(name, 60))))?;
    Ok(HeaderValue::new(name, value.to_owned()))
}

fn moment(at: Instant) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(at.micros()).unwrap_or(0))
}
