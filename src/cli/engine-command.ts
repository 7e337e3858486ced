/**
 * `mojo engine`: models in ONNX files. Finds the subcommand, and writes what is wrong with a model as one line.
 */
import { suggestName } from "../diag/suggest.ts";
import { isProblemOfModel } from "../engine/compile-service.ts";
import { UsageError } from "./arguments.ts";
import type { CommandModule } from "./command.ts";
import { standardError, standardOutput, write } from "./console.ts";

const commands: Readonly<Record<string, () => Promise<CommandModule>>> = {
  compile: () => import("./engine-compile.ts"),
  run: () => import("./engine-run.ts"),
  bench: () => import("./engine-bench.ts"),
  inspect: () => import("./engine-inspect.ts"),
};

export async function run(words: readonly string[]): Promise<number> {
  const [first, second] = words;
  if (first === undefined || first === "--help" || first === "-h" || (first === "help" && second === undefined)) {
    write(standardOutput, overview);
    return 0;
  }
  const name = first === "help" ? (second as string) : first;
  if (!Object.hasOwn(commands, name)) {
    const nearest = suggestName(name, Object.keys(commands));
    throw new UsageError(
      `there is no command \`mojo engine ${name}\``,
      nearest === undefined ? "`mojo engine --help` lists the commands" : `did you mean \`mojo engine ${nearest}\`?`,
    );
  }
  const { run: command } = await (commands[name] as () => Promise<CommandModule>)();
  try {
    return await command(first === "help" ? ["--help"] : words.slice(1));
  } catch (error) {
    if (!isProblemOfModel(error)) throw error;
    write(standardError, `error: ${error.message}\n`);
    return 1;
  }
}

const overview = `Usage: mojo engine COMMAND [OPTIONS] MODEL.onnx

Compiles models in ONNX files to native code, and runs them.

Commands:
  compile MODEL  compiles a model ahead of time, or makes a shared library, or shows its program
  run MODEL      runs a model once, with inputs from files or random ones
  bench MODEL    measures how long a run takes
  inspect MODEL  shows what is in a model, and what the engine makes of it
  help COMMAND   shows a command's options

Exit codes: 0 fine, 1 something is wrong with the model or its inputs, 2 wrong command line, 70 the engine is at fault.
`;
