/** `mojo run --interpret`: the program in the compiler's interpreter, on this process's terminal. */
import { fs } from "../driver/host.ts";
import type { CompileOptions } from "../driver/options.ts";
import type { ParsedArguments } from "./arguments.ts";
import { diagnosticStyle } from "./compile-arguments.ts";
import { standardError, write, writeDiagnostics } from "./console.ts";
import { withSession } from "./session.ts";

export async function interpretFile(
  parsed: ParsedArguments,
  file: string,
  options: CompileOptions,
  words: readonly string[],
): Promise<number> {
  return withSession({ parsed, file, options, words: ["run", ...words] }, async (session) => {
    const { elaborateMain } = await import("../driver/compile.ts");
    const program = await elaborateMain(session);
    await writeDiagnostics(session.sink.diagnostics, diagnosticStyle(parsed));
    if (program === undefined) return 1;
    const { interpretProgram } = await import("../driver/interpret.ts");
    const { isatty } = await import("node:tty");
    const { exitCode, problem } = session.stages.run("interpret", "salamander", () =>
      interpretProgram(program, { name: file, words: parsed.rest, read: readDescriptor, write, isTerminal: isatty }),
    );
    if (problem !== undefined) write(standardError, `${problem}\n`);
    return exitCode;
  });
}

function readDescriptor(fd: number, count: number): Uint8Array {
  const bytes = Buffer.alloc(count);
  try {
    return bytes.subarray(0, fs.readSync(fd, bytes));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EOF") return new Uint8Array();
    throw error;
  }
}
