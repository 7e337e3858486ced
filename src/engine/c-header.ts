/**
 * The C header of a model's shared library: the functions that every model has, and what this one's inputs and outputs are.
 *
 * In: a compiled model's manifest. Out: text. The functions themselves are in the program (`emission/program-writer.ts`), the layout of
 * arguments in `library/engine/interface.mojo`.
 */
import { printValueType } from "./description.ts";
import type { ProgramTensor } from "./feeds.ts";
import type { Manifest } from "./model-store.ts";

/** `name`: of the library, for the guard and the constants. */
export function writeHeader(name: string, { inputs, outputs }: Pick<Manifest, "inputs" | "outputs">): string {
  const prefix = name
    .replace(/[^A-Za-z0-9]/g, "_")
    .toUpperCase()
    .replace(/^(?=\d)/, "_");
  return `/* The model ${name}: made by \`mojo engine compile\`. Link with the library, or load it and look the functions up.
 *
 * Texts that the functions return are errors, and null means that all went well; text_close frees them.
 * One model serves any number of threads at the same time if each has a memory of its own.
 */
#ifndef ${prefix}_H
#define ${prefix}_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

${section(`${prefix}_INPUT`, "Inputs, in order", inputs)}
${section(`${prefix}_OUTPUT`, "Outputs, in order", outputs)}
/* A tensor: elements in row-major order without gaps. Bools have a byte each, and so do integers of less than 8 bits. */
typedef struct {
  /* Of an input: the caller's, which the model only reads. Of an output: the model's, until memory_give. */
  void *data;
  int64_t rank;
  /* Of an output: what memory_give wants; 0 if the model keeps it. */
  int64_t block_bytes;
  int64_t reserved;
  /* One size for each dimension. */
  int64_t shape[12];
} ModelTensor;

typedef struct Model Model;
typedef struct ModelMemory ModelMemory;

/* Opens the model; its weights are in a file, which must stay as it is while the model is open. */
char *model_open(const char *weights_path, Model **model);

/* Memory for one run at a time, kept from run to run. threads: how many may work on a run. */
ModelMemory *memory_open(int64_t threads);

/* Runs the model: reads inputs[0 .. ${prefix}_INPUT_COUNT - 1], fills outputs[0 .. ${prefix}_OUTPUT_COUNT - 1].
 * Ranks and sizes of inputs are checked; that data has as many elements is up to the caller. */
char *model_run(Model *model, ModelMemory *memory, const ModelTensor *inputs, ModelTensor *outputs);

/* Gives an output back: memory_give(memory, output.data, output.block_bytes), if block_bytes is not 0. */
void memory_give(ModelMemory *memory, void *data, int64_t block_bytes);

/* From any thread: the run that uses this memory ends soon, with an error, and so does each later one until memory_stop(memory, 0). */
void memory_stop(ModelMemory *memory, int64_t stops);

/* After all outputs were given back. */
void memory_close(ModelMemory *memory);

/* After all runs. */
void model_close(Model *model);

/* Frees the text of an error. */
void text_close(char *text);

#ifdef __cplusplus
}
#endif

#endif
`;
}

function section(prefix: string, title: string, tensors: readonly ProgramTensor[]): string {
  const lines = tensors.map(
    ({ name, elementType, shape }, at) =>
      ` *   ${at}  ${commentText(name)}: ${commentText(printValueType({ kind: "tensor", elementType, shape }))}\n`,
  );
  return `/* ${title}:\n${lines.join("")} */\n#define ${prefix}_COUNT ${tensors.length}\n`;
}

/** Names are the model's: none may end the comment. */
function commentText(text: string): string {
  return text.replace(/\*\//g, "* /").replace(/\p{Cc}/gu, " ");
}
