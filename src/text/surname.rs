//! Chinese surnames of one character.
//!
//! In: 王 · Out: a surname, and one of the commonest. In: 蒿 · Out: a surname. In: 的 · Out: none.
//!
//! After the report on names of the Ministry of Public Security, 2020: the commonest hundred or so are borne by nine of ten
//! people, the three hundred by some 96 %.

/// The commonest, in the order of the report.
const COMMONEST: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭\
陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤习温";

/// The others, in no order.
const OTHERS: &str = "康易乔赖文庞樊兰殷施洪翟安颜倪芦章鲁葛伍俞毕邢尚舒欧季牛聂骆申祁冉游耿裴祝焦柳詹齐梅管路柯霍柴辛谷符鲍甘包左阮车\
项吉宁涂凌景盛童岳戚卜翁应单柏费岑靳苗裘宗丛桂全班冷蒙苟胥巩鞠蒲卓简楚桑连原娄隋卫闵佘宫麻屈迟丰查成滕巴闻邬窦解\
水党米关牟穆敖沙仇谈阎傅萧蓝储敬楼尤植褚谌农奚荆时华雍芮寇晏初和封明阳庄茅晁昝訾阚饶竺逯盖晋鄢归帅亢况佟练揭麦仝\
郗雒蔚亓么扈鹿蔺漆冀隆禹郁宿粟苑郜戈邝邰卞郏卿逄厉杲瞿虞宓郦浦阙迭蒿虢";

/// Whether a character is one of the commonest surnames: enough where a wrong name costs more than a missed one.
pub(crate) fn is_common_surname(c: char) -> bool {
    COMMONEST.contains(c)
}

/// Whether a character is a surname.
pub(crate) fn is_surname(c: char) -> bool {
    is_common_surname(c) || OTHERS.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_example() {
        assert!(is_surname('王') && is_common_surname('王'));
        assert!(is_surname('蒿') && !is_common_surname('蒿'));
        assert!(!is_surname('的'));
    }
}
