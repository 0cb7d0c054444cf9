//! Tables of members.

use crate::companies::schema::companies;
use crate::users::schema::users;

diesel::table! {
    /// Who is in which company, and as what.
    members (company_id, user_id) {
        company_id -> BigInt,
        user_id -> BigInt,
        /// `owner`, `admin`, `member` or `client`.
        role -> Text,
        joined_at -> BigInt,
        version -> BigInt,
    }
}

diesel::joinable!(members -> users (user_id));
diesel::joinable!(members -> companies (company_id));
diesel::allow_tables_to_appear_in_same_query!(companies, members, users);
