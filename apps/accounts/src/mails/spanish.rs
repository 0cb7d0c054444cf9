//! The same mails in Spanish.

use blimp_mail::Template;

pub(super) const VERIFICATION: Template = Template {
    language: "es",
    subject: "¿Es esta tu dirección?",
    preheader: "Un clic y es tuya. El enlace funciona durante siete días.",
    reason: "alguien se ha registrado con {{ mail.to_address }} en {{ mail.base_url }}",
    text: include_str!("es/verification.txt"),
    html: include_str!("es/verification.html"),
    ..super::VERIFICATION
};

pub(super) const PASSWORD_RESET: Template = Template {
    language: "es",
    subject: "Elige una contraseña nueva",
    preheader: "El enlace funciona durante una hora.",
    reason: "alguien ha pedido una contraseña nueva para {{ mail.to_address }} en {{ mail.base_url }}",
    text: include_str!("es/password_reset.txt"),
    html: include_str!("es/password_reset.html"),
    ..super::PASSWORD_RESET
};

pub(super) const PASSWORD_CHANGED: Template = Template {
    language: "es",
    subject: "Tu contraseña ha cambiado",
    preheader: "Si no has sido tú, elige ahora una nueva.",
    reason: "ha cambiado la contraseña de {{ mail.to_address }} en {{ mail.base_url }}",
    text: include_str!("es/password_changed.txt"),
    html: include_str!("es/password_changed.html"),
    ..super::PASSWORD_CHANGED
};

pub(super) const INVITATION: Template = Template {
    language: "es",
    subject: "{{ by }} te invita a {{ company }}",
    preheader: "El enlace funciona durante 14 días.",
    reason: "{{ by }} ha invitado a {{ mail.to_address }} a {{ company }} en {{ mail.base_url }}",
    text: include_str!("es/invitation.txt"),
    html: include_str!("es/invitation.html"),
    ..super::INVITATION
};

pub(super) const EMAIL_CHANGE: Template = Template {
    language: "es",
    subject: "¿Es esta tu nueva dirección?",
    preheader: "Un clic y entras con ella. El enlace funciona durante siete días.",
    reason: "alguien ha pedido entrar con {{ mail.to_address }} en {{ mail.base_url }}",
    text: include_str!("es/email_change.txt"),
    html: include_str!("es/email_change.html"),
    ..super::EMAIL_CHANGE
};

pub(super) const EMAIL_CHANGED: Template = Template {
    language: "es",
    subject: "Tu dirección ha cambiado",
    preheader: "Ahora entras con otra dirección.",
    reason: "la dirección de una cuenta en {{ mail.base_url }} era {{ mail.to_address }}",
    text: include_str!("es/email_changed.txt"),
    html: include_str!("es/email_changed.html"),
    ..super::EMAIL_CHANGED
};

pub(super) const COMPANY_DELETED: Template = Template {
    language: "es",
    subject: "{{ company }} se ha eliminado",
    preheader: "Puedes recuperarla hasta el {{ day }}.",
    reason: "{{ company }} es tuya en {{ mail.base_url }}",
    text: include_str!("es/company_deleted.txt"),
    html: include_str!("es/company_deleted.html"),
    ..super::COMPANY_DELETED
};

pub(super) const COMPANY_ERASED_SOON: Template = Template {
    language: "es",
    subject: "{{ company }} se borrará dentro de tres días",
    preheader: "La última ocasión para recuperarla.",
    reason: "{{ company }} es tuya en {{ mail.base_url }}",
    text: include_str!("es/company_erased_soon.txt"),
    html: include_str!("es/company_erased_soon.html"),
    ..super::COMPANY_ERASED_SOON
};
