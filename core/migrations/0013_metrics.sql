-- What a person measures, day by day. A day without a log is unknown, never zero.
create table metric (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null unique collate nocase check (length(name) between 1 and 200),
  unit text not null default '' check (length(unit) <= 40),
  notes text not null default '',
  kind text not null check (kind in ('numeric', 'yes_no', 'duration', 'scale')),
  -- How the logs of one day become the day's value.
  aggregation text not null check (aggregation in ('sum', 'mean', 'last', 'min', 'max')),
  direction text not null check (direction in ('up', 'down', 'hold')),
  -- A target is met between these. One of them is open for "at least" and "at most".
  target_low real,
  target_high real,
  -- A scale goes from 1 to this.
  scale_max integer check (scale_max between 2 and 100),
  decimals integer not null default 1 check (decimals between 0 and 6),
  -- Where its values come from: written down, or computed from other rows.
  source text not null default 'logged',
  area_id integer references area on delete set null,
  colour text,
  archived integer not null default 0 check (archived in (0, 1)),
  created_at integer not null,
  check ((kind = 'scale') = (scale_max is not null))
) strict;
create index metric_area on metric (area_id) where area_id is not null;

create table metric_log (
  id integer primary key autoincrement,
  uid text not null unique,
  metric_id integer not null references metric on delete cascade,
  -- The civil day it counts for, and the moment where it is known.
  day text not null,
  at integer,
  value real not null check (value between -1e15 and 1e15),
  note text not null default ''
) strict;
create index metric_log_day on metric_log (metric_id, day, value);

-- Milestones follow from the logs. They are kept so that each has the day on which it was reached and is told once.
insert into derived (name) values ('metric_milestone');
create table metric_milestone (
  id integer primary key,
  metric_id integer not null,
  kind text not null check (kind in ('target', 'streak', 'improvement')),
  -- Days of a streak, per cent of an improvement, 0 for the target.
  level integer not null,
  day text not null,
  unique (metric_id, kind, level)
) strict;

create trigger metric_log_added after insert on metric_log begin
  insert into job (kind, key, priority) values ('milestones', new.metric_id, 2)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null where state <> 'queued';
end;
create trigger metric_log_changed after update of metric_id, day, at, value on metric_log begin
  insert into job (kind, key, priority) values ('milestones', new.metric_id, 2)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null where state <> 'queued';
end;
create trigger metric_log_removed after delete on metric_log begin
  insert into job (kind, key, priority) values ('milestones', old.metric_id, 2)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null where state <> 'queued';
end;
create trigger metric_rules after update of kind, aggregation, direction, target_low, target_high on metric begin
  insert into job (kind, key, priority) values ('milestones', new.id, 2)
    on conflict (kind, key) do update set state = 'queued', run_at = 0, attempts = 0, error = null where state <> 'queued';
end;

create trigger metric_added after insert on metric begin
  insert into passage (kind, owner, seq, title, text, start, end)
    values ('metric', new.id, 0, new.name, new.notes, 0, length(new.notes));
end;
create trigger metric_words after update of name, notes on metric
  when old.name is not new.name or old.notes is not new.notes begin
  update passage set title = new.name, text = new.notes, end = length(new.notes)
   where kind = 'metric' and owner = new.id;
end;
create trigger metric_removed after delete on metric begin
  delete from passage where kind = 'metric' and owner = old.id;
  delete from metric_milestone where metric_id = old.id;
  delete from job where kind = 'milestones' and key = old.id;
end;
