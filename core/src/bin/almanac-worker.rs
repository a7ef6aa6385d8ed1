//! The child roles alone, for tests of this crate; the app and the command line play them themselves.

fn main() {
    almanac_core::worker::run_if_asked();
}
