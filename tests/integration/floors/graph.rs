//! Which module uses which, and where they use each other in a circle.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::source::{self, Named, Source};

/// A module that is a file, as the names from `src/` down: `reuse/pair/mod.rs` is `["reuse", "pair"]`, lib.rs is `[]`.
pub(super) type Module = Vec<String>;

/// A module uses another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Arrow {
    pub from: Module,
    pub to: Module,
    /// What `from` names to get there.
    pub by: String,
}

/// Files or folders of one folder use each other, directly or around.
pub(super) struct Circle {
    pub folder: Module,
    /// The last one leads back to the first.
    pub arrows: Vec<Arrow>,
}

impl Circle {
    /// Whether it is the one between two children of a folder.
    pub(super) fn runs_between(&self, folder: &str, children: [&str; 2]) -> bool {
        let of_child = |arrow: &Arrow| children.contains(&arrow.from[self.folder.len()].as_str());
        self.folder.join("::") == folder
            && self.arrows.len() == 2
            && self.arrows.iter().all(of_child)
    }
}

/// All files of `src/` that are not for unit tests only.
pub(super) struct Modules(BTreeMap<Module, Source>);

impl Modules {
    /// From the text of each file, by its path below `src/`. Programs (main.rs) stand above everything and are left out.
    pub(super) fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut modules = BTreeMap::new();
        for (file, text) in files {
            let path = file.trim_end_matches(".rs");
            let path = path.strip_suffix("/mod").unwrap_or(path);
            let name = path.rsplit('/').next().unwrap_or(path);
            if name == "main" || name == "tests" || name.ends_with("_tests") {
                continue;
            }
            let module = path.split('/').filter(|name| *name != "lib");
            modules.insert(module.map(str::to_owned).collect(), source::read(text));
        }
        let for_tests = |(module, source): (&Module, &Source)| -> Vec<Module> {
            let below = |name: &String| [module.as_slice(), std::slice::from_ref(name)].concat();
            source.test_modules.iter().map(below).collect()
        };
        let for_tests: Vec<Module> = modules.iter().flat_map(for_tests).collect();
        modules.retain(|module, _| !for_tests.iter().any(|out| module.starts_with(out)));
        Self(modules)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Every use of one module by another: of the module that a path leads through, and of the one where the item that
    /// it names is defined. What lib.rs gives on (`crate::Span`) counts as named where it is defined.
    pub(super) fn arrows(&self) -> BTreeSet<Arrow> {
        let mut arrows = BTreeSet::new();
        for (from, source) in self.0.iter().filter(|(module, _)| !module.is_empty()) {
            for named in &source.named {
                let Some(path) = absolute(self, from, named) else {
                    continue;
                };
                let mut through = BTreeSet::new();
                self.follow(&path, &mut through, &mut BTreeSet::new());
                for to in through.into_iter().filter(|to| to != from) {
                    let (from, by) = (from.clone(), named.segments.join("::"));
                    arrows.insert(Arrow { from, to, by });
                }
            }
        }
        arrows
    }

    /// The modules that an absolute path leads through, the one that defines its item included.
    fn follow(&self, path: &[String], through: &mut BTreeSet<Module>, seen: &mut BTreeSet<Module>) {
        if !seen.insert(path.to_vec()) {
            return;
        }
        let of_module = (0..=path.len())
            .rev()
            .find(|n| self.0.contains_key(&path[..*n]));
        let Some((module, item)) = of_module.map(|n| path.split_at(n)) else {
            return;
        };
        let given_on = item.first().and_then(|name| self.given_on(module, name));
        if !module.is_empty() || given_on.is_none() {
            through.insert(module.to_vec());
        }
        if let Some(mut further) = given_on {
            further.extend_from_slice(&item[1..]);
            self.follow(&further, through, seen);
        }
    }

    /// Where a module has a name from that it does not define itself.
    fn given_on(&self, module: &[String], name: &str) -> Option<Vec<String>> {
        let source = self.0.get(module)?;
        let outer = source.named.iter().filter(|named| named.inside.is_empty());
        let mut aliased = outer
            .clone()
            .filter(|named| named.alias.as_deref() == Some(name));
        if let Some(named) = aliased.next() {
            return absolute(self, module, named);
        }
        let is_defined = |module: &[String]| {
            let source = self.0.get(module);
            source.is_some_and(|source| source.defined.iter().any(|defined| defined == name))
        };
        if is_defined(module) {
            return None;
        }
        let globs = outer.filter(|named| named.alias.as_deref() == Some("*"));
        let mut globs = globs.filter_map(|named| absolute(self, module, named));
        let mut found = globs.find_map(|mut path| {
            path.pop();
            is_defined(&path).then_some(path)
        })?;
        found.push(name.to_owned());
        Some(found)
    }

    /// Circles among the children of each folder: for each arrow that is part of one, the shortest. A folder's own file
    /// (mod.rs) is no part of them: that it gathers its children, and they take from it what they have in common, is what
    /// a folder is for.
    pub(super) fn circles(&self) -> Vec<Circle> {
        let arrows = self.arrows();
        let folders = self.0.keys().filter(|module| !module.is_empty());
        folders
            .flat_map(|folder| self.circles_of(folder, &arrows))
            .collect()
    }

    fn circles_of(&self, folder: &[String], arrows: &BTreeSet<Arrow>) -> Vec<Circle> {
        let child = |module: &Module| {
            let inside = module.len() > folder.len() && module.starts_with(folder);
            inside.then(|| module[folder.len()].clone())
        };
        let mut uses: BTreeMap<String, BTreeMap<String, &Arrow>> = BTreeMap::new();
        for arrow in arrows {
            if let Some((from, to)) = child(&arrow.from).zip(child(&arrow.to))
                && from != to
            {
                uses.entry(from).or_default().entry(to).or_insert(arrow);
            }
        }
        let mut told: BTreeSet<BTreeSet<String>> = BTreeSet::new();
        let mut circles = Vec::new();
        for (from, to) in uses
            .iter()
            .flat_map(|(from, to)| to.keys().map(move |to| (from, to)))
        {
            let Some(back) = shortest_way(to, from, &uses) else {
                continue;
            };
            let circle = [std::slice::from_ref(from), &back].concat();
            if told.insert(circle.iter().cloned().collect()) {
                let next = circle.iter().cycle().skip(1);
                let arrow = |(a, b): (&String, &String)| uses[a][b].clone();
                circles.push(Circle {
                    folder: folder.to_vec(),
                    arrows: circle.iter().zip(next).map(arrow).collect(),
                });
            }
        }
        circles
    }
}

/// Breadth first from a name to another one; gives the names on the way, without the last.
fn shortest_way(
    from: &str,
    to: &str,
    uses: &BTreeMap<String, BTreeMap<String, &Arrow>>,
) -> Option<Vec<String>> {
    let mut ways = VecDeque::from([vec![from.to_owned()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        let last = way.last().expect("a way has a start");
        for next in uses.get(last).into_iter().flat_map(BTreeMap::keys) {
            if next == to {
                return Some(way);
            }
            if seen.insert(next.clone()) {
                ways.push_back([way.as_slice(), std::slice::from_ref(next)].concat());
            }
        }
    }
    None
}

/// A named path from `src/` down; `None` for one that leads out of the crate.
fn absolute(modules: &Modules, here: &[String], named: &Named) -> Option<Vec<String>> {
    let here = [here, &named.inside].concat();
    let mut segments = named.segments.iter();
    let mut path = match segments.next()?.as_str() {
        "crate" => Vec::new(),
        "self" => here,
        "super" => here[..here.len().checked_sub(1)?].to_vec(),
        child
            if modules
                .0
                .contains_key(&[&here[..], &[child.to_owned()]].concat()) =>
        {
            [&here[..], &[child.to_owned()]].concat()
        }
        _ => return None,
    };
    for segment in segments {
        match segment.as_str() {
            "super" => drop(path.pop()?),
            name => path.push(name.to_owned()),
        }
    }
    Some(path)
}
