/** Small graphs whose time goes to what a compiler can fuse. Rows are dynamic, columns are not. */
import type { ModelPlan } from "../../../tests/engine/onnx-writer.ts";
import { ModelBuilder } from "../model-builder.ts";

export const columns = 1024;
const shape = ["rows", columns];

/** 11 operators that are cheap on each element. */
export function elementwiseChain(): ModelPlan {
  const b = new ModelBuilder(21);
  const x = b.input("x", "float32", shape);
  let value = b.node("Add", [x, b.scalar(0.5)]);
  value = b.node("Mul", [value, b.weight("scale", [columns], 0.3, 1)]);
  value = b.node("Relu", [value]);
  value = b.node("Sub", [value, b.weight("centre", [columns], 0.3, 0.5)]);
  value = b.node("Abs", [value]);
  value = b.node("Mul", [value, x]);
  value = b.node("Neg", [value]);
  value = b.node("Add", [value, b.weight("shift", [columns], 0.3)]);
  value = b.node("Max", [value, b.scalar(-2)]);
  value = b.node("Min", [value, b.scalar(2)]);
  value = b.node("Mul", [value, value]);
  b.output("y", value, "float32", shape);
  return b.plan();
}

export function transcendentalChain(): ModelPlan {
  const b = new ModelBuilder(22);
  let value = b.input("x", "float32", shape);
  for (let round = 0; round < 2; round++) {
    value = b.node("Exp", [b.node("Tanh", [value])]);
    value = b.node("Log", [b.node("Add", [value, b.scalar(1)])]);
    value = b.node("Sigmoid", [b.node("Mul", [value, b.scalar(1.5)])]);
  }
  b.output("y", value, "float32", shape);
  return b.plan();
}

/** x * sigmoid(x) + x, divided by the greatest magnitude of its row, scaled and shifted. */
export function swishNorm(): ModelPlan {
  const b = new ModelBuilder(23);
  const x = b.input("x", "float32", shape);
  const sum = b.node("Add", [b.node("Mul", [x, b.node("Sigmoid", [x])]), x]);
  const greatest = b.node("ReduceMax", [b.node("Abs", [sum])], { axes: [-1], keepdims: 1 });
  const normed = b.node("Div", [sum, b.node("Add", [greatest, b.scalar(1e-5)])]);
  const scaled = b.node("Mul", [normed, b.weight("gamma", [columns], 0.2, 1)]);
  b.output("y", b.node("Add", [scaled, b.weight("beta", [columns], 0.1)]), "float32", shape);
  return b.plan();
}

/** mish(x W + b) * sigmoid(gate) + x, where mish(h) = h * tanh(log(1 + e^h)). */
export function matmulGate(): ModelPlan {
  const b = new ModelBuilder(24);
  const x = b.input("x", "float32", shape);
  const gate = b.input("gate", "float32", shape);
  const hidden = b.linear("dense", x, columns, columns);
  const mish = b.node("Mul", [hidden, b.node("Tanh", [b.node("Softplus", [hidden])])]);
  b.output("y", b.node("Add", [b.node("Mul", [mish, b.node("Sigmoid", [gate])]), x]), "float32", shape);
  return b.plan();
}
