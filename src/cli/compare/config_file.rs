//! The options of `compare` in a file.

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow};

use super::options::CompareOptions;

impl CompareOptions {
    /// Reads a configuration file. Relative paths in it start from its own folder.
    ///
    /// # Errors
    /// When the file cannot be read, is no TOML, or has an unknown key or a wrong value.
    pub(super) fn read(file: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(file)
            .with_context(|| format!("cannot read the configuration file {}", file.display()))?;
        let mut options: CompareOptions = toml::from_str(&text)
            .map_err(|e| anyhow!("{}", e.to_string().trim_end()))
            .with_context(|| format!("the configuration file {} is wrong", file.display()))?;
        options.start_from(file.parent().unwrap_or(Path::new("")));
        Ok(options)
    }

    /// The options as a configuration file. Options without a value stand at the end as comments.
    ///
    /// # Errors
    /// When a path is not UTF-8, which TOML cannot hold.
    pub(super) fn to_toml(&self) -> anyhow::Result<String> {
        if let Some(path) = self.unwritable_path() {
            return Err(anyhow!(
                "{} is not valid UTF-8, which a configuration file cannot hold: rename it",
                path.display()
            ));
        }
        let mut text = toml::to_string(self)?;
        for (name, remark) in self.remarks() {
            text.push_str(&format!("# {name}: not set, {remark}\n"));
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(text: &str) -> CompareOptions {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn what_is_dumped_can_be_read_back() {
        let options = from("words = 3\nencoding = \"GBK\"\nformats = [\"csv\"]").in_force();
        assert_eq!(from(&options.to_toml().unwrap()), options);
    }

    #[test]
    fn wrong_keys_and_numbers_are_named() {
        let error = |text: &str| {
            toml::from_str::<CompareOptions>(text)
                .unwrap_err()
                .to_string()
        };
        assert!(error("ngrm = 5").contains("ngrm"));
        assert!(error("ngram = 0").contains("from 1 to 100"));
        assert!(error("encoding = \"klingon\"").contains("klingon"));
        assert!(error("formats = [\"pdf\"]").contains("pdf"));
    }
}
