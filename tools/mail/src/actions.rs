//! Asking for a mail: a row and a job, in the transaction of whatever causes it.

use blimp_kit::{Email, Error, Result};
use blimp_store::Tx;
use serde_json::{Value, json};

use crate::jobs::SendMail;
use crate::model::{Header, MessageId, NewMessage};
use crate::queries;
use crate::render::one_line;

/// What to tell whom.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The effect this mail is, such as `notice:7:12:mail`; a second draft with it makes no mail.
    pub key: String,
    /// The tenant it is sent for.
    pub company: Option<i64>,
    /// Whom it is for, where that is somebody with an account.
    pub user: Option<i64>,
    /// The address.
    pub to: Email,
    /// The name beside it; may be empty.
    pub to_name: String,
    /// The template's name.
    pub template: &'static str,
    /// The language wished for, such as `en`; where there is none in it, English.
    pub language: String,
    /// What the template is filled with: an object. No secrets: it is stored. Tokens are made by
    /// the template's `signed_url`.
    pub params: Value,
    /// Where replies go, if not to the sender.
    pub reply_to: Option<Email>,
    /// Headers of its own: `References`, `In-Reply-To`, `List-…`, `X-…`. Stored, so no secrets
    /// (a template has headers too, with `signed_url`).
    pub headers: Vec<Header>,
}

impl Draft {
    /// A draft with nothing in it but what every mail needs.
    pub fn new(key: impl Into<String>, to: Email, template: &'static str) -> Self {
        Self {
            key: key.into(),
            company: None,
            user: None,
            to,
            to_name: String::new(),
            template,
            language: "en".to_owned(),
            params: json!({}),
            reply_to: None,
            headers: Vec::new(),
        }
    }
}

/// Writes the mail and the job that sends it; `None` where there is a mail with this key.
pub fn post(tx: &mut Tx, draft: &Draft) -> Result<Option<MessageId>> {
    if !draft.params.is_object() {
        return Err(Error::fault("the params of a mail must be an object"));
    }
    let row = NewMessage {
        key: &draft.key,
        company_id: draft.company,
        user_id: draft.user,
        to_address: draft.to.as_str(),
        to_name: &one_line(&draft.to_name, 100),
        reply_to: draft.reply_to.as_ref().map(Email::as_str),
        template: draft.template,
        language: &draft.language,
        params: &draft.params.to_string(),
        headers: &serde_json::to_string(&draft.headers)?,
        created_at: tx.now(),
    };
    let Some(message) = queries::add(tx, &row)? else {
        return Ok(None);
    };
    tx.enqueue(&SendMail {
        message,
        company: draft.company,
    })?;
    Ok(Some(message))
}

/// Sends a mail that failed once more, for when the fault was not in the mail: a server that was
/// set up wrong refuses what it should take.
pub fn retry(tx: &mut Tx, id: MessageId) -> Result {
    let mail = queries::get(tx, id)?;
    if !queries::set_queued(tx, id)? {
        let why = "Only a mail that failed, and still has its words, can be sent again.";
        return Err(Error::conflict("mail.not_failed", why));
    }
    tx.enqueue(&SendMail {
        message: id,
        company: mail.company_id,
    })?;
    Ok(())
}

/// Deletes up to `limit` mails of a tenant that is gone; says how many. One that waits is not sent.
pub fn erase(tx: &mut Tx, company: i64, limit: i64) -> Result<usize> {
    queries::delete_some(tx, company, limit)
}
