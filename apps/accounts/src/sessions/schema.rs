//! Tables of sessions.

use crate::users::schema::users;

diesel::table! {
    /// Browsers that are signed in.
    sessions (id) {
        id -> BigInt,
        user_id -> BigInt,
        /// SHA-256 of the secret in the cookie.
        fingerprint -> Text,
        ip -> Text,
        user_agent -> Nullable<Text>,
        created_at -> BigInt,
        last_seen_at -> BigInt,
    }
}

diesel::joinable!(sessions -> users (user_id));
diesel::allow_tables_to_appear_in_same_query!(sessions, users);
blimp_store::appear_together!(sessions::table; crate::members::schema::members::table);
blimp_store::appear_together!(sessions::table; crate::companies::schema::companies::table);
