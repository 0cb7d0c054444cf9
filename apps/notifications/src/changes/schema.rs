//! Tables of changes.

diesel::table! {
    /// Changes of many notices at once.
    inbox_changes (id) {
        id -> BigInt,
        user_id -> BigInt,
        act -> Text,
        changed -> BigInt,
        created_at -> BigInt,
        reversed_at -> Nullable<BigInt>,
    }
}
