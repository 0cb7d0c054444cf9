//! Tables of labels.

diesel::table! {
    /// Labels of a company.
    labels (id) {
        id -> BigInt,
        company_id -> BigInt,
        name -> Text,
        /// The name folded, so that Bug and bug are one.
        name_key -> Text,
        colour -> Text,
        created_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    /// A view: which labels a person can see.
    visible_labels (company_id, label_id, user_id) {
        company_id -> BigInt,
        label_id -> BigInt,
        user_id -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(labels, visible_labels);
