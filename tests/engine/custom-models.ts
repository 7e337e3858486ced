/** Models for tests and examples of operators of the user's own; each also in the engine's operators, which gives the same. */
import { fromElements } from "../../src/engine/tensor-data.ts";
import { encodeModel, type ModelPlan, type NodePlan } from "./onnx-writer.ts";

const columns = 512;

/** y = relu(GatedActivation(x * scale, gate) + bias): a producer and consumers around the operator. */
function around(nodes: readonly NodePlan[]): ModelPlan {
  const numbers = (from: number, step: number): ReturnType<typeof fromElements> =>
    fromElements(
      "float32",
      [columns],
      Array.from({ length: columns }, (_, at) => from + ((at * 7) % 16) * step),
    );
  return {
    name: "gated",
    opsets: { "com.example": 1 },
    inputs: [
      { name: "x", type: "float32", shape: ["rows", columns] },
      { name: "gate", type: "float32", shape: ["rows", columns] },
    ],
    outputs: [{ name: "y", type: "float32", shape: ["rows", columns] }],
    initializers: {
      scale: numbers(0.5, 0.125),
      bias: numbers(-0.0625, 0.0078125),
      one: fromElements("float32", [], [1]),
      epsilon: fromElements("float32", [], [1e-5]),
      last: fromElements("int64", [1], [-1]),
    },
    nodes: [
      { operator: "Mul", inputs: ["x", "scale"], outputs: ["scaled"] },
      ...nodes,
      { operator: "Add", inputs: ["activated", "bias"], outputs: ["shifted"] },
      { operator: "Relu", inputs: ["shifted"], outputs: ["y"] },
    ],
  };
}

const gatedPlan = around([
  {
    operator: "GatedActivation",
    domain: "com.example",
    inputs: ["scaled", "gate"],
    outputs: ["activated"],
    attributes: { epsilon: { float: 1e-5 } },
  },
]);

/** examples/engine/custom/gated.onnx. */
export const gatedModel = encodeModel({
  ...gatedPlan,
  initializers: Object.fromEntries(Object.entries(gatedPlan.initializers ?? {}).filter(([name]) => name === "scale" || name === "bias")),
});

export const builtinModel = encodeModel(
  around([
    { operator: "Neg", inputs: ["gate"], outputs: ["negative"] },
    { operator: "Exp", inputs: ["negative"], outputs: ["power"] },
    { operator: "Add", inputs: ["one", "power"], outputs: ["divisor"] },
    { operator: "Div", inputs: ["scaled", "divisor"], outputs: ["part"] },
    { operator: "Mul", inputs: ["part", "part"], outputs: ["square"] },
    { operator: "ReduceSum", inputs: ["square", "last"], outputs: ["total"] },
    { operator: "Add", inputs: ["total", "epsilon"], outputs: ["positive"] },
    { operator: "Sqrt", inputs: ["positive"], outputs: ["length"] },
    { operator: "Div", inputs: ["part", "length"], outputs: ["activated"] },
  ]),
);
