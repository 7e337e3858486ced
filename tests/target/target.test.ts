/**
 * Triples and host facts, from given answers of the machine.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { describeHost } from "../../src/target/host.ts";
import { describeTarget, hasFeature, usualCaches } from "../../src/target/target.ts";

test("a triple gives architecture, system and width of vectors", () => {
  const linux = describeTarget({ triple: "x86_64-pc-linux-gnu" });
  assert.deepEqual([linux.architecture, linux.operatingSystem, linux.cpu, linux.simdBits], ["x86_64", "linux", "x86-64", 128]);
  const mac = describeTarget({ triple: "arm64-apple-macosx14.0.0" });
  assert.deepEqual([mac.architecture, mac.operatingSystem, mac.simdBits], ["aarch64", "macos", 128]);
  assert.equal(describeTarget({ triple: "wasm32-unknown-wasi" }).pointerBits, 32);
  assert.throws(() => describeTarget({ triple: "vax-dec-vms" }), { name: "HostError", message: /vax-dec-vms/ });
});

test("features decide the width of vectors; the last mention counts", () => {
  const triple = "x86_64-pc-linux-gnu";
  assert.equal(describeTarget({ triple, features: "+avx,+avx2" }).simdBits, 256);
  assert.equal(describeTarget({ triple, features: "+avx,+avx512f" }).simdBits, 512);
  assert.equal(describeTarget({ triple, features: "+avx512f,+avx,-avx512f" }).simdBits, 256);
  assert.equal(describeTarget({ triple, cpu: "x86-64-v3" }).simdBits, 256);
  assert.equal(hasFeature(describeTarget({ triple, cpu: "x86-64-v3" }), "fma"), true);
  assert.equal(hasFeature(describeTarget({ triple, cpu: "x86-64-v3", features: "-fma" }), "fma"), false);
  assert.equal(hasFeature(describeTarget({ triple, features: "+avx" }), "avx2"), false);
});

test("a host is described from what its files say", () => {
  const files: Readonly<Record<string, string>> = {
    "/sys/devices/system/cpu/online": "0-3\n",
    ...Object.fromEntries([0, 1, 2, 3].flatMap((id) => [[`/sys/devices/system/cpu/cpu${id}/topology/core_id`, `${id >> 1}\n`]])),
    ...cache(0, "Data", 1, "48K"),
    ...cache(1, "Instruction", 1, "32K"),
    ...cache(2, "Unified", 2, "2048K"),
    ...cache(3, "Unified", 3, "30M"),
  };
  const host = describeHost({
    triple: "x86_64-pc-linux-gnu",
    cpu: "haswell",
    features: "+fma,-sse4a,+avx",
    readFile: (path) => files[path],
  });
  assert.equal(host.target.features, "+avx,+fma,-sse4a");
  assert.deepEqual([host.logicalCores, host.physicalCores], [4, 2]);
  assert.deepEqual(host.target.caches, { line: 64, level1Data: 48 << 10, level2: 2 << 20, level3: 30 << 20 });
});

function cache(index: number, type: string, level: number, size: string): Record<string, string> {
  const folder = `/sys/devices/system/cpu/cpu0/cache/index${index}`;
  return {
    [`${folder}/type`]: `${type}\n`,
    [`${folder}/level`]: `${level}\n`,
    [`${folder}/size`]: `${size}\n`,
    [`${folder}/coherency_line_size`]: "64\n",
  };
}

test("a host that says nothing gets usual values", () => {
  const host = describeHost({ triple: "x86_64-pc-linux-gnu", cpu: "generic", features: "", readFile: () => undefined });
  assert.deepEqual([host.logicalCores, host.physicalCores, host.target.caches], [1, 1, usualCaches]);
});
