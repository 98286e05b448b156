"""The LSTM language model of PyTorch that Cells compares with.

Arguments: vocabulary embedding hidden lanes steps series updates evaluations rate. Beside this file
are `parameters`, the first weights in the order of Tengen's network; `words` and `targets`, 32-bit
numbers [update][lane][step][series]; and `validation`, the words that are held out. Adam, half a
cosine down to 0, the gradient of each lane clipped to a norm of 1, their mean applied; what the
layer carries goes on from chunk to chunk. Says after each evaluation: updates, perplexity, seconds
of processor time.
"""

import math
import os
import sys
import time

import torch
import torch.nn.functional as F

FOLDER = os.path.dirname(os.path.abspath(__file__))
VOCABULARY, EMBEDDING, HIDDEN, LANES, STEPS, SERIES, UPDATES, EVALUATIONS = map(int, sys.argv[1:9])
RATE = float(sys.argv[9])
# Where PyTorch's blocks of an LSTM's rows (input, forget, candidate, output) are in Tengen's rows.
BLOCKS = [3, 1, 0, 2]
PIECES = 16
NOTHING = -1
END = 0

torch.set_num_threads(1)


def read(name, kind):
    with open(os.path.join(FOLDER, name), "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=kind).clone()


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.vectors = torch.nn.Embedding(VOCABULARY, EMBEDDING)
        self.recurrent = torch.nn.LSTM(EMBEDDING, HIDDEN)
        self.head = torch.nn.Linear(HIDDEN, VOCABULARY)

    def forward(self, words, state):
        outputs, state = self.recurrent(self.vectors(words), state)
        return self.head(outputs), state


def blocks(rows):
    parts = rows.reshape(len(BLOCKS), -1)
    return torch.cat([parts[i] for i in BLOCKS])


def load(model, flat):
    sizes = [VOCABULARY * EMBEDDING, 4 * HIDDEN * EMBEDDING, 4 * HIDDEN * HIDDEN, 4 * HIDDEN]
    sizes += [HIDDEN * VOCABULARY, VOCABULARY]
    vectors, inputs, recurrent, bias, weights, last = torch.split(flat, sizes)
    layer = model.recurrent
    with torch.no_grad():
        model.vectors.weight.copy_(vectors.reshape(VOCABULARY, EMBEDDING))
        layer.weight_ih_l0.copy_(blocks(inputs).reshape(-1, EMBEDDING))
        layer.weight_hh_l0.copy_(blocks(recurrent).reshape(-1, HIDDEN))
        layer.bias_ih_l0.copy_(blocks(bias))
        layer.bias_hh_l0.zero_()
        layer.bias_hh_l0.requires_grad_(False)
        model.head.weight.copy_(weights.reshape(VOCABULARY, HIDDEN))
        model.head.bias.copy_(last)


def pieces(validation):
    """Columns of words and targets, a piece of the text each, as Tengen's evaluation cuts it."""
    size = len(validation)
    longest = -(-size // PIECES)
    words = torch.full((longest, PIECES), END)
    targets = torch.full((longest, PIECES), NOTHING)
    for piece in range(PIECES):
        first, end = size * piece // PIECES, size * (piece + 1) // PIECES
        targets[: end - first, piece] = validation[first:end]
        words[1 : end - first, piece] = validation[first : end - 1]
        if first > 0:
            words[0, piece] = validation[first - 1]
    return words, targets


def perplexity(model, words, targets):
    loss, state = 0.0, None
    with torch.no_grad():
        for at in range(0, len(words), 32):
            logits, state = model(words[at : at + 32], state)
            loss += F.cross_entropy(
                logits.reshape(-1, VOCABULARY),
                targets[at : at + 32].reshape(-1),
                reduction="sum",
                ignore_index=NOTHING,
            ).item()
    return math.exp(loss / int((targets != NOTHING).sum()))


def main():
    shape = (UPDATES, LANES, STEPS, SERIES)
    words, targets = (read(name, torch.int32).reshape(shape) for name in ("words", "targets"))
    held_out = pieces(read("validation", torch.int32).long())
    model = Model()
    load(model, read("parameters", torch.float32))
    trained = [p for p in model.parameters() if p.requires_grad]
    adam = torch.optim.Adam(trained, lr=RATE)
    states = [None] * LANES
    for update in range(UPDATES):
        sums = [torch.zeros_like(p) for p in trained]
        for lane in range(LANES):
            adam.zero_grad(set_to_none=True)
            logits, state = model(words[update, lane].long(), states[lane])
            F.cross_entropy(
                logits.reshape(-1, VOCABULARY), targets[update, lane].long().reshape(-1)
            ).backward()
            states[lane] = tuple(part.detach() for part in state)
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            for total, parameter in zip(sums, trained):
                total += parameter.grad
        for total, parameter in zip(sums, trained):
            parameter.grad = total / LANES
        adam.param_groups[0]["lr"] = RATE * 0.5 * (1 + math.cos(math.pi * update / UPDATES))
        adam.step()
        if (update + 1) % (UPDATES // EVALUATIONS) == 0:
            print(update + 1, perplexity(model, *held_out), time.process_time(), flush=True)


main()
