//! The table of messages.

diesel::table! {
    /// Mails: what was to be told to whom, and what became of it.
    message (id) {
        id -> BigInt,
        /// The effect this mail is; one key, one mail.
        key -> Text,
        company_id -> Nullable<BigInt>,
        user_id -> Nullable<BigInt>,
        to_address -> Text,
        to_name -> Text,
        from_address -> Text,
        reply_to -> Nullable<Text>,
        template -> Text,
        language -> Text,
        /// What the template is filled with, JSON.
        params -> Text,
        /// Headers of its own, JSON: a list of `{name, value}`.
        headers -> Text,
        subject -> Text,
        text -> Text,
        html -> Text,
        /// queued, sending, sent, failed.
        state -> Text,
        attempts -> BigInt,
        /// How often it was sent again without knowing whether the time before had worked.
        unsure -> BigInt,
        error -> Nullable<Text>,
        /// What the server called it.
        provider_id -> Nullable<Text>,
        created_at -> BigInt,
        sent_at -> Nullable<BigInt>,
        /// When its words were removed.
        pruned_at -> Nullable<BigInt>,
        version -> BigInt,
    }
}
