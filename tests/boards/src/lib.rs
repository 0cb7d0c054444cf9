//! Boards: makes Trello exports of the real shape, as test data.
//!
//! The same [`Wish`] always gives the same file. A board has what real ones have and importers
//! fall over: actions capped at 1000, newest first; positions that are floats; labels without a
//! name; open cards in archived lists; comments by people who left; fields that older exports
//! lack; hostile texts. [`Made::truth`] says what is in it, for tests to compare.

mod dice;
mod texts;
mod cards;
mod board;

pub use board::{Made, Truth, board};

/// What board to make.
#[derive(Debug, Clone)]
pub struct Wish {
    /// How many cards.
    pub cards: usize,
    /// Another seed gives another board.
    pub seed: u64,
    /// The most actions that the file holds; Trello's cap is 1000.
    pub cap: usize,
    /// Leave out what older exports lack: `start`, and due date and person of checklist items.
    pub old: bool,
    /// Put one thing that is no card among the cards.
    pub broken_card: bool,
    /// Name the lists after things instead of states.
    pub goals: bool,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            cards: 100,
            seed: 1,
            cap: 1000,
            old: false,
            broken_card: false,
            goals: false,
        }
    }
}
