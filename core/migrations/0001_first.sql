-- The first schema. Times are UTC milliseconds, days are YYYY-MM-DD in the user's zone.
-- Rows of users carry a `uid` (UUIDv7), the stable name in links and exports. Their ids are never reused
-- (autoincrement), because the change log refers to them.

-- Tables whose changes are not recorded, because they can be computed again or are the log itself.
-- With `prefix`, every table whose name begins so.
create table derived (name text primary key, prefix integer not null default 0) strict;
insert into derived (name) values
  ('derived'), ('step'), ('change'), ('job'), ('runtime'), ('blob'), ('item_text'), ('passage'),
  ('embedder'), ('generation'), ('reminder_fired');
insert into derived (name, prefix) values ('passage_fts', 1), ('vec_', 1);

-- The change log ------------------------------------------------------------------------------------
create table step (
  id integer primary key autoincrement,
  at integer not null,
  actor text not null,
  operation text not null,
  label text not null,
  changes integer not null default 0,
  undo_of integer references step,
  undone_by integer references step on delete set null
) strict;
create index step_undone_by on step (undone_by) where undone_by is not null;
create index step_ordinary on step (id) where undo_of is null;

create table change (
  id integer primary key,
  step_id integer not null references step on delete cascade,
  tbl text not null,
  row_id integer not null,
  before text,
  after text
) strict;
create index change_step on change (step_id);
create index change_row on change (tbl, row_id);

-- Settings ------------------------------------------------------------------------------------------
create table setting (
  id integer primary key autoincrement,
  key text not null unique,
  value text not null
) strict;

-- What the running program remembers; nobody's data.
create table runtime (key text primary key, value text not null) strict;

-- Areas, tags, projects -----------------------------------------------------------------------------
create table area (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null unique collate nocase check (length(name) between 1 and 200),
  colour text not null,
  created_at integer not null
) strict;

create table tag (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null unique collate nocase check (length(name) between 1 and 200)
) strict;

create table project (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null collate nocase check (length(name) between 1 and 500),
  notes text not null default '',
  status text not null default 'active' check (status in ('active', 'on_hold', 'done', 'dropped')),
  area_id integer references area on delete set null,
  created_at integer not null
) strict;
create index project_name on project (name);
create index project_area on project (area_id);

-- Tasks ---------------------------------------------------------------------------------------------
create table task (
  id integer primary key autoincrement,
  uid text not null unique,
  title text not null check (length(title) between 1 and 2000),
  notes text not null default '',
  status text not null default 'inbox' check (status in ('inbox', 'todo', 'doing', 'waiting', 'done', 'dropped')),
  area_id integer references area on delete set null,
  project_id integer references project on delete set null,
  parent_id integer references task on delete cascade,
  priority integer check (priority between 1 and 4),
  effort_minutes integer check (effort_minutes between 1 and 525600),
  logged_minutes integer not null default 0 check (logged_minutes >= 0),
  energy text check (energy in ('low', 'medium', 'high')),
  start_day text,
  scheduled_day text,
  scheduled_at integer,
  scheduled_end integer,
  deadline_day text,
  deadline_at integer,
  points integer not null default 0,
  source text not null default 'typed' check (source in ('typed', 'voice', 'import', 'ai', 'automation')),
  created_at integer not null,
  completed_at integer,
  check ((status = 'done') = (completed_at is not null)),
  check (scheduled_at is null or scheduled_day is not null),
  check (deadline_at is null or deadline_day is not null)
) strict;
create index task_status on task (status, id);
create index task_parent on task (parent_id) where parent_id is not null;
create index task_project on task (project_id) where project_id is not null;
create index task_area on task (area_id) where area_id is not null;
create index task_scheduled on task (scheduled_day) where scheduled_day is not null;
create index task_deadline on task (deadline_day) where deadline_day is not null;
create index task_completed on task (completed_at) where completed_at is not null;

create table task_tag (
  id integer primary key autoincrement,
  task_id integer not null references task on delete cascade,
  tag_id integer not null references tag on delete cascade,
  unique (task_id, tag_id)
) strict;
create index task_tag_tag on task_tag (tag_id);

create table task_dependency (
  id integer primary key autoincrement,
  task_id integer not null references task on delete cascade,
  blocker_id integer not null references task on delete cascade,
  unique (task_id, blocker_id),
  check (task_id <> blocker_id)
) strict;
create index task_dependency_blocker on task_dependency (blocker_id);

create table reminder (
  id integer primary key autoincrement,
  uid text not null unique,
  task_id integer not null references task on delete cascade,
  at integer,
  minutes_before integer,
  check ((at is null) <> (minutes_before is null))
) strict;
create index reminder_task on reminder (task_id);

create table reminder_fired (reminder_id integer not null, due integer not null, primary key (reminder_id, due)) strict;

-- Knowledge -----------------------------------------------------------------------------------------
-- The original bytes, by content. Rows are only ever added.
create table blob (hash text primary key, bytes blob not null) strict;

create table item (
  id integer primary key autoincrement,
  uid text not null unique,
  external_id text,
  kind text not null check (kind in ('note', 'markdown', 'text', 'html', 'pdf')),
  title text not null,
  source text,
  blob text not null,
  bytes integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;
create index item_blob on item (blob);
create index item_external on item (external_id) where external_id is not null;

create table item_tag (
  id integer primary key autoincrement,
  item_id integer not null references item on delete cascade,
  tag_id integer not null references tag on delete cascade,
  unique (item_id, tag_id)
) strict;
create index item_tag_tag on item_tag (tag_id);

-- What extraction found in an item's original.
create table item_text (
  item_id integer primary key,
  blob text not null,
  version integer not null,
  text text not null,
  blocks text not null,
  pages text not null,
  notes text not null
) strict;

-- Passages: everything that can be found, in pieces. Places are offsets in Unicode scalar values into
-- the owner's text.
create table passage (
  id integer primary key,
  kind text not null check (kind in ('item', 'task', 'message')),
  owner integer not null,
  seq integer not null,
  title text not null,
  heading text,
  text text not null,
  page integer,
  start integer not null,
  end integer not null,
  unique (kind, owner, seq)
) strict;

create virtual table passage_fts using fts5 (
  title, text, content = 'passage', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
create trigger passage_fts_insert after insert on passage begin
  insert into passage_fts (rowid, title, text) values (new.id, new.title, new.text);
end;
create trigger passage_fts_delete after delete on passage begin
  insert into passage_fts (passage_fts, rowid, title, text) values ('delete', old.id, old.title, old.text);
end;
create trigger passage_fts_update after update of title, text on passage begin
  insert into passage_fts (passage_fts, rowid, title, text) values ('delete', old.id, old.title, old.text);
  insert into passage_fts (rowid, title, text) values (new.id, new.title, new.text);
end;

-- One row for each embedding model that has vectors here; they are in `vec_<id>`.
create table embedder (
  id integer primary key,
  model text not null unique,
  dimensions integer not null
) strict;

-- Work --------------------------------------------------------------------------------------------------
-- One row for each (kind, key); `version` says what the work was done for.
create table job (
  id integer primary key,
  kind text not null,
  key integer not null,
  version text not null default '',
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'needs_attention')),
  priority integer not null default 0,
  run_at integer not null default 0,
  attempts integer not null default 0,
  error text,
  finished_at integer,
  unique (kind, key)
) strict;
create index job_next on job (state, run_at, priority);
create index job_finished on job (finished_at) where finished_at is not null;

-- The work follows the rows, whoever wrote them: typing, import, undo, restore.
create trigger item_added after insert on item begin
  insert into job (kind, key, version, priority) values ('extract', new.id, new.blob, new.kind = 'note')
    on conflict (kind, key) do update set version = new.blob, state = 'queued', run_at = 0, attempts = 0, error = null;
end;
create trigger item_content after update of blob on item when old.blob is not new.blob begin
  insert into job (kind, key, version, priority) values ('extract', new.id, new.blob, new.kind = 'note')
    on conflict (kind, key) do update set version = new.blob, state = 'queued', run_at = 0, attempts = 0, error = null;
end;
create trigger item_title after update of title on item when old.title is not new.title begin
  update passage set title = new.title where kind = 'item' and owner = new.id;
  update job set state = 'queued', run_at = 0, attempts = 0, error = null where kind = 'embed' and key = new.id;
end;
create trigger item_removed after delete on item begin
  delete from passage where kind = 'item' and owner = old.id;
  delete from item_text where item_id = old.id;
  delete from job where kind in ('extract', 'embed') and key = old.id;
end;

create trigger task_added after insert on task begin
  insert into passage (kind, owner, seq, title, text, start, end)
    values ('task', new.id, 0, new.title, new.notes, 0, length(new.notes));
  insert into job (kind, key, priority) values ('embed_task', new.id, 1)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
end;
create trigger task_words after update of title, notes on task
  when old.title is not new.title or old.notes is not new.notes begin
  update passage set title = new.title, text = new.notes, end = length(new.notes) where kind = 'task' and owner = new.id;
  insert into job (kind, key, priority) values ('embed_task', new.id, 1)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
end;
create trigger task_removed after delete on task begin
  delete from passage where kind = 'task' and owner = old.id;
  delete from job where kind = 'embed_task' and key = old.id;
end;

-- Chat --------------------------------------------------------------------------------------------------
create table conversation (
  id integer primary key autoincrement,
  uid text not null unique,
  title text not null,
  pinned integer not null default 0,
  scope text not null default '{}',
  created_at integer not null,
  updated_at integer not null
) strict;

create table message (
  id integer primary key autoincrement,
  uid text not null unique,
  conversation_id integer not null references conversation on delete cascade,
  role text not null check (role in ('user', 'assistant')),
  text text not null,
  citations text not null default '[]',
  searched text,
  answered_by text,
  abstained integer not null default 0,
  state text not null default 'complete' check (state in ('complete', 'stopped', 'interrupted', 'failed')),
  error text,
  took_ms integer,
  created_at integer not null
) strict;
create index message_conversation on message (conversation_id, id);

create trigger message_added after insert on message when new.text <> '' begin
  insert into passage (kind, owner, seq, title, text, start, end)
    select 'message', new.id, 0, title, new.text, 0, length(new.text) from conversation where id = new.conversation_id;
end;
create trigger message_removed after delete on message begin
  delete from passage where kind = 'message' and owner = old.id;
end;

-- An answer while it is being written; it becomes a message when it ends, or after a crash.
create table generation (
  conversation_id integer primary key,
  text text not null,
  phase text not null,
  answered_by text,
  started_at integer not null
) strict;
