//! Tables of invitations.

diesel::table! {
    /// Who was asked into which company.
    invitations (id) {
        id -> BigInt,
        company_id -> BigInt,
        email -> Text,
        /// `admin`, `member` or `client`.
        role -> Text,
        /// JSON: the projects they are to be added to.
        project_ids -> Text,
        /// Part of what the token is made from.
        nonce -> Text,
        /// The placeholder that they are.
        claims_user_id -> Nullable<BigInt>,
        invited_by -> Nullable<BigInt>,
        created_at -> BigInt,
        sent_at -> BigInt,
        expires_at -> BigInt,
        accepted_at -> Nullable<BigInt>,
        accepted_by -> Nullable<BigInt>,
        cancelled_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}
