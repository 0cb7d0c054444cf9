//! Tables of files.

diesel::table! {
    /// A file that somebody uploaded.
    file (id) {
        id -> BigInt,
        /// The tenant whose quota it uses; none for a person's own, such as a picture of them.
        company_id -> Nullable<BigInt>,
        /// What sort of row it belongs to: a word of the app that keeps it.
        owner_kind -> Text,
        /// Where the blob is.
        key -> Text,
        /// What the user calls it.
        name -> Text,
        /// Found in the content.
        content_type -> Text,
        bytes -> BigInt,
        /// In hex; empty until a job has read it.
        sha256 -> Text,
        /// In pixels, as seen; for pictures, once looked at.
        width -> Nullable<BigInt>,
        height -> Nullable<BigInt>,
        /// Where the small picture is, once made.
        thumb_key -> Nullable<Text>,
        state -> Text,
        created_by -> Nullable<BigInt>,
        created_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    /// How many bytes the files of a company take, trashed ones too.
    file_usage (company_id) {
        company_id -> BigInt,
        bytes -> BigInt,
    }
}

diesel::table! {
    /// A file that somebody was allowed to send, on its way.
    upload (id) {
        id -> BigInt,
        company_id -> BigInt,
        /// What sort of row it is for: a word of the app that asked.
        owner_kind -> Text,
        /// That row.
        owner_id -> BigInt,
        /// Where the blob will be.
        key -> Text,
        /// S3's word for an upload in parts.
        multipart -> Nullable<Text>,
        /// What the user calls it.
        name -> Text,
        /// As the client said.
        content_type -> Text,
        /// Its exact length, as the client said.
        bytes -> BigInt,
        /// In hex: as the client said, or as it came to our disk.
        sha256 -> Nullable<Text>,
        /// What became of it.
        file_id -> Nullable<BigInt>,
        created_by -> BigInt,
        created_at -> BigInt,
        /// When it is forgotten.
        expires_at -> BigInt,
        version -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(file, file_usage, upload);
