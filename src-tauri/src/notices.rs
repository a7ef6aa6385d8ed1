//! What the shell does when the core says something: pass it to the pages, tell the person, and keep
//! the tray and the shortcut as the data say.

use std::{
    collections::HashSet,
    sync::{Arc, mpsc::Receiver},
    thread,
    time::Duration,
};

use almanac_core::habits::HabitId;
use almanac_core::{App, Event, Reminded};
use serde_json::json;
use tauri::{AppHandle, Manager};

use crate::{glance::Glance, launch, login, shortcut, state::Shell, stream, tray, windows::MAIN};

/// The tray and the shortcut follow at leisure: while documents are read, rows change all the time.
const LEISURE: Duration = Duration::from_millis(250);

/// Listens from now on, on threads of its own.
pub(crate) fn follow(app: &AppHandle, shell: &Arc<Shell>, core: &Arc<App>) {
    let (to_pages, to_shell) = (core.subscribe(), core.subscribe());

    let pages = Arc::clone(shell);
    thread::spawn(move || stream::pump(&to_pages, |event| pages.streams.send(&event)));

    let (app, core) = (app.clone(), Arc::clone(core));
    thread::spawn(move || keep_up(&app, &core, &to_shell));
}

/// Keeps what is outside the pages up to date, until the core is gone.
fn keep_up(app: &AppHandle, core: &App, events: &Receiver<Event>) {
    let (mut keys, mut keys_from) = shortcut::wanted(core).unwrap_or_default();
    shortcut::apply(app, &keys);
    login::follow(app, core);
    let mut tray = Glance::of(core);
    tray::show(app, &tray);

    while let Ok(first) = events.recv() {
        thread::sleep(LEISURE);
        let batch: Vec<Event> = [first].into_iter().chain(events.try_iter()).collect();
        batch.iter().for_each(|event| tell(app, core, event));
        let changed = tables(batch);
        if tray.tables.iter().any(|table| changed.contains(table)) {
            let now = Glance::of(core);
            if now != tray {
                tray::show(app, &now);
            }
            tray = now;
        }
        if keys_from.iter().any(|table| changed.contains(table))
            && let Some((now, from)) = shortcut::wanted(core)
        {
            if now != keys {
                shortcut::apply(app, &now);
            }
            (keys, keys_from) = (now, from);
            login::follow(app, core);
        }
    }
}

/// Tells the person what they asked to be told. Who looks at the app sees it there.
fn tell(app: &AppHandle, core: &App, event: &Event) {
    let Event::Notify { title, body, open, reminder, habit } = event else { return };
    let looking = app.get_webview_window(MAIN).is_some_and(|main| main.is_focused().unwrap_or(false));
    if looking || !wants_notices(core) {
        return;
    }
    let mut notice = notify_rust::Notification::new();
    notice.appname("Almanac").summary(title).body(body).action(OPEN, "Open");
    if reminder.is_some() {
        notice.action(DONE, "Done").action(SNOOZE, "In 10 minutes");
    }
    // How much of a habit that is counted was done cannot be said with a button.
    let habit = habit.filter(|habit| is_ticked(core, *habit));
    if habit.is_some() {
        notice.action(DONE, "Done");
    }
    let (app, place, reminder) = (app.clone(), open.clone(), *reminder);
    // The answer comes when the person clicks, or never: it is waited for aside.
    thread::spawn(move || match notice.show() {
        Ok(shown) => wait_for_answer(shown, |action| answered(&app, action, &place, reminder, habit)),
        Err(error) => tracing::warn!("this desktop shows no notices: {error}"),
    });
}

/// Whether the settings let the desktop show notices; the pages show them in any case.
fn wants_notices(core: &App) -> bool {
    let settings = core.call("settings.get", serde_json::Value::Null);
    settings.map_or(true, |settings| settings.data["notifications"] != serde_json::json!(false))
}

/// What can be answered to a notice; the first is a click on the notice itself.
const OPEN: &str = "default";
const DONE: &str = "done";
const SNOOZE: &str = "snooze";
/// How much later a snoozed reminder comes again, in minutes.
const LATER: u32 = 10;

/// Whether a habit is ticked, not counted.
fn is_ticked(core: &App, habit: HabitId) -> bool {
    let page = core.call("habits.show", json!(habit));
    page.is_ok_and(|page| page.data["standing"]["habit"]["kind"] == json!("yes_no"))
}

fn answered(app: &AppHandle, action: &str, place: &str, reminder: Option<Reminded>, habit: Option<HabitId>) {
    let (name, input) = match (action, reminder) {
        (DONE, None) if habit.is_some() => ("habits.log", json!({ "habit": habit })),
        (OPEN, _) => {
            if let Err(failure) = launch::go_to(app, place) {
                tracing::warn!("a notice led nowhere: {}", failure.message);
            }
            return;
        }
        (DONE, Some(Reminded { task, .. })) => ("tasks.complete", json!({ "ids": [task] })),
        (SNOOZE, Some(Reminded { reminder, .. })) => {
            ("tasks.snooze", json!({ "reminder": reminder, "minutes": LATER }))
        }
        // Closed, or forgotten by the desktop.
        _ => return,
    };
    let Some(core) = app.state::<Arc<Shell>>().core_if_open() else { return };
    if let Err(error) = core.call(name, input) {
        tracing::warn!("the answer to a notice was not done: {:?}", error.kind());
    }
}

#[cfg(target_os = "linux")]
fn wait_for_answer(shown: notify_rust::NotificationHandle, answered: impl FnOnce(&str)) {
    shown.wait_for_action(answered);
}

/// Elsewhere the system brings the app forward by itself when a notice is clicked.
#[cfg(not(target_os = "linux"))]
fn wait_for_answer<T>(_shown: T, _answered: impl FnOnce(&str)) {}

/// The tables that the events say were written.
fn tables(events: Vec<Event>) -> HashSet<String> {
    events
        .into_iter()
        .filter_map(|event| match event {
            Event::Changed { tables } => Some(tables),
            _ => None,
        })
        .flatten()
        .collect()
}
