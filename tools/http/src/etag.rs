//! Entity tags: the version of an item and what this caller may do with it.

/// The strong `ETag` of version `version` for a caller whose rights are called `rights`.
///
/// Rights are part of it, so that a lost right is never answered with 304.
pub fn of(version: i64, rights: &str) -> String {
    format!("\"{version}-{rights}\"")
}

/// Whether `If-Match` or `If-None-Match` names `current`; weak forms compare as strong ones.
pub fn matches(wanted: &str, current: &str) -> bool {
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    wanted
        .split(',')
        .any(|tag| tag.trim() == "*" || plain(tag) == plain(current))
}

#[cfg(test)]
mod tests {
    use super::{matches, of};

    #[test]
    fn a_tag_matches_itself_in_a_list_and_as_a_star() {
        let tag = of(3, "member");
        for (wanted, expected) in [
            ("\"3-member\"", true),
            ("W/\"3-member\"", true),
            ("\"2-member\", \"3-member\"", true),
            ("*", true),
            ("\"3-client\"", false),
            ("\"33-member\"", false),
            ("", false),
        ] {
            assert_eq!(matches(wanted, &tag), expected, "{wanted}");
        }
    }
}
