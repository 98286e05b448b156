"""The language model of PyTorch that Step compares with; speaks line by line with its starter.

Arguments: cell vocabulary embedding hidden batch time folder. In the folder are `parameters`, floats
in the order of Tengen's network, and `words` and `targets`, 32-bit numbers [time][batch]. Commands:
`gradient` writes the gradient of the first step as `gradient` in the same order and says the loss;
`steps N` makes N steps and says for each its time by the clock and of the processor, in ms.
"""

import sys
import time

import torch
import torch.nn.functional as F

CELL, FOLDER = sys.argv[1], sys.argv[7]
VOCABULARY, EMBEDDING, HIDDEN, BATCH, TIME = map(int, sys.argv[2:7])
# Where PyTorch's blocks of an LSTM's rows (input, forget, candidate, output) are in Tengen's rows.
BLOCKS = {"lstm": [3, 1, 0, 2], "gru": [0, 1, 2]}[CELL]

torch.set_num_threads(1)


def read(name, kind):
    with open(f"{FOLDER}/{name}", "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=kind).clone()


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.vectors = torch.nn.Embedding(VOCABULARY, EMBEDDING)
        layer = torch.nn.LSTM if CELL == "lstm" else torch.nn.GRU
        self.recurrent = layer(EMBEDDING, HIDDEN)
        self.head = torch.nn.Linear(HIDDEN, VOCABULARY)

    def forward(self, words, state):
        outputs, state = self.recurrent(self.vectors(words), state)
        return self.head(outputs), state


def blocks(rows, order):
    parts = rows.reshape(len(order), -1)
    return torch.cat([parts[i] for i in order])


def load(model, flat):
    sums = len(BLOCKS)
    sizes = [VOCABULARY * EMBEDDING, sums * HIDDEN * EMBEDDING, sums * HIDDEN * HIDDEN, sums * HIDDEN]
    sizes += [HIDDEN if CELL == "gru" else 0, HIDDEN * VOCABULARY, VOCABULARY]
    vectors, inputs, recurrent, bias, inner, weights, last = torch.split(flat, sizes)
    layer = model.recurrent
    with torch.no_grad():
        model.vectors.weight.copy_(vectors.reshape(VOCABULARY, EMBEDDING))
        layer.weight_ih_l0.copy_(blocks(inputs, BLOCKS).reshape(-1, EMBEDDING))
        layer.weight_hh_l0.copy_(blocks(recurrent, BLOCKS).reshape(-1, HIDDEN))
        layer.bias_ih_l0.copy_(blocks(bias, BLOCKS))
        layer.bias_hh_l0.zero_()
        if CELL == "gru":
            layer.bias_hh_l0[2 * HIDDEN :] = inner
        model.head.weight.copy_(weights.reshape(VOCABULARY, HIDDEN))
        model.head.bias.copy_(last)


def gradient(model):
    layer = model.recurrent
    back = [BLOCKS.index(i) for i in range(len(BLOCKS))]
    parts = [model.vectors.weight.grad]
    parts += [blocks(p.grad, back) for p in (layer.weight_ih_l0, layer.weight_hh_l0, layer.bias_ih_l0)]
    if CELL == "gru":
        parts.append(layer.bias_hh_l0.grad[2 * HIDDEN :])
    parts += [model.head.weight.grad, model.head.bias.grad]
    return torch.cat([part.reshape(-1) for part in parts])


def detached(state):
    return tuple(s.detach() for s in state) if CELL == "lstm" else state.detach()


def main():
    words = read("words", torch.int32).long().reshape(TIME, BATCH)
    targets = read("targets", torch.int32).long()
    model = Model()
    load(model, read("parameters", torch.float32))
    state = None

    def step():
        nonlocal state
        model.zero_grad(set_to_none=True)
        logits, after = model(words, state)
        loss = F.cross_entropy(logits.reshape(-1, VOCABULARY), targets, reduction="sum")
        loss.backward()
        state = detached(after)
        return loss.item()

    print("ready", torch.__version__, flush=True)
    for line in sys.stdin:
        command = line.split()
        if command[0] == "gradient":
            loss = step()
            gradient(model).numpy().tofile(f"{FOLDER}/gradient")
            print(repr(loss), flush=True)
        else:
            for _ in range(int(command[1])):
                clock, processor = time.perf_counter(), time.process_time()
                step()
                spent = time.process_time() - processor
                print(1e3 * (time.perf_counter() - clock), 1e3 * spent, flush=True)


main()
