//! Names that tell documents apart.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// Where a document comes from, as far as it can serve to name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NamePath {
    /// Folders, file name and, for a record, its id, outermost first.
    parts: Vec<String>,
    /// The line of a record, from 1.
    line: Option<u64>,
}

impl NamePath {
    pub(super) fn file(absolute: &Path) -> Self {
        Self {
            parts: absolute
                .components()
                .filter_map(|part| match part {
                    std::path::Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
                    _ => None,
                })
                .collect(),
            line: None,
        }
    }

    /// A file inside the archive that this is: its name is the archive's with its own behind.
    pub(super) fn inside(&self, name: &str) -> Self {
        let mut path = self.clone();
        match path.parts.last_mut() {
            Some(last) => *last = format!("{last}/{name}"),
            None => path.parts.push(name.to_owned()),
        }
        path
    }

    /// A record without an id, `FILE:LINE`.
    pub(super) fn line(&self, line: u64) -> Self {
        let mut path = self.clone();
        match path.parts.last_mut() {
            Some(last) => *last = format!("{last}:{line}"),
            None => path.parts.push(line.to_string()),
        }
        path
    }

    /// A record of the file that this is.
    pub(super) fn record(&self, id: &str, line: u64) -> Self {
        let mut path = self.clone();
        path.parts.push(id.to_owned());
        path.line = Some(line);
        path
    }

    /// The last `depth` parts; beyond all of them, the line too.
    fn name(&self, depth: usize) -> String {
        let from = self.parts.len().saturating_sub(depth);
        let name = self.parts[from..].join("/");
        match self.line {
            Some(line) if depth > self.parts.len() => format!("{name}@{line}"),
            _ => name,
        }
    }

    fn deepest(&self) -> usize {
        self.parts.len() + usize::from(self.line.is_some())
    }
}

/// A name for each origin, all different: the last part, with as many parts before it as tell equal ones apart.
/// Records of one file and one id carry their line, `ID@LINE`.
///
/// O(n · d) names are made for n origins that clash to depth d.
pub(super) fn unique_names(paths: &[NamePath]) -> Vec<String> {
    let mut depths: Vec<usize> = vec![1; paths.len()];
    let mut names: Vec<String> = paths.iter().map(|o| o.name(1)).collect();
    loop {
        let mut deepened = false;
        for group in clashes(&names) {
            // Records that agree in file and id differ in nothing but the line: folders would only be noise.
            let first = &paths[group[0]];
            let same_file =
                first.line.is_some() && group.iter().all(|&i| paths[i].parts == first.parts);
            for i in group {
                let path = &paths[i];
                if same_file {
                    depths[i] = path.deepest();
                    let id = path.parts.last().map_or("", String::as_str);
                    let line = path.line.unwrap_or_default();
                    let named = format!("{id}@{line}");
                    deepened |= names[i] != named;
                    names[i] = named;
                } else if depths[i] < path.deepest() {
                    depths[i] += 1;
                    names[i] = path.name(depths[i]);
                    deepened = true;
                }
            }
        }
        if !deepened {
            break;
        }
    }
    // An id may hold anything, even another document's name with its folders.
    loop {
        let groups = clashes(&names);
        if groups.is_empty() {
            return names;
        }
        for group in groups {
            for (k, i) in group.into_iter().enumerate().skip(1) {
                names[i] = format!("{}~{}", names[i], k + 1);
            }
        }
    }
}

/// Indices that share a name, in the order of names.
fn clashes(names: &[String]) -> Vec<Vec<usize>> {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, name) in names.iter().enumerate() {
        by_name.entry(name).or_default().push(i);
    }
    by_name.into_values().filter(|g| g.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn files(paths: &[&str]) -> Vec<String> {
        let paths: Vec<NamePath> = paths.iter().map(|p| NamePath::file(Path::new(p))).collect();
        unique_names(&paths)
    }

    #[test]
    fn a_file_name_alone_is_kept() {
        assert_eq!(files(&["/d/a/x.txt", "/d/b/y.txt"]), ["x.txt", "y.txt"]);
    }

    #[test]
    fn equal_file_names_get_the_folders_that_tell_them_apart_and_no_more() {
        assert_eq!(
            files(&["/d/a/x.txt", "/d/b/x.txt", "/d/b/y.txt"]),
            ["a/x.txt", "b/x.txt", "y.txt"]
        );
        assert_eq!(
            files(&["/d/a/p/x.txt", "/d/b/p/x.txt", "/d/c/q/x.txt"]),
            ["a/p/x.txt", "b/p/x.txt", "q/x.txt"]
        );
    }

    #[test]
    fn equal_ids_are_told_apart_by_file_or_line() {
        let [a, b] = ["/d/a.jsonl", "/d/b.jsonl"].map(|p| NamePath::file(Path::new(p)));
        let paths = [
            a.record("1", 1),
            b.record("1", 1),
            b.record("2", 2),
            b.record("2", 9),
        ];
        assert_eq!(
            unique_names(&paths),
            ["a.jsonl/1", "b.jsonl/1", "2@2", "2@9"]
        );
    }

    proptest! {
        #[test]
        fn names_are_all_different(
            parts in proptest::collection::vec(proptest::collection::vec("[ab/@~1]{0,2}", 1..4), 0..12),
            records in any::<u16>(),
        ) {
            let paths: Vec<NamePath> = parts.into_iter().enumerate().map(|(i, parts)| NamePath {
                parts,
                line: (records >> i & 1 == 1).then_some(i as u64),
            }).collect();
            let mut names = unique_names(&paths);
            prop_assert_eq!(names.len(), paths.len());
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), paths.len());
        }
    }
}
