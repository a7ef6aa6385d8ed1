//! Time comes from here and nowhere else, so that a test owns it.

pub use jiff::tz::TimeZone;
pub use jiff::{Timestamp, Zoned};

/// A source of the present moment in the user's time zone.
pub trait Clock: Send + Sync + 'static {
    /// The present moment.
    fn now(&self) -> Zoned;
}

/// The computer's clock and zone.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that may ask the computer")]
    fn now(&self) -> Zoned {
        Zoned::now()
    }
}

/// A clock that stands still until it is moved.
pub struct FixedClock(std::sync::Mutex<Zoned>);

impl FixedClock {
    /// A clock that shows `now`.
    pub fn new(now: Zoned) -> Self {
        Self(std::sync::Mutex::new(now))
    }

    /// Puts the clock to another moment, in the same zone.
    pub fn set(&self, at: Timestamp) {
        let mut now = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *now = at.to_zoned(now.time_zone().clone());
    }

    /// The zone that the clock is in.
    pub fn zone(&self) -> TimeZone {
        self.now().time_zone().clone()
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Zoned {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
}
