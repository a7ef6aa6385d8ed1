//! Writing: one transaction at a time, acknowledged after it is durable.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::sync::atomic::Ordering;

use rusqlite::{Params, TransactionBehavior};

use super::changes::{self, Actor, StepId};
use super::checkpoint;
use super::witness::{self, Seen};
use super::{Db, ReadTx};
use crate::error::{Error, Result};
use crate::event::Event;
use crate::types::Timestamp;

/// How many pieces of derived work are written at a time, for the sake of other processes.
const TOGETHER: usize = 16;

/// A transaction that writes. Everything that a [`ReadTx`] can, it can too.
pub struct WriteTx<'a> {
    read: ReadTx<'a>,
    label: RefCell<Option<String>>,
    aside: Cell<bool>,
}

impl<'a> Deref for WriteTx<'a> {
    type Target = ReadTx<'a>;

    fn deref(&self) -> &Self::Target {
        &self.read
    }
}

impl WriteTx<'_> {
    /// Runs a statement and tells how many rows it wrote.
    ///
    /// # Errors
    /// SQLite refuses it.
    pub fn execute(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.conn.prepare_cached(sql)?.execute(params)?)
    }

    /// Inserts a row and answers its number.
    ///
    /// # Errors
    /// SQLite refuses it.
    pub fn insert(&self, sql: &str, params: impl Params) -> Result<i64> {
        Ok(self.conn.prepare_cached(sql)?.insert(params)?)
    }

    /// What the step is called in the activity log, in the user's words: "Completed 3 tasks".
    pub fn label(&self, label: impl Into<String>) {
        *self.label.borrow_mut() = Some(label.into());
    }

    /// This step is a record and no edit (a question, its answer): undo passes over it.
    pub fn aside(&self) {
        self.aside.set(true);
    }

    /// A new stable name: time-ordered and unique everywhere.
    pub fn uid(&self) -> String {
        let milliseconds = u64::try_from(self.now().0).unwrap_or(0);
        let moment =
            uuid::Timestamp::from_unix_time(milliseconds / 1000, (milliseconds % 1000) as u32 * 1_000_000, 0, 0);
        uuid::Uuid::new_v7(moment).to_string()
    }
}

impl Db {
    /// One undoable step of `actor`: its changes are recorded with it and it is durable when this returns.
    ///
    /// # Errors
    /// What `write` answers (then nothing was written), or that the file cannot be written.
    pub fn write<T>(&self, actor: Actor, operation: &str, write: impl FnOnce(&WriteTx<'_>) -> Result<T>) -> Result<T> {
        self.commit(true, |tx| {
            let step = changes::begin(tx, actor, operation, None)?;
            let value = write(tx)?;
            changes::end(tx, step, tx.label.take(), tx.aside.get())?;
            Ok(value)
        })
    }

    /// A step that takes another back; see [`changes`].
    pub(crate) fn write_undo<T>(
        &self,
        actor: Actor,
        operation: &str,
        of: StepId,
        write: impl FnOnce(&WriteTx<'_>, StepId) -> Result<T>,
    ) -> Result<T> {
        self.commit(true, |tx| {
            let step = changes::begin(tx, actor, operation, Some(of))?;
            let value = write(tx, step)?;
            changes::end(tx, step, tx.label.take(), false)?;
            Ok(value)
        })
    }

    /// Writes what can be computed again: not recorded, not undoable, durable at the next checkpoint.
    ///
    /// # Errors
    /// What `write` answers (then nothing was written), or that the file cannot be written.
    pub fn write_derived<T>(&self, write: impl FnOnce(&WriteTx<'_>) -> Result<T>) -> Result<T> {
        self.commit(false, write)
    }

    /// The same for many pieces that need not be seen at once: in small transactions, and none of them keeps a
    /// person waiting for more than one piece. After a failure some of them are written.
    ///
    /// # Errors
    /// What `write` answers, or that the file cannot be written.
    pub fn write_derived_each<P>(
        &self,
        pieces: impl IntoIterator<Item = P>,
        write: impl Fn(&WriteTx<'_>, P) -> Result<()>,
    ) -> Result<()> {
        let mut pieces = pieces.into_iter().peekable();
        while pieces.peek().is_some() {
            self.commit(false, |tx| {
                for piece in pieces.by_ref().take(TOGETHER) {
                    write(tx, piece)?;
                    if self.writer.is_wanted() {
                        break;
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Does what `write` says and takes all of it back: the answer is what it would meet.
    ///
    /// # Errors
    /// What `write` answers, or that the file cannot be written.
    pub(super) fn rehearse<T>(&self, write: impl FnOnce(&WriteTx<'_>) -> Result<T>) -> Result<T> {
        let mut outcome = None;
        let ended = self.commit(false, |tx| {
            outcome = Some(write(tx));
            Err::<(), _>(Error::Cancelled)
        });
        outcome.unwrap_or_else(|| Err(ended.err().unwrap_or(Error::Cancelled)))
    }

    fn commit<T>(&self, durable: bool, write: impl FnOnce(&WriteTx<'_>) -> Result<T>) -> Result<T> {
        self.uses.fetch_add(1, Ordering::Relaxed);
        let (value, tables, log_is_long) = {
            // What is acknowledged is what somebody waits for.
            let mut guard = if durable { self.writer.person() } else { self.writer.queue() };
            let writer = &mut *guard;
            if writer.durable != durable {
                writer.conn.pragma_update(None, "synchronous", if durable { "full" } else { "normal" })?;
                writer.durable = durable;
            }
            writer.touched.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
            let transaction = writer.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = {
                let tx = WriteTx {
                    read: ReadTx::new(&transaction, self.clock.now(), None),
                    label: RefCell::default(),
                    aside: Cell::default(),
                };
                write(&tx)?
            };
            let seen = Seen { step: witness::newest_step(&transaction)?, at: Timestamp::from(&self.clock.now()) };
            transaction.commit()?;
            if durable {
                writer.witness.note(seen);
            }
            let tables = std::mem::take(&mut *writer.touched.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
            // The queue has the time.
            let log_is_long = !durable && checkpoint::is_due(&writer.conn).unwrap_or(false);
            (value, tables, log_is_long)
        };
        if log_is_long && let Err(error) = self.checkpoint_now() {
            tracing::warn!(%error, "the log was not moved into the data file");
        }
        if !tables.is_empty() {
            self.events.send(&Event::Changed { tables: tables.into_iter().collect() });
        }
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::OnceCell;
    use std::sync::Arc;
    use std::thread;

    use super::*;
    use crate::clock::SystemClock;

    #[test]
    fn a_person_writes_between_two_pieces_of_the_queue() {
        let folder = tempfile::tempdir().unwrap();
        let db = Arc::new(Db::open(folder.path(), Arc::new(SystemClock), Arc::default()).unwrap());
        let (person, seen) = (OnceCell::new(), RefCell::new(Vec::new()));
        db.write_derived_each(0..3, |tx, piece| {
            seen.borrow_mut().push(tx.one("select count(*) from setting", [], |row| row.get::<_, i64>(0))?);
            if piece == 0 {
                let db = Arc::clone(&db);
                let write = "insert into setting (key, value) values ('day_start_hour', '5')";
                let wait = Arc::clone(&db);
                let writing = thread::spawn(move || db.write(Actor::User, "test", |tx| tx.execute(write, [])));
                person.set(writing).unwrap();
                while !wait.writer.is_wanted() {
                    thread::yield_now();
                }
            }
            Ok(())
        })
        .unwrap();
        assert_eq!(*seen.borrow(), [0, 1, 1]);
        person.into_inner().unwrap().join().unwrap().unwrap();
    }
}
