//! A lock that is taken in turns: a person who waits goes before the queue, and the queue can see that
//! somebody waits.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A value that one at a time may use.
pub(super) struct Turns<T> {
    value: Mutex<T>,
    /// How many people wait.
    people: Mutex<usize>,
    served: Condvar,
}

impl<T> Turns<T> {
    pub(super) fn new(value: T) -> Self {
        Self { value: Mutex::new(value), people: Mutex::new(0), served: Condvar::new() }
    }

    /// The value for somebody who waits for the answer.
    pub(super) fn person(&self) -> MutexGuard<'_, T> {
        *self.people() += 1;
        let value = self.value();
        let mut people = self.people();
        *people -= 1;
        if *people == 0 {
            self.served.notify_all();
        }
        value
    }

    /// The value for work that nobody waits for.
    pub(super) fn queue(&self) -> MutexGuard<'_, T> {
        loop {
            let people = self.served.wait_while(self.people(), |people| *people > 0);
            drop(people.unwrap_or_else(PoisonError::into_inner));
            let value = self.value();
            // Somebody may have come while another of the queue was at work.
            if !self.is_wanted() {
                return value;
            }
        }
    }

    /// Whether somebody waits.
    pub(super) fn is_wanted(&self) -> bool {
        *self.people() > 0
    }

    fn value(&self) -> MutexGuard<'_, T> {
        self.value.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn people(&self) -> MutexGuard<'_, usize> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::thread;

    use super::*;

    /// Blocks until so many people wait.
    fn until_wanted<T>(turns: &Turns<T>) {
        while !turns.is_wanted() {
            thread::yield_now();
        }
    }

    #[test]
    fn a_person_goes_before_the_queue() {
        for _ in 0..50 {
            let turns = Arc::new(Turns::new(Vec::new()));
            let mut held = turns.queue();
            let person = thread::spawn({
                let turns = Arc::clone(&turns);
                move || turns.person().push("person")
            });
            until_wanted(&turns);
            held.push("held");
            drop(held);
            // The one who held it wants it again at once, and another of the queue wants it too.
            let other = thread::spawn({
                let turns = Arc::clone(&turns);
                move || turns.queue().push("queue")
            });
            turns.queue().push("queue");
            person.join().unwrap();
            other.join().unwrap();
            assert_eq!(*turns.queue(), ["held", "person", "queue", "queue"]);
        }
    }

    #[test]
    fn nobody_is_forgotten() {
        let turns = Arc::new(Turns::new(0));
        let work = |each: fn(&Turns<i32>) -> MutexGuard<'_, i32>| {
            let turns = Arc::clone(&turns);
            thread::spawn(move || (0..500).for_each(|_| *each(&turns) += 1))
        };
        let threads = [work(Turns::person), work(Turns::queue), work(Turns::person), work(Turns::queue)];
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        assert_eq!(*turns.queue(), 2000);
        assert!(!turns.is_wanted());
    }
}
