//! People as others may know them.

use std::collections::HashMap;

use blimp_accounts::{Role, UserId};
use blimp_kit::Instant;
use serde::Serialize;
use utoipa::ToSchema;

/// A person as bodies name them. Somebody the caller may not know has no id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PersonBody {
    /// Their id; null for somebody the caller may not know.
    #[schema(required)]
    pub id: Option<UserId>,
    /// What they are called.
    pub name: String,
    /// Where their picture is; null where there is none.
    #[schema(required)]
    pub avatar_url: Option<String>,
}

impl PersonBody {
    /// A person the caller may know.
    pub fn new(id: UserId, name: String, avatar: Option<i64>) -> Self {
        let avatar_url = avatar.map(|file| format!("/api/v1/users/{id}/avatar?v={file}"));
        Self {
            id: Some(id),
            name,
            avatar_url,
        }
    }

    /// Somebody the caller may not know.
    pub fn someone() -> Self {
        Self {
            id: None,
            name: "Someone".to_owned(),
            avatar_url: None,
        }
    }
}

/// The people that a page of rows names, looked up at once.
#[derive(Debug, Clone, Default)]
pub struct People(pub(crate) HashMap<UserId, PersonBody>);

impl People {
    /// The person, or "Someone" where the caller may not know them.
    pub fn get(&self, id: UserId) -> PersonBody {
        self.0.get(&id).cloned().unwrap_or_else(PersonBody::someone)
    }

    /// The same for a person who need not be there.
    pub fn find(&self, id: Option<UserId>) -> Option<PersonBody> {
        id.map(|id| self.get(id))
    }

    /// Whether the caller may know this person.
    pub fn knows(&self, id: UserId) -> bool {
        self.0.contains_key(&id)
    }
}

/// Somebody who sees a project.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who.
    pub person: PersonBody,
    /// Their id.
    pub user: UserId,
    /// What they are in the company.
    pub role: Role,
    /// When they were added to the project; none for who sees it by their role alone.
    pub added_at: Option<Instant>,
}

/// Whom `name` (from `@name`, in lower case) means: the one person whose full name without
/// spaces, first name or last name it is. Nobody where it could be two.
pub fn named(people: &[(UserId, String)], name: &str) -> Option<UserId> {
    let plain = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let wanted = plain(name);
    if wanted.is_empty() {
        return None;
    }
    let only = |fits: &dyn Fn(&str) -> bool| {
        let mut found = people.iter().filter(|(_, name)| fits(&name.to_lowercase()));
        let first = found.next();
        first.filter(|_| found.next().is_none()).map(|(id, _)| *id)
    };
    only(&|full| plain(full) == wanted)
        .or_else(|| {
            only(&|full| {
                full.split_whitespace()
                    .next()
                    .is_some_and(|w| plain(w) == wanted)
            })
        })
        .or_else(|| {
            only(&|full| {
                full.split_whitespace()
                    .last()
                    .is_some_and(|w| plain(w) == wanted)
            })
        })
}

#[cfg(test)]
mod tests {
    use blimp_accounts::UserId;

    use super::named;

    #[test]
    fn a_name_means_one_person_or_nobody() {
        let people: Vec<_> = [
            "Ana Lopez",
            "Ana-Maria Berg",
            "Bo",
            "Élise du Pont",
            "Bo Berg",
        ]
        .into_iter()
        .zip(1..)
        .map(|(name, id)| (UserId(id), name.to_owned()))
        .collect();
        for (name, expected) in [
            ("ana", Some(1)),
            ("analopez", Some(1)),
            ("ana.lopez", Some(1)),
            ("ana-maria", Some(2)),
            ("bo", Some(3)),
            ("bo.berg", Some(5)),
            ("berg", None),
            ("élise", Some(4)),
            ("pont", Some(4)),
            ("nobody", None),
            ("..", None),
            ("", None),
        ] {
            assert_eq!(named(&people, name), expected.map(UserId), "{name}");
        }
    }
}
