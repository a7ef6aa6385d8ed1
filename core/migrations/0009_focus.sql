-- Time spent with a task, as the timer measured it. At most one row is running: the one without an end.
create table focus (
  id integer primary key autoincrement,
  uid text not null unique,
  task_id integer references task on delete set null,
  started_at integer not null,
  ended_at integer,
  -- How long it was meant to last, if anything was said.
  planned_minutes integer check (planned_minutes between 1 and 1440),
  -- What was added to the task's logged time.
  logged_minutes integer not null default 0 check (logged_minutes >= 0)
) strict;
create unique index focus_running on focus (ended_at is null) where ended_at is null;
create index focus_task on focus (task_id) where task_id is not null;
