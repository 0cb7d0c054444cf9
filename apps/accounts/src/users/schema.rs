//! Tables of users.

diesel::table! {
    /// People. Global: a person may be in several companies.
    users (id) {
        id -> BigInt,
        /// In lower case; none for a placeholder.
        email -> Nullable<Text>,
        name -> Text,
        /// A PHC string; none for a placeholder.
        password_hash -> Nullable<Text>,
        email_verified_at -> Nullable<BigInt>,
        avatar_file -> Nullable<BigInt>,
        /// An IANA name.
        time_zone -> Text,
        /// `en` or `es`; rows from before may hold another tag, such as `pt-BR`.
        language -> Text,
        /// Where a placeholder came from, such as `trello`.
        source -> Nullable<Text>,
        /// Who turned out to be the person that this placeholder stands for.
        claimed_by -> Nullable<BigInt>,
        disabled_at -> Nullable<BigInt>,
        created_at -> BigInt,
        version -> BigInt,
        deleted_at -> Nullable<BigInt>,
        /// `monday`, `saturday` or `sunday`.
        week_start -> Text,
    }
}
