//! Tables of tokens.

use crate::users::schema::users;

diesel::table! {
    /// Personal API tokens.
    tokens (id) {
        id -> BigInt,
        user_id -> BigInt,
        /// SHA-256 of the token.
        fingerprint -> Text,
        name -> Text,
        /// `read`, `write` or `admin`; each includes those before it.
        scope -> Text,
        created_at -> BigInt,
        expires_at -> Nullable<BigInt>,
        last_used_at -> Nullable<BigInt>,
    }
}

diesel::joinable!(tokens -> users (user_id));
diesel::allow_tables_to_appear_in_same_query!(tokens, users);
blimp_store::appear_together!(tokens::table; crate::members::schema::members::table);
blimp_store::appear_together!(tokens::table; crate::companies::schema::companies::table);
