//! What a made-up life is made of: one person, with a job, a home, a garden and friends.

/// Name and colour.
pub(super) const AREAS: &[(&str, &str)] = &[
    ("Work", "#3b6ea5"),
    ("Home", "#8a6d3b"),
    ("Health", "#4a7c59"),
    ("Family and friends", "#a0522d"),
    ("Learning", "#6a5acd"),
];

/// The area, what the project is about, and its tasks. `{}` in a project is a month or a year, in a task a name or a thing.
pub(super) struct Kind {
    pub(super) area: usize,
    pub(super) projects: &'static [&'static str],
    pub(super) tasks: &'static [&'static str],
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        area: 0,
        projects: &[
            "Quarterly report {}",
            "Customer survey {}",
            "New website {}",
            "Budget {}",
            "Hiring round {}",
            "Workshop in {}",
            "Move to the new office {}",
        ],
        tasks: &[
            "Write the summary of {}",
            "Review the draft of {}",
            "Send the slides about {} to {person}",
            "Ask {person} for the figures on {}",
            "Prepare the meeting about {}",
            "Answer {person} about {}",
            "Update the plan for {}",
            "Check the contract for {}",
            "Call {person} about {}",
            "Read the notes on {}",
            "Book a room for {}",
            "Estimate the cost of {}",
        ],
    },
    Kind {
        area: 1,
        projects: &[
            "Paint the hallway {}",
            "Vegetable beds {}",
            "Fix the roof {}",
            "Tax return {}",
            "New kitchen {}",
            "Clear the cellar {}",
        ],
        tasks: &[
            "Buy {thing}",
            "Repair {thing}",
            "Clean {thing}",
            "Compare prices for {thing}",
            "Return {thing}",
            "Measure the wall for {thing}",
            "Borrow {thing} from {person}",
            "Order {thing}",
            "Sort out {thing}",
            "Sell {thing}",
        ],
    },
    Kind {
        area: 2,
        projects: &["Half marathon {}", "Check-ups {}", "Sleep better {}"],
        tasks: &[
            "Book the dentist",
            "Run {n} km",
            "Renew the prescription",
            "Stretch for {n} minutes",
            "Ask about {thing} at the pharmacy",
            "Plan the meals of the week",
            "Swim {n} lengths",
        ],
    },
    Kind {
        area: 3,
        projects: &["Birthday of {person}", "Summer holiday {}", "Family reunion {}"],
        tasks: &[
            "Call {person}",
            "Find a present for {person}",
            "Write to {person}",
            "Invite {person} for dinner",
            "Book the train to {person}",
            "Send {person} the pictures",
            "Return the book to {person}",
        ],
    },
    Kind {
        area: 4,
        projects: &["Spanish {}", "Learn to weld {}", "Read about {}"],
        tasks: &[
            "Read chapter {n}",
            "Practise for {n} minutes",
            "Take notes on {}",
            "Watch lecture {n}",
            "Write a page about {}",
            "Repeat the words of lesson {n}",
        ],
    },
];

pub(super) const TOPICS: &[&str] = &[
    "the warehouse",
    "the autumn campaign",
    "onboarding",
    "the northern region",
    "the audit",
    "the price list",
    "the new supplier",
    "quality",
    "the trade fair",
    "the pilot",
    "the archive",
    "training",
    "the timetable",
    "energy use",
    "the survey",
    "the migration",
];

pub(super) const THINGS: &[&str] = &[
    "the ladder",
    "a drill bit",
    "the bicycle lamp",
    "wood glue",
    "the gutter",
    "two door handles",
    "the washing machine",
    "compost",
    "apple trees",
    "the winter tyres",
    "a rain barrel",
    "the blinds",
    "the old sofa",
    "light bulbs",
    "the smoke detectors",
    "garden gloves",
    "the attic window",
    "a bookshelf",
];

pub(super) const PEOPLE: &[&str] = &[
    "Ada", "Bo", "Carla", "Dmitri", "Elif", "Femi", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Liam", "Mei", "Nadia",
    "Omar", "Priya", "Rosa", "Sven", "Tom", "Vera",
];

pub(super) const TAGS: &[&str] =
    &["phone", "errand", "computer", "home", "waiting", "quick", "deep", "next", "money", "paper", "garden", "weekend"];

/// What repeats, in the language of capture, and every how many days it was done.
pub(super) const CHORES: &[(&str, usize)] = &[
    ("Take the vitamins today every day", 1),
    ("Plan the day today every weekday", 1),
    ("Water the plants tomorrow every 3 days", 3),
    ("Take out the bins every thursday", 7),
    ("Weekly review every friday for 45m p2", 7),
    ("Change the sheets every 2 weeks", 14),
    ("Pay the rent every month on the 28th p1", 30),
    ("Back up the photos every last sunday", 30),
    ("Clean the filter every 3 months", 91),
    ("Renew the insurance every jan 15th p1", 365),
];

/// Name, price and days from one time to the next.
pub(super) const REWARDS: &[(&str, i64, i64)] = &[
    ("Coffee out", 40, 1),
    ("An evening with a film", 80, 2),
    ("A new book", 250, 7),
    ("Dinner out", 500, 14),
    ("A day off without plans", 900, 30),
    ("A weekend away", 3000, 90),
];

/// Notes, each with a title. `{task}` is the title of a finished task.
pub(super) const NOTES: &[(&str, &str)] = &[
    (
        "How we make decisions",
        "Write the question down first. Then the options, with what each would cost. Sleep on it once.\n\nIt helped with *{task}*.",
    ),
    ("Boiler", "The pressure should be 1.5 bar. The filter is behind the lower panel. Last time: {task}."),
    ("Running log", "Slow is fine. Two short runs and a long one each week, never two hard days in a row."),
    (
        "What went well this year",
        "- {task}\n- {task}\n- {task}\n\nLess was more: the weeks with three goals went better than those with ten.",
    ),
    (
        "Garden calendar",
        "Sow in trays in March, plant out after the middle of May, garlic in October. See also: {task}.",
    ),
    (
        "Meeting with the supplier",
        "They can deliver in two weeks. The price holds until the end of the quarter. Open: {task}.",
    ),
    ("Books to read", "A history of salt. The one about rivers. Something short for the train."),
    ("Packing list", "Charger, rain jacket, first aid, the small torch, a paper map."),
];

/// Name, area, what a day shall come to, schedule, and on how many days of a hundred it is kept.
type HabitWords = (&'static str, usize, Option<(f64, &'static str)>, &'static str, u32);

pub(super) const HABITS: &[HabitWords] = &[
    ("Read", 4, Some((20.0, "pages")), r#"{"every":"day"}"#, 74),
    ("Stretch in the morning", 2, None, r#"{"every":"day"}"#, 81),
    ("Run", 2, Some((5.0, "km")), r#"{"every":"week","times":3}"#, 38),
    ("Write three lines", 4, None, r#"{"every":"day"}"#, 66),
    ("No screen after ten", 2, None, r#"{"every":"day"}"#, 55),
    ("Call someone", 3, None, r#"{"every":"weekdays","days":["sun"]}"#, 14),
    ("Water the herbs", 1, None, r#"{"every":"days","days":2}"#, 48),
    ("Practise Spanish", 4, Some((15.0, "minutes")), r#"{"every":"day"}"#, 69),
];

/// Something measured each day: a value that drifts and sways.
pub(super) struct Measured {
    pub(super) name: &'static str,
    pub(super) unit: &'static str,
    pub(super) kind: &'static str,
    pub(super) direction: &'static str,
    pub(super) area: usize,
    pub(super) target: Option<f64>,
    /// At the beginning, and at the end.
    drift: (f64, f64),
    sway: f64,
    most: f64,
}

impl Measured {
    /// Nobody counts a tenth of a step.
    pub(super) fn whole(&self) -> bool {
        self.most > 1000.0
    }

    /// The value of a day.
    pub(super) fn value(&self, rng: &mut fastrand::Rng, day: i64, days: i64) -> f64 {
        let (from, to) = self.drift;
        let along = 1.0 + day as f64 / days.max(1) as f64;
        let season = (day as f64 / 58.0).sin() * self.sway * 0.4;
        let value = from + (to - from) * along + season + (rng.f64() - 0.5) * 2.0 * self.sway;
        let value = value.clamp(0.0, self.most);
        match self.kind {
            "scale" => value.round().max(1.0),
            _ if self.whole() => value.round(),
            _ => (value * 10.0).round() / 10.0,
        }
    }
}

pub(super) const METRICS: &[Measured] = &[
    Measured {
        name: "Weight",
        unit: "kg",
        kind: "numeric",
        direction: "down",
        area: 2,
        target: Some(72.0),
        drift: (79.0, 73.5),
        sway: 0.8,
        most: 200.0,
    },
    Measured {
        name: "Sleep",
        unit: "h",
        kind: "numeric",
        direction: "up",
        area: 2,
        target: Some(7.5),
        drift: (6.6, 7.3),
        sway: 1.2,
        most: 14.0,
    },
    Measured {
        name: "Mood",
        unit: "",
        kind: "scale",
        direction: "up",
        area: 3,
        target: None,
        drift: (5.8, 6.9),
        sway: 2.0,
        most: 10.0,
    },
    Measured {
        name: "Steps",
        unit: "steps",
        kind: "numeric",
        direction: "up",
        area: 2,
        target: Some(8000.0),
        drift: (6200.0, 8100.0),
        sway: 3000.0,
        most: 40_000.0,
    },
    Measured {
        name: "Resting pulse",
        unit: "bpm",
        kind: "numeric",
        direction: "down",
        area: 2,
        target: None,
        drift: (66.0, 59.0),
        sway: 3.5,
        most: 120.0,
    },
    Measured {
        name: "Hours of deep work",
        unit: "h",
        kind: "numeric",
        direction: "up",
        area: 0,
        target: Some(4.0),
        drift: (2.1, 3.4),
        sway: 1.6,
        most: 12.0,
    },
];

/// What an evening is remembered by.
pub(super) const EVENINGS: &[&str] = &[
    "Lunch with {person}, who is well and sends regards.",
    "Rain all day, so the garden had to wait.",
    "Slept badly, and it showed in the afternoon.",
    "A good morning: two quiet hours for {} before anybody called.",
    "Talked to {person} about {} and understood for the first time why it takes so long.",
    "Too many meetings, the one about {} could have been a letter.",
    "Walked home along the river; the light was worth it.",
    "{person} called in the evening. We laughed a lot.",
    "Cooked for {n} people, which is three too many for this kitchen.",
    "Read until late. The chapter about salt is the best so far.",
    "Ran before breakfast, slowly, and felt better all day.",
    "Looked for {thing} for an hour, and it was where it always is.",
    "Nothing special, and that was what it needed.",
    "The children next door have a new drum.",
    "Said no to {}, and nobody minded.",
];

/// What was made up one's mind about.
pub(super) const DECISIONS: &[&str] = &[
    "Decided about the flat: we stay until the spring, and look again when the rent is known.",
    "Decided not to buy {thing}; borrowing it twice a year is enough.",
    "Decided to give {} until the end of the quarter, and then to stop.",
    "Decided to take Fridays off in the summer; {person} takes the calls.",
    "Decided on the bicycle instead of a second car.",
];

/// What stands in every week: title, kind, days after Monday, when, minutes, rule.
pub(super) type Standing = (&'static str, &'static str, i64, (i8, i8), i64, &'static str);
pub(super) const STANDING: &[Standing] = &[
    ("Lunch", "break", 0, (12, 30), 45, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("Team meeting", "event", 0, (9, 30), 60, "FREQ=WEEKLY;BYDAY=MO"),
    ("Talk with Ada", "event", 2, (14, 0), 30, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
    ("Choir", "event", 3, (19, 30), 120, "FREQ=WEEKLY;BYDAY=TH"),
    ("Look back on the week", "focus", 4, (16, 0), 45, "FREQ=WEEKLY;BYDAY=FR"),
];
