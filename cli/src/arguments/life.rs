//! The words for planning a life: habits, goals, metrics, the logbook, calendars, rewards.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Subcommand)]
pub(crate) enum Wallet {
    /// The rewards, with what they cost and when they can be had
    Rewards,
    /// Take a reward by its number
    Redeem { reward: i64 },
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Size {
    /// 1,000 tasks
    Small,
    /// 10,000 tasks
    Medium,
    /// 100,000 tasks
    Large,
}

impl Size {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum Habits {
    /// The habits of today
    Today,
    /// Tick a habit, or log a number: `almanac habits log Read 20`
    Log {
        /// Its name, or the beginning of it
        name: String,
        /// How much; 1 and 0 are yes and no
        #[arg(allow_negative_numbers = true)]
        value: Option<f64>,
        /// Such as 2026-11-20; today unless said
        #[arg(long, value_name = "D")]
        day: Option<String>,
    },
    /// Skip a habit for a day: its strength and streak stay as they are
    Skip {
        /// Its name, or the beginning of it
        name: String,
        /// Such as 2026-11-20; today unless said
        #[arg(long, value_name = "D")]
        day: Option<String>,
    },
}

#[derive(Subcommand)]
pub(crate) enum Goals {
    /// One goal: criteria, what each record adds, forecast
    Show {
        /// Its name, or the beginning of it
        #[arg(required = true)]
        name: Vec<String>,
    },
}

#[derive(Subcommand)]
pub(crate) enum Ics {
    /// Take the events of a file into a calendar, or its entries as tasks; the same file twice changes nothing
    Import {
        file: PathBuf,
        /// Make tasks of its entries
        #[arg(long)]
        tasks: bool,
        /// Only say what would happen
        #[arg(long)]
        preview: bool,
    },
    /// Write blocks and scheduled tasks as a calendar file; `-` is the standard output
    Export {
        file: PathBuf,
        /// The first day, today unless said
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        /// The last day, four weeks after the first unless said
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
    },
}

#[derive(Subcommand)]
pub(crate) enum Metrics {
    /// Write down a value: `almanac metrics log weight 72.4kg`, `almanac metrics log sleep 7h30 --day 2026-11-20`
    Log {
        /// Its name, or as much of the beginning as no other has
        name: String,
        /// As you would write it: 72.4, 72.4kg, yes, 1h30
        #[arg(required = true, allow_negative_numbers = true)]
        value: Vec<String>,
        /// The day it counts for; today unless said
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        #[arg(long)]
        note: Option<String>,
    },
}

#[derive(Args)]
pub(crate) struct Log {
    pub(crate) text: Vec<String>,
    /// 2026-11-21, yesterday, fri; today unless said
    #[arg(long, value_name = "DAY")]
    pub(crate) day: Option<String>,
    /// 1 (bad) to 5 (good)
    #[arg(long, value_name = "1-5")]
    pub(crate) mood: Option<u8>,
    #[arg(long, value_enum)]
    pub(crate) energy: Option<Energy>,
    #[arg(long)]
    pub(crate) title: Option<String>,
    #[arg(long = "tag", value_name = "TAG")]
    pub(crate) tags: Vec<String>,
    /// No model may read it
    #[arg(long)]
    pub(crate) closed: bool,
    /// Print the book of a year or month (2026, 2026-11) as Markdown
    #[arg(long, value_name = "YEAR[-MONTH]", conflicts_with_all = ["text", "day", "mood", "energy"])]
    pub(crate) export: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Energy {
    Low,
    Medium,
    High,
}

impl Energy {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

#[derive(Args)]
pub(crate) struct Plan {
    /// The day, such as 2026-11-23; today unless said
    #[arg(long, value_name = "DAY")]
    pub(crate) day: Option<String>,
    /// Seven days from that day on
    #[arg(long)]
    pub(crate) week: bool,
    /// Take the plan over, as one step that can be undone
    #[arg(long)]
    pub(crate) apply: bool,
    /// Plan the problem of this file instead; see docs/plan-problem.md
    #[arg(long, value_name = "FILE", conflicts_with_all = ["day", "week", "apply"])]
    pub(crate) problem: Option<PathBuf>,
}
