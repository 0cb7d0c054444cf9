//! Tables of http.

diesel::table! {
    /// Replies kept for callers who ask again.
    idempotency_key (scope) {
        /// SHA-256 of credential, method, path and key.
        scope -> Text,
        /// SHA-256 of the request's body.
        body_hash -> Text,
        status -> BigInt,
        /// `Location` and `ETag`, JSON.
        headers -> Text,
        body -> Text,
        created_at -> BigInt,
    }
}
