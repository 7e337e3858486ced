/**
 * `mojo build FILE`: an executable, a library, an object, assembly or IR.
 */
import { basename } from "node:path";
import { type EmitKind, isLinkedKind } from "../driver/options.ts";
import { type ArgumentTable, flag, parseArguments, renderHelp, UsageError, valueOf } from "./arguments.ts";
import {
  compileOptions,
  developerOptions,
  diagnosticOptions,
  diagnosticStyle,
  emitKinds,
  languageOptions,
  targetOptions,
} from "./compile-arguments.ts";
import { standardOutput, write, writeDiagnostics } from "./console.ts";
import { withSession } from "./session.ts";

const table: ArgumentTable = {
  command: "build",
  usage: ["mojo build [OPTIONS] FILE"],
  summary: "Makes an executable that needs the system's C library only, or what --emit says.",
  options: [
    {
      names: ["-o", "--output"],
      value: "PATH",
      attached: true,
      help: "where to write; `-` is standard output; otherwise the file's name in the current folder",
    },
    {
      names: ["--emit"],
      value: "KIND",
      choices: Object.keys(emitKinds),
      help: `what to make: ${Object.keys(emitKinds).join(", ")}; exe when absent`,
    },
    ...languageOptions,
    ...targetOptions,
    ...developerOptions,
    ...diagnosticOptions,
  ],
  examples: [
    "mojo build x.mojo",
    "mojo build --emit=asm -o - x.mojo",
    "mojo build --emit=shared-lib -o libx.so x.mojo",
    "mojo build --emit=python-extension x.mojo",
  ],
};

const extensions: Readonly<Record<EmitKind, string>> = {
  executable: "",
  object: ".o",
  "shared-library": ".so",
  "python-extension": ".abi3.so",
  assembly: ".s",
  llvm: ".ll",
  bitcode: ".bc",
  mir: ".mir",
};

export async function run(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(table, words);
  if (flag(parsed, "--help")) {
    write(standardOutput, renderHelp(table));
    return 0;
  }
  const [file, second] = parsed.positionals;
  if (file === undefined) throw new UsageError("`mojo build` needs a file", "usage: mojo build [OPTIONS] FILE");
  if (second !== undefined) throw new UsageError(`\`mojo build\` takes one file, and \`${second}\` is a second one`);
  const emit = emitKinds[valueOf(parsed, "--emit") ?? "exe"] as EmitKind;
  const output = valueOf(parsed, "-o") ?? defaultOutput(file, emit);
  if (output === "-" && isLinkedKind(emit)) {
    throw new UsageError("an executable or a library cannot go to standard output", "give a path with -o");
  }
  const isLibrary = emit === "shared-library" || emit === "python-extension";
  const options = {
    ...compileOptions(parsed, file, { emit, entry: isLibrary ? "library" : "main" }),
    ...(emit === "python-extension" && { moduleName: moduleNameOf(file) }),
  };
  return withSession({ parsed, file, options, words: ["build", ...words] }, async (session) => {
    const { buildProgram, buildText } = await import("../driver/compile.ts");
    let isBuilt: boolean;
    if (output === "-") {
      const content = await buildText(session);
      isBuilt = content !== undefined;
      if (content !== undefined) write(standardOutput, content);
    } else isBuilt = await buildProgram(session, output);
    await writeDiagnostics(session.sink.diagnostics, diagnosticStyle(parsed));
    return isBuilt ? 0 : 1;
  });
}

function moduleNameOf(file: string): string {
  return file === "-" ? "program" : basename(file).replace(/\.(mojo|🔥|py)$/u, "");
}

function defaultOutput(file: string, emit: EmitKind): string {
  const name = moduleNameOf(file);
  return (emit === "shared-library" ? `lib${name}` : name) + extensions[emit];
}
