//! What tokens in mailed links are for. A token is good for one purpose only.

/// Shows that an address is somebody's.
pub(crate) const EMAIL_VERIFICATION: &str = "email_verification";
/// Lets somebody choose a new password.
pub(crate) const PASSWORD_RESET: &str = "password_reset";
/// Lets somebody into a company.
pub(crate) const INVITATION: &str = "invitation";
