/**
 * Sequences and optional values. They exist only while a model is translated, so each of these operators is done when it is translated.
 *
 * Places in sequences, and what decides a number of elements, have to be known then.
 */
import { add, constantOf, type Dimension, one, size } from "../graph/dimension.ts";
import type { Tensor } from "../graph/graph.ts";
import type { ElementType } from "../tensor-data.ts";
import { joined } from "./movement.ts";
import { type OperatorNode, type OperatorTable, ofTensor, type Value } from "./operator-node.ts";
import { sizesOf } from "./shapes.ts";
import { scalar, sliceAxis, squeeze, unsqueeze } from "./shaping.ts";

type Sequence = Value & { kind: "sequence" };

export const sequences: OperatorTable = {
  SequenceEmpty: (node) => [{ kind: "sequence", elements: [], elementType: node.elementTypeAttribute("dtype", "float32") }],
  SequenceConstruct: (node) => {
    const elements = node.inputs();
    return [sequenceOf(node, elements.map(ofTensor), elements[0]?.elementType)];
  },
  SequenceInsert: (node) => {
    const sequence = sequenceInput(node, 0);
    const element = node.input(1);
    const elements = [...sequence.elements];
    elements.splice(placeIn(node, 2, elements.length, elements.length), 0, ofTensor(element));
    return [sequenceOf(node, elements, sequence.elementType ?? element.elementType)];
  },
  SequenceErase: (node) => {
    const sequence = sequenceInput(node, 0);
    const last = sequence.elements.length - 1;
    const place = placeIn(node, 1, last, last);
    return [{ ...sequence, elements: sequence.elements.filter((_, at) => at !== place) }];
  },
  SequenceAt: (node) => {
    const { elements } = sequenceInput(node, 0);
    return [elements[placeIn(node, 1, elements.length - 1, elements.length - 1)] as Value];
  },
  SequenceLength: (node) => scalar(node.builder, "int64", sequenceInput(node, 0).elements.length),
  ConcatFromSequence: (node) => {
    const tensors = tensorsOf(node, sequenceInput(node, 0));
    const axis = node.integer("axis");
    if (node.integer("new_axis", 0) === 0) return joined(node, tensors, axis);
    const [first] = tensors;
    if (first === undefined) return node.fail("the sequence is empty");
    const at = node.axis(axis, first.shape.length + 1);
    return joined(
      node,
      tensors.map((tensor) => unsqueeze(node.builder, tensor, [at])),
      at,
    );
  },
  SplitToSequence: splitToSequence,
  SequenceMap: sequenceMap,
  Optional: (node) => [{ kind: "optional", value: node.values[0] }],
  OptionalHasElement: (node) => {
    const [value] = node.values;
    return scalar(node.builder, "bool", value !== undefined && (value.kind !== "optional" || value.value !== undefined));
  },
  OptionalGetElement: (node) => {
    const value = node.value(0);
    return [value.kind === "optional" ? (value.value ?? node.fail("the optional value is not there")) : value];
  },
};

function sequenceInput(node: OperatorNode, at: number): Sequence {
  const value = node.value(at);
  const inner = value.kind === "optional" ? value.value : value;
  return inner?.kind === "sequence"
    ? inner
    : node.fail(`input ${at} should be a sequence, but is ${inner === undefined ? "not there" : `of kind ${inner.kind}`}`);
}

function tensorsOf(node: OperatorNode, sequence: Sequence): readonly Tensor[] {
  return sequence.elements.map((element) =>
    element.kind === "tensor" ? element.tensor : node.fail("an element of the sequence is no tensor"),
  );
}

function sequenceOf(node: OperatorNode, elements: readonly Value[], elementType: ElementType | undefined): Sequence {
  for (const element of elements)
    if (element.kind === "tensor" && element.tensor.elementType !== elementType)
      node.fail(`a sequence of ${elementType} has an element of ${element.tensor.elementType}`);
  return { kind: "sequence", elements, elementType };
}

/** A place that may count from the end. */
function placeIn(node: OperatorNode, at: number, otherwise: number, last: number): number {
  if (node.optionalInput(at) === undefined) return last < 0 ? node.fail("the sequence is empty") : otherwise;
  const given = node.knownNumber(at);
  // The end of a sequence that is inserted to is a place, too: -1 is before the last element
  const length = at === 2 ? last : last + 1;
  const place = given < 0 ? given + length : given;
  if (place < 0 || place > last) node.fail(`place ${given} is outside of a sequence of ${length}`);
  return place;
}

function splitToSequence(node: OperatorNode): readonly Value[] {
  const tensor = node.input(0);
  const axis = node.axis(node.integer("axis", 0), tensor.shape.length);
  const extent = tensor.shape[axis] as Dimension;
  const given = node.optionalInput(1);
  const parts = given === undefined ? undefined : sizesOf(node, 1);
  const isSingle = given === undefined && node.integer("keepdims", 1) === 0;
  const counts = parts !== undefined && given?.shape.length === 1 ? parts : evenParts(node, extent, parts?.[0] ?? one);
  let start = size(0);
  const elements = counts.map((count) => {
    const part = sliceAxis(node.builder, tensor, axis, start, one, count);
    start = add(start, count);
    return ofTensor(isSingle ? squeeze(node.builder, part, [axis]) : part);
  });
  const [total, whole] = [constantOf(start), constantOf(extent)];
  if (total !== undefined && whole !== undefined && total !== whole)
    node.fail(`the parts have ${total} places together, but the dimension has ${whole}`);
  return [sequenceOf(node, elements, tensor.elementType)];
}

/** Each becomes a tensor of the program. */
const mostParts = 4096;

/** Parts of one size, the last with what is left. */
function evenParts(node: OperatorNode, extent: Dimension, part: Dimension): readonly Dimension[] {
  const whole = constantOf(extent) ?? node.need(0);
  const each = constantOf(part) ?? node.need(1);
  if (each < 1) node.fail(`parts of size ${each} are asked for`);
  if (whole / each > mostParts) node.fail(`a dimension of ${whole} in parts of ${each} makes more than ${mostParts} parts`);
  return Array.from({ length: Math.ceil(whole / each) }, (_, at) => size(Math.min(each, whole - at * each)));
}

/** The body for each element of the first sequence; other sequences of as many go along, tensors stay. */
function sequenceMap(node: OperatorNode): readonly Value[] {
  const body = node.graphAttribute("body");
  const { elements, elementType } = sequenceInput(node, 0);
  if (body.inputs.length !== node.values.length)
    node.fail(`the body has ${body.inputs.length} inputs, but ${node.values.length} are given`);
  const outputs: Value[][] = body.outputs.map(() => []);
  elements.forEach((_, at) => {
    const given = node.values.map((value, input) => {
      if (value?.kind !== "sequence") return value;
      return value.elements[at] ?? node.fail(`input ${input} has ${value.elements.length} elements, but the first ${elements.length}`);
    });
    node.subgraphs.inline(body, given).forEach((value, output) => outputs[output]?.push(value));
  });
  return outputs.map((values) => {
    const [first] = values;
    return { kind: "sequence", elements: values, elementType: first?.kind === "tensor" ? first.tensor.elementType : elementType };
  });
}
