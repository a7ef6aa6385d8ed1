//! Web pages: kept by their address, fetched by the queue.

use std::io::Write;
use std::net::TcpListener;
use std::time::Duration;

use almanac_core::Kind;
use almanac_core::clock::Clock;
use serde_json::{Value, json};

use crate::house::{House, material};
use crate::site::{Site, article, open_house};
use crate::{get, note};

#[test]
fn a_page_becomes_a_readable_item_and_its_link_is_there_at_once() {
    let (house, site) = (open_house(), Site::new("text/html", article("Ask Mina for a jar.")));
    let item = house
        .call("knowledge.clip", json!({ "url": format!("{}/seeds/?utm_source=x#top", site.url), "tags": ["garden"] }));
    assert_eq!(
        (&item["kind"], &item["state"], &item["tags"]),
        (&json!("bookmark"), &json!("waiting"), &json!(["garden"]))
    );
    assert_eq!(item["url"], format!("{}/seeds/", site.url));
    assert_eq!(site.asked(), 0, "a mutation does not reach the network");
    house.process();
    let detail = get(&house, &item);
    assert_eq!((&detail["item"]["title"], &detail["item"]["kind"]), (&json!("Seed keeping"), &json!("html")));
    assert_eq!((&detail["page"]["site"], &detail["page"]["author"]), (&json!("Garden Notes"), &json!("Mina Hart")));
    assert_eq!(detail["page"]["fetched_at"], detail["item"]["fetched_at"]);
    assert!(detail["text"].as_str().unwrap().contains("up to six years"));
    let hits = house.call("search.query", json!({ "query": "parsnips", "mode": "text" }));
    assert_eq!(hits["results"][0]["title"], "Seed keeping");
    let log = house.call("fetch.log", Value::Null);
    assert_eq!((log[0]["host"].as_str(), &log[0]["error"]), (Some("127.0.0.1"), &Value::Null));
    assert!(log[0]["bytes"].as_i64().unwrap() > 300);
    house.call("knowledge.edit", json!({ "id": item["id"], "title": "My seeds" }));
    assert_eq!(get(&house, &item)["item"]["title"], "My seeds", "the person's title is the better one");
}

#[test]
fn a_page_is_kept_once_and_refreshed() {
    let (house, site) = (open_house(), Site::new("text/html", article("First words.")));
    let first = house.call("knowledge.clip", json!({ "url": format!("{}/a", site.url) }));
    house.process();
    let quote = "Beans keep for three years";
    let text = get(&house, &first)["text"].as_str().unwrap().to_owned();
    let start = text[..text.find(quote).unwrap()].chars().count();
    house.call(
        "highlights.create",
        json!({ "item": first["id"], "start": start, "end": start + quote.len(), "note": "Sow" }),
    );
    site.says(
        "200 OK\r\nContent-Type: text/html",
        &article("A long new paragraph stands here before the beans, and moves them."),
    );
    let again = house.call("knowledge.clip", json!({ "url": format!("{}/a/?fbclid=7#x", site.url) }));
    assert_eq!(again["id"], first["id"]);
    house.process();
    let detail = get(&house, &first);
    assert!(detail["text"].as_str().unwrap().contains("A long new paragraph"));
    assert_eq!(detail["page"]["snapshots"], 2);
    let highlight = &house.call("highlights.list", json!({ "item": first["id"] }))[0];
    let moved = highlight["start"].as_u64().unwrap() as usize;
    assert!(moved > start);
    let there: String = detail["text"].as_str().unwrap().chars().skip(moved).take(quote.len()).collect();
    assert_eq!((there.as_str(), &highlight["note"]), (quote, &json!("Sow")));
    assert_eq!(house.call("knowledge.list", json!({}))["total"], 1);
    // The same again is no new content, and a page that is gone leaves what was read.
    house.call("knowledge.refresh", first["id"].clone());
    house.process();
    assert_eq!(get(&house, &first)["page"]["snapshots"], 2);
    site.says("410 Gone", "");
    house.call("knowledge.refresh", first["id"].clone());
    house.process();
    let detail = get(&house, &first);
    assert_eq!(detail["item"]["state"], "needs_attention");
    assert!(detail["text"].as_str().unwrap().contains("Beans"), "{detail}");
    site.says("200 OK\r\nContent-Type: text/html", "<html><body><script>now_an_app()</script></body></html>");
    house.call("knowledge.refresh", first["id"].clone());
    house.process();
    let detail = get(&house, &first);
    assert!(detail["item"]["state_note"].as_str().unwrap().starts_with("This page has no readable text"), "{detail}");
    assert!(detail["text"].as_str().unwrap().contains("Beans"), "{detail}");
}

#[test]
fn a_page_speaks_for_its_own_site_only() {
    let house = open_house();
    let site = Site::new("text/html", "");
    let canonical = |href: &str| article("x").replace("<title>", &format!("<link rel=canonical href='{href}'><title>"));
    site.says("200 OK\r\nContent-Type: text/html", &canonical(&format!("{}/real", site.url)));
    let first = house.call("knowledge.clip", json!({ "url": format!("{}/mobile", site.url) }));
    house.process();
    let same = house.call("knowledge.clip", json!({ "url": format!("{}/real", site.url) }));
    assert_eq!(same["id"], first["id"]);
    site.says("200 OK\r\nContent-Type: text/html", &canonical("http://elsewhere.example/stolen"));
    house.call("knowledge.refresh", first["id"].clone());
    house.process();
    let other = house.call("knowledge.clip", json!({ "url": "http://elsewhere.example/stolen" }));
    assert_ne!(other["id"], first["id"]);
}

#[test]
fn deleting_and_undoing_needs_no_network() {
    let (house, site) = (open_house(), Site::new("text/html", article("Kept.")));
    let item = house.call("knowledge.clip", json!({ "url": site.url }));
    house.process();
    let undone = house.call("history.state", Value::Null);
    assert!(undone["undo"]["label"].as_str().unwrap().starts_with("Kept the page 127.0.0.1"), "a fetch is no step");
    house.call("knowledge.delete", json!({ "ids": [item["id"]] }));
    house.call("history.undo", Value::Null);
    house.process();
    assert!(get(&house, &item)["text"].as_str().unwrap().contains("six years"));
    assert_eq!(site.asked(), 1);
    house.call("history.undo", Value::Null);
    assert_eq!(house.call("knowledge.list", json!({}))["total"], 0);
    house.call("history.redo", Value::Null);
    house.process();
    assert_eq!((get(&house, &item)["item"]["kind"].as_str(), site.asked()), (Some("html"), 1));
}

#[test]
fn a_link_is_kept_whatever_happens() {
    let house = House::new();
    let site = Site::new("text/html", article("Private."));
    let blocked = house.call("knowledge.clip", json!({ "url": "http://192.168.1.1/router" }));
    house.process();
    let item = &get(&house, &blocked)["item"];
    assert_eq!((&item["kind"], &item["state"]), (&json!("bookmark"), &json!("needs_attention")));
    let note = "This address points into your own computer or network, so it was not fetched. The link is saved.";
    assert_eq!(item["state_note"], note);
    let hits = house.call("search.query", json!({ "query": "router", "mode": "text" }));
    assert_eq!(hits["results"][0]["id"], blocked["id"], "a bare link is found");

    house.call("settings.update", json!({ "local_only": true, "fetch_private": true }));
    let local = house.call("knowledge.clip", json!({ "url": site.url }));
    house.process();
    let item = get(&house, &local)["item"].clone();
    assert_eq!((&item["kind"], &item["state"], site.asked()), (&json!("bookmark"), &json!("ready"), 0));
    assert_eq!(item["state_note"], "Only the link is kept.");
    house.call("settings.update", json!({ "local_only": false }));
    house.call("knowledge.refresh", local["id"].clone());
    house.process();
    assert_eq!((get(&house, &local)["item"]["kind"].as_str(), site.asked()), (Some("html"), 1));

    let captured = house.call("capture.save", json!({ "text": " https://example.com/later ", "save_as": "note" }));
    assert_eq!(captured["item"]["url"], "https://example.com/later");
    let note = house.call("capture.save", json!({ "text": "https://example.com/later is good", "save_as": "note" }));
    assert_eq!(note["item"]["kind"], "note");
    house.call("knowledge.delete", json!({ "ids": [captured["item"]["id"]] }));

    let no_text = Site::new("text/html", "<html><body><div id=root></div><script>draw()</script></body></html>");
    let empty = house.call("knowledge.clip", json!({ "url": no_text.url }));
    house.process();
    let item = &get(&house, &empty)["item"];
    assert_eq!(item["state_note"], "This page has no readable text; it may need a browser. The link is saved.");
    for (address, words) in
        [("", "address is needed"), ("javascript:alert(1)", "Only http and https"), ("two words", "space")]
    {
        let (kind, message) = house.fails("knowledge.clip", json!({ "url": address }));
        assert_eq!(kind, Kind::Invalid);
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn a_site_that_is_busy_is_asked_again() {
    let (house, site) = (open_house(), Site::new("text/html", ""));
    site.says("503 Busy", "");
    let item = house.call("knowledge.clip", json!({ "url": site.url }));
    house.process();
    let waiting = &get(&house, &item)["item"];
    assert_eq!((&waiting["state"], site.asked()), (&json!("waiting"), 1));
    assert!(waiting["state_note"].as_str().unwrap().contains("busy"), "{waiting}");
    site.says("200 OK\r\nContent-Type: text/html", &article("At last."));
    house.clock.set(house.clock.now().timestamp() + Duration::from_secs(61));
    house.process();
    assert!(get(&house, &item)["text"].as_str().unwrap().contains("At last"));
}

#[test]
fn what_somebody_waits_for_goes_first() {
    let (house, site) = (open_house(), Site::new("text/html", article("Now.")));
    let file = |name: &str| json!({ "files": [{ "name": name, "base64": "c29tZSB3b3Jkcw==" }] });
    let order = || -> Vec<(String, String)> {
        let jobs = house.call("processing.status", Value::Null)["jobs"].clone();
        let word = |job: &Value, name: &str| job[name].as_str().unwrap().to_owned();
        jobs.as_array().unwrap().iter().map(|job| (word(job, "kind"), word(job, "title"))).collect()
    };
    let imported = house.call("knowledge.import_files", file("old.txt"))["items"][0].clone();
    note(&house, "Just written", "Words.");
    house.call("knowledge.clip", json!({ "url": site.url }));
    let kinds = order();
    assert_eq!((kinds[0].0.as_str(), kinds[1].1.as_str()), ("fetch", "Just written"));
    house.call("processing.hurry", json!({ "item": imported }));
    assert_eq!(order()[0].1, "old");
    let blocked = house.call("knowledge.clip", json!({ "url": "http://127.0.0.1:1/" }));
    house.call("settings.update", json!({ "fetch_private": false }));
    house.process();
    assert_eq!(house.call("processing.retry", json!({ "item": blocked["id"] })), 1);
    assert_eq!(get(&house, &blocked)["item"]["state"], "waiting");
}

#[test]
fn the_content_says_what_it_is() {
    let house = open_house();
    let Some(pdf) = material("hostile/pdf/good.pdf") else { return };
    let site = Site::new("text/html", std::fs::read(pdf).unwrap());
    let item = house.call("knowledge.clip", json!({ "url": format!("{}/report", site.url) }));
    house.process();
    let detail = get(&house, &item);
    assert_eq!((&detail["item"]["kind"], &detail["item"]["pages"]), (&json!("pdf"), &json!(1)));
    assert!(detail["text"].as_str().unwrap().contains("revenue rose 4 percent"));
    let untold = Site::new("", article("Untold."));
    let item = house.call("knowledge.clip", json!({ "url": untold.url }));
    house.process();
    assert_eq!(get(&house, &item)["item"]["kind"], "html");
    let picture = Site::new("text/html", b"\x89PNG\r\n\x1a\n0000".as_slice());
    let item = house.call("knowledge.clip", json!({ "url": picture.url }));
    house.process();
    assert_eq!(get(&house, &item)["item"]["state"], "needs_attention");
}

#[test]
fn a_site_that_takes_its_time_holds_up_no_file() {
    let house = open_house();
    let slow = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", slow.local_addr().unwrap());
    let page = house.call("knowledge.clip", json!({ "url": url }));
    let events = house.app.subscribe();
    house.app.start().unwrap();
    let (mut asked, _) = slow.accept().unwrap();
    let until_read = |item: &Value, words: &str| {
        while !get(&house, item)["text"].as_str().unwrap().contains(words) {
            events.recv_timeout(Duration::from_secs(120)).expect("it is never read");
        }
    };
    // The site has the question and is silent; what comes now is read all the same.
    let later = note(&house, "Later", "Written while a site was silent.");
    until_read(&later, "a site was silent");
    assert_eq!(get(&house, &page)["item"]["state"], "processing");
    let body = article("Here at last.");
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close";
    write!(asked, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    drop(asked);
    until_read(&page, "Here at last.");
    house.app.stop();
}

#[test]
fn a_fetched_pdf_is_found_as_one() {
    let house = open_house();
    let Some(pdf) = material("hostile/pdf/good.pdf") else { return };
    let site = Site::new("application/pdf", std::fs::read(pdf).unwrap());
    let item = house.call("knowledge.clip", json!({ "url": format!("{}/report", site.url) }));
    house.process();
    let found = |query: &str| -> Vec<Value> {
        let found = house.call("search.query", json!({ "query": query, "mode": "text" }));
        found["results"].as_array().unwrap().iter().map(|hit| hit["id"].clone()).collect()
    };
    assert_eq!(found("type:pdf revenue"), [item["id"].clone()]);
    assert_eq!(found("type:pdf"), [item["id"].clone()], "also without a word");
    assert_eq!(found("revenue -type:pdf"), Vec::<Value>::new());
    assert_eq!(found("type:html revenue"), Vec::<Value>::new(), "what was expected to be found there says nothing");
    let counted = house.call("chat.ask", json!({ "text": "How many PDFs did I save?" }));
    assert!(counted["answer"].as_str().unwrap().starts_with("**1** pdf item"), "{counted}");
    let unread = house.call("knowledge.clip", json!({ "url": "http://127.0.0.1:1/never" }));
    assert_eq!(unread["kind"], "bookmark");
    house.process();
    assert_eq!(found("type:bookmark never"), [unread["id"].clone()]);
}
