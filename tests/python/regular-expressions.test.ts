/** Thousands of generated patterns and texts: matches, replacements and messages of errors are CPython's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { besidePython, withoutPython } from "./beside-python.ts";

/** The program makes the patterns itself, from a sequence that is the same everywhere. */
const program = `
import re

state = SEED


def below(limit):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (state >> 33) % limit


def one_of(items):
    return items[below(len(items))]


def atom(depth):
    kind = below(20)
    if kind < 7:
        return one_of("abcAB1 é_-")
    if kind < 9:
        return one_of([r"\\d", r"\\w", r"\\s", r"\\W", r"\\D", r"\\S", ".", r"\\x61", r"\\101"])
    if kind < 11:
        return one_of(["[a-c]", "[^ab]", "[aé]", r"[\\w-]", "[A-Z1]", r"[^\\s]", "[]a]", "[b-]"])
    if kind == 11:
        return one_of(["^", "$", r"\\b", r"\\B", r"\\A", r"\\Z"])
    if kind == 12:
        return one_of([r"\\1", r"\\2", "(?P=n)"])
    if depth <= 0:
        return "a"
    inner = pattern(depth - 1)
    if kind < 16:
        return "(" + inner + ")"
    return one_of(["(?:", "(?=", "(?!", "(?>", "(?i:", "(?P<n>", "(?<=", "(?<!", "(?(1)"]) + inner + ")"


def pattern(depth):
    parts = []
    for _ in range(1 + below(3)):
        part = atom(depth)
        if below(3) == 0:
            part += one_of(["*", "+", "?", "{2}", "{1,2}", "{0,3}", "*?", "+?", "??", "*+", "?+", "{1,}?"])
        parts.append(part)
    text = "".join(parts)
    return text + "|" + pattern(0) if below(5) == 0 else text


def text():
    return "".join([one_of("abcABé1 _-\\n") for _ in range(below(9))])


def shown(match):
    return None if match is None else (match.span(), match.groups(), match.lastindex)


for number in range(COUNT):
    source = pattern(2)
    flags = one_of([0, 0, re.I, re.M, re.S, re.A, re.I | re.A])
    try:
        compiled = re.compile(source, flags)
    except re.error as error:
        print(number, repr(source), "error:", error)
        continue
    subjects = [text() for _ in range(4)]
    for subject in subjects:
        print(number, repr(source), flags, repr(subject), shown(compiled.match(subject)), shown(compiled.search(subject)), shown(compiled.fullmatch(subject)))
        print(compiled.findall(subject), compiled.split(subject), [m.span() for m in compiled.finditer(subject, 1)])
        print(repr(compiled.sub("<\\\\g<0>>", subject)))
`;

for (const seed of [1, 2, 3])
  test(`1500 patterns from seed ${seed}`, { skip: withoutPython }, () => {
    const { ours, theirs } = besidePython(program.replace("SEED", String(seed)).replace("COUNT", "1500"));
    assert.equal(ours.errors, "");
    const [own, other] = [ours.output.split("\n"), theirs.output.split("\n")];
    const at = own.findIndex((line, index) => line !== other[index]);
    assert.deepEqual(own.slice(at - 2, at + 1), other.slice(at - 2, at + 1));
    assert.equal(own.length, other.length);
  });
