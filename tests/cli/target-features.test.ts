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

test("a feature brings those that it needs, and takes away those that need it", () => {
  const features = (cpu: string, list: string) => factsOf(describeTarget({ triple: "x86_64-linux-gnu", cpu, features: list }), 3).features;
  const bf16 = features("x86-64", "+avx512bf16");
  for (const feature of ["avx512bw", "avx512f", "avx2", "fma", "sse4.2"]) assert.ok(bf16.has(feature), feature);
  const without = features("znver4", "-avx2");
  assert.ok(without.has("avx") && !without.has("avx512f") && !without.has("avx512vnni") && !without.has("vaes"));
});

test("a named processor has what it had when it was sold", () => {
  const simdBits = (cpu: string) => describeTarget({ triple: "x86_64-linux-gnu", cpu }).simdBits;
  assert.deepEqual(
    ["nehalem", "haswell", "skylake", "skylake-avx512", "znver3", "znver4", "alderlake"].map(simdBits),
    [128, 256, 256, 512, 256, 512, 256],
  );
});
