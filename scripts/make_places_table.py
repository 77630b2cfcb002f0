#!/usr/bin/env python3
"""Writes data/places.txt, the provinces and prefectures of China, each with the short name that texts use, and
data/counties.txt, the counties, districts, county-level cities and banners.

    pip download --no-deps cpca==0.5.5 && unzip cpca-0.5.5-*.whl
    python3 scripts/make_places_table.py cpca/resources > data/places.txt
    python3 scripts/make_places_table.py cpca/resources counties > data/counties.txt

The names are those of GB/T 2260 (codes for the administrative divisions of the People's Republic of China), as the
package cpca (MIT) lists them. A line is the full name and, where a text may leave off the end, the short one:
东莞市 东莞. Counties have a list of their own, by their full names only, since without 县 or 区 many are common words (和平, 新华); behind
each stand the prefectures and provinces that it lies in: 古蔺县 泸州市 四川省.
"""

import csv
import sys
from pathlib import Path

PLAIN = ("特别行政区", "自治区", "自治州", "地区", "省", "市", "盟")
# As short names these are words of other meaning, or of two places.
COMMON = {"吉林市", "海南藏族自治州", "朝阳市", "白银市", "来宾市", "日照市", "大同市", "中卫市", "阿里地区"}

# Names of counties that are common words as well: 城区 is any town, 新县城 the new seat of a county.
COMMON_COUNTIES = {"城区", "郊区", "矿区", "东区", "西区", "新县", "古县", "新城区"}


def short(name, peoples):
    """The name without its class and without the peoples that an autonomous area is named after."""
    if name.startswith("内蒙古"):
        return "内蒙古"
    for end in PLAIN:
        if name.endswith(end):
            name = name[: -len(end)]
            break
    again = True
    while again:
        again = False
        for people in peoples:
            if name.endswith(people) and len(name) - len(people) >= 2:
                name, again = name[: -len(people)], True
    return name


def rows_of(folder):
    with open(folder / "adcodes.csv", encoding="utf-8-sig") as file:
        return sorted({(row["adcode"][:6], row["name"]) for row in csv.DictReader(file)})


def counties(folder):
    """Each name once, in the order of codes, and behind it the prefectures and provinces that have a county of that name:
    鼓楼区 is in four cities."""
    rows = rows_of(folder)
    above = {code: name for code, name in rows if code.endswith("00")}
    found = {}
    for code, name in rows:
        if code.endswith("00") or not name.endswith(("县", "区", "市", "旗")) or name in COMMON_COUNTIES:
            continue
        parents = [above.get(code[:4] + "00"), above.get(code[:2] + "0000")]
        listed = [p for p in parents if p and p.endswith(PLAIN) and not p.startswith(("市辖", "省直"))]
        found.setdefault(name, {}).update(dict.fromkeys(listed))
    for name, parents in found.items():
        print(name, *parents)


def provinces_and_prefectures(folder):
    with open(folder / "56_nations.csv", encoding="utf-8-sig") as file:
        words = [cell.strip() for row in csv.reader(file) for cell in row]
    full = [word for word in words if word.endswith("族")]
    bare = [word[:-1] for word in full if len(word) > 2]
    peoples = sorted(set(full + bare), key=lambda p: (-len(p), p))
    for code, name in rows_of(folder):
        listed = code.endswith("00") and name.endswith(PLAIN) and not name.startswith(("市辖", "省直"))
        if not listed:
            continue
        stem = short(name, peoples)
        alone = name in COMMON or len(stem) < 2
        print(name if alone else f"{name} {stem}")


if sys.argv[2:] == ["counties"]:
    counties(Path(sys.argv[1]))
else:
    provinces_and_prefectures(Path(sys.argv[1]))
