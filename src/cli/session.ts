/**
 * A compile as a command sees it: reads the main file, prints dumps and times, and turns exceptions into reports.
 */
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { isatty } from "node:tty";
import { HostError } from "../base/assert.ts";
import type { CompileOptions } from "../driver/options.ts";
import { parseDumpRequest } from "../driver/options.ts";
import { libraryPath, tuningFolder } from "../driver/paths.ts";
import { CompileSession, type SessionHooks } from "../driver/session.ts";
import { flag, type ParsedArguments, UsageError, valuesOf } from "./arguments.ts";
import { standardError, standardOutput, write } from "./console.ts";
import { reportFailure } from "./failures.ts";

export type SessionRequest = {
  readonly parsed: ParsedArguments;
  /** As typed. */
  readonly file: string;
  readonly options: CompileOptions;
  readonly words: readonly string[];
  /** The command does it itself, because it may not come back. */
  readonly writesTimes?: boolean;
  readonly hooks?: Pick<SessionHooks, "tunesAnew" | "onAdaptive">;
};

export async function withSession(request: SessionRequest, work: (session: CompileSession) => Promise<number>): Promise<number> {
  const { parsed, words } = request;
  const options = request.file === "-" ? { ...request.options, mainText: readFileSync(0, "utf8") } : request.options;
  const session = new CompileSession(options, {
    dumps: valuesOf(parsed, "--dump-ir").map(parseDumpRequest),
    onDump: (text) => write(standardOutput, text),
    tuningFolder: flag(parsed, "--no-cache") ? undefined : tuningFolder(),
    ...request.hooks,
    onExplanation: flag(parsed, "--explain-python") ? (text) => write(standardError, text) : undefined,
    onProgress: isatty(2) ? showProgress : undefined,
  });
  try {
    if (options.mainText === undefined) await requireFile(session, request.file);
    const code = await work(session);
    if (request.writesTimes !== true && flag(parsed, "--time-passes")) await writeTimes(session);
    return code;
  } catch (error) {
    if (error instanceof UsageError || error instanceof HostError) throw error;
    const files = session.reader.files().filter(({ path }) => !path.startsWith(`${libraryPath}/`));
    if (options.mainText !== undefined) files.push({ path: options.mainPath, text: options.mainText });
    return reportFailure(error, words, { stage: session.stages.current, files });
  }
}

/** One line of a terminal, which goes away again. */
function showProgress(what: string | undefined): void {
  write(standardError, what === undefined ? "\r\x1b[K" : `\r\x1b[K${what} …`);
}

export async function writeTimes(session: CompileSession): Promise<void> {
  const { renderStageTimes } = await import("../driver/stages.ts");
  write(standardError, renderStageTimes(session.stages.all(), performance.now()));
}

/** A missing program is a mistake on the command line: says what is near. */
async function requireFile(session: CompileSession, file: string): Promise<void> {
  if (session.reader.readFile(session.options.mainPath) !== undefined) return;
  const { readdirSync } = await import("node:fs");
  const { suggestName } = await import("../diag/suggest.ts");
  let names: string[] = [];
  try {
    names = readdirSync(dirname(session.options.mainPath)).filter((name) => /\.(mojo|🔥|py)$/u.test(name));
  } catch {
    // There is not even the folder.
  }
  const nearest = suggestName(basename(file), names);
  throw new UsageError(
    `cannot read \`${file}\`: no such file`,
    nearest && `did you mean \`${file.slice(0, file.length - basename(file).length)}${nearest}\`?`,
  );
}
