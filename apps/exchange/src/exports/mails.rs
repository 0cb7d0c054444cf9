//! The words of our mails.

use blimp_mail::Template;

/// Says that an archive can be loaded down.
pub(crate) const READY: Template = Template {
    name: "exchange.export_ready",
    subject: "All of {{ company }} is packed",
    preheader: "You can load it down until {{ day }}.",
    reason: "you asked for an export of {{ company }} at {{ mail.base_url }}",
    text: include_str!("mails/ready.txt"),
    html: include_str!("mails/ready.html"),
    sample: r#"{"company": "Acme", "slug": "acme", "day": "2026-11-30"}"#,
    ..Template::BLANK
};

/// The same in Spanish.
pub(crate) const READY_ES: Template = Template {
    language: "es",
    subject: "{{ company }}, todo empaquetado",
    preheader: "Puedes descargarlo hasta el {{ day }}.",
    reason: "pediste una exportación de {{ company }} en {{ mail.base_url }}",
    text: include_str!("mails/ready_es.txt"),
    html: include_str!("mails/ready_es.html"),
    ..READY
};

#[cfg(test)]
mod tests {
    use blimp_mail::Templates;

    #[test]
    fn the_mail_can_be_filled_in_each_language() {
        let all = Templates::new([super::READY, super::READY_ES]).unwrap();
        let filled = all.check().unwrap();
        for (language, word) in [("en", "archive"), ("es", "archivo")] {
            let here = filled
                .iter()
                .find(|(one, _)| one.language == language && one.name == super::READY.name);
            assert!(
                here.is_some_and(|(_, words)| words.text.contains(word)),
                "{language}"
            );
        }
    }
}
