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

/**
 * What a block is.
 */
export type BlockKind = "heading" | "paragraph" | "list_item" | "code" | "table" | "quote";

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
 * What a captured text becomes.
 */
export type CaptureAs = "task" | "note" | "entry";

/**
 * What was typed.
 */
export type CaptureText = { text: string, 
/**
 * A task unless said.
 */
save_as?: CaptureAs, dismissed?: Array<Dismissed>, };

/**
 * What was made of a captured text.
 */
export type Captured = { tasks: Array<Task>, item: Item | null, 
/**
 * What was written in today's logbook.
 */
entry: Entry | null, };

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
 * Something happened.
 */
export type Event = { "type": "changed", tables: Array<string>, } | { "type": "answer", conversation: ConversationId, phase: Phase, text: string, } | { "type": "answered", conversation: ConversationId, message: MessageId | null, } | { "type": "progress", job: string, done: number, total: number, } | { "type": "download", model: string, done: number, total: number, } | { "type": "notify", title: string, body: string, open: string, reminder: Reminded | null, } | { "type": "open", route: string, };

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
 * Which tasks, and what they are grouped by.
 */
export type GroupQuery = { filter?: string, group: TaskGroup, };

/**
 * What kind of thing happened.
 */
export type Happened = "completed" | "focus" | "captured" | "highlight" | "project";

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
export type HitKind = "item" | "task" | "message" | "project" | "entry";

/**
 * Whose steps.
 */
export type Hurry = { item: number, };

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
 * What an entry, or a line of the day, leads to.
 */
export type LinkKind = "task" | "project" | "item" | "entry";

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
 * Words as they are written.
 */
text?: string | null, 
/**
 * 50 unless said, at most 500.
 */
limit?: number | null, offset?: number | null, };

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
 * `+72.4kg weight`
 */
export type Metric = { name: string, value: number, unit: string, };

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
 * What a sign names.
 */
export type NameOf = "project" | "tag" | "task";

/**
 * An area to be.
 */
export type NewArea = { name: string, 
/**
 * `#rrggbb`.
 */
colour: string, };

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
 * A highlight to be.
 */
export type NewHighlight = { item: ItemId, start: number, end: number, note?: string, colour?: Colour, };

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
export type NewProject = { name: string, area?: AreaId | null, notes?: string | null, };

/**
 * A reminder to be: either a moment, or minutes before the task's time.
 */
export type NewReminder = { task: TaskId, at?: Timestamp | null, minutes_before?: number | null, };

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
status?: TaskStatus | null, area?: AreaId | null, project?: ProjectId | null, parent?: TaskId | null, tags?: Array<string> | null, priority?: number | null, effort_minutes?: number | null, energy?: Energy | null, start?: Day | null, scheduled?: When | null, scheduled_end?: Timestamp | null, deadline?: When | null, };

/**
 * One thing that could not come back.
 */
export type NotRestored = { kind: TrashKind, id: number, reason: string, };

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
after?: string, goal?: string, metric?: Metric, 
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
 * What an answer is doing.
 */
export type Phase = "searching" | "reading" | "writing";

/**
 * A picture's bytes, and the one type under which they may be drawn.
 */
export type Picture = { media_type: string, base64: string, };

/**
 * Pinned or not.
 */
export type PinConversation = { id: ConversationId, pinned: boolean, };

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
 * What to show.
 */
export type PreviewRepeat = { 
/**
 * The rule; that of the task unless said.
 */
rule?: string | null, task?: TaskId | null, way?: RepeatWay | null, first?: When | null, };

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
export type Project = { id: ProjectId, name: string, notes: string, status: ProjectStatus, area: AreaId | null, open_tasks: number, done_tasks: number, };

export type ProjectId = number & { __id: "ProjectId" };

/**
 * What to change of a project; absent stays, `null` clears.
 */
export type ProjectPatch = { id: ProjectId, name?: string | null, notes?: string | null, status?: ProjectStatus | null, area?: AreaId | null, };

/**
 * Where a project stands.
 */
export type ProjectStatus = "active" | "on_hold" | "done" | "dropped";

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
 * This occurrence and those after it, five at most, as if each were completed on its day.
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
 * The first steps were taken or passed over.
 */
welcomed: boolean, };

/**
 * New values; absent ones stay.
 */
export type SettingsPatch = { theme?: Theme, density?: Density, motion?: Motion, text_size?: TextSize, day_start_hour?: number, shortcut?: string, chat_model?: string, chat_fallback?: string, enrich_model?: string, embed_model?: string, ollama_address?: string, local_only?: boolean, fetch_private?: boolean, launch_at_login?: boolean, notifications?: boolean, digest_at?: string, welcomed?: boolean, };

/**
 * One thing that speaks for the best sentence, and what it weighs.
 */
export type Sign = { 
/**
 * `likeness`, `coverage` or `agreement`.
 */
name: string, value: number, weight: number, };

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
start: Day | null, scheduled: When | null, scheduled_end: Timestamp | null, deadline: When | null, points: number, source: Source, created_at: Timestamp, completed_at: Timestamp | null, subtasks: number, subtasks_done: number, 
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
export type TaskPatch = { title?: string | null, notes?: string | null, status?: TaskStatus | null, area?: AreaId | null, project?: ProjectId | null, parent?: TaskId | null, tags?: Array<string> | null, priority?: number | null, effort_minutes?: number | null, logged_minutes?: number | null, energy?: Energy | null, start?: Day | null, scheduled?: When | null, scheduled_end?: Timestamp | null, deadline?: When | null, };

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
export type TaskSort = "smart" | "manual" | "day" | "deadline" | "priority" | "effort" | "title" | "newest" | "oldest";

/**
 * Where a task stands.
 */
export type TaskStatus = "inbox" | "todo" | "doing" | "waiting" | "done" | "dropped";

/**
 * How tasks are laid out.
 */
export type TaskView = "list" | "board" | "calendar" | "matrix";

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
 * How many tasks wait in the inbox.
 */
inbox: number, };

/**
 * What can be brought back by itself; the rest comes along with it.
 */
export type TrashKind = "task" | "item" | "project" | "entry" | "conversation" | "area" | "tag";

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
 * A line with the place of the caret in it, in Unicode scalar values; at its end when absent.
 */
export type Typing = { text: string, caret?: number, };

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
  /** Adds a project. */
  "projects.create": { kind: "mutation"; input: NewProject; output: Project };
  /** Changes a project; absent fields stay. */
  "projects.update": { kind: "mutation"; input: ProjectPatch; output: Project };
  /** Removes a project; its tasks stay. */
  "projects.delete": { kind: "mutation"; input: ProjectId; output: null };
  /** Tasks by a filter such as `due:<=7d and (tag:home or p1) and not blocked`, in windows of at most 500. */
  "tasks.list": { kind: "query"; input: TaskQuery; output: TaskPage };
  /** The groups of such a list (columns, days, quadrants) with their counts. */
  "tasks.groups": { kind: "query"; input: GroupQuery; output: TaskGroups };
  /** What could stand at the caret of a filter, and what is wrong with it. */
  "tasks.complete_filter": { kind: "query"; input: Typing; output: FilterCompletion };
  /** One task with its subtasks, dependencies and reminders. */
  "tasks.get": { kind: "query"; input: TaskId; output: TaskDetail };
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
  /** The next five occurrences of a rule, or of a task's own, and the rule in words; nothing is kept. */
  "repeats.preview": { kind: "query"; input: PreviewRepeat; output: RepeatPreview };
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
  /** Keeps a text as tasks, one a line with deeper lines as subtasks, as a note, or in the logbook. */
  "capture.save": { kind: "mutation"; input: CaptureText; output: Captured };
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
  /** Whether the sample data are here, and whether anything else is. */
  "samples.state": { kind: "query"; input: null; output: Samples };
  /** Adds sample documents, projects and tasks as one step, each tagged `sample`. */
  "samples.add": { kind: "action"; input: null; output: Samples };
  /** Takes away what is left of the sample data, as one step; what was added to them by hand stays. */
  "samples.remove": { kind: "action"; input: null; output: Samples };
  /** The health of this program, its data file, its queue and its models; nothing of what a person wrote. */
  "diagnostics.show": { kind: "action"; input: null; output: Diagnostics };
}

/** An answer with the tables it was read from. */
export type Reply<T> = { data: T; tables: string[] };
