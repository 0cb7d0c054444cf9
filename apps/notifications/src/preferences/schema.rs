//! Tables of preferences.

diesel::table! {
    /// What a person chose, where it is not the default.
    notification_preferences (company_id, user_id, kind, medium) {
        company_id -> BigInt,
        user_id -> BigInt,
        kind -> Text,
        medium -> Text,
        enabled -> Bool,
    }
}
