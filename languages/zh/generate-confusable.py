#!/usr/bin/env python3
"""Writes words/confusable.tsv: Chinese characters that recognition of print takes for one another.

Draws every character of GB 2312 in two typefaces, blurs it as bad print does, and lists for each the characters
that look most like it. Needs Pillow, numpy and Noto CJK; the outcome is committed, so building Chancery needs none.

usage: generate-confusable.py > words/confusable.tsv
"""
import sys

import numpy
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = ["NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc"]
FOLDER = "/usr/share/fonts/opentype/noto/"
SIMPLIFIED = 2  # the face for simplified characters in each collection
SIZE, LIKE, MOST = 40, 0.72, 12
COMMON = 3755  # the first level of GB 2312: what a misread character is likely to be


def characters():
    rows = range(0xB0, 0xF8)
    pairs = [bytes([row, cell]) for row in rows for cell in range(0xA1, 0xFF)]
    return [p.decode("gb2312") for p in pairs if not (p[0] == 0xD7 and p[1] > 0xF9)]


def drawn(characters, name):
    font = ImageFont.truetype(FOLDER + name, SIZE, index=SIMPLIFIED)
    out = numpy.zeros((len(characters), (SIZE + 8) ** 2), dtype=numpy.float32)
    for n, c in enumerate(characters):
        image = Image.new("L", (SIZE + 8, SIZE + 8))
        ImageDraw.Draw(image).text((4, -6), c, fill=255, font=font)
        image = image.filter(ImageFilter.GaussianBlur(1.6))
        row = numpy.asarray(image, dtype=numpy.float32).ravel()
        row = row - row.mean()
        out[n] = row / (numpy.linalg.norm(row) or 1)
    return out


def main():
    all_of_them = characters()
    like = sum(d @ d.T for d in (drawn(all_of_them, name) for name in FONTS)) / len(FONTS)
    print("# Characters that look alike in print, the likest first. Made by generate-confusable.py.")
    print("printed\tmeant")
    for n, c in enumerate(all_of_them):
        order = [m for m in numpy.argsort(-like[n]) if m != n and m < COMMON and like[n, m] >= LIKE][:MOST]
        if order:
            print(f"{c}\t{''.join(all_of_them[m] for m in order)}")
    print(f"{len(all_of_them)} characters drawn", file=sys.stderr)


if __name__ == "__main__":
    main()
