/** Operators of the user's own: what files may say, what programs become of them, and what is told about files and models that are wrong. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { openModelFile, translate } from "../../src/engine/compile-service.ts";
import { openOperators } from "../../src/engine/operator-set.ts";
import { runCall } from "../../src/engine/calls/interpret-call.ts";
import type { Program } from "../../src/engine/emission/program-writer.ts";
import { interpret } from "../../src/engine/graph/interpret.ts";
import { importModel } from "../../src/engine/import-model.ts";
import { InferenceSession, Tensor } from "../../src/engine/inference-session.ts";
import { programInputs } from "../../src/engine/feeds.ts";
import { inspectModel } from "../../src/engine/inspection.ts";
import { openModel } from "../../src/engine/open-model.ts";
import { parseModel } from "../../src/engine/onnx/model.ts";
import { fromElements } from "../../src/engine/tensor-data.ts";
import { root } from "../harness/repository.ts";
import { builtinModel, gatedModel } from "./custom-models.ts";
import { encodeModel, type ModelPlan, type NodePlan } from "./onnx-writer.ts";
import { someNumbers } from "./run-operator.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander-operators-"));
const cacheFolder = join(folder, "engine");
after(() => rmSync(folder, { recursive: true, force: true }));
const example = join(root, "examples/engine/custom/gated.onnx");

let count = 0;

/** A file of operators. */
function file(text: string, name = `own${count++}.ops.mojo`): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function programOf(model: Uint8Array<ArrayBuffer>, operators: readonly string[]): Program {
  const { program } = translate(openModelFile(model, new Map()), new Map(), openOperators(model, operators));
  assert.ok(program !== undefined);
  return program;
}

/** A model of one node of `com.example`, with inputs of the given shapes. */
function oneNode(node: Omit<NodePlan, "domain">, shapes: readonly (readonly (number | string)[])[], more: Partial<ModelPlan> = {}) {
  const inputs = shapes.map((shape, at) => ({ name: "abc"[at] as string, type: "float32" as const, shape }));
  return encodeModel({
    opsets: { "com.example": 1 },
    inputs,
    outputs: [{ name: "y" }],
    nodes: [{ inputs: inputs.map(({ name }) => name), outputs: ["y"], ...node, domain: "com.example" }],
    ...more,
  });
}

async function run(model: Uint8Array, operators: readonly string[], inputs: Readonly<Record<string, Tensor>>): Promise<Tensor> {
  const session = await InferenceSession.create(model, { cacheFolder, operators, intraOpNumThreads: 1 });
  const { y } = await session.run(inputs);
  await session.release();
  return y as Tensor;
}

const vector = "SIMD[DType.float32, lanes]";

describe("the example", () => {
  test("the model is what its plan says", () => {
    assert.deepEqual(Buffer.from(gatedModel), readFileSync(example));
  });

  test("one kernel holds the producer, the operator with its reduction, and the consumers, as with the engine's own", () => {
    const own = translate(openModelFile(example, new Map()), new Map(), openOperators(example)).program as Program;
    const builtin = programOf(builtinModel, []);
    for (const { kernels, text } of [own, builtin]) {
      assert.deepEqual(
        kernels.map(({ kind }) => kind),
        ["rows"],
      );
      assert.equal(text.match(/^def (?!forward|model_|memory_|text_)\w+[[(]/gm)?.length, 1);
    }
    const body = /^def gatedactivation\w*[[(][\s\S]*?\n\n\n/m.exec(own.text)?.[0] ?? "";
    for (const part of ["part(x=", " * scale.load[", "total(", "length(", "element(", "maximum(", "bias.load[", "reduce_row["])
      assert.ok(body.includes(part), `${part} in ${body}`);
    assert.match(own.text, /^import `gated\.ops` as Operators$/m);
    assert.equal(body.match(/Operators\.GatedActivation\.part\(/g)?.length, 1, "what is dear is computed once");
  });

  test("results are those of the engine's own operators, which the interpreter gives, too", async () => {
    for (const rows of [1, 3]) {
      const inputs = {
        x: new Tensor("float32", Float32Array.from(someNumbers(rows * 512, 7)), [rows, 512]),
        gate: new Tensor("float32", Float32Array.from(someNumbers(rows * 512, 11)), [rows, 512]),
      };
      const session = await InferenceSession.create(example, { cacheFolder, intraOpNumThreads: 1 });
      const { y } = await session.run(inputs);
      const graph = importModel(parseModel(builtinModel));
      const given = graph.inputs.map(({ name }) => {
        const { dims, data } = inputs[name as "x"];
        return fromElements("float32", dims, data as Float32Array);
      });
      const [expected] = interpret(graph, given, runCall);
      const { elements } = expected as typeof expected & object;
      assert.ok(elements.kind === "bytes");
      const wanted = new Float32Array(elements.bytes.slice().buffer);
      let positive = 0;
      ((y as Tensor).data as Float32Array).forEach((value, at) => {
        assert.ok(Math.abs(value - (wanted[at] as number)) < 1e-6, `element ${at}: ${value} and ${wanted[at]}`);
        positive += Number(value > 0);
      });
      assert.ok(positive > rows * 100);
      await session.release();
    }
  });

  test("it is as fast as the engine's own operators", async () => {
    const models = await Promise.all([
      openModel(example, { folder: cacheFolder, threads: 1 }),
      openModel(builtinModel, { folder: cacheFolder, threads: 1 }),
    ]);
    const rows = 64;
    const feeds = new Map(["x", "gate"].map((name, at) => [name, fromElements("float32", [rows, 512], someNumbers(rows * 512, 3 + at))]));
    const programs = await Promise.all(models.map((model) => model.program(feeds)));
    const ratios: number[] = [];
    // What else the machine does only adds to times: the least ones are compared, and anew if that was not enough
    for (let tries = 0; tries < 8 && !ratios.some((ratio) => ratio < 1.03); tries++) {
      const best = [Infinity, Infinity];
      for (let round = 0; round < 300; round++) {
        programs.forEach(({ manifest, runNow }, at) => {
          const inputs = programInputs(manifest.inputs, feeds);
          const start = performance.now();
          runNow(inputs);
          best[at] = Math.min(best[at] as number, performance.now() - start);
        });
      }
      ratios.push((best[0] as number) / (best[1] as number));
    }
    for (const model of models) await model.close();
    assert.ok(Math.min(...ratios) < 1.03, `times of the engine's own: ${ratios.join(", ")}`);
  });

  test("the library's functions are replaced by others", async () => {
    const fast = join(root, "examples/engine/custom/fast_exp.mojo");
    const model = encodeModel({
      inputs: [{ name: "a", type: "float32", shape: ["n"] }],
      outputs: [{ name: "y" }],
      nodes: [{ operator: "Exp", inputs: ["a"], outputs: ["y"] }],
    });
    assert.match(programOf(model, [fast]).text, /^from `fast_exp` import fast_exp as exp$/m);
    const values = Float32Array.from(someNumbers(37), (each) => each * 20);
    const { data } = await run(model, [fast], { a: new Tensor(values) });
    let isOther = false;
    (data as Float32Array).forEach((value, at) => {
      const exact = Math.exp(values[at] as number);
      assert.ok(Math.abs(value / exact - 1) < 3e-4, `exp(${values[at]}) is ${exact}, not ${value}`);
      isOther ||= Math.abs(value / exact - 1) > 1e-6;
    });
    assert.ok(isOther, "it is not the library's");
  });
});

describe("what files may say", () => {
  test("a function for elements of any type, attributes, and what is left out", async () => {
    const own = file(`
from engine.custom import operator

@operator("com.example", "Mix")
def mix[dtype: DType, lanes: Int](
    a: SIMD[dtype, lanes],
    b: SIMD[dtype, lanes],
    c: SIMD[dtype, lanes] = 100,
    share: Float64 = 0.25,
    times: Int = 1,
    turned: Bool = False,
    mode: String = "sum",
) -> SIMD[dtype, lanes]:
    var result = (a * SIMD[dtype, lanes](share) + b + c) * times
    if mode != "sum":
        result += 1000
    return -result if turned else result
`);
    const x = new Tensor("float32", [4, 8], [2, 1]);
    const z = new Tensor("float32", [1, 2, 3], [3]);
    const all = { share: { float: 0.5 }, times: 2, turned: 1, mode: "other" };
    const given = await run(oneNode({ operator: "Mix", attributes: all }, [["n", 1], [3], []]), [own], {
      a: x,
      b: z,
      c: new Tensor("float32", [10], []),
    });
    assert.deepEqual(
      [given.dims, [...(given.data as Float32Array)]],
      [
        [2, 3],
        [-1026, -1028, -1030, -1030, -1032, -1034],
      ],
    );
    const { data } = await run(oneNode({ operator: "Mix" }, [["n", 1], [3]]), [own], { a: x, b: z });
    assert.deepEqual([...(data as Float32Array)], [102, 103, 104, 103, 104, 105]);
  });

  test("several reductions, along any axis; a result of another type; methods that are nobody's input", async () => {
    const own = file(`
from engine.custom import operator, reduction
from math import exp

@operator("com.example", "Likely")
struct Likely:
    @staticmethod
    def helper(x: Int) -> Int:
        return x + 1

    @reduction("maximum")
    @staticmethod
    def greatest[lanes: Int](a: ${vector}) -> ${vector}:
        return a

    @staticmethod
    def power[lanes: Int](a: ${vector}, greatest: ${vector}) -> ${vector}:
        return exp(a - greatest)

    @reduction("sum")
    @staticmethod
    def total[lanes: Int](power: ${vector}) -> ${vector}:
        return power

    @staticmethod
    def element[lanes: Int](power: ${vector}, total: ${vector}, limit: Float64) -> SIMD[DType.bool, lanes]:
        return (power / total).gt(SIMD[DType.float32, lanes](limit))
`);
    const a = new Tensor("float32", [1, 2, 3, 5, 2, 0], [2, 3]);
    for (const [axis, expected] of [
      [1, [0, 0, 1, 1, 0, 0]],
      [0, [0, 1, 1, 1, 1, 0]],
    ] as const) {
      const model = oneNode({ operator: "Likely", attributes: { axis, limit: { float: 0.4 } } }, [["n", "m"]]);
      assert.deepEqual(await run(model, [own], { a }).then(({ type, data }) => [type, [...(data as Uint8Array)]]), ["bool", expected]);
    }
  });

  test("operators of ONNX and functions of the model are replaced, too; a change of the file, or of one that it imports, counts", async () => {
    const inside = join(folder, "inside");
    mkdirSync(inside);
    const model = join(inside, "m.onnx");
    writeFileSync(
      model,
      encodeModel({
        opsets: { "com.example": 1 },
        inputs: [{ name: "a", type: "float32", shape: ["n"] }],
        outputs: [{ name: "y", type: "float32", shape: ["n"] }],
        nodes: [
          { operator: "Relu", inputs: ["a"], outputs: ["b"] },
          { operator: "Own", domain: "com.example", inputs: ["b"], outputs: ["y"] },
        ],
        functions: [
          {
            domain: "com.example",
            name: "Own",
            inputs: ["p"],
            outputs: ["q"],
            nodes: [{ operator: "Neg", inputs: ["p"], outputs: ["q"] }],
          },
        ],
      }),
    );
    const result = async (): Promise<number[]> => {
      const session = await InferenceSession.create(model, { cacheFolder });
      const { y } = await session.run({ a: new Tensor(Float32Array.of(-1, 2)) });
      await session.release();
      return [...((y as Tensor).data as Float32Array)];
    };
    assert.deepEqual(await result(), [-0, -2]);
    const write = (factor: number, extra: string): void => {
      writeFileSync(join(inside, "numbers.mojo"), `comptime factor = ${factor}\n`);
      writeFileSync(
        join(inside, "m.ops.mojo"),
        `from engine.custom import operator\nfrom numbers import factor\n
@operator("", "Relu")
def leaky[lanes: Int](x: ${vector}) -> ${vector}:
    return x.gt(0).select(x, x * factor)

@operator("com.example", "Own")
def own[lanes: Int](x: ${vector}) -> ${vector}:
    return x + ${extra}
`,
      );
    };
    write(0.5, "1");
    assert.deepEqual(await result(), [0.5, 3]);
    write(0.5, "2");
    assert.deepEqual(await result(), [1.5, 4]);
    write(0.25, "2");
    assert.deepEqual(await result(), [1.75, 4]);
  });

  test("a product of matrices is replaced; its right side is a matrix, not a packed one", async () => {
    const own = file(`
from engine.custom import replaces
from kernels.matrix_view import MatrixView

@replaces("matmul")
def twice[
    c_type: DType, a_type: DType, b_type: DType, //,
](c: MatrixView[c_type], a: MatrixView[a_type], b: MatrixView[b_type], *, threads: Int = 1):
    for i in range(c.rows):
        for j in range(c.columns):
            var sum = Scalar[c_type](0)
            for k in range(a.columns):
                sum += a[i, k].cast[c_type]() * b[k, j].cast[c_type]()
            c[i, j] = 2 * sum
`);
    const model = encodeModel({
      inputs: [{ name: "a", type: "float32", shape: ["n", 2] }],
      outputs: [{ name: "y" }],
      nodes: [{ operator: "MatMul", inputs: ["a", "w"], outputs: ["y"] }],
      initializers: { w: fromElements("float32", [2, 3], [1, 2, 3, 4, 5, 6]) },
    });
    assert.match(programOf(model, [own]).text, /^from `own\d+\.ops` import twice as matmul$/m);
    assert.doesNotMatch(programOf(model, [own]).text, /PackedMatrix/);
    const { data } = await run(model, [own], { a: new Tensor("float32", [1, 10], [1, 2]) });
    assert.deepEqual([...(data as Float32Array)], [82, 104, 126]);
  });

  test("behind a product of matrices it is part of the product's kernel, also where the product is replaced", async () => {
    const clip = file(`
from engine.custom import operator

@operator("com.example", "Softclip")
def softclip[lanes: Int](x: ${vector}, limit: ${vector}, slope: Float64 = 0.5) -> ${vector}:
    return min(x, limit + (x - limit) * slope.cast[DType.float32]())
`);
    const product = file(`
from engine.custom import replaces
from kernels.matrix_view import MatrixView

@replaces("matmul")
def plain[
    c_type: DType,
    a_type: DType,
    b_type: DType,
    //,
    *,
    epilogue: def[width: Int](Int, Int, SIMD[c_type, width]) capturing [_] -> SIMD[c_type, width],
](c: MatrixView[c_type], a: MatrixView[a_type], b: MatrixView[b_type], *, threads: Int = 1):
    for i in range(c.rows):
        for j in range(c.columns):
            var sum = Scalar[c_type](0)
            for k in range(a.columns):
                sum += a[i, k].cast[c_type]() * b[k, j].cast[c_type]()
            c[i, j] = epilogue[1](i, j, sum + 1000)
`);
    const model = encodeModel({
      opsets: { "com.example": 1 },
      inputs: [{ name: "a", type: "float32", shape: ["n", 2] }],
      outputs: [{ name: "y", type: "float32", shape: ["n", 3] }],
      nodes: [
        { operator: "MatMul", inputs: ["a", "w"], outputs: ["p"] },
        { operator: "Softclip", domain: "com.example", inputs: ["p", "limit"], outputs: ["y"] },
      ],
      initializers: { w: fromElements("float32", [2, 3], [1, 2, 3, 4, 5, 6]), limit: fromElements("float32", [3], [40, 50, 100]) },
    });
    for (const [files, expected] of [
      [[clip], [40.5, 51, 63]],
      [
        [clip, product],
        [540.5, 551, 581.5],
      ],
    ] as const) {
      const { kernels, text } = programOf(model, files);
      assert.deepEqual(
        kernels.map(({ kind }) => kind),
        ["product"],
      );
      assert.match(text, /return Operators\.softclip\(/);
      const { data } = await run(model, files, { a: new Tensor("float32", [1, 10], [1, 2]) });
      assert.deepEqual([...(data as Float32Array)], expected);
    }
  });
});

describe("what is told", () => {
  /** The problem of a file, without the rest. */
  function problem(text: string): string {
    const path = file(text);
    try {
      openOperators("m.onnx", [path]);
    } catch (error) {
      assert.equal((error as Error).constructor.name, "OperatorFileError", (error as Error).stack);
      return (error as Error).message.replaceAll(path, "F").replaceAll(/^.*cannot be used\n/g, "");
    }
    return assert.fail("the file is fine");
  }

  test("each problem of a file, in its line", () => {
    const found = problem(`from engine.custom import operator

@operator("com.example", "Clip")
def clip[lanes: Int](x: SIMD[DType.float32, lanes], limit: List[Float32]) -> SIMD[DType.float32, lanes]:
    return x
`);
    assert.equal(
      found,
      `error[E0601]: \`limit\` has the type \`List[Float32]\`, which is no vector of elements
 --> F:4:60
  |
4 | def clip[lanes: Int](x: SIMD[DType.float32, lanes], limit: List[Float32]) -> SIMD[DType.float32, lanes]:
  |                                                            ^^^^^^^^^^^^^
  |
note: elements come in vectors of any length: \`SIMD[DType.float32, lanes]\`, where \`lanes\` is a parameter of type \`Int\``,
    );
    const operator = '@operator("com.example", "X")\n';
    const cases: readonly (readonly [string, RegExp])[] = [
      ["def f(:\n    pass\n", /error\[E01\d\d\]/],
      [
        `@operator("X")\ndef f[n: Int](x: SIMD[DType.float32, n]) -> SIMD[DType.float32, n]:\n    return x\n`,
        /takes the domain and the name/,
      ],
      [`${operator}def f[n: Int](x: SIMD[DType.float32, 8]) -> SIMD[DType.float32, n]:\n    return x\n`, /no vector of elements/],
      [`${operator}def f[n: Int](x: SIMD[DType.float32, n]) -> Float32:\n    return x[0]\n`, /the result of `f` has the type `Float32`/],
      [`${operator}def f[n: Int](x: SIMD[DType.float32, n]) raises -> SIMD[DType.float32, n]:\n    return x\n`, /raise/],
      [`${operator}def f[n: Int](*x: SIMD[DType.float32, n]) -> SIMD[DType.float32, n]:\n    return x\n`, /by its name/],
      [`${operator}def f[n: Int](mut x: SIMD[DType.float32, n]) -> SIMD[DType.float32, n]:\n    return x\n`, /only be read/],
      [`${operator}def f[n: Int](x: Float32) -> SIMD[DType.float32, n]:\n    return x\n`, /has no inputs/],
      [`${operator}struct S:\n    pass\n`, /no method `element`/],
      [
        `${operator}struct S:\n    def element[n: Int](x: SIMD[DType.float32, n]) -> SIMD[DType.float32, n]:\n        return x\n`,
        /@staticmethod/,
      ],
      [
        `${operator}struct S:\n    @staticmethod\n    def element[n: Int](element: SIMD[DType.float32, n]) -> SIMD[DType.float32, n]:\n        return x\n`,
        /takes the result of `element`, which takes its result/,
      ],
      [
        `${operator}struct S:\n    @reduction("mean")\n    @staticmethod\n    def t[n: Int](x: SIMD[DType.float32, n]) -> SIMD[DType.float32, n]:\n        return x\n
    @staticmethod\n    def element[n: Int](t: SIMD[DType.float32, n]) -> SIMD[DType.float32, n]:\n        return x\n`,
        /takes one of "sum", "product", "maximum", "minimum"/,
      ],
      [
        `${operator}struct S:\n    @reduction("sum")\n    @staticmethod\n    def t[n: Int](x: SIMD[DType.float32, n]) -> SIMD[DType.float32, n]:\n        return x\n
    @staticmethod\n    def element[n: Int](x: SIMD[DType.float32, n]) -> SIMD[DType.float32, n]:\n        return x\n`,
        /nothing takes the result of `t`/,
      ],
      ['@replaces("fft")\ndef f():\n    pass\n', /call no function `fft`[\s\S]*they call acos/],
      [`${operator}${operator}def f[n: Int](x: SIMD[DType.float32, n]) -> SIMD[DType.float32, n]:\n    return x\n`, /declared twice/],
    ];
    for (const [text, expected] of cases) assert.match(problem(text), expected);
  });

  test("files that end anywhere, or lack a piece, are refused or read; nothing else is thrown", () => {
    const text = readFileSync(join(root, "examples/engine/custom/gated.ops.mojo"), "utf8");
    const path = file("", "cut.ops.mojo");
    let refused = 0;
    for (let at = 0; at < text.length; at += 3) {
      for (const cut of [text.slice(0, at), text.slice(0, at) + text.slice(at + 11)]) {
        writeFileSync(path, cut);
        try {
          openOperators("m.onnx", [path]);
        } catch (error) {
          assert.equal((error as Error).constructor.name, "OperatorFileError", (error as Error).stack);
          refused++;
        }
      }
    }
    assert.ok(refused > 100, `${refused} were refused`);
  });

  test("uses that do not fit", () => {
    const own = file(`@operator("com.example", "Clip")
def clip[lanes: Int](x: ${vector}, limit: ${vector}, slope: Float64) -> ${vector}:
    return min(x, limit)
`);
    const told = (model: Uint8Array<ArrayBuffer>, operators: readonly string[]): string => {
      try {
        programOf(model, operators);
      } catch (error) {
        assert.equal((error as Error).constructor.name, "ModelError", (error as Error).stack);
        return (error as Error).message.replaceAll(own, "F");
      }
      return "nothing";
    };
    const attributes = { slope: { float: 1 } };
    assert.equal(told(oneNode({ operator: "Clip", attributes }, [[2], [2]]), [own]), "nothing");
    assert.equal(
      told(oneNode({ operator: "Clip", attributes }, [[2]]), [own]),
      'com.example.Clip "y": it has 1 input, but clip takes 2 (x, limit)',
    );
    assert.equal(told(oneNode({ operator: "Clip" }, [[2], [2]]), [own]), 'com.example.Clip "y": attribute slope is missing');
    assert.equal(
      told(oneNode({ operator: "Clip", attributes: { ...attributes, axis: 1 } }, [[2], [2]]), [own]),
      'com.example.Clip "y": attribute axis is not a parameter of clip in F',
    );
    assert.match(told(oneNode({ operator: "Clip", attributes }, [[2], [3]]), [own]), /do not broadcast/);
    const halves = {
      inputs: [
        { name: "a", type: "float16", shape: [2] },
        { name: "b", type: "float16", shape: [2] },
      ] as const,
    };
    assert.equal(
      told(oneNode({ operator: "Clip", attributes }, [[2], [2]], halves), [own]),
      'com.example.Clip "y": x of clip is float32, but its elements are float16',
    );
    assert.equal(
      told(oneNode({ operator: "Clop" }, [[2]]), [own]),
      'com.example.Clop "y": operator is not supported, and F has no @operator("com.example", "Clop")',
    );
    const path = join(folder, "unknown.onnx");
    writeFileSync(path, oneNode({ operator: "Clop" }, [[2]]));
    assert.deepEqual(
      inspectModel(path).problems[0]?.replace(folder, ""),
      'com.example.Clop "y": operator is not supported; /unknown.ops.mojo can define it with @operator("com.example", "Clop")',
    );
  });

  test("what is wrong inside of a function, with its line", async () => {
    const own = file(`@operator("com.example", "Clip")
def clip[lanes: Int](x: ${vector}) -> ${vector}:
    return x.nonsense()
`);
    await assert.rejects(run(oneNode({ operator: "Clip" }, [[2]]), [own], {}), (error: Error) => {
      assert.match(
        error.message,
        /does not compile with the operators of .*own\d+\.ops\.mojo\nerror\[E\d+\][^\n]*nonsense[\s\S]*own\d+\.ops\.mojo:3:\d+/,
      );
      return true;
    });
    await assert.rejects(
      run(oneNode({ operator: "Clip" }, [[2]]), [join(folder, "absent.mojo")], {}),
      /cannot read .*absent\.mojo: no such file/,
    );
  });

  test("the command line names files with --ops", () => {
    const own = file(`@operator("com.example", "Clip")\ndef clip[lanes: Int](x: ${vector}) -> ${vector}:\n    return x\n`);
    const model = join(folder, "clip.onnx");
    writeFileSync(model, oneNode({ operator: "Clip" }, [[1]]));
    const inspect = (...words: string[]) => {
      const { stdout } = spawnSync(join(root, "mojo"), ["engine", "inspect", "--json", ...words, model], { encoding: "utf8" });
      return JSON.parse(stdout) as { operators: { isSupported: boolean }[]; problems: string[] };
    };
    assert.deepEqual([inspect("--ops", own).operators[0]?.isSupported, inspect("--ops", own).problems], [true, []]);
    assert.equal(inspect().operators[0]?.isSupported, false);
    const { status, stderr } = spawnSync(join(root, "mojo"), ["engine", "run", "--ops", "absent.mojo", "--random", model], {
      encoding: "utf8",
    });
    assert.equal(status, 1);
    assert.match(stderr, /^error: cannot read .*absent\.mojo: no such file$/m);
  });

  test("there is no interpreter for them", () => {
    const own = file(`@operator("com.example", "Clip")\ndef clip[lanes: Int](x: ${vector}) -> ${vector}:\n    return x\n`);
    const graph = importModel(parseModel(oneNode({ operator: "Clip" }, [[1]])), undefined, openOperators("m.onnx", [own]));
    assert.throws(() => interpret(graph, [fromElements("float32", [1], [1])], runCall), /clip: .* have no interpreter/);
  });
});
