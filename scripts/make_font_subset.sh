#!/bin/sh
# Makes data/fonts/NotoSansSC-subset.otf, the font of the charts (about 2 MB).
#
#   scripts/make_font_subset.sh [NotoSansCJK-Regular.ttc]
#
# Needs Python 3 with fonttools (pip install fonttools) and Noto Sans CJK (Debian: fonts-noto-cjk).
# What goes in: GB 2312 (everyday simplified Chinese, punctuation, ①②③, Greek, Cyrillic, kana),
# Big5 level 1 (everyday traditional Chinese), Latin-1 with the letters of pinyin, the punctuation of
# official texts, and the characters of names that neither standard has.
set -eu
cd "$(dirname "$0")/.."
source=${1:-/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc}
characters=$(mktemp)
trap 'rm -f "$characters"' EXIT

python3 - "$characters" <<'PYTHON'
import sys

def table(codec, leads, trails):
    for lead in leads:
        for trail in trails:
            try:
                yield bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                pass

kept = set(table("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)))
# Big5 level 1: A1 to A3 are signs, A4 to C6 the frequent characters.
kept |= set(table("big5", range(0xA1, 0xC7), range(0x40, 0xFF)))
kept |= {chr(c) for c in range(0x20, 0x7F)}
kept |= {chr(c) for c in range(0xA0, 0x100)}
kept |= {chr(c) for c in range(0xFF01, 0xFF5F)}            # full width
kept |= {chr(c) for c in range(0x2460, 0x24EA)}            # ① ⑴ ⒈
kept |= {chr(c) for c in range(0x3200, 0x3244)}            # ㈠
kept |= set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü")
kept |= set("‐‑‒–—―‖‘’‚“”„†‡•‥…‧‰′″‹›※‼⁇⁈⁉€℃№℡™→←↑↓↔⇒⇔−×÷±≈≠≤≥≡∞√∥∠∵∴■□▲△▼▽◆◇○●◎★☆〇〈〉《》「」『』【】〔〕〖〗〝〞〓〜・︱︰")
# Names of people and places outside both standards, and characters that came into use since.
kept |= set("镕喆堃垚昇犇焱燚翀珺玥瑨璟瑄赟頔韡颋垟埇塬垴圳邨洺硚磜沨崟淏溁濛祎禔竑䶮龑甦晞旸旻昉昶"
            "玎玠玢珣珩珮琤琦瑀瑜瑢璈璠璎镱镧镨钇钕铌锶锿氕氘氚砼槟榞劢劼勍喦囝垞垵埕埗埭墘奡婧婕嬿"
            "岜岽峃崴嵊巘庹弢彧怡惇愔扦旴昕晗晔晖晙暄曈朓杋栎桉梽棨棪榕樾橦沄沚泃浉浐涢淯湜湉溇溦滘潞澍澧濉灏炆炜焜煊煜燊犨猇琊璘甪畑畲畬皛皞硖碶礐穂笪筼箬篁糌纮绹缑罡翊翙耔胗芃芮苎茳荃荩莙萩葳蓥蓼蔺薮虓蛉袆谌谞赉赪踆辂逄逯邕邗邛邡邰邳郐郓郗郯郴鄄鄞鄢鄯酂醴钖铚铭铱锴镡镔镪闫阆阇陔陟隗雒雩霈靓颍颖颢饧馗骎骓骦鲲鸑鸶鹮麾黟黾")
text = "".join(sorted(c for c in kept if c.isprintable() or c == "\u3000"))
open(sys.argv[1], "w", encoding="utf-8").write(text)
PYTHON

# Index 2 of the collection is the face with mainland forms; 0 has the Japanese ones.
pyftsubset "$source" --font-number=2 --text-file="$characters" --output-file=data/fonts/NotoSansSC-subset.otf \
    --no-hinting --desubroutinize --layout-features='' --drop-tables+=GSUB,GPOS,GDEF,BASE,VORG,vhea,vmtx \
    --name-IDs='0,1,2,13,14' --notdef-outline --no-recalc-timestamp
ls -l data/fonts/NotoSansSC-subset.otf
