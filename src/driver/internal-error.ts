/**
 * What happens when the compiler itself is at fault: the stage is named, a reproducer is written, the exit code is 70.
 *
 * In: the exception, the stage, the command line, the files read. Out: a message for people, and a file that holds
 * everything needed to see the error again. The stack is in the file; on the terminal only with SALAMANDER_DEBUG=1.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { cacheFolder } from "./paths.ts";
import { contentHash } from "./cache-inputs.ts";
import { compilerVersion } from "./version.ts";

export const internalErrorExitCode = 70;

export type InternalErrorReport = {
  readonly error: unknown;
  readonly stage: string;
  readonly commandLine: readonly string[];
  readonly files: readonly { readonly path: string; readonly text: string }[];
};

export function reportInternalError(report: InternalErrorReport, debug: boolean): string {
  const message = report.error instanceof Error ? report.error.message : String(report.error);
  const lines = [`internal compiler error in stage ${report.stage}: ${firstLine(message)}`];
  const path = writeReproducer(report);
  lines.push("This is a mistake in the compiler, not in your program.");
  if (path !== undefined) lines.push(`What is needed to see it again was written to ${path}; please send it with a bug report.`);
  if (debug && report.error instanceof Error && report.error.stack !== undefined) lines.push(report.error.stack);
  else lines.push("SALAMANDER_DEBUG=1 shows where in the compiler it happened.");
  return `${lines.join("\n")}\n`;
}

/** The same error of the same program gives the same file. */
function writeReproducer(report: InternalErrorReport): string | undefined {
  const stack = report.error instanceof Error ? (report.error.stack ?? report.error.message) : String(report.error);
  const text = [
    `salamander ${compilerVersion()}, node ${process.version}, ${process.platform} ${process.arch}`,
    `command: ${report.commandLine.map(quoted).join(" ")}`,
    `stage: ${report.stage}`,
    "",
    stack,
    "",
    ...report.files.map((file) => `==== ${file.path}\n${file.text}`),
  ].join("\n");
  const name = `internal-error-${contentHash(text).slice(0, 12)}.txt`;
  const cache = cacheFolder();
  for (const folder of cache === undefined ? [tmpdir()] : [`${cache}/reproducers`, tmpdir()]) {
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${folder}/${name}`, text);
      return `${folder}/${name}`;
    } catch {
      // The next folder.
    }
  }
  return undefined;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] as string;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
