import assert from "node:assert/strict";
import { test } from "node:test";
import { type ArgumentTable, flag, parseArguments, renderHelp, UsageError, valueOf, valuesOf } from "../../src/cli/arguments.ts";
import { compileOptions, developerOptions, diagnosticOptions, languageOptions, targetOptions } from "../../src/cli/compile-arguments.ts";

const table: ArgumentTable = {
  command: "run",
  usage: ["mojo run FILE"],
  summary: "Runs.",
  options: [...languageOptions, ...targetOptions, ...developerOptions, ...diagnosticOptions],
  positionalsBeforeRest: 1,
};

test("values attached, after an equals sign and in the next word", () => {
  const parsed = parseArguments(table, ["-Dn=1", "-D", "m", "-I/a", "-I", "b", "-O2", "--target-cpu=x", "--target-triple", "y", "file"]);
  assert.deepEqual(valuesOf(parsed, "-D"), ["n=1", "m"]);
  assert.deepEqual(valuesOf(parsed, "-I"), ["/a", "b"]);
  assert.equal(valueOf(parsed, "-O"), "2");
  assert.equal(valueOf(parsed, "--target-cpu"), "x");
  assert.equal(valueOf(parsed, "--target-triple"), "y");
  assert.deepEqual(parsed.positionals, ["file"]);
});

test("everything after the file is the program's", () => {
  const parsed = parseArguments(table, ["x.mojo", "-O1", "--json", "--", "a"]);
  assert.deepEqual(parsed.rest, ["-O1", "--json", "--", "a"]);
  assert.equal(flag(parsed, "--json"), false);
  assert.deepEqual(parseArguments(table, ["--", "-odd.mojo", "-x"]).positionals, ["-odd.mojo"]);
});

test("standard input is a file", () => {
  assert.deepEqual(parseArguments(table, ["-", "a"]).positionals, ["-"]);
});

test("mistakes say what is near", () => {
  const mistake = (...words: string[]): string => {
    try {
      parseArguments(table, words);
    } catch (error) {
      assert.ok(error instanceof UsageError);
      return `${error.message}; ${error.hint}`;
    }
    return "none";
  };
  assert.equal(mistake("--time-pases"), "`mojo run` has no option `--time-pases`; did you mean `--time-passes`?");
  assert.equal(mistake("-O4"), "-O cannot be `4`; it is one of 0, 1, 2, 3; undefined");
  assert.equal(mistake("--color=alwys"), "--color cannot be `alwys`; it is one of auto, always, never; did you mean `always`?");
  assert.equal(mistake("--target-cpu"), "--target-cpu needs a value: --target-cpu=CPU; undefined");
  assert.equal(mistake("--json=yes"), "--json takes no value; undefined");
});

test("compile options", () => {
  const parsed = parseArguments(table, ["-Dn=4", "-Dfast", "--dialect=24", "-O0", "x.mojo"]);
  const options = compileOptions(parsed, "/somewhere/x.mojo");
  assert.equal(options.mainPath, "/somewhere/x.mojo");
  assert.deepEqual(
    [...options.defines],
    [
      ["n", "4"],
      ["fast", "True"],
    ],
  );
  assert.equal(options.dialect, "24");
  assert.equal(options.strict, false);
  assert.equal(options.optimization, 0);
});

test("a help page names every option and fits a terminal", () => {
  const help = renderHelp(table);
  for (const option of table.options) for (const name of option.names) assert.ok(help.includes(name), name);
  for (const line of help.split("\n")) assert.ok(line.length <= 100, line);
});
