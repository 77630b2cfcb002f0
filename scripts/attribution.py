"""Agreement of attribution with clauses that were labelled by reading: attribution.py LABELS (SET RUN)...

LABELS is scripts/labels/clauses.json: by set and file, code points of clauses with their class. A clause is local if no other
document of the set words it nearly alike, shared if one does, boilerplate if two or more do (b is 3 in both sets). RUN is the
folder of a run over the set. A clause has the class of most of its letters; noise does not count.
"""
import json
import sys

labels = json.load(open(sys.argv[1]))
clauses = local = classes = 0
for name, run in zip(sys.argv[2::2], sys.argv[3::2]):
    documents = {d["file"]: d for d in json.load(open(f"{run}/analysis.json"))["documents"]}
    for file, labelled in labels[name].items():
        document = documents[file]
        of = [None] * document["characters"]
        for section in document["sections"]:
            for start, end, attribution in section["runs"]:
                of[start:end] = [attribution] * (end - start)
        for start, end, wanted in labelled:
            found = {}
            for at in range(start, end):
                if document["text"][at].isalnum() and of[at]:
                    found[of[at]] = found.get(of[at], 0) + 1
            if not found:
                continue
            own = found.pop("local", 0)
            other = max(sorted(found), key=found.get, default="local")
            got = "local" if own >= sum(found.values()) else other
            clauses += 1
            local += (got == "local") == (wanted == "local")
            classes += got == wanted
print(f"{clauses} clauses: local or not {local / clauses:.3f}, three classes {classes / clauses:.3f}")
