//! Reading: a snapshot of the data file, which remembers the tables it looked at.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Zoned};
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, Params, Row};

use super::Db;
use crate::error::{Error, Result};
use crate::types::{Day, Timestamp};

/// A read-only connection with what its statements read.
pub(super) struct Reader {
    conn: Connection,
    named: Arc<Mutex<BTreeSet<String>>>,
    by_sql: RefCell<HashMap<String, Arc<[String]>>>,
}

impl Reader {
    pub(super) fn new(conn: Connection) -> rusqlite::Result<Self> {
        let named = Arc::new(Mutex::new(BTreeSet::new()));
        let names = Arc::clone(&named);
        conn.authorizer(Some(move |context: AuthContext<'_>| {
            if let AuthAction::Read { table_name, .. } = context.action {
                names.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(table_name.to_owned());
            }
            Authorization::Allow
        }))?;
        Ok(Self { conn, named, by_sql: RefCell::default() })
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.conn
    }

    /// The authorizer only speaks while a statement is prepared, so its answer is kept by the text.
    fn tables(&self, sql: &str) -> rusqlite::Result<Arc<[String]>> {
        if let Some(known) = self.by_sql.borrow().get(sql) {
            return Ok(Arc::clone(known));
        }
        self.named.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
        drop(self.conn.prepare(sql)?);
        let found: Arc<[String]> = {
            let named = self.named.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            named.iter().cloned().collect()
        };
        self.by_sql.borrow_mut().insert(sql.to_owned(), Arc::clone(&found));
        Ok(found)
    }
}

/// A snapshot. Its clock stands still.
pub struct ReadTx<'a> {
    pub(super) conn: &'a Connection,
    pub(super) now: Zoned,
    reader: Option<&'a Reader>,
    seen: RefCell<BTreeSet<String>>,
    today: OnceCell<Day>,
}

impl<'a> ReadTx<'a> {
    pub(super) fn new(conn: &'a Connection, now: Zoned, reader: Option<&'a Reader>) -> Self {
        Self { conn, now, reader, seen: RefCell::default(), today: OnceCell::new() }
    }

    /// The moment of this transaction, in the user's zone.
    pub fn zoned(&self) -> &Zoned {
        &self.now
    }

    /// The moment of this transaction.
    pub fn now(&self) -> Timestamp {
        Timestamp::from(&self.now)
    }

    /// The user's day: it begins at the hour of the setting `day_start_hour`, not at midnight.
    ///
    /// # Errors
    /// The setting cannot be read.
    pub fn today(&self) -> Result<Day> {
        if let Some(today) = self.today.get() {
            return Ok(*today);
        }
        let started = self.now.checked_sub(SignedDuration::from_hours(self.day_start_hour()?));
        let today = Day(started.unwrap_or_else(|_| self.now.clone()).date());
        Ok(*self.today.get_or_init(|| today))
    }

    /// The moment at which a day of the user's begins.
    ///
    /// # Errors
    /// The setting cannot be read, or the calendar has no such moment.
    pub fn began(&self, day: Day) -> Result<Timestamp> {
        let hour = i8::try_from(self.day_start_hour()?).unwrap_or_default();
        let began = day.0.at(hour, 0, 0, 0).to_zoned(self.now.time_zone().clone());
        began.map(|moment| Timestamp::from(&moment)).map_err(|_| Error::invalid("the calendar has no such day"))
    }

    /// The user's day on which a moment lies.
    ///
    /// # Errors
    /// The setting cannot be read, or the calendar has no such moment.
    pub fn day_of(&self, moment: Timestamp) -> Result<Day> {
        let zoned = moment.zoned(self.now.time_zone())?;
        let started = zoned.checked_sub(SignedDuration::from_hours(self.day_start_hour()?));
        Ok(Day(started.unwrap_or(zoned).date()))
    }

    fn day_start_hour(&self) -> Result<i64> {
        let hour: Option<i64> =
            self.optional("select cast(value as integer) from setting where key = 'day_start_hour'", [], |row| {
                row.get(0)
            })?;
        Ok(hour.unwrap_or(4).clamp(0, 12))
    }

    /// Every row.
    ///
    /// # Errors
    /// The statement or a row cannot be read.
    pub fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        self.look(sql)?;
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// The statement or the row cannot be read.
    pub fn optional<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        self.look(sql)?;
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        Ok(rows.next()?.map(read).transpose()?)
    }

    /// The one row of a statement that always has one.
    ///
    /// # Errors
    /// The statement has no row, or it cannot be read.
    pub fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        self.look(sql)?;
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_row(params, read)?)
    }

    /// The tables whose changes are recorded: everything that a person made.
    ///
    /// # Errors
    /// The schema cannot be read.
    pub fn recorded_tables(&self) -> Result<Vec<String>> {
        super::changes::recorded(self.conn)
    }

    fn look(&self, sql: &str) -> Result<()> {
        if let Some(reader) = self.reader {
            let tables = reader.tables(sql)?;
            self.seen.borrow_mut().extend(tables.iter().cloned());
        }
        Ok(())
    }
}

impl Db {
    /// Reads one snapshot.
    ///
    /// # Errors
    /// What `read` answers, or that the file cannot be read.
    pub fn read<T>(&self, read: impl FnOnce(&ReadTx<'_>) -> Result<T>) -> Result<T> {
        Ok(self.read_seen(read)?.0)
    }

    /// SQLite's own check of the whole file, in its words: `ok`, or at most five findings. It runs on a fresh
    /// connection: one that has searched before keeps the structure of the word index in memory, and finds
    /// the index broken after another connection has rebuilt it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn integrity(&self) -> Result<Vec<String>> {
        let reader = self.fresh_reader()?;
        let mut statement = reader.conn.prepare("pragma integrity_check(5)")?;
        let verdicts = statement.query_map([], |row| row.get(0))?;
        Ok(verdicts.collect::<rusqlite::Result<_>>()?)
    }

    /// Reads one snapshot and tells which tables it looked at.
    ///
    /// # Errors
    /// What `read` answers, or that the file cannot be read.
    pub fn read_seen<T>(&self, read: impl FnOnce(&ReadTx<'_>) -> Result<T>) -> Result<(T, Vec<String>)> {
        let reader = self.reader()?;
        let answer = {
            let snapshot = reader.conn.unchecked_transaction()?;
            let tx = ReadTx::new(&snapshot, self.clock.now(), Some(&reader));
            read(&tx).map(|value| (value, tx.seen.take().into_iter().collect()))
        };
        self.keep(reader);
        answer
    }
}
