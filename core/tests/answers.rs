//! Answers through the front door.
