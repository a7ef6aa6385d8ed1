-- What is restored or reverted later must not close a circle either: the checks of editing do not see it.
create trigger task_above_itself before update of parent_id on task when new.parent_id is not null begin
  select raise(abort, 'a task would be part of itself: it was moved below another since')
    where new.id in (with recursive above (id) as (select new.parent_id union
      select task.parent_id from task join above on task.id = above.id where task.parent_id is not null) select id from above);
end;
create trigger task_waits_for_itself before insert on task_dependency begin
  select raise(abort, 'a task would wait for itself, by way of others')
    where new.task_id in (with recursive before (id) as (select new.blocker_id union
      select d.blocker_id from task_dependency as d join before on d.task_id = before.id) select id from before);
end;
