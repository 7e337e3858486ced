/* The model in libxor.so from C. Usage: xor WEIGHTS; made and run as README.md says. */
#include <stdio.h>

#include "libxor.h"

static int failed(char *error) {
  if (error == NULL) return 0;
  fprintf(stderr, "%s\n", error);
  text_close(error);
  return 1;
}

int main(int count, char **words) {
  if (count != 2) {
    fprintf(stderr, "usage: %s WEIGHTS\n", words[0]);
    return 2;
  }
  Model *model;
  if (failed(model_open(words[1], &model))) return 1;
  ModelMemory *memory = memory_open(1);

  float x[4][2] = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  ModelTensor inputs[XOR_INPUT_COUNT] = {{.data = x, .rank = 2, .shape = {4, 2}}};
  ModelTensor outputs[XOR_OUTPUT_COUNT];
  int status = failed(model_run(model, memory, inputs, outputs));
  if (status == 0) {
    const float *y = outputs[0].data;
    for (int64_t row = 0; row < outputs[0].shape[0]; row++) printf("%g xor %g = %g\n", x[row][0], x[row][1], y[row]);
    for (int output = 0; output < XOR_OUTPUT_COUNT; output++)
      if (outputs[output].block_bytes != 0) memory_give(memory, outputs[output].data, outputs[output].block_bytes);
  }

  memory_close(memory);
  model_close(model);
  return status;
}
