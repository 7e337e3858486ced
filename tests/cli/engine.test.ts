/** `mojo engine` from end to end, in processes of its own, with a cache of its own and models of a few nodes. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readNpy, writeNpy } from "../../src/engine/npy.ts";
import { readNpz, writeNpz } from "../../src/engine/npz.ts";
import { fromElements, readElements, type TensorData } from "../../src/engine/tensor-data.ts";
import { encodeModel, encodeTensor, type ModelPlan } from "../engine/onnx-writer.ts";
import { encodePng } from "../engine/png-writer.ts";
import { root } from "../harness/repository.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander engine "));
const cache = join(folder, "cache");
after(() => rmSync(folder, { recursive: true, force: true }));

function engine(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, signal, stdout, stderr } = spawnSync(join(root, "mojo"), ["engine", ...words], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1", SALAMANDER_CACHE: cache, ...env },
    encoding: "utf8",
  });
  return { status, signal, stdout, stderr };
}

function model(name: string, plan: ModelPlan): string {
  writeFileSync(join(folder, name), encodeModel(plan));
  return name;
}

function npy(name: string, tensor: TensorData): string {
  writeFileSync(join(folder, name), writeNpy(tensor));
  return name;
}

const floats = (shape: readonly number[], values: readonly number[]): TensorData => fromElements("float32", shape, values);

/** y = x + bias, z = relu(y); rows are free. */
const sums = model("sums.onnx", {
  inputs: [{ name: "x", type: "float32", shape: ["rows", 2] }],
  outputs: [
    { name: "y", type: "float32", shape: ["rows", 2] },
    { name: "z", type: "float32", shape: ["rows", 2] },
  ],
  nodes: [
    { operator: "Add", inputs: ["x", "bias"], outputs: ["y"] },
    { operator: "Relu", inputs: ["y"], outputs: ["z"] },
  ],
  initializers: { bias: floats([2], [10, -10]) },
});

test("help: the command is listed, each page shows its options", () => {
  const { stdout } = spawnSync(join(root, "mojo"), ["--help"], { encoding: "utf8" });
  assert.match(stdout, /^ {2}engine \.\.\. /m);
  assert.match(engine(["--help"]).stdout, /compile MODEL .*\n.*run MODEL .*\n.*bench MODEL .*\n.*inspect MODEL /);
  for (const name of ["compile", "run", "bench", "inspect"]) {
    const page = engine([name, "--help"]);
    assert.match(page.stdout, new RegExp(`^Usage: mojo engine ${name} \\[OPTIONS\\] MODEL\\.onnx`));
    assert.deepEqual(engine(["help", name]), page);
  }
});

test("inspect shows inputs, operators and kernels, as text and as JSON", () => {
  const { status, stdout } = engine(["inspect", "--kernels", sums]);
  assert.equal(status, 0);
  for (const line of [
    "x  float32[rows, 2]",
    "parameters  2 (8 bytes)",
    "Add       1",
    "Relu      1",
    "0  rows  y, z -> y float32[rows, 2]",
  ])
    assert.ok(stdout.includes(line), `${line} in:\n${stdout}`);
  const json = JSON.parse(engine(["inspect", "--json", sums]).stdout);
  assert.deepEqual(json.description.inputs, [{ name: "x", kind: "tensor", elementType: "float32", shape: ["rows", 2] }]);
  assert.deepEqual(json.kernelCounts, { rows: 1 });
  assert.deepEqual([json.parameterCount, json.problems, json.opsets], [2, [], { "ai.onnx": 21 }]);
});

test("inspect tells what is not supported", () => {
  const strange = model("strange.onnx", {
    inputs: [{ name: "x", type: "float32", shape: [2] }],
    outputs: [{ name: "y" }],
    nodes: [
      { operator: "Relu", inputs: ["x"], outputs: ["a"] },
      { operator: "Teleport", inputs: ["a"], outputs: ["b"] },
      { operator: "Fold", inputs: ["b"], outputs: ["y"], domain: "com.example" },
    ],
    opsets: { "com.example": 1 },
  });
  const { status, stdout } = engine(["inspect", strange]);
  assert.equal(status, 0);
  assert.match(stdout, /Teleport +1 {2}not supported/);
  assert.match(stdout, /problem +Teleport "b": operator is not supported/);
  assert.match(stdout, /problem +operator com\.example\.Fold is not supported/);
  assert.deepEqual(engine(["compile", strange]), {
    status: 1,
    signal: null,
    stdout: "",
    stderr: `error: Teleport "b": operator is not supported; ${join(folder, "strange.ops.mojo")} can define it with @operator("", "Teleport")\n`,
  });
});

test("compile keeps the model, and finds it again under another name", () => {
  const first = engine(["compile", sums]);
  assert.match(first.stdout, /^compiled sums\.onnx in \d+\.\d s \(1 kernel\): .*\/cache\/engine\/models\/\w+\n$/);
  assert.match(engine(["compile", sums]).stdout, /^sums\.onnx has been compiled before \(1 kernel\): /);
  writeFileSync(join(folder, "copy.onnx"), readFileSync(join(folder, sums)));
  assert.match(engine(["compile", "copy.onnx"]).stdout, /^copy\.onnx has been compiled before/);
  assert.match(engine(["compile", "-O0", sums]).stdout, /^compiled sums/);
  assert.deepEqual(readdirSync(join(cache, "engine/building")), []);
});

test("run takes .npy, .npz and .pb, and writes outputs", () => {
  const x = floats([2, 2], [1, 2, -30, 40]);
  writeFileSync(join(folder, "x.npz"), writeNpz(new Map([["x", x]])));
  writeFileSync(join(folder, "x.pb"), encodeTensor("x", x));
  const expected = "y  float32[2, 2]  = 11 -8 -20 30\nz  float32[2, 2]  = 11 0 0 30\n";
  assert.deepEqual(engine(["run", sums, "--input", `x=${npy("x.npy", x)}`, "-o", "out.npz"]), {
    status: 0,
    signal: null,
    stdout: expected,
    stderr: "",
  });
  assert.equal(engine(["run", sums, "--inputs=x.npz", "--threads=1", "--output-dir=outputs"]).stdout, expected);
  assert.equal(engine(["run", sums, "--input=x=x.pb"]).stdout, expected);
  const archive = readNpz(new Uint8Array(readFileSync(join(folder, "out.npz"))));
  assert.deepEqual([...archive.keys()], ["y", "z"]);
  const z = readNpy(new Uint8Array(readFileSync(join(folder, "outputs/z.npy"))));
  assert.deepEqual(
    [z.shape, Array.from(readElements(z) as Float32Array)],
    [
      [2, 2],
      [11, 0, 0, 30],
    ],
  );
});

test("random inputs: the same for the same seed, of the size that is asked for", () => {
  const once = engine(["run", "--random=7", "--shape", "rows=3", sums]);
  assert.match(once.stdout, /^y {2}float32\[3, 2\] {2}= /);
  assert.deepEqual(engine(["run", "--random=7", "--shape=x=3x2", sums]), once);
  assert.notEqual(engine(["run", "--random=8", "--shape=rows=3", sums]).stdout, once.stdout);
});

test("inputs that do not fit: one line that says what is expected", () => {
  const failure = (...words: readonly string[]): string => {
    const { status, stdout, stderr } = engine(["run", sums, ...words]);
    assert.deepEqual([status, stdout], [1, ""], stderr);
    return stderr;
  };
  assert.equal(failure(), 'error: input "x" is missing: float32[rows, 2]\n');
  npy("wide.npy", floats([1, 3], [1, 2, 3]));
  assert.equal(failure("--input=x=wide.npy"), 'error: input "x" is float32[1, 3], but has to be float32[rows, 2]\n');
  npy("flat.npy", floats([2], [1, 2]));
  assert.equal(failure("--input=x=flat.npy"), 'error: input "x" is float32[2], but has to be float32[rows, 2]\n');
  npy("ints.npy", fromElements("int64", [1, 2], [1, 2]));
  assert.equal(failure("--input=x=ints.npy"), 'error: input "x" is int64[1, 2], but has to be float32[rows, 2]\n');
  npy("x.npy", floats([1, 2], [1, 2]));
  assert.equal(failure("--input=x=x.npy", "--input=w=x.npy"), 'error: the model has no input "w"; it has "x"\n');
  assert.match(failure("--input=x=none.npy"), /^error: cannot read none\.npy: ENOENT/);
  writeFileSync(join(folder, "cat.txt"), "a cat");
  assert.equal(
    failure("--input=x=cat.txt"),
    "error: cat.txt is of a kind that is not read: inputs are .npy, .npz or .pb (TensorProto) files, or pictures\n",
  );
  const unwritten = engine(["run", sums, "--input=x=x.npy", "-o", "no/such/out.npz"]);
  assert.equal(unwritten.status, 1);
  assert.match(unwritten.stderr, /^error: cannot write no\/such\/out\.npz: /);
});

test("sizes that only the compiled model can compare", () => {
  const pair = model("pair.onnx", {
    inputs: [
      { name: "a", type: "float32", shape: ["n"] },
      { name: "b", type: "float32", shape: ["n"] },
    ],
    outputs: [{ name: "c" }],
    nodes: [{ operator: "Add", inputs: ["a", "b"], outputs: ["c"] }],
  });
  npy("two.npy", floats([2], [1, 2]));
  npy("three.npy", floats([3], [1, 2, 3]));
  assert.equal(engine(["run", pair, "--input=a=two.npy", "--input=b=two.npy"]).stdout, "c  float32[2]  = 2 4\n");
  const { status, stderr } = engine(["run", pair, "--input=a=two.npy", "--input=b=three.npy"]);
  assert.deepEqual([status, stderr], [1, "error: input b: dimension 0 is 3, but has to be 2\n"]);
});

test("files that are no models", () => {
  const bytes = readFileSync(join(folder, sums));
  writeFileSync(join(folder, "cut.onnx"), bytes.subarray(0, bytes.length - 20));
  writeFileSync(join(folder, "empty.onnx"), "");
  mkdirSync(join(folder, "dir.onnx"));
  for (const [file, pattern] of [
    ["cut.onnx", /^error: .*cut\.onnx is no ONNX model, or damaged: byte \d+: .*\n$/],
    ["empty.onnx", /^error: .*empty\.onnx is no ONNX model, or damaged: byte 0: expected a graph in the model, found none\n$/],
    ["dir.onnx", /^error: .*dir\.onnx is not a file\n$/],
    ["none.onnx", /^error: cannot read .*none\.onnx: no such file\n$/],
  ] as const) {
    for (const command of ["run", "inspect", "compile", "bench"]) {
      const { status, stdout, stderr } = engine([command, file]);
      assert.deepEqual([status, stdout], [1, ""], `${command} ${file}`);
      assert.match(stderr.replace(/: ENOENT.*/, ": no such file"), pattern, `${command} ${file}`);
      assert.equal(stderr.trimEnd().split("\n").length, 1, stderr);
    }
  }
});

test("wrong command lines end with 2", () => {
  for (const [words, message] of [
    [["rum"], /there is no command `mojo engine rum`\n.*did you mean `mojo engine run`/],
    [["run"], /`mojo engine run` needs a model/],
    [["run", sums, "b.onnx"], /takes one model, and `b\.onnx` is a second one/],
    [["run", sums, "--input=x.npy"], /--input needs a name and a file/],
    [["run", sums, "--random=x"], /--random needs a whole number/],
    [["run", sums, "--random", "--shape=lines=2"], /the model has no dimension `lines`\n.*it has `rows`/],
    [["run", sums, "--random", "-o", "out.npy"], /has to end in \.npz/],
    [["bench", sums, "--seconds=soon"], /--seconds needs a number/],
    [["bench", sums, "--threads=0"], /--threads needs a whole number from 1/],
    [["compile", sums, "-o", "x.bin"], /PATH ends in \.so or \.mojo/],
  ] as const) {
    const { status, stdout, stderr } = engine(words);
    assert.deepEqual([status, stdout], [2, ""], words.join(" "));
    assert.match(stderr, message);
  }
});

test("an input whose value decides what the program is", () => {
  const sequence = model("sequence.onnx", {
    inputs: [{ name: "parts", sequence: { type: "float32", shape: ["n"] } }],
    outputs: [{ name: "y", type: "float32", shape: [null] }],
    nodes: [{ operator: "ConcatFromSequence", inputs: ["parts"], outputs: ["y"], attributes: { axis: 0 } }],
  });
  npy("two.npy", floats([2], [1, 2]));
  npy("three.npy", floats([3], [3, 4, 5]));
  const parts = ["--input=parts=two.npy", "--input=parts=three.npy"];
  assert.equal(engine(["run", sequence, ...parts]).stdout, "y  float32[5]  = 1 2 3 4 5\n");
  assert.equal(engine(["run", sequence, ...parts, "--input=parts=two.npy"]).stdout, "y  float32[7]  = 1 2 3 4 5 1 2\n");
  assert.equal(engine(["run", sequence, ...parts]).stdout, "y  float32[5]  = 1 2 3 4 5\n");
  const { status, stderr } = engine(["compile", sequence]);
  assert.deepEqual([status, stderr.includes('give "parts" when the model is compiled')], [1, true], stderr);
  assert.match(engine(["inspect", sequence]).stdout, /needs +the value of "parts" when it is compiled: /);
});

test("an input with a default value may be left out, and given", () => {
  const defaulted = model("default.onnx", {
    inputs: [
      { name: "x", type: "float32", shape: [2] },
      { name: "bias", type: "float32", shape: [2] },
    ],
    outputs: [{ name: "y", type: "float32", shape: [2] }],
    nodes: [{ operator: "Add", inputs: ["x", "bias"], outputs: ["y"] }],
    initializers: { bias: floats([2], [10, 20]) },
  });
  npy("two.npy", floats([2], [1, 2]));
  assert.equal(engine(["run", defaulted, "--input=x=two.npy"]).stdout, "y  float32[2]  = 11 22\n");
  assert.equal(engine(["run", defaulted, "--input=x=two.npy", "--input=bias=two.npy"]).stdout, "y  float32[2]  = 2 4\n");
  assert.equal(engine(["run", defaulted, "--input=x=two.npy"]).stdout, "y  float32[2]  = 11 22\n");
});

test("bench measures", () => {
  const { status, stdout } = engine(["bench", "--json", "--seconds=0.05", "--threads=1", "--shape=rows=5", sums]);
  assert.equal(status, 0);
  const result = JSON.parse(stdout);
  assert.deepEqual([result.threads, result.inputs], [1, { x: [5, 2] }]);
  assert.ok(result.best > 0 && result.best <= result.median && result.median <= result.p90 && result.runs >= 5, stdout);
  assert.match(engine(["bench", "--seconds=0.05", sums]).stdout, /^median +[\d.]+ (µs|ms) .*\nbest .*\np90 .*\nruns .*\nbefore +load /m);
});

test("pictures are inputs, and the greatest numbers of an output have names", () => {
  const mean = model("mean.onnx", {
    inputs: [{ name: "image", type: "float32", shape: ["n", 3, "height", "width"] }],
    outputs: [{ name: "colours", type: "float32" }],
    nodes: [{ operator: "ReduceMean", inputs: ["image", "axes"], outputs: ["colours"], attributes: { keepdims: 0 } }],
    initializers: { axes: fromElements("int64", [2], [2, 3]) },
  });
  writeFileSync(join(folder, "red.png"), encodePng(2, 2, 3, [255, 51, 0, 255, 51, 0, 255, 51, 0, 255, 51, 0]));
  assert.equal(engine(["run", mean, "--input=image=red.png"]).stdout, "colours  float32[1, 3]  = 1 0.2 0\n");
  writeFileSync(join(folder, "names.txt"), "red\ngreen\nblue\n");
  assert.equal(
    engine([
      "run",
      mean,
      "--input=image=red.png",
      "--input=image=red.png",
      "--scale=1",
      "--mean=50,50,50",
      "--std=1,1,0.5",
      "--top=2",
      "--labels=names.txt",
    ]).stdout,
    "colours  float32[2, 3]\n  row 0\n       0  205           red\n       1  1             green\n  row 1\n       0  205           red\n       1  1             green\n",
  );
  const failure = (...words: readonly string[]): readonly [number | null, string] => {
    const { status, stderr } = engine(["run", mean, ...words]);
    return [status, stderr];
  };
  const png = readFileSync(join(folder, "red.png"));
  writeFileSync(join(folder, "cut.png"), png.subarray(0, png.length - 25));
  const [status, message] = failure("--input=image=cut.png");
  assert.equal(status, 1);
  assert.match(message, /^error: cut\.png is a picture that cannot be read, or damaged: /);
  assert.deepEqual(failure("--input=picture=red.png"), [1, 'error: the model has no input "picture"; it has "image"\n']);
  assert.equal(failure("--input=image=red.png", "--mean=a")[0], 2);
  assert.match(failure("--random", "--scale=1")[1], /--scale, --mean, .* are for pictures, and --input gives none/);
});

test("--profile writes a page and a trace, of run and of bench", () => {
  const run = engine(["run", "--random", "--profile", "--shape=rows=2", sums]);
  assert.deepEqual([run.status, run.stderr], [0, ""]);
  assert.match(run.stdout, /^y .*\nz .*\nprofile: sums\.profile\.html, sums\.profile\.json\n$/);
  const events = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8")).traceEvents as { name: string; cat?: string }[];
  assert.deepEqual(
    events("sums.profile.json").flatMap(({ cat }) => cat ?? []),
    ["run", "rows"],
  );
  assert.match(readFileSync(join(folder, "sums.profile.html"), "utf8"), /<title>sums\.onnx: profile<\/title>/);
  const bench = engine(["bench", "--seconds=0.02", "--profile=own.html", "--shape=rows=2", sums]);
  assert.match(bench.stdout, /^profile {2}own\.html, own\.json /m);
  const { length } = events("own.json").filter(({ name }) => name === "run");
  assert.equal(length, Math.min(10_000, Number(/^runs +(\d+)$/m.exec(bench.stdout)?.[1])));
  const unwritten = engine(["run", "--random", "--profile=no/such/place", sums]);
  assert.equal(unwritten.status, 1);
  assert.match(unwritten.stderr, /^error: cannot write no\/such\/place\.json: /);
});

test("the program's text can be shown, and run by itself", () => {
  const { stdout } = engine(["compile", "--emit=mojo", sums]);
  assert.match(stdout, /^def forward\(model: Model/m);
  assert.equal(
    engine(["compile", "-o", "program.mojo", sums]).stdout,
    "written: program.mojo, program.weights\nrun it: mojo run program.mojo x=FILE.npy --output FOLDER\n",
  );
  assert.equal(readFileSync(join(folder, "program.mojo"), "utf8"), stdout.replace('"sums.weights"', '"program.weights"'));
  assert.deepEqual(
    new Float32Array(new Uint8Array(readFileSync(join(folder, "program.weights"))).buffer).subarray(0, 2),
    new Float32Array([10, -10]),
  );
  writeFileSync(join(folder, "given.npy"), writeNpy(floats([2, 2], [1, 2, -30, 40])));
  const run = spawnSync(join(root, "mojo"), ["run", "program.mojo", "x=given.npy", "--output", "."], { cwd: folder, encoding: "utf8" });
  assert.deepEqual([run.stdout, run.stderr, run.status], ["y <f4 (2, 2)\nz <f4 (2, 2)\n", "", 0]);
  const written = readNpy(new Uint8Array(readFileSync(join(folder, "z.npy"))));
  assert.deepEqual(Array.from(readElements(written) as Float32Array), [11, 0, 0, 30]);
});

test("a model's graph can be shown, before and after it is fused", () => {
  const twice = model("twice.onnx", {
    inputs: [{ name: "x", type: "float32", shape: ["n"] }],
    outputs: [{ name: "z", type: "float32" }],
    nodes: [
      { operator: "Exp", inputs: ["x"], outputs: ["y"] },
      { operator: "Neg", inputs: ["y"], outputs: ["z"] },
    ],
  });
  const graph = (...lines: string[]): string =>
    [`graph "graph" (`, `  %0 "x": float32[?n]`, ") {", ...lines.map((line) => `  ${line}`), "}", ""].join("\n");
  const map = (head: string, body: string): string => `${head}: float32[n] = map (i0): ${body}`;
  assert.equal(
    engine(["compile", "--emit=graph", twice]).stdout,
    graph(map(`%1 "y"`, "exp(%0[i0])"), map(`%2 "z"`, "-%1[i0]"), `return "z" = %2`),
  );
  assert.equal(engine(["compile", "--emit=fused-graph", "-o", "twice.txt", twice]).stdout, "written: twice.txt\n");
  assert.equal(readFileSync(join(folder, "twice.txt"), "utf8"), graph(map(`%1 "z"`, "-exp(%0[i0])"), `return "z" = %1`));
});

test("Ctrl-C while a model runs ends it", async () => {
  const endless = model("endless.onnx", {
    inputs: [
      { name: "rounds", type: "int64", shape: [] },
      { name: "x", type: "float32", shape: [1, 2] },
    ],
    outputs: [{ name: "y", type: "float32" }],
    nodes: [
      {
        operator: "Loop",
        inputs: ["rounds", "", "x"],
        outputs: ["y"],
        attributes: {
          body: {
            graph: {
              inputs: [{ name: "i", type: "int64", shape: [] }, { name: "c", type: "bool", shape: [] }, { name: "v" }],
              outputs: [{ name: "c" }, { name: "v2" }],
              nodes: [{ operator: "MatMul", inputs: ["v", "m"], outputs: ["v2"] }],
            },
          },
        },
      },
    ],
    initializers: { m: floats([2, 2], [1, 0, 0, 1]) },
  });
  npy("rounds.npy", fromElements("int64", [], [10n ** 13n]));
  assert.equal(engine(["compile", endless]).status, 0);
  const child = spawn(join(root, "mojo"), ["engine", "run", "--random", "--input=rounds=rounds.npy", endless], {
    cwd: folder,
    env: { ...process.env, SALAMANDER_CACHE: cache },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  child.stderr.on("data", (text) => (said += text));
  const ended = new Promise((done) => child.on("close", (status, signal) => done(signal ?? status)));
  await new Promise((later) => setTimeout(later, 2000));
  assert.equal(child.exitCode, null, "it still runs");
  process.kill(-(child.pid as number), "SIGINT");
  const giveUp = setTimeout(() => process.kill(-(child.pid as number), "SIGKILL"), 60_000);
  assert.equal(await ended, "SIGINT");
  clearTimeout(giveUp);
  assert.equal(said, "");
});

test("Ctrl-C while a model is compiled leaves nothing", async () => {
  const slow = model("slow.onnx", {
    inputs: [{ name: "x0", type: "float32", shape: ["n", 8, 8] }],
    outputs: [{ name: "x40", type: "float32" }],
    nodes: Array.from({ length: 40 }, (_, at) => ({
      operator: at % 2 === 0 ? "Softmax" : "MatMul",
      inputs: at % 2 === 0 ? [`x${at}`] : [`x${at}`, `x${at - 1}`],
      outputs: [`x${at + 1}`],
      ...(at % 2 === 0 && { attributes: { axis: 1 + ((at / 2) % 2) } }),
    })),
  });
  const own = join(folder, "interrupted");
  const child = spawn(join(root, "mojo"), ["engine", "compile", "-o", "slow.so", slow], {
    cwd: folder,
    env: { ...process.env, SALAMANDER_CACHE: own },
    detached: true,
    stdio: "ignore",
  });
  const ended = new Promise((done) => child.on("close", (status, signal) => done(signal ?? status)));
  const building = () => globSync("engine/building/*", { cwd: own }).length;
  while (building() === 0 && child.exitCode === null) await new Promise((later) => setTimeout(later, 20));
  await new Promise((later) => setTimeout(later, 300));
  process.kill(-(child.pid as number), "SIGINT");
  assert.equal(await ended, "SIGINT");
  assert.equal(building(), 0);
  assert.deepEqual(globSync("engine/models/*", { cwd: own }), []);
  assert.equal(existsSync(join(folder, "slow.so")), false);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.includes("partial")),
    [],
  );
});
