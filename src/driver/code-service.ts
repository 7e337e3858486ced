/**
 * The compiler of a program that runs: compiles what the program gives to `exec`, `eval` and `compile`, and modules that it imports by names
 * that were not known before, until the program ends.
 *
 * A request is a line `MODE NAME-LENGTH TEXT-LENGTH`, then the name of the source and its text; or the mode `module`, the name of a module and
 * folders to look in, a line for each. The answer is a line `code PATH-LENGTH` and a path, `absent` (there is no such module in Python), or
 * `error KIND LINE COLUMN END-LINE END-COLUMN MESSAGE-LENGTH TEXT-LENGTH PATH-LENGTH`, a message, the line and the name of the source. Lengths are in bytes. The
 * other side is `library/std/dynamic/compiler_service.mojo`. Libraries are kept in the cache by the text of their source and the run time that they use.
 */
import { readSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { assert, HostError } from "../base/assert.ts";
import { type Diagnostic, DiagnosticSink } from "../diag/diagnostic.ts";
import { link } from "../llvm/link.ts";
import { systemLinkHost } from "../llvm/link-host.ts";
import type { CodeMode } from "../python/code.ts";
import { SourceFile } from "../source/source-file.ts";
import type { Module } from "../syntax/ast.ts";
import { parseModule } from "../syntax/parser.ts";
import { contentHash } from "./cache-inputs.ts";
import { codeRuntime, compileModule } from "./compile.ts";
import { fs } from "./host.ts";
import { type CompileOptions, defaultCompileOptions, type OptimizationLevel, type TargetOptions } from "./options.ts";
import { cacheFolder } from "./paths.ts";
import type { Prebuilt } from "./prebuilt.ts";
import type { PythonChoice } from "./python-choice.ts";
import { moduleObject, pythonModule } from "./python-modules.ts";
import { reasonOf } from "./reasons.ts";
import { CompileSession } from "./session.ts";
import type { TargetMachineDescription } from "../target/target.ts";
import { chooseTargets } from "./target-choice.ts";
import { compilerFingerprint } from "./version.ts";

/** What the program that is served was compiled with. */
export type ServiceOptions = {
  readonly optimization: OptimizationLevel;
  readonly target: TargetOptions;
  readonly mainPath: string;
  readonly importPaths: readonly string[];
  readonly python?: PythonChoice;
};

type Request = { readonly mode: CodeMode | "module"; readonly name: string; readonly text: string };

/** Descriptors 0 and 1 lead to the program. Returns when it has ended. */
export async function serveCode(options: ServiceOptions): Promise<void> {
  const input = new Input(0);
  const compiler = new Compiler(options);
  for (let request = readRequest(input); request !== undefined && !hasEnded; request = readRequest(input)) {
    try {
      const result = request.mode === "module" ? await compiler.module(request) : await compiler.code(request);
      if (result === undefined) answer("absent", "");
      else if (typeof result === "string") answer(`code ${byteLength(result)}`, result);
      else answerError(request, result);
    } catch (error) {
      const message = error instanceof HostError ? error.message : `the compiler failed: ${reasonOf(error)}`;
      answer(`error internal 0 0 0 0 ${byteLength(message)} 0 0`, message);
    }
  }
}

/** What stays the same from one request to the next. */
class Compiler {
  private readonly options: ServiceOptions;
  private readonly libraryTrees = new Map<string, Module>();
  private known: Runtime | undefined;

  constructor(options: ServiceOptions) {
    this.options = options;
  }

  /** The path of a library with a module; undefined: there is none in Python that can be compiled. */
  async module({ name, text }: Request): Promise<string | Diagnostic | undefined> {
    const { optimization, target, mainPath, importPaths, python } = this.options;
    const folders = text.split("\n").filter((folder) => folder !== "" && !/\/lib\/python3/.test(folder) && !importPaths.includes(folder));
    const options: CompileOptions = {
      ...defaultCompileOptions,
      mainPath,
      importPaths: [...importPaths, ...folders],
      python,
      optimization,
      target,
      isLoaded: true,
      tune: "off",
    };
    const session = new CompileSession(options, { libraryTrees: this.libraryTrees });
    const file = pythonModule(session, name);
    if (file === undefined) return undefined;
    const { prebuilt: runtime } = await this.runtime(session);
    const [machine] = await chooseTargets(target);
    const object = await moduleObject(session, file, { prebuilt: runtime, defines: options.defines }, (own) =>
      compileModule(own, machine, runtime),
    );
    if (object === undefined) return firstError(session.sink);
    return object instanceof Uint8Array ? linked(object, contentHash(object), machine) : undefined;
  }

  /** The path of a library with the code of a text, or what is wrong. */
  async code({ mode, name, text }: Request): Promise<string | Diagnostic> {
    assert(mode !== "module", "a module is another request");
    const { optimization, target } = this.options;
    const source = mode === "eval" ? text.replace(/^[ \t]+/, "") : text;
    const wrong = mode === "exec" ? undefined : problem(name, source, mode);
    if (wrong !== undefined) return wrong;
    const options: CompileOptions = {
      ...defaultCompileOptions,
      mainPath: name,
      mainText: source,
      dialect: "python",
      emit: "object",
      entry: "code",
      codeMode: mode,
      isLoaded: true,
      optimization,
      target,
      tune: "off",
    };
    const session = new CompileSession(options, { libraryTrees: this.libraryTrees });
    const { prebuilt, hash } = await this.runtime(session);
    const key = contentHash(JSON.stringify([compilerFingerprint(), hash, optimization, target, mode, name, source]));
    const kept = libraryPath(key);
    if (fs.existsSync(kept)) return kept;
    const [machine] = await chooseTargets(target);
    const object = await compileModule(session, machine, prebuilt);
    if (object === undefined) return firstError(session.sink);
    return linked(object, key, machine);
  }

  private async runtime(session: CompileSession): Promise<Runtime> {
    if (this.known === undefined) {
      const prebuilt = await codeRuntime(session);
      this.known = { prebuilt, hash: contentHash(prebuilt.object) };
    }
    return this.known;
  }
}

type Runtime = { readonly prebuilt: Prebuilt; readonly hash: string };

function libraryPath(key: string): string {
  return `${cacheFolder() ?? `${tmpdir()}/salamander`}/code/${key.slice(0, 2)}/${key.slice(2)}.so`;
}

function linked(object: Uint8Array, key: string, target: TargetMachineDescription): string {
  const path = libraryPath(key);
  if (fs.existsSync(path)) return path;
  fs.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  link({ target, kind: "part", objects: [object], output: unfinished }, systemLinkHost());
  fs.renameSync(unfinished, path);
  return path;
}

/** What is no expression cannot be evaluated; a single statement is one. */
function problem(name: string, text: string, mode: CodeMode): Diagnostic | undefined {
  const file = new SourceFile(name, text);
  const sink = new DiagnosticSink();
  const { body, docstring } = parseModule(file, sink, { dialect: "python" });
  if (sink.errorCount > 0) return firstError(sink);
  const count = body.length + (docstring === undefined ? 0 : 1);
  const isRight = count === 1 && (mode === "single" || docstring !== undefined || body[0]?.kind === "expression");
  if (isRight) return undefined;
  const at = body[0]?.span ?? { file, start: 0, end: 0 };
  const message = mode === "single" && count > 1 ? "multiple statements found while compiling a single statement" : "invalid syntax";
  return { severity: "error", code: "E0100", message, at, labels: [], notes: [], fixes: [] };
}

function firstError({ diagnostics }: DiagnosticSink): Diagnostic {
  return diagnostics.find(({ severity }) => severity === "error") as Diagnostic;
}

/** Python's words for mistakes that are an `IndentationError` there. */
const indentation: Readonly<Record<string, string | undefined>> = {
  E0103: "unexpected indent",
  E0104: "unindent does not match any outer indentation level",
  E0105: "inconsistent use of tabs and spaces in indentation",
};

function answerError({ mode }: Request, { code, message, at }: Diagnostic): void {
  const { text, path } = at.file;
  const isMissingBlock = code === "E0102" && mode !== "eval";
  const isIndentation = mode !== "eval" && (isMissingBlock || indentation[code] !== undefined);
  const [start, end] = [at.file.position(at.start), at.file.position(at.end)];
  const lines = text.split("\n");
  // A block is missing where the next line begins.
  const next = isMissingBlock ? lines.findIndex((each, index) => index >= start.line && each.trim() !== "") + 1 : 0;
  const line = next > 0 ? next : start.line;
  const shown = `${lines[line - 1] ?? ""}\n`;
  const said = (isIndentation ? (indentation[code] ?? `${message} on line ${start.line}`) : message).replaceAll("`", "'");
  const columns = next > 0 ? [1, 1 + shown.trim().length] : [start.column, end.column];
  const place = `${line} ${columns[0]} ${next > 0 ? line : end.line} ${columns[1]}`;
  answer(
    `error ${isIndentation ? "indentation" : "syntax"} ${place} ${byteLength(said)} ${byteLength(shown)} ${byteLength(path)}`,
    said + shown + path,
  );
}

// The protocol

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

/** Nobody reads the answers any more. */
let hasEnded = false;

function answer(line: string, rest: string): void {
  const bytes = Buffer.from(`${line}\n${rest}`);
  try {
    for (let sent = 0; sent < bytes.length; ) sent += writeSync(1, bytes, sent);
  } catch {
    hasEnded = true;
  }
}

function readRequest(input: Input): Request | undefined {
  const line = input.line();
  if (line === undefined) return undefined;
  const [mode, nameLength, textLength] = line.split(" ");
  const name = input.text(Number(nameLength));
  const text = input.text(Number(textLength));
  return name === undefined || text === undefined ? undefined : { mode: mode as CodeMode, name, text };
}

class Input {
  private readonly descriptor: number;
  private bytes = Buffer.alloc(0);

  constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  /** Undefined: the program has ended. */
  text(length: number): string | undefined {
    while (this.bytes.length < length) if (!this.more()) return undefined;
    const text = this.bytes.toString("utf8", 0, length);
    this.bytes = this.bytes.subarray(length);
    return text;
  }

  line(): string | undefined {
    while (!this.bytes.includes(10)) if (!this.more()) return undefined;
    const line = this.text(this.bytes.indexOf(10) + 1);
    return line?.slice(0, -1);
  }

  private more(): boolean {
    const chunk = Buffer.alloc(1 << 16);
    let count: number;
    try {
      count = readSync(this.descriptor, chunk);
    } catch {
      return false;
    }
    this.bytes = Buffer.concat([this.bytes, chunk.subarray(0, count)]);
    return count > 0;
  }
}
