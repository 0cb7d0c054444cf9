//! Tables of throttles.

diesel::table! {
    /// Tries by rule and whom they are counted for.
    throttles (key) {
        /// The rule, and a fingerprint of whom it counts.
        key -> Text,
        count -> BigInt,
        /// When counting starts anew.
        expires_at -> BigInt,
    }
}
