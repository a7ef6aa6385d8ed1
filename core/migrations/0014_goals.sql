-- Projects get a time to run in, and what a person says of them: the newest update is what is declared.
alter table project add column start_day text;
alter table project add column target_day text;
create table project_update (
  id integer primary key autoincrement,
  uid text not null unique,
  project_id integer not null references project on delete cascade,
  day text not null,
  health text not null check (health in ('on_track', 'at_risk', 'off_track')),
  note text not null default '',
  created_at integer not null
) strict;
create index project_update_project on project_update (project_id, day);

-- Goals: an outcome, and how one knows that it is reached.
create table goal (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null collate nocase check (length(name) between 1 and 500),
  why text not null default '',
  status text not null default 'active' check (status in ('active', 'achieved', 'paused', 'dropped')),
  area_id integer references area on delete set null,
  parent_id integer references goal on delete set null,
  start_day text not null,
  -- The day on which it was achieved or dropped.
  closed_day text,
  place integer not null default 0,
  created_at integer not null
) strict;
create index goal_name on goal (name);
create index goal_area on goal (area_id) where area_id is not null;
create index goal_parent on goal (parent_id) where parent_id is not null;

-- What is measured.
create table goal_criterion (
  id integer primary key autoincrement,
  uid text not null unique,
  goal_id integer not null references goal on delete cascade,
  kind text not null,
  name text not null default '',
  -- What it measures, where that is not what is linked to the goal. It goes with it.
  project_id integer references project on delete cascade,
  habit_id integer references habit on delete cascade,
  metric_id integer references metric on delete cascade
) strict;
create index goal_criterion_goal on goal_criterion (goal_id);
create index goal_criterion_project on goal_criterion (project_id) where project_id is not null;
create index goal_criterion_habit on goal_criterion (habit_id) where habit_id is not null;
create index goal_criterion_metric on goal_criterion (metric_id) where metric_id is not null;

-- What has to be reached and until when, from a day on. A change makes a new version, so the past keeps its own.
create table goal_version (
  id integer primary key autoincrement,
  uid text not null unique,
  goal_id integer not null references goal on delete cascade,
  from_day text not null,
  target_day text,
  combine text not null default 'all' check (combine in ('all', 'any', 'weights')),
  unique (goal_id, from_day)
) strict;
create table goal_measure (
  id integer primary key autoincrement,
  version_id integer not null references goal_version on delete cascade,
  criterion_id integer not null references goal_criterion on delete cascade,
  place integer not null,
  target real,
  -- Where a value started.
  base real,
  -- Over how many days.
  days integer check (days between 1 and 3660),
  weight real not null default 1 check (weight > 0),
  unique (version_id, criterion_id)
) strict;
create index goal_measure_criterion on goal_measure (criterion_id);

-- What is told by hand: steps of a counter, and yes (1) or no (0).
create table goal_entry (
  id integer primary key autoincrement,
  uid text not null unique,
  criterion_id integer not null references goal_criterion on delete cascade,
  day text not null,
  amount real not null,
  note text not null default '',
  created_at integer not null
) strict;
create index goal_entry_criterion on goal_entry (criterion_id, day);

create table goal_link (
  id integer primary key autoincrement,
  goal_id integer not null references goal on delete cascade,
  task_id integer references task on delete cascade,
  project_id integer references project on delete cascade,
  habit_id integer references habit on delete cascade,
  metric_id integer references metric on delete cascade,
  created_at integer not null,
  unique (goal_id, task_id),
  unique (goal_id, project_id),
  unique (goal_id, habit_id),
  unique (goal_id, metric_id),
  check ((task_id is not null) + (project_id is not null) + (habit_id is not null) + (metric_id is not null) = 1)
) strict;
create index goal_link_task on goal_link (task_id) where task_id is not null;
create index goal_link_project on goal_link (project_id) where project_id is not null;
create index goal_link_habit on goal_link (habit_id) where habit_id is not null;
create index goal_link_metric on goal_link (metric_id) where metric_id is not null;

create table goal_check_in (
  id integer primary key autoincrement,
  uid text not null unique,
  goal_id integer not null references goal on delete cascade,
  day text not null,
  confidence text not null check (confidence in ('on_track', 'at_risk', 'off_track')),
  note text not null default '',
  created_at integer not null
) strict;
create index goal_check_in_goal on goal_check_in (goal_id, day);

-- A quarter, half, three quarters and all of a goal. `day` follows the rows and is empty while it is not reached;
-- `told_at` stays, so that each is told once.
create table goal_milestone (
  id integer primary key,
  goal_id integer not null,
  percent integer not null,
  day text,
  told_at integer not null,
  unique (goal_id, percent)
) strict;
insert into derived (name) values ('goal_milestone');
create trigger goal_milestones_removed after delete on goal begin
  delete from goal_milestone where goal_id = old.id;
end;

-- Whatever may move a goal leaves a mark, whoever wrote it: typing, import, undo, restore. The milestones are looked
-- at again where the mark stands (`goals/milestones`).
create trigger goal_moved_by_task after update of status, completed_at, project_id, effort_minutes on task
  when (old.status is not new.status or old.completed_at is not new.completed_at or old.project_id is not new.project_id
    or old.effort_minutes is not new.effort_minutes) and exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_new_task after insert on task when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_lost_task after delete on task when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_link after insert on goal_link begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_lost_link after delete on goal_link begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_measure after insert on goal_measure begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_changed_measure after update on goal_measure begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_lost_measure after delete on goal_measure begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_version after update on goal_version begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_entry after insert on goal_entry begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_changed_entry after update on goal_entry begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_lost_entry after delete on goal_entry begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_goal after update of status, start_day, parent_id, closed_day on goal begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_new_goal after insert on goal begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;

create trigger goal_moved_by_new_habit_log after insert on habit_log when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_changed_habit_log after update on habit_log when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_lost_habit_log after delete on habit_log when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_new_habit_pause after insert on habit_pause when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_changed_habit_pause after update on habit_pause when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_lost_habit_pause after delete on habit_pause when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_new_metric_log after insert on metric_log when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_changed_metric_log after update on metric_log when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_lost_metric_log after delete on metric_log when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_habit after update on habit when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_metric after update on metric when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;
create trigger goal_moved_by_focus after update on focus when exists (select 1 from goal) begin
  insert into runtime (key, value) values ('goals_moved', '1') on conflict (key) do update set value = '1';
end;

-- A goal is found by its own words.
create trigger goal_added after insert on goal begin
  insert into passage (kind, owner, seq, title, text, start, end)
    values ('goal', new.id, 0, new.name, new.why, 0, length(new.why));
end;
create trigger goal_words after update of name, why on goal
  when old.name is not new.name or old.why is not new.why begin
  update passage set title = new.name, text = new.why, end = length(new.why) where kind = 'goal' and owner = new.id;
end;
create trigger goal_removed after delete on goal begin
  delete from passage where kind = 'goal' and owner = old.id;
end;
