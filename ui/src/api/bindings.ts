// DRAFT of ui/src/api/bindings.ts (the real one is generated from Rust; same shapes, names final unless told).
export type AreaId = number & { __id: "AreaId" }; export type TagId = number & { __id: "TagId" };
export type ProjectId = number & { __id: "ProjectId" }; export type TaskId = number & { __id: "TaskId" };
export type ReminderId = number & { __id: "ReminderId" }; export type ItemId = number & { __id: "ItemId" };
export type ConversationId = number & { __id: "ConversationId" }; export type MessageId = number & { __id: "MessageId" };
export type StepId = number & { __id: "StepId" }; export type JobId = number & { __id: "JobId" };
export type Day = string;        // YYYY-MM-DD
export type Timestamp = number;  // UTC milliseconds
/** A day, or a moment on it. */
export type When = { day: Day; at: Timestamp | null };
export type Kind = "invalid" | "not_found" | "conflict" | "cancelled" | "needs_model" | "model" | "offline" | "storage" | "locked" | "internal";
export type Failure = { kind: Kind; message: string };

// history (undo, redo, activity)
export type Actor = "user" | "cli" | "ai" | "agent" | "import" | "automation" | "system";
export type Step = { id: StepId; at: Timestamp; actor: Actor; operation: string; label: string; changes: number; undone: boolean; undo_of: StepId | null };
export type Change = { table: string; row_id: number; before: unknown; after: unknown }; // null before = created, null after = deleted
export type HistoryState = { undo: Step | null; redo: Step | null };

// areas, tags, projects
export type Area = { id: AreaId; name: string; colour: string };
export type Tag = { id: TagId; name: string; uses: number };
export type ProjectStatus = "active" | "on_hold" | "done" | "dropped";
export type Project = { id: ProjectId; name: string; notes: string; status: ProjectStatus; area: AreaId | null; open_tasks: number; done_tasks: number };

// tasks
export type TaskStatus = "inbox" | "todo" | "doing" | "waiting" | "done" | "dropped";
export type Energy = "low" | "medium" | "high";
export type TaskRef = { id: TaskId; title: string; done: boolean };
export type Reminder = { id: ReminderId; at: Timestamp | null; minutes_before: number | null; fired: boolean };
export type Task = { id: TaskId; title: string; notes: string; status: TaskStatus; area: AreaId | null; project: ProjectId | null; parent: TaskId | null;
  tags: string[]; priority: number | null /* 1..4, 1 highest */; effort_minutes: number | null; logged_minutes: number; energy: Energy | null;
  start: Day | null; scheduled: When | null; scheduled_end: Timestamp | null; deadline: When | null; points: number; source: string;
  created_at: Timestamp; completed_at: Timestamp | null; subtasks: number; subtasks_done: number; blocked: boolean };
export type TaskDetail = { task: Task; subtasks: Task[]; blockers: TaskRef[]; blocking: TaskRef[]; reminders: Reminder[] };
export type NewTask = { title: string; notes?: string; status?: TaskStatus; area?: AreaId | null; project?: ProjectId | null; parent?: TaskId | null; tags?: string[]; priority?: number | null; effort_minutes?: number | null; energy?: Energy | null; start?: Day | null; scheduled?: When | null; scheduled_end?: Timestamp | null; deadline?: When | null };
/** Absent = unchanged, null = cleared. */
export type TaskPatch = Partial<Omit<NewTask, "parent">> & { parent?: TaskId | null; logged_minutes?: number };
/** filter words: is:inbox|todo|open|done|blocked|overdue|today tag:x project:"y" area:z p1..p4 and free text */
export type TaskQuery = { filter?: string; offset?: number; limit?: number };
export type TaskPage = { tasks: Task[]; total: number };
export type Today = { day: Day; overdue: Task[]; scheduled: Task[]; due: Task[]; next: Task[]; done: Task[]; inbox: number };

// capture
export type SpanKind = "date" | "time" | "range" | "duration" | "deadline" | "start" | "recurrence" | "until" | "count" | "project" | "tag" | "priority" | "after" | "goal" | "metric";
export type Span = { start: number; end: number; kind: SpanKind; text: string }; // offsets in Unicode scalar values
export type Parsed = { title: string; scheduled?: string; scheduled_end?: string; deadline?: string; start?: string; effort_minutes?: number; rrule?: string; first?: string; repeat_from?: string; project?: string; tags?: string[]; priority?: number; after?: string; goal?: string; metric?: unknown; spans: Span[] };
export type ParsedLine = { text: string; indent: number; parsed: Parsed; meaning: string[] /* one short sentence a span, "Fri 27 Nov, 17:00" */ };
export type CaptureAs = "task" | "note";
export type Dismissed = { line: number; start: number; end: number };
export type Captured = { tasks: Task[]; item: Item | null };

// knowledge
export type ItemKind = "note" | "markdown" | "text" | "html" | "pdf";
export type ItemState = "waiting" | "processing" | "ready" | "partial" | "needs_attention";
export type Item = { id: ItemId; external_id: string | null; kind: ItemKind; title: string; source: string | null /* file name or path */; bytes: number; tags: string[]; created_at: Timestamp; updated_at: Timestamp; state: ItemState; state_note: string | null /* "12 of 40 pages have text" or the error */; chunks: number; embedded: number; pages: number; pages_with_text: number };
export type Block = { kind: "heading" | "paragraph" | "list_item" | "code" | "table" | "quote"; level: number; start: number; end: number };
export type Page = { number: number; start: number; end: number; has_text: boolean };
export type ItemDetail = { item: Item; text: string; blocks: Block[]; pages: Page[]; notes: string[] };
export type ItemQuery = { text?: string; kind?: ItemKind; tag?: string; state?: ItemState; offset?: number; limit?: number };
export type ItemPage = { items: Item[]; total: number };
export type SkippedFile = { name: string; reason: string };
export type ImportReport = { total: number; created: number; merged: number; skipped: SkippedFile[]; items: ItemId[] };
export type ImportFile = { name: string; base64: string };

// processing
export type JobState = "queued" | "running" | "done" | "needs_attention";
export type Job = { id: JobId; kind: string; key: string; title: string; state: JobState; attempts: number; run_at: Timestamp; error: string | null };
export type Processing = { paused: boolean; working: boolean /* some process works the queue now */; queued: number; running: number; done: number; needs_attention: number; jobs: Job[] /* running, then needs_attention, then next queued; at most 200 */; embedder: string | null; passages: number; embedded: number; per_minute: number | null; remaining_seconds: number | null };

// search
export type SearchMode = "hybrid" | "text" | "vector";
export type QueryType = "lookup" | "question" | "overview" | "count" | "filter" | "empty";
export type SearchRequest = { query: string; mode?: SearchMode; limit?: number };
export type Passage = { text: string; page: number | null; start: number; end: number; heading: string | null };
export type Explain = { text_rank: number | null; text_score: number | null; vector_rank: number | null; vector_score: number | null; exact: boolean; fused: number };
export type Mark = { start: number; end: number }; // char offsets into snippet
export type Hit = { kind: "item" | "task" | "message"; id: number; external_id: string | null; title: string; score: number; snippet: string; marks: Mark[]; passage: Passage; explain: Explain };
export type SearchResults = { query_type: QueryType; took_ms: number; results: Hit[]; degraded: string | null /* sentence when vectors are missing */ };

// chat
export type Scope = { items?: ItemId[]; projects?: ProjectId[]; tags?: string[]; kinds?: string[]; after?: Day | null; before?: Day | null }; // {} = everything
export type Conversation = { id: ConversationId; title: string; pinned: boolean; created_at: Timestamp; updated_at: Timestamp; messages: number };
export type Citation = { n: number; item: ItemId | null; task: TaskId | null; external_id: string | null; title: string; quote: string; page: number | null; start: number; end: number; support: "verbatim" | "supported" | "weak" };
export type Role = "user" | "assistant";
export type MessageState = "complete" | "stopped" | "interrupted" | "failed";
export type Message = { id: MessageId; conversation: ConversationId; role: Role; text: string /* [1] [2] markers in assistant text */; citations: Citation[]; searched: Searched | null; answered_by: string | null; abstained: boolean; state: MessageState; error: string | null; took_ms: number | null; created_at: Timestamp };
export type Searched = { queries: string[]; passages: { title: string; item: ItemId | null; task: TaskId | null; page: number | null; text: string; score: number; cited: boolean }[] };
export type Generating = { conversation: ConversationId; text: string; phase: "searching" | "reading" | "writing" };
export type ConversationDetail = { conversation: Conversation; messages: Message[]; generating: Generating | null };
export type Ask = { conversation?: ConversationId | null; text: string; scope?: Scope };
export type Answer = { conversation: ConversationId; message: MessageId | null; answer: string; citations: Citation[]; answered_by: string; abstained: boolean; took_ms: number };

// models, settings, data
export type ModelPurpose = "embed" | "chat";
export type ModelState = { id: string; title: string; purpose: ModelPurpose; provider: "built_in" | "ollama"; licence: string | null; bytes: number; installed: boolean; active: boolean; weak: boolean; note: string | null };
export type Probe = { json: boolean; context_tokens: number; tokens_per_second: number; note: string };
export type Ollama = { address: string; running: boolean; version: string | null; note: string };
export type Settings = { theme: "system" | "light" | "dark"; day_start_hour: number; shortcut: string; chat_model: string /* "auto" | "extractive" | "builtin:ID" | "ollama:NAME" */; embed_model: string; ollama_address: string; local_only: boolean };
export type Diagnosis = { ok: boolean; checks: { name: string; ok: boolean; detail: string }[] };
export type About = { version: string; data_file: string; bytes: number; models_folder: string; capture_command: string; shortcut_error: string | null };

// operations: name -> kind, input, output
export type Operations = {
  "history.state": { kind: "query"; input: null; output: HistoryState };
  "history.activity": { kind: "query"; input: { before?: StepId | null; limit?: number; actor?: Actor | null }; output: Step[] };
  "history.changes": { kind: "query"; input: StepId; output: Change[] };
  "history.undo": { kind: "mutation"; input: null; output: Step };
  "history.redo": { kind: "mutation"; input: null; output: Step };
  "history.revert": { kind: "mutation"; input: StepId; output: Step };
  "areas.list": { kind: "query"; input: null; output: Area[] };
  "areas.create": { kind: "mutation"; input: { name: string; colour: string }; output: Area };
  "areas.update": { kind: "mutation"; input: { id: AreaId; name?: string; colour?: string }; output: Area };
  "areas.delete": { kind: "mutation"; input: AreaId; output: null };
  "tags.list": { kind: "query"; input: null; output: Tag[] };
  "tags.rename": { kind: "mutation"; input: { id: TagId; name: string }; output: Tag };
  "tags.delete": { kind: "mutation"; input: TagId; output: null };
  "projects.list": { kind: "query"; input: null; output: Project[] };
  "projects.create": { kind: "mutation"; input: { name: string; area?: AreaId | null; notes?: string }; output: Project };
  "projects.update": { kind: "mutation"; input: { id: ProjectId; name?: string; notes?: string; status?: ProjectStatus; area?: AreaId | null }; output: Project };
  "projects.delete": { kind: "mutation"; input: ProjectId; output: null };
  "tasks.list": { kind: "query"; input: TaskQuery; output: TaskPage };
  "tasks.get": { kind: "query"; input: TaskId; output: TaskDetail };
  "tasks.create": { kind: "mutation"; input: NewTask; output: Task };
  "tasks.edit": { kind: "mutation"; input: { ids: TaskId[]; patch: TaskPatch }; output: Task[] }; // one or many, one undo
  "tasks.complete": { kind: "mutation"; input: { ids: TaskId[] }; output: Task[] };
  "tasks.reopen": { kind: "mutation"; input: { ids: TaskId[] }; output: Task[] };
  "tasks.delete": { kind: "mutation"; input: { ids: TaskId[] }; output: null };
  "tasks.block": { kind: "mutation"; input: { task: TaskId; blocker: TaskId }; output: null };
  "tasks.unblock": { kind: "mutation"; input: { task: TaskId; blocker: TaskId }; output: null };
  "tasks.remind": { kind: "mutation"; input: { task: TaskId; at?: Timestamp | null; minutes_before?: number | null }; output: Reminder };
  "tasks.forget_reminder": { kind: "mutation"; input: ReminderId; output: null };
  "today.show": { kind: "query"; input: null; output: Today };
  "capture.parse": { kind: "query"; input: { text: string; dismissed?: Dismissed[] }; output: ParsedLine[] };
  "capture.save": { kind: "mutation"; input: { text: string; save_as?: CaptureAs; dismissed?: Dismissed[] }; output: Captured };
  "knowledge.list": { kind: "query"; input: ItemQuery; output: ItemPage };
  "knowledge.get": { kind: "query"; input: ItemId; output: ItemDetail };
  "knowledge.create_note": { kind: "mutation"; input: { title: string; text: string; tags?: string[] }; output: Item };
  "knowledge.edit": { kind: "mutation"; input: { id: ItemId; title?: string; text?: string; tags?: string[] }; output: Item };
  "knowledge.delete": { kind: "mutation"; input: { ids: ItemId[] }; output: null };
  "knowledge.import_paths": { kind: "action"; input: { paths: string[] }; output: ImportReport };
  "knowledge.import_files": { kind: "action"; input: { files: ImportFile[] }; output: ImportReport };
  "processing.status": { kind: "query"; input: null; output: Processing };
  "processing.pause": { kind: "action"; input: { paused: boolean }; output: null };
  "processing.retry": { kind: "action"; input: { id?: JobId | null }; output: number }; // all that need attention when no id
  "search.query": { kind: "action"; input: SearchRequest; output: SearchResults };
  "chat.conversations": { kind: "query"; input: { text?: string | null }; output: Conversation[] };
  "chat.get": { kind: "query"; input: ConversationId; output: ConversationDetail };
  "chat.rename": { kind: "mutation"; input: { id: ConversationId; title: string }; output: null };
  "chat.pin": { kind: "mutation"; input: { id: ConversationId; pinned: boolean }; output: null };
  "chat.delete": { kind: "mutation"; input: ConversationId; output: null };
  "chat.ask": { kind: "action"; input: Ask; output: Answer };
  "chat.stop": { kind: "action"; input: ConversationId; output: null };
  "models.list": { kind: "action"; input: null; output: ModelState[] };
  "models.ollama": { kind: "action"; input: null; output: Ollama };
  "models.pull": { kind: "action"; input: { id: string }; output: null };
  "models.remove": { kind: "action"; input: { id: string }; output: null };
  "models.probe": { kind: "action"; input: { id: string }; output: Probe };
  "settings.get": { kind: "query"; input: null; output: Settings };
  "settings.update": { kind: "mutation"; input: Partial<Settings>; output: Settings };
  "data.about": { kind: "query"; input: null; output: About };
  "data.doctor": { kind: "action"; input: null; output: Diagnosis };
  "data.backup": { kind: "action"; input: { path: string }; output: { path: string; bytes: number } };
  "data.export": { kind: "action"; input: null; output: unknown };
};
// a call's reply carries the tables it read (queries): refetch when an event's tables intersect
export type Reply<T> = { data: T; tables: string[] };
export type Event =
  | { type: "changed"; tables: string[] }
  | { type: "answer"; conversation: ConversationId; phase: "searching" | "reading" | "writing"; text: string /* whole text so far, at most one a frame */ }
  | { type: "answered"; conversation: ConversationId; message: MessageId | null }
  | { type: "progress"; job: string; done: number; total: number }
  | { type: "download"; model: string; done: number; total: number }
  | { type: "notify"; title: string; body: string; open: string }
  | { type: "open"; route: string } // the shell asks a window to show a place, e.g. "/tasks"
  ;
// Shell (Tauri) commands, the only three: call(name, input) -> Reply ; subscribe(channel of Event) ; window(verb) with verb "hide_capture" | "show_main" | "start_state"
// "start_state" -> { ok: true } or { ok: false, failure: Failure, data_file: string, backups: string[] } (recovery screen)
