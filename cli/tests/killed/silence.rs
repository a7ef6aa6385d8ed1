//! The program is silent: a whole day's work on the command line connects to nothing outside this computer.
//! `strace` sees every attempt, whatever library makes it.
use std::path::Path;
use std::process::Command;

use crate::victim::{Victim, has};
use tempfile::TempDir;

const TRACE: &str = "trace=connect,sendto,sendmsg,sendmmsg";

/// The attempts to reach something else than this computer: an address that is not loopback, and any name
/// server, because a local one asks others.
fn outward(trace: &str) -> Vec<&str> {
    let leaves = |line: &&str| {
        let address = line.contains("sa_family=AF_INET");
        let here = line.contains("inet_addr(\"127.") || line.contains("\"::1\"");
        address && (!here || line.contains("htons(53)"))
    };
    trace.lines().filter(leaves).collect()
}

fn traced(file: &Path, mut command: Command) -> String {
    assert!(command.output().unwrap().status.code().is_some());
    std::fs::read_to_string(file).unwrap()
}

#[test]
fn what_leaves_the_computer_is_seen() {
    let trace = r#"
7 connect(5, {sa_family=AF_UNIX, sun_path="/run/dbus"}, 12) = 0
7 connect(5, {sa_family=AF_INET, sin_port=htons(11434), sin_addr=inet_addr("127.0.0.1")}, 16) = -1 ECONNREFUSED
7 sendto(5, [{nlmsg_len=20}], 20, 0, {sa_family=AF_NETLINK, nl_pid=0}, 12) = 20
7 connect(5, {sa_family=AF_INET6, sin6_port=htons(443), inet_pton(AF_INET6, "::1", &sin6_addr)}, 28) = 0
8 connect(5, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}, 16) = 0
8 sendto(5, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("192.0.2.1")}, 16) = 1
8 connect(5, {sa_family=AF_INET6, sin6_port=htons(443), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, 28) = 0"#;
    let seen = outward(trace);
    assert!(seen.len() == 3 && seen.iter().all(|line| line.starts_with('8')), "{seen:?}");
    if !has("strace", &["-q", "-o", "/dev/null", "true"]) {
        return;
    }
    // A real attempt, to an address that is kept for documentation; a datagram socket sends nothing by connecting.
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-q", "-o"]).arg(&file).args(["-e", TRACE, "bash", "-c", "exec 3<>/dev/udp/192.0.2.1/9"]);
    assert_eq!(outward(&traced(&file, command)).len(), 1);
}

#[test]
fn a_days_work_connects_to_nothing() {
    if !has("strace", &["-q", "-o", "/dev/null", "true"]) {
        return;
    }
    let folder = TempDir::new().unwrap();
    let victim = Victim::new(&folder.path().join("profile"));
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let samples = top.join("samples").display().to_string();
    let copy = folder.path().join("copy.db").display().to_string();
    let hostile: Vec<String> = ["markdown"]
        .iter()
        .map(|kind| top.join("../shared/data/hostile").join(kind))
        .filter(|folder| folder.exists())
        .map(|folder| folder.display().to_string())
        .collect();
    let mut imports = vec!["import", &samples];
    imports.extend(hostile.iter().map(String::as_str));
    let commands: Vec<Vec<&str>> = vec![
        vec!["add", "Call mum tomorrow 5pm #Family"],
        vec!["capture", "--note", "See https://example.org/ and ![x](https://example.org/x.png)"],
        imports,
        vec!["process"],
        vec!["search", "example"],
        vec!["ask", "What is written about the boiler?"],
        vec!["models", "list"],
        vec!["list"],
        vec!["undo"],
        vec!["backup", &copy],
        vec!["data", "verify", &copy],
        vec!["doctor"],
        vec!["export"],
        vec!["restore", &copy],
    ];
    let mut local = 0;
    for arguments in &commands {
        let file = folder.path().join("trace");
        let output = file.display().to_string();
        let under = ["strace", "-f", "--seccomp-bpf", "-q", "-o", &output, "-e", TRACE];
        let trace = traced(&file, victim.command(&under, arguments));
        let outward = outward(&trace);
        assert!(outward.is_empty(), "{arguments:?}: {outward:#?}");
        local += trace.lines().filter(|line| line.contains("AF_INET")).count();
    }
    println!("{} commands: nothing left this computer, {local} attempts to reach Ollama on it", commands.len());
}
