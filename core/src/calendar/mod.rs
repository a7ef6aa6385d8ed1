//! The calendar: when something happens again. Rules of RFC 5545, their occurrences by the clock on the
//! wall, what these mean in a time zone, and a rule in words.

mod ahead;
mod moved;
mod rule;
mod series;
mod walk;
mod words;

pub use ahead::ahead;
pub use moved::moved;
pub use rule::{Freq, NthDay, Rule, Until};
pub use series::{Series, endless, local, within};
pub use words::{when, words};
