//! The program as a whole in bad times: killed, refused its file, and watched for what it sends.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, reason = "a test may stop where it fails")]

mod random;
#[cfg(target_os = "linux")]
mod silence;
#[cfg(target_os = "linux")]
mod unusable;
mod victim;
#[cfg(target_os = "linux")]
mod writes;
