"""The reader's training data: which rows are learned from, how often, and in which order."""

import json
import lzma
import random

# How often a row is seen in an epoch, by source: questions over press releases are what the reader is for, and they are few.
REPEATS = {"ours": 3, "ours-none": 2, "ours-far": 1, "ours-unans": 3}

# Batches are cut from this many rows sorted by length, so that little is padded and batches still differ from epoch to epoch.
BATCHES_PER_SORT = 50


def load(path, limit=0):
    """The rows for training (repeated by source, shuffled) and for validation.

    A row: question, context, start and end (characters of the context, or -1 where it does not answer), src, part.
    """
    opener = lzma.open if str(path).endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    validation = [row for row in rows if row["part"] == "validation"]
    training = [row for row in rows if row["part"] == "train"]
    training = [row for row in training for _ in range(REPEATS.get(row["src"], 1))]
    random.shuffle(training)
    return (training[:limit], validation[:limit]) if limit else (training, validation)


def epoch(rows, curriculum):
    """The rows in the order of one epoch; with a curriculum, press releases mostly in its second half."""
    rows = list(rows)
    random.shuffle(rows)
    if curriculum:
        rows.sort(key=lambda row: random.random() + (0.6 if row["src"].startswith("ours") else 0))
    return rows


def batches(rows, size):
    """The rows in batches of similar length, in random order within each stretch."""
    for start in range(0, len(rows), size * BATCHES_PER_SORT):
        stretch = sorted(rows[start : start + size * BATCHES_PER_SORT], key=lambda row: len(row["context"]))
        cut = [stretch[at : at + size] for at in range(0, len(stretch), size)]
        random.shuffle(cut)
        yield from cut


def token_span(row, sequence_ids, offsets):
    """First and last token of the answer; (0, 0), the [CLS] token, where there is none or it was cut off."""
    if row["start"] < 0:
        return 0, 0
    first = last = 0
    for at, (start, end) in enumerate(offsets):
        if sequence_ids[at] != 1 or start == end:
            continue
        if start <= row["start"] < end:
            first = at
        if start < row["end"] <= end:
            last = at
    return (first, last) if first and last else (0, 0)
