-- Habits, metrics and goals earn as well. Deleting one of them takes nothing away; taking back what it earned does.

-- A habit's day, once, when its entry meets what was asked for. An upper limit is kept by doing nothing, and earns nothing.
create view habit_kept as
  select l.id as log_id, l.habit_id, cast(julianday(l.day) as integer) as occurrence, h.name,
         min(l.logged_at, cast((julianday(l.day) - 2440587.0) * 86400000 as integer) - 43200000) as at,
         ifnull(case h.kind when 'yes_no' then l.value > 0 else h.direction = 'at_least' and l.value >= h.target end, 0) as kept
  from habit_log as l join habit as h on h.id = l.habit_id;
create trigger habit_pays_added after insert on habit_log when new.value is not null begin
  insert into booking (verb, subject, subject_id, occurrence, points, at, rule_id, words)
    select 'earn', 'habit', k.habit_id, k.occurrence, r.habit, k.at, r.id, k.name
    from habit_kept as k join points_in_force as r where k.log_id = new.id and k.kept;
end;
create trigger habit_pays_changed after update of value on habit_log when old.value is not new.value begin
  insert into booking (verb, subject, subject_id, occurrence, points, at, rule_id, words)
    select 'earn', 'habit', k.habit_id, k.occurrence, r.habit, k.at, r.id, k.name
    from habit_kept as k join points_in_force as r where k.log_id = new.id and k.kept;
  insert into booking (verb, subject, subject_id, occurrence)
    select 'take', 'habit', habit_id, occurrence from habit_kept where log_id = new.id and not kept;
end;
create trigger habit_takes after delete on habit_log when exists (select 1 from habit where id = old.habit_id) begin
  insert into booking (verb, subject, subject_id, occurrence)
    values ('take', 'habit', old.habit_id, cast(julianday(old.day) as integer));
end;

-- Milestones of metrics, as they are found in the logs.
create trigger metric_pays after insert on metric_milestone begin
  insert into booking (verb, subject, subject_id, occurrence, points, at, rule_id, words)
    select 'earn', 'metric', new.metric_id, new.level + case new.kind when 'target' then 0 when 'streak' then 10000 else 20000 end,
           r.milestone, s.now, r.id,
           m.name || case new.kind when 'target' then ': target reached'
                       when 'streak' then format(': %d days in a row', new.level) else format(': %d %% better', new.level) end
    from metric as m join points_in_force as r join standing as s where m.id = new.metric_id;
end;
create trigger metric_takes after delete on metric_milestone when exists (select 1 from metric where id = old.metric_id) begin
  insert into booking (verb, subject, subject_id, occurrence)
    values ('take', 'metric', old.metric_id,
            old.level + case old.kind when 'target' then 0 when 'streak' then 10000 else 20000 end);
end;

-- Goals: on the way, and when a person says that it is achieved.
create trigger goal_pays_on_the_way after insert on goal_milestone when new.day is not null and new.percent < 100 begin
  insert into booking (verb, subject, subject_id, occurrence, points, at, rule_id, words)
    select 'earn', 'goal', g.id, new.percent, r.milestone, s.now, r.id, format('%s: %d %%', g.name, new.percent)
    from goal as g join points_in_force as r join standing as s where g.id = new.goal_id;
end;
create trigger goal_moves_on_the_way after update of day on goal_milestone
  when (old.day is null) <> (new.day is null) and new.percent < 100 begin
  insert into booking (verb, subject, subject_id, occurrence, points, at, rule_id, words)
    select 'earn', 'goal', g.id, new.percent, r.milestone, s.now, r.id, format('%s: %d %%', g.name, new.percent)
    from goal as g join points_in_force as r join standing as s where g.id = new.goal_id and new.day is not null;
  insert into booking (verb, subject, subject_id, occurrence)
    select 'take', 'goal', new.goal_id, new.percent where new.day is null;
end;
create trigger goal_pays after update of status on goal when new.status = 'achieved' and old.status <> 'achieved' begin
  insert into booking (verb, subject, subject_id, occurrence, points, at, rule_id, words)
    select 'earn', 'goal', new.id, 100, r.goal, s.now, r.id, new.name from points_in_force as r join standing as s;
end;
create trigger goal_takes after update of status on goal when old.status = 'achieved' and new.status <> 'achieved' begin
  insert into booking (verb, subject, subject_id, occurrence) values ('take', 'goal', new.id, 100);
end;
