/**
 * The C calling convention against a C compiler: structs of every class, both directions, with and without free registers.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { emitModule } from "../../src/llvm/emit.ts";
import { systemLinkHost } from "../../src/llvm/link-host.ts";
import { parseMir } from "../../src/mir/parse.ts";
import { describeTarget } from "../../src/target/target.ts";
import { compile, target } from "./harness.ts";

const cTypes: Readonly<Record<string, string>> = {
  i8: "signed char",
  i16: "short",
  i32: "int",
  i64: "long long",
  f32: "float",
  f64: "double",
};

/** Fields in order; `x3` behind a type: an array. */
const structs: readonly (readonly string[])[] = [
  ["i8"],
  ["i32"],
  ["f32"],
  ["i32", "i32"],
  ["f32", "f32"],
  ["f32", "f32", "f32"],
  ["f32", "f32", "f32", "f32"],
  ["f64", "i64"],
  ["i64", "f32"],
  ["i32", "f32"],
  ["f32", "i8", "f64"],
  ["i64", "i64"],
  ["f64", "f64"],
  ["i64", "i64", "i64"],
  ["f64", "f64", "f64"],
  ["i8x3"],
  ["i8x16"],
  ["i8x17"],
  ["i16", "f64"],
  ["f32x2", "i32"],
  ["i16x5"],
  ["i8", "i64"],
];

type Field = { readonly type: string; readonly length: number; readonly isArray: boolean };

function fieldsOf(spec: readonly string[]): Field[] {
  return spec.map((text) => {
    const [type, length] = text.split("x") as [string, string | undefined];
    return { type, length: Number(length ?? 1), isArray: length !== undefined };
  });
}

const longParameters = "long long a, long long b, long long c, long long d, long long e";
const doubleParameters = "double p, double q, double r, double s, double t, double u, double v";

function cText(): string {
  const parts: string[] = [];
  structs.forEach((spec, k) => {
    const fields = fieldsOf(spec);
    const members = fields.map((field, i) => `${cTypes[field.type]} m${i}${field.isArray ? `[${field.length}]` : ""};`);
    const sums = fields.map((field, i) =>
      field.isArray
        ? `for (int i = 0; i < ${field.length}; i++) o.m${i}[i] = x.m${i}[i] + y.m${i}[i];`
        : `o.m${i} = x.m${i} + y.m${i} + a;`,
    );
    parts.push(`
typedef struct { ${members.join(" ")} } S${k};
S${k} few${k}(signed char a, S${k} x, float f, S${k} y) { S${k} o; (void)f; ${sums.join(" ")} return o; }
S${k} many${k}(${longParameters}, S${k} x, ${doubleParameters}, S${k} y) { S${k} o; ${sums.join(" ")} return o; }
void callfew${k}(S${k} (*f)(signed char, S${k}, float, S${k}), S${k} *x, S${k} *y, S${k} *o) { *o = f(-3, *x, 0.5f, *y); }
void callmany${k}(S${k} (*f)(${longParameters}, S${k}, ${doubleParameters}, S${k}), S${k} *x, S${k} *y, S${k} *o) { *o = f(-3, 2, 3, 4, 5, *x, 1, 2, 3, 4, 5, 6, 7, *y); }`);
  });
  return parts.join("\n");
}

function mirText(): string {
  const parts: string[] = [];
  structs.forEach((spec, k) => {
    const fields = fieldsOf(spec);
    const type = `$S${k}`;
    parts.push(
      `struct ${type} copy trivial move trivial destroy trivial { ${fields.map((field, i) => `m${i}: ${memberType(field)}`).join(", ")} }`,
    );
    for (const shape of ["few", "many"] as const) {
      const before = shape === "few" ? ["i8"] : ["i64", "i64", "i64", "i64", "i64"];
      const between = shape === "few" ? ["f32"] : ["f64", "f64", "f64", "f64", "f64", "f64", "f64"];
      const parameters = [...before, type, ...between, type];
      const x = before.length;
      const y = parameters.length - 1;
      const result = parameters.length;
      const locals = [...parameters, type];
      const lines: string[] = [];
      const temporary = (local: string): number => locals.push(local) - 1;
      fields.forEach((field, i) => {
        for (let item = 0; item < field.length; item++) {
          const at = field.isArray ? `.${i}[i64 ${item}]` : `.${i}`;
          const sum = temporary(field.type);
          lines.push(`%${sum} = add(%${x}${at}, %${y}${at}): ${field.type}`);
          if (!field.isArray) {
            const a = temporary(field.type);
            lines.push(`%${a} = cast[signed=true](%0): ${field.type}`, `%${sum} = add(%${sum}, %${a}): ${field.type}`);
          }
          lines.push(`%${result}${at} = %${sum}`);
        }
      });
      parts.push(`function @mir${shape}${k} "f" exported abi_c lowered (${parameters.map((_, i) => `owned %${i}`).join(", ")}) -> %${result} {
        ${locals.map((local, i) => `let %${i}: ${local}`).join("\n")}
        b0: ${lines.join("\n")} return }`);
      const constants =
        shape === "few"
          ? [["i8 -3"], ["f32 0.5"]]
          : [["i64 -3", "i64 2", "i64 3", "i64 4", "i64 5"], [1, 2, 3, 4, 5, 6, 7].map((n) => `f64 ${n}.0`)];
      const signature = `c(${parameters.join(", ")}) -> ${type}`;
      parts.push(`function @via${shape}${k} "via" exported abi_c lowered (owned %0, owned %1, owned %2, owned %3) -> %4 {
        let %0: ptr let %1: ptr let %2: ptr let %3: ptr let %4: ()
        let %5: ${type}
        b0: %5 = call pointer %0 ${signature} with (${constants[0]?.join(", ")}, %1.*(${type}), ${constants[1]?.join(", ")}, %2.*(${type}))
        %3.*(${type}) = %5 return }`);
    }
  });
  return parts.join("\n");
}

function memberType(field: Field): string {
  return field.isArray ? `[${field.length} x ${field.type}]` : field.type;
}

const compiler = ["gcc", "clang", "clang-19", "cc"].map((name) => systemLinkHost().findProgram(name)).find((path) => path !== undefined);

test("structs by value agree with a C compiler", { skip: compiler === undefined ? "no C compiler is installed" : false }, () => {
  const folder = mkdtempSync(join(tmpdir(), "salamander-abi-"));
  try {
    writeFileSync(join(folder, "abi.c"), cText());
    const built = spawnSync(compiler as string, ["-O1", "-shared", "-fPIC", "-o", join(folder, "abi.so"), join(folder, "abi.c")], {
      encoding: "utf8",
    });
    assert.equal(built.status, 0, built.stderr);
    for (const level of [0, 3] as const) {
      using jit = compile(mirText(), level);
      jit.addLibrary(join(folder, "abi.so"));
      structs.forEach((_, k) => {
        for (const shape of ["few", "many"]) {
          const x = sample(1);
          const y = sample(100);
          const call = (caller: string, callee: string): string => {
            const out = new Uint8Array(32);
            const types = ["uint64_t", "void *", "void *", "void *"];
            jit.call(caller, "void", types, [jit.lookup(callee), x, y, out]);
            return Buffer.from(out).toString("hex");
          };
          const expected = masked(k, call(`call${shape}${k}`, `${shape}${k}`));
          assert.notEqual(expected, "00".repeat(32));
          const name = `${shape} ${structs[k]?.join(" ")} at O${level}`;
          assert.equal(masked(k, call(`via${shape}${k}`, `${shape}${k}`)), expected, `MIR calls C, ${name}`);
          assert.equal(masked(k, call(`call${shape}${k}`, `mir${shape}${k}`)), expected, `C calls MIR, ${name}`);
          assert.equal(masked(k, call(`via${shape}${k}`, `mir${shape}${k}`)), expected, `MIR calls MIR, ${name}`);
        }
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Bytes that are small numbers as ints and ordinary ones as floats. */
function sample(seed: number): Uint8Array {
  const bytes = new Uint8Array(32);
  for (let i = 0; i < 32; i++) bytes[i] = i % 4 === 3 ? 0x3f : (i * 7 + seed) & 0x7f;
  return bytes;
}

/** Padding is anyone's. */
function masked(k: number, hex: string): string {
  const bytes = Buffer.from(hex, "hex");
  const sizes: Readonly<Record<string, number>> = { i8: 1, i16: 2, i32: 4, i64: 8, f32: 4, f64: 8 };
  const used = new Uint8Array(32);
  let at = 0;
  for (const field of fieldsOf(structs[k] ?? [])) {
    const size = sizes[field.type] as number;
    at = Math.ceil(at / size) * size;
    used.fill(1, at, at + size * field.length);
    at += size * field.length;
  }
  return Buffer.from(bytes.map((byte, i) => (used[i] === 1 ? byte : 0))).toString("hex");
}

test("small integers and truth values are extended", { skip: compiler === undefined ? "no C compiler is installed" : false }, () => {
  const module = parseMir(`function @f "f" exported abi_c lowered (owned %0) -> %1 {
    let %0: i1 let %1: i1 let %2: i8 let %3: i8
    b0: %2 = i8 -1 %3 = call external @g c(i8) -> i8 with (%2) %1 = %0 return }`);
  const text = emitModule(module, { target });
  assert.match(text, /define dso_local zeroext i1 @f\(i1 zeroext %a0\)/);
  assert.match(text, /call zeroext i8 @g\(i8 zeroext -1\)/);
});

test("ARM passes floats of one kind in registers, large structs by address", () => {
  const arm = describeTarget({ triple: "aarch64-unknown-linux-gnu" });
  const text = emitModule(
    parseMir(`struct $H copy trivial move trivial destroy trivial { a: f32, b: f32, c: f32 }
    struct $I copy trivial move trivial destroy trivial { a: i32, b: f64 }
    struct $L copy trivial move trivial destroy trivial { a: i64, b: i64, c: i64 }
    function @f "f" exported abi_c lowered (owned %0, owned %1, owned %2) -> %3 {
    let %0: $H let %1: $I let %2: $L let %3: $L
    b0: %3 = %2 return }`),
    { target: arm },
  );
  assert.match(
    text,
    /define dso_local void @f\(ptr sret\(\[24 x i8\]\) align 8 [^%]*%r, float %a0\.0, float %a0\.1, float %a0\.2, i64 %a1\.0, i64 %a1\.1, ptr [^%]*%a2\)/,
  );
});
