//! Sending: from a row to a letter that left, once as far as anybody can tell.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use blimp_kit::{Error, Result, Signer};
use blimp_store::Db;
use blimp_watch::metrics::Counter;

use crate::config::Sender;
use crate::letter::{self, Unfit};
use crate::model::{Ending, Message, MessageId, State, Words};
use crate::queries;
use crate::render::{Fill, Links, Rendered, Renderer, Tokens};
use crate::template::Templates;
use crate::transport::{Outcome, Smtp, Transport};

/// Tries to send, by what came of them.
static TRIES: Counter<1> = Counter::new(
    "blimp_mail_tries_total",
    "Tries to send a mail, by outcome.",
    ["outcome"],
);

/// What a mailer is made of.
#[derive(Debug)]
pub struct Options {
    /// How mail leaves.
    pub transport: Transport,
    /// The words.
    pub templates: Templates,
    /// Makes the tokens in links.
    pub signer: Signer,
    /// Where this installation is (`BLIMP_URL`).
    pub base_url: String,
    /// Whose name mail bears.
    pub from: Sender,
}

/// What this process has sent so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Taken by the server, or put into the mailbox.
    pub sent: u64,
    /// Refused for good.
    pub failed: u64,
    /// Tries that must be made again.
    pub later: u64,
    /// Mails sent again without knowing whether the time before had worked: perhaps doubles.
    /// Those whose template says that a second copy does no harm are not counted.
    pub perhaps_doubled: u64,
}

#[derive(Debug, Default)]
struct Counters {
    sent: AtomicU64,
    failed: AtomicU64,
    later: AtomicU64,
    perhaps_doubled: AtomicU64,
}

impl Counters {
    fn add(&self, state: State) {
        let (counter, outcome) = match state {
            State::Sent => (&self.sent, "sent"),
            State::Failed => (&self.failed, "failed"),
            State::Queued => (&self.later, "later"),
            State::Sending => (&self.later, "unsure"),
        };
        counter.fetch_add(1, Ordering::Relaxed);
        TRIES.add([outcome], 1);
    }
}

/// Sends mails. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    inside: Arc<Inside>,
}

struct Inside {
    db: Db,
    transport: Transport,
    renderer: Renderer,
    from: Sender,
    counters: Counters,
}

impl Mailer {
    /// A mailer; fails if a template does not compile.
    pub fn new(db: Db, options: Options) -> Result<Self> {
        let links = Links {
            base_url: options.base_url,
            signer: options.signer,
        };
        let inside = Inside {
            db,
            transport: options.transport.opened(&options.from),
            renderer: Renderer::new(options.templates, &links)?,
            from: options.from,
            counters: Counters::default(),
        };
        Ok(Self {
            inside: Arc::new(inside),
        })
    }

    /// What this process has sent so far.
    pub fn counts(&self) -> Counts {
        let c = &self.inside.counters;
        Counts {
            sent: c.sent.load(Ordering::Relaxed),
            failed: c.failed.load(Ordering::Relaxed),
            later: c.later.load(Ordering::Relaxed),
            perhaps_doubled: c.perhaps_doubled.load(Ordering::Relaxed),
        }
    }

    /// Sends the mail `id`, unless it was sent or has failed for good. An `Err` asks for another
    /// try; what will never work is noted in the row and is `Ok`.
    ///
    /// A row found in `sending` is in doubt: the try before may have been cut off after the server
    /// took the letter. It is sent again, for a mail missed is worse than one seen twice, with the
    /// same Message-ID, by which many readers join doubles; [`Counts::perhaps_doubled`] and the
    /// row's `unsure` count it.
    pub async fn deliver(&self, id: MessageId) -> Result {
        let Some(message) = self
            .inside
            .db
            .read(move |conn| queries::find(conn, id))
            .await?
        else {
            tracing::warn!(message = id.0, "a mail to send is not there any more");
            return Ok(());
        };
        if matches!(message.state, State::Sent | State::Failed) {
            return Ok(());
        }
        let words = match self.render(&message, Tokens::Real) {
            Ok(words) => words,
            Err(error) => {
                let what = error.to_string();
                self.inside
                    .db
                    .write(move |tx| queries::set_error(tx, &message, &what))
                    .await?;
                return Err(error);
            }
        };
        let letter = letter::write(
            &message,
            &words,
            &self.inside.from,
            self.inside.db.clock().now(),
        );
        match (letter, &self.inside.transport) {
            (Err(Unfit(why)), _) => self.fail(message, why).await,
            (Ok(_), Transport::Mailbox) => self.keep(message, &words).await,
            (Ok(letter), Transport::Smtp(smtp)) => self.send(message, letter, smtp).await,
        }
    }

    fn render(&self, message: &Message, tokens: Tokens) -> Result<Rendered> {
        let fill = Fill {
            template: &message.template,
            language: &message.language,
            to_name: &message.to_name,
            to_address: &message.to_address,
            params: &message.params()?,
        };
        self.inside.renderer.render(&fill, tokens)
    }

    fn words(&self, rendered: &Rendered) -> Words {
        Words {
            from_address: self.inside.from.to_string(),
            subject: rendered.subject.clone(),
            text: rendered.text.clone(),
            html: rendered.html.clone(),
        }
    }

    /// The local mailbox: the row, with all its words, is the delivery.
    async fn keep(&self, message: Message, rendered: &Rendered) -> Result {
        let words = self.words(rendered);
        let kept = self.inside.db.write(move |tx| {
            let mine = queries::set_sending(tx, &message, &words)?;
            let sent = Ending {
                state: State::Sent,
                error: None,
                provider_id: None,
                sent_at: Some(tx.now()),
            };
            Ok(mine && queries::set_ending(tx, message.id, message.version + 1, &sent)?)
        });
        if kept.await? {
            self.inside.counters.add(State::Sent);
        }
        Ok(())
    }

    async fn fail(&self, message: Message, why: String) -> Result {
        tracing::warn!(message = message.id.0, why, "a mail cannot be sent");
        let failed = Ending {
            state: State::Failed,
            error: Some(why),
            provider_id: None,
            sent_at: None,
        };
        let noted = self
            .inside
            .db
            .write(move |tx| queries::set_ending(tx, message.id, message.version, &failed));
        if noted.await? {
            self.inside.counters.add(State::Failed);
        }
        Ok(())
    }

    async fn send(&self, message: Message, letter: lettre::Message, smtp: &Smtp) -> Result {
        let (id, version) = (message.id, message.version + 1);
        let words = self.words(&self.render(&message, Tokens::Removed)?);
        self.count_doubt(&message);
        // A write of its own: whatever happens from here on, the next try knows that it may be the second.
        let mine = self
            .inside
            .db
            .write(move |tx| queries::set_sending(tx, &message, &words))
            .await?;
        if !mine {
            return Ok(());
        }
        let outcome = smtp.send(letter).await;
        let (state, again) = match &outcome {
            Outcome::Sent(_) => (State::Sent, None),
            Outcome::Refused(_) => (State::Failed, None),
            Outcome::Later(why) => (State::Queued, Some(why.clone())),
            Outcome::Unsure(why) => (State::Sending, Some(why.clone())),
        };
        self.inside.counters.add(state);
        self.inside
            .db
            .write(move |tx| {
                let ending = ending(state, outcome, tx.now());
                if !queries::set_ending(tx, id, version, &ending)? {
                    tracing::warn!(
                        message = id.0,
                        "a mail was taken over by another try while it was sent"
                    );
                }
                Ok(())
            })
            .await?;
        again.map_or(Ok(()), |why| {
            Err(Error::Unavailable(format!("the mail server: {why}")))
        })
    }

    fn count_doubt(&self, message: &Message) {
        if message.state != State::Sending {
            return;
        }
        let template = self
            .inside
            .renderer
            .templates()
            .find(&message.template, &message.language);
        if template.is_some_and(|template| template.resend_when_unsure) {
            return;
        }
        tracing::warn!(
            message = message.id.0,
            "a mail is sent again; the time before may have worked"
        );
        self.inside
            .counters
            .perhaps_doubled
            .fetch_add(1, Ordering::Relaxed);
    }
}

fn ending(state: State, outcome: Outcome, now: blimp_kit::Instant) -> Ending {
    match outcome {
        Outcome::Sent(reply) => Ending {
            state,
            error: None,
            provider_id: reply,
            sent_at: Some(now),
        },
        Outcome::Refused(why) | Outcome::Later(why) | Outcome::Unsure(why) => Ending {
            state,
            error: Some(why),
            provider_id: None,
            sent_at: None,
        },
    }
}

impl AsRef<Self> for Mailer {
    fn as_ref(&self) -> &Self {
        self
    }
}
