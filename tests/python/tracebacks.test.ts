/** Tracebacks on standard error are CPython's, lines of carets aside. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { besidePython, withoutPython } from "./beside-python.ts";

const program = `
def divide(x):
    return 1 // x


class Divider:
    def run(self):
        try:
            divide(0)
        except ZeroDivisionError as error:
            raise ValueError("bad") from error


def recursive(n):
    if n == 0:
        try:
            Divider().run()
        except ValueError:
            try:
                {}["missing"]
            finally:
                print("finally")
    recursive(n - 1)


def numbers():
    yield 1
    recursive(6)


def again():
    try:
        for x in (y + 1 for y in numbers()):
            print(x)
    except KeyError as error:
        error.add_note("a note")
        error.add_note("another")
        raise


with_lambda = lambda f: f()
with_lambda(again)
`;

test("the traceback of chained exceptions", { skip: withoutPython }, () => {
  const { ours, theirs } = besidePython(program);
  const carets = /^ *[~^]+\n/gm;
  assert.equal(ours.errors, theirs.errors.replace(carets, ""));
  assert.equal(ours.output, theirs.output);
  assert.equal(ours.status, 1);
});
