/** Some of the random programs of `npm run fuzz`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutPython } from "./beside-python.ts";
import { disagreements } from "./fuzzing.ts";

test("random programs do what they do in CPython", { skip: withoutPython }, () => {
  assert.deepEqual(disagreements(2026, 60), []);
});
