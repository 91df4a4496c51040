#!/usr/bin/env python3
"""Fine-tunes a small BERT as an extractive reader: it points at the answer in a passage, or at [CLS] where there is none.

usage: train_reader.py BASE_DIR OUT_DIR [--data FILE] [--epochs E] [--minutes M] …
"""

import argparse
import random
import time
from pathlib import Path

import torch
from transformers import AutoTokenizer, BertForQuestionAnswering

import reader_data

SEED = 1
WARM_UP = 0.06  # share of the run in which the learning rate rises
LEAST_RATE = 0.02  # share of the learning rate that is left at the end
STEPS_PER_LINE = 50
STEPS_PER_SAVE = 1000
VALIDATION_BATCH = 32


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="folder with the base model's weights, configuration and tokenizer")
    parser.add_argument("out", help="folder for the trained model")
    parser.add_argument("--data", default=Path(__file__).with_name("train.jsonl.xz"), help="training rows (default: beside this file)")
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--minutes", type=float, default=600, help="stop after this time, with the learning rate brought down by then")
    parser.add_argument("--rate", type=float, default=1e-4, help="highest learning rate")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--max-tokens", type=int, default=256, help="longest sequence: question and passage")
    parser.add_argument("--freeze", type=int, default=-1, help="leave the embeddings and this many lower layers as they are (for a CPU)")
    parser.add_argument("--curriculum", action="store_true", help="press releases mostly in the second half of an epoch")
    parser.add_argument("--bf16", action="store_true", help="compute in bfloat16 on a CPU, too; a GPU always does")
    parser.add_argument("--rows", type=int, default=0, help="only this many rows, to try the script")
    return parser.parse_args()


def encode(tokenizer, rows, max_tokens, device):
    encoded = tokenizer(
        [row["question"] for row in rows],
        [row["context"] for row in rows],
        truncation="only_second",
        max_length=max_tokens,
        padding=True,
        return_offsets_mapping=True,
        return_tensors="pt",
    )
    offsets = encoded.pop("offset_mapping").tolist()
    spans = [reader_data.token_span(row, encoded.sequence_ids(at), offsets[at]) for at, row in enumerate(rows)]
    encoded["start_positions"] = torch.tensor([first for first, _ in spans])
    encoded["end_positions"] = torch.tensor([last for _, last in spans])
    return {name: tensor.to(device) for name, tensor in encoded.items()}


def freeze(model, layers):
    frozen = [model.bert.embeddings, *model.bert.encoder.layer[:layers]] if layers >= 0 else []
    for module in frozen:
        for parameter in module.parameters():
            parameter.requires_grad = False


def optimizer_of(model, rate):
    """AdamW; biases and norms are not decayed, as usual for BERT."""
    learned = [(name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad]
    plain = ("bias", "LayerNorm.weight")
    return torch.optim.AdamW(
        [
            {"params": [parameter for name, parameter in learned if not name.endswith(plain)], "weight_decay": 0.01},
            {"params": [parameter for name, parameter in learned if name.endswith(plain)], "weight_decay": 0.0},
        ],
        lr=rate,
    )


def rate_at(progress, rate):
    """Learning rate at a share of the run: up in a line, then down in a line."""
    return rate * (progress / WARM_UP if progress < WARM_UP else max(LEAST_RATE, (1 - progress) / (1 - WARM_UP)))


def train(model, tokenizer, rows, options, device):
    optimizer = optimizer_of(model, options.rate)
    total = max(1, int(options.epochs * len(rows) / options.batch))
    started, step, seen, loss_so_far = time.time(), 0, 0, None
    while True:
        for batch in reader_data.batches(reader_data.epoch(rows, options.curriculum), options.batch):
            progress = max(step / total, (time.time() - started) / (options.minutes * 60))
            if progress >= 1:
                return
            for group in optimizer.param_groups:
                group["lr"] = rate_at(progress, options.rate)
            with torch.autocast(device, dtype=torch.bfloat16, enabled=options.bf16 or device == "cuda"):
                loss = model(**encode(tokenizer, batch, options.max_tokens, device)).loss
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, seen = step + 1, seen + len(batch)
            loss_so_far = loss.item() if loss_so_far is None else 0.98 * loss_so_far + 0.02 * loss.item()
            if step % STEPS_PER_LINE == 0:
                print(f"step {step}/{total} loss {loss_so_far:.3f} {seen / (time.time() - started):.1f} rows/s {100 * progress:.0f}%", flush=True)
            if step % STEPS_PER_SAVE == 0:
                save(model, tokenizer, options.out)


def validate(model, tokenizer, rows, options, device):
    """Share of rows whose first and last token are both right, "no answer" included."""
    model.eval()
    right = 0
    with torch.no_grad():
        for start in range(0, len(rows), VALIDATION_BATCH):
            encoded = encode(tokenizer, rows[start : start + VALIDATION_BATCH], options.max_tokens, device)
            output = model(**encoded)
            first = output.start_logits.argmax(-1) == encoded["start_positions"]
            last = output.end_logits.argmax(-1) == encoded["end_positions"]
            right += int((first & last).sum())
    return right / max(1, len(rows))


def save(model, tokenizer, folder):
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def main():
    options = arguments()
    random.seed(SEED)
    torch.manual_seed(SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = AutoTokenizer.from_pretrained(options.base)
    model = BertForQuestionAnswering.from_pretrained(options.base).float().to(device).train()
    freeze(model, options.freeze)
    training, validation = reader_data.load(options.data, options.rows)
    started = time.time()
    train(model, tokenizer, training, options, device)
    save(model, tokenizer, options.out)
    share = validate(model, tokenizer, validation, options, device)
    print(f"validation: exact span {share:.3f} of {len(validation)} rows; {(time.time() - started) / 60:.1f} minutes")


if __name__ == "__main__":
    main()
