-- A goal does not get nearer because what it was measured by was deleted. Its criterion stays, to be told by hand.
create trigger goal_outlives_metric before delete on metric begin
  update goal_criterion set kind = 'yes_no', metric_id = null,
      name = substr(iif(name = '', old.name, name), 1, 160) || ' (its metric was deleted)'
    where metric_id = old.id;
end;
create trigger goal_outlives_habit before delete on habit begin
  update goal_criterion set kind = 'yes_no', habit_id = null,
      name = substr(iif(name = '', old.name, name), 1, 160) || ' (its habit was deleted)'
    where habit_id = old.id;
end;
create trigger goal_outlives_project before delete on project begin
  update goal_criterion set kind = 'yes_no', project_id = null,
      name = substr(iif(name = '', old.name, name), 1, 160) || ' (its project was deleted)'
    where project_id = old.id;
end;
