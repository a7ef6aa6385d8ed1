//! What this computer has, and what that is enough for.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;
use sysinfo::{Disks, MemoryRefreshKind, System};
use ts_rs::TS;

/// This computer. Sizes in bytes; `None` where the system does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Hardware {
    pub memory: Option<u64>,
    /// Memory that a new program can have without anything being pushed out.
    pub memory_free: Option<u64>,
    pub cores: usize,
    /// Free space where models are kept.
    pub disk_free: Option<u64>,
}

impl Hardware {
    /// Looks at this computer; `folder` is where models are kept.
    pub fn look(folder: &Path) -> Self {
        let mut memory = (None, None);
        if let Ok(mut system) = System::new() {
            system.refresh_memory_specifics(MemoryRefreshKind::nothing().with_ram());
            let known = |bytes: u64| (bytes > 0).then_some(bytes);
            memory = (known(system.total_memory()), known(system.available_memory()));
        }
        let disks = Disks::new_with_refreshed_list().ok();
        let disks = disks.iter().flat_map(|disks| disks.iter()).filter(|disk| folder.starts_with(disk.mount_point()));
        let disk = disks.max_by_key(|disk| disk.mount_point().as_os_str().len());
        Self {
            memory: memory.0,
            memory_free: memory.1,
            cores: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            disk_free: disk.map(sysinfo::Disk::available_space),
        }
    }

    /// Why a model is not for this computer: `memory` it takes while it runs, `missing` of it must be fetched.
    pub fn refuses(&self, memory: u64, missing: u64) -> Option<String> {
        if let Some(have) = self.memory.filter(|have| *have < memory) {
            return Some(format!(
                "Needs about {} of memory, and this computer has {}",
                gigabytes(memory),
                gigabytes(have)
            ));
        }
        let free = self.disk_free.filter(|free| *free < missing)?;
        Some(format!("Needs {} of free disk, and {} are free", gigabytes(missing), gigabytes(free)))
    }
}

fn gigabytes(bytes: u64) -> String {
    format!("{:.1} GB", bytes as f64 / 1e9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_computer_is_seen() {
        let here = Hardware::look(&std::env::temp_dir());
        assert!(here.memory.is_some_and(|memory| memory > 100_000_000), "{here:?}");
        assert!(here.memory_free <= here.memory && here.cores > 0);
    }

    #[test]
    fn what_does_not_fit_is_told_with_figures() {
        let small =
            Hardware { memory: Some(4_000_000_000), memory_free: None, cores: 2, disk_free: Some(1_000_000_000) };
        assert_eq!(
            small.refuses(6_000_000_000, 0).as_deref(),
            Some("Needs about 6.0 GB of memory, and this computer has 4.0 GB")
        );
        assert_eq!(
            small.refuses(1_000, 2_500_000_000).as_deref(),
            Some("Needs 2.5 GB of free disk, and 1.0 GB are free")
        );
        assert_eq!(small.refuses(3_000_000_000, 900_000_000), None);
        let unknown = Hardware { memory: None, memory_free: None, cores: 1, disk_free: None };
        assert_eq!(unknown.refuses(u64::MAX, u64::MAX), None);
    }
}
