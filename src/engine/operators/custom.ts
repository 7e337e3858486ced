/**
 * Uses of operators of the user's own: a map or a reduction for each of its methods.
 *
 * Elements are computed from one element of each input, broadcast as ONNX does it. Reductions run along one axis of that shape: the attribute
 * `axis`, or the last. What is the same along dimensions is computed once for them. Attributes of the node are arguments of the functions, by name. Not here: reading the file (`operator-file.ts`).
 */
import { type Dimension, one } from "../graph/dimension.ts";
import type { Expression } from "../graph/expression.ts";
import type { Reducer, Tensor } from "../graph/graph.ts";
import type { DeclaredMethod, DeclaredParameter } from "../operator-file.ts";
import type { CustomOperator } from "../operator-set.ts";
import type { ElementType } from "../tensor-data.ts";
import { checkBroadcast } from "./element-types.ts";
import type { OperatorNode } from "./operator-node.ts";
import { broadcastShapes, loadBroadcast } from "./shaping.ts";

export function useOperator(custom: CustomOperator, node: OperatorNode): Tensor {
  const { builder } = node;
  const given = inputsOf(custom, node);
  checkAttributes(custom, node);
  checkBroadcast(node, [...given.values()]);
  const whole = shapeOf(node, [...given.values()]);
  const operands = new Map(given);
  for (const { name, reducer, method } of custom.steps) {
    const call = callOf(custom, node, method, operands);
    const own = shapeOf(node, call.operands);
    operands.set(
      name,
      reducer === undefined ? builder.map(own, (index) => call.body(index, own)) : reduced(node, call, reducer, own, whole),
    );
  }
  const call = callOf(custom, node, custom.element, operands);
  return builder.map(whole, (index) => call.body(index, whole));
}

/** Along an axis of the whole shape, where what is spread counts as often as it stands there. */
function reduced(node: OperatorNode, call: Call, reducer: Reducer, own: readonly Dimension[], whole: readonly Dimension[]): Tensor {
  const axis = node.axis(node.integer("axis", -1), whole.length);
  if (call.type === "bool") node.fail("a reduction of elements of type bool is not supported");
  const padded = [...Array.from({ length: whole.length - own.length }, () => one), ...own];
  const extent = whole[axis] as Dimension;
  const terms = padded.map((each, at) => (at === axis ? extent : each));
  const kept = padded.map((each, at) => (at === axis ? one : each));
  return node.builder.reduce(reducer, kept, [extent], (index, [place]) =>
    call.body(
      index.map((each, at) => (at === axis ? (place as Expression) : each)),
      terms,
    ),
  );
}

function shapeOf({ builder }: OperatorNode, tensors: readonly Tensor[]): readonly Dimension[] {
  return broadcastShapes(
    tensors.map((tensor) => tensor.shape),
    builder,
  );
}

function inputsOf(custom: CustomOperator, node: OperatorNode): ReadonlyMap<string, Tensor> {
  const least = custom.inputs.findLastIndex(({ isOptional }) => !isOptional) + 1;
  const most = custom.inputs.length;
  const count = node.values.length;
  if (count > most || count < least) {
    const names = custom.inputs.map(({ name }) => name).join(", ");
    node.fail(
      `it has ${count} input${count === 1 ? "" : "s"}, but ${custom.element.name} takes ${least === most ? "" : `${least} to `}${most} (${names})`,
    );
  }
  const given = new Map<string, Tensor>();
  custom.inputs.forEach(({ name, isOptional }, at) => {
    const tensor = isOptional ? node.optionalInput(at) : node.input(at);
    if (tensor !== undefined) given.set(name, tensor);
  });
  if (given.size === 0) node.fail("all of its inputs are left out");
  return given;
}

/** What a function does not take would be ignored, and the result would not be what the model means. */
function checkAttributes(custom: CustomOperator, node: OperatorNode): void {
  const known = new Set(
    [custom.element, ...custom.steps.map(({ method }) => method)].flatMap(({ parameters }) =>
      parameters.filter(({ kind }) => kind === "attribute").map(({ name }) => name),
    ),
  );
  if (custom.steps.some(({ reducer }) => reducer !== undefined)) known.add("axis");
  for (const name of node.node.attributes.keys()) {
    if (!known.has(name)) node.fail(`attribute ${name} is not a parameter of ${custom.element.name} in ${custom.file.path}`);
  }
}

type Call = {
  readonly type: ElementType;
  readonly operands: readonly Tensor[];
  readonly body: (index: readonly Expression[], shape: readonly Dimension[]) => Expression;
};

function callOf(custom: CustomOperator, node: OperatorNode, method: DeclaredMethod, operands: ReadonlyMap<string, Tensor>): Call {
  const bound = new Map<string, ElementType>();
  const taken: { name: string; tensor: Tensor }[] = [];
  const settings: string[] = [];
  for (const parameter of method.parameters) {
    if (parameter.kind === "attribute") {
      const value = settingOf(node, parameter);
      if (value !== undefined) settings.push(`${parameter.name}=${value}`);
      continue;
    }
    const tensor = operands.get(parameter.name);
    if (tensor === undefined) continue;
    const { type } = parameter;
    const expected = type.kind === "fixed" ? type.type : (bound.get(type.parameter) ?? tensor.elementType);
    const title = `${parameter.name} of ${method.name}`;
    if (tensor.elementType !== expected) node.fail(`${title} is ${expected}, but its elements are ${tensor.elementType}`);
    if (!/^(bool|u?int(8|16|32|64)|float(16|32|64)|bfloat16)$/.test(expected))
      node.fail(`${title}: functions of the user's own cannot take elements of type ${expected}`);
    if (type.kind === "any") bound.set(type.parameter, expected);
    taken.push({ name: parameter.name, tensor });
  }
  if (taken.length === 0) node.fail(`${method.name} takes none of the inputs that are given`);
  const { result } = method;
  const type = result.kind === "fixed" ? result.type : bound.get(result.parameter);
  if (type === undefined) return node.fail(`no input says what the type of the result of ${method.name} is`);
  const called = { name: `${custom.file.alias}.${method.name}`, parameters: taken.map(({ name }) => name), settings };
  return {
    type,
    operands: taken.map(({ tensor }) => tensor),
    body: (index, shape) => ({
      kind: "custom",
      type,
      function: called,
      operands: taken.map(({ tensor }) => loadBroadcast(tensor, index, shape, node.builder)),
    }),
  };
}

/** An attribute as programs spell it; undefined where the function's own default stands. */
function settingOf(node: OperatorNode, { name, type, isOptional }: DeclaredParameter & { kind: "attribute" }): string | undefined {
  if (isOptional && !node.has(name)) return undefined;
  switch (type) {
    case "float": {
      const value = node.float(name);
      if (Number.isFinite(value)) return /[.e]/.test(String(value)) ? String(value) : `${value}.0`;
      return node.fail(`attribute ${name} is ${value}, which is no number that a program can be given`);
    }
    case "integer":
      return String(node.integer(name));
    case "boolean":
      return node.integer(name) !== 0 ? "True" : "False";
    case "text":
      return JSON.stringify(node.text(name));
  }
}
