/**
 * `mojo --help`, `mojo --version`, `mojo help COMMAND`, and words that are no command.
 */
import { suggestName } from "../diag/suggest.ts";
import { compilerVersion } from "../driver/version.ts";
import { UsageError } from "./arguments.ts";
import { standardOutput, write } from "./console.ts";

/** Commands people may look for; docs/roadmap.md says when they come. */
const planned = ["repl", "format", "doc", "package", "debug", "lsp", "notebook", "migrate"];

export async function runGeneral(words: readonly string[], commands: readonly string[]): Promise<number> {
  const [first, second] = words;
  if (first === undefined || first === "--help" || first === "-h" || (first === "help" && second === undefined)) {
    write(standardOutput, overview);
    return 0;
  }
  if (first === "--version" || first === "-V" || first === "version") {
    write(standardOutput, `mojo ${compilerVersion()} (salamander)\n`);
    return 0;
  }
  if (first === "help" && second !== undefined && commands.includes(second)) {
    const { run } = (await import(`./${second}-command.ts`)) as { run: (words: readonly string[]) => Promise<number> };
    return run(["--help"]);
  }
  const word = first === "help" ? (second as string) : first;
  if (planned.includes(word)) throw new UsageError(`\`mojo ${word}\` is not there yet; docs/roadmap.md has its state`);
  const nearest = suggestName(word, [...commands, "help", "--help", "--version"]);
  const hint =
    nearest === undefined
      ? "`mojo --help` lists the commands; a program's file name ends in .mojo, .🔥 or .py"
      : `did you mean \`mojo ${nearest}\`?`;
  throw new UsageError(`there is no command \`${word}\``, hint);
}

const overview = `Usage: mojo COMMAND [OPTIONS] [ARGUMENTS...]
       mojo FILE [ARGUMENTS...]

Compiles and runs programs in Mojo and Python.

Commands:
  run FILE      compiles a program and runs it; \`mojo FILE\` does the same
  build FILE    makes an executable, a library, an object, assembly or IR
  check FILE    reports errors and warnings, makes nothing
  test PATH     runs the test functions of files and folders
  tune FILE     measures what a program searches for, and shows it
  engine ...    compiles, runs, measures and inspects models (ONNX)
  explain CODE  says what an error code means, with a wrong and a right program
  doctor        says whether this machine has what is needed
  help COMMAND  shows a command's options

Options:
  --version     shows the version
  --help        shows this page

Exit codes: 0 fine, 1 the program or its compilation failed, 2 wrong command line, 70 the compiler is at fault.
`;
