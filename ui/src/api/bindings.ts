// Written by `cargo test` from the core's operations. Do not edit.

/**
 * This program and where things are.
 */
export type About = { version: string, data_file: string, 
/**
 * The data file's size.
 */
bytes: number, models_folder: string, 
/**
 * To bind to a key where the desktop gives no global shortcuts.
 */
capture_command: string, 
/**
 * Why the global shortcut does not work, where a window is asked.
 */
shortcut_error: string | null, };

/**
 * Where points are.
 */
export type Account = "earned" | "wallet" | "spent" | "owed";

/**
 * Which part of the log.
 */
export type ActivityQuery = { 
/**
 * Only steps older than this one.
 */
before?: StepId | null, 
/**
 * At most this many, 100 unless said, 500 at most.
 */
limit?: number | null, actor?: Actor | null, 
/**
 * The first part of the operations' names, such as `tasks`.
 */
domain?: string | null, 
/**
 * Words of what the step did.
 */
text?: string | null, 
/**
 * Only steps of this day.
 */
day?: Day | null, };

/**
 * Who asked for a change.
 */
export type Actor = "user" | "cli" | "ai" | "agent" | "import" | "automation" | "system";

/**
 * How the logs of one day become the day's value.
 */
export type Aggregation = "sum" | "mean" | "last" | "min" | "max";

/**
 * Which days of which metric.
 */
export type AnalyseMetric = { metric: MetricId, 
/**
 * So many days up to today; all of them unless said.
 */
days?: number | null, };

/**
 * What was written on this day before.
 */
export type Anniversary = { day: Day, 
/**
 * How long ago that is: `3 years ago`, `a month ago`.
 */
ago: string, entries: Array<Entry>, };

/**
 * An answer.
 */
export type Answer = { conversation: ConversationId, message: MessageId | null, 
/**
 * Markdown with `[1]`, `[2]` … for the citations.
 */
answer: string, citations: Array<Citation>, 
/**
 * What to know about it: it was cut, or quoted because the model did not answer.
 */
note: string | null, 
/**
 * The model, `extractive` or `computed`.
 */
answered_by: string, abstained: boolean, took_ms: number, };

/**
 * A habit put away, or taken out again.
 */
export type ArchiveHabit = { id: HabitId, 
/**
 * Put away, unless said.
 */
archived?: boolean | null, };

/**
 * Put away, or taken out again.
 */
export type ArchiveMetric = { metric: MetricId, archived: boolean, };

/**
 * A part of life.
 */
export type Area = { id: AreaId, name: string, 
/**
 * `#rrggbb`.
 */
colour: string, };

export type AreaId = number & { __id: "AreaId" };

/**
 * What to change of an area; absent fields stay.
 */
export type AreaPatch = { id: AreaId, name?: string, colour?: string, };

/**
 * A question.
 */
export type Ask = { 
/**
 * A new one when absent.
 */
conversation?: ConversationId | null, text: string, 
/**
 * What this and the following answers may draw on; as before when absent, in a new conversation
 * everything.
 */
scope?: Scope | null, };

/**
 * What to plan.
 */
export type AskPlan = { 
/**
 * Today unless said.
 */
day?: Day | null, 
/**
 * Seven days from that day on, not only the one.
 */
week?: boolean | null, 
/**
 * Minutes to keep free between two blocks; as many as the settings say unless said.
 */
buffer?: number | null, };

/**
 * A link in another text; places in Unicode scalar values of that text.
 */
export type Backlink = { item: ItemRef, 
/**
 * The sentence that it stands in.
 */
sentence: string, start: number, end: number, };

/**
 * A copy of the data file.
 */
export type Backup = { path: string, bytes: number, made_at: Timestamp, reason: Reason, 
/**
 * How many rows it holds, as its manifest says.
 */
rows: number | null, 
/**
 * Why it cannot be relied on, as far as can be told without reading all of it.
 */
problem: string | null, };

/**
 * Which backup.
 */
export type BackupFile = { path: string, };

/**
 * Where to.
 */
export type BackupTo = { 
/**
 * A file that does not exist yet; in the profile's folder of backups when none is named.
 */
path?: string | null, };

/**
 * Where the goal will be on a day to come.
 */
export type BandPoint = { day: Day, 
/**
 * One future of ten is below.
 */
low: number, middle: number, 
/**
 * One future of ten is above.
 */
high: number, };

/**
 * A name as far as it is typed.
 */
export type Beginning = { of: NameOf, text: string, };

/**
 * One piece of structure.
 */
export type Block = { kind: BlockKind, 
/**
 * A heading's level, 1 to 6; 0 for everything else.
 */
level: number, start: number, end: number, };

export type BlockId = number & { __id: "BlockId" };

/**
 * What a block is.
 */
export type BlockKind = "heading" | "paragraph" | "list_item" | "code" | "table" | "quote";

/**
 * What to change of a block.
 */
export type BlockPatch = { id: BlockId, 
/**
 * When the occurrence begins that is meant; all of them unless said.
 */
occurrence?: Timestamp | null, 
/**
 * As for moving.
 */
scope?: RepeatScope | null, kind?: PlanBlockKind | null, title?: string | null, task?: TaskId | null, rule?: string | null, notes?: string | null, };

/**
 * A block, or occurrences of a block that repeats.
 */
export type BlockRef = { id: BlockId, 
/**
 * When the occurrence begins that is meant; all of them unless said.
 */
occurrence?: Timestamp | null, 
/**
 * `this` unless said.
 */
scope?: RepeatScope | null, };

/**
 * The book of a year or a month.
 */
export type Book = { 
/**
 * What the file could be called.
 */
name: string, entries: number, 
/**
 * Markdown.
 */
text: string, };

/**
 * Which tasks, and what is done to them.
 */
export type BulkEdit = { verb: BulkVerb, 
/**
 * These …
 */
ids?: Array<TaskId>, 
/**
 * … or all that this filter finds …
 */
filter?: string, 
/**
 * … but not these.
 */
except?: Array<TaskId>, 
/**
 * For the verb `edit`: absent fields stay, null clears.
 */
patch?: TaskPatch, 
/**
 * For the verb `edit`: tags that each is given besides its own.
 */
add_tags?: Array<string>, remove_tags?: Array<string>, 
/**
 * Of tasks that repeat, for the verbs `edit` and `delete`.
 */
scope?: RepeatScope, };

/**
 * What is done to each task.
 */
export type BulkVerb = "edit" | "complete" | "reopen" | "delete";

/**
 * Scope and done at the end of a day.
 */
export type BurnPoint = { day: Day, 
/**
 * Tasks that were there, without those that were dropped.
 */
scope: number, done: number, };

/**
 * A calendar that is read.
 */
export type Calendar = { id: CalendarId, name: string, colour: string, 
/**
 * Nothing for a calendar of files.
 */
url: string | null, enabled: boolean, 
/**
 * The names of its files.
 */
files: Array<string>, 
/**
 * Events, a series counted once.
 */
events: number, 
/**
 * Since when this is what the address said.
 */
fetched_at: Timestamp | null, 
/**
 * When the address was asked last, with whatever end.
 */
tried_at: Timestamp | null, 
/**
 * Why it was not read the last time.
 */
error: string | null, 
/**
 * What of it could not be taken, and why.
 */
skipped: Array<NotTaken>, };

/**
 * An event on the days or at the time at which it takes place.
 */
export type CalendarEvent = { id: number, calendar: CalendarId, title: string, notes: string, place: string, starts_at: Timestamp, ends_at: Timestamp, 
/**
 * The first of its days.
 */
day: Day, 
/**
 * The last of its days.
 */
last_day: Day, whole_days: boolean, 
/**
 * Takes time; a day of remembrance does not.
 */
busy: boolean, repeats: boolean, 
/**
 * What had to be guessed.
 */
note: string | null, };

export type CalendarId = number & { __id: "CalendarId" };

/**
 * What to change of a calendar.
 */
export type CalendarPatch = { id: CalendarId, name?: string | null, colour?: string | null, url?: string | null, enabled?: boolean | null, };

/**
 * How much of a day's work is given away, in minutes.
 */
export type Capacity = { 
/**
 * What the day holds: the setting, else its working hours.
 */
minutes: number, 
/**
 * Blocks but breaks, timed tasks, and events within working hours; what overlaps counts once.
 */
used: number, free: number, 
/**
 * By how much the day is too full.
 */
over: number, };

/**
 * What a captured text becomes.
 */
export type CaptureAs = "task" | "note" | "entry" | "metric";

/**
 * What was typed.
 */
export type CaptureText = { text: string, 
/**
 * A task unless said.
 */
save_as?: CaptureAs, dismissed?: Array<Dismissed>, 
/**
 * The day of a task whose line names none: that of the page on which it was typed.
 */
day?: Day, };

/**
 * What was made of a captured text.
 */
export type Captured = { tasks: Array<Task>, item: Item | null, 
/**
 * What was written in today's logbook.
 */
entry: Entry | null, 
/**
 * What was measured.
 */
logs: Array<MetricLogged>, };

/**
 * One row before and after.
 */
export type Change = { table: string, row_id: number, 
/**
 * Absent when the row was created.
 */
before: JsonValue | null, 
/**
 * Absent when the row was deleted.
 */
after: JsonValue | null, };

/**
 * One thing that was looked at.
 */
export type Check = { name: string, ok: boolean, detail: string, 
/**
 * What [`super::repair`] could make anew.
 */
repair: Derived | null, };

/**
 * A dated note of how it goes.
 */
export type CheckIn = { id: CheckInId, day: Day, confidence: Confidence, 
/**
 * Markdown.
 */
note: string, created_at: Timestamp, };

export type CheckInId = number & { __id: "CheckInId" };

/**
 * One numbered source of an answer: an exact place. Offsets are Unicode scalar values of the item's text.
 */
export type Citation = { 
/**
 * The number in the answer's text.
 */
n: number, 
/**
 * What it cites; answers of older versions know only the two below.
 */
thing: Thing | null, item: ItemId | null, task: TaskId | null, external_id: string | null, title: string, 
/**
 * The source's own words.
 */
quote: string, page: number | null, start: number, end: number, support: Support, };

/**
 * An address to keep.
 */
export type Clip = { url: string, 
/**
 * Added to those that it has.
 */
tags?: Array<string>, };

/**
 * The colour of a highlight.
 */
export type Colour = "yellow" | "green" | "blue" | "red";

/**
 * How the criteria of a goal are joined.
 */
export type Combine = "all" | "any" | "weights";

/**
 * What could stand in the place of a part of the line, in Unicode scalar values.
 */
export type Completion = { start: number, end: number, candidates: Array<CompletionCandidate>, };

/**
 * Something that could be put in.
 */
export type CompletionCandidate = { 
/**
 * What is put in: `tag:`, `tag:"deep work" `.
 */
text: string, 
/**
 * What it is for, or how many things have it.
 */
note: string, };

/**
 * A hundred points less what the terms take.
 */
export type ComputedHealth = { 
/**
 * 0 to 100.
 */
score: number, health: ProjectHealth, terms: Array<HealthTerm>, };

/**
 * How sure a person is.
 */
export type Confidence = "on_track" | "at_risk" | "off_track";

/**
 * Two things at the same time.
 */
export type Conflict = { first: PlanRef, second: PlanRef, from: Timestamp, until: Timestamp, };

/**
 * A record and what it adds to the goal's progress. The additions of all records are the progress.
 */
export type Contribution = { 
/**
 * Nothing for a part of the goal that is a goal itself.
 */
criterion: CriterionId | null, kind: ContributionKind, id: number, title: string, day: Day | null, 
/**
 * In the criterion's own unit.
 */
amount: number, 
/**
 * Of the whole goal, 0 to 1; what it would add while it is open.
 */
adds: number, 
/**
 * It is still to be done, and adds nothing yet.
 */
open: boolean, };

/**
 * What a contribution is a record of.
 */
export type ContributionKind = "task" | "entry" | "goal" | "habit" | "metric";

/**
 * A conversation as the list shows it.
 */
export type Conversation = { id: ConversationId, title: string, pinned: boolean, created_at: Timestamp, updated_at: Timestamp, messages: number, 
/**
 * What its answers draw on.
 */
scope: Scope, };

/**
 * A conversation with everything said in it.
 */
export type ConversationDetail = { conversation: Conversation, messages: Array<Message>, generating: Generating | null, };

export type ConversationId = number & { __id: "ConversationId" };

/**
 * Which conversations.
 */
export type ConversationQuery = { text?: string | null, };

/**
 * What a conversation draws on.
 */
export type ConversationScope = { id: ConversationId, scope: Scope, };

/**
 * Which correlations.
 */
export type CorrelationQuery = { 
/**
 * Only those of this metric. They are judged among all, so asking for one makes none more likely.
 */
metric?: MetricId | null, 
/**
 * So many days up to today, 365 unless said, 730 at most.
 */
days?: number | null, };

/**
 * An answer that was counted.
 */
export type Counted = { 
/**
 * Markdown: the number, what was counted in words, and a list with `[1]`, `[2]` … for the citations.
 */
text: string, 
/**
 * What was counted, the first of it.
 */
citations: Array<Citation>, 
/**
 * What was counted, as a filter.
 */
filter: string, };

/**
 * A question that may be one of counting.
 */
export type Counting = { text: string, };

export type CriterionId = number & { __id: "CriterionId" };

/**
 * A criterion to be, or a present one with what it asks for from today on.
 */
export type CriterionInput = { 
/**
 * A criterion of the goal that stays; a new one unless said.
 */
id?: CriterionId | null, kind: CriterionKind, name?: string | null, 
/**
 * How many; the value of a metric; per cent of strength.
 */
target?: number | null, 
/**
 * Its weight among the others, where they are joined by weight; 1 unless said.
 */
weight?: number | null, 
/**
 * The tasks of this project instead of what is linked to the goal.
 */
project?: ProjectId | null, habit?: HabitId | null, metric?: MetricId | null, 
/**
 * Where a metric starts; its value at the start of the goal unless said.
 */
base?: number | null, 
/**
 * Over how many of the last days a habit is counted.
 */
days?: number | null, };

/**
 * What a criterion measures.
 */
export type CriterionKind = "yes_no" | "task_count" | "counter" | "task_set" | "metric_at_least" | "metric_at_most" | "habit_strength" | "habit_count";

/**
 * A criterion with where it stands.
 */
export type CriterionReading = { id: CriterionId, kind: CriterionKind, name: string, target: number | null, weight: number, project: ProjectId | null, habit: HabitId | null, metric: MetricId | null, 
/**
 * Where a metric starts, if that was said.
 */
base: number | null, 
/**
 * Over how many of the last days a habit is counted.
 */
days: number | null, 
/**
 * In the criterion's own unit.
 */
level: number, 
/**
 * Of the criterion, 0 to 1.
 */
share: number, 
/**
 * How much of the goal it is, 0 to 1.
 */
part: number, 
/**
 * Where it stands, in words: "12 of 30".
 */
says: string, 
/**
 * What was told by hand, the newest last.
 */
entries: Array<GoalEntry>, };

export type Day = string;

/**
 * A day that something was written about.
 */
export type DayMark = { day: Day, entries: number, 
/**
 * The mean mood of its entries, 1 to 5.
 */
mood: number | null, };

/**
 * A civil day (`2026-11-22`) or an instant with the offset it was meant in (`2026-11-22T17:00:00+01:00`).
 */
export type DayOrInstant = string;

/**
 * A day of the logbook.
 */
export type DayPage = { day: Day, today: Day, 
/**
 * In the order in which they were begun.
 */
entries: Array<Entry>, 
/**
 * What happened, in the order of the hours; never part of the writing.
 */
strip: Array<Happening>, 
/**
 * The last day before it that has entries.
 */
earlier: Day | null, 
/**
 * The first day after it that has entries.
 */
later: Day | null, };

/**
 * Tasks, and the day that they are moved to.
 */
export type Defer = { ids: Array<TaskId>, to: Later, };

/**
 * Which tasks to delete.
 */
export type DeleteTasks = { ids: Array<TaskId>, 
/**
 * Of tasks that repeat: `this` occurrence, those `following` unless said, or `all`, also what was done.
 */
scope?: RepeatScope | null, };

/**
 * How close lines stand.
 */
export type Density = "comfortable" | "compact";

/**
 * A task and the one it waits for.
 */
export type Dependency = { task: TaskId, blocker: TaskId, };

/**
 * What can be made anew.
 */
export type Derived = "words" | "texts" | "vectors" | "queue";

/**
 * A group of a list.
 */
export type Destination = { group: TaskGroup, key: string, };

/**
 * What the doctor found.
 */
export type Diagnosis = { ok: boolean, checks: Array<Check>, };

/**
 * Everything that is known about the state of the program.
 */
export type Diagnostics = { at: Timestamp, groups: Array<FactGroup>, };

/**
 * A day's digest.
 */
export type Digest = { day: Day, 
/**
 * Only those with facts.
 */
sections: Array<DigestSection>, 
/**
 * The same in Markdown.
 */
text: string, };

/**
 * Which day.
 */
export type DigestDay = { 
/**
 * Today unless said.
 */
day?: Day | null, };

/**
 * One fact.
 */
export type DigestLine = { title: string, 
/**
 * A time, a date, a number of minutes.
 */
detail: string | null, to: LinkTo | null, };

/**
 * Facts of one kind.
 */
export type DigestSection = { 
/**
 * A word for the kind that does not change.
 */
key: string, title: string, 
/**
 * The first of them.
 */
lines: Array<DigestLine>, 
/**
 * How many there are in all.
 */
total: number, };

/**
 * A chip that the person took back: its words are plain words again.
 */
export type Dismissed = { 
/**
 * Index of the line in the text.
 */
line: number, 
/**
 * In Unicode scalar values of the line, end exclusive.
 */
start: number, end: number, };

/**
 * What to change of a log; absent stays, a moment that is `null` is unknown.
 */
export type EditMetricLog = { log: MetricLogId, value?: number | null, 
/**
 * Instead of the value: as a person writes it.
 */
text?: string | null, day?: Day | null, at?: Timestamp | null, note?: string | null, };

/**
 * One change for many tasks.
 */
export type EditTasks = { ids: Array<TaskId>, patch: TaskPatch, 
/**
 * Of tasks that repeat: a change of dates alone is for `this` occurrence unless said, any other for those
 * `following`.
 */
scope?: RepeatScope | null, };

/**
 * How much strength a task takes.
 */
export type Energy = "low" | "medium" | "high";

/**
 * What was written at one time about one day.
 */
export type Entry = { id: EntryId, day: Day, 
/**
 * When it was begun.
 */
at: Timestamp, 
/**
 * Empty when it has none.
 */
title: string, 
/**
 * Markdown.
 */
text: string, 
/**
 * 1 (bad) to 5 (good).
 */
mood: number | null, energy: Energy | null, tags: Array<string>, 
/**
 * What it was linked to beside its text; what is gone since is left out.
 */
links: Array<EntryLink>, 
/**
 * The links in its text.
 */
wiki_links: Array<Link>, 
/**
 * No model may read it.
 */
closed: boolean, updated_at: Timestamp, };

export type EntryId = number & { __id: "EntryId" };

/**
 * Something that an entry leads to, by its name of today.
 */
export type EntryLink = { to: LinkTo, title: string, };

/**
 * A window of the entries.
 */
export type EntryPage = { entries: Array<Entry>, 
/**
 * How many there are in all.
 */
total: number, };

/**
 * What to change of an entry; absent stays, `null` clears.
 */
export type EntryPatch = { id: EntryId, day?: Day | null, title?: string | null, text?: string | null, mood?: number | null, energy?: Energy | null, tags?: Array<string> | null, links?: Array<LinkTo> | null, closed?: boolean | null, };

/**
 * What similar tasks took.
 */
export type Estimate = { 
/**
 * Half of the similar tasks took no longer, in minutes; nothing with fewer than three of them.
 */
p50: number | null, 
/**
 * Four of five took no longer.
 */
p80: number | null, 
/**
 * How many similar finished tasks there are.
 */
n: number, 
/**
 * The most similar of them, at most five.
 */
like: Array<TaskRef>, };

/**
 * Something happened.
 */
export type Event = { "type": "changed", tables: Array<string>, } | { "type": "answer", conversation: ConversationId, phase: Phase, text: string, } | { "type": "answered", conversation: ConversationId, message: MessageId | null, } | { "type": "progress", job: string, done: number, total: number, } | { "type": "download", model: string, done: number, total: number, } | { "type": "notify", title: string, body: string, open: string, reminder: Reminded | null, habit: HabitId | null, } | { "type": "open", route: string, };

/**
 * Why a hit is where it is.
 */
export type Explain = { 
/**
 * Place in the list of words alone, from 1.
 */
text_rank: number | null, 
/**
 * BM25; higher is better.
 */
text_score: number | null, 
/**
 * Place in the list of vectors alone, from 1.
 */
vector_rank: number | null, 
/**
 * Cosine with the query, -1 to 1.
 */
vector_score: number | null, 
/**
 * The query is its title or id.
 */
exact: boolean, 
/**
 * What the words add to `fused`.
 */
text_part: number, 
/**
 * What the meaning adds to `fused`.
 */
vector_part: number, 
/**
 * 0 to 1.
 */
fused: number, 
/**
 * The words of the query that the passage has, as it writes them.
 */
words: Array<string>, 
/**
 * All this in a sentence.
 */
reason: string, };

/**
 * Which part of the logbook.
 */
export type ExportBook = { year: number, 
/**
 * 1 to 12; the whole year unless said.
 */
month?: number | null, };

/**
 * One line.
 */
export type Fact = { name: string, value: string, health: Health, };

/**
 * Lines about one thing.
 */
export type FactGroup = { title: string, facts: Array<Fact>, };

/**
 * An error as it crosses to the webview, the command line and agents.
 */
export type Failure = { kind: Kind, message: string, };

/**
 * One fetch.
 */
export type FetchLine = { id: number, at: Timestamp, host: string, url: string, 
/**
 * How many bytes came back.
 */
bytes: number, took_ms: number, 
/**
 * Why nothing came back; absent when all went well.
 */
error: string | null, };

/**
 * What could stand in the place of a part of the line, in Unicode scalar values.
 */
export type FilterCompletion = { start: number, end: number, candidates: Array<CompletionCandidate>, 
/**
 * What is wrong with the line as it stands.
 */
problem: FilterProblem | null, };

/**
 * What a saved filter finds.
 */
export type FilterCount = { id: SavedFilterId, 
/**
 * At most 1000.
 */
count: number, };

/**
 * What to change of a saved filter.
 */
export type FilterPatch = { id: SavedFilterId, name?: string, query?: string, view?: TaskView, sort?: TaskSort, group?: TaskGroup, };

/**
 * What is wrong with a query, and where; places count Unicode scalar values.
 */
export type FilterProblem = { start: number, end: number, message: string, 
/**
 * What could stand there.
 */
expected: Array<string>, 
/**
 * What was probably meant in the place of what stands there.
 */
suggestion: string | null, };

/**
 * One stretch of time with a task.
 */
export type Focus = { id: FocusId, 
/**
 * Nothing when the task was deleted since.
 */
task: TaskRef | null, started_at: Timestamp, 
/**
 * Nothing while it runs.
 */
ended_at: Timestamp | null, 
/**
 * Nothing when it is open-ended.
 */
planned_minutes: number | null, logged_minutes: number, };

export type FocusId = number & { __id: "FocusId" };

/**
 * An answer that is being written.
 */
export type Generating = { conversation: ConversationId, 
/**
 * The whole of it so far.
 */
text: string, phase: Phase, };

/**
 * A goal as it was written down.
 */
export type Goal = { id: GoalId, name: string, 
/**
 * Markdown.
 */
why: string, status: GoalStatus, area: AreaId | null, parent: GoalId | null, start: Day, 
/**
 * The day by which it is wanted; without one it is never late.
 */
target: Day | null, combine: Combine, 
/**
 * The day on which it was achieved or dropped.
 */
closed: Day | null, 
/**
 * Its place among the others.
 */
place: number, };

/**
 * A goal with everything that its page shows.
 */
export type GoalDetail = { line: GoalLine, 
/**
 * From the top of the tree, without the goal itself.
 */
above: Array<GoalRef>, below: Array<GoalLine>, criteria: Array<CriterionReading>, contributions: Array<Contribution>, links: Array<GoalLink>, forecast: GoalForecast, history: Array<GoalPoint>, 
/**
 * The days on which the target or the criteria changed.
 */
changed: Array<Day>, milestones: Array<GoalMilestone>, 
/**
 * The newest first.
 */
check_ins: Array<CheckIn>, };

/**
 * An entry of a counter, or an answer.
 */
export type GoalEntry = { id: GoalEntryId, criterion: CriterionId, day: Day, amount: number, note: string, created_at: Timestamp, };

export type GoalEntryId = number & { __id: "GoalEntryId" };

/**
 * When a goal will be reached at its own rate.
 */
export type GoalForecast = { 
/**
 * The day before which one future of ten reaches it.
 */
earliest: Day | null, 
/**
 * The day before which half of the futures do.
 */
likely: Day | null, 
/**
 * The day before which nine of ten do; nothing when that may take more than ten years.
 */
latest: Day | null, 
/**
 * How many weeks of the past it goes by.
 */
weeks: number, 
/**
 * Why there is none.
 */
none_because: string | null, 
/**
 * The weeks to come.
 */
band: Array<BandPoint>, };

export type GoalId = number & { __id: "GoalId" };

/**
 * A goal in a list.
 */
export type GoalLine = { goal: Goal, 
/**
 * 0 to 1.
 */
share: number, 
/**
 * There is something to measure it by.
 */
measurable: boolean, 
/**
 * Nothing without a target, or when it is not active.
 */
pace: Pace | null, 
/**
 * In percent; nothing when all are reached.
 */
next_milestone: number | null, 
/**
 * The day on which it will probably be reached.
 */
likely: Day | null, 
/**
 * What the newest check-in says.
 */
confidence: Confidence | null, };

/**
 * A link as a goal shows it.
 */
export type GoalLink = { kind: GoalLinkKind, id: number, title: string, done: boolean, };

/**
 * What can be linked to a goal.
 */
export type GoalLinkKind = "task" | "project" | "habit" | "metric";

/**
 * A part of a goal, and the day on which it was reached.
 */
export type GoalMilestone = { percent: number, 
/**
 * Nothing while it is not reached.
 */
day: Day | null, };

/**
 * What to change of a goal; absent stays, `null` clears.
 */
export type GoalPatch = { id: GoalId, name?: string | null, why?: string | null, status?: GoalStatus | null, area?: AreaId | null, parent?: GoalId | null, start?: Day | null, target?: Day | null, };

/**
 * The share on a day.
 */
export type GoalPoint = { day: Day, share: number, 
/**
 * What was expected that day, by the target of that day.
 */
expected: number | null, };

/**
 * A goal in one line.
 */
export type GoalRef = { id: GoalId, name: string, };

/**
 * Where a goal stands.
 */
export type GoalStatus = "active" | "achieved" | "paused" | "dropped";

/**
 * A thing of another domain.
 */
export type GoalSubject = { kind: GoalLinkKind, id: number, };

/**
 * Which tasks, and what they are grouped by.
 */
export type GroupQuery = { filter?: string, group: TaskGroup, };

/**
 * A habit as it was set up.
 */
export type Habit = { id: HabitId, name: string, 
/**
 * Why, and anything else.
 */
notes: string, 
/**
 * What it hangs on: "after the first coffee".
 */
cue: string, area: AreaId | null, 
/**
 * `#rrggbb`.
 */
colour: string, kind: HabitKind, 
/**
 * What is counted: `pages`, `km`. Empty for a habit that is ticked.
 */
unit: string, 
/**
 * What a day, or the whole week or month of the schedule, shall come to; nothing for a habit that is ticked.
 */
target: number | null, direction: HabitDirection, schedule: HabitSchedule, 
/**
 * Times of day, `HH:MM`.
 */
reminders: Array<string>, 
/**
 * How many days of a calendar month may be skipped.
 */
skip_budget: number, start_day: Day, archived: boolean, };

/**
 * How much of what was asked in the last days was done, from 0 to 1. Nothing where nothing was asked.
 */
export type HabitCompletion = { days_7: number | null, days_30: number | null, days_90: number | null, };

/**
 * One day of a habit.
 */
export type HabitDay = { day: Day, state: HabitDayState, 
/**
 * Nothing where nothing was logged.
 */
value: number | null, };

/**
 * What a day was for a habit.
 */
export type HabitDayState = "done" | "partial" | "missed" | "skipped" | "paused" | "off" | "open";

/**
 * Which side of its target a counted habit aims at.
 */
export type HabitDirection = "at_least" | "at_most";

/**
 * One day's entry: a value, or a skip.
 */
export type HabitEntry = { day: Day, 
/**
 * 1 for a tick, 0 for an express no; nothing for a skipped day.
 */
value: number | null, note: string, 
/**
 * The time of day, `HH:MM`.
 */
time: string | null, };

export type HabitId = number & { __id: "HabitId" };

/**
 * Whether a habit is ticked or counted.
 */
export type HabitKind = "yes_no" | "numeric";

/**
 * A day of a habit.
 */
export type HabitOnDay = { habit: HabitId, 
/**
 * Today, unless said.
 */
day?: Day | null, 
/**
 * Why, for a skip.
 */
note?: string | null, };

/**
 * Strength and streak after today.
 */
export type HabitOutcome = { strength: number, streak: number, };

/**
 * What today could make of a habit.
 */
export type HabitOutlook = { done: HabitOutcome, 
/**
 * Nothing when no skip is left this month.
 */
skipped: HabitOutcome | null, missed: HabitOutcome, };

/**
 * Everything about one habit.
 */
export type HabitPage = { standing: HabitStanding, 
/**
 * The strength over time, oldest first; of a long history every so many days.
 */
curve: Array<HabitPoint>, 
/**
 * The last 53 weeks, oldest first.
 */
year: Array<HabitDay>, 
/**
 * The newest 400 entries, newest first.
 */
history: Array<HabitEntry>, 
/**
 * Oldest first.
 */
pauses: Array<HabitPause>, 
/**
 * The five longest, longest first.
 */
streaks: Array<HabitStreak>, 
/**
 * How many days it was done on, of each weekday from Monday.
 */
weekdays: Array<number>, 
/**
 * How many days it was done on in all.
 */
done_days: number, 
/**
 * The sum of what was logged.
 */
sum: number, 
/**
 * What today could make of it; nothing before the habit begins.
 */
outlook: HabitOutlook | null, };

/**
 * What to change of a habit; absent stays, `null` clears.
 */
export type HabitPatch = { id: HabitId, name?: string | null, notes?: string | null, cue?: string | null, area?: AreaId | null, colour?: string | null, kind?: HabitKind | null, unit?: string | null, target?: number | null, direction?: HabitDirection | null, schedule?: HabitSchedule | null, reminders?: Array<string> | null, skip_budget?: number | null, start_day?: Day | null, };

/**
 * Days on which a habit rests.
 */
export type HabitPause = { id: HabitPauseId, from: Day, 
/**
 * The last day; nothing while no end is set.
 */
until: Day | null, reason: string, };

export type HabitPauseId = number & { __id: "HabitPauseId" };

/**
 * The strength after a day.
 */
export type HabitPoint = { day: Day, 
/**
 * 0 to 1.
 */
strength: number, };

/**
 * What the running week or month has come to.
 */
export type HabitProgress = { 
/**
 * Occasions, parts of a target counted as parts; the sum under a limit.
 */
done: number, of: number, };

/**
 * How often a habit is to be done.
 */
export type HabitSchedule = { "every": "day" } | { "every": "weekdays", days: Array<HabitWeekday>, } | { "every": "week", times: number, } | { "every": "month", times: number, } | { "every": "days", days: number, };

/**
 * A habit with where it stands today. All of it is computed from the entries.
 */
export type HabitStanding = { habit: Habit, 
/**
 * The schedule in words: `3 times a week`.
 */
schedule: string, 
/**
 * 0 to 1.
 */
strength: number, 
/**
 * How long the running streak is.
 */
streak: number, best_streak: number, streak_unit: StreakUnit, today: HabitDayState, 
/**
 * What was logged today.
 */
value: number | null, 
/**
 * Whether it still asks for something today.
 */
due: boolean, 
/**
 * The pause that today lies in.
 */
pause: HabitPause | null, 
/**
 * How many days of this calendar month may still be skipped.
 */
skips_left: number, 
/**
 * Of a schedule by the week or month.
 */
progress: HabitProgress | null, completion: HabitCompletion, 
/**
 * The last 14 days, today last.
 */
days: Array<HabitDay>, };

/**
 * One streak.
 */
export type HabitStreak = { from: Day, 
/**
 * The last day that counted.
 */
until: Day, length: number, };

/**
 * A day of the week.
 */
export type HabitWeekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/**
 * What kind of thing happened.
 */
export type Happened = "completed" | "focus" | "captured" | "highlight" | "project" | "habit" | "metric" | "goal";

/**
 * One thing that happened.
 */
export type Happening = { kind: Happened, at: Timestamp, title: string, 
/**
 * What more there is to say: minutes, a new status.
 */
detail: string | null, minutes: number | null, 
/**
 * Nothing when its subject is gone.
 */
to: LinkTo | null, };

/**
 * This computer. Sizes in bytes; `None` where the system does not say.
 */
export type Hardware = { memory: number | null, 
/**
 * Memory that a new program can have without anything being pushed out.
 */
memory_free: number | null, cores: number, 
/**
 * Free space where models are kept.
 */
disk_free: number | null, };

/**
 * How a fact is to be taken.
 */
export type Health = "plain" | "good" | "attention";

/**
 * One term of the formula.
 */
export type HealthTerm = { kind: TermKind, 
/**
 * How bad it is, 0 to 1.
 */
value: number, 
/**
 * The most points that it takes.
 */
weight: number, 
/**
 * The points that it takes.
 */
takes: number, 
/**
 * Why, in words.
 */
says: string, };

/**
 * Some words of an item. Offsets are in Unicode scalar values of its text.
 */
export type Highlight = { id: HighlightId, item: ItemId, item_title: string, quote: string, note: string, colour: Colour, created_at: Timestamp, updated_at: Timestamp, 
/**
 * Where it stands today; absent when its words are not in the text any more.
 */
start: number | null, end: number | null, };

export type HighlightId = number & { __id: "HighlightId" };

/**
 * What to change of a highlight; absent fields stay.
 */
export type HighlightPatch = { id: HighlightId, note?: string, colour?: Colour, };

/**
 * Which highlights.
 */
export type HighlightQuery = { 
/**
 * Those of this item.
 */
item?: ItemId, 
/**
 * Those whose quote or note contains this, of every item.
 */
text?: string, 
/**
 * 200 unless said, at most 500; of every item.
 */
limit?: number, };

/**
 * The steps that undo and redo would act on.
 */
export type HistoryState = { undo: Step | null, redo: Step | null, };

/**
 * Something found, by its best passage.
 */
export type Hit = { kind: HitKind, id: number, 
/**
 * Where a message stands.
 */
conversation: ConversationId | null, external_id: string | null, title: string, score: number, snippet: string, marks: Array<Mark>, passage: Passage, explain: Explain, };

/**
 * What a hit is.
 */
export type HitKind = "item" | "task" | "message" | "project" | "entry" | "metric" | "habit" | "goal";

/**
 * Whose steps.
 */
export type Hurry = { item: number, };

/**
 * What the entries of a file become.
 */
export type IcsAs = "events" | "tasks";

/**
 * Which days.
 */
export type IcsExport = { 
/**
 * Today unless said.
 */
from?: Day | null, 
/**
 * The last day; four weeks after the first unless said.
 */
until?: Day | null, };

/**
 * A calendar file.
 */
export type IcsFile = { 
/**
 * What it is called unless the person says otherwise.
 */
name: string, text: string, 
/**
 * How many entries it has.
 */
entries: number, };

/**
 * A file to take in: by its path, or by its text.
 */
export type IcsImport = { path?: string | null, text?: string | null, 
/**
 * The name of the file, where its text is given.
 */
file?: string | null, 
/**
 * Events unless said.
 */
as?: IcsAs | null, 
/**
 * The calendar that takes the events; the one that has this file, else a new one, unless said.
 */
calendar?: CalendarId | null, preview: boolean, };

/**
 * What became of the entries of a file. Each is counted once.
 */
export type IcsReport = { 
/**
 * Entries in the file.
 */
total: number, created: number, 
/**
 * There already, and brought to what the file says now.
 */
merged: number, skipped: Array<NotTaken>, 
/**
 * The calendar with the events; nothing for tasks, and in a preview of a new one.
 */
calendar: CalendarId | null, 
/**
 * What had to be guessed.
 */
notes: Array<NotTaken>, };

/**
 * One file.
 */
export type ImportFile = { name: string, 
/**
 * The bytes in Base64.
 */
base64: string, };

/**
 * Files by their content.
 */
export type ImportFiles = { files: Array<ImportFile>, };

/**
 * A file of JSON lines.
 */
export type ImportLines = { path: string, };

/**
 * Logs to read.
 */
export type ImportMetric = { metric: MetricId, 
/**
 * `day,moment,value,note` with a head of these names, or day and value alone.
 */
text: string, };

/**
 * Files and folders of this computer.
 */
export type ImportPaths = { paths: Array<string>, };

/**
 * What an import did: `total` = `created` + `merged` + the skipped.
 */
export type ImportReport = { total: number, created: number, 
/**
 * Were there already, with the same content or the same external id.
 */
merged: number, skipped: Array<Skipped>, 
/**
 * The items, new and merged.
 */
items: Array<ItemId>, };

/**
 * An item as the library shows it.
 */
export type Item = { id: ItemId, 
/**
 * The id that the item had where it was imported from.
 */
external_id: string | null, kind: ItemKind, title: string, 
/**
 * The file's name or path, or the page's address.
 */
source: string | null, 
/**
 * The address, where the item was made from one.
 */
url: string | null, 
/**
 * When the page was fetched; absent while only the link is kept.
 */
fetched_at: Timestamp | null, 
/**
 * The original's size.
 */
bytes: number, tags: Array<string>, created_at: Timestamp, updated_at: Timestamp, state: ItemState, 
/**
 * What is the matter, or how much of it could be read.
 */
state_note: string | null, chunks: number, embedded: number, pages: number, pages_with_text: number, };

/**
 * An item with its text.
 */
export type ItemDetail = { item: Item, text: string, blocks: Array<Block>, pages: Array<Page>, 
/**
 * Truths about the reading, such as pages without text.
 */
notes: Array<string>, 
/**
 * A note as it was written, front matter included.
 */
written: string | null, 
/**
 * What is known of the page, where the item was made from an address.
 */
page: WebPage | null, };

export type ItemId = number & { __id: "ItemId" };

/**
 * Some items.
 */
export type ItemIds = { ids: Array<ItemId>, };

/**
 * What an item is.
 */
export type ItemKind = "note" | "markdown" | "text" | "html" | "pdf" | "bookmark" | "docx" | "epub" | "image";

/**
 * One window of the library.
 */
export type ItemPage = { items: Array<Item>, 
/**
 * How many there are in all.
 */
total: number, };

/**
 * What to change of an item; absent fields stay.
 */
export type ItemPatch = { id: ItemId, title?: string, 
/**
 * With a new title: notes that link to the old one are changed to link to the new.
 */
rewrite_links?: boolean, 
/**
 * Only of a note.
 */
text?: string, tags?: Array<string>, };

/**
 * Which items.
 */
export type ItemQuery = { 
/**
 * Words in the title or the source.
 */
text?: string, kind?: ItemKind, tag?: string, state?: ItemState, offset?: number, limit?: number, };

/**
 * An item in a few words.
 */
export type ItemRef = { id: ItemId, title: string, kind: ItemKind, };

/**
 * How far an item has come; read from its jobs and rows, never stored.
 */
export type ItemState = "waiting" | "processing" | "ready" | "partial" | "needs_attention";

/**
 * One job of the queue.
 */
export type Job = { id: JobId, 
/**
 * `fetch`, `extract`, `embed`, `embed_task`, `reindex` or `backup`.
 */
kind: string, key: number, 
/**
 * The title of what it is about.
 */
title: string, state: JobState, attempts: number, run_at: Timestamp, error: string | null, };

export type JobId = number & { __id: "JobId" };

/**
 * Where a job stands.
 */
export type JobState = "queued" | "running" | "done" | "needs_attention";

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

/**
 * Whether the evidence answers.
 */
export type Judgement = { 
/**
 * How likely the best sentence answers, 0 to 1.
 */
score: number, 
/**
 * Below this there is no answer.
 */
threshold: number, answered: boolean, signs: Array<Sign>, };

/**
 * A candidate whose bytes are kept: what becomes an item in the second step.
 */
export type Kept = { external_id: string | null, source: string | null, title: string, kind: ItemKind, 
/**
 * The content's name.
 */
blob: string, bytes: number, };

/**
 * Files between the two steps of an import.
 */
export type KeptFiles = { kept: Array<Kept>, skipped: Array<Skipped>, };

/**
 * Where a key is.
 */
export type KeyPlace = "keychain" | "file";

/**
 * The few kinds that a face of the program branches on.
 */
export type Kind = "invalid" | "not_found" | "conflict" | "cancelled" | "needs_model" | "model" | "offline" | "storage" | "locked" | "internal";

/**
 * One way to say it.
 */
export type LanguagePhrase = { 
/**
 * The words that become a chip.
 */
phrase: string, 
/**
 * A line that uses them.
 */
example: string, means: string, };

/**
 * One kind of thing that can be said.
 */
export type LanguageSection = { kind: SpanKind, title: string, about: string, phrases: Array<LanguagePhrase>, };

/**
 * Where a task goes that was not done on its day.
 */
export type Later = "today" | "tomorrow" | "someday";

/**
 * What was made.
 */
export type LifeCounts = { areas: number, projects: number, tags: number, tasks: number, repeating: number, dependencies: number, habits: number, habit_logs: number, metrics: number, metric_logs: number, goals: number, 
/**
 * Of the logbook.
 */
entries: number, 
/**
 * Of the plan.
 */
blocks: number, notes: number, rewards: number, redeemed: number, };

/**
 * How much a made-up life holds.
 */
export type LifeSize = "small" | "medium" | "large";

/**
 * A link in a text; places in Unicode scalar values.
 */
export type Link = { 
/**
 * As it is written.
 */
title: string, start: number, end: number, 
/**
 * Where it leads; absent while nothing has this title.
 */
item: ItemRef | null, };

/**
 * A goal and what leads there.
 */
export type LinkGoal = { goal: GoalId, subject: GoalSubject, };

/**
 * What an entry, or a line of the day, leads to.
 */
export type LinkKind = "task" | "project" | "item" | "entry" | "habit" | "metric" | "goal";

/**
 * Something that a line leads to.
 */
export type LinkTo = { kind: LinkKind, id: number, };

/**
 * The links of one text, both ways.
 */
export type Links = { outgoing: Array<Link>, backlinks: Array<Backlink>, };

/**
 * Which entries.
 */
export type ListEntries = { from?: Day | null, until?: Day | null, tag?: string | null, 
/**
 * Those that were linked to this, beside the links in their text.
 */
about?: LinkTo | null, 
/**
 * Words as they are written.
 */
text?: string | null, 
/**
 * 50 unless said, at most 500.
 */
limit?: number | null, offset?: number | null, };

/**
 * Which habits.
 */
export type ListHabits = { 
/**
 * Those put away, instead of the others.
 */
archived?: boolean, };

/**
 * Which metrics.
 */
export type ListMetrics = { 
/**
 * Those put away as well.
 */
archived?: boolean | null, };

/**
 * An entry to be; what the day holds already is kept where nothing is said.
 */
export type LogHabit = { habit: HabitId, 
/**
 * Today, unless said; never a day to come.
 */
day?: Day | null, 
/**
 * 1 is a tick and 0 an express no. A habit that is counted needs it, one that is ticked is ticked.
 */
value?: number | null, 
/**
 * Adds the value to what the day holds.
 */
add?: boolean | null, note?: string | null, 
/**
 * The time of day, `HH:MM`.
 */
time?: string | null, 
/**
 * The day may lie before the habit's start, which then moves there.
 */
backfill?: boolean | null, };

/**
 * A value to write down.
 */
export type LogMetric = { metric?: MetricId | null, 
/**
 * Instead of its id: its name, or as much of the beginning as no other has.
 */
name?: string | null, value?: number | null, 
/**
 * Instead of the value: as a person writes it, `72.4kg`, `yes`, `1h30`.
 */
text?: string | null, 
/**
 * The moment; now unless said, or unknown where a day is said.
 */
at?: Timestamp | null, 
/**
 * The civil day; that of the moment unless said.
 */
day?: Day | null, note?: string | null, };

/**
 * Which day.
 */
export type LogbookDay = { 
/**
 * Today unless said.
 */
day?: Day | null, };

/**
 * A piece of a snippet that answers the query, in Unicode scalar values.
 */
export type Mark = { start: number, end: number, };

/**
 * Two tags to become one.
 */
export type MergeTags = { from: TagId, into: TagId, };

/**
 * One message.
 */
export type Message = { id: MessageId, conversation: ConversationId, role: Speaker, 
/**
 * Markdown; an answer carries `[1]`, `[2]` … for its citations.
 */
text: string, citations: Array<Citation>, searched: Searched | null, 
/**
 * What to know about the answer: it was cut, or quoted because the model did not answer.
 */
note: string | null, 
/**
 * Its sentences, compared with their sources.
 */
checks: Array<SentenceCheck>, 
/**
 * The model, `extractive` or `computed`.
 */
answered_by: string | null, 
/**
 * The answer was not in the person's data.
 */
abstained: boolean, state: MessageState, error: string | null, took_ms: number | null, created_at: Timestamp, };

export type MessageId = number & { __id: "MessageId" };

/**
 * How an answer ended.
 */
export type MessageState = "complete" | "stopped" | "interrupted" | "failed";

/**
 * Something that is measured.
 */
export type Metric = { id: MetricId, name: string, 
/**
 * `kg`, `glasses`; empty when it has none. Durations are in minutes.
 */
unit: string, notes: string, kind: MetricKind, aggregation: Aggregation, direction: MetricDirection, target: MetricTarget | null, 
/**
 * The top of a scale.
 */
scale_max: number | null, 
/**
 * Digits shown behind the point.
 */
decimals: number, source: MetricSource, 
/**
 * The habit that it follows; nothing for another source, and when that habit was deleted.
 */
habit: HabitId | null, area: AreaId | null, 
/**
 * `#rrggbb`.
 */
colour: string | null, archived: boolean, };

/**
 * What is aimed at: a value to reach in the metric's direction, or the ends of a band.
 */
export type MetricAim = { value?: number | null, low?: number | null, high?: number | null, };

/**
 * Everything that is said about a metric.
 */
export type MetricAnalysis = { 
/**
 * Days with a value in the range.
 */
n: number, first: Day | null, last: Day | null, mean: number | null, median: number | null, lowest: number | null, highest: number | null, 
/**
 * Absent below 14 days.
 */
trend: TrendLine | null, 
/**
 * The line and its band, a few days ahead; empty without a trend.
 */
line: Array<TrendPoint>, 
/**
 * Change a week.
 */
velocity: number | null, 
/**
 * By how much the change a week differs between the later and the earlier half, with 14 days in each; absent when
 * that may be chance.
 */
acceleration: number | null, anomalies: Array<MetricAnomaly>, 
/**
 * Days in a row with a value.
 */
streak: MetricStreak, 
/**
 * Days in a row that met the target.
 */
target_streak: MetricStreak | null, progress: MetricProgress | null, 
/**
 * Absent unless a trend that is more than chance leads to the target.
 */
forecast: MetricForecast | null, 
/**
 * The same in sentences, each with its n.
 */
sentences: Array<string>, };

/**
 * A day that stands out from the days before it.
 */
export type MetricAnomaly = { day: Day, value: number, expected: number, 
/**
 * Robust distance in standard deviations.
 */
z: number, };

/**
 * Two metrics that move together.
 */
export type MetricCorrelation = { 
/**
 * The one that goes first.
 */
leads: MetricId, leads_name: string, follows: MetricId, follows_name: string, 
/**
 * How many days later, 0 to 3.
 */
lag: number, 
/**
 * Spearman's, -1 to 1, of what is left without trend and week.
 */
rho: number, 
/**
 * Its 95 % interval.
 */
low: number, high: number, 
/**
 * Pairs of days.
 */
n: number, p: number, 
/**
 * The share of chance findings among those told if this is the last one told.
 */
q: number, sentence: string, };

/**
 * What was looked at, and what is told of it.
 */
export type MetricCorrelations = { 
/**
 * The surest first.
 */
found: Array<MetricCorrelation>, 
/**
 * Pairs of metrics with at least 14 pairs of days.
 */
compared: number, 
/**
 * Pairs of metrics with fewer, of which nothing is said.
 */
too_few: number, };

/**
 * A day that has a value.
 */
export type MetricDay = { day: Day, value: number, 
/**
 * How many logs it comes from; 0 for a computed one.
 */
logs: number, };

/**
 * A metric with its days.
 */
export type MetricDetail = { row: MetricRow, 
/**
 * Those that have a value.
 */
days: Array<MetricDay>, milestones: Array<MetricMilestone>, 
/**
 * How many logs there are in all.
 */
logs: number, today: Day, };

/**
 * Which way is better.
 */
export type MetricDirection = "up" | "down" | "hold";

/**
 * When the target will be met if the trend goes on.
 */
export type MetricForecast = { day: Day, 
/**
 * By the steep end of the trend's interval.
 */
earliest: Day, 
/**
 * By its flat end; absent when that never gets there.
 */
latest: Day | null, };

export type MetricId = number & { __id: "MetricId" };

/**
 * What became of the lines.
 */
export type MetricImported = { added: number, 
/**
 * Lines that were there already.
 */
known: number, reached: Array<MetricMilestone>, };

/**
 * What its values are.
 */
export type MetricKind = "numeric" | "yes_no" | "duration" | "scale";

/**
 * One value, as it was written down.
 */
export type MetricLog = { id: MetricLogId, metric: MetricId, 
/**
 * The civil day that it counts for.
 */
day: Day, 
/**
 * The moment, where it is known.
 */
at: Timestamp | null, value: number, note: string, };

export type MetricLogId = number & { __id: "MetricLogId" };

/**
 * Logs, the newest first.
 */
export type MetricLogPage = { logs: Array<MetricLog>, total: number, };

/**
 * A page of logs.
 */
export type MetricLogQuery = { metric: MetricId, 
/**
 * 50 unless said, 500 at most.
 */
limit?: number | null, offset?: number | null, };

/**
 * A log, and what was reached by it for the first time.
 */
export type MetricLogged = { log: MetricLog, metric: Metric, reached: Array<MetricMilestone>, };

/**
 * Something reached for the first time.
 */
export type MetricMilestone = { metric: MetricId, kind: MilestoneKind, 
/**
 * Days of a streak, per cent of an improvement; 0 for the target.
 */
level: number, day: Day, };

/**
 * What to change of a metric; absent stays, `null` clears. What kind it is and where its values come from stay.
 */
export type MetricPatch = { metric: MetricId, name?: string | null, unit?: string | null, notes?: string | null, aggregation?: Aggregation | null, direction?: MetricDirection | null, target?: MetricAim | null, scale_max?: number | null, decimals?: number | null, area?: AreaId | null, colour?: string | null, };

/**
 * How far the way from the first days to the target is gone.
 */
export type MetricProgress = { 
/**
 * The median of the first days.
 */
from: number, 
/**
 * The median of the newest days.
 */
now: number, to: number, 
/**
 * 0 to 1.
 */
part: number, 
/**
 * Days whose value met the target.
 */
days_met: number, met_now: boolean, };

/**
 * A metric as a list shows it.
 */
export type MetricRow = { 
/**
 * The newest day that has a value.
 */
last: MetricDay | null, 
/**
 * The days with a value of the last 30.
 */
month: Array<MetricDay>, 
/**
 * The median of the last 7 days less that of the 7 days up to 30 days ago, where both have values.
 */
change_30: number | null, 
/**
 * Over the last 90 days; absent below 14 values or where it may be chance.
 */
trend: MetricTrend | null, 
/**
 * Days in a row with a value, up to today or yesterday.
 */
streak: number, 
/**
 * Whether the newest value meets the target; absent without one.
 */
on_target: boolean | null, id: MetricId, name: string, 
/**
 * `kg`, `glasses`; empty when it has none. Durations are in minutes.
 */
unit: string, notes: string, kind: MetricKind, aggregation: Aggregation, direction: MetricDirection, target: MetricTarget | null, 
/**
 * The top of a scale.
 */
scale_max: number | null, 
/**
 * Digits shown behind the point.
 */
decimals: number, source: MetricSource, 
/**
 * The habit that it follows; nothing for another source, and when that habit was deleted.
 */
habit: HabitId | null, area: AreaId | null, 
/**
 * `#rrggbb`.
 */
colour: string | null, archived: boolean, };

/**
 * `+72.4kg weight`
 */
export type MetricSaid = { name: string, value: number, unit: string, };

/**
 * Where the values come from. All but `logged` are computed at each reading, and never stored.
 */
export type MetricSource = "logged" | "tasks_done" | "points_done" | "focus_minutes" | "habit";

/**
 * Days in a row.
 */
export type MetricStreak = { 
/**
 * Up to today or yesterday.
 */
now: number, best: number, };

/**
 * Logs as text.
 */
export type MetricTable = { 
/**
 * A name for a file.
 */
file: string, text: string, };

/**
 * What is aimed at: a day's value between these, an open end for "at least" and "at most".
 */
export type MetricTarget = { low: number | null, high: number | null, };

/**
 * Where a metric is going, when that is more than chance.
 */
export type MetricTrend = "rising" | "falling";

/**
 * What was reached.
 */
export type MilestoneKind = "target" | "streak" | "improvement";

/**
 * A model.
 */
export type ModelName = { 
/**
 * `builtin:ID`, a bare ID of a built-in model, `ollama:NAME` or `server:NAME/MODEL`.
 */
id: string, };

/**
 * A model and its state on this computer.
 */
export type ModelState = { 
/**
 * As the settings name it: `builtin:ID`, `ollama:NAME` or `server:NAME/MODEL`.
 */
id: string, title: string, purpose: Purpose, provider: Provider, licence: string | null, 
/**
 * Size of its weights; 0 when they are elsewhere.
 */
bytes: number, 
/**
 * What it takes of the data folder, unfinished downloads included.
 */
on_disk: number, installed: boolean, 
/**
 * Its files are there, but cut short or changed: fetch it again.
 */
damaged: boolean, 
/**
 * It is being fetched.
 */
pulling: boolean, 
/**
 * The settings use it.
 */
active: boolean, 
/**
 * Answers better through its computed path than in its own words.
 */
weak: boolean, 
/**
 * Why it cannot be used here: too large, or it is elsewhere and nothing may leave this computer.
 */
refused: string | null, 
/**
 * What it could do when it was last tried.
 */
probe: Probe | null, note: string | null, };

/**
 * Who does something, and what it is sent.
 */
export type ModelUse = { what: Use, 
/**
 * The model by its name; nothing when none is used.
 */
model: string | null, 
/**
 * The other computer that it runs on; nothing when it is this one.
 */
leaves_to: string | null, 
/**
 * What of the person's it is given.
 */
sends: Array<string>, 
/**
 * Why it cannot be used now.
 */
refused: string | null, };

/**
 * A month of a year.
 */
export type MonthOf = { year: number, 
/**
 * 1 to 12.
 */
month: number, };

/**
 * A month with its days that have entries.
 */
export type MonthPage = { first: Day, last: Day, days: Array<DayMark>, };

/**
 * Whether things may move.
 */
export type Motion = "system" | "reduced";

/**
 * Where a saved filter goes.
 */
export type MoveFilter = { id: SavedFilterId, 
/**
 * The one before it; it becomes the first when absent.
 */
after?: SavedFilterId | null, };

/**
 * A block of the plan until now that would be elsewhere, or gone.
 */
export type MovedBlock = { block: BlockId, task: TaskId, title: string, from: PlanSpan, 
/**
 * Nothing if it would be removed.
 */
to: PlanSpan | null, };

/**
 * What a sign names.
 */
export type NameOf = "project" | "tag" | "task" | "goal";

/**
 * An area to be.
 */
export type NewArea = { name: string, 
/**
 * `#rrggbb`.
 */
colour: string, };

/**
 * A block to be.
 */
export type NewBlock = { 
/**
 * `task` for a task, else `event`, unless said.
 */
kind?: PlanBlockKind | null, 
/**
 * That of its task unless said.
 */
title?: string | null, task?: TaskId | null, starts_at: Timestamp, 
/**
 * What is left of the task's effort unless said, else half an hour.
 */
ends_at?: Timestamp | null, 
/**
 * RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO,TH`, for a block that repeats.
 */
rule?: string | null, pinned?: boolean | null, notes?: string | null, };

/**
 * A calendar to be; one of address, path and text.
 */
export type NewCalendar = { 
/**
 * What the file calls itself, its name, or the site, unless said.
 */
name?: string | null, 
/**
 * Such as `#3b82f6`.
 */
colour?: string | null, url?: string | null, 
/**
 * A file on this computer.
 */
path?: string | null, 
/**
 * The text of a file, with `file` as its name.
 */
text?: string | null, file?: string | null, };

/**
 * A check-in to be.
 */
export type NewCheckIn = { goal: GoalId, confidence: Confidence, 
/**
 * Markdown.
 */
note?: string | null, 
/**
 * Today unless said.
 */
day?: Day | null, };

/**
 * An entry to be.
 */
export type NewEntry = { 
/**
 * Today unless said.
 */
day?: Day | null, title?: string | null, 
/**
 * Markdown; may be empty where there is a mood, an energy or a title.
 */
text: string, 
/**
 * 1 (bad) to 5 (good).
 */
mood?: number | null, energy?: Energy | null, tags?: Array<string> | null, links?: Array<LinkTo> | null, 
/**
 * No model may read it.
 */
closed?: boolean | null, };

/**
 * A saved filter to be.
 */
export type NewFilter = { name: string, query: string, view?: TaskView, sort?: TaskSort, group?: TaskGroup, };

/**
 * A goal to be.
 */
export type NewGoal = { name: string, why?: string | null, area?: AreaId | null, parent?: GoalId | null, 
/**
 * Today unless said.
 */
start?: Day | null, target?: Day | null, 
/**
 * All of them unless said.
 */
combine?: Combine | null, criteria?: Array<CriterionInput> | null, 
/**
 * What leads there.
 */
links?: Array<GoalSubject> | null, };

/**
 * A step of a counter, or an answer.
 */
export type NewGoalEntry = { criterion: CriterionId, 
/**
 * How many more, or fewer; 1 is yes and 0 is no.
 */
amount: number, 
/**
 * Today unless said.
 */
day?: Day | null, note?: string | null, };

/**
 * A habit to be.
 */
export type NewHabit = { name: string, notes?: string | null, cue?: string | null, area?: AreaId | null, 
/**
 * `#rrggbb`; that of its area unless said.
 */
colour?: string | null, 
/**
 * Counted if it has a target, ticked otherwise.
 */
kind?: HabitKind | null, unit?: string | null, target?: number | null, 
/**
 * At least, unless said.
 */
direction?: HabitDirection | null, 
/**
 * Every day, unless said.
 */
schedule?: HabitSchedule | null, 
/**
 * Times of day, `HH:MM`.
 */
reminders?: Array<string> | null, 
/**
 * 0 to 31 days a month, two unless said.
 */
skip_budget?: number | null, 
/**
 * Today, unless said.
 */
start_day?: Day | null, };

/**
 * A highlight to be.
 */
export type NewHighlight = { item: ItemId, start: number, end: number, note?: string, colour?: Colour, };

/**
 * A metric to be.
 */
export type NewMetric = { name: string, unit?: string | null, notes?: string | null, 
/**
 * Numeric unless said.
 */
kind?: MetricKind | null, 
/**
 * By kind unless said: durations are summed, of yes and no the best counts, of the others the last.
 */
aggregation?: Aggregation | null, 
/**
 * Up unless said.
 */
direction?: MetricDirection | null, target?: MetricAim | null, 
/**
 * The top of a scale, 10 unless said.
 */
scale_max?: number | null, 
/**
 * Digits behind the point, by kind unless said.
 */
decimals?: number | null, 
/**
 * Written down unless said.
 */
source?: MetricSource | null, 
/**
 * The habit to follow, which says unit, direction and area where they are not given.
 */
habit?: HabitId | null, area?: AreaId | null, 
/**
 * `#rrggbb`.
 */
colour?: string | null, };

/**
 * A note to be.
 */
export type NewNote = { 
/**
 * Taken from the text's first words when empty.
 */
title: string, text: string, tags?: Array<string>, };

/**
 * A project to be.
 */
export type NewProject = { name: string, area?: AreaId | null, notes?: string | null, start?: Day | null, target?: Day | null, };

/**
 * An update to be.
 */
export type NewProjectUpdate = { project: ProjectId, health: ProjectHealth, 
/**
 * Markdown.
 */
note?: string | null, 
/**
 * Today unless said.
 */
day?: Day | null, };

/**
 * A reminder to be: either a moment, or minutes before the task's time.
 */
export type NewReminder = { task: TaskId, at?: Timestamp | null, minutes_before?: number | null, };

/**
 * A reward to be.
 */
export type NewReward = { name: string, 
/**
 * In points, 1 to 1,000,000.
 */
price: number, notes?: string | null, 
/**
 * Days from one time to the next, at most 3650; none unless said.
 */
cooldown_days?: number | null, };

/**
 * A server to add.
 */
export type NewServer = { name: string, 
/**
 * Such as `https://api.openai.com/v1` or `http://127.0.0.1:8080`.
 */
address: string, key?: string | null, 
/**
 * Allows http to another computer.
 */
unencrypted?: boolean | null, };

/**
 * A task to be.
 */
export type NewTask = { title: string, notes?: string | null, 
/**
 * `inbox` unless said; `todo` when it has a project or a day.
 */
status?: TaskStatus | null, area?: AreaId | null, project?: ProjectId | null, parent?: TaskId | null, tags?: Array<string> | null, priority?: number | null, effort_minutes?: number | null, energy?: Energy | null, start?: Day | null, scheduled?: When | null, scheduled_end?: Timestamp | null, deadline?: When | null, 
/**
 * What completing it earns; by the rules unless said.
 */
points?: number | null, };

/**
 * One thing that could not come back.
 */
export type NotRestored = { kind: TrashKind, id: number, reason: string, };

/**
 * Something that was not taken, or not just as it stands, and why.
 */
export type NotTaken = { 
/**
 * Its title, else its name in the file.
 */
what: string, why: string, };

/**
 * Which day; today unless said.
 */
export type OfDay = { day?: Day | null, };

/**
 * A name that could be meant.
 */
export type OfferedName = { name: string, 
/**
 * Saving the line makes it.
 */
is_new: boolean, };

/**
 * Whether Ollama answers.
 */
export type Ollama = { address: string, running: boolean, version: string | null, 
/**
 * What to do when it does not.
 */
note: string, };

/**
 * Where a goal stands on the straight line from its start to its target.
 */
export type Pace = { 
/**
 * The share that the line has today, 0 to 1.
 */
expected: number, 
/**
 * How many days the goal is ahead of the line; negative when it is behind.
 */
buffer_days: number, 
/**
 * "4 days ahead", "on pace", "3 days behind", "5 days late".
 */
says: string, 
/**
 * The target day is over and the goal is not reached.
 */
overdue: boolean, };

/**
 * A page of the original and where its text stands.
 */
export type Page = { 
/**
 * Counted from 1.
 */
number: number, start: number, end: number, 
/**
 * False for a scanned or empty page, and for one that could not be read.
 */
has_text: boolean, };

/**
 * Everything read from one line. A field that the line does not mention is absent.
 */
export type Parsed = { 
/**
 * The line without its spans, white space collapsed. Empty for a bare metric.
 */
title: string, scheduled?: DayOrInstant, 
/**
 * Always an instant: from a range, or from a start time and `for …`.
 */
scheduled_end?: DayOrInstant, deadline?: DayOrInstant, start?: DayOrInstant, effort_minutes?: number, 
/**
 * An RFC 5545 rule without the `RRULE:` prefix.
 */
rrule?: string, 
/**
 * The first occurrence of `rrule`; also `scheduled`.
 */
first?: DayOrInstant, repeat_from?: RepeatFrom, project?: string, tags?: Array<string>, 
/**
 * 1 (highest) to 4.
 */
priority?: number, 
/**
 * The title of the task that comes before this one.
 */
after?: string, goal?: string, metric?: MetricSaid, 
/**
 * In text order, never overlapping.
 */
spans: Array<Span>, };

/**
 * One line as it was understood.
 */
export type ParsedLine = { text: string, 
/**
 * How many levels deeper than the first line; a deeper line is a subtask of the line above it.
 */
indent: number, parsed: Parsed, 
/**
 * What each span means, in the order of `parsed.spans`.
 */
meaning: Array<string>, };

/**
 * A place in the text of something. Offsets are in Unicode scalar values.
 */
export type Passage = { text: string, page: number | null, start: number, end: number, 
/**
 * The headings that it stands under.
 */
heading: string | null, };

/**
 * On or off.
 */
export type Pause = { paused: boolean, };

/**
 * A pause to be.
 */
export type PauseHabit = { habit: HabitId, 
/**
 * Today, unless said; it may lie behind or ahead.
 */
from?: Day | null, 
/**
 * The last day; until it is resumed, unless said.
 */
until?: Day | null, reason?: string | null, };

/**
 * What an answer is doing.
 */
export type Phase = "searching" | "reading" | "writing";

/**
 * A picture's bytes, and the one type under which they may be drawn.
 */
export type Picture = { media_type: string, base64: string, };

/**
 * Whether planning may move a block.
 */
export type PinBlock = { id: BlockId, pinned: boolean, };

/**
 * Pinned or not.
 */
export type PinConversation = { id: ConversationId, pinned: boolean, };

/**
 * Where a block goes.
 */
export type PlaceBlock = { id: BlockId, 
/**
 * When the occurrence begins that goes, which becomes a block of its own.
 */
occurrence?: Timestamp | null, 
/**
 * `this` unless said. Those `following` become a series of their own.
 */
scope?: RepeatScope | null, starts_at: Timestamp, 
/**
 * Pinned unless said.
 */
pinned?: boolean | null, };

/**
 * A place in the order.
 */
export type PlaceGoal = { goal: GoalId, 
/**
 * The end unless said.
 */
before?: GoalId | null, };

/**
 * Which tasks go where.
 */
export type PlaceTasks = { ids: Array<TaskId>, 
/**
 * The group that they go to; they stay in theirs when absent.
 */
to?: Destination | null, 
/**
 * In the order made by hand, directly behind this one …
 */
after?: TaskId | null, 
/**
 * … and before this one.
 */
before?: TaskId | null, };

/**
 * How many blocks were touched.
 */
export type PlanApplied = { new: number, moved: number, removed: number, };

/**
 * A stretch of time with a purpose; of a block that repeats, one occurrence.
 */
export type PlanBlock = { id: BlockId, kind: PlanBlockKind, 
/**
 * Its own, else that of its task.
 */
title: string, task: TaskRef | null, starts_at: Timestamp, ends_at: Timestamp, 
/**
 * The optimiser leaves it where it is.
 */
pinned: boolean, notes: string, 
/**
 * RFC 5545, of a block that repeats.
 */
rule: string | null, 
/**
 * The rule in words.
 */
repeats: string | null, };

/**
 * What a stretch of time is for.
 */
export type PlanBlockKind = "task" | "event" | "habit" | "break" | "focus";

/**
 * What becomes of a block.
 */
export type PlanChange = "new" | "moved" | "kept";

/**
 * What to do to the plan.
 */
export type PlanChanges = { new: Array<PlanNew>, moved: Array<PlanMove>, removed: Array<BlockId>, };

/**
 * One day of the plan.
 */
export type PlanDay = { day: Day, 
/**
 * When the day begins: at the hour that the settings say.
 */
from: Timestamp, until: Timestamp, blocks: Array<PlanBlock>, events: Array<CalendarEvent>, 
/**
 * Open tasks with a time of their own and no block.
 */
tasks: Array<Task>, windows: Array<WindowSpan>, 
/**
 * Time that was spent, as the timer measured it.
 */
focus: Array<Focus>, capacity: Capacity, conflicts: Array<Conflict>, };

/**
 * How long a task without an estimate was taken to last.
 */
export type PlanGuess = { task: TaskId, title: string, minutes: number, 
/**
 * Half of the similar finished tasks took no longer; nothing if there are too few.
 */
p50: number | null, 
/**
 * Four of five took no longer.
 */
p80: number | null, 
/**
 * How many similar finished tasks there are.
 */
n: number, };

/**
 * What stands in a plan.
 */
export type PlanKind = "block" | "event" | "task";

/**
 * A block to be elsewhere.
 */
export type PlanMove = { block: BlockId, start: Timestamp, end: Timestamp, 
/**
 * From then on it stays where it is; planning may move it unless said.
 */
pinned?: boolean, };

/**
 * A block to be.
 */
export type PlanNew = { task: TaskId, start: Timestamp, end: Timestamp, 
/**
 * From then on it stays where it is; planning may move it unless said.
 */
pinned?: boolean, };

/**
 * A plan as a difference to the one that there is.
 */
export type PlanProposal = { from: Timestamp, until: Timestamp, 
/**
 * In the order of time.
 */
blocks: Array<ProposedBlock>, moved: Array<MovedBlock>, unplanned: Array<UnplannedTask>, 
/**
 * A smallest set of tasks without which the others fit.
 */
drop: Array<TaskRef>, shrink: PlanShrink | null, guesses: Array<PlanGuess>, 
/**
 * What to hand to `planning.apply`.
 */
changes: PlanChanges, };

/**
 * One thing that stands in a plan.
 */
export type PlanRef = { kind: PlanKind, id: number, title: string, };

/**
 * A task that makes all fit if it takes less time.
 */
export type PlanShrink = { task: TaskId, title: string, 
/**
 * Minutes, as it is.
 */
from: number, 
/**
 * Minutes, as it would have to be.
 */
to: number, };

/**
 * A stretch of time.
 */
export type PlanSpan = { start: Timestamp, end: Timestamp, };

/**
 * The rules. A task that carries points of its own earns those instead.
 */
export type PointRules = { 
/**
 * For each completed task.
 */
task: number, 
/**
 * For each hour of its estimate.
 */
hour: number, 
/**
 * More for priority 1 …
 */
p1: number, p2: number, p3: number, 
/**
 * … to 4.
 */
p4: number, 
/**
 * For a completed project.
 */
project: number, 
/**
 * For a day on which a habit was kept.
 */
habit: number, 
/**
 * For a milestone of a metric, or a quarter of the way to a goal.
 */
milestone: number, 
/**
 * For an achieved goal.
 */
goal: number, };

/**
 * One line of the ledger.
 */
export type Posting = { id: PostingId, 
/**
 * When that happened which it is for.
 */
at: Timestamp, 
/**
 * When it was written.
 */
booked_at: Timestamp, kind: PostingKind, 
/**
 * What it is for, in words.
 */
words: string, 
/**
 * `task`, `project`, `redemption` …, and which.
 */
subject: string, subject_id: number, 
/**
 * The points leave this account …
 */
from: Account, 
/**
 * … for this one.
 */
to: Account, 
/**
 * What it does to the wallet.
 */
points: number, 
/**
 * The balance after it.
 */
balance: number, owed: number, };

export type PostingId = number & { __id: "PostingId" };

/**
 * What a posting is.
 */
export type PostingKind = "earned" | "taken_back" | "redeemed" | "returned" | "owed" | "settled";

/**
 * What to show.
 */
export type PreviewRepeat = { 
/**
 * The rule; that of the task unless said.
 */
rule?: string | null, task?: TaskId | null, way?: RepeatWay | null, first?: When | null, 
/**
 * How many occurrences, 1 to 100; five unless said.
 */
count?: number | null, };

/**
 * What a model turned out to be able to do.
 */
export type Probe = { 
/**
 * Whether it answered in the shape that was asked for.
 */
json: boolean, 
/**
 * Whether it called the tool that it was given.
 */
tools: boolean, 
/**
 * Most tokens of prompt and answer together.
 */
context_tokens: number, 
/**
 * Tokens a second while answering, loading and reading not counted; 0 when there was no answer.
 */
tokens_per_second: number, 
/**
 * What to tell a person: a verdict, or why something is greyed out.
 */
note: string, };

/**
 * The queue in all.
 */
export type Processing = { paused: boolean, queued: number, running: number, done: number, needs_attention: number, 
/**
 * What runs, what needs attention, what comes next; at most 200.
 */
jobs: Array<Job>, 
/**
 * The embedding model in use.
 */
embedder: string, 
/**
 * What can be found.
 */
passages: number, 
/**
 * What of it has a vector of the model in use.
 */
embedded: number, 
/**
 * Jobs of the last minute.
 */
per_minute: number, 
/**
 * At the pace of the last minute.
 */
remaining_seconds: number | null, };

/**
 * A project with the count of its tasks.
 */
export type Project = { id: ProjectId, name: string, notes: string, status: ProjectStatus, area: AreaId | null, start: Day | null, target: Day | null, open_tasks: number, done_tasks: number, };

/**
 * A project with everything that its page says of how it goes.
 */
export type ProjectDetail = { line: ProjectLine, 
/**
 * The newest first.
 */
updates: Array<ProjectUpdate>, forecast: ProjectForecast, burn_up: Array<BurnPoint>, };

/**
 * When a project will be done at its own rate.
 */
export type ProjectForecast = { 
/**
 * The day before which half of the futures are done.
 */
p50: Day | null, 
/**
 * The day before which eight of ten are done; nothing when that may take more than ten years.
 */
p80: Day | null, 
/**
 * Tasks a week, over the weeks that it goes by.
 */
per_week: number, 
/**
 * How many weeks of the past it goes by, at most twelve.
 */
weeks: number, 
/**
 * Days between the target and the day of eight in ten; negative when that comes after the target.
 */
buffer_days: number | null, 
/**
 * Why there is none.
 */
none_because: string | null, };

/**
 * How a project goes.
 */
export type ProjectHealth = "on_track" | "at_risk" | "off_track";

export type ProjectId = number & { __id: "ProjectId" };

/**
 * A project in a list, with how it goes.
 */
export type ProjectLine = { project: Project, declared: ProjectHealth | null, 
/**
 * Nothing without tasks, and when it is not active.
 */
computed: ComputedHealth | null, 
/**
 * What is declared and what is computed differ, in words.
 */
disagree: string | null, 
/**
 * The day by which half of the futures have ended.
 */
likely: Day | null, };

/**
 * What to change of a project; absent stays, `null` clears.
 */
export type ProjectPatch = { id: ProjectId, name?: string | null, notes?: string | null, status?: ProjectStatus | null, area?: AreaId | null, start?: Day | null, target?: Day | null, };

/**
 * Where a project stands.
 */
export type ProjectStatus = "active" | "on_hold" | "done" | "dropped";

/**
 * What a person says of a project on a day. The newest is what is declared.
 */
export type ProjectUpdate = { id: ProjectUpdateId, day: Day, health: ProjectHealth, 
/**
 * Markdown.
 */
note: string, created_at: Timestamp, };

export type ProjectUpdateId = number & { __id: "ProjectUpdateId" };

/**
 * A block as it would be.
 */
export type ProposedBlock = { task: TaskId, title: string, start: Timestamp, end: Timestamp, change: PlanChange, 
/**
 * The block that there is already.
 */
block: BlockId | null, 
/**
 * What put it there.
 */
reasons: Array<string>, };

/**
 * Who runs a model.
 */
export type Provider = "built_in" | "ollama" | "server";

/**
 * What a set of weights does.
 */
export type Purpose = "embed" | "chat";

/**
 * What a query asks for, by its words alone.
 */
export type QueryType = "lookup" | "question" | "overview" | "count" | "filter" | "empty";

/**
 * Why a copy exists.
 */
export type Reason = "manual" | "daily" | "before_update" | "replaced" | "unknown";

/**
 * A reward taken.
 */
export type Redemption = { id: RedemptionId, name: string, price: number, at: Timestamp, 
/**
 * What is left in the wallet.
 */
balance: number, };

export type RedemptionId = number & { __id: "RedemptionId" };

/**
 * Which calendar to ask again.
 */
export type Refresh = { 
/**
 * All of them unless said.
 */
id?: CalendarId | null, };

/**
 * What a notice reminds of, for those who answer it.
 */
export type Reminded = { reminder: ReminderId, task: TaskId, };

/**
 * When to be reminded: at a moment, or minutes before the scheduled time (else the deadline).
 */
export type Reminder = { id: ReminderId, at: Timestamp | null, minutes_before: number | null, fired: boolean, };

export type ReminderId = number & { __id: "ReminderId" };

/**
 * A conversation's new title.
 */
export type RenameConversation = { id: ConversationId, title: string, };

/**
 * A tag's new name.
 */
export type RenameTag = { id: TagId, name: string, };

/**
 * Which.
 */
export type Repair = { what: Derived, };

/**
 * How a task repeats, as lists show it.
 */
export type Repeat = { 
/**
 * RFC 5545, without `RRULE:`.
 */
rule: string, way: RepeatWay, 
/**
 * Such as `every 2 weeks on Mon and Thu`.
 */
words: string, };

/**
 * What the next occurrence counts from.
 */
export type RepeatFrom = "schedule" | "completion";

/**
 * A rule understood.
 */
export type RepeatPreview = { 
/**
 * The rule as it is kept.
 */
rule: string, way: RepeatWay, 
/**
 * Such as `every 2 weeks on Mon and Thu until 31 Jan 2027`.
 */
words: string, 
/**
 * This occurrence and those after it, as many as were asked for at most, as if each were completed on its day.
 */
next: Array<When>, 
/**
 * The same in words.
 */
said: Array<string>, 
/**
 * Whether the series ends some time.
 */
ends: boolean, };

/**
 * Which occurrences a change is for.
 */
export type RepeatScope = "this" | "following" | "all";

/**
 * What the next occurrence counts from.
 */
export type RepeatWay = "fixed" | "skip_past" | "from_completion";

/**
 * What the doctor found, and when.
 */
export type Report = { at: Timestamp, diagnosis: Diagnosis, };

/**
 * A block's new bounds.
 */
export type ResizeBlock = { id: BlockId, occurrence?: Timestamp | null, 
/**
 * As for moving.
 */
scope?: RepeatScope | null, starts_at?: Timestamp | null, ends_at?: Timestamp | null, };

/**
 * What to bring back.
 */
export type RestoreTrashed = { entries: Array<TrashRef>, };

/**
 * What came back, and what did not.
 */
export type Restored = { restored: number, refused: Array<NotRestored>, };

/**
 * A restore that the next start finishes.
 */
export type Restoring = { 
/**
 * Where the present data file will be kept.
 */
kept: string | null, };

/**
 * A pause to end.
 */
export type ResumeHabit = { habit: HabitId, 
/**
 * The one that today lies in, unless said. One that is past or to come is taken away.
 */
pause?: HabitPauseId | null, };

/**
 * A title as it was typed.
 */
export type Retitle = { task: TaskId, text: string, 
/**
 * Words that stay words: those that stood in the title before, and chips that were taken back.
 */
dismissed?: Array<Dismissed>, 
/**
 * Of a task that repeats; see `tasks.edit`.
 */
scope?: RepeatScope, };

/**
 * Which job; all that need attention when none is named.
 */
export type Retry = { id?: JobId | null, 
/**
 * Every job of an item that needs attention.
 */
item?: number | null, };

/**
 * Whether a step could be taken back.
 */
export type RevertPreview = { possible: boolean, 
/**
 * What stands in the way.
 */
reason: string | null, };

/**
 * The review of a week.
 */
export type Review = { 
/**
 * The first of its seven days.
 */
from: Day, 
/**
 * The last.
 */
until: Day, title: string, steps: Array<ReviewStep>, 
/**
 * The facts in Markdown, as they are saved.
 */
text: string, };

/**
 * What can be decided about a line.
 */
export type ReviewAction = "complete" | "drop" | "schedule" | "someday";

/**
 * What was decided.
 */
export type ReviewDecision = { action: ReviewAction, 
/**
 * Tasks and projects.
 */
lines: Array<LinkTo>, 
/**
 * For the action `schedule`.
 */
day?: Day | null, };

/**
 * Something to look at.
 */
export type ReviewLine = { title: string, 
/**
 * Why it stands here.
 */
detail: string | null, to: LinkTo | null, 
/**
 * The day that it is about, where it is about one.
 */
day: Day | null, 
/**
 * Where it belongs, where lines are grouped.
 */
group: string | null, minutes: number | null, };

/**
 * One step of the review.
 */
export type ReviewStep = { 
/**
 * A word for the step that does not change.
 */
key: string, title: string, 
/**
 * What to decide here.
 */
hint: string, lines: Array<ReviewLine>, 
/**
 * What can be done with its lines.
 */
actions: Array<ReviewAction>, 
/**
 * It informs and asks for no decision.
 */
informs: boolean, };

/**
 * Which week.
 */
export type ReviewWeek = { 
/**
 * The last of the seven days; today unless said.
 */
day?: Day | null, 
/**
 * So many days a task may wait before it is asked about; 7 unless said, at most 365.
 */
waiting_days?: number | null, };

/**
 * Something a person allows themselves.
 */
export type Reward = { id: RewardId, name: string, notes: string, 
/**
 * In points.
 */
price: number, 
/**
 * From one time to the next, in days; 0: any time.
 */
cooldown_days: number, 
/**
 * How often it was redeemed.
 */
redeemed: number, last: Day | null, 
/**
 * The first day on which it can be redeemed again, if that is not today.
 */
again: Day | null, 
/**
 * How many days that is away.
 */
days_left: number, 
/**
 * How many points are missing.
 */
missing: number, };

export type RewardId = number & { __id: "RewardId" };

/**
 * What to change of a reward; absent stays.
 */
export type RewardPatch = { id: RewardId, name?: string | null, price?: number | null, notes?: string | null, cooldown_days?: number | null, };

/**
 * The rules in force.
 */
export type Rules = { rules: PointRules, 
/**
 * The rules unless they were changed.
 */
default: PointRules, };

/**
 * A life to be made up.
 */
export type SampleLife = { 
/**
 * The same seed gives the same life.
 */
seed?: number | null, 
/**
 * Over how many years, 1 to 30; 2 unless said.
 */
years?: number | null, 
/**
 * `small` unless said.
 */
size?: LifeSize | null, 
/**
 * Also to a profile that holds something already.
 */
add?: boolean | null, };

/**
 * What there is of the sample data.
 */
export type Samples = { tasks: number, items: number, 
/**
 * No task, project, document or chat is here, sample or not.
 */
empty: boolean, };

/**
 * Which part of the logbook, and where to.
 */
export type SaveBook = { book: ExportBook, 
/**
 * The file's whole path.
 */
path: string, };

/**
 * A review to be kept.
 */
export type SaveReview = { 
/**
 * The last of the seven days; today unless said.
 */
day?: Day | null, 
/**
 * The person's own words, in Markdown; may be empty.
 */
words: string, };

/**
 * A query that is asked again and again.
 */
export type SavedFilter = { id: SavedFilterId, name: string, query: string, view: TaskView, sort: TaskSort, group: TaskGroup, };

export type SavedFilterId = number & { __id: "SavedFilterId" };

/**
 * What an answer may draw on; empty means everything.
 */
export type Scope = { items?: Array<ItemId> | null, projects?: Array<ProjectId> | null, tags?: Array<string> | null, 
/**
 * `item`, `task`, `message`, or an item's kind such as `pdf`.
 */
kinds?: Array<string> | null, after?: Day | null, before?: Day | null, };

/**
 * Which evidence counts.
 */
export type SearchMode = "hybrid" | "text" | "vector";

/**
 * What to look for.
 */
export type SearchRequest = { query: string, 
/**
 * `hybrid` unless said.
 */
mode?: SearchMode, 
/**
 * 20 unless said, at most 500.
 */
limit?: number, };

/**
 * What a search answers.
 */
export type SearchResults = { query_type: QueryType, took_ms: number, results: Array<Hit>, 
/**
 * Says what was missing when not everything could be searched.
 */
degraded: string | null, };

/**
 * What was searched for an answer.
 */
export type Searched = { queries: Array<string>, 
/**
 * The filter that was counted by, when the answer was computed and nothing was searched.
 */
filter: string | null, scope: Scope, passages: Array<SearchedPassage>, judgement: Judgement | null, 
/**
 * The embedding model that compared meanings; without one only words were.
 */
embedder: string | null, search_ms: number | null, degraded: string | null, };

/**
 * A passage that was looked at for an answer.
 */
export type SearchedPassage = { title: string, thing: Thing | null, item: ItemId | null, task: TaskId | null, page: number | null, start: number, end: number, text: string, score: number, 
/**
 * Its place in the list by words alone, from 1.
 */
by_words: number | null, 
/**
 * Its place in the list by meaning alone, from 1.
 */
by_meaning: number | null, 
/**
 * Its cosine with the question, -1 to 1.
 */
likeness: number | null, cited: boolean, };

/**
 * One sentence of an answer, compared with its source.
 */
export type SentenceCheck = { 
/**
 * Where it stands in the answer, in Unicode scalar values.
 */
start: number, end: number, 
/**
 * The citation that bears it best; absent when it names no source.
 */
citation: number | null, support: Support, 
/**
 * Why, in words.
 */
reason: string, };

/**
 * A server.
 */
export type Server = { id: ServerId, 
/**
 * Also what its models are called by: `server:NAME/MODEL`.
 */
name: string, address: string, 
/**
 * It may be asked by http although it is another computer.
 */
unencrypted: boolean, 
/**
 * It is this computer.
 */
local: boolean, 
/**
 * Where its key is; nothing when it has none.
 */
key: KeyPlace | null, 
/**
 * The models that it offered when it was last asked.
 */
models: Array<string>, 
/**
 * Why it is not asked.
 */
refused: string | null, };

export type ServerId = number & { __id: "ServerId" };

/**
 * A server's key; none forgets it.
 */
export type ServerKey = { id: ServerId, key: string | null, };

/**
 * How one knows that a goal is reached.
 */
export type SetCriteria = { goal: GoalId, combine: Combine, 
/**
 * All of them; what is not named is no criterion any more.
 */
criteria: Array<CriterionInput>, };

/**
 * How a task is to repeat.
 */
export type SetRepeat = { task: TaskId, 
/**
 * Such as `FREQ=WEEKLY;BYDAY=MO,TH`, with `COUNT` or `UNTIL` for an end; `null` ends the repetition.
 */
rule?: string | null, 
/**
 * `skip_past` unless said.
 */
way?: RepeatWay | null, 
/**
 * From when on; the task's own date unless said, else today.
 */
first?: When | null, };

/**
 * The user's choices.
 */
export type Settings = { theme: Theme, density: Density, motion: Motion, text_size: TextSize, 
/**
 * The hour at which a day begins, 0 to 12.
 */
day_start_hour: number, 
/**
 * The global shortcut of quick capture.
 */
shortcut: string, 
/**
 * Who puts answers into words: `auto`, `extractive`, `builtin:ID`, `ollama:NAME` or `server:NAME/MODEL`.
 */
chat_model: string, 
/**
 * Who does it when that one cannot, named in the same way; empty for nobody.
 */
chat_fallback: string, 
/**
 * Who works on what comes in (summaries, tags), named in the same way; empty for the one that answers.
 */
enrich_model: string, 
/**
 * `builtin:ID`, `ollama:NAME` or `server:NAME/MODEL`. It has no fall-back: the vectors of two models
 * cannot be compared.
 */
embed_model: string, 
/**
 * Where Ollama answers.
 */
ollama_address: string, 
/**
 * Nothing may leave this computer, whatever else is set.
 */
local_only: boolean, 
/**
 * Pages of this computer and its network may be fetched as well.
 */
fetch_private: boolean, 
/**
 * The window program starts with the computer, hidden.
 */
launch_at_login: boolean, 
/**
 * Reminders are shown by the desktop.
 */
notifications: boolean, 
/**
 * When the desktop tells of the day's digest, `HH:MM`; empty for never.
 */
digest_at: string, 
/**
 * What is put into this folder is taken in; empty for none.
 */
watched_folder: string, 
/**
 * Points and rewards are shown. What is completed counts either way.
 */
rewards: boolean, 
/**
 * The morning and the evening of a day are offered on Today.
 */
day_guide: boolean, 
/**
 * The first steps were taken or passed over.
 */
welcomed: boolean, 
/**
 * Minutes that a day of work holds, 0 to 1440; 0 for what the working hours hold.
 */
day_capacity: number, 
/**
 * Minutes that stay free between two planned blocks, 0 to 120.
 */
buffer_minutes: number, 
/**
 * After so many planned minutes comes a break, 0 to 600; 0 for never.
 */
break_after: number, 
/**
 * How long a break lasts in minutes, 1 to 120.
 */
break_minutes: number, };

/**
 * New values; absent ones stay.
 */
export type SettingsPatch = { theme?: Theme, density?: Density, motion?: Motion, text_size?: TextSize, day_start_hour?: number, shortcut?: string, chat_model?: string, chat_fallback?: string, enrich_model?: string, embed_model?: string, ollama_address?: string, local_only?: boolean, fetch_private?: boolean, launch_at_login?: boolean, notifications?: boolean, digest_at?: string, watched_folder?: string, rewards?: boolean, day_guide?: boolean, welcomed?: boolean, day_capacity?: number, buffer_minutes?: number, break_after?: number, break_minutes?: number, };

/**
 * Which days of a metric.
 */
export type ShowMetric = { metric: MetricId, 
/**
 * So many days up to today; all of them unless said.
 */
days?: number | null, };

/**
 * One thing that speaks for the best sentence, and what it weighs.
 */
export type Sign = { 
/**
 * `likeness`, `coverage` or `agreement`.
 */
name: string, value: number, weight: number, };

/**
 * The completions of one kind.
 */
export type SimulatedPart = { 
/**
 * `task`, `project`, `habit`, `metric` or `goal`.
 */
subject: string, count: number, earned: number, would: number, };

/**
 * What some rules would have given.
 */
export type Simulation = { 
/**
 * The first day that counts.
 */
since: Day, parts: Array<SimulatedPart>, 
/**
 * What was earned …
 */
earned: number, 
/**
 * … and what it would have been.
 */
would: number, };

/**
 * Something that was not imported.
 */
export type Skipped = { name: string, reason: string, };

/**
 * A reminder that comes again.
 */
export type Snooze = { reminder: ReminderId, 
/**
 * From now, 1 to 525600.
 */
minutes: number, };

/**
 * How a task came to be.
 */
export type Source = "typed" | "voice" | "import" | "ai" | "automation";

/**
 * A recognised piece of the line, shown as a chip.
 */
export type Span = { 
/**
 * In Unicode scalar values.
 */
start: number, 
/**
 * Exclusive.
 */
end: number, kind: SpanKind, 
/**
 * The piece as typed, its connecting word included.
 */
text: string, };

/**
 * What a piece of the line means.
 */
export type SpanKind = "date" | "time" | "range" | "duration" | "deadline" | "start" | "recurrence" | "until" | "count" | "project" | "tag" | "priority" | "after" | "goal" | "metric";

/**
 * Who said it.
 */
export type Speaker = "user" | "assistant";

/**
 * Where a block is cut.
 */
export type SplitBlock = { id: BlockId, occurrence?: Timestamp | null, 
/**
 * In the middle unless said.
 */
at?: Timestamp | null, };

/**
 * A timer to be.
 */
export type StartFocus = { task: TaskId, 
/**
 * How long it shall last, 1 to 1440; open-ended unless said.
 */
minutes?: number | null, };

/**
 * What one operation changed.
 */
export type Step = { id: StepId, at: Timestamp, actor: Actor, 
/**
 * The operation's name, such as `tasks.complete`.
 */
operation: string, 
/**
 * What it did, in words.
 */
label: string, 
/**
 * How many rows it changed.
 */
changes: number, 
/**
 * A later step has taken it back.
 */
undone: boolean, 
/**
 * The step that this one took back or brought back.
 */
undo_of: StepId | null, };

export type StepId = number & { __id: "StepId" };

/**
 * How much to log.
 */
export type StopFocus = { 
/**
 * What the person says it was; the measured time unless said.
 */
minutes?: number | null, };

/**
 * What a streak counts.
 */
export type StreakUnit = "days" | "weeks" | "months" | "times";

/**
 * A title that begins so, or a word.
 */
export type Suggestion = { 
/**
 * The whole line with it.
 */
text: string, 
/**
 * Where it leads, when it is the title of something.
 */
kind: HitKind | null, id: number | null, };

/**
 * How well the source bears the sentence that cites it.
 */
export type Support = "verbatim" | "supported" | "weak" | "unsupported";

/**
 * A tag and how often it is used.
 */
export type Tag = { id: TagId, name: string, 
/**
 * Tasks, items and entries of the logbook that carry it.
 */
uses: number, 
/**
 * Other names for it: whoever writes one of them means this tag.
 */
aliases: Array<string>, };

/**
 * Another name of a tag.
 */
export type TagAlias = { id: TagId, name: string, };

export type TagId = number & { __id: "TagId" };

/**
 * A tag and an item.
 */
export type TagOfItem = { item: ItemId, tag: TagId, };

/**
 * A tag that would suit.
 */
export type TagSuggestion = { tag: TagId, name: string, score: number, 
/**
 * Titles of similar items that have it.
 */
similar: Array<string>, 
/**
 * Its name stands in the item's own words.
 */
mentioned: boolean, };

/**
 * What one look took in.
 */
export type Taken = { 
/**
 * The names of the files that became something.
 */
taken: Array<string>, 
/**
 * Those that could not.
 */
refused: Array<Skipped>, };

/**
 * A task as lists show it.
 */
export type Task = { id: TaskId, title: string, 
/**
 * Markdown.
 */
notes: string, status: TaskStatus, area: AreaId | null, project: ProjectId | null, parent: TaskId | null, tags: Array<string>, 
/**
 * 1 (highest) to 4.
 */
priority: number | null, effort_minutes: number | null, logged_minutes: number, energy: Energy | null, 
/**
 * Hidden before this day.
 */
start: Day | null, scheduled: When | null, scheduled_end: Timestamp | null, deadline: When | null, 
/**
 * What completing it earns; 0: what the rules give.
 */
points: number, source: Source, created_at: Timestamp, completed_at: Timestamp | null, subtasks: number, subtasks_done: number, 
/**
 * An open task stands in its way.
 */
blocked: boolean, repeat?: Repeat, 
/**
 * The repeating task of which this is one occurrence.
 */
series?: TaskId, };

/**
 * A task with everything that hangs on it.
 */
export type TaskDetail = { task: Task, subtasks: Array<Task>, blockers: Array<TaskRef>, blocking: Array<TaskRef>, reminders: Array<Reminder>, };

/**
 * What the groups of a list, or the columns of a board, are.
 */
export type TaskGroup = "none" | "status" | "project" | "area" | "priority" | "day" | "quadrant";

/**
 * One group of a list.
 */
export type TaskGroupCount = { 
/**
 * A status, a project's or area's number, a priority, a day, `overdue`, a quadrant, or `none`.
 */
key: string, 
/**
 * The name of the project or area.
 */
name: string | null, count: number, };

/**
 * The groups of a list, in their order.
 */
export type TaskGroups = { groups: Array<TaskGroupCount>, 
/**
 * The rule by which tasks are in their groups, where it is not in the name.
 */
rule: string | null, };

export type TaskId = number & { __id: "TaskId" };

/**
 * Some tasks.
 */
export type TaskIds = { ids: Array<TaskId>, };

/**
 * One window of a list.
 */
export type TaskPage = { tasks: Array<Task>, 
/**
 * How many there are in all.
 */
total: number, };

/**
 * What to change of tasks; absent stays, `null` clears.
 */
export type TaskPatch = { title?: string | null, notes?: string | null, status?: TaskStatus | null, area?: AreaId | null, project?: ProjectId | null, parent?: TaskId | null, tags?: Array<string> | null, priority?: number | null, effort_minutes?: number | null, logged_minutes?: number | null, 
/**
 * 0: by the rules.
 */
points?: number | null, energy?: Energy | null, start?: Day | null, scheduled?: When | null, scheduled_end?: Timestamp | null, deadline?: When | null, };

/**
 * Which tasks, in which order.
 */
export type TaskQuery = { 
/**
 * Conditions side by side, `or`, `not`, parentheses. `is:` `tag:` `project:` `area:` `due:` `on:` `start:` `done:`
 * `added:` `priority:` `effort:` `energy:` `has:`, `p1`–`p4`, `blocked`, words and "phrases". Open tasks unless a
 * status is named. Days may be relative (`<=7d`, `week`) and spans (`2026-10-01..2026-10-31`).
 */
filter?: string, sort?: TaskSort, 
/**
 * Tasks of one group stand together.
 */
group?: TaskGroup, 
/**
 * Only the group of this key.
 */
within?: string, offset?: number, 
/**
 * At most 500, which is also the default.
 */
limit?: number, };

/**
 * A task in one line.
 */
export type TaskRef = { id: TaskId, title: string, done: boolean, };

/**
 * The order of a list.
 */
export type TaskSort = "smart" | "manual" | "day" | "deadline" | "priority" | "effort" | "title" | "newest" | "oldest" | "urgency";

/**
 * Where a task stands.
 */
export type TaskStatus = "inbox" | "todo" | "doing" | "waiting" | "done" | "dropped";

/**
 * How tasks are laid out.
 */
export type TaskView = "list" | "board" | "calendar" | "matrix";

/**
 * What can be wrong with a project.
 */
export type TermKind = "stalled" | "overdue" | "no_next_action" | "blocked" | "scope_growth";

/**
 * How large everything is written.
 */
export type TextSize = "small" | "normal" | "large" | "larger";

/**
 * Light or dark.
 */
export type Theme = "system" | "light" | "dark";

/**
 * Something that can be cited.
 */
export type Thing = { kind: HitKind, id: number, };

/**
 * From a moment until another.
 */
export type TimeSpan = { from: Timestamp, until: Timestamp, };

export type Timestamp = number;

/**
 * Which titles.
 */
export type TitleQuery = { text: string, 
/**
 * 8 unless said, at most 50.
 */
limit?: number, };

/**
 * One day's page.
 */
export type Today = { day: Day, 
/**
 * Scheduled or due on an earlier day and still open. What is late but planned for today or tomorrow is decided.
 */
overdue: Array<Task>, 
/**
 * In the order of the day: timed tasks first.
 */
scheduled: Array<Task>, 
/**
 * Due today, scheduled otherwise or not at all.
 */
due: Array<Task>, 
/**
 * What could be done now.
 */
next: Array<Task>, done: Array<Task>, 
/**
 * The points of the day, without what was taken back; none where rewards are switched off.
 */
points: number | null, 
/**
 * Habits that still ask for something today, or have an entry.
 */
habits: Array<HabitStanding>, 
/**
 * How many tasks wait in the inbox.
 */
inbox: number, };

/**
 * What can be brought back by itself; the rest comes along with it.
 */
export type TrashKind = "task" | "item" | "project" | "entry" | "metric" | "habit" | "goal" | "conversation" | "area" | "tag" | "reward";

/**
 * Which part of the trash.
 */
export type TrashQuery = { kind?: TrashKind | null, 
/**
 * Words of the title.
 */
text?: string | null, 
/**
 * Only what stands below this place.
 */
before?: number | null, 
/**
 * At most this many, 100 unless said, 500 at most.
 */
limit?: number | null, };

/**
 * One thing of the trash.
 */
export type TrashRef = { kind: TrashKind, id: number, };

/**
 * One deleted thing.
 */
export type Trashed = { kind: TrashKind, id: number, title: string, deleted_at: Timestamp, actor: Actor, 
/**
 * What the step that deleted it did, in words.
 */
label: string, step: StepId, 
/**
 * Its place in the list; later deletions stand higher.
 */
place: number, };

/**
 * A trend by the median of slopes.
 */
export type TrendLine = { 
/**
 * Change a day (Theil and Sen).
 */
slope: number, 
/**
 * The 95 % interval of the slope, wider where neighbouring days are alike.
 */
low: number, high: number, 
/**
 * Days with a value that it rests on.
 */
n: number, 
/**
 * Kendall's tau, -1 to 1.
 */
tau: number, 
/**
 * How likely so strong a trend is by chance (Mann and Kendall, corrected for ties and, after Hamed and Rao, for
 * likeness of neighbouring days).
 */
p: number, 
/**
 * Whether it is more than chance.
 */
significant: boolean, };

/**
 * A day on the line of the trend.
 */
export type TrendPoint = { day: Day, value: number, low: number, high: number, };

/**
 * Coefficients by term.
 */
export type TuneUrgency = { coefficients: { [key in UrgencyTerm]?: number }, };

/**
 * A line with the place of the caret in it, in Unicode scalar values; at its end when absent.
 */
export type Typing = { text: string, caret?: number, };

/**
 * A task without a place.
 */
export type UnplannedTask = { task: TaskId, title: string, why: string, };

/**
 * A task's urgency, term by term.
 */
export type Urgency = { 
/**
 * The sum, with what is inherited; nothing for a closed task. Two decimals.
 */
urgency: number | null, 
/**
 * The terms that add anything, the greatest first.
 */
parts: Array<UrgencyPart>, 
/**
 * Where the rest comes from, when a task that waits for this one is more urgent.
 */
inherited: UrgencyHeir | null, };

/**
 * The more urgent task that waits for this one.
 */
export type UrgencyHeir = { task: TaskRef, 
/**
 * What this task is lifted by.
 */
adds: number, };

/**
 * What one term adds to a task's urgency.
 */
export type UrgencyPart = { term: UrgencyTerm, name: string, coefficient: number, 
/**
 * From 0 to 1.
 */
value: number, 
/**
 * The coefficient times the value.
 */
adds: number, };

/**
 * A task and its urgency, under tried coefficients and under the present ones.
 */
export type UrgencyRank = { task: Task, urgency: number, now: number, };

/**
 * One line of the formula.
 */
export type UrgencyRule = { term: UrgencyTerm, name: string, 
/**
 * What the value from 0 to 1 is.
 */
about: string, coefficient: number, 
/**
 * The coefficient unless it is tuned.
 */
default: number, };

/**
 * What makes a task more or less urgent.
 */
export type UrgencyTerm = "p1" | "p2" | "p3" | "p4" | "deadline" | "scheduled" | "doing" | "blocking" | "next" | "age" | "project" | "tags" | "blocked" | "waiting" | "later";

/**
 * What a model is used for.
 */
export type Use = "chat" | "enrich" | "embed";

/**
 * A backup that was read to its last byte.
 */
export type Verified = { path: string, 
/**
 * Its bytes and rows are those that the manifest beside it names. Without a manifest the rows were
 * compared with the log of changes that the copy carries.
 */
by_manifest: boolean, version: number, rows: number, 
/**
 * The hash of everything in it.
 */
content: string, };

/**
 * What there is.
 */
export type Wallet = { balance: number, 
/**
 * What was taken back after it was spent; paid by the next points.
 */
owed: number, 
/**
 * All that was ever earned and spent.
 */
earned: number, spent: number, 
/**
 * How many postings there are in all.
 */
total: number, 
/**
 * The newest first.
 */
entries: Array<Posting>, 
/**
 * The oldest first, the present one last.
 */
weeks: Array<WeekPoints>, };

/**
 * Which page of the ledger.
 */
export type WalletQuery = { 
/**
 * Only postings older than this one.
 */
before?: PostingId | null, 
/**
 * At most 500; 50 unless said.
 */
limit?: number | null, 
/**
 * How many weeks, at most 260; 26 unless said.
 */
weeks?: number | null, };

/**
 * What is known of an item's page.
 */
export type WebPage = { url: string, site: string | null, author: string | null, 
/**
 * As the page writes it.
 */
published: string | null, 
/**
 * Absent while only the link is kept.
 */
fetched_at: Timestamp | null, 
/**
 * How many different contents were fetched.
 */
snapshots: number, 
/**
 * Another item with the same page.
 */
same_as: ItemId | null, };

/**
 * The points of a week.
 */
export type WeekPoints = { 
/**
 * Its Monday.
 */
week: Day, 
/**
 * Without what was taken back.
 */
earned: number, 
/**
 * Without what was returned.
 */
spent: number, };

/**
 * A day, or a moment on it.
 */
export type When = { 
/**
 * The civil date in the user's zone.
 */
day: Day, 
/**
 * The moment, where a time of day is meant.
 */
at: Timestamp | null, };

/**
 * Working hours of one day.
 */
export type WindowSpan = { from: Timestamp, until: Timestamp, label: string, energy: Energy | null, };

/**
 * A stretch of a weekday, by the clock on the wall.
 */
export type WorkingWindow = { 
/**
 * 1 is Monday, 7 Sunday.
 */
weekday: number, 
/**
 * Minutes from midnight.
 */
from: number, 
/**
 * Minutes from midnight, at most 1440.
 */
to: number, label: string, 
/**
 * The strength that a person has then.
 */
energy: Energy | null, };

/**
 * The working hours of a week.
 */
export type WorkingWindows = { windows: Array<WorkingWindow>, };

/** Every operation of the core: its kind, what it takes and what it answers. */
export interface Operations {
  /** The steps that undo and redo would act on now. */
  "history.state": { kind: "query"; input: null; output: HistoryState };
  /** What was done, newest first. */
  "history.activity": { kind: "query"; input: ActivityQuery; output: Array<Step> };
  /** The rows that a step changed, before and after. */
  "history.changes": { kind: "query"; input: StepId; output: Array<Change> };
  /** Whether a step could be taken back as things stand, and if not, why. Nothing is written. */
  "history.preview": { kind: "action"; input: StepId; output: RevertPreview };
  /** Takes back the newest step, whoever made it. */
  "history.undo": { kind: "action"; input: null; output: Step };
  /** Brings back the step that was undone last. */
  "history.redo": { kind: "action"; input: null; output: Step };
  /** Takes back one step of the past and keeps what came after it. */
  "history.revert": { kind: "action"; input: StepId; output: Step };
  /** What was deleted and can come back, newest first. */
  "trash.list": { kind: "query"; input: TrashQuery; output: Array<Trashed> };
  /** Brings deleted things back with all that went along with them, as one step; says what stands in the way of others. */
  "trash.restore": { kind: "mutation"; input: RestoreTrashed; output: Restored };
  /** Every area, by name. */
  "areas.list": { kind: "query"; input: null; output: Array<Area> };
  /** Adds an area. */
  "areas.create": { kind: "mutation"; input: NewArea; output: Area };
  /** Renames or recolours an area. */
  "areas.update": { kind: "mutation"; input: AreaPatch; output: Area };
  /** Removes an area; what belonged to it stays. */
  "areas.delete": { kind: "mutation"; input: AreaId; output: null };
  /** Every tag with its number of uses, by name. */
  "tags.list": { kind: "query"; input: null; output: Array<Tag> };
  /** Renames a tag everywhere. */
  "tags.rename": { kind: "mutation"; input: RenameTag; output: Tag };
  /** Makes one tag of two: what carries the first carries the second instead, and the first's name means the second. */
  "tags.merge": { kind: "mutation"; input: MergeTags; output: Tag };
  /** Gives a tag another name, so that whoever writes it means this tag. */
  "tags.add_alias": { kind: "mutation"; input: TagAlias; output: Tag };
  /** Takes another name away from a tag. */
  "tags.remove_alias": { kind: "mutation"; input: TagAlias; output: Tag };
  /** Removes a tag from everything. */
  "tags.delete": { kind: "mutation"; input: TagId; output: null };
  /** Every project with the count of its tasks, active ones first. */
  "projects.list": { kind: "query"; input: null; output: Array<Project> };
  /** Every project with its declared and computed health, active ones first. */
  "projects.overview": { kind: "query"; input: null; output: Array<ProjectLine> };
  /** One project with its health term by term, updates, forecast and burn-up. */
  "projects.show": { kind: "query"; input: ProjectId; output: ProjectDetail };
  /** Adds a project. */
  "projects.create": { kind: "mutation"; input: NewProject; output: Project };
  /** Changes a project; absent fields stay. */
  "projects.update": { kind: "mutation"; input: ProjectPatch; output: Project };
  /** Removes a project; its tasks stay. */
  "projects.delete": { kind: "mutation"; input: ProjectId; output: null };
  /** Writes an update: how the project goes, and why. */
  "projects.report": { kind: "mutation"; input: NewProjectUpdate; output: ProjectUpdate };
  /** Removes an update. */
  "projects.remove_update": { kind: "mutation"; input: ProjectUpdateId; output: null };
  /** Tasks by a filter such as `due:<=7d and (tag:home or p1) and not blocked`, in windows of at most 500. */
  "tasks.list": { kind: "query"; input: TaskQuery; output: TaskPage };
  /** The groups of such a list (columns, days, quadrants) with their counts. */
  "tasks.groups": { kind: "query"; input: GroupQuery; output: TaskGroups };
  /** What could stand at the caret of a filter, and what is wrong with it. */
  "tasks.complete_filter": { kind: "query"; input: Typing; output: FilterCompletion };
  /** One task with its subtasks, dependencies and reminders. */
  "tasks.get": { kind: "query"; input: TaskId; output: TaskDetail };
  /** How urgent a task is, term by term. */
  "tasks.urgency": { kind: "query"; input: TaskId; output: Urgency };
  /** Adds a task. */
  "tasks.create": { kind: "mutation"; input: NewTask; output: Task };
  /** Changes one or many tasks in one step; absent fields stay, null clears. */
  "tasks.edit": { kind: "mutation"; input: EditTasks; output: Array<Task> };
  /** Moves tasks to another group of a list, another place in the order made by hand, or both, in one step. */
  "tasks.place": { kind: "mutation"; input: PlaceTasks; output: Array<Task> };
  /** Changes, completes, reopens or deletes many tasks, or all that a filter finds, in one step. */
  "tasks.bulk": { kind: "mutation"; input: BulkEdit; output: number };
  /** Marks tasks as done; a repeating one moves on to its next occurrence. */
  "tasks.complete": { kind: "mutation"; input: TaskIds; output: Array<Task> };
  /** Puts done or dropped tasks back to do. */
  "tasks.reopen": { kind: "mutation"; input: TaskIds; output: Array<Task> };
  /** Leaves out this occurrence of repeating tasks. */
  "tasks.skip": { kind: "mutation"; input: TaskIds; output: Array<Task> };
  /** Deletes tasks with their subtasks. */
  "tasks.delete": { kind: "mutation"; input: DeleteTasks; output: null };
  /** Makes a task wait for another; a circle is refused. */
  "tasks.block": { kind: "mutation"; input: Dependency; output: null };
  /** Ends a task's waiting for another. */
  "tasks.unblock": { kind: "mutation"; input: Dependency; output: null };
  /** Adds a reminder, at a moment or minutes before the task's time. */
  "tasks.remind": { kind: "mutation"; input: NewReminder; output: Reminder };
  /** Reminds again some minutes from now. */
  "tasks.snooze": { kind: "mutation"; input: Snooze; output: Reminder };
  /** Removes a reminder. */
  "tasks.forget_reminder": { kind: "mutation"; input: ReminderId; output: null };
  /** The saved filters in their order. */
  "filters.list": { kind: "query"; input: null; output: Array<SavedFilter> };
  /** How many tasks each saved filter finds, counted no further than 1000. */
  "filters.counts": { kind: "query"; input: null; output: Array<FilterCount> };
  /** Saves a filter under a name. */
  "filters.create": { kind: "mutation"; input: NewFilter; output: SavedFilter };
  /** Renames a saved filter, or changes its query, view, sort or group; absent fields stay. */
  "filters.update": { kind: "mutation"; input: FilterPatch; output: SavedFilter };
  /** Puts a saved filter behind another, or first. */
  "filters.reorder": { kind: "mutation"; input: MoveFilter; output: Array<SavedFilter> };
  /** Removes a saved filter; the tasks stay. */
  "filters.delete": { kind: "mutation"; input: SavedFilterId; output: null };
  /** Makes a task repeat by an RFC 5545 rule, or no longer repeat. */
  "repeats.set": { kind: "mutation"; input: SetRepeat; output: Task };
  /** The next occurrences of a rule, or of a task's own, and the rule in words; nothing is kept. */
  "repeats.preview": { kind: "query"; input: PreviewRepeat; output: RepeatPreview };
  /** The formula of urgency: every term with its coefficient. */
  "urgency.formula": { kind: "query"; input: null; output: Array<UrgencyRule> };
  /** What would be next under other coefficients, and how urgent it is now; changes nothing. */
  "urgency.preview": { kind: "query"; input: TuneUrgency; output: Array<UrgencyRank> };
  /** Changes coefficients, each between -100 and 100; those not named stay. */
  "urgency.tune": { kind: "mutation"; input: TuneUrgency; output: Array<UrgencyRule> };
  /** Gives every term its usual coefficient. */
  "urgency.reset": { kind: "mutation"; input: null; output: Array<UrgencyRule> };
  /** The running timer, if there is one. */
  "focus.running": { kind: "query"; input: null; output: Focus | null };
  /** The stretches of time spent with a task, newest first, at most 100. */
  "focus.of_task": { kind: "query"; input: TaskId; output: Array<Focus> };
  /** Starts the timer for a task; one that runs for another is stopped and logged first. */
  "focus.start": { kind: "mutation"; input: StartFocus; output: Focus };
  /** Stops the timer and adds the time to its task. */
  "focus.stop": { kind: "mutation"; input: StopFocus; output: Focus };
  /** Throws the running timer away; nothing is logged. */
  "focus.discard": { kind: "mutation"; input: null; output: null };
  /** Every reward, the cheapest first, with when and for what it can be had. */
  "rewards.list": { kind: "query"; input: null; output: Array<Reward> };
  /** Adds a reward of one's own. */
  "rewards.create": { kind: "mutation"; input: NewReward; output: Reward };
  /** Changes a reward; absent fields stay. What was redeemed keeps its price. */
  "rewards.update": { kind: "mutation"; input: RewardPatch; output: Reward };
  /** Removes a reward; what was redeemed stays in the ledger. */
  "rewards.delete": { kind: "mutation"; input: RewardId; output: null };
  /** Takes a reward and pays for it. */
  "rewards.redeem": { kind: "mutation"; input: RewardId; output: Redemption };
  /** What earns how many points, now and unless it was changed. */
  "rewards.rules": { kind: "query"; input: null; output: Rules };
  /** Changes what earns how many points from now on; what was earned stays as it was priced. */
  "rewards.set_rules": { kind: "mutation"; input: PointRules; output: Rules };
  /** The balance, what is owed, a page of the ledger, and the points of the last weeks. */
  "wallet.show": { kind: "query"; input: WalletQuery; output: Wallet };
  /** What the last 30 days would have earned under other rules; changes nothing. */
  "wallet.simulate": { kind: "query"; input: PointRules; output: Simulation };
  /** Metrics by name with their newest value, the last month and a trend where it is more than chance. */
  "metrics.list": { kind: "query"; input: ListMetrics; output: Array<MetricRow> };
  /** One metric with the value of each day that has one, and what it reached. */
  "metrics.show": { kind: "query"; input: ShowMetric; output: MetricDetail };
  /** What was written down, the newest first. */
  "metrics.logs": { kind: "query"; input: MetricLogQuery; output: MetricLogPage };
  /** Trend, streak, outliers, progress and forecast, each with its n; nothing is said of fewer than 14 days. */
  "metrics.analyse": { kind: "query"; input: AnalyseMetric; output: MetricAnalysis };
  /** Which metrics move together up to three days apart, by rank, with false discoveries held below 5 %. Not causal. */
  "metrics.correlations": { kind: "query"; input: CorrelationQuery; output: MetricCorrelations };
  /** Adds a metric. */
  "metrics.create": { kind: "mutation"; input: NewMetric; output: Metric };
  /** Changes a metric; absent fields stay, `null` clears. */
  "metrics.update": { kind: "mutation"; input: MetricPatch; output: Metric };
  /** Puts a metric away, or takes it out again; its logs stay. */
  "metrics.archive": { kind: "mutation"; input: ArchiveMetric; output: Metric };
  /** Removes a metric with its logs. */
  "metrics.delete": { kind: "mutation"; input: MetricId; output: null };
  /** Writes down a value, for now or for an earlier day; several a day are allowed. */
  "metrics.log": { kind: "mutation"; input: LogMetric; output: MetricLogged };
  /** Changes a log; absent fields stay. */
  "metrics.edit_log": { kind: "mutation"; input: EditMetricLog; output: MetricLogged };
  /** Removes a log. */
  "metrics.delete_log": { kind: "mutation"; input: MetricLogId; output: null };
  /** Reads logs from comma-separated values; lines that are there already are left out. One bad line refuses all. */
  "metrics.import_csv": { kind: "mutation"; input: ImportMetric; output: MetricImported };
  /** Every log as comma-separated values. */
  "metrics.export_csv": { kind: "query"; input: MetricId; output: MetricTable };
  /** The habits of today: what still asks for something, and what has an entry. */
  "habits.today": { kind: "query"; input: null; output: Array<HabitStanding> };
  /** Every habit with its strength, streak and last 14 days, in the order of the list; or those put away. */
  "habits.list": { kind: "query"; input: ListHabits | null; output: Array<HabitStanding> };
  /** One habit: strength curve, year, history, best streaks, and what today could make of it. */
  "habits.show": { kind: "query"; input: HabitId; output: HabitPage };
  /** A schedule in words, or why it is none: `on Monday and Thursday`. */
  "habits.words": { kind: "query"; input: HabitSchedule; output: string };
  /** Adds a habit. */
  "habits.create": { kind: "mutation"; input: NewHabit; output: Habit };
  /** Changes a habit; absent fields stay. */
  "habits.update": { kind: "mutation"; input: HabitPatch; output: Habit };
  /** Puts a habit away with its history, or takes it out again. */
  "habits.archive": { kind: "mutation"; input: ArchiveHabit; output: Habit };
  /** Removes a habit with its history. */
  "habits.delete": { kind: "mutation"; input: HabitId; output: null };
  /** Puts these habits in this order, before all others. */
  "habits.reorder": { kind: "mutation"; input: Array<HabitId>; output: null };
  /** Ticks a habit or logs a number, today or on a past day; what the day held is replaced or added to. */
  "habits.log": { kind: "mutation"; input: LogHabit; output: HabitStanding };
  /** Takes a day's entry or skip away. */
  "habits.clear": { kind: "mutation"; input: HabitOnDay; output: HabitStanding };
  /** Skips a day: strength and streak stay as they are. Each month has a budget of skips. */
  "habits.skip": { kind: "mutation"; input: HabitOnDay; output: HabitStanding };
  /** Pauses a habit for some days, or until it is resumed. */
  "habits.pause": { kind: "mutation"; input: PauseHabit; output: HabitStanding };
  /** Ends the present pause with yesterday, or takes another away. */
  "habits.resume": { kind: "mutation"; input: ResumeHabit; output: HabitStanding };
  /** Every goal with its progress, pace and next milestone, active ones first. */
  "goals.list": { kind: "query"; input: null; output: Array<GoalLine> };
  /** One goal with its criteria, what each record adds, its history, forecast, links and check-ins. */
  "goals.show": { kind: "query"; input: GoalId; output: GoalDetail };
  /** Active goals that are behind, the latest first. */
  "goals.off_pace": { kind: "query"; input: null; output: Array<GoalLine> };
  /** The goals that a task or project is linked to. */
  "goals.linked": { kind: "query"; input: GoalSubject; output: Array<GoalRef> };
  /** Adds a goal, with its criteria if they are known. */
  "goals.create": { kind: "mutation"; input: NewGoal; output: Goal };
  /** Changes a goal; absent fields stay, null clears. A new target holds from today on. */
  "goals.update": { kind: "mutation"; input: GoalPatch; output: Goal };
  /** Removes a goal; what is linked to it and the goals below it stay. */
  "goals.delete": { kind: "mutation"; input: GoalId; output: null };
  /** Puts a goal before another among its neighbours, or at the end. */
  "goals.place": { kind: "mutation"; input: PlaceGoal; output: null };
  /** Links a task or a project to a goal. */
  "goals.link": { kind: "mutation"; input: LinkGoal; output: null };
  /** Takes such a link away. */
  "goals.unlink": { kind: "mutation"; input: LinkGoal; output: null };
  /** Says how one knows that the goal is reached; holds from today on, earlier days keep what they had. */
  "goals.set_criteria": { kind: "mutation"; input: SetCriteria; output: GoalDetail };
  /** Counts on, or answers a yes-or-no criterion (1 or 0). */
  "goals.enter": { kind: "mutation"; input: NewGoalEntry; output: GoalEntry };
  /** Removes such an entry. */
  "goals.remove_entry": { kind: "mutation"; input: GoalEntryId; output: null };
  /** Notes how it goes, with a confidence. */
  "goals.check_in": { kind: "mutation"; input: NewCheckIn; output: CheckIn };
  /** Removes a check-in. */
  "goals.remove_check_in": { kind: "mutation"; input: CheckInId; output: null };
  /** The blocks that touch a span of time, in its order, those that repeat at each occurrence. */
  "blocks.list": { kind: "query"; input: TimeSpan; output: Array<PlanBlock> };
  /** Plans a stretch of time. */
  "blocks.create": { kind: "mutation"; input: NewBlock; output: PlanBlock };
  /** Changes what a block is for; absent fields stay, null clears. */
  "blocks.update": { kind: "mutation"; input: BlockPatch; output: PlanBlock };
  /** Moves a block to another moment; it keeps its length. */
  "blocks.place": { kind: "mutation"; input: PlaceBlock; output: PlanBlock };
  /** Gives a block another beginning or end. */
  "blocks.resize": { kind: "mutation"; input: ResizeBlock; output: PlanBlock };
  /** Makes two blocks of one. */
  "blocks.split": { kind: "mutation"; input: SplitBlock; output: Array<PlanBlock> };
  /** Pins a block, so that planning leaves it where it is, or lets it go. */
  "blocks.pin": { kind: "mutation"; input: PinBlock; output: PlanBlock };
  /** Deletes a block; of one that repeats all occurrences, one, or those from one on. */
  "blocks.delete": { kind: "mutation"; input: BlockRef; output: null };
  /** The working hours of the week; Monday to Friday from nine to five until others are set. */
  "windows.get": { kind: "query"; input: null; output: Array<WorkingWindow> };
  /** Sets the working hours of the week; none sets the usual ones. */
  "windows.set": { kind: "mutation"; input: WorkingWindows; output: Array<WorkingWindow> };
  /** Everything of a day: blocks, events, timed tasks, focus, working hours, what is used and free, and what overlaps. */
  "planning.day": { kind: "query"; input: OfDay; output: PlanDay };
  /** The seven days from the Monday of a day's week on. */
  "planning.week": { kind: "query"; input: OfDay; output: Array<PlanDay> };
  /** Open tasks that have no place in the plan yet, the most pressing first, at most 100. */
  "planning.unplanned": { kind: "query"; input: OfDay; output: Array<Task> };
  /** How long a task will take, judged by similar finished tasks with logged time. */
  "planning.estimate": { kind: "query"; input: TaskId; output: Estimate };
  /** What planning a day or a week would change, with the reasons; changes nothing. */
  "planning.propose": { kind: "query"; input: AskPlan; output: PlanProposal };
  /** Takes a proposed plan over, or a part of it, as one step. */
  "planning.apply": { kind: "mutation"; input: PlanChanges; output: PlanApplied };
  /** The calendars with how many events they have, when they were read last, and what went wrong. */
  "calendars.list": { kind: "query"; input: null; output: Array<Calendar> };
  /** Adds a calendar: an address that is asked each hour, a file, or the text of one. */
  "calendars.add": { kind: "action"; input: NewCalendar; output: Calendar };
  /** Changes a calendar; absent fields stay. */
  "calendars.update": { kind: "mutation"; input: CalendarPatch; output: Calendar };
  /** Asks the address of a calendar, or of all of them, again. */
  "calendars.refresh": { kind: "action"; input: Refresh; output: Array<Calendar> };
  /** Removes a calendar and its events; undo brings them back. */
  "calendars.remove": { kind: "mutation"; input: CalendarId; output: null };
  /** Takes the events of a calendar file into a calendar, or its entries as tasks; with `preview` it only says what would */
  /** happen. The same file a second time changes nothing. */
  "ics.import": { kind: "action"; input: IcsImport; output: IcsReport };
  /** The blocks and scheduled tasks from a day until another as a calendar file. */
  "ics.export": { kind: "query"; input: IcsExport; output: IcsFile };
  /** What is overdue, scheduled, due, next and done today. */
  "today.show": { kind: "query"; input: null; output: Today };
  /** Plans tasks for today, for tomorrow, or for no day at all, in one step. Times of day are given up. */
  "today.defer": { kind: "mutation"; input: Defer; output: Array<Task> };
  /** Understands a text without keeping it: spans, values and what they mean. */
  "capture.parse": { kind: "query"; input: CaptureText; output: Array<ParsedLine> };
  /** Names that a sign (`#`, `@`, `after:`) could go on to, a new one marked as such. */
  "capture.complete": { kind: "query"; input: Beginning; output: Array<OfferedName> };
  /** What the capture language understands, with examples. */
  "capture.language": { kind: "query"; input: null; output: Array<LanguageSection> };
  /** Keeps a text as tasks, one a line with deeper lines as subtasks, as a note, in the logbook, or as values of metrics. */
  "capture.save": { kind: "mutation"; input: CaptureText; output: Captured };
  /** Gives a task another title; what its words say, such as a day, a project or a priority, becomes the task's. */
  "capture.retitle": { kind: "mutation"; input: Retitle; output: Task };
  /** Open tasks that say nearly the same as the first line, at most three. */
  "capture.similar": { kind: "action"; input: CaptureText; output: Array<Task> };
  /** Items of the library, newest first, in windows of at most 500. */
  "knowledge.list": { kind: "query"; input: ItemQuery; output: ItemPage };
  /** One item with its text, blocks and pages. */
  "knowledge.get": { kind: "query"; input: ItemId; output: ItemDetail };
  /** A picture, to be drawn. */
  "knowledge.picture": { kind: "query"; input: ItemId; output: Picture };
  /** Writes a note in Markdown. */
  "knowledge.create_note": { kind: "mutation"; input: NewNote; output: Item };
  /** Changes an item's title or tags, or a note's text; absent fields stay. */
  "knowledge.edit": { kind: "mutation"; input: ItemPatch; output: Item };
  /** Keeps a web page by its address, and fetches it; one that is there already is fetched again. */
  "knowledge.clip": { kind: "mutation"; input: Clip; output: Item };
  /** Fetches an item's page again. */
  "knowledge.refresh": { kind: "action"; input: ItemId; output: null };
  /** What a text links to, and which texts link to it. */
  "knowledge.links": { kind: "query"; input: ItemId; output: Links };
  /** Titles that contain these words, for writing a link. */
  "knowledge.titles": { kind: "query"; input: TitleQuery; output: Array<ItemRef> };
  /** Deletes items. */
  "knowledge.delete": { kind: "mutation"; input: ItemIds; output: null };
  /** Imports files and folders of this computer. */
  "knowledge.import_paths": { kind: "action"; input: ImportPaths; output: ImportReport };
  /** Keeps the content of files, a first step: `import_kept` makes items of them. */
  "knowledge.keep_files": { kind: "action"; input: ImportFiles; output: KeptFiles };
  /** Makes items of kept files, all in one undoable step. */
  "knowledge.import_kept": { kind: "action"; input: KeptFiles; output: ImportReport };
  /** Imports files by their content. */
  "knowledge.import_files": { kind: "action"; input: ImportFiles; output: ImportReport };
  /** Imports a file of JSON lines, each with `_id`, `title` and `text`. */
  "knowledge.import_lines": { kind: "action"; input: ImportLines; output: ImportReport };
  /** The highlights of an item in the order of its text, or of everything, newest first. */
  "highlights.list": { kind: "query"; input: HighlightQuery; output: Array<Highlight> };
  /** Marks a stretch of an item's text. */
  "highlights.create": { kind: "mutation"; input: NewHighlight; output: Highlight };
  /** Changes a highlight's note or colour; absent fields stay. */
  "highlights.edit": { kind: "mutation"; input: HighlightPatch; output: Highlight };
  /** Deletes a highlight. */
  "highlights.delete": { kind: "mutation"; input: HighlightId; output: null };
  /** A day: what was written about it, and beside that what happened. */
  "logbook.day": { kind: "query"; input: LogbookDay; output: DayPage };
  /** A month with its days that have entries. */
  "logbook.month": { kind: "query"; input: MonthOf; output: MonthPage };
  /** Entries, newest first. */
  "logbook.list": { kind: "query"; input: ListEntries; output: EntryPage };
  /** One entry with its tags and links. */
  "logbook.get": { kind: "query"; input: EntryId; output: Entry };
  /** What was written a month ago, and on the same day of earlier years. */
  "logbook.on_this_day": { kind: "query"; input: LogbookDay; output: Array<Anniversary> };
  /** Writes an entry. */
  "logbook.create": { kind: "mutation"; input: NewEntry; output: Entry };
  /** Changes an entry; absent fields stay. */
  "logbook.update": { kind: "mutation"; input: EntryPatch; output: Entry };
  /** Removes an entry. */
  "logbook.delete": { kind: "mutation"; input: EntryId; output: null };
  /** The entries of a year or a month as one Markdown file. */
  "logbook.export": { kind: "query"; input: ExportBook; output: Book };
  /** Writes the entries of a year or a month to a Markdown file, in the place of one that is there. */
  "logbook.save_book": { kind: "action"; input: SaveBook; output: Book };
  /** What a day asks for and what came before it, computed from the rows. */
  "digest.day": { kind: "query"; input: DigestDay; output: Digest };
  /** The steps of the weekly review, computed from everything there is. */
  "review.week": { kind: "query"; input: ReviewWeek; output: Review };
  /** Completes, drops, plans or rests the chosen lines, as one step. */
  "review.act": { kind: "mutation"; input: ReviewDecision; output: number };
  /** Writes the review into the logbook: one's own words, and the facts of the week. */
  "review.save": { kind: "mutation"; input: SaveReview; output: Entry };
  /** Tags that would suit an item, from those in use, best first. */
  "tagging.suggest": { kind: "query"; input: ItemId; output: Array<TagSuggestion> };
  /** Gives an item a tag that was suggested. */
  "tagging.accept": { kind: "mutation"; input: TagOfItem; output: Item };
  /** Declines a suggestion; it is not made again for this item. */
  "tagging.decline": { kind: "mutation"; input: TagOfItem; output: null };
  /** The pages that were fetched last, newest first, and what became of each. */
  "fetch.log": { kind: "query"; input: null; output: Array<FetchLine> };
  /** Where the queue stands: what runs, waits, failed, and how much is searchable by meaning. */
  "processing.status": { kind: "query"; input: null; output: Processing };
  /** Pauses the queue or lets it go on; the step at work is finished first. */
  "processing.pause": { kind: "action"; input: Pause; output: null };
  /** Takes an item's steps before everything else. */
  "processing.hurry": { kind: "action"; input: Hurry; output: number };
  /** Tries one job again, an item's jobs, or all that need attention. */
  "processing.retry": { kind: "action"; input: Retry; output: number };
  /** Searches everything by words and meaning. Filters: `type:` `tag:` `is:` `in:` `after:` `before:` `"phrase"` `-not`. */
  "search.query": { kind: "action"; input: SearchRequest; output: SearchResults };
  /** The filters and values that could stand at the caret of a search line. */
  "search.complete": { kind: "query"; input: Typing; output: Completion };
  /** Titles and words that a search line could go on with. */
  "search.suggest": { kind: "query"; input: Typing; output: Array<Suggestion> };
  /** Conversations, pinned ones first, then the latest; narrowed to those that contain a text. */
  "chat.conversations": { kind: "query"; input: ConversationQuery; output: Array<Conversation> };
  /** A conversation with its messages and the answer that is being written. */
  "chat.get": { kind: "query"; input: ConversationId; output: ConversationDetail };
  /** What the rows say to a question that counts or lists tasks or items; nothing when it is another question. */
  "chat.counts": { kind: "query"; input: Counting; output: Counted | null };
  /** Renames a conversation. */
  "chat.rename": { kind: "mutation"; input: RenameConversation; output: null };
  /** Pins a conversation to the top, or lets it go. */
  "chat.pin": { kind: "mutation"; input: PinConversation; output: null };
  /** Sets what a conversation's answers draw on. */
  "chat.set_scope": { kind: "mutation"; input: ConversationScope; output: null };
  /** Copies a conversation up to a message into a new one, to go on there. */
  "chat.branch": { kind: "mutation"; input: MessageId; output: ConversationId };
  /** Takes back a question with its answer and everything after it, so that it can be asked otherwise. */
  "chat.rewind": { kind: "mutation"; input: MessageId; output: ConversationId };
  /** Deletes a conversation with its messages. */
  "chat.delete": { kind: "mutation"; input: ConversationId; output: null };
  /** Asks a question; the answer cites the passages it rests on and streams as events while it is written. */
  "chat.ask": { kind: "action"; input: Ask; output: Answer };
  /** Stops the answer that is being written; what has come is kept. */
  "chat.stop": { kind: "action"; input: ConversationId; output: null };
  /** The built-in models, those of Ollama when it runs, and those that the servers offered. */
  "models.list": { kind: "action"; input: null; output: Array<ModelState> };
  /** Whether Ollama answers, and where. */
  "models.ollama": { kind: "action"; input: null; output: Ollama };
  /** This computer's memory, cores and free disk. */
  "models.hardware": { kind: "action"; input: null; output: Hardware };
  /** Which model does what, and what of yours it is sent. */
  "models.uses": { kind: "action"; input: null; output: Array<ModelUse> };
  /** Fetches a built-in model's weights, or lets Ollama pull a model (`ollama:NAME`); resumes what was begun. */
  "models.pull": { kind: "action"; input: ModelName; output: null };
  /** Stops fetching a model; what has come is kept, and fetching goes on there. */
  "models.stop_pull": { kind: "action"; input: ModelName; output: null };
  /** Deletes a model's weights from this computer. */
  "models.remove": { kind: "action"; input: ModelName; output: null };
  /** Tries a chat model once: forms, tools, context, speed. */
  "models.probe": { kind: "action"; input: ModelName; output: Probe };
  /** The OpenAI-compatible servers, by name. */
  "servers.list": { kind: "query"; input: null; output: Array<Server> };
  /** Adds a server; its key goes into the keychain. */
  "servers.add": { kind: "action"; input: NewServer; output: Server };
  /** Replaces a server's key, or forgets it. */
  "servers.set_key": { kind: "action"; input: ServerKey; output: Server };
  /** Asks a server for its models, which shows whether address and key are right. */
  "servers.test": { kind: "action"; input: ServerId; output: Server };
  /** Removes a server and its key. */
  "servers.remove": { kind: "action"; input: ServerId; output: null };
  /** Every setting. */
  "settings.get": { kind: "query"; input: null; output: Settings };
  /** Changes settings; absent ones stay. */
  "settings.update": { kind: "mutation"; input: SettingsPatch; output: Settings };
  /** This program, its data file and how to capture from a command line. */
  "data.about": { kind: "action"; input: null; output: About };
  /** Checks the data file, every row, the originals, the indexes, the queue, the newest backup and the models. Changes nothing. */
  "data.doctor": { kind: "action"; input: null; output: Diagnosis };
  /** What the doctor found when it was asked last. */
  "data.report": { kind: "action"; input: null; output: Report | null };
  /** Makes one kind of derived data anew from what the person wrote; that itself is never touched. */
  "data.repair": { kind: "action"; input: Repair; output: null };
  /** Takes note that acknowledged steps are missing, so that the doctor speaks of them no more. */
  "data.accept_loss": { kind: "action"; input: null; output: null };
  /** Writes a proven copy of the data file. */
  "data.backup": { kind: "action"; input: BackupTo; output: Backup };
  /** The copies of this profile, newest first. */
  "data.backups": { kind: "action"; input: null; output: Array<Backup> };
  /** Reads a backup to its last byte and compares it with its manifest. */
  "data.verify": { kind: "action"; input: BackupFile; output: Verified };
  /** Puts a backup in the place of the data file at the next start; the present file is kept beside it. */
  "data.restore": { kind: "action"; input: BackupFile; output: Restoring };
  /** Every row that a person made, as JSON by table. */
  "data.export": { kind: "action"; input: null; output: JsonValue };
  /** Takes in what lies in the watched folder now. */
  "watched.look": { kind: "action"; input: null; output: Taken };
  /** Whether the sample data are here, and whether anything else is. */
  "samples.state": { kind: "query"; input: null; output: Samples };
  /** Adds sample documents, projects and tasks as one step, each tagged `sample`. */
  "samples.add": { kind: "action"; input: null; output: Samples };
  /** Takes away what is left of the sample data, as one step; what was added to them by hand stays. */
  "samples.remove": { kind: "action"; input: null; output: Samples };
  /** Makes up a person's data over years, for demonstrations and load; refuses a profile that holds something */
  /** already, unless told. */
  "samples.life": { kind: "action"; input: SampleLife; output: LifeCounts };
  /** The health of this program, its data file, its queue and its models; nothing of what a person wrote. */
  "diagnostics.show": { kind: "action"; input: null; output: Diagnostics };
}

/** An answer with the tables it was read from. */
export type Reply<T> = { data: T; tables: string[] };
