#!/usr/bin/env python3
"""Make data/fold.txt, the character fold used for comparing wording.

    pip download --no-deps opencc-python-reimplemented
    python3 scripts/make_fold_table.py opencc_python_reimplemented-*.whl > data/fold.txt

Source: OpenCC's dictionary TSCharacters (Apache-2.0), traditional to simplified. Where it gives several
simplified forms (乾: 干 or 乾), they are put in one class: comparing wants one stable representative, not
the right reading, so that 乾淨 and 干净 meet whatever converter the text went through. Regional variants
of traditional writing (TWVariants, HKVariants) join the class of the form that they stand for.

A line of the output: the representative (the form most entries name first), then the characters folded to
it. Representatives lie in the Basic Multilingual Plane: rarer targets are left out.
"""
import sys
import zipfile
from collections import Counter

parent = {}


def find(c):
    parent.setdefault(c, c)
    while parent[c] != c:
        parent[c] = parent[parent[c]]
        c = parent[c]
    return c


def union(a, b):
    a, b = find(a), find(b)
    if a != b:
        parent[max(a, b)] = min(a, b)


first_choice = Counter()
with zipfile.ZipFile(sys.argv[1]) as z:
    for name in ("TSCharacters", "TWVariants", "HKVariants"):
        for line in z.read(f"opencc/dictionary/{name}.txt").decode().splitlines():
            key, _, values = line.partition("\t")
            if len(key) != 1:
                continue
            values = [v for v in values.split() if len(v) == 1 and ord(v) < 0x10000]
            if not values:
                continue
            if name == "TSCharacters":
                first_choice[values[0]] += 1
            for v in values:
                union(key, v)

classes = {}
for c in parent:
    classes.setdefault(find(c), []).append(c)
for members in sorted(sorted(m) for m in classes.values()):
    head = max((c for c in members if ord(c) < 0x10000), key=lambda c: (first_choice[c], -ord(c)))
    rest = [c for c in members if c != head]
    if rest:
        print(head + "".join(rest))
