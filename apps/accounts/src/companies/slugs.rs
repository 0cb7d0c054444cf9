//! Slugs that no company may have: they are, or may become, pages.

const RESERVED: &[&str] = &[
    "about",
    "account",
    "accounts",
    "admin",
    "api",
    "app",
    "approval",
    "assets",
    "auth",
    "billing",
    "blog",
    "chat",
    "community",
    "companies",
    "company",
    "context",
    "discussions",
    "docs",
    "download",
    "downloads",
    "error",
    "errors",
    "events",
    "feedback",
    "files",
    "health",
    "healthz",
    "help",
    "import",
    "inbound-webhook",
    "inbox",
    "invitation",
    "invitations",
    "legal",
    "live",
    "login",
    "logout",
    "mail",
    "maintenance",
    "mcp",
    "me",
    "media",
    "metrics",
    "new",
    "notification",
    "notifications",
    "oauth",
    "password-resets",
    "pricing",
    "privacy",
    "readyz",
    "redeem",
    "referrals",
    "report",
    "reports",
    "reset",
    "search",
    "security",
    "session",
    "sessions",
    "settings",
    "sign-in",
    "sign-out",
    "sign-up",
    "signin",
    "signout",
    "signup",
    "staff",
    "static",
    "status",
    "support",
    "tasks",
    "terms",
    "token",
    "tokens",
    "up",
    "uploads",
    "user",
    "users",
    "verifications",
    "webhook",
    "webhooks",
    "well-known",
    "workspace",
    "workspaces",
    "www",
];

/// Whether a company may not be called this in web addresses.
pub fn is_reserved(slug: &str) -> bool {
    RESERVED.binary_search(&slug).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{RESERVED, is_reserved};

    #[test]
    fn the_list_is_sorted_so_that_it_can_be_searched() {
        assert!(RESERVED.is_sorted());
    }

    #[test]
    fn pages_are_reserved_and_companies_are_not() {
        for (slug, expected) in [
            ("api", true),
            ("admin", true),
            ("inbound-webhook", true),
            ("workspaces", true),
            ("tasks", true),
            ("acme", false),
            ("api-2", false),
        ] {
            assert_eq!(is_reserved(slug), expected, "{slug}");
        }
    }
}
