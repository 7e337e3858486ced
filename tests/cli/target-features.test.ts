/** What a program can ask about the processor it is compiled for follows from the processor's name alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { factsOf } from "../../src/driver/target-choice.ts";
import { describeTarget } from "../../src/target/target.ts";

test("a processor level has the features that it implies", () => {
  const facts = factsOf(describeTarget({ triple: "x86_64-linux-gnu", cpu: "x86-64-v3", features: "-f16c" }), 3);
  assert.ok(facts.features.has("avx2") && facts.features.has("fma"));
  assert.ok(!facts.features.has("f16c") && !facts.features.has("avx512f"));
});
