//! Tokens: Rust source as words and signs, without comments and the insides of literals.
//!
//! Only as much of the language as the rules need: a rule must not be fooled by a comment, a
//! string or a lifetime. `::` is one token, every other sign is one character.

use std::iter::Peekable;
use std::str::Chars;

/// A word or a sign, and the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Counted from 1.
    pub line: usize,
    pub text: String,
}

impl Token {
    /// Whether this token reads `text`.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }

    /// Whether this is a name or a keyword.
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.text.starts_with(starts_word)
    }
}

/// Split Rust source into tokens.
#[must_use]
pub fn tokens(source: &str) -> Vec<Token> {
    let mut reader = Reader {
        chars: source.chars().peekable(),
        line: 1,
        found: Vec::new(),
    };
    while let Some(c) = reader.next() {
        reader.token(c);
    }
    reader.found
}

fn starts_word(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn goes_on(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

struct Reader<'a> {
    chars: Peekable<Chars<'a>>,
    line: usize,
    found: Vec<Token>,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.chars.next();
        if c == Some('\n') {
            self.line += 1;
        }
        c
    }

    fn push(&mut self, line: usize, text: String) {
        self.found.push(Token { line, text });
    }

    fn token(&mut self, c: char) {
        let line = self.line;
        let then = self.chars.peek().copied();
        match (c, then) {
            ('/', Some('/')) => self.skip_line(),
            ('/', Some('*')) => self.skip_block(),
            ('"', _) => self.skip_string(),
            ('\'', _) => self.skip_quote(),
            (':', Some(':')) => {
                self.next();
                self.push(line, "::".to_owned());
            }
            _ if starts_word(c) => self.word(line, c),
            _ if c.is_ascii_digit() => drop(self.rest_of_word()),
            _ if c.is_whitespace() => {}
            _ => self.push(line, c.to_string()),
        }
    }

    fn rest_of_word(&mut self) -> String {
        let mut word = String::new();
        while let Some(&c) = self.chars.peek()
            && goes_on(c)
        {
            word.push(c);
            self.next();
        }
        word
    }

    /// A word, or the prefix of a literal: `r#"…"#`, `b"…"`, `b'x'`, or a raw name: `r#type`.
    fn word(&mut self, line: usize, first: char) {
        let word = format!("{first}{}", self.rest_of_word());
        let raw = matches!(word.as_str(), "r" | "br" | "cr");
        match self.chars.peek().copied() {
            Some('"' | '#') if raw => self.skip_raw(),
            Some('"') if matches!(word.as_str(), "b" | "c") => {
                self.next();
                self.skip_string();
            }
            Some('\'') if word == "b" => {
                self.next();
                self.skip_quote();
            }
            _ => self.push(line, word),
        }
    }

    fn skip_line(&mut self) {
        while self.next().is_some_and(|c| c != '\n') {}
    }

    fn skip_block(&mut self) {
        let (mut depth, mut last) = (1, ' ');
        self.next();
        while depth > 0
            && let Some(c) = self.next()
        {
            match (last, c) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {
                    last = c;
                    continue;
                }
            }
            last = ' ';
        }
    }

    fn skip_string(&mut self) {
        while let Some(c) = self.next()
            && c != '"'
        {
            if c == '\\' {
                self.next();
            }
        }
    }

    /// After the `r`: hashes and a quote open a raw string, hashes and a letter a raw name.
    fn skip_raw(&mut self) {
        let mut hashes = 0;
        while self.chars.peek() == Some(&'#') {
            self.next();
            hashes += 1;
        }
        if self.chars.peek() != Some(&'"') {
            return;
        }
        self.next();
        let mut closing = None;
        while closing != Some(hashes)
            && let Some(c) = self.next()
        {
            closing = match (c, closing) {
                ('"', _) => Some(0),
                ('#', Some(n)) => Some(n + 1),
                _ => None,
            };
        }
    }

    /// After a `'`: a character, whose end is skipped too, or a lifetime.
    fn skip_quote(&mut self) {
        let Some(c) = self.next() else { return };
        if c == '\\' {
            self.next();
            while self.next().is_some_and(|c| c != '\'') {}
        } else if self.chars.peek() == Some(&'\'') {
            self.next();
        } else {
            self.rest_of_word();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> String {
        tokens(source)
            .into_iter()
            .map(|token| token.text)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn comments_and_literals_are_left_out() {
        for (source, expected) in [
            ("use a::b; // c::d", "use a :: b ;"),
            ("/* a /* b */ c */ d", "d"),
            (r#"say("a \" b", x)"#, "say ( , x )"),
            (r##"say(r#"a " b"#, x)"##, "say ( , x )"),
            ("b\"x\" br\"y\" b'z' c", "c"),
            (
                r"match c { '\'' | '\u{7f}' | '\\' | 'x' => y }",
                "match c { | | | = > y }",
            ),
            ("fn f<'a>(x: &'a str)", "fn f < > ( x : & str )"),
            ("r#type 0x1f 12.5", "type ."),
        ] {
            assert_eq!(words(source), expected, "{source}");
        }
    }

    #[test]
    fn a_token_knows_its_line() {
        let found = tokens("/* one\ntwo */ a\n\"three\n\" b");
        assert_eq!(
            found.iter().map(|token| token.line).collect::<Vec<_>>(),
            [2, 4]
        );
    }
}
