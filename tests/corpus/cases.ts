/**
 * The programs of others: how each is run and what its output must hold.
 *
 * Expectations are facts about the output: numbers computed here or by a peer in another language, lines saved with a
 * notebook, pictures saved with it, tokens of our own reference. Programs and their texts stay in the data folder.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { shapes, writeCheckpoint } from "../../bench/language/llama2/checkpoint.ts";
import { expectCount, expectLinesInOrder, expectMatch, expectNumbers, nearly, numbersIn } from "./expect.ts";
import { cellMarker, type NotebookProgram, notebookProgram, pythonModule, readNotebook } from "./notebook.ts";
import { corpusFolder, type RunResult, runCommand, type Workshop } from "./workshop.ts";

export type CorpusCase = {
  readonly name: string;
  /** Words for the `mojo` command; may write files. */
  readonly command: (workshop: Workshop) => readonly string[];
  readonly cwd?: (workshop: Workshop) => string;
  readonly environment?: (workshop: Workshop) => Record<string, string>;
  readonly timeoutSeconds: number;
  /** What is wrong with the output. */
  readonly check: (result: RunResult, workshop: Workshop) => string[];
};

const helloLines = ["Hello Mojo 🔥!", "9", "6", "3"];
const pythonLines = ["Hello from Python!", "I can even print a numpy array:  [1 2 3]"];

export function allCases(): CorpusCase[] {
  return [...code2023(), ...notebooks2023(), ...examples246(), ...plb2(), ...llama2()];
}

// 2023: examples/code

function code2023(): CorpusCase[] {
  const program = (file: string, timeoutSeconds: number, check: CorpusCase["check"]): CorpusCase => ({
    name: `2023 ${file}`,
    command: (workshop) => ["run", workshop.dataPath("mojo-2023", "examples", "code", file)],
    cwd: (workshop) => workshop.dataPath("mojo-2023", "examples", "code"),
    environment: (workshop) => workshop.pythonEnvironment(),
    timeoutSeconds,
    check,
  });
  return [
    program("hello.🔥", 30, ({ output }) => expectLinesInOrder(helloLines, output)),
    program("hello_interop.mojo", 60, ({ output }) => expectLinesInOrder([...helloLines, ...pythonLines], output)),
    program("deviceinfo.mojo", 30, ({ output }) => [
      ...expectMatch(/OS\s*:\s+linux\n/, output),
      ...expectMatch(/Num Cores\s*:\s+(\d+)\n/, output),
      // That era's `join` of one text gives the text: the last feature is what is left.
      ...expectFeatures(lastKnownFeature(), output),
    ]),
    program("mandelbrot.mojo", 120, ({ output }) => [
      ...expectMatch(/Number of hardware cores: (\d+)\nVectorized: ([\d.]+) ms\nParallelized: ([\d.]+) ms\n/, output),
      ...expectMatch(/speedup: ([\d.]+)/, output),
    ]),
    program("matmul.mojo", 300, ({ output }) => [
      ...expectMatch(/^([\d.e-]+) GFLOP\/s\n/m, output),
      ...expectCount(/^[\d.e+-]+ GFLOP\/s <> \d+ x speedup over Python$/gm, 6, output),
    ]),
    program("memset.mojo", 900, ({ output }) => [
      // Nothing to set may take no time that shows.
      ...expectCount(/^Size: (?:[ \d]+\|\*+| +0 +\|)$/gm, 7 * 35, output),
      ...expectCount(/^={21}$/gm, 7, output),
    ]),
    program("nbody.mojo", 300, ({ output }) => expectEnergies(output)),
    program("reduce.mojo", 300, ({ output }) => {
      const sums = Array.from(output.matchAll(/sum:\s+([\d.e+-]+)\s+in\s+([\d.e+-]+)\s*ms/g), (match) => Number(match[1]));
      // The naive half discards its sums; the other adds 0 … 2^30 - 1.
      if (sums.length !== 2) return ["two lines with sums were expected"];
      return sums[0] === 0 && nearly(sums[1] as number, 2 ** 59, 1e-3 * 2 ** 59) ? [] : [`sums ${sums.join(" and ")}`];
    }),
  ];
}

/** -0.1690751638… at the start, -0.1690599… after fifty million steps: known values of this benchmark. */
function expectEnergies(output: string): string[] {
  const energies = Array.from(output.matchAll(/Energy of System:\s+([-\d.]+)/g), (match) => Number(match[1]));
  const expected = [-0.169075164, -0.169059907];
  return energies.length === 2 && energies.every((energy, i) => nearly(energy, expected[i] as number, 2e-7))
    ? []
    : [`energies ${energies.join(" and ")}, not ${expected.join(" and ")}`];
}

function cpuFlags(): Set<string> {
  const line = /^flags\s*:(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1] ?? "";
  return new Set(line.trim().split(/\s+/));
}

const knownFeatures: readonly (readonly [flag: string, shown: string])[] = [
  ["sse4_2", "sse4"],
  ["avx", "avx"],
  ["avx2", "avx2"],
  ["avx512f", "avx512f"],
  ["avx512_vnni", "avx512_vnni"],
  ["amx_tile", "intel_amx"],
];

function presentFeatures(): string[] {
  const flags = cpuFlags();
  return knownFeatures.filter(([flag]) => flags.has(flag)).map(([, shown]) => shown);
}

function lastKnownFeature(): string[] {
  return presentFeatures().slice(-1);
}

function expectFeatures(features: readonly string[], output: string): string[] {
  const line = /CPU Features\s*:(.*)$/m.exec(output)?.[1]?.trim().split(/\s+/).join(" ");
  return line === features.join(" ") ? [] : [`features \`${line}\`, not \`${features.join(" ")}\``];
}

// 2023: notebooks

function notebooks2023(): CorpusCase[] {
  const names: readonly (readonly [name: string, timeoutSeconds: number])[] = [
    ["HelloMojo", 60],
    ["Mandelbrot", 300],
    ["Matmul", 900],
    ["BoolMLIR", 30],
    ["RayTracing", 300],
    ["Memset", 900],
    ["programming-manual", 120],
  ];
  return names.map(([name, timeoutSeconds]) => {
    const figures = (workshop: Workshop): string => join(workshop.newFolder(`notebook ${name}`), "figures");
    return {
      name: `2023 ${name}.ipynb`,
      command: (workshop) => {
        const folder = workshop.newFolder(`notebook ${name}`);
        const program = notebook(workshop, name);
        mkdirSync(figures(workshop), { recursive: true });
        writeFileSync(join(folder, `${pythonModule}.py`), program.python);
        writeFileSync(join(folder, "notebook.mojo"), program.mojo);
        return ["run", "--dialect=2023", join(folder, "notebook.mojo")];
      },
      cwd: (workshop) => (hasBackground(workshop) ? workshop.dataPath("mojo-2023", "examples") : backgroundFolder(workshop)),
      environment: (workshop) => {
        const environment = workshop.pythonEnvironment(figures(workshop));
        // Searches happen in each run, so that what evaluators print is there.
        const cache = workshop.newFolder(`notebook ${name} cache`);
        return {
          ...environment,
          SALAMANDER_CACHE: cache,
          PYTHONPATH: `${workshop.newFolder(`notebook ${name}`)}:${environment["PYTHONPATH"]}`,
        };
      },
      timeoutSeconds,
      check: (result, workshop) => checkNotebook(notebook(workshop, name), result, figures(workshop), workshop),
    };
  });
}

const background = ["images", "background.png"] as const;

/** Whether the picture behind the spheres is there itself: a clone without large files has a note in its place. */
function hasBackground(workshop: Workshop): boolean {
  const path = workshop.dataPath("mojo-2023", "examples", ...background);
  return existsSync(path) && readFileSync(path)[0] === 0x89;
}

/** A folder with a grey picture of our own instead. */
function backgroundFolder(workshop: Workshop): string {
  const folder = workshop.newFolder("notebook background");
  mkdirSync(join(folder, background[0]), { recursive: true });
  const path = join(folder, ...background);
  if (!existsSync(path)) writeFileSync(path, greyPicture(64, 64));
  return folder;
}

/** A PNG file: eight bits for each of three colours. */
function greyPicture(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const numbers = Buffer.alloc(8);
    numbers.writeUInt32BE(data.length, 0);
    numbers.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(3 * width, 128)]);
  const pixels = Buffer.concat(Array.from({ length: height }, () => row));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(pixels)), chunk("IEND", Buffer.alloc(0))]);
}

function notebook(workshop: Workshop, name: string): NotebookProgram {
  return notebookProgram(readNotebook(readFileSync(workshop.dataPath("mojo-2023", "examples", `${name}.ipynb`), "utf8")));
}

function checkNotebook(program: NotebookProgram, { output, errors }: RunResult, figures: string, workshop: Workshop): string[] {
  const problems: string[] = [];
  for (const cell of program.cells.filter((cell) => !cell.isPython)) {
    const found = outputOfCell(output, cell.number);
    if (found === undefined) {
      problems.push(`cell ${cell.number} was not reached`);
      break;
    }
    // What a search prints while the cell is compiled goes to standard error, before anything runs.
    for (const problem of expectLinesInOrder(comparable(cell.printed), `${errors}\n${found}`))
      problems.push(`cell ${cell.number}: ${problem}`);
  }
  return [...problems, ...checkPictures(program, figures, workshop)];
}

/** Warnings of matplotlib are not the program's. */
function comparable(printed: string): string[] {
  return printed.split("\n").filter((line) => !line.startsWith("Clipping input data"));
}

function outputOfCell(output: string, number: number): string | undefined {
  const start = output.indexOf(`${cellMarker(number)}\n`);
  if (start < 0) return undefined;
  const end = output.indexOf("\n--- cell ", start + 1);
  return output.slice(start, end < 0 ? undefined : end);
}

/** Drawn pictures against those saved in the notebook, in order: a mean difference of one step of 255 is noise of fonts and versions. */
function checkPictures(program: NotebookProgram, figures: string, workshop: Workshop): string[] {
  const expected = program.cells.flatMap((cell) => cell.pictures.map((picture) => ({ cell: cell.number, picture })));
  if (expected.length === 0) return [];
  const drawn = readdirSync(figures).filter((name) => name.startsWith("figure-"));
  if (drawn.length !== expected.length) return [`${expected.length} pictures expected, ${drawn.length} drawn`];
  const pairs = expected.flatMap(({ picture }, index) => {
    const saved = join(figures, `saved-${index + 1}.png`);
    writeFileSync(saved, Buffer.from(picture, "base64"));
    return [saved, join(figures, `figure-${index + 1}.png`)];
  });
  const compared = runCommand("python3", [join(corpusFolder, "python", "compare_figures.py"), ...pairs], {
    environment: workshop.pythonEnvironment(),
    timeoutMs: 120_000,
  });
  const differences = numbersIn(compared.output);
  if (differences.length !== expected.length) return [`pictures could not be compared: ${compared.errors.slice(-200)}`];
  const needsBackground = new Set(
    hasBackground(workshop) ? [] : program.cells.filter((cell) => cell.code.includes(background[1])).map((cell) => cell.number),
  );
  return differences.flatMap((difference, index) =>
    difference <= 1 || needsBackground.has(expected[index]?.cell as number)
      ? []
      : [`picture of cell ${expected[index]?.cell}: mean difference ${difference}`],
  );
}

// 24.6: examples

function examples246(): CorpusCase[] {
  const program = (
    path: string,
    timeoutSeconds: number,
    check: CorpusCase["check"],
    words: (file: string) => readonly string[] = (file) => ["run", file],
  ): CorpusCase => ({
    name: `24.6 ${path}`,
    command: (workshop) => words(workshop.dataPath("mojo-head", "examples", path)),
    cwd: (workshop) => join(workshop.dataPath("mojo-head", "examples", path), ".."),
    environment: (workshop) => workshop.pythonEnvironment(),
    timeoutSeconds,
    check,
  });
  const passed =
    (tests: number): CorpusCase["check"] =>
    ({ output, errors }) =>
      expectMatch(new RegExp(`\\b${tests} (?:tests? )?passed`), output + errors);
  const onPygame: CorpusCase["check"] = ({ output }) =>
    expectLinesInOrder(
      [
        "pygame: init",
        "pygame: frames 4 board 128 128",
        "pygame: sizes 1 outside 0 colors green black",
        "pygame: generations right alive True",
      ],
      output,
    );
  return [
    program("hello.🔥", 30, ({ output }) => expectLinesInOrder(helloLines, output)),
    program("hello_interop.mojo", 60, ({ output }) => expectLinesInOrder([...helloLines, ...pythonLines], output)),
    program("deviceinfo.mojo", 30, ({ output }) => [
      ...expectMatch(/OS\s*:\s+linux\n/, output),
      ...expectMatch(new RegExp(`Logical Cores\\s*:\\s+${availableParallelism()}\\n`), output),
      ...expectMatch(/Physical Cores\s*:\s+(\d+)\n/, output),
      ...expectFeatures(presentFeatures(), output),
    ]),
    program("mandelbrot.mojo", 120, ({ output }) =>
      expectMatch(
        /Number of physical cores: (\d+)\nVectorized: ([\d.]+) ms\nParallelized: ([\d.]+) ms\nParallel speedup: ([\d.]+)/,
        output,
      ),
    ),
    program("matmul.mojo", 600, ({ output }) => [
      ...expectMatch(/512 4096 512/, output),
      ...expectCount(/^\S.*:\s+[\d.]+ GFLOPS/gm, 11, output),
      ...expectCount(/[\d.]+x Python\s+[\d.]+x Numpy$/gm, 9, output),
    ]),
    program("nbody.mojo", 300, ({ output }) => expectEnergies(output)),
    program("reduce.mojo", 300, ({ output }) => [
      ...expectCount(/^(?:naive|stdlib) elements:\s+(?:2,097,152|134,217,728)\s+[\d.]+ms$/gm, 4, output),
    ]),
    program("operators/main.mojo", 60, ({ output }) => expectComplexNumbers(output)),
    program("operators/test_my_complex.mojo", 120, passed(9), (file) => ["test", file]),
    program("life/lifev1.mojo", 120, onPygame),
    program("life/lifev2.mojo", 120, onPygame),
    program("life/test/test_gridv1.mojo", 120, passed(4), (file) => ["test", "-I", join(file, "..", ".."), file]),
    program("life/test/test_gridv2.mojo", 120, passed(4), (file) => ["test", "-I", join(file, "..", ".."), file]),
    program("life/benchmark.mojo", 300, ({ output }) =>
      expectCount(/1000 evolutions of gridv[12]\.Grid elapsed time:\s+[\d.]+ ms/g, 2, output),
    ),
  ];
}

/** All numbers that the program of complex arithmetic must print, computed here. */
function expectComplexNumbers(output: string): string[] {
  type C = readonly [number, number];
  const norm = (b: C): number => b[0] * b[0] + b[1] * b[1];
  const divided = (a: C, b: C): C => [(a[0] * b[0] + a[1] * b[1]) / norm(b), (a[1] * b[0] - a[0] * b[1]) / norm(b)];
  const times = (a: C, b: C): C => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
  const plus = (a: C, b: C): C => [a[0] + b[0], a[1] + b[1]];
  const c1: C = [-1.2, 6.5];
  const c3: C = [3.14159, -2.71828];
  const minus = (a: C): C => [-a[0], -a[1]];
  const f = 2.5;
  let c4: C = [-1, -1];
  const steps: C[] = [c4];
  c4 = plus(c4, [0.5, -0.5]);
  steps.push(c4);
  c4 = plus(c4, [2.75, 0]);
  steps.push(c4);
  c4 = plus(c4, [-0.25, -1.5]);
  steps.push(c4);
  c4 = plus(c4, [-3, 0]);
  steps.push(c4);
  c4 = times(c4, [-3, 2]);
  steps.push(c4);
  c4 = [c4[0] * 0.75, c4[1] * 0.75];
  steps.push(c4);
  c4 = divided(c4, [1.25, 2]);
  steps.push(c4);
  c4 = [c4[0] / 2, c4[1] / 2];
  steps.push(c4);
  const results: C[] = [
    c1,
    [3.14159, 0],
    c3,
    c3,
    c3,
    [3.14159, 0],
    [2.71828, 42],
    c1,
    minus(c1),
    plus(c1, c3),
    plus(c1, minus(c3)),
    times(c1, c3),
    divided(c1, c3),
    plus(c1, [f, 0]),
    plus(c1, [f, 0]),
    plus(c1, [-f, 0]),
    plus([f, 0], minus(c1)),
    times(c1, [f, 0]),
    times(c1, [f, 0]),
    divided(c1, [f, 0]),
    divided([f, 0], c1),
    ...steps,
  ];
  // Complex values are shown as `(a + bi)` and `(a - bi)`, or by their two parts.
  const shown = Array.from(
    output.matchAll(
      /\(([-\d.e]+) ([-+]) ([\d.e-]+)i\)|(?:Real|re|\[0\])[:=\s]+([-\d.e]+)[;,] (?:Imaginary|im|c2\[1\])[:=\s]+([-\d.e]+)\)?$/gm,
    ),
    (match) =>
      match[1] === undefined
        ? [Number(match[4]), Number(match[5])]
        : [Number(match[1]), Number(`${match[2] === "-" ? "-" : ""}${match[3]}`)],
  );
  return expectNumbers(results.flat(), shown.flat().join(" "), 1e-9);
}

// plb2

function plb2(): CorpusCase[] {
  return ["nqueen", "matmul"].map((name) => ({
    name: `plb2 ${name}.mojo`,
    command: (workshop) => ["run", workshop.dataPath("plb2", "src", "mojo", `${name}.mojo`)],
    timeoutSeconds: 120,
    check: ({ output }, workshop) => {
      const executable = join(workshop.newFolder("plb2"), name);
      const source = workshop.dataPath("plb2", "src", "c", `${name}.c`);
      const built = runCommand("clang-19", ["-O2", source, "-o", executable, "-lm"], { timeoutMs: 60_000 });
      if (built.exitCode !== 0) return [`the C program could not be compiled: ${built.errors.slice(0, 200)}`];
      return expectNumbers(numbersIn(runCommand(executable, [], { timeoutMs: 120_000 }).output), output);
    },
  }));
}

// llama2.mojo

function llama2(): CorpusCase[] {
  const versions = [
    { version: "HEAD", style: "head", program: (workshop: Workshop) => workshop.dataPath("llama2-mojo", "llama2.mojo") },
    { version: "2023-12", style: "2023", program: (workshop: Workshop) => workshop.dataPath("llama2-mojo", "llama2-2023.mojo") },
    { version: "2023-09", style: "2023", program: (workshop: Workshop) => workshop.dataPath("llama2-mojo-2023-09", "llama2.mojo") },
  ] as const;
  const texts = [
    { shape: "small", prompt: "" },
    { shape: "grouped", prompt: "" },
    { shape: "prompted", prompt: "the sun shines" },
  ];
  const generation = versions.flatMap(({ version, style, program }) =>
    texts.map(
      ({ shape, prompt }): CorpusCase => ({
        name: `llama2.mojo ${version}, ${shape} model`,
        command: (workshop) => {
          const words = ["run", program(workshop), checkpoint(workshop, shape), "-t", "0.0", "-n", "256", "-z", tokenizer(workshop)];
          return prompt === "" ? words : [...words, "-i", prompt];
        },
        environment: (workshop) => workshop.pythonEnvironment(),
        timeoutSeconds: 60,
        check: ({ output }, workshop) => {
          const expected = referenceText(workshop, shape, prompt, style);
          const found = output.slice(0, output.lastIndexOf("\nachieved tok/s"));
          return found.endsWith(expected) && expected.length > 20
            ? expectMatch(/achieved tok\/s:\s+([\d.]+)/, output)
            : [`the text should be \`${expected}\`, it is \`${found.slice(-expected.length)}\``];
        },
      }),
    ),
  );
  const tests = ["calculations", "matmul", "tokenizer", "transformer", "llama2"].map(
    (name): CorpusCase => ({
      name: `llama2.mojo HEAD, tests/test-${name}.mojo`,
      command: (workshop) => [
        "run",
        "-I",
        workshop.dataPath("llama2-mojo"),
        workshop.dataPath("llama2-mojo", "tests", `test-${name}.mojo`),
      ],
      cwd: (workshop) => {
        const folder = workshop.newFolder("llama2 tests");
        writeFileSync(join(folder, "tokenizer.bin"), readFileSync(tokenizer(workshop)));
        writeCheckpoint(join(folder, "stories15M.bin"), shapes["stories15M"] as (typeof shapes)[string], 1);
        return folder;
      },
      timeoutSeconds: 120,
      check: ({ output }) => [...expectMatch(/passed/i, output), ...(/FAIL|✗/.test(output) ? ["a test failed"] : [])],
    }),
  );
  return [...generation, ...tests];
}

function checkpoint(workshop: Workshop, shape: string): string {
  const path = join(workshop.newFolder("llama2"), `${shape}.bin`);
  writeCheckpoint(path, shapes[shape] as (typeof shapes)[string], 1);
  return path;
}

function tokenizer(workshop: Workshop): string {
  return workshop.dataPath("llama2-c", "tokenizer.bin");
}

function referenceText(workshop: Workshop, shape: string, prompt: string, style: string): string {
  const words = [join(corpusFolder, "llama2_reference.py"), checkpoint(workshop, shape), tokenizer(workshop), "--style", style];
  const result = runCommand("python3", prompt === "" ? words : [...words, "--prompt", prompt], { timeoutMs: 120_000 });
  return result.output.replace(/\n$/, "");
}
