"""Llama 2 in plain Python: greedy tokens of a checkpoint in llama2.c's first format. No packages.

    llama2_reference.py CHECKPOINT TOKENIZER [--steps N] [--prompt TEXT] [--style head|2023]

Prints the text as llama2.mojo prints it, and on standard error the tokens and the least gap between the best and the
second-best logit: where the gap is small, 32-bit sums in another order may choose another token.
Sizes: a few small layers; it takes seconds for tens of thousands of weights and hours for millions.
"""

import argparse
import array
import math
import struct
import sys


class Checkpoint:
    def __init__(self, path):
        with open(path, "rb") as file:
            header = struct.unpack("<7i", file.read(28))
            weights = array.array("f")
            weights.frombytes(file.read())
        self.dim, self.hidden, self.layers, self.heads, self.kv_heads, vocabulary, self.sequence = header
        self.vocabulary = abs(vocabulary)
        self.head_size = self.dim // self.heads
        self.kv_dim = self.head_size * self.kv_heads
        self._weights = weights
        self._at = 0
        self.embedding = self._matrix(self.vocabulary, self.dim)
        self.attention_norm = self._matrix(self.layers, self.dim)
        self.wq = self._matrices(self.dim, self.dim)
        self.wk = self._matrices(self.kv_dim, self.dim)
        self.wv = self._matrices(self.kv_dim, self.dim)
        self.wo = self._matrices(self.dim, self.dim)
        self.feed_norm = self._matrix(self.layers, self.dim)
        self.w1 = self._matrices(self.hidden, self.dim)
        self.w2 = self._matrices(self.dim, self.hidden)
        self.w3 = self._matrices(self.hidden, self.dim)
        self.last_norm = self._row(self.dim)
        self.cosines = self._matrix(self.sequence, self.head_size // 2)
        self.sines = self._matrix(self.sequence, self.head_size // 2)
        self.classifier = self.embedding if vocabulary > 0 else self._matrix(self.vocabulary, self.dim)

    def _row(self, length):
        row = self._weights[self._at : self._at + length].tolist()
        self._at += length
        return row

    def _matrix(self, rows, columns):
        return [self._row(columns) for _ in range(rows)]

    def _matrices(self, rows, columns):
        return [self._matrix(rows, columns) for _ in range(self.layers)]


def multiply(matrix, vector):
    return [sum(map(float.__mul__, row, vector)) for row in matrix]


def normalize(vector, weight):
    scale = 1.0 / math.sqrt(sum(x * x for x in vector) / len(vector) + 1e-5)
    return [w * (scale * x) for w, x in zip(weight, vector)]


def softmax(values):
    top = max(values)
    powers = [math.exp(v - top) for v in values]
    total = sum(powers)
    return [p / total for p in powers]


def rotate(vector, head_size, cosines, sines):
    result = vector[:]
    for start in range(0, len(vector), head_size):
        for pair in range(head_size // 2):
            i = start + 2 * pair
            result[i] = vector[i] * cosines[pair] - vector[i + 1] * sines[pair]
            result[i + 1] = vector[i] * sines[pair] + vector[i + 1] * cosines[pair]
    return result


class Transformer:
    def __init__(self, checkpoint):
        self.weights = checkpoint
        self.keys = [[] for _ in range(checkpoint.layers)]
        self.values = [[] for _ in range(checkpoint.layers)]

    def logits(self, token, position):
        w = self.weights
        x = w.embedding[token][:]
        for layer in range(w.layers):
            inner = normalize(x, w.attention_norm[layer])
            cosines, sines = w.cosines[position], w.sines[position]
            q = rotate(multiply(w.wq[layer], inner), w.head_size, cosines, sines)
            self.keys[layer].append(rotate(multiply(w.wk[layer], inner), w.head_size, cosines, sines))
            self.values[layer].append(multiply(w.wv[layer], inner))
            mixed = self._attend(layer, q)
            x = [a + b for a, b in zip(x, multiply(w.wo[layer], mixed))]
            inner = normalize(x, w.feed_norm[layer])
            gate = multiply(w.w1[layer], inner)
            other = multiply(w.w3[layer], inner)
            hidden = [g / (1.0 + math.exp(-g)) * o for g, o in zip(gate, other)]
            x = [a + b for a, b in zip(x, multiply(w.w2[layer], hidden))]
        return multiply(w.classifier, normalize(x, w.last_norm))

    def _attend(self, layer, q):
        w = self.weights
        mixed = []
        for head in range(w.heads):
            mine = q[head * w.head_size : (head + 1) * w.head_size]
            start = head * w.kv_heads // w.heads * w.head_size
            stop = start + w.head_size
            scores = [sum(map(float.__mul__, mine, key[start:stop])) / math.sqrt(w.head_size) for key in self.keys[layer]]
            shares = softmax(scores)
            columns = zip(*(value[start:stop] for value in self.values[layer]))
            mixed.extend(sum(map(float.__mul__, shares, column)) for column in columns)
        return mixed


class Tokenizer:
    def __init__(self, path, size):
        with open(path, "rb") as file:
            file.read(4)
            self.tokens, self.scores = [], []
            for _ in range(size):
                score, length = struct.unpack("<fi", file.read(8))
                self.scores.append(score)
                self.tokens.append(file.read(length))
        self.index = {}
        for i, token in enumerate(self.tokens):
            self.index[token] = i

    def encode(self, text):
        """Single characters, then again and again the pair with the best score."""
        tokens = [self.index[c.encode()] for c in text]
        while True:
            best = None
            for i in range(len(tokens) - 1):
                pair = self.tokens[tokens[i]] + self.tokens[tokens[i + 1]]
                id = self.index.get(pair)
                if id is not None and (best is None or self.scores[id] > best[0]):
                    best = (self.scores[id], id, i)
            if best is None:
                return tokens
            tokens[best[2] : best[2] + 2] = [best[1]]


def shown(token, before, tokenizer, style):
    text = tokenizer.tokens[token]
    if len(text) == 6 and text.startswith(b"<0x"):
        if style == "head":
            return {b"<0x0A>": "\n", b"<0x09>": "\t"}.get(text, "")
        return chr(int(text[3:5], 16))
    if before == 1 and text.startswith(b" "):
        text = text[1:]
    # Both versions of the program print a byte as the code point of that number.
    return text.decode("latin-1")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint")
    parser.add_argument("tokenizer")
    parser.add_argument("--steps", type=int, default=256)
    parser.add_argument("--prompt", default="")
    parser.add_argument("--style", choices=["head", "2023"], default="head")
    options = parser.parse_args()
    checkpoint = Checkpoint(options.checkpoint)
    tokenizer = Tokenizer(options.tokenizer, checkpoint.vocabulary)
    transformer = Transformer(checkpoint)
    prompt = tokenizer.encode(options.prompt)
    token, text, tokens, gap = 1, "", [], math.inf
    for position in range(min(options.steps, checkpoint.sequence)):
        logits = transformer.logits(token, position)
        if position < len(prompt):
            next_token = prompt[position]
        else:
            next_token = max(range(len(logits)), key=logits.__getitem__)
            rest = max(v for i, v in enumerate(logits) if i != next_token)
            gap = min(gap, logits[next_token] - rest)
            if next_token in (1, 2):
                break
        text += shown(next_token, token, tokenizer, options.style)
        tokens.append(next_token)
        token = next_token
    print(text)
    print("tokens", *tokens, file=sys.stderr)
    print("least gap %.6f" % gap, file=sys.stderr)


main()
