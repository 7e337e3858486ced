/**
 * The end of every failure that no command handled: of the command line (2), of the world (1), of the compiler (70).
 */
import { HostError } from "../base/assert.ts";
import { UsageError } from "./arguments.ts";
import { standardError, write } from "./console.ts";

/** What was known when an exception came up: makes a reproducer worth having. */
export type FailureContext = {
  readonly stage: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
};

export async function reportFailure(error: unknown, words: readonly string[], context?: FailureContext): Promise<number> {
  if (error instanceof UsageError) {
    write(standardError, `mojo: ${error.message}\n${error.hint === undefined ? "" : `      ${error.hint}\n`}`);
    return 2;
  }
  if (error instanceof HostError) {
    write(standardError, `mojo: ${error.message}\n`);
    return 1;
  }
  const { internalErrorExitCode, reportInternalError } = await import("../driver/internal-error.ts");
  const report = { error, stage: context?.stage ?? "command line", commandLine: ["mojo", ...words], files: context?.files ?? [] };
  write(standardError, reportInternalError(report, process.env["SALAMANDER_DEBUG"] === "1"));
  return internalErrorExitCode;
}
