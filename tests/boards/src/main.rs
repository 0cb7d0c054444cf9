//! `cargo run -p blimp-boards -- --cards 10000 --seed 7 > board.json`

use std::io::Write as _;
use std::process::ExitCode;

use blimp_boards::{Wish, board};

const USAGE: &str = "\
Writes a Trello export of the real shape to standard output.

  --cards N        how many cards (100)
  --seed N         another seed gives another board (1)
  --cap N          the most actions in the file (1000)
  --goals          lists named after things, not after states
  --old            without the fields that older exports lack
  --broken-card    one thing among the cards that is no card
  --bom            a byte-order mark at the start
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some((wish, bom)) = wish(&args) else {
        drop(std::io::stderr().write_all(USAGE.as_bytes()));
        return ExitCode::from(2);
    };
    match std::io::stdout().write_all(&board(&wish).to_bytes(bom)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn wish(args: &[String]) -> Option<(Wish, bool)> {
    let (mut wish, mut bom) = (Wish::default(), false);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--cards" => wish.cards = args.next()?.parse().ok()?,
            "--seed" => wish.seed = args.next()?.parse().ok()?,
            "--cap" => wish.cap = args.next()?.parse().ok()?,
            "--goals" => wish.goals = true,
            "--old" => wish.old = true,
            "--broken-card" => wish.broken_card = true,
            "--bom" => bom = true,
            _ => return None,
        }
    }
    Some((wish, bom))
}
