-- Points and what they buy. The ledger follows the rows that earn and spend by triggers, so completing, undoing, importing and other
-- programs keep it right by themselves. It is a double-entry ledger: a posting moves points from one account to another, so all
-- accounts together always hold nothing. It is only ever appended to.
insert into derived (name) values ('posting');

-- How often a task was opened again because the series it is part of moved on. A completion is named by task and occurrence.
alter table task add column occurrence integer not null default 0;

create table reward (
  id integer primary key autoincrement,
  uid text not null unique,
  name text not null check (length(name) between 1 and 200),
  notes text not null default '',
  price integer not null check (price between 1 and 1000000),
  -- Days from one redemption to the next, 0 for any time.
  cooldown_days integer not null default 0 check (cooldown_days between 0 and 3650),
  created_at integer not null
) strict;

-- A reward taken, at the price of that moment. It stays when the reward is deleted.
create table redemption (
  id integer primary key autoincrement,
  uid text not null unique,
  reward_id integer references reward on delete set null,
  name text not null,
  price integer not null check (price > 0),
  at integer not null,
  day text not null
) strict;
create index redemption_reward on redemption (reward_id, day) where reward_id is not null;

-- What earns how many points. Each change is a new row, and the newest is in force: what was earned stays as it was priced.
create table points_rule (
  id integer primary key autoincrement,
  uid text not null unique,
  task integer not null check (task between 0 and 100000),
  hour integer not null check (hour between 0 and 100000),
  p1 integer not null check (p1 between 0 and 100000),
  p2 integer not null check (p2 between 0 and 100000),
  p3 integer not null check (p3 between 0 and 100000),
  p4 integer not null check (p4 between 0 and 100000),
  project integer not null check (project between 0 and 100000),
  created_at integer not null
) strict;

-- The rules unless they were changed.
create view points_default as
  select 0 as id, 5 as task, 10 as hour, 10 as p1, 5 as p2, 2 as p3, 0 as p4, 100 as project;
create view points_in_force as
  select id, task, hour, p1, p2, p3, p4, project from points_rule where id = (select max(id) from points_rule)
  union all select * from points_default where not exists (select 1 from points_rule);

create table posting (
  id integer primary key autoincrement,
  -- When it was written, and when that happened which it is for.
  booked_at integer not null,
  at integer not null,
  kind text not null check (kind in ('earned', 'taken_back', 'redeemed', 'returned', 'owed', 'settled')),
  source text not null check (source in ('earned', 'wallet', 'spent', 'owed')),
  target text not null check (target in ('earned', 'wallet', 'spent', 'owed')),
  points integer not null check (points > 0),
  subject text not null,
  subject_id integer not null,
  occurrence integer not null default 0,
  -- How often it was taken back or returned before.
  attempt integer not null default 0,
  -- The version of the rules that priced it, 0 for those that were never changed.
  rule_id integer,
  words text not null,
  -- What the wallet and the debt are after it.
  wallet integer not null check (wallet >= 0),
  owed integer not null check (owed >= 0),
  check (source <> target),
  unique (subject, subject_id, occurrence, kind, attempt)
) strict;
create index posting_at on posting (at, kind, points);

create trigger posting_stays before delete on posting begin
  select raise(abort, 'the ledger is only appended to');
end;
create trigger posting_holds before update on posting begin
  select raise(abort, 'the ledger is only appended to');
end;

-- The two lines of every posting.
create view ledger as
  select id as posting_id, source as account, -points as points from posting
  union all select id, target, points from posting;

-- The last posting's standing, and the moment of the step that is being written.
create view standing as
  select coalesce((select wallet from posting order by id desc limit 1), 0) as wallet,
         coalesce((select owed from posting order by id desc limit 1), 0) as owed,
         coalesce((select at from step order by id desc limit 1), 0) as now;

-- Whatever earns or spends says so here: insert into booking (verb, subject, subject_id, occurrence, points, at, rule_id, words).
-- `earn` pays an occurrence once, however often it is said; `take` takes back what stands of it. The same for `spend` and `return`.
create view booking as
  select null as verb, null as subject, null as subject_id, null as occurrence, null as points, null as at, null as rule_id,
         null as words where false;

create trigger booking_earn instead of insert on booking when new.verb = 'earn' and new.points > 0 begin
  insert into posting (booked_at, at, kind, source, target, points, subject, subject_id, occurrence, attempt, rule_id, words, wallet, owed)
    select s.now, new.at, 'earned', 'earned', 'wallet', new.points, new.subject, new.subject_id, new.occurrence,
           (select count(*) from posting as p where p.subject = new.subject and p.subject_id = new.subject_id
              and p.occurrence = new.occurrence and p.kind = 'taken_back'),
           new.rule_id, new.words, s.wallet + new.points, s.owed
    from standing as s where true
    on conflict do nothing;
end;

-- The wallet never falls below nothing: what is missing is owed, and paid first by what comes next.
create trigger booking_take instead of insert on booking when new.verb = 'take' begin
  insert into posting (booked_at, at, kind, source, target, points, subject, subject_id, occurrence, attempt, rule_id, words, wallet, owed)
    select s.now, e.at, 'owed', 'owed', 'wallet', e.points - s.wallet, e.subject, e.subject_id, e.occurrence, e.attempt, e.rule_id,
           e.words, e.points, s.owed + e.points - s.wallet
    from posting as e join standing as s
    where e.subject = new.subject and e.subject_id = new.subject_id and e.occurrence = new.occurrence and e.kind = 'earned'
      and e.attempt = (select count(*) from posting as p where p.subject = e.subject and p.subject_id = e.subject_id
                         and p.occurrence = e.occurrence and p.kind = 'taken_back')
      and s.wallet < e.points;
  insert into posting (booked_at, at, kind, source, target, points, subject, subject_id, occurrence, attempt, rule_id, words, wallet, owed)
    select s.now, e.at, 'taken_back', 'wallet', 'earned', e.points, e.subject, e.subject_id, e.occurrence, e.attempt, e.rule_id,
           e.words, s.wallet - e.points, s.owed
    from posting as e join standing as s
    where e.subject = new.subject and e.subject_id = new.subject_id and e.occurrence = new.occurrence and e.kind = 'earned'
      and e.attempt = (select count(*) from posting as p where p.subject = e.subject and p.subject_id = e.subject_id
                         and p.occurrence = e.occurrence and p.kind = 'taken_back');
end;

create trigger booking_spend instead of insert on booking when new.verb = 'spend' begin
  insert into posting (booked_at, at, kind, source, target, points, subject, subject_id, occurrence, attempt, words, wallet, owed)
    select s.now, new.at, 'owed', 'owed', 'wallet', new.points - s.wallet, new.subject, new.subject_id, new.occurrence,
           (select count(*) from posting as p where p.subject = new.subject and p.subject_id = new.subject_id
              and p.occurrence = new.occurrence and p.kind = 'returned'),
           new.words, new.points, s.owed + new.points - s.wallet
    from standing as s where s.wallet < new.points
    on conflict do nothing;
  insert into posting (booked_at, at, kind, source, target, points, subject, subject_id, occurrence, attempt, words, wallet, owed)
    select s.now, new.at, 'redeemed', 'wallet', 'spent', new.points, new.subject, new.subject_id, new.occurrence,
           (select count(*) from posting as p where p.subject = new.subject and p.subject_id = new.subject_id
              and p.occurrence = new.occurrence and p.kind = 'returned'),
           new.words, s.wallet - new.points, s.owed
    from standing as s where true
    on conflict do nothing;
end;

create trigger booking_return instead of insert on booking when new.verb = 'return' begin
  insert into posting (booked_at, at, kind, source, target, points, subject, subject_id, occurrence, attempt, words, wallet, owed)
    select s.now, e.at, 'returned', 'spent', 'wallet', e.points, e.subject, e.subject_id, e.occurrence, e.attempt, e.words,
           s.wallet + e.points, s.owed
    from posting as e join standing as s
    where e.subject = new.subject and e.subject_id = new.subject_id and e.occurrence = new.occurrence and e.kind = 'redeemed'
      and e.attempt = (select count(*) from posting as p where p.subject = e.subject and p.subject_id = e.subject_id
                         and p.occurrence = e.occurrence and p.kind = 'returned');
end;

create trigger posting_settles after insert on posting when new.kind in ('earned', 'returned') and new.owed > 0 begin
  insert into posting (booked_at, at, kind, source, target, points, subject, subject_id, occurrence, attempt, words, wallet, owed)
    values (new.booked_at, new.at, 'settled', 'wallet', 'owed', min(new.wallet, new.owed), new.subject, new.subject_id,
            new.occurrence, new.attempt, new.words, new.wallet - min(new.wallet, new.owed), new.owed - min(new.wallet, new.owed));
end;

-- Tasks -----------------------------------------------------------------------------------------------
-- A task's own points, else by the rules. What was done before it was imported earns nothing.
create view task_worth as
  select task.id as task_id, r.id as rule_id,
         iif(task.points > 0, task.points,
             r.task + (r.hour * ifnull(task.effort_minutes, 0) + 30) / 60
               + case task.priority when 1 then r.p1 when 2 then r.p2 when 3 then r.p3 when 4 then r.p4 else 0 end) as points
  from task join points_in_force as r;

create trigger task_pays_added after insert on task
  when new.status = 'done' and (new.source <> 'import' or new.completed_at >= new.created_at) begin
  insert into booking (verb, subject, subject_id, occurrence, points, at, rule_id, words)
    select 'earn', 'task', new.id, new.occurrence, points, new.completed_at, rule_id, new.title from task_worth where task_id = new.id;
end;
create trigger task_pays after update of status on task when new.status = 'done' and old.status <> 'done' begin
  insert into booking (verb, subject, subject_id, occurrence, points, at, rule_id, words)
    select 'earn', 'task', new.id, new.occurrence, points, new.completed_at, rule_id, new.title from task_worth where task_id = new.id;
end;
-- Opened again by its series, its last completion stands.
create trigger task_takes after update of status on task
  when old.status = 'done' and new.status <> 'done' and new.occurrence = old.occurrence begin
  insert into booking (verb, subject, subject_id, occurrence) values ('take', 'task', new.id, new.occurrence);
end;
-- Deleting takes nothing away; taking back the step that made it does.
create trigger task_never_was after delete on task
  when old.status = 'done' and exists (
    select 1 from change where tbl = 'task' and row_id = old.id and before is null
      and step_id = (select undo_of from step order by id desc limit 1)) begin
  insert into booking (verb, subject, subject_id, occurrence) values ('take', 'task', old.id, old.occurrence);
end;

-- Projects --------------------------------------------------------------------------------------------
create trigger project_pays after update of status on project when new.status = 'done' and old.status <> 'done' begin
  insert into booking (verb, subject, subject_id, occurrence, points, at, rule_id, words)
    select 'earn', 'project', new.id, 0, r.project, s.now, r.id, new.name from points_in_force as r join standing as s;
end;
create trigger project_takes after update of status on project when old.status = 'done' and new.status <> 'done' begin
  insert into booking (verb, subject, subject_id, occurrence) values ('take', 'project', new.id, 0);
end;

-- Redemptions -----------------------------------------------------------------------------------------
create trigger redemption_spends after insert on redemption begin
  insert into booking (verb, subject, subject_id, occurrence, points, at, words)
    values ('spend', 'redemption', new.id, 0, new.price, new.at, new.name);
end;
create trigger redemption_returns after delete on redemption begin
  insert into booking (verb, subject, subject_id, occurrence) values ('return', 'redemption', old.id, 0);
end;
