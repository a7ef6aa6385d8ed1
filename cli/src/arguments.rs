//! The command line's words. Names are fixed: scripts depend on them.

mod life;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use life::{Goals, Habits, Ics, Log, Metrics, Plan, Size, Wallet};

/// Tasks, knowledge and answers in one private database on this computer.
#[derive(Parser)]
#[command(name = "almanac", version, about)]
pub(crate) struct Arguments {
    /// The folder of the profile.
    #[arg(long, global = true, env = "ALMANAC_DATA_DIR", value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Answer in JSON.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Focus {
    /// Start the timer for a task
    Start {
        task: i64,
        /// How long it shall last
        #[arg(long)]
        minutes: Option<u32>,
    },
    /// Stop it and log the time
    Stop {
        /// Log this instead of the measured time
        #[arg(long)]
        minutes: Option<u32>,
    },
    /// Throw the running timer away
    Discard,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Add a task: `almanac add Call mum tomorrow 5pm #Family @phone p1`
    Add {
        #[arg(required = true)]
        text: Vec<String>,
    },
    /// Capture a line as the quick-capture window would; bind this to a key
    Capture {
        #[arg(required = true)]
        text: Vec<String>,
        /// Keep it as a note instead of a task
        #[arg(long)]
        note: bool,
    },
    /// List tasks: `'due:<=7d and (tag:home or p1) and not blocked'`
    List {
        filter: Vec<String>,
        /// A saved filter; words beside it narrow it
        #[arg(long, value_name = "NAME")]
        saved: Option<String>,
        /// smart, manual, day, deadline, priority, effort, title, newest, oldest or urgency
        #[arg(long, value_name = "ORDER")]
        sort: Option<String>,
    },
    /// Mark tasks as done
    Done {
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Time spent with a task: start TASK, stop, discard, or which timer runs
    Focus {
        #[command(subcommand)]
        command: Option<Focus>,
    },
    /// Write in the logbook: `almanac log The flat it is --mood 4`; without words it prints the day
    Log(Log),
    /// What a day asks for, and what the day before brought
    Digest {
        /// 2026-11-21, yesterday, fri; today unless said
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
    },
    /// The weekly review: what to decide, what was finished, what comes
    Review {
        /// The last of the seven days; today unless said
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
    },
    /// What the points come to: the balance and the newest entries; or redeem a reward
    Wallet {
        /// How many entries
        #[arg(long, default_value_t = 15)]
        limit: u32,
        #[command(subcommand)]
        command: Option<Wallet>,
    },
    /// Fill an empty profile with a made-up life, for demonstrations and load
    Sample {
        /// The same seed gives the same life
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[arg(long, default_value_t = 2)]
        years: u32,
        #[arg(long, value_enum, default_value_t = Size::Small)]
        size: Size,
        /// Also to a profile that holds something already
        #[arg(long)]
        add: bool,
    },
    /// Habits: today, log NAME [VALUE] [--day D], skip NAME
    Habits {
        #[command(subcommand)]
        command: Option<Habits>,
    },
    /// Goals with progress, pace, forecast and next milestone; `goals show NAME` explains one
    Goals {
        #[command(subcommand)]
        command: Option<Goals>,
    },
    /// Projects with their health, term by term
    Projects,
    /// Metrics with their newest value; log NAME VALUE writes one down
    Metrics {
        #[command(subcommand)]
        command: Option<Metrics>,
    },
    /// Take back the newest step
    Undo,
    /// Bring back what was undone last
    Redo,
    /// Show what was done, newest first
    Activity {
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Show how a line is understood, without keeping it
    Parse(Parse),
    /// Show when a recurrence rule of RFC 5545 occurs: `almanac rrule "FREQ=MONTHLY;BYDAY=3FR" --dtstart 2026-11-01`;
    /// or a task: `almanac rrule --task 42`
    Rrule(Rrule),
    /// Leave out this occurrence of repeating tasks
    Skip {
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Keep web pages by their addresses: `almanac clip https://example.com/article --tag read`
    Clip {
        #[arg(required = true, value_name = "URL")]
        urls: Vec<String>,
        #[arg(long = "tag", value_name = "TAG")]
        tags: Vec<String>,
    },
    /// Plan a day or a week: what would change, and why; with --apply it does
    Plan(Plan),
    /// Calendar files: `almanac ics import holidays.ics`, `almanac ics export plan.ics`
    Ics {
        #[command(subcommand)]
        command: Ics,
    },
    /// Import files and folders, or JSON lines
    Import(Import),
    /// Work the processing queue until it is empty; with --wait also until nothing is due later
    Process {
        /// Wait for retries, and for another program that works the queue
        #[arg(long)]
        wait: bool,
    },
    /// Search everything by words and meaning
    Search(Search),
    /// Ask a question; the answer cites its sources
    Ask(Ask),
    /// Call any operation with a JSON input
    Call { operation: String, input: Option<String> },
    /// List every operation with its kind, class and JSON Schema
    Operations,
    /// Built-in models, Ollama, and servers
    Models {
        #[command(subcommand)]
        command: Models,
    },
    /// Write everything as JSON to the standard output
    Export,
    /// Write a verified copy of the data file
    Backup { file: PathBuf },
    /// Put a backup in the place of the data file; the present one is kept beside it
    Restore { file: PathBuf },
    /// Check the data file, every row, the indexes, the queue, the newest backup and the models
    Doctor,
    /// Backups: make, list, verify, restore; and making derived data anew
    Data {
        #[command(subcommand)]
        command: Data,
    },
}

#[derive(Subcommand)]
pub(crate) enum Data {
    /// Write a proven copy; among the profile's backups when no file is named
    Backup { file: Option<PathBuf> },
    /// List the backups, newest first
    Backups,
    /// Read a backup to its last byte and compare it with its manifest
    Verify { file: PathBuf },
    /// Put a backup in the place of the data file; the present one is kept beside it
    Restore { file: PathBuf },
    /// Make derived data anew; what you wrote is not touched
    Repair {
        #[arg(value_enum)]
        what: Derived,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Derived {
    /// The index of words
    Words,
    /// Texts and passages
    Texts,
    /// The vectors of every model
    Vectors,
    /// Work that ended badly
    Queue,
}

#[derive(Args)]
pub(crate) struct Parse {
    #[arg(required_unless_present = "batch")]
    pub(crate) text: Vec<String>,
    /// The moment to understand it at, such as 2026-11-21T10:00:00+01:00[Europe/Berlin]
    #[arg(long)]
    pub(crate) now: Option<String>,
    /// Lines of {"id", "text", "now"}; answers one JSON line each
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    pub(crate) batch: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Rrule {
    #[arg(required_unless_present_any = ["batch", "task"])]
    pub(crate) rule: Option<String>,
    /// The coming occurrences of a task that repeats, instead of those of a rule
    #[arg(long, value_name = "ID", conflicts_with_all = ["rule", "dtstart", "tz", "batch"])]
    pub(crate) task: Option<i64>,
    /// Where the rule begins: a day (2026-11-21) or a time on it (2026-11-21T09:00); today unless said
    #[arg(long, value_name = "T")]
    pub(crate) dtstart: Option<String>,
    /// The time zone, such as Europe/Berlin; this computer's unless said
    #[arg(long, value_name = "ZONE")]
    pub(crate) tz: Option<String>,
    /// How many at most, 10 unless said
    #[arg(long)]
    pub(crate) count: Option<usize>,
    /// Lines of {"id", "rule", "dtstart", "tz", "count"}; answers one JSON line each
    #[arg(long, value_name = "FILE", conflicts_with = "rule")]
    pub(crate) batch: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct Import {
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = Format::Files)]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Files and folders of documents
    Files,
    /// A file of lines {"_id", "title", "text"}
    Jsonl,
}

#[derive(Args)]
pub(crate) struct Search {
    #[arg(required_unless_present = "batch")]
    pub(crate) query: Vec<String>,
    #[arg(long, value_enum, default_value_t = Mode::Hybrid)]
    pub(crate) mode: Mode,
    #[arg(long, default_value_t = 20)]
    pub(crate) limit: usize,
    /// Lines of {"_id", "text"}; answers one JSON line a query
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    pub(crate) batch: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Mode {
    Hybrid,
    Text,
    Vector,
}

impl Mode {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Hybrid => "hybrid",
            Self::Text => "text",
            Self::Vector => "vector",
        }
    }
}

#[derive(Args)]
pub(crate) struct Ask {
    #[arg(required_unless_present = "batch")]
    pub(crate) question: Vec<String>,
    /// What the answer may draw on: type:pdf tag:home after:2026-01-01
    #[arg(long, value_name = "FILTER")]
    pub(crate) scope: Option<String>,
    /// Lines of {"_id", "text"}; answers one JSON line a question
    #[arg(long, value_name = "FILE", conflicts_with = "question")]
    pub(crate) batch: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum Models {
    /// What there is
    List,
    /// Fetch a model's weights
    Pull { id: String },
    /// Delete a model's weights
    Remove { id: String },
    /// Try a chat model once
    Probe { id: String },
    /// The OpenAI-compatible servers
    Servers,
    /// Add an OpenAI-compatible server
    AddServer {
        name: String,
        /// Such as https://api.openai.com/v1 or http://127.0.0.1:8080
        address: String,
        /// Read the key from the standard input, so that it stands in no list of programs
        #[arg(long)]
        key: bool,
        /// Allow http to another computer: texts and key can be read on the way
        #[arg(long)]
        unencrypted: bool,
    },
    /// Ask a server for its models
    TestServer { name: String },
    /// Remove a server and its key
    RemoveServer { name: String },
    /// This computer's memory, cores and free disk
    Hardware,
}
