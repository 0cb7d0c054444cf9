//! Tables of exports.

diesel::table! {
    /// When somebody asked for all that a company has.
    exports (id) {
        id -> BigInt,
        company_id -> BigInt,
        /// queued, running, done, failed or expired.
        status -> Text,
        /// The archive; none when it is too old.
        file_id -> Nullable<BigInt>,
        bytes -> Nullable<BigInt>,
        done -> BigInt,
        total -> BigInt,
        error -> Nullable<Text>,
        created_by -> BigInt,
        created_at -> BigInt,
        finished_at -> Nullable<BigInt>,
        expires_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}
