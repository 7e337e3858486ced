/** What fusion does to small graphs: which tensors are left, and which kernels compute them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fuse } from "../../src/engine/emission/graph-writer.ts";
import { writeProgram } from "../../src/engine/emission/program-writer.ts";
import { formKernels } from "../../src/engine/fusion/kernels.ts";
import { inOrder } from "../../src/engine/graph/graph.ts";
import { parseGraph } from "../../src/engine/graph/parse.ts";

/** Names of the tensors that are computed. */
function computed(text: string): readonly string[] {
  const graph = fuse(parseGraph(text));
  return inOrder(graph)
    .filter(({ definition }) => definition.kind !== "input" && definition.kind !== "constant")
    .map(({ name }) => name);
}

const exponentials = `
    %8 "a": float32[n, 64] = map (i0, i1): exp(%3[i0, i1])
    %9 "b": float32[n, 64] = map (i0, i1): tanh(%3[i0, i1])
    return "a" = %8, "b" = %9
  }`;

test("what is cheap and made of one element is computed by each reader", () => {
  const names = computed(`graph "g" (%0 "x": float32[?n, 64], %1 "w": float32[64]) {
    %3 "t": float32[n, 64] = map (i0, i1): (%0[i0, i1] + %1[i1]) * 2.0 ${exponentials}`);
  assert.deepEqual(names, ["a", "b"]);
});

test("what is made of two elements is kept for its readers", () => {
  const names = computed(`graph "g" (%0 "x": float32[?n, 64], %1 "y": float32[n, 64]) {
    %3 "t": float32[n, 64] = map (i0, i1): %0[i0, i1] + %1[i0, i1] ${exponentials}`);
  assert.deepEqual(names, ["t", "a", "b"]);
});

test("what is dear is kept for its readers", () => {
  const names = computed(`graph "g" (%0 "x": float32[?n, 64]) {
    %3 "t": float32[n, 64] = map (i0, i1): sqrt(%0[i0, i1]) ${exponentials}`);
  assert.deepEqual(names, ["t", "a", "b"]);
});

test("what can be computed while a product is written stays with the product", () => {
  const names = computed(`graph "g" (%0 "x": float32[?n, 32], %1 "w": float32[32, 64], %2 "bias": float32[64]) {
    %4 "product": float32[n, 64] = reduce sum (i0, i1) over (k0 < 32): %0[i0, k0] * %1[k0, i1]
    %3 "t": float32[n, 64] = map (i0, i1): %4[i0, i1] + %2[i1] ${exponentials}`);
  assert.deepEqual(names, ["product", "t", "a", "b"]);
});

test("what a reader needs several times is computed once", () => {
  const names = computed(`graph "g" (%0 "x": float32[?n, 64]) {
    %3 "t": float32[n, 64] = map (i0, i1): -%0[i0, i1]
    %4 "sums": float32[n, 64] = reduce sum (i0, i1) over (k0 < 64): k0 <= i1 ? %3[i0, k0] : 0.0
    %5 "a": float32[n, 64] = map (i0, i1): exp(%3[i0, i1]) + %4[i0, i1]
    return "a" = %5
  }`);
  assert.deepEqual(names, ["t", "sums", "a"]);
});

test("a product reads through a view whose neighbours are rows", () => {
  const names = computed(`graph "g" (%0 "x": float32[32, ?n], %1 "w": float32[32, 64]) {
    %2 "turned": float32[n, 32] = map (i0, i1): %0[i1, i0]
    %3 "product": float32[n, 64] = reduce sum (i0, i1) over (k0 < 32): %2[i0, k0] * %1[k0, i1]
    return "product" = %3
  }`);
  assert.deepEqual(names, ["product"]);
});

test("a product does not read through a view that puts neighbours in different matrices", () => {
  const names = computed(`graph "g" (%0 "x": float32[32, ?n, 96], %1 "w": float32[32, 64]) {
    %2 "turned": float32[96, n, 32] = map (i0, i1, i2): %0[i2, i1, i0]
    %3 "product": float32[96, n, 64] = reduce sum (i0, i1, i2) over (k0 < 32): %2[i0, i1, k0] * %1[k0, i2]
    return "product" = %3
  }`);
  assert.deepEqual(names, ["turned", "product"]);
});

test("a row that is put together of parts is a kernel of its own", () => {
  const graph = fuse(
    parseGraph(`graph "g" (%0 "x": float32[?n, 64], %1 "y": float32[n, 64]) {
    %2 "e": float32[n, 64] = map (i0, i1): exp(%0[i0, i1])
    %3 "joined": float32[n, 128] = map (i0, i1): i1 < 64 ? %2[i0, i1] : %1[i0, i1 - 64]
    %4 "sum": float32[n, 1] = reduce sum (i0, i1) over (k0 < 128): %3[i0, k0]
    %5 "share": float32[n, 128] = map (i0, i1): %3[i0, i1] / %4[i0, 0]
    return "e" = %2, "share" = %5
  }`),
  );
  const kernels = formKernels(graph).map(({ members }) => members.map(({ name }) => name));
  assert.deepEqual(kernels, [["e"], ["joined"], ["sum", "share"]]);
  const { text } = writeProgram(graph);
  assert.doesNotMatch(text, /lane_values/);
});
