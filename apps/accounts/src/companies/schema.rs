//! Tables of companies.

diesel::table! {
    /// Tenants.
    companies (id) {
        id -> BigInt,
        slug -> Text,
        name -> Text,
        created_at -> BigInt,
        version -> BigInt,
    }
}
