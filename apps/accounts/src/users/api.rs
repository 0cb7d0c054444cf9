//! How a user looks from outside.

use blimp_kit::{Email, Instant};
use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::UserId;
use crate::users::{User, WeekStart};

/// A person, as they see themselves.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": 1, "name": "Ana Example", "email": "ana@example.com", "email_verified": true,
    "time_zone": "Europe/Berlin", "language": "en", "week_start": "monday", "avatar_url": null,
    "created_at": "2026-11-23T09:30:00Z"
}))]
pub struct UserBody {
    /// Their id.
    pub id: UserId,
    /// What they are called.
    pub name: String,
    /// The address they sign in with.
    #[schema(required)]
    pub email: Option<Email>,
    /// Whether a mailed link showed that the address is theirs.
    pub email_verified: bool,
    /// An IANA name.
    pub time_zone: String,
    /// The language they read.
    pub language: String,
    /// The day on which their week begins.
    pub week_start: WeekStart,
    /// Where their picture is.
    #[schema(required)]
    pub avatar_url: Option<String>,
    /// When they came.
    pub created_at: Instant,
}

impl From<&User> for UserBody {
    fn from(user: &User) -> Self {
        Self {
            id: user.id,
            name: user.name.clone(),
            email: user.email.clone(),
            email_verified: user.email_verified_at.is_some(),
            time_zone: user.time_zone.clone(),
            language: user.language.clone(),
            week_start: user.week_start,
            avatar_url: avatar_url(user.id, user.avatar_file),
            created_at: user.created_at,
        }
    }
}

/// The address of a picture; another picture has another address.
pub(crate) fn avatar_url(user: UserId, file: Option<i64>) -> Option<String> {
    file.map(|file| format!("/api/v1/users/{user}/avatar?v={file}"))
}
