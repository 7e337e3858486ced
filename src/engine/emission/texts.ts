/** Which strings a program's constants are, and whether it can be compiled for what it does with strings: it compares, chooses and moves them. */
import { type Expression, partsOf } from "../graph/expression.ts";
import { type Attribute, type Graph, inOrder, type Tensor } from "../graph/graph.ts";
import { ModelError } from "../operators/operator-node.ts";

/** Each once, in the order in which they occur. Throws `ModelError` for operations on strings that programs do not have. */
export function textsOf(graph: Graph): readonly string[] {
  const texts = new Set<string>();
  addTexts(graph, texts);
  return [...texts];
}

function addTexts(graph: Graph, texts: Set<string>): void {
  for (const tensor of inOrder(graph)) {
    const { definition } = tensor;
    switch (definition.kind) {
      case "input":
        break;
      case "constant":
        if (definition.data.elements.kind === "strings") for (const each of definition.data.elements.strings) texts.add(each);
        break;
      case "map":
      case "reduce":
        addLiterals(definition.body, tensor, texts);
        break;
      case "call":
        for (const attribute of Object.values(definition.call.attributes)) for (const each of graphsIn(attribute)) addTexts(each, texts);
    }
  }
}

function addLiterals(expression: Expression, tensor: Tensor, texts: Set<string>): void {
  const parts = partsOf(expression);
  if (expression.kind === "literal" && typeof expression.value === "string") texts.add(expression.value);
  if (expression.kind === "apply" && expression.operation !== "equal" && parts.some((part) => part.type === "string"))
    throw new ModelError(`${tensor.name}: the operation ${expression.operation} cannot be compiled for strings yet`);
  if (expression.kind === "cast" && (expression.type === "string") !== (expression.operand.type === "string"))
    throw new ModelError(`${tensor.name}: a conversion from ${expression.operand.type} to ${expression.type} cannot be compiled yet`);
  for (const part of parts) addLiterals(part, tensor, texts);
}

function graphsIn(attribute: Attribute): readonly Graph[] {
  if (Array.isArray(attribute)) return (attribute as readonly Attribute[]).flatMap(graphsIn);
  return typeof attribute === "object" && "outputs" in attribute ? [attribute] : [];
}
