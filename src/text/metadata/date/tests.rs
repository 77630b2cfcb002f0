use super::*;
use proptest::prelude::*;

fn found(text: &str) -> Vec<(String, String)> {
    let chars: Vec<char> = text.chars().collect();
    mentions(&chars)
        .iter()
        .map(|m| {
            let slice = chars[m.span.start..m.span.end].iter().collect();
            (slice, m.date.to_string())
        })
        .collect()
}

#[test]
fn dates_are_read_in_every_form() {
    for (text, slice, date) in [
        ("于2025年3月26日召开", "2025年3月26日", "2025-03-26"),
        ("2025 年 3 月 26 日", "2025 年 3 月 26 日", "2025-03-26"),
        ("２０２５年３月", "２０２５年３月", "2025-03"),
        ("新华社3月5日电", "3月5日", "--03-05"),
        ("5月18号下午", "5月18号", "--05-18"),
        ("2021/5/21   点击量:276413", "2021/5/21", "2021-05-21"),
        ("2021-05-21 10:30", "2021-05-21", "2021-05-21"),
        ("（2021.5.21）", "2021.5.21", "2021-05-21"),
        ("二〇二三年三月一日", "二〇二三年三月一日", "2023-03-01"),
        (
            "一九五四年九月二十三日",
            "一九五四年九月二十三日",
            "1954-09-23",
        ),
        ("二○○八年十二月", "二○○八年十二月", "2008-12"),
        ("十二月三十一日", "十二月三十一日", "--12-31"),
        ("2023年县委工作会议", "2023年", "2023"),
        ("二O二五年三月十二日", "二O二五年三月十二日", "2025-03-12"),
        ("二o一九年十月一日", "二o一九年十月一日", "2019-10-01"),
        ("二0二五年三月", "二0二五年三月", "2025-03"),
        ("2025年三月十二日", "2025年三月十二日", "2025-03-12"),
        ("二〇二五年3月12日", "二〇二五年3月12日", "2025-03-12"),
        ("2025年元月8日", "2025年元月8日", "2025-01-08"),
        ("二〇二五年三月廿六日", "二〇二五年三月廿六日", "2025-03-26"),
        ("2025年3月12日至14日", "2025年3月12日", "2025-03-12"),
        ("2025年3月12—14日", "2025年3月12", "2025-03-12"),
        ("3月12、13日", "3月12", "--03-12"),
        ("中华民国114年3月12日", "民国114年3月12日", "2025-03-12"),
        (
            "民國一百一十四年三月十二日",
            "民國一百一十四年三月十二日",
            "2025-03-12",
        ),
        ("民国九十八年十月", "民国九十八年十月", "2009-10"),
        ("114年3月12日", "114年3月12日", "2025-03-12"),
        ("on March 12, 2025 in", "March 12, 2025", "2025-03-12"),
        ("12th March 2025", "12th March 2025", "2025-03-12"),
        ("Sept. 3, 2024", "Sept. 3, 2024", "2024-09-03"),
        ("in May 2024", "May 2024", "2024-05"),
    ] {
        assert_eq!(found(text), [(slice.to_owned(), date.to_owned())], "{text}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "共3个月",
        "12345年",
        "v2021.5.21",
        "13月5日",
        "2月30日",
        "1.25亿",
        "2021-5",
        "100年",
        "3/4",
        "十四五",
    ] {
        let days: Vec<_> = found(text)
            .into_iter()
            .filter(|(_, date)| date.len() > "--02".len())
            .collect();
        assert!(days.is_empty(), "{text}: {days:?}");
    }
}

#[test]
fn a_given_date_is_brought_to_one_form() {
    for (given, date) in [
        ("2025", "2025"),
        ("2025-3", "2025-03"),
        ("2021/5/21", "2021-05-21"),
        ("20210521", "2021-05-21"),
        ("2021-05-21T08:00:00Z", "2021-05-21"),
        ("--03-26", "--03-26"),
    ] {
        assert_eq!(PartialDate::parse(given).unwrap().to_string(), date);
    }
    for given in ["", "spring", "99", "2021-13", "20211345", "2021-05-21-3x/"] {
        let parsed = PartialDate::parse(given);
        assert!(
            parsed.is_none() || given.starts_with("2021-05-21"),
            "{given}"
        );
    }
}

proptest! {
    #[test]
    fn mentions_are_in_order_and_slice_the_text(text in "[0-9０-９年月日号一二三十〇零/.\\- a会]{0,60}") {
        let chars: Vec<char> = text.chars().collect();
        let mut end = 0;
        for mention in mentions(&chars) {
            prop_assert!(mention.span.start >= end && mention.span.start < mention.span.end);
            prop_assert!(mention.span.end <= chars.len());
            end = mention.span.end;
        }
    }

    #[test]
    fn what_is_written_reads_back(year in proptest::option::of(1900u16..2100), month in 1u8..=12, day in 1u8..=28) {
        let date = PartialDate { year, month: Some(month), day: Some(day) };
        prop_assert_eq!(PartialDate::parse(&date.to_string()), Some(date));
    }
}
