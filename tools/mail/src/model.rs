//! A message: one mail to one person.

use blimp_kit::{Instant, Result};
use diesel::prelude::*;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use crate::schema::message;

blimp_kit::id!(
    /// A mail.
    MessageId
);

blimp_kit::words!(
    /// What has become of a mail.
    State as "MailState" {
        /// Waits for its job.
        Queued = "queued",
        /// On its way; one found like this by a later try may have arrived or not.
        Sending = "sending",
        /// Taken by the mail server, or put into the local mailbox.
        Sent = "sent",
        /// Refused for good.
        Failed = "failed",
    }
);

/// A header of a mail, such as `References`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its value, not encoded.
    pub value: String,
}

impl Header {
    /// A header of this name and value.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: value.into(),
        }
    }
}

/// A mail as it stands in the table.
#[derive(Debug, Clone, Queryable, Selectable, Serialize)]
#[diesel(table_name = message)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// The effect it is.
    pub key: String,
    /// The tenant it was sent for.
    pub company_id: Option<i64>,
    /// Whom it was sent to, where that is somebody with an account.
    pub user_id: Option<i64>,
    /// The address.
    pub to_address: String,
    /// The name beside it; may be empty.
    pub to_name: String,
    /// Whose name it bears; empty until it was tried.
    pub from_address: String,
    /// Where replies go.
    pub reply_to: Option<String>,
    /// The template's name.
    pub template: String,
    /// The language asked for.
    pub language: String,
    /// What the template is filled with, JSON.
    #[serde(serialize_with = "as_json")]
    pub params: String,
    /// Headers of its own, JSON.
    #[serde(serialize_with = "as_json")]
    pub headers: String,
    /// The subject; empty until it was tried.
    pub subject: String,
    /// The plain text; empty until it was tried, and after its time.
    pub text: String,
    /// The HTML; likewise.
    pub html: String,
    /// What has become of it.
    pub state: State,
    /// How often it was tried.
    pub attempts: i64,
    /// How often it was sent again without knowing whether the time before had worked.
    pub unsure: i64,
    /// What went wrong last.
    pub error: Option<String>,
    /// What the server called it.
    pub provider_id: Option<String>,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it left.
    pub sent_at: Option<Instant>,
    /// When its words were removed.
    pub pruned_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
}

impl Message {
    /// What the template is filled with.
    pub(crate) fn params(&self) -> Result<Value> {
        Ok(serde_json::from_str(&self.params)?)
    }

    /// Headers of its own.
    pub(crate) fn headers(&self) -> Result<Vec<Header>> {
        Ok(serde_json::from_str(&self.headers)?)
    }
}

/// A mail in a list: without its words.
#[derive(Debug, Clone, Queryable, Selectable, Serialize)]
#[diesel(table_name = message)]
pub struct Summary {
    /// Its id.
    pub id: MessageId,
    /// The effect it is.
    pub key: String,
    /// The tenant it was sent for.
    pub company_id: Option<i64>,
    /// Whom it was sent to, where that is somebody with an account.
    pub user_id: Option<i64>,
    /// The address.
    pub to_address: String,
    /// The name beside it; may be empty.
    pub to_name: String,
    /// The template's name.
    pub template: String,
    /// The subject; empty until it was tried.
    pub subject: String,
    /// What has become of it.
    pub state: State,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong last.
    pub error: Option<String>,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it left.
    pub sent_at: Option<Instant>,
}

/// A mail to be.
#[derive(Debug, Insertable)]
#[diesel(table_name = message)]
pub(crate) struct NewMessage<'a> {
    pub(crate) key: &'a str,
    pub(crate) company_id: Option<i64>,
    pub(crate) user_id: Option<i64>,
    pub(crate) to_address: &'a str,
    pub(crate) to_name: &'a str,
    pub(crate) reply_to: Option<&'a str>,
    pub(crate) template: &'a str,
    pub(crate) language: &'a str,
    pub(crate) params: &'a str,
    pub(crate) headers: &'a str,
    pub(crate) created_at: Instant,
}

/// The words of a mail as they are kept.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = message)]
pub(crate) struct Words {
    pub(crate) from_address: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

/// How a try ended.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = message, treat_none_as_null = true)]
pub(crate) struct Ending {
    pub(crate) state: State,
    pub(crate) error: Option<String>,
    pub(crate) provider_id: Option<String>,
    pub(crate) sent_at: Option<Instant>,
}

fn as_json<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    serde_json::from_str::<Value>(text)
        .unwrap_or_default()
        .serialize(to)
}
