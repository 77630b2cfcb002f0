//! Text as XML and HTML write it.

/// Text as it stands in XML, between tags or in double quotes.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_reads_as_its_own_is_escaped() {
        assert_eq!(
            escaped("<a b=\"&\">古蔺"),
            "&lt;a b=&quot;&amp;&quot;&gt;古蔺"
        );
    }
}
