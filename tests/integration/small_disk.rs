//! File systems that are soon full.

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::common::skip;

/// A file system in memory; unmounted when dropped. Only root may mount one.
pub(crate) struct Mount(TempDir);

impl Mount {
    /// `None` where nothing can be mounted, which is then said.
    #[track_caller]
    pub(crate) fn new(size: &str) -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(dir.path())
            .output();
        if mounted.is_ok_and(|m| m.status.success()) {
            return Some(Self(dir));
        }
        skip("no file system can be mounted here: root may, with CAP_SYS_ADMIN");
        None
    }

    pub(crate) fn remount(&self, options: &str) {
        let status = Command::new("mount")
            .args(["-o", &format!("remount,{options}")])
            .arg(self.0.path())
            .status();
        assert!(status.unwrap().success());
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status();
    }
}
