//! Types of option values, checked where they come in: on the command line and in the configuration file alike.
//!
//! Alternatives that are enums of the engine get their names for clap here, since the engine is built without it.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::int_in_range::IntInRange;
use crate::config::{Across, IdfOver, SpreadOver};
use crate::report::{CsvStyle, Lang};

/// Units of an n-gram. With more than 100, hardly any document would have a single one.
pub(super) type NgramLength = IntInRange<1, 100>;
/// Documents from which wording is boilerplate. At 1, wording of one document alone would be nobody's own.
pub(super) type BoilerplateDocs = IntInRange<2, 4_294_967_295>;
/// A number of things, at least one.
pub(super) type PositiveCount = IntInRange<1, 4_294_967_295>;
/// Pixels to a unit of a drawing. 4 is print quality; above, a matrix of 500 documents would fill gigabytes.
pub(super) type PngScale = IntInRange<1, 4>;
/// Threads of a run.
pub(super) type ThreadCount = IntInRange<1, 1024>;
/// A time in seconds.
pub(super) type Seconds = IntInRange<0, 4_294_967_295>;

impl ValueEnum for Across {
    fn value_variants<'a>() -> &'a [Self] {
        &[Across::Documents, Across::Groups]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Across::Documents => "documents",
            Across::Groups => "groups",
        }))
    }
}

impl ValueEnum for IdfOver {
    fn value_variants<'a>() -> &'a [Self] {
        &[IdfOver::Documents, IdfOver::Sections]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            IdfOver::Documents => "documents",
            IdfOver::Sections => "sections",
        }))
    }
}

impl ValueEnum for SpreadOver {
    fn value_variants<'a>() -> &'a [Self] {
        &[SpreadOver::Documents, SpreadOver::Groups]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            SpreadOver::Documents => "documents",
            SpreadOver::Groups => "groups",
        }))
    }
}

impl ValueEnum for CsvStyle {
    fn value_variants<'a>() -> &'a [Self] {
        &[CsvStyle::Excel, CsvStyle::Plain]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            CsvStyle::Excel => "excel",
            CsvStyle::Plain => "plain",
        }))
    }
}

impl ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Self] {
        &[Lang::Zh, Lang::En]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.tag()))
    }
}

/// An encoding in the configuration file, by its name.
pub(super) mod encoding_name {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::read::TextEncoding;

    pub(in crate::cli) fn serialize<S: Serializer>(
        encoding: &Option<TextEncoding>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match encoding {
            Some(encoding) => serializer.collect_str(encoding),
            None => serializer.serialize_none(),
        }
    }

    pub(in crate::cli) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<TextEncoding>, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map(Some).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::*;

    fn names<T: ValueEnum + Serialize + DeserializeOwned + PartialEq + Debug>() -> Vec<String> {
        T::value_variants()
            .iter()
            .map(|value| {
                let given = value.to_possible_value().expect("no hidden values");
                let name = serde_json::json!(given.get_name());
                assert_eq!(&serde_json::from_value::<T>(name.clone()).unwrap(), value);
                assert_eq!(serde_json::json!(value), name);
                given.get_name().to_owned()
            })
            .collect()
    }

    #[test]
    fn alternatives_have_the_same_names_on_the_command_line_and_in_the_file() {
        assert_eq!(names::<Across>(), ["documents", "groups"]);
        assert_eq!(names::<IdfOver>(), ["documents", "sections"]);
        assert_eq!(names::<SpreadOver>(), ["documents", "groups"]);
        assert_eq!(names::<CsvStyle>(), ["excel", "plain"]);
        assert_eq!(names::<Lang>(), ["zh", "en"]);
    }
}
