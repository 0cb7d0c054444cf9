//! Tables of companies.

diesel::table! {
    /// Tenants.
    companies (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        created_at -> BigInt,
        version -> BigInt,
        deleted_at -> Nullable<BigInt>,
        deleted_by -> Nullable<BigInt>,
        /// When its owner was told that it is erased soon.
        warned_at -> Nullable<BigInt>,
    }
}
