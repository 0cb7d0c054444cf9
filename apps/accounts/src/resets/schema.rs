//! Tables of resets.

diesel::table! {
    /// Mailed links that let somebody choose a new password.
    resets (id) {
        id -> BigInt,
        user_id -> BigInt,
        /// Part of what the token is made from.
        nonce -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}
