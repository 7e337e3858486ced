/** The imports that a program needs, from the names that occur in it. */
import { longestLine } from "./lines.ts";

const arithmetic =
  "maximum minimum both either truncated_quotient floored_quotient modulo remainder divided_by reciprocal_from_one power sign shift_left shift_right round_half_even places small_integer saturated";

const modules: { readonly [module: string]: string } = {
  math: "exp log log1p sqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh erf floor ceil trunc atan2",
  memory: "UnsafePointer alloc",
  "utils.numerics": "inf nan",
  engine: [
    arithmetic,
    "place_within checked_place room expect_same expect_spread",
    "store_across",
    "Arguments error_text no_error text_of copy_of new_memory",
    "added_once for_blocks for_elements for_row for_row_once for_rows reduce_row add multiply",
    "Block Memory",
    "PackedWeights",
    "Rounds",
    "small_float small_float_value small_float_bits float8_e4m3fn float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz float8_e8m0fnu float4_e2m1fn",
    "Tensor",
    "f64 f32 f16 bf16 i64 i32 i16 i8 u64 u32 u16 u8 width",
    "View",
    "WeightsFile",
  ].join(" "),
  "engine.command": "Command Port",
  "engine.profile": "Profile",
  "engine.calls.bits": "bitcast",
  "engine.calls.cumulation": "cumulate",
  "engine.calls.determinant": "determinant",
  "engine.calls.nonzero": "nonzero",
  "engine.calls.random": "seed",
  "engine.calls.scatter": "replace scatter",
  "engine.calls.sorting": "sort",
  "engine.calls.suppression": "non_max_suppression",
  "engine.calls.unique": "unique",
  "kernels.batched_matmul": "batched_matmul",
  "kernels.chained_matmul": "chained_matmul",
  "kernels.convolution": "convolve",
  "kernels.convolution_filter": "PackedFilter",
  "kernels.depthwise": "DepthwiseFilter convolve_depthwise",
  "kernels.image_view": "ImageView",
  "kernels.vector_memory": "load_transposed",
  "kernels.window": "Window",
  "kernels.winograd": "WinogradFilter convolve_winograd",
  "kernels.matmul": "matmul",
  "kernels.matrix_batch": "MatrixBatch",
  "kernels.matrix_view": "MatrixView",
  "kernels.packed_matrix": "PackedMatrix",
};

/** `replacements`: for names of the library, a function of another module. */
export function importLines(text: string, replacements: ReadonlyMap<string, Replacement> = new Map()): string {
  const words = new Set(text.replace(/"[^"\n]*"/g, "").match(/(?<![.\w])[A-Za-z_]\w*/g));
  const lines: string[] = [];
  for (const [module, names] of Object.entries(modules)) {
    const used = names.split(" ").filter((name) => words.has(name));
    const own = used.filter((name) => !replacements.has(name));
    let line = `from ${module} import `;
    own.forEach((name, at) => {
      const isFull = line.length + name.length > longestLine;
      if (isFull) lines.push(line);
      line = isFull ? `from ${module} import ${name}` : `${line}${line.endsWith(" ") ? "" : ", "}${name}`;
      if (at === own.length - 1) lines.push(line);
    });
    for (const name of used) {
      const other = replacements.get(name);
      if (other !== undefined) lines.push(`from ${other.module} import ${other.function} as ${name}`);
    }
  }
  return lines.join("\n");
}

export type Replacement = { readonly module: string; readonly function: string };

/** Names that a program must not use for anything else. */
export const importedNames: readonly string[] = Object.values(modules).flatMap((names) => names.split(" "));

/** Functions that a file of operators may replace: those that only compute. */
export const replaceableFunctions: ReadonlySet<string> = new Set(
  [arithmetic, ...["math", "kernels.matmul", "kernels.batched_matmul"].map((module) => modules[module] as string)].flatMap((names) =>
    names.split(" "),
  ),
);
