-- Habits and what was done on which civil day. Nothing of streaks and strength is kept: they are computed from these rows.
create table habit (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null collate nocase check (length(name) between 1 and 200),
  notes text not null default '',
  -- What it hangs on: "after the first coffee".
  cue text not null default '',
  area_id integer references area on delete set null,
  colour text not null,
  kind text not null check (kind in ('yes_no', 'numeric')),
  unit text not null default '',
  target real check (target >= 0),
  direction text not null default 'at_least' check (direction in ('at_least', 'at_most')),
  -- As JSON. Its kinds are checked by the program that writes them.
  schedule text not null,
  -- Times of day, HH:MM, with a space between.
  reminders text not null default '',
  -- Days that may be skipped in a calendar month.
  skip_budget integer not null default 2 check (skip_budget between 0 and 31),
  start_day text not null,
  archived integer not null default 0 check (archived in (0, 1)),
  position integer not null default 0,
  created_at integer not null,
  check ((kind = 'numeric') = (target is not null))
) strict;
create index habit_area on habit (area_id) where area_id is not null;

-- One row a civil day: a value, or a skip.
create table habit_log (
  id integer primary key autoincrement,
  habit_id integer not null references habit on delete cascade,
  day text not null,
  value real check (value >= 0),
  note text not null default '',
  -- The time of day at which it was done, HH:MM by the clock on the wall.
  time text,
  -- When it was first written down, and how many minutes east of UTC: a calendar day that a journey left out is no miss.
  logged_at integer not null,
  offset_minutes integer not null,
  unique (habit_id, day)
) strict;

-- Days on which a habit rests; both ends belong to it, and one without an end goes on.
create table habit_pause (
  id integer primary key autoincrement,
  uid text not null unique,
  habit_id integer not null references habit on delete cascade,
  from_day text not null,
  until_day text check (until_day >= from_day),
  reason text not null default ''
) strict;
create index habit_pause_habit on habit_pause (habit_id);

-- Reminders that were told, by the moment they were due.
create table habit_reminded (habit_id integer not null, due integer not null, primary key (habit_id, due)) strict;
insert into derived (name) values ('habit_reminded');

create trigger habit_added after insert on habit begin
  insert into passage (kind, owner, seq, title, text, start, end)
    values ('habit', new.id, 0, new.name, new.notes, 0, length(new.notes));
end;
create trigger habit_words after update of name, notes on habit
  when old.name is not new.name or old.notes is not new.notes begin
  update passage set title = new.name, text = new.notes, end = length(new.notes)
   where kind = 'habit' and owner = new.id;
end;
create trigger habit_removed after delete on habit begin
  delete from passage where kind = 'habit' and owner = old.id;
  delete from habit_reminded where habit_id = old.id;
end;
