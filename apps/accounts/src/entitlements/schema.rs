//! Tables of entitlements.

diesel::table! {
    /// Limits of companies, by name.
    entitlements (company_id, name) {
        company_id -> BigInt,
        /// `projects`, `storage_bytes` or `members`.
        name -> Text,
        value -> BigInt,
    }
}
