-- Tasks that repeat. The task is always the next occurrence; a completed one is a task of its own.
create table repetition (
  id integer primary key autoincrement,
  task_id integer not null unique references task on delete cascade,
  -- RFC 5545, with its COUNT or UNTIL.
  rule text not null,
  way text not null check (way in ('fixed', 'skip_past', 'from_completion')),
  -- By the clock on the wall, YYYY-MM-DDTHH:MM:SS: where the rule begins, and the occurrence that the task is now.
  begins text not null,
  occurs text not null,
  -- Whole days, without a time.
  days integer not null check (days in (0, 1)),
  completed integer not null default 0 check (completed >= 0)
) strict;

-- The repeating task whose occurrence this one was.
alter table task add column series_id integer references task on delete set null;
create index task_series on task (series_id) where series_id is not null;
