//! A web server on the loopback address, and a house that may reach it.
#![allow(unreachable_pub, reason = "shared by the tests beside it")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use crate::house::House;
use serde_json::json;

/// A web server on the loopback address that answers with what it was last given.
pub struct Site {
    pub url: String,
    answer: Arc<Mutex<(String, Vec<u8>)>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    pub fn new(content_type: &str, body: impl AsRef<[u8]>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let answer = Arc::new(Mutex::new((format!("200 OK\r\nContent-Type: {content_type}"), body.as_ref().to_vec())));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (say, log) = (Arc::clone(&answer), Arc::clone(&asked));
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let head: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
                log.lock().unwrap().push(head.first().cloned().unwrap_or_default());
                let (status, body) = say.lock().unwrap().clone();
                let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
                let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
            }
        });
        Self { url, answer, asked }
    }

    pub fn says(&self, status: &str, body: &str) {
        *self.answer.lock().unwrap() = (status.into(), body.as_bytes().to_vec());
    }

    pub fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

pub fn article(words: &str) -> String {
    format!(
        "<!doctype html><html><head><title>Seed keeping</title><meta property='og:site_name' content='Garden Notes'>\
         <meta name='author' content='Mina Hart'></head><body><nav>Home About</nav><article><h1>Seed keeping</h1>\
         <p>Tomato seeds are kept dry and dark, in paper and never in plastic, for up to six years without much loss.</p>\
         <p>{words}</p><p>Beans keep for three years, parsnips for one, and onions hardly longer than a single winter.</p>\
         </article></body></html>"
    )
}

/// A house that may reach its own computer.
pub fn open_house() -> House {
    let house = House::new();
    house.call("settings.update", json!({ "fetch_private": true }));
    house
}
