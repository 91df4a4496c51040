#!/usr/bin/env python3
"""Exports a trained reader to ONNX and quantises its weights to int8.

usage: export_onnx.py MODEL_DIR OUT_DIR
"""

import sys
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoTokenizer, BertForQuestionAnswering

INPUTS = ["input_ids", "attention_mask", "token_type_ids"]
OUTPUTS = ["start_logits", "end_logits"]


class Reader(torch.nn.Module):
    """The network with nothing but its two outputs, in the order the program expects."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, token_type_ids):
        output = self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
        return output.start_logits, output.end_logits


def main(source, out):
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = AutoTokenizer.from_pretrained(source)
    model = Reader(BertForQuestionAnswering.from_pretrained(source, attn_implementation="eager").eval())
    example = tokenizer(["a question"], ["some context here"], return_tensors="pt", padding=True)
    full = out / "model.onnx"
    torch.onnx.export(
        model,
        tuple(example[name] for name in INPUTS),
        str(full),
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_axes={name: {0: "batch", 1: "sequence"} for name in INPUTS + OUTPUTS},
        opset_version=17,
        dynamo=False,
    )
    small = out / "model.int8.onnx"
    quantize_dynamic(str(full), str(small), weight_type=QuantType.QInt8, per_channel=True)
    for file in (full, small):
        print(file, file.stat().st_size, "bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
