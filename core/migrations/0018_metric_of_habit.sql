-- A metric may follow a habit. Without the habit it has no values, and gets them back when the habit comes back.
alter table metric add column habit_id integer references habit on delete set null;
create index metric_habit on metric (habit_id) where habit_id is not null;
