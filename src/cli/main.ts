/**
 * The `mojo` command: finds the subcommand and loads it, and only it.
 *
 * In: the process's arguments. Out: an exit code: 0 fine; 1 the program or its compilation failed; 2 the command line is
 * wrong; 70 the compiler is at fault. Not here: anything a single command needs.
 */
import type { CommandModule } from "./command.ts";

// The launcher's compile cache is for this process, not for the program that it runs.
if (process.env["SALAMANDER_OWN_COMPILE_CACHE"] !== undefined) {
  delete process.env["SALAMANDER_OWN_COMPILE_CACHE"];
  delete process.env["NODE_COMPILE_CACHE"];
}

const commands: Readonly<Record<string, () => Promise<CommandModule>>> = {
  run: () => import("./run-command.ts"),
  build: () => import("./build-command.ts"),
  check: () => import("./check-command.ts"),
  test: () => import("./test-command.ts"),
  tune: () => import("./tune-command.ts"),
  engine: () => import("./engine-command.ts"),
  explain: () => import("./explain-command.ts"),
  doctor: () => import("./doctor-command.ts"),
};
/** Started by programs, not by people. */
const hidden: Readonly<Record<string, () => Promise<CommandModule>>> = {
  "code-service": () => import("./code-service-command.ts"),
  "engine-service": () => import("./engine-service-command.ts"),
};

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const [first] = words;
  try {
    if (first !== undefined) {
      const load = Object.hasOwn(commands, first) ? commands[first] : Object.hasOwn(hidden, first) ? hidden[first] : undefined;
      if (load !== undefined) return await (await load()).run(words.slice(1));
      if (looksLikeProgram(first)) return await (await import("./run-command.ts")).run(words);
    }
    const { runGeneral } = await import("./general-command.ts");
    return await runGeneral(words, Object.keys(commands));
  } catch (error) {
    const { reportFailure } = await import("./failures.ts");
    return reportFailure(error, words);
  }
}

/** `mojo x.mojo` and `mojo -O2 x.mojo` run a program. */
function looksLikeProgram(word: string): boolean {
  if (word === "-" || /\.(mojo|🔥|py)$/u.test(word)) return true;
  return /^(-[DIOg]|--(?!help$|version$))/.test(word);
}
