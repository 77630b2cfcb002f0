#!/usr/bin/env python3
"""Writes the five seed documents as web pages: one kind of site each, furniture and all.

    python3 tests/forms/make_html.py

Only the standard library. The furniture is made up here and shares no line with the seeds. Running it twice gives the
same bytes.
"""

import html
from pathlib import Path

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"

# Lines of the text that are its title; pages have one, so those without get a headline.
TITLES = {
    "000": ("某县召开2025年度党建条线工作会", 0),
    "001": ("全区四条战线年度会议讲话稿", 0),
    "002": ("区委部署今年党建重点事项", 0),
    "003": (None, 2),
    "004": (None, 1),
}


def parts(name):
    """Title lines, lines above them, lines below."""
    lines = (SEEDS / name).read_text("utf-8-sig").splitlines()
    lines = [line.strip(" \t\u3000") for line in lines]
    headline, own = TITLES[name[:3]]
    lines = [line for line in lines if line]
    if headline:
        return [headline], [], lines
    at = next(i for i, line in enumerate(lines) if line.startswith(("在2023年", "胸怀")))
    return lines[at : at + own], lines[:at], lines[at + own :]


def esc(text):
    return html.escape(text, quote=False)


def government(title, above, below):
    """A government portal: meta names, breadcrumb, table of fields, attachments, licence."""
    body = "\n".join(f'<p style="text-indent: 2em;">{esc(line)}</p>' for line in above + below)
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8">
<title>{esc(''.join(title))}_工作动态_临江市人民政府门户网站</title>
<meta name="SiteName" content="临江市人民政府门户网站"><meta name="ColumnName" content="工作动态">
<meta name="ArticleTitle" content="{esc(''.join(title))}"><meta name="PubDate" content="2025-03-28 09:12">
<meta name="ContentSource" content="市政府办公室"><meta name="Author" content="陈默">
<style>.nav li{{float:left}}</style><script>var _hmt = _hmt || []; document.write('统计');</script></head>
<body><!-- 页头开始 -->
<div class="top"><a href="/login">用户登录</a>|<a href="/reg">注册</a>|<a href="/wza">无障碍浏览</a>|<a href="/big5">繁體</a></div>
<div class="logo"><img src="l.png" alt="徽标"></div>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li><li><a href="/fw">办事服务</a></li>
<li><a href="/hd">互动交流</a></li><li><a href="/sj">数据开放</a></li><li><a href="/ly">走进临江</a></li></ul>
<form action="/s"><input type="text" value="请输入关键字"><input type="submit" value="搜索"></form>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a> &gt; <a href="/zw/dt">工作动态</a> &gt; 正文</div>
<div class="content"><h1>{'<br>'.join(map(esc, title))}</h1>
<div class="info"><span>发布时间：2025-03-28 09:12</span><span>来源：市政府办公室</span><span>浏览次数：<b id="hits">1834</b>次</span>
<span>字号：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</span></div>
<div id="zoom" class="TRS_Editor">
{body}
</div>
<div class="tools">[<a href="javascript:window.print()">打印本页</a>] [<a href="javascript:window.close()">关闭窗口</a>]</div>
<div class="bdsharebuttonbox">分享到：<a href="#">微信</a><a href="#">新浪微博</a><a href="#">QQ空间</a></div></div>
<div class="footer"><ul><li><a href="/about">关于我们</a></li><li><a href="/map">网站地图</a></li><li><a href="/contact">联系方式</a></li></ul>
<p>主办：临江市人民政府办公室　承办：临江市数据中心</p><p>网站标识码：9900000012　临ICP备00000001号-1　临公网安备 99000002000001号</p>
<p>为了获得更好的浏览效果，建议您使用1024×768以上分辨率。</p></div></body></html>"""


def news(title, above, below):
    """A news portal: rank lists, an editor's line, comments, recommendations with summaries."""
    body = "".join(f"<p>\n\t　　{esc(line)}</p>\n" for line in above + below)
    return f"""<html lang="zh"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{esc(''.join(title))}--地方频道--晨报网</title>
<meta property="og:title" content="{esc(''.join(title))}"/><meta property="article:published_time" content="2023-02-08T18:30:00+08:00"/>
<link rel="stylesheet" href="a.css"></head><body>
<nav class="w1000"><a href="/">晨报网</a> &gt;&gt; <a href="/df">地方频道</a></nav>
<div class="rm_txt cf"><div class="col col-1">
<h1>{'<br/>'.join(map(esc, title))}</h1>
<div class="author cf"></div><div class="channel cf"><div>2023年02月08日18:30 | 来源：<a href="http://x">晨报网-地方频道</a></div><div class="message"><span>小字号</span></div></div>
<div class="rm_txt_con cf">
{body}<div class="edit cf">(责编：周航、吴越)</div></div>
<div class="share"><p>分享让更多人看到</p><a href="#">微博</a> <a href="#">微信</a></div>
<div class="recommend"><h3>推荐阅读</h3><ul>
<li><a href="/1">山区公路通车，沿线群众出行时间缩短一半</a><br><em>昨日上午，记者在现场看到，车辆有序通行。这条路全长四十公里，历时三年建成。</em></li>
<li><a href="/2">春耕备耕进行时：农资储备充足价格平稳</a><br><em>连日来，各地抢抓农时。农技人员下到田间地头，指导农户科学施肥。</em></li></ul></div>
<div class="comment"><h3>网友评论</h3><p>清风徐来：写得不错，支持一下！</p><p>山间小路：希望早日见到成效。</p></div>
</div><aside class="col col-2"><h2>24小时排行</h2><ol><li><a href="/a">多地发布人才引进新政</a></li><li><a href="/b">博物馆延时开放迎客流</a></li><li><a href="/c">高铁新线路本月底开通</a></li></ol></aside></div>
<footer><p>晨报社概况 | <a href="/join">招聘信息</a> | <a href="/ad">广告服务</a> | <a href="/law">法律顾问</a></p>
<p>服务邮箱：kf@example.invalid 违法和不良信息举报电话：000-00000000</p><p>晨 报 网 版 权 所 有 ，未 经 书 面 授 权 禁 止 使 用</p><p>Copyright © 1997-2023 by example.invalid. all rights reserved</p></footer></body></html>"""


def old(title, above, below):
    """A page of 2005: tables for layout, fonts, line breaks for paragraphs, GB2312, nothing closed."""
    body = "<BR>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{esc(line)}" for line in above + below)
    return f"""<HTML><HEAD><TITLE>{esc(''.join(title))} - 清河党建在线</TITLE>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=gb2312"></HEAD>
<BODY bgcolor=#ffffff><TABLE width=778 border=0><TR><TD><A href=index.asp>网站首页</A></TD><TD><A href=a.asp>组织工作</A></TD><TD><A href=b.asp>干部工作</A></TD><TD><A href=c.asp>人才工作</A></TD><TD><A href=d.asp>文件下载</A></TD></TR></TABLE>
<TABLE width=778><TR><TD width=180 valign=top><TABLE><TR><TD>热点文章<TR><TD>·<A href=1.asp>关于做好年度考核工作的通知</A><TR><TD>·<A href=2.asp>清河区举办青年干部培训班</A><TR><TD>·<A href=3.asp>流动党员管理办法（试行）</A></TABLE></TD>
<TD valign=top><CENTER><FONT size=5 color=red><B>{'<BR>'.join(map(esc, title))}</B></FONT></CENTER>
<DIV align=center>文章作者：佚名 点击数：<SCRIPT src=hits.asp></SCRIPT>655 更新时间：2025-2-17</DIV>
<FONT size=3>{body}</FONT>
<P align=right>【<A href=mail.asp>发表评论</A>】【<A href=fav.asp>加入收藏</A>】【<A href=print.asp>打印此文</A>】【<A href=#>关闭窗口</A>】
<TABLE><TR><TD>上一篇文章：<A href=4.asp>清河区召开老干部座谈会</A><TR><TD>下一篇文章：没有了</TABLE></TD></TR></TABLE>
<HR><CENTER>清河区委组织部主办　技术支持：远望网络<BR>清ICP备00000002号</CENTER></BODY></HTML>"""


def modern(title, above, below):
    """A page of today: sections, a hidden menu, cards, a cookie notice, deep nesting."""
    body = "".join(f'<section><div><p><span style="font-size:16px"><span>{esc(line)}</span></span></p></div></section>' for line in above + below)
    return f"""<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{esc(''.join(title))}</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"x"}}</script>
<style>body{{margin:0}}</style></head><body><div id="app"><header role="banner"><div class="brand"><a href="/">融媒在线</a></div>
<button>菜单</button><div class="drawer" style="display:none"><p>抽屉菜单里有很多栏目可以选择。</p><a href="/x">视频</a></div>
<nav><ul><li><a href="/n">要闻</a></li><li><a href="/v">视频</a></li><li><a href="/l">直播</a></li><li><a href="/z">专题</a></li></ul></nav></header>
<main><article><div class="headline"><h1>{'</h1><h1>'.join(map(esc, title))}</h1>
<div class="meta"><time datetime="2021-05-21T07:00:00Z">2021-05-21 15:00</time> <span class="src">融媒在线</span> <span>阅读 2.3万</span></div></div>
<div class="article-body">{body}</div>
<div class="article-tools"><button>点赞 36</button><button>收藏</button><button>评论 4</button><a href="#">举报</a></div></article>
<section class="related-cards"><h2>相关推荐</h2><div class="card"><a href="/r1"><h3>社区里的书房亮灯了</h3><p>下班以后去看会儿书，成了不少居民的新习惯。</p></a></div>
<div class="card"><a href="/r2"><h3>一条河的十年变化</h3><p>从前绕着走，如今天天来，老人说起这条河笑得合不拢嘴。</p></a></div></section></main>
<aside><h4>热榜</h4><ol><li><a href="/h1">周末天气转晴</a></li><li><a href="/h2">地铁早班车提前发车</a></li></ol></aside>
<footer><div>关于我们 · 用户协议 · 隐私政策 · 联系我们</div><div>© 2021 融媒在线 融ICP备00000003号 互联网新闻信息服务许可证 00000000001</div></footer>
<div class="cookie" role="complementary">本站使用Cookie改善体验，继续浏览即表示同意。<button>知道了</button></div></div>
<script>window.__STATE__={{"p":"<p>脚本里的文字不是正文。</p>"}}</script></body></html>"""


def account(title, above, below):
    """An article of a public account as saved: hidden until a script shows it, a follow line, a reward line."""
    body = "".join(f'<p style="margin:0 8px;line-height:2"><span style="letter-spacing:1px">{esc(line)}</span></p><p><br></p>' for line in above + below)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{esc(''.join(title))}"><meta property="og:article:author" content="山城发布">
<title></title></head><body><div id="js_article"><div class="rich_media_inner">
<h1 class="rich_media_title" id="activity-name">{esc(''.join(title))}</h1>
<div id="meta_content"><span>原创</span> <a href="javascript:;">山城发布</a> <em id="publish_time">2023-01-30 20:11</em> <em>发表于重庆</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">{body}
<p><span>点击上方蓝字关注我们</span></p></div>
<div class="tool"><span>阅读 10万+</span> <span>赞 88</span> <span>在看 51</span></div></div></div>
<div class="qr">微信扫一扫关注该公众号</div><script>document.getElementById('js_content').style.visibility='visible'</script></body></html>"""


SITES = [government, news, old, modern, account]


def main():
    out = HERE / "html"
    out.mkdir(exist_ok=True)
    for site, seed in zip(SITES, sorted(SEEDS.glob("*.txt"))):
        text = site(*parts(seed.name))
        encoding = "gb18030" if site is old else "utf-8"
        (out / f"{seed.stem}.html").write_bytes(text.encode(encoding))


if __name__ == "__main__":
    main()
