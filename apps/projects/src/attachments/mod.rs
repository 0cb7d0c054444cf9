//! Attachments: files and links that hang on a task, or on a comment about it.
//!
//! A file is received first ([`blimp_files::Files::receive`]) and attached in one transaction. Or a
//! client asks where to send it, sends it there, and says when it is done; the file is looked at
//! before it is attached.
//! Whoever sees a task may attach to it, clients too, and sees what hangs on it. Files are served
//! by `GET /files/{file}/content`, to those who see the task of their attachment.
//! Start with [`actions`].
//!
//! **Invariant:** an attachment is a file of ours or a link to `http` or `https`, never both.

pub mod schema;
pub mod model;
pub mod events;
pub mod queries;
pub mod policy;
pub mod actions;
pub mod reactions;
pub mod api;

pub use model::{Attachment, AttachmentId, Link};

#[cfg(test)]
mod tests;
