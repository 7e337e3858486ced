/** Options that several `mojo engine` commands have, and what they mean. */
import { basename } from "node:path";
import type { OptimizationLevel } from "../driver/options.ts";
import { HostError } from "../base/assert.ts";
import { openModelFile } from "../engine/compile-service.ts";
import { type DescribedSize, describeModel, type ModelDescription, type ValueDescription } from "../engine/description.ts";
import { readFeeds } from "../engine/feed-files.ts";
import type { Feeds } from "../engine/feeds.ts";
import { isPicture, type PictureOptions, readPictures } from "../engine/pictures.ts";
import { type ProfileFiles, profileFiles } from "../engine/profile-files.ts";
import { type ArgumentTable, type OptionSpec, type ParsedArguments, UsageError, valueOf, valuesOf } from "./arguments.ts";

export const optimizationOption: OptionSpec = {
  names: ["-O"],
  value: "0..3",
  attached: true,
  choices: ["0", "1", "2", "3"],
  help: "how much to optimise; 3 when absent",
};

export const threadsOption: OptionSpec = {
  names: ["--threads"],
  value: "N",
  help: "most threads of one run; as many as the machine has when absent",
};

export const inputOptions: readonly OptionSpec[] = [
  {
    names: ["--input"],
    value: "NAME=FILE",
    repeats: true,
    help: "an input from a file: .npy, .pb (TensorProto), or a picture (JPEG, PNG, WebP); given several times for the same NAME, the elements of a sequence, or the pictures of a batch",
  },
  { names: ["--inputs"], value: "FILE.npz", repeats: true, help: "inputs from a file of several arrays, by their names" },
];

export const pictureOptions: readonly OptionSpec[] = [
  { names: ["--scale"], value: "S", help: "of pictures: colours from 0 to 255 are multiplied by S; 1/255 when absent, for integers 1" },
  { names: ["--mean"], value: "M", help: "of pictures: taken away after that; one number, or one for each channel" },
  { names: ["--std"], value: "D", help: "of pictures: what that is divided by; one number, or one for each channel" },
  {
    names: ["--fit"],
    value: "HOW",
    choices: ["crop", "stretch", "pad"],
    help: "of pictures of another shape than the input: their middle (when absent), distorted, or with a black rim",
  },
  { names: ["--order"], value: "ORDER", choices: ["rgb", "bgr"], help: "of pictures: order of channels; rgb when absent" },
  {
    names: ["--layout"],
    value: "LAYOUT",
    choices: ["nchw", "nhwc"],
    help: "of pictures: where channels are, if the input's shape does not tell",
  },
];

export const shapeOption: OptionSpec = {
  names: ["--shape"],
  value: "SYMBOL=N",
  repeats: true,
  help: "size of a named dimension of random inputs; 1 when absent; `INPUT=2x3` gives all sizes of an input",
};

export const operatorsOption: OptionSpec = {
  names: ["--ops"],
  value: "FILE.mojo",
  repeats: true,
  help: "operators of your own; MODEL.ops.mojo beside the model when absent",
};

export const profileOption: OptionSpec = {
  names: ["--profile"],
  value: "PATH",
  optionalValue: true,
  help: "writes where the time goes: PATH.html, a page for people, and PATH.json, a trace for Perfetto and chrome://tracing; MODEL.profile when absent",
};

/** The files that `--profile` asks for. */
export function profileOf(parsed: ParsedArguments, model: string): ProfileFiles | undefined {
  const path = valueOf(parsed, "--profile");
  return path === undefined ? undefined : profileFiles(path === "" ? `${basename(model).replace(/\.onnx$/, "")}.profile` : path);
}

export function optimizationOf(parsed: ParsedArguments): OptimizationLevel {
  return Number(valueOf(parsed, "-O") ?? "3") as OptimizationLevel;
}

export function threadsOf(parsed: ParsedArguments): number | undefined {
  const word = valueOf(parsed, "--threads");
  return word === undefined ? undefined : naturalNumber("--threads", word, 1, 1024);
}

export function naturalNumber(option: string, word: string, least: number, most: number): number {
  const number = Number(word);
  if (/^\d+$/.test(word) && number >= least && number <= most) return number;
  throw new UsageError(`${option} needs a whole number from ${least} to ${most}, not \`${word}\``);
}

/** The one file that a command takes. */
export function modelOf(table: ArgumentTable, { positionals: [file, second] }: ParsedArguments): string {
  if (file === undefined) throw new UsageError(`\`mojo ${table.command}\` needs a model`, `usage: ${table.usage[0]}`);
  if (second !== undefined) throw new UsageError(`\`mojo ${table.command}\` takes one model, and \`${second}\` is a second one`);
  return file;
}

/** Inputs from files. Pictures are made to what the model says of their inputs. */
export async function givenFeeds(parsed: ParsedArguments, model: string): Promise<Feeds> {
  const files = valuesOf(parsed, "--input").map((word) => {
    const equals = word.indexOf("=");
    if (equals < 1) throw new UsageError(`--input needs a name and a file: --input NAME=FILE.npy, not \`${word}\``);
    return { name: word.slice(0, equals), path: word.slice(equals + 1) };
  });
  const options = pictureOptionsOf(parsed);
  const pictures = files.filter(({ path }) => isPicture(path));
  if (pictures.length === 0 && Object.values(options).some((value) => value !== undefined))
    throw new UsageError("--scale, --mean, --std, --fit, --order and --layout are for pictures, and --input gives none");
  const feeds = new Map(
    readFeeds(
      files.filter((file) => !pictures.includes(file)),
      valuesOf(parsed, "--inputs"),
    ),
  );
  if (pictures.length === 0) return feeds;
  const { inputs } = describeModel(openModelFile(model, new Map()));
  for (const name of new Set(pictures.map((picture) => picture.name))) {
    const input = inputs.find((each) => each.name === name);
    if (input === undefined)
      throw new HostError(`the model has no input "${name}"; it has ${inputs.map((each) => `"${each.name}"`).join(", ")}`);
    const paths = pictures.filter((picture) => picture.name === name).map(({ path }) => path);
    if (feeds.has(name)) throw new HostError(`input "${name}" is given by a picture, ${paths[0]}, and by another file`);
    feeds.set(name, await readPictures(paths, input, options));
  }
  return feeds;
}

function pictureOptionsOf(parsed: ParsedArguments): PictureOptions {
  const numbers = (option: string): readonly number[] | undefined => {
    const word = valueOf(parsed, option);
    if (word === undefined) return undefined;
    const list = word.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
    if ((list.length === 1 || list.length === 3 || list.length === 4) && list.every(Number.isFinite)) return list;
    throw new UsageError(
      `${option} needs one number, or one for each channel: ${option}=0.5 or ${option}=0.485,0.456,0.406, not \`${word}\``,
    );
  };
  const scale = numbers("--scale");
  if (scale !== undefined && scale.length !== 1) throw new UsageError("--scale is one number");
  const deviation = numbers("--std");
  if (deviation?.includes(0)) throw new UsageError("--std divides: it cannot be 0");
  return {
    scale: scale?.[0],
    mean: numbers("--mean"),
    deviation,
    fit: valueOf(parsed, "--fit") as PictureOptions["fit"],
    order: valueOf(parsed, "--order") as PictureOptions["order"],
    layout: ({ nchw: "channels-first", nhwc: "channels-last" } as const)[valueOf(parsed, "--layout") ?? ""],
  };
}

export function operatorsOf(parsed: ParsedArguments): { readonly operators: readonly string[] } {
  return { operators: valuesOf(parsed, "--ops") };
}

/** Words of `--shape`, by symbol or input. */
export function shapesOf(parsed: ParsedArguments): ReadonlyMap<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  for (const word of valuesOf(parsed, "--shape")) {
    const [, name, sizes] = /^(.+)=(\d{1,15}(?:x\d{1,15})*)$/s.exec(word) ?? [];
    if (name === undefined || sizes === undefined)
      throw new UsageError(`--shape needs a name and a size: --shape SYMBOL=N, not \`${word}\``);
    shapes.set(name, sizes.split("x").map(Number));
  }
  return shapes;
}

/** Sizes of an input for random elements: what `--shape` says, else the model's, else 1. */
export function shapeOf(input: ValueDescription, shapes: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const whole = shapes.get(input.name);
  if (whole !== undefined) return whole;
  return (input.shape ?? []).map((size) => (typeof size === "number" ? size : size === null ? 1 : (shapes.get(size)?.[0] ?? 1)));
}

/** Symbols and inputs that `--shape` names have to be there. */
export function checkShapes({ inputs }: ModelDescription, shapes: ReadonlyMap<string, readonly number[]>): void {
  const symbols = new Set(
    inputs.flatMap(({ shape = [] }) => shape.filter((size): size is string & DescribedSize => typeof size === "string")),
  );
  for (const [name, sizes] of shapes) {
    if (inputs.some((input) => input.name === name)) continue;
    if (!symbols.has(name)) {
      const known = [...symbols].map((symbol) => `\`${symbol}\``).join(", ");
      throw new UsageError(
        `--shape: the model has no dimension \`${name}\``,
        known === "" ? "it has no named dimensions" : `it has ${known}`,
      );
    }
    if (sizes.length !== 1) throw new UsageError(`--shape: \`${name}\` is one dimension, and has one size`);
  }
}
