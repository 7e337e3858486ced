/** Every operator, used wrongly: with inputs of any type and rank and attributes of any value it gives a result or a clear error, never a crash. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { HostError } from "../../src/base/assert.ts";
import { ModelError } from "../../src/engine/operators/operator-node.ts";
import { domains } from "../../src/engine/operators/table.ts";
import { type ElementType, fromElements, type TensorData } from "../../src/engine/tensor-data.ts";
import type { AttributePlan } from "./onnx-writer.ts";
import { type OperatorPlan, runOperator } from "./run-operator.ts";

const types: readonly ElementType[] = [
  "float32",
  "int64",
  "int32",
  "uint8",
  "int8",
  "bool",
  "float16",
  "string",
  "float64",
  "float8_e4m3fn",
  "int4",
];
const integers =
  "axis keepdims group p size to block_size fmod training_mode num_groups num_heads q_num_heads kv_num_heads ceil_mode onesided inverse is_causal".split(
    " ",
  );
const lists = "kernel_shape strides pads dilations axes perm output_shape output_padding shape split pooled_shape".split(" ");
const texts = "auto_pad mode reduction direction equation approximate padding_mode update_rule activation".split(" ");
const words = "SAME_UPPER VALID linear nearest bogus mean sum LEFT ij,jk->ik ...i,i tanh cubic reflection gated_delta silu max".split(" ");

/** The same sequence on each run. */
class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  below(count: number): number {
    this.state = (this.state * 48271) % 2147483647;
    return this.state % count;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  times<T>(count: number, make: () => T): readonly T[] {
    return Array.from({ length: this.below(count) }, make);
  }
}

function someTensor(chance: Chance, usual: number): TensorData {
  const shape = Array.from({ length: chance.below(3) > 0 ? usual : chance.below(6) }, () => chance.of([1, 2, 3, 1, 2, 0]));
  const type = chance.below(3) > 0 ? "float32" : chance.of(types);
  const isSigned = !type.startsWith("u") && type !== "bool";
  const values = Array.from(
    { length: shape.reduce((all, each) => all * each, 1) },
    () => chance.below(2) - (isSigned ? chance.below(3) : 0),
  );
  return fromElements(type, shape, type === "string" ? values.map(String) : type === "bool" ? values.map(Math.abs) : values);
}

function somePlan(chance: Chance, operator: string, domain: string): OperatorPlan {
  const usual = chance.below(5);
  const names = Array.from({ length: 1 + chance.below(6) }, (_, at) => `x${at}`);
  const inputs = Object.fromEntries(names.map((name) => [name, chance.below(8) === 0 ? null : someTensor(chance, usual)]));
  const attributes: Record<string, AttributePlan> = {};
  chance.times(5, () => (attributes[chance.of(integers)] = chance.below(5) - 1));
  chance.times(4, () => (attributes[chance.of(lists)] = chance.times(5, () => chance.below(4))));
  chance.times(3, () => (attributes[chance.of(texts)] = chance.of(words)));
  return {
    operator,
    inputs,
    fixed: names.filter(() => chance.below(2) > 0),
    sized: names.filter(() => chance.below(2) > 0),
    attributes,
    opset: chance.of([6, 9, 11, 13, 18, 21, 24]),
    outputs: ["y", "z", "w"].slice(0, 1 + chance.below(3)),
    ...(domain === "" ? {} : { domain }),
  };
}

test("malformed uses of operators give errors, not crashes", () => {
  const chance = new Chance(1);
  for (const [domain, table] of Object.entries(domains)) {
    for (const operator of Object.keys(table)) {
      for (let round = 0; round < 12; round++) {
        const plan = somePlan(chance, operator, domain);
        try {
          runOperator(plan);
        } catch (error) {
          // The interpreter's word for a place that only the data leads out of a tensor
          const isPlace = error instanceof RangeError && /is outside of dimension/.test(error.message);
          const isClear = error instanceof ModelError ? error.message.includes(operator) : error instanceof HostError;
          assert.ok(
            isPlace || isClear,
            `${operator} with ${JSON.stringify(plan.attributes)}: ${error instanceof Error ? error.stack : String(error)}`,
          );
        }
      }
    }
  }
});
