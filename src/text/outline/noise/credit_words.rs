//! Words of credits: general ones, that any newspaper or site uses.

/// Labels before a name or a source; longer ones are made of them: 图文来源, 策划审核.
pub(super) const LABELS: &[&str] = &[
    "来源",
    "信息来源",
    "稿件来源",
    "文章来源",
    "新闻来源",
    "稿源",
    "转自",
    "原标题",
    "作者",
    "编辑",
    "责任编辑",
    "流程编辑",
    "责编",
    "主编",
    "美编",
    "审核",
    "审稿",
    "审校",
    "审读",
    "审签",
    "校对",
    "责任校对",
    "监制",
    "策划",
    "统筹",
    "制作",
    "通讯员",
    "特约通讯员",
    "记者",
    "本报记者",
    "见习记者",
    "实习生",
    "图文",
    "文",
    "图",
    "图片",
    "摄影",
    "摄像",
    "供图",
    "供稿",
    "撰文",
    "撰稿",
    "编译",
    "翻译",
    "整理",
    "初审",
    "复审",
    "终审",
    "一审",
    "二审",
    "三审",
    "签发",
    "值班编辑",
    "值班主任",
    "值班编委",
];

/// What stands in a bracket at the end of a report.
pub(super) const DONE: &[&str] = &["完", "全文完", "完毕", "END", "end", "End"];

/// Ends of the names of media and of what they send.
pub(super) const MEDIA: &[&str] = &[
    "网",
    "报",
    "日报",
    "晚报",
    "通讯社",
    "新华社",
    "电视台",
    "电台",
    "广播",
    "频道",
    "客户端",
    "公众号",
    "微信",
    "微博",
    "APP",
    "消息",
    "专稿",
    "特稿",
    "供稿",
    "供图",
    "供文",
    "提供",
    "摄",
];

/// Those who report.
pub(super) const REPORTERS: &[&str] = &["记者", "通讯员", "特派员", "实习生"];

/// What they did.
pub(super) const REPORTED: &[&str] = &[
    "整理报道",
    "摄影报道",
    "综合报道",
    "报道",
    "整理",
    "综合",
    "编译",
    "摄影",
    "摄",
];

/// Buttons that lead to other pages: their first and last word.
pub(super) const BUTTONS: &[(&str, &str)] = &[
    ("返回", "查看更多"),
    ("点击", "阅读全文"),
    ("点击", "查看更多"),
];

/// Words about rights in a text, and words that make a notice of them. A law has the first, but not the second.
pub(super) const RIGHTS: &[&str] = &["版权", "侵权", "转载", "侵犯您", "独家稿件", "独家原创"];
pub(super) const NOTICES: &[&str] = &[
    "注明",
    "本网",
    "本站",
    "本报",
    "本刊",
    "本平台",
    "与我们联系",
    "联系我们",
    "与我们取得联系",
    "联系电话",
    "联系本",
    "出处",
    "及时处理",
    "及时删除",
    "违者",
];

/// Words before an address or a number.
pub(super) const CONTACTS: &[&str] = &[
    "邮箱",
    "邮箱地址",
    "电话",
    "热线",
    "联系方式",
    "微信号",
    "投稿邮箱",
    "邮件",
    "QQ",
];

/// Words with which readers are asked for news, and words that make a request of them.
pub(super) const SUBMISSIONS: &[&str] = &["新闻线索", "报料", "爆料", "投稿"];
pub(super) const REQUESTS: &[&str] = &["：", ":", "请", "欢迎", "热线", "通道", "邮箱", "微信"];

/// The hundred commonest family names.
pub(super) const SURNAMES: &[char] = &[
    '王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '胡', '朱', '高', '林',
    '何', '郭', '马', '罗', '梁', '宋', '郑', '谢', '韩', '唐', '冯', '于', '董', '萧', '肖', '程',
    '曹', '袁', '邓', '许', '傅', '沈', '曾', '彭', '吕', '苏', '卢', '蒋', '蔡', '贾', '丁', '魏',
    '薛', '叶', '阎', '余', '潘', '杜', '戴', '夏', '钟', '汪', '田', '任', '姜', '范', '方', '石',
    '姚', '谭', '廖', '邹', '熊', '金', '陆', '郝', '孔', '白', '崔', '康', '毛', '邱', '秦', '江',
    '史', '顾', '侯', '邵', '孟', '龙', '万', '段', '雷', '钱', '汤', '尹', '黎', '易', '常', '武',
    '乔', '贺', '赖', '龚', '文',
];
