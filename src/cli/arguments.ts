/**
 * Command lines: what options a command has, reading them, and the help page made from the same table.
 *
 * In: an `ArgumentTable` and words. Out: values, positional words and the rest, or a `UsageError` that names the nearest option.
 */
import { suggestName } from "../diag/suggest.ts";

export type OptionSpec = {
  /** `--target-cpu`, `-o`: the first is the one shown in messages. */
  readonly names: readonly string[];
  /** Absent: a flag. */
  readonly value?: string;
  /** The value may be left out: `--time-passes[=json]`. Only `--name=value` gives one. */
  readonly optionalValue?: boolean;
  /** May be given more than once. */
  readonly repeats?: boolean;
  /** One-letter option whose value may be attached: `-Dname`, `-O2`. */
  readonly attached?: boolean;
  readonly choices?: readonly string[];
  readonly help: string;
};

export type ArgumentTable = {
  readonly command: string;
  readonly usage: readonly string[];
  readonly summary: string;
  readonly details?: string;
  readonly options: readonly OptionSpec[];
  readonly examples?: readonly string[];
  /** Number of positional words; words after the last one are `rest`, whatever they look like. Absent: no rest. */
  readonly positionalsBeforeRest?: number;
};

export type ParsedArguments = {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
  readonly rest: readonly string[];
};

export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

export const helpOption: OptionSpec = { names: ["--help", "-h"], help: "shows this page" };

export function parseArguments(table: ArgumentTable, words: readonly string[]): ParsedArguments {
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  let onlyPositionals = false;
  let at = 0;
  while (at < words.length) {
    const word = words[at++] as string;
    if (onlyPositionals || !word.startsWith("-") || word === "-") {
      positionals.push(word);
      if (positionals.length === table.positionalsBeforeRest) return { values, positionals, rest: words.slice(at) };
      continue;
    }
    if (word === "--") {
      onlyPositionals = true;
      continue;
    }
    const { spec, value } = matchOption(table, word);
    const name = spec.names[0] as string;
    let given = value;
    if (spec.value === undefined) {
      if (given !== undefined) throw new UsageError(`${name} takes no value`);
      given = "";
    } else if (given === undefined && spec.optionalValue) {
      given = "";
    } else if (given === undefined) {
      if (at >= words.length) throw new UsageError(`${name} needs a value: ${name}${name.startsWith("--") ? "=" : " "}${spec.value}`);
      given = words[at++] as string;
    }
    if (spec.choices !== undefined && !(spec.optionalValue && given === "") && !spec.choices.includes(given)) {
      const nearest = suggestName(given, spec.choices);
      throw new UsageError(
        `${name} cannot be \`${given}\`; it is one of ${spec.choices.join(", ")}`,
        nearest && `did you mean \`${nearest}\`?`,
      );
    }
    const before = values.get(name);
    if (before === undefined || !spec.repeats) values.set(name, [given]);
    else before.push(given);
  }
  return { values, positionals, rest: [] };
}

function matchOption(table: ArgumentTable, word: string): { spec: OptionSpec; value: string | undefined } {
  const equals = word.startsWith("--") ? word.indexOf("=") : -1;
  const name = equals < 0 ? word : word.slice(0, equals);
  const value = equals < 0 ? undefined : word.slice(equals + 1);
  for (const spec of table.options) {
    if (spec.names.includes(name)) return { spec, value };
    if (!spec.attached) continue;
    const short = spec.names.find((each) => each.length === 2 && word.startsWith(each) && word.length > 2);
    if (short !== undefined) return { spec, value: word.slice(2) };
  }
  const nearest = suggestName(
    name,
    table.options.flatMap((spec) => spec.names),
  );
  throw new UsageError(`\`${`mojo ${table.command}`.trim()}\` has no option \`${name}\``, nearest && `did you mean \`${nearest}\`?`);
}

export function flag(parsed: ParsedArguments, name: string): boolean {
  return parsed.values.has(name);
}

export function valueOf(parsed: ParsedArguments, name: string): string | undefined {
  return parsed.values.get(name)?.at(-1);
}

export function valuesOf(parsed: ParsedArguments, name: string): readonly string[] {
  return parsed.values.get(name) ?? [];
}

// Help

export function renderHelp(table: ArgumentTable): string {
  const lines: string[] = [];
  table.usage.forEach((usage, index) => lines.push(`${index === 0 ? "Usage: " : "       "}${usage}`));
  lines.push("", table.summary);
  if (table.details !== undefined) lines.push("", table.details);
  if (table.options.length > 0) {
    lines.push("", "Options:");
    const heads = table.options.map(optionHead);
    const width = Math.min(26, Math.max(...heads.map((head) => head.length)));
    table.options.forEach((spec, index) => {
      const head = heads[index] as string;
      const text = wrap(spec.help, 96 - width - 4);
      const first = head.length <= width ? `  ${head.padEnd(width)}  ${text[0]}` : `  ${head}`;
      lines.push(first);
      for (const more of head.length <= width ? text.slice(1) : text) lines.push(`${" ".repeat(width + 4)}${more}`);
    });
  }
  if (table.examples !== undefined) lines.push("", "Examples:", ...table.examples.map((example) => `  ${example}`));
  return `${lines.join("\n")}\n`;
}

function optionHead(spec: OptionSpec): string {
  const head = spec.names.join(", ");
  if (spec.value === undefined) return head;
  if (spec.optionalValue) return `${head}[=${spec.value}]`;
  const last = spec.names.at(-1) as string;
  if (last.startsWith("--")) return `${head}=${spec.value}`;
  return spec.attached && spec.choices !== undefined ? `${head}${spec.value}` : `${head} ${spec.value}`;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) as string;
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
