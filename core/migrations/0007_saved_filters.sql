-- Queries of tasks that are asked again and again. Views, sorts and groups are checked by the program that writes them.
create table saved_filter (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null unique collate nocase check (length(name) between 1 and 100),
  query text not null,
  view text not null,
  sort text not null,
  grouping text not null,
  rank text not null,
  created_at integer not null
) strict;

-- The order made by hand: decimal fractions as text. A task that was never moved has no row and stands by its number.
create table task_rank (
  id integer primary key autoincrement,
  task_id integer not null unique references task on delete cascade,
  rank text not null
) strict;

-- The usual order of lists (order/store.rs), so that a window in the middle of 100,000 tasks needs no sorting.
create index task_next on task (
  status in ('done', 'dropped'), completed_at desc, scheduled_day is null, scheduled_day, scheduled_at is null, scheduled_at,
  deadline_day is null, deadline_day, ifnull(priority, 5), id desc, status
);
