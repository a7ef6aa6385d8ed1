-- The plan: blocks of time, working hours, and calendars that others keep.

insert into derived (name) values ('calendar_copy'), ('calendar_event');

-- A stretch of time with a purpose.
create table block (
  id integer primary key autoincrement,
  uid text not null unique,
  kind text not null check (kind in ('task', 'event', 'habit', 'break', 'focus')),
  -- Empty where it is the title of its task.
  title text not null default '' check (length(title) <= 500),
  task_id integer references task on delete cascade,
  -- By the clock on the wall of `zone`, YYYY-MM-DDTHH:MM:SS, so that neither a change of clock nor one of a zone's
  -- rules moves it.
  starts text not null,
  minutes integer not null check (minutes between 1 and 1440),
  zone text not null,
  -- RFC 5545, for a block that repeats.
  rule text,
  -- The optimiser leaves it where it is.
  pinned integer not null default 1 check (pinned in (0, 1)),
  notes text not null default '',
  created_at integer not null,
  check (kind <> 'task' or task_id is not null),
  check (title <> '' or task_id is not null)
) strict;
create index block_starts on block (starts);
create index block_repeats on block (id) where rule is not null;
create index block_task on block (task_id) where task_id is not null;

-- Occurrences of a repeating block that do not take place, or have become blocks of their own.
create table block_skip (
  id integer primary key autoincrement,
  block_id integer not null references block on delete cascade,
  occurs text not null,
  unique (block_id, occurs)
) strict;

-- When a person works, by the clock on the wall, minutes count from midnight. Monday is 1.
create table working_window (
  id integer primary key autoincrement,
  uid text not null unique,
  weekday integer not null check (weekday between 1 and 7),
  begins integer not null check (begins >= 0),
  ends integer not null check (ends <= 1440),
  label text not null default '',
  energy text check (energy in ('low', 'medium', 'high')),
  check (begins < ends)
) strict;

-- A calendar that is read and never written: files that were added, or an address that is asked.
create table calendar (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null check (length(name) between 1 and 200),
  colour text not null,
  url text,
  enabled integer not null default 1 check (enabled in (0, 1)),
  created_at integer not null
) strict;

-- The files of a calendar, where two have the same event, the later says what it is.
create table calendar_file (
  id integer primary key autoincrement,
  calendar_id integer not null references calendar on delete cascade,
  blob text not null,
  name text not null,
  added_at integer not null,
  unique (calendar_id, blob)
) strict;

-- What an address answered last. The row stays when its calendar is deleted, so that undo needs no network.
create table calendar_copy (
  calendar_id integer primary key,
  bytes blob,
  hash text not null default '',
  fetched_at integer,
  tried_at integer not null,
  error text,
  -- What of its files or address could not be taken, as JSON.
  skipped text not null default '[]'
) strict;

-- The events of calendars, read from their files and copies.
create table calendar_event (
  id integer primary key,
  calendar_id integer not null,
  uid text not null,
  -- Which occurrence of its series it stands for, empty for the series itself.
  recurrence text not null,
  title text not null,
  notes text not null,
  place text not null,
  starts text not null,
  days integer not null,
  -- In seconds, or in days.
  length integer not null,
  -- IANA or POSIX, empty for the zone in which the reader is.
  zone text not null,
  -- Rules, further dates and exceptions, as JSON, empty when it happens once.
  series text not null,
  first integer not null,
  last integer,
  busy integer not null,
  note text,
  unique (calendar_id, uid, recurrence)
) strict;
create index calendar_event_first on calendar_event (first);

create trigger calendar_added after insert on calendar begin
  insert into job (kind, key, priority) values ('calendar_read', new.id, 1)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
  insert into job (kind, key, priority) select 'calendar_fetch', new.id, 2 where new.url is not null
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
end;
create trigger calendar_address after update of url on calendar when old.url is not new.url begin
  insert into job (kind, key, priority) select 'calendar_fetch', new.id, 2 where new.url is not null
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
end;
create trigger calendar_removed after delete on calendar begin
  delete from calendar_event where calendar_id = old.id;
  delete from job where kind in ('calendar_read', 'calendar_fetch') and key = old.id;
end;
create trigger calendar_file_added after insert on calendar_file begin
  insert into job (kind, key, priority) values ('calendar_read', new.calendar_id, 1)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
end;
create trigger calendar_file_removed after delete on calendar_file
  when exists (select 1 from calendar where id = old.calendar_id) begin
  insert into job (kind, key, priority) values ('calendar_read', old.calendar_id, 1)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null;
end;

-- Which task came from which entry of a calendar file: its UID and RECURRENCE-ID, and what it said then.
create table imported_task (
  id integer primary key autoincrement,
  task_id integer not null unique references task on delete cascade,
  entry text not null unique,
  said text not null
) strict;
