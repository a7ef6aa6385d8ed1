//! The reference of the language: what can be typed, with an example of each. `docs/capture.md` and the help
//! beside the line are made from this table, and a test reads every example.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::parsed::SpanKind;

/// One kind of thing that can be said.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct LanguageSection {
    pub kind: SpanKind,
    pub title: String,
    pub about: String,
    pub phrases: Vec<LanguagePhrase>,
}

/// One way to say it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, TS)]
pub struct LanguagePhrase {
    /// The words that become a chip.
    pub phrase: String,
    /// A line that uses them.
    pub example: String,
    pub means: String,
}

type Phrase = (&'static str, &'static str, &'static str);

/// Phrase, example, meaning. The phrase stands in the example as it is written here.
const TABLE: &[(SpanKind, &str, &str, &[Phrase])] = &[
    (
        SpanKind::Date,
        "Dates",
        "The day to do it. A date without a year is the next one, today included; a weekday is the next such day after today. Weeks run from Monday to Sunday.",
        &[
            ("tomorrow", "Call mum tomorrow", "the day after today; also `today`, `day after tomorrow`"),
            ("friday", "Return the books friday", "the next Friday; short forms (`fri`) where a date is expected"),
            ("next friday", "Haircut next friday", "Friday of next week; also `friday next week`"),
            ("next week", "Renew passport next week", "Monday of next week; also `this weekend`, `next month`"),
            ("in 3 days", "Order firewood in 3 days", "counted from today; days, weeks, months, years, `in january`"),
            ("2 weeks from monday", "Follow up 2 weeks from monday", "counted from another day; also `from now`"),
            ("jan 27", "Book flights jan 27", "also `27 jan`, `27th of january 2027`, `Fri dec 4`"),
            ("on the 15th", "Pay the cleaner on the 15th", "the next 15th"),
            ("2026-12-03", "File the return 2026-12-03", "also `2026/12/3` and `3.12.2026` (day first)"),
            (
                "on 12/3",
                "Dentist on 12/3",
                "3 December, month first; behind `on`, `by`, `due`, or as all there is of a line",
            ),
            ("eom", "Close the books eom", "the last day of this month; also `end of month`"),
            ("tonight", "Cook lentils tonight", "today at 19:00, unless a time is named; also `this evening`"),
            (
                "last friday",
                "Meeting last friday at 3pm",
                "the past, beside a time or as all there is: `yesterday`, `3 days ago`",
            ),
        ],
    ),
    (
        SpanKind::Time,
        "Times",
        "The hour to do it. A time without a date that is past today is tomorrow's. Where the clock is put forward, a time in the missing hour is an hour later.",
        &[
            ("5pm", "Call the plumber 5pm", "also `5:30pm`, `17:30`, `at 3 p.m.`"),
            ("at 4", "Meet Ana tomorrow at 4", "one to six are in the afternoon; also `@4`, `fri@3pm`"),
            ("noon", "Lunch with Bo noon", "12:00; `at midnight` is 00:00"),
            (
                "morning",
                "Vet thursday morning",
                "09:00, `afternoon` 12:00, `evening` 19:00, behind a day; also `in the morning`",
            ),
            ("in 20 minutes", "Check the oven in 20 minutes", "from now; also `3 hours from now`"),
            ("after 5pm", "Call Bo after 5pm", "at that time"),
        ],
    ),
    (
        SpanKind::Range,
        "From and to",
        "A beginning and an end. An end that is not after its beginning is on the next day. A range that is under way counts as now.",
        &[
            ("3-4pm", "Review tue 3-4pm", "the first number takes the half of the day from the second"),
            ("9:30-10:15", "Pair with Jo 9:30-10:15 tomorrow", "without am and pm both sides need minutes"),
            ("3-5", "Gym tomorrow 3-5", "hours alone directly behind a day"),
            ("from 10am to 12pm", "Office hours wed from 10am to 12pm", "also `until`, `–`, `between 3pm and 4pm`"),
            (
                "dec 20 - 27",
                "Vacation dec 20 - 27",
                "from one day to another; also `from dec 20 to jan 3`, `12/20 - 12/27`",
            ),
        ],
    ),
    (
        SpanKind::Duration,
        "How long",
        "The estimate. Behind a start time `for` also sets the end.",
        &[
            ("~2h", "Draft the essay ~2h", "also `~1h30`, `~90m`"),
            ("for 45m", "Gym mon 18:00 for 45m", "also `for 2 hours`, `for half an hour`"),
        ],
    ),
    (
        SpanKind::Deadline,
        "Deadlines",
        "The day or time by which it is done. The day that is named still counts.",
        &[
            ("by friday", "Send contract by friday", "with any date, time or both: `by fri 5pm`"),
            ("due dec 10", "Register due dec 10", "the same"),
            ("before noon", "Submit before noon", "also `no later than friday`"),
            ("within 2 weeks", "Reply within 2 weeks", "also `in less than 5 hours`"),
        ],
    ),
    (
        SpanKind::Start,
        "Starts",
        "From when on. Until then the task keeps out of the way.",
        &[
            ("start mon", "Plan trip start mon", "also `starting dec 1`"),
            ("after monday", "Call Bo after monday", "also `not before jan 5`"),
        ],
    ),
    (
        SpanKind::Recurrence,
        "Repeats",
        "A rule. The first time is today or the next day that fits. A month without the day uses its last.",
        &[
            ("every day", "Take vitamins every day", "also `daily`, `each day`, `every 3 days`, `every other day`"),
            ("every weekday", "Stand-up every weekday 9:30", "Monday to Friday"),
            ("every mon, wed, fri", "Gym every mon, wed, fri", "also `on mondays and thursdays`"),
            ("every 2 weeks", "Mow the lawn every 2 weeks", "also `biweekly`, `every 2 weeks on friday`"),
            ("every 3rd friday", "Book club every 3rd friday", "of the month; also `every last friday`"),
            ("every month on the 15th", "Check tyres every month on the 15th", "also `every 27th`, `every last day`"),
            ("every jan 27th", "Flowers for Vera every jan 27th", "once a year"),
            ("every evening", "Stretch every evening", "daily at that time; also `every night`"),
            ("every! 3 days", "Water plants every! 3 days", "counted from the day it is done"),
        ],
    ),
    (
        SpanKind::Until,
        "Repeats until",
        "The last day of a rule, in a line with a rule.",
        &[("until jan 31", "Swim every mon until jan 31", "the day itself included")],
    ),
    (
        SpanKind::Count,
        "Repeats so often",
        "How many times, in a line with a rule.",
        &[("x5", "Physio every tue x5", "also `for 5 times`")],
    ),
    (
        SpanKind::Project,
        "Projects",
        "The project, made if there is none of that name.",
        &[("#Home", "Buy nails #Home", "with spaces in quotes: `#\"Big Project\"`")],
    ),
    (
        SpanKind::Tag,
        "Tags",
        "As many as you like.",
        &[("@phone", "Call supplier @phone", "a letter, then letters, digits, `_` and `-`")],
    ),
    (SpanKind::Priority, "Priority", "From 1, the highest, to 4.", &[("p1", "Renew insurance p1", "`p1` to `p4`")]),
    (
        SpanKind::Metric,
        "Metrics",
        "A value of a metric that you have, at the beginning or the end of a line. A line of nothing else is a log and no task; a day or time beside it says when it was measured.",
        &[
            (
                "+72.4kg weight",
                "+72.4kg weight",
                "72.4 for Weight; the unit may be left out, or stand apart: `+8 glasses water`",
            ),
            ("+6.5km run", "Tempo session +6.5km run", "a task, and a log of the same moment"),
        ],
    ),
    (
        SpanKind::After,
        "Waits for",
        "The task that has to be done before.",
        &[("after:\"plan trip\"", "Book hotel after:\"plan trip\"", "the title of an open task, in quotes")],
    ),
];

/// The table as the help shows it.
pub fn reference() -> Vec<LanguageSection> {
    let phrase = |(phrase, example, means): &Phrase| LanguagePhrase {
        phrase: (*phrase).into(),
        example: (*example).into(),
        means: (*means).into(),
    };
    let section = |(kind, title, about, phrases): &(SpanKind, &str, &str, &[Phrase])| LanguageSection {
        kind: *kind,
        title: (*title).into(),
        about: (*about).into(),
        phrases: phrases.iter().map(phrase).collect(),
    };
    TABLE.iter().map(section).collect()
}

/// The table as a page of Markdown.
pub fn page() -> String {
    let mut page = String::from(HEAD);
    for section in reference() {
        page.push_str(&format!(
            "\n## {}\n\n{}\n\n| type | for example | means |\n|---|---|---|\n",
            section.title, section.about
        ));
        for phrase in section.phrases {
            page.push_str(&format!("| `{}` | {} | {} |\n", phrase.phrase, phrase.example, phrase.means));
        }
    }
    page.push_str(FOOT);
    page
}

const HEAD: &str = "# The capture language

One line of text becomes a task. What is understood is taken out of the line and shown as a chip; the rest is the title. Dismiss
a chip (click it, or press Backspace right behind its words) and its words are words again. The same language is read in the
capture window, in the add line of a list and by `almanac add`. It is read by rules, without a model, and the same
way every time.
";

const FOOT: &str = "
## What is never read

- Text in double quotes: `Read \"Next Friday\"`.
- Parts of words: `monitor`, `bob@example.com`, `C#`, `Friday's`, `mid-March`.
- Words that are only sometimes dates, where a title needs them: `Sat on the chair`, `Buy sun cream`, `every plant`.
- Dates that do not exist: `31 feb`, `25:61`. They stay in the title.

A full stop, comma, semicolon, exclamation or question mark behind a phrase belongs to its chip. No phrase reaches from one sentence
into the next.

## Several lines

Each line becomes a task. A line that is indented deeper than the one above is its subtask. All are saved in one step, which one undo takes
back. Up to 10,000 lines are saved at once. A title is at most 500 characters long; a longer line is kept whole in the task's notes.
";
