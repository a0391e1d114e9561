#!/usr/bin/env python3
"""Writes words/states.tsv: the names of states in Chinese, English and Russian.

Joins the short names of Unicode CLDR (npm pack cldr-localenames-full cldr-core, unpacked side by
side) with the official names of states-official.tsv, which people write. Run it again when either
changes; the outcome is committed, so building Chancery needs neither CLDR nor Python.

usage: generate-states.py CLDR_FOLDER > words/states.tsv
"""
import csv
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
CLDR = Path(sys.argv[1])
LANGUAGES = {"zh": "zh", "en": "en", "ru": "ru"}


def territories(language):
    path = CLDR / "cldr-localenames-full" / "main" / language / "territories.json"
    return json.loads(path.read_text(encoding="utf8"))["main"][language]["localeDisplayNames"]["territories"]


def alpha2():
    codes = json.loads((CLDR / "cldr-core" / "supplemental" / "codeMappings.json").read_text(encoding="utf8"))
    return {row["_alpha3"]: two for two, row in codes["supplemental"]["codeMappings"].items()
            if "_alpha3" in row and len(two) == 2}


def genitive(word):
    """The Russian genitive of one word, where its ending tells it; the word itself otherwise."""
    for end, other in (("ская", "ской"), ("зская", "зской"), ("ая", "ой"), ("ское", "ского"), ("ный", "ного"), ("ия", "ии"), ("ея", "еи"), ("ка", "ки"),
                       ("га", "ги"), ("ша", "ши"), ("а", "ы"), ("во", "ва"), ("ство", "ства")):
        if word.endswith(end):
            return word[: -len(end)] + other
    if re.search(r"[бвгджзклмнпрстфхц]$", word):
        return word + "а"
    if word.endswith("ь"):
        return word[:-1] + ("я" if word.endswith("арь") else "и")
    return word


def cases(name):
    """Genitive and prepositional of a Russian name of one word, or of adjectives and one noun."""
    words = name.split(" ")
    if name.isupper() or any(w[0].islower() for w in words):
        return []
    if words[0] in ("Республика", "Королевство", "Государство", "Княжество", "Султанат", "Содружество", "Исламская", "Народная", "Федеративная") and "Республика" in words + ["Республика"]:
        head = []
        for w in words:
            head.append(genitive(w) if w.endswith(("ая", "ика", "ство", "ат")) else w)
        return [" ".join(head), " ".join(h[:-1] + "е" if h.endswith("ики") else h for h in head)]
    if words[-1] in ("Республика", "Федерация", "Конфедерация"):
        return [" ".join(genitive(w) for w in words)]
    if len(words) == 1:
        forms = [genitive(name)]
        if name.endswith("ия"):
            forms += [name[:-1] + "ю", name[:-1] + "ей"]
        elif name.endswith("а"):
            forms += [name[:-1] + "е", name[:-1] + "у", name[:-1] + "ой"]
        elif re.search(r"[бвгджзклмнпрстфхц]$", name):
            forms += [name + "у", name + "ом", name + "е"]
        return [f for f in forms if f != name]
    return []


def main():
    two = alpha2()
    two["SUN"] = "SU"
    short = {code: territories(folder) for code, folder in LANGUAGES.items()}
    with open(HERE / "states-official.tsv", encoding="utf8", newline="") as file:
        rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))
    out, seen = [], set()

    def add(name, code, language, form):
        name = name.strip()
        # One character stands for many states, any other name for one.
        mark = (name, language, code if form == "character" else "")
        if name and name != "-" and mark not in seen:
            seen.add(mark)
            out.append((name, code, two.get(code, ""), language, form))

    for row in rows:
        code = row["code"]
        for language in LANGUAGES:
            names = short[language]
            a2 = two.get(code, "")
            common = names.get(a2, "")
            bare = re.sub(r"\s*[（(].*[)）]$", "", common) if "刚果" not in common and "ongo" not in common and "онго" not in common else ""
            official = (row[language] or "").split("/")
            swap = {"R": f"Republic of {bare}", "K": f"Kingdom of {bare}", "Р": f"Республика {bare}", "К": f"Королевство {bare}"}
            for name in official:
                add(swap.get(name, name), code, language, "official")
            for name in [bare, names.get(f"{a2}-alt-short", ""), names.get(f"{a2}-alt-variant", "")] + (row[f"{language} other"] or "").split("/"):
                add(name, code, language, "short")
        for name in (row["character"] or "").split("/"):
            add(name, code, "zh", "character")
    for name, code, a2, language, form in list(out):
        if language == "ru" and form != "character":
            for case in cases(name):
                add(case, code, language, form)
        if language == "zh" and "·" in name:
            add(name.replace("·", ""), code, language, form)
    print("# Written by generate-states.py from Unicode CLDR and states-official.tsv. Not to be edited by hand.")
    print("name\tcode\talpha2\tlanguage\tform")
    order = {"official": 0, "short": 1, "character": 2}
    for line in sorted(out, key=lambda r: (r[3] != "zh", r[3], r[1], order[r[4]])):
        print("\t".join(line))


if __name__ == "__main__":
    main()
