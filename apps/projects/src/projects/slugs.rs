//! Slugs that no project may have: they are, or may become, pages of a company.

const RESERVED: &[&str] = &[
    "activity",
    "add-person",
    "asana",
    "basecamp",
    "board",
    "calendar",
    "cancel-invite",
    "edit",
    "goals",
    "guest",
    "guests",
    "inbox",
    "invitations",
    "labels",
    "members",
    "new",
    "notification",
    "notifications",
    "people",
    "project",
    "projects",
    "remove-person",
    "resend-invite",
    "search",
    "settings",
    "tasks",
    "trash",
    "trello",
    "user",
    "users",
];

/// Whether a project may not be called this in web addresses.
pub fn is_reserved(slug: &str) -> bool {
    RESERVED.binary_search(&slug).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{RESERVED, is_reserved};

    #[test]
    fn pages_are_reserved_and_projects_are_not() {
        assert!(RESERVED.is_sorted(), "the list is searched by halves");
        for (slug, expected) in [
            ("settings", true),
            ("people", true),
            ("new", true),
            ("launch", false),
            ("tasks-2", false),
        ] {
            assert_eq!(is_reserved(slug), expected, "{slug}");
        }
    }
}
