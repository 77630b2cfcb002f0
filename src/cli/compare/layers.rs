//! What is done with every option alike: one layer goes over another (the command line over the configuration file over
//! the defaults), paths are resolved, values become settings.
//!
//! [`compare_options`] makes a struct and these functions of a table with all that is known of each option. So an option
//! is added in one place, the table in [`options`](super::options), as in ripgrep's `flags/defs.rs`.

use std::path::{Path, PathBuf};

use super::settings::CompareSettings;
use crate::cli::int_in_range::IntInRange;
use crate::config::{Across, IdfOver, SpreadOver};
use crate::read::{STDIN, TextEncoding};
use crate::report::{ChartSet, CsvStyle, Formats, Lang};

/// The stand-in for an option that is given neither on the command line nor in the configuration file.
pub(super) enum IfUnset<V> {
    /// A default, which `--dump-config` shows as the value.
    Value(V),
    /// No value; `--dump-config` shows a comment with what is done instead.
    Remark(&'static str),
    /// No value, and nothing to say.
    Nothing,
}

/// The reach of an option. A run goes on from a checkpoint only if its output would be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Affects {
    /// The output, by the option's value.
    Output,
    /// The output, by the value and by the contents of the file that it names.
    OutputByFile,
    /// The course of the run, but no byte of the output.
    RunOnly,
}

/// The field of an option: `Option<V>`, or `Vec<V>` for lists, which count as not given when they are empty.
pub(super) trait OptionField: Default {
    type Value;

    /// Whether a value was given.
    fn is_given(&self) -> bool;

    /// The value that was given.
    fn given(self) -> Option<Self::Value>;

    /// The field with this value.
    fn with(value: Self::Value) -> Self;

    /// Lets relative paths start from `folder`.
    fn start_from(&mut self, folder: &Path);

    /// This value if it was given, otherwise the one `below`.
    fn over(self, below: Self) -> Self {
        if self.is_given() { self } else { below }
    }

    /// This value if it was given, otherwise the default, if there is one.
    fn or_default(self, if_unset: IfUnset<Self::Value>) -> Self {
        match if_unset {
            IfUnset::Value(default) => self.over(Self::with(default)),
            IfUnset::Remark(_) | IfUnset::Nothing => self,
        }
    }

    /// The remark in place of a value that was not given.
    fn remark(&self, if_unset: IfUnset<Self::Value>) -> Option<&'static str> {
        match if_unset {
            IfUnset::Remark(remark) if !self.is_given() => Some(remark),
            _ => None,
        }
    }

    /// Hands a value that was given to `apply`.
    fn apply(
        self,
        settings: &mut CompareSettings,
        apply: impl FnOnce(&mut CompareSettings, Self::Value),
    ) {
        if let Some(value) = self.given() {
            apply(settings, value);
        }
    }
}

impl<V: OptionValue> OptionField for Option<V> {
    type Value = V;

    fn is_given(&self) -> bool {
        self.is_some()
    }

    fn given(self) -> Option<V> {
        self
    }

    fn with(value: V) -> Self {
        Some(value)
    }

    fn start_from(&mut self, folder: &Path) {
        if let Some(value) = self {
            value.start_from(folder);
        }
    }
}

impl<V: OptionValue> OptionField for Vec<V> {
    type Value = Vec<V>;

    fn is_given(&self) -> bool {
        !self.is_empty()
    }

    fn given(self) -> Option<Vec<V>> {
        self.is_given().then_some(self)
    }

    fn with(value: Vec<V>) -> Self {
        value
    }

    fn start_from(&mut self, folder: &Path) {
        for value in self {
            value.start_from(folder);
        }
    }
}

/// The value of an option; only paths depend on the folder of the configuration file.
pub(super) trait OptionValue {
    /// Lets a relative path start from `folder`.
    fn start_from(&mut self, folder: &Path) {
        let _ = folder;
    }
}

impl OptionValue for PathBuf {
    fn start_from(&mut self, folder: &Path) {
        if self.as_os_str() != STDIN {
            *self = folder.join(&*self);
        }
    }
}

impl OptionValue for bool {}
impl OptionValue for String {}
impl OptionValue for ChartSet {}
impl OptionValue for CsvStyle {}
impl OptionValue for Formats {}
impl OptionValue for Across {}
impl OptionValue for IdfOver {}
impl OptionValue for Lang {}
impl OptionValue for SpreadOver {}
impl OptionValue for TextEncoding {}
impl<const MIN: usize, const MAX: usize> OptionValue for IntInRange<MIN, MAX> {}

/// Makes `CompareOptions` of a table. An entry is
///
/// ```text
/// /// Help, with the default at its end
/// #[arg(…)]                   how clap takes it from the command line
/// #[serde(…)]                 how the file spells it, if not plainly
/// name: Option<Type> {
///     if_unset: …,            IfUnset: the default, or what to say when there is none
///     affects: …,             Affects: whether it can change the output
///     apply: |settings, value| …,
/// }
/// ```
macro_rules! compare_options {
    ($(
        $(#[$attribute:meta])*
        $name:ident: $field:ty {
            if_unset: $if_unset:expr,
            affects: $affects:expr,
            apply: $apply:expr,
        }
    )*) => {
        /// The options of `compare` as given in one layer, on the command line or in a file: empty where nothing was
        /// said. An option has the same name in both.
        #[derive(
            ::clap::Args, Clone, Debug, Default, PartialEq, ::serde::Serialize, ::serde::Deserialize,
        )]
        #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
        pub(super) struct CompareOptions {
            $( $(#[$attribute])* pub(super) $name: $field, )*
        }

        impl CompareOptions {
            /// The name and the reach of each option.
            pub(super) fn effects() -> impl Iterator<Item = (String, Affects)> {
                [$( (stringify!($name), $affects), )*]
                    .into_iter()
                    .map(|(name, affects)| (name.replace('_', "-"), affects))
            }

            /// Each option of this layer, or if it has none, of the layer below.
            fn layered_over(self, below: Self) -> Self {
                Self { $( $name: self.$name.over(below.$name), )* }
            }

            /// The options with every default filled in.
            pub(super) fn in_force(self) -> Self {
                Self { $( $name: self.$name.or_default($if_unset), )* }
            }

            /// The name and the remark of each option that has no value.
            pub(super) fn remarks(&self) -> impl Iterator<Item = (String, &'static str)> {
                [$( (stringify!($name), self.$name.remark($if_unset)), )*]
                    .into_iter()
                    .filter_map(|(name, remark)| Some((name.replace('_', "-"), remark?)))
            }

            /// Lets relative paths start from `folder`.
            pub(super) fn start_from(&mut self, folder: &Path) {
                $( self.$name.start_from(folder); )*
            }

            /// Makes settings of the values.
            pub(super) fn apply(self, settings: &mut CompareSettings) {
                $( self.$name.apply(settings, $apply); )*
            }
        }
    };
}

pub(super) use compare_options;
