//! Tables of verifications.

diesel::table! {
    /// Mailed links that show whose an address is.
    verifications (id) {
        id -> BigInt,
        user_id -> BigInt,
        email -> Text,
        /// Part of what the token is made from.
        nonce -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
        /// `verify` or `change`.
        purpose -> Text,
    }
}
