/**
 * Pictures from files (JPEG, PNG, WebP) as tensors of an input: decoded, turned upright, resized to its size, in its layout.
 *
 * In: paths, what the model says of the input, and how numbers are made of colours. Out: a tensor. The decoder is the package `sharp`, which is loaded
 * when the first picture is read. Not here: what the outputs of a model mean.
 */
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { HostError } from "../base/assert.ts";
import { type DescribedSize, printValueType, type ValueDescription } from "./description.ts";
import { type ElementType, fromElements, type TensorData } from "./tensor-data.ts";

export type PictureOptions = {
  /** Each colour, from 0 to 255, times this; 1/255 for floats, 1 for integers if absent. */
  readonly scale?: number;
  /** Then this is taken away, one number or one for each channel; 0 if absent. */
  readonly mean?: readonly number[];
  /** Then it is divided by this; 1 if absent. */
  readonly deviation?: readonly number[];
  /** How a picture of another shape is made to fit: its middle, the whole of it distorted, or the whole with a black rim. */
  readonly fit?: "crop" | "stretch" | "pad";
  /** Which channel comes first. */
  readonly order?: "rgb" | "bgr";
  /** Where channels are, if the input's shape does not tell. */
  readonly layout?: "channels-first" | "channels-last";
};

/** By the first bytes of the file; what cannot be read is none. */
export function isPicture(path: string): boolean {
  const head = Buffer.alloc(12);
  try {
    if (!statSync(path).isFile()) return false;
    const file = openSync(path, "r");
    try {
      readSync(file, head, 0, head.length, 0);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
  const text = head.toString("latin1");
  return text.startsWith("\xff\xd8\xff") || text.startsWith("\x89PNG") || (text.startsWith("RIFF") && text.endsWith("WEBP"));
}

/** One picture for each place of the batch. Throws `HostError` for files that are no pictures, and inputs that take none. */
export async function readPictures(paths: readonly string[], input: ValueDescription, options: PictureOptions = {}): Promise<TensorData> {
  const plan = planOf(input, options.layout);
  const { elementType = "float32" } = input;
  if (plan.batch !== undefined && plan.batch !== paths.length)
    throw new HostError(
      `input "${input.name}" takes ${plan.batch} pictures, but ${paths.length} are given: it is ${printValueType(input)}`,
    );
  const values: Float32Array[] = [];
  let [height, width] = [plan.height, plan.width];
  for (const path of paths) {
    const picture = await decode(path, plan.channels, { height, width, fit: options.fit ?? "crop" });
    // Where the model leaves the size open, the first picture has it
    ({ height, width } = picture);
    values.push(numbersOf(picture, plan, isFloat(elementType), options));
  }
  const count = values[0]?.length ?? 0;
  const all = new Float32Array(count * values.length);
  values.forEach((each, at) => all.set(each, at * count));
  const sizes = { batch: paths.length, channels: plan.channels, height: height ?? 0, width: width ?? 0 };
  const shape = plan.dimensions.map((name) => sizes[name]);
  return fromElements(elementType, shape, isFloat(elementType) ? all : whole(all, input.name, elementType));
}

type Dimension = "batch" | "channels" | "height" | "width";
type Plan = {
  readonly dimensions: readonly Dimension[];
  readonly channels: number;
  readonly batch?: number;
  readonly height?: number;
  readonly width?: number;
};

function planOf(input: ValueDescription, layout: PictureOptions["layout"]): Plan {
  const fail = (why: string): never => {
    throw new HostError(`input "${input.name}" takes no picture: ${why}; it is ${printValueType(input)}`);
  };
  const { shape, elementType = "float32" } = input;
  if (input.kind !== "tensor" || shape === undefined) return fail("it is not a tensor of known rank");
  if (!isFloat(elementType) && !/^u?int(8|16|32|64)$/.test(elementType)) return fail("its elements are not numbers");
  if (shape.length < 2 || shape.length > 4) return fail("pictures have 2 to 4 dimensions");
  const isChannels = (size: DescribedSize | undefined): boolean => size === 1 || size === 3 || size === 4;
  const inner = shape.length === 4 ? shape.slice(1) : shape;
  const found = isChannels(inner[0]) ? "channels-first" : isChannels(inner[2]) ? "channels-last" : undefined;
  const chosen = layout ?? found;
  if (inner.length === 3 && chosen === undefined)
    return fail("neither its first nor its last dimension has a size of 1, 3 or 4 (give --layout)");
  const names: readonly Dimension[] =
    inner.length === 2
      ? ["height", "width"]
      : chosen === "channels-first"
        ? ["channels", "height", "width"]
        : ["height", "width", "channels"];
  const sizes = new Map(names.map((name, at) => [name, inner[at]]));
  const known = (name: Dimension): { readonly [name: string]: number } => {
    const size = sizes.get(name);
    return typeof size === "number" ? { [name]: size } : {};
  };
  const { channels = inner.length === 2 ? 1 : 3 } = known("channels");
  if (!isChannels(channels)) return fail(`it has ${channels} channels`);
  const batch = shape.length === 4 && typeof shape[0] === "number" ? { batch: shape[0] } : {};
  return {
    dimensions: shape.length === 4 ? ["batch", ...names] : names,
    channels,
    ...batch,
    ...known("height"),
    ...known("width"),
    ...(shape.length < 4 && { batch: 1 }),
  };
}

type Picture = { readonly width: number; readonly height: number; readonly bytes: Uint8Array };
type Wanted = { readonly width?: number; readonly height?: number; readonly fit: NonNullable<PictureOptions["fit"]> };

/** Bytes of pixels, channels side by side. */
async function decode(path: string, channels: number, { width, height, fit }: Wanted): Promise<Picture> {
  const sharp = await loadDecoder();
  try {
    const upright = sharp(path).rotate();
    const colours = channels === 1 ? upright.removeAlpha().toColourspace("b-w") : upright.toColourspace("srgb");
    const kept = channels === 4 ? colours.ensureAlpha() : colours.removeAlpha();
    const sized =
      width === undefined && height === undefined
        ? kept
        : kept.resize({
            width,
            height,
            fit: ({ crop: "cover", stretch: "fill", pad: "contain" } as const)[fit],
            kernel: "linear",
            background: "black",
          });
    const { data, info } = await sized.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
    if (info.channels !== channels) throw new Error(`it has ${info.channels} channels instead of ${channels}`);
    return { width: info.width, height: info.height, bytes: data };
  } catch (error) {
    throw new HostError(`${path} is a picture that cannot be read, or damaged: ${(error as Error).message}`);
  }
}

async function loadDecoder(): Promise<typeof import("sharp")["default"]> {
  try {
    return (await import("sharp")).default;
  } catch (error) {
    throw new HostError(
      `pictures are read by the package sharp, which cannot be loaded (npm install sharp): ${(error as Error).message.split("\n")[0]}`,
    );
  }
}

/** In the input's layout. */
function numbersOf(
  { width, height, bytes }: Picture,
  { channels, dimensions }: Plan,
  floats: boolean,
  options: PictureOptions,
): Float32Array {
  const { scale = floats ? 1 / 255 : 1, mean = [0], deviation = [1], order = "rgb" } = options;
  const of = (list: readonly number[], channel: number): number => list[list.length === 1 ? 0 : channel] as number;
  const pixels = width * height;
  const isFirst = dimensions.indexOf("channels") < dimensions.indexOf("height");
  const result = new Float32Array(pixels * channels);
  for (let channel = 0; channel < channels; channel++) {
    // The fourth is how opaque it is, whatever the order of colours
    const from = order === "bgr" && channels > 2 && channel < 3 ? 2 - channel : channel;
    const [taken, divisor] = [of(mean, channel), of(deviation, channel)];
    for (let pixel = 0; pixel < pixels; pixel++) {
      const value = ((bytes[pixel * channels + from] as number) * scale - taken) / divisor;
      result[isFirst ? channel * pixels + pixel : pixel * channels + channel] = value;
    }
  }
  return result;
}

function isFloat(type: ElementType): boolean {
  return /^b?float/.test(type);
}

/** Rounded; throws for numbers that the type does not have. */
function whole(values: Float32Array, name: string, type: ElementType): readonly (number | bigint)[] {
  const bits = Number(/\d+$/.exec(type)?.[0]);
  const [least, most] = type.startsWith("u") ? [0, 2 ** bits - 1] : [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1];
  return Array.from(values, (value) => {
    const rounded = Math.round(value);
    if (!(rounded >= least && rounded <= most))
      throw new HostError(
        `input "${name}" is ${type}, which has no ${value}: --scale, --mean and --std say how colours from 0 to 255 become numbers`,
      );
    return bits === 64 ? BigInt(rounded) : rounded;
  });
}
