/**
 * Reads the text of a graph that `print.ts` writes and `docs/design/engine-graph.md` describes.
 *
 * In: the text, and the constants that it refers to by their places. Out: a graph whose tensors have new numbers. Throws `GraphTextError` with
 * line and column for what is no such text. Not here: whether the graph makes sense (`verify.ts`); types and ranks are checked here, too, as far
 * as expressions cannot be read without them.
 */
import { type ElementType, elementTypes, fromElements, printShape, TensorError, type TensorData } from "../tensor-data.ts";
import { constantOf, type Dimension } from "./dimension.ts";
import type { Axis } from "./expression.ts";
import type { Attribute, Call, Definition, Graph, Reducer, Requirement, SymbolMeaning, Tensor } from "./graph.ts";
import { ExpressionParser, numberOf } from "./parse-expression.ts";
import { type Token, Tokens } from "./tokens.ts";

export function parseGraph(text: string, constants: readonly TensorData[] = []): Graph {
  const tokens = new Tokens(text);
  const parser = new Parser(tokens, constants);
  tokens.expect("graph");
  const graph = parser.graph(undefined);
  tokens.expectKind("end", "the end of the text");
  return graph;
}

/** Graphs within graphs. */
const deepest = 64;

const reducers: readonly Reducer[] = [
  "sum",
  "product",
  "maximum",
  "minimum",
  "and",
  "or",
  "first_greatest",
  "last_greatest",
  "first_least",
  "last_least",
];

type Scope = {
  readonly symbols: Map<string, SymbolMeaning>;
  /** Symbols that are known, and whether they stand for sizes. */
  readonly known: Map<string, boolean>;
  readonly outer: Scope | undefined;
};

type Header = {
  readonly number: Token;
  readonly name: string;
  readonly elementType: ElementType;
  readonly shape: readonly Dimension[];
  /** Symbols that stand for sizes of the tensor. */
  readonly introduced: readonly { readonly name: string; readonly dimension: number }[];
};

class Parser {
  private readonly tokens: Tokens;
  private readonly constants: readonly TensorData[];
  private readonly tensors = new Map<number, Tensor>();
  private nextId = 0;
  private depth = 0;

  constructor(tokens: Tokens, constants: readonly TensorData[]) {
    this.tokens = tokens;
    this.constants = constants;
  }

  /** After the word `graph`. */
  graph(outer: Scope | undefined): Graph {
    const { tokens } = this;
    if (++this.depth > deepest) tokens.fail(`more than ${deepest} graphs within each other`);
    const name = tokens.expectText("the graph's name");
    const isClosed = tokens.takes("closed");
    const scope: Scope = outer !== undefined && !isClosed ? outer : { symbols: new Map(), known: new Map(), outer };
    tokens.expect("(");
    this.introduce(scope, "{");
    const inputs = this.list(")", () => this.input(scope));
    tokens.expect("{");
    const requirements: Requirement[] = [];
    while (!tokens.takes("return")) this.statement(scope, requirements);
    const outputs = this.list("}", () => {
      const title = tokens.expectText("the name of an output");
      tokens.expect("=");
      return { name: title, tensor: this.reference() };
    });
    this.depth--;
    return { name, inputs, outputs, symbols: scope.symbols, ...(requirements.length === 0 ? {} : { requirements }) };
  }

  /** Parts with commas between them, and what ends them. */
  private list<T>(end: string, read: () => T): T[] {
    const parts: T[] = [];
    if (this.tokens.takes(end)) return parts;
    do parts.push(read());
    while (this.tokens.takes(","));
    this.tokens.expect(end);
    return parts;
  }

  private input(scope: Scope): Tensor {
    if (this.tokens.second.kind !== "text") return this.reference();
    return this.define(this.header(scope), { kind: "input" }, scope);
  }

  private statement(scope: Scope, requirements: Requirement[]): void {
    const { tokens } = this;
    if (tokens.next.kind === "tensor") return this.definition(scope);
    if (tokens.takes("require")) {
      const left = this.expressions(scope).size();
      tokens.expect("==");
      const right = this.expressions(scope).size();
      const orOne = tokens.takes("or");
      if (orOne) tokens.expect("one");
      const name = tokens.expectText("the name of what requires it");
      requirements.push({ left, right, name, ...(orOne ? { orOne } : {}) });
      return;
    }
    const word = tokens.next;
    const isSize = tokens.takes("size");
    if (!isSize && !tokens.takes("symbol"))
      tokens.fail(`expected a tensor, \`size\`, \`symbol\`, \`require\` or \`return\`, found ${tokens.found()}`, word);
    const name = tokens.expectKind("name", "the name of a symbol");
    if (tokens.takes("=")) {
      const first = tokens.next;
      const value = this.expressions(scope).expression();
      if (value.type !== "index") tokens.fail(`a symbol has to be of type index, not ${value.type}`, first);
      this.makeKnown(scope, name, isSize);
      scope.symbols.set(name.text, { kind: "value", value });
    } else if (tokens.takes("of")) {
      const tensor = this.reference();
      tokens.expect("[");
      const dimension = tokens.expectInteger("the number of a dimension");
      tokens.expect("]");
      if (dimension >= tensor.shape.length) tokens.fail(`the tensor has ${tensor.shape.length} dimensions`, name);
      this.makeKnown(scope, name, isSize);
      scope.symbols.set(name.text, { kind: "dimension", tensor, dimension });
    } else {
      tokens.expect("outside");
      this.makeKnown(scope, name, isSize);
    }
  }

  private definition(scope: Scope): void {
    const { tokens } = this;
    this.introduce(scope, "=");
    const headers: Header[] = [];
    do headers.push(this.header(scope));
    while (tokens.takes(","));
    const [header, second] = headers as [Header, Header | undefined];
    tokens.expect("=");
    const word = tokens.expectKind("name", "what defines the tensor");
    if (word.text === "call") return this.call(headers, scope);
    if (second !== undefined) tokens.fail("only calls define several tensors", second.number);
    this.define(header, this.single(word, header, scope), scope);
  }

  private single(word: Token, header: Header, scope: Scope): Definition {
    const { tokens } = this;
    const axes = new Map<string, Axis>();
    switch (word.text) {
      case "input":
        return { kind: "input" };
      case "constant":
        return { kind: "constant", data: this.constant(header) };
      case "map": {
        const own = this.axes(scope, axes, header.shape);
        tokens.expect(":");
        return { kind: "map", axes: own, body: this.expressions(scope, axes).expression() };
      }
      case "reduce": {
        const name = tokens.expectKind("name", "how elements are brought together");
        const reducer = reducers.find((each) => each === name.text) ?? tokens.fail(`there is no reduction \`${name.text}\``, name);
        const own = this.axes(scope, axes, header.shape);
        tokens.expect("over");
        const reduced = this.axes(scope, axes, []);
        tokens.expect(":");
        return { kind: "reduce", axes: own, reduced, reducer, body: this.expressions(scope, axes).expression() };
      }
      default:
        return tokens.fail(`expected \`input\`, \`constant\`, \`map\`, \`reduce\` or \`call\`, found \`${word.text}\``, word);
    }
  }

  /** An axis without an extent has that of the dimension with its number. */
  private axes(scope: Scope, all: Map<string, Axis>, shape: readonly Dimension[]): readonly Axis[] {
    const { tokens } = this;
    const axes: Axis[] = [];
    tokens.expect("(");
    return this.list(")", () => {
      const name = tokens.expectKind("name", "the name of an axis");
      const own = shape[axes.length];
      const extent = tokens.takes("<") ? this.expressions(scope).size() : own;
      if (extent === undefined) return tokens.fail(`axis \`${name.text}\` needs an extent: \`${name.text} < …\``, name);
      if (all.has(name.text)) tokens.fail(`there are two axes \`${name.text}\``, name);
      const axis: Axis = { name: name.text, extent };
      axes.push(axis);
      all.set(name.text, axis);
      return axis;
    });
  }

  private call(headers: readonly Header[], scope: Scope): void {
    const { tokens } = this;
    const operator = tokens.expectKind("name", "the name of an operator").text;
    tokens.expect("(");
    const inputs = this.list(")", () => this.reference());
    const attributes: [string, Attribute][] = [];
    const call: Call = { id: this.nextId++, operator, inputs, attributes: {}, outputs: [] };
    if (tokens.takes("{")) {
      this.list("}", () => {
        const name = tokens.expectKind("name", "the name of an attribute");
        if (attributes.some(([each]) => each === name.text)) tokens.fail(`there are two attributes \`${name.text}\``, name);
        tokens.expect("=");
        attributes.push([name.text, this.attribute(scope)]);
      });
      Object.assign(call, { attributes: Object.fromEntries(attributes) });
    }
    call.outputs = headers.map((header, output) => this.define(header, { kind: "call", call, output }, scope));
  }

  private attribute(scope: Scope): Attribute {
    const { tokens } = this;
    if (tokens.takes("graph")) return this.graph(scope);
    if (tokens.takes("[")) {
      const first = tokens.next;
      const parts = this.list("]", () => this.scalar());
      const type = typeof parts[0];
      if (type === "boolean" || parts.some((each) => typeof each !== type)) tokens.fail("a list is of numbers or of texts", first);
      return parts as number[] | string[];
    }
    return this.scalar();
  }

  private scalar(): number | string | boolean {
    const { tokens } = this;
    if (tokens.next.kind === "text") return tokens.expectText("a text");
    if (tokens.takes("true")) return true;
    if (tokens.takes("false")) return false;
    return numberOf(this.digits());
  }

  /** A number without a type, with its sign. */
  private digits(): string {
    const { tokens } = this;
    const sign = tokens.takes("-") ? "-" : "";
    const token = tokens.next;
    if (token.kind !== "number" && !tokens.isNext("inf") && !tokens.isNext("nan")) tokens.fail(`expected a value, found ${tokens.found()}`);
    if (token.text.includes(":")) tokens.fail("a type has no place here", token);
    tokens.take();
    return sign === "" || token.text !== "inf" ? sign + token.text : "-Infinity";
  }

  private constant({ elementType, shape, number }: Header): TensorData {
    const { tokens } = this;
    const first = tokens.next;
    const sizes = shape.map((each) => constantOf(each) ?? tokens.fail("sizes of a constant have to be numbers", number));
    if (tokens.next.kind === "constant") {
      const data = this.constants[Number(tokens.take().text)] ?? tokens.fail(`constant #${first.text} is not given`, first);
      if (data.elementType !== elementType || data.shape.join() !== sizes.join())
        tokens.fail(
          `constant #${first.text} is ${data.elementType}${printShape(data.shape)}, not ${elementType}${printShape(sizes)}`,
          first,
        );
      return data;
    }
    tokens.expect("[");
    const isBig = elementType === "int64" || elementType === "uint64";
    const values = this.list("]", () => {
      if (elementType === "string") return tokens.expectText("a text");
      const at = tokens.next;
      const digits = this.digits();
      if (!isBig) return numberOf(digits);
      return /^-?\d+$/.test(digits) ? BigInt(digits) : tokens.fail(`\`${digits}\` is no whole number`, at);
    });
    try {
      return fromElements(elementType, sizes, values);
    } catch (error) {
      if (error instanceof TensorError) return tokens.fail(error.message, first);
      throw error;
    }
  }

  private header(scope: Scope): Header {
    const { tokens } = this;
    const number = tokens.expectKind("tensor", "a tensor");
    const name = tokens.expectText("the tensor's name");
    tokens.expect(":");
    const type = tokens.expectKind("name", "a type of elements");
    const elementType = elementTypes.find((each) => each === type.text) ?? tokens.fail(`there is no type \`${type.text}\``, type);
    const introduced: { name: string; dimension: number }[] = [];
    tokens.expect("[");
    let dimension = 0;
    const shape = this.list("]", () => {
      if (tokens.takes("?")) introduced.push({ name: tokens.next.text, dimension });
      dimension++;
      return this.expressions(scope).size();
    });
    return { number, name, elementType, shape, introduced };
  }

  private define(header: Header, definition: Definition, scope: Scope): Tensor {
    const { number, name, elementType, shape, introduced } = header;
    const key = Number(number.text);
    if (this.tensors.has(key)) this.tokens.fail(`%${number.text} is defined twice`, number);
    const tensor: Tensor = { id: this.nextId++, name, elementType, shape, definition };
    this.tensors.set(key, tensor);
    for (const { name: symbol, dimension } of introduced) scope.symbols.set(symbol, { kind: "dimension", tensor, dimension });
    return tensor;
  }

  private reference(): Tensor {
    const token = this.tokens.expectKind("tensor", "a tensor");
    return this.tensors.get(Number(token.text)) ?? this.tokens.fail(`tensor %${token.text} is not defined before it is read`, token);
  }

  /** Symbols that the shapes from here to `end` show for the first time: they may stand in any of them. */
  private introduce(scope: Scope, end: string): void {
    for (const name of this.tokens.namesAfter("?", end)) this.makeKnown(scope, name, true);
  }

  private makeKnown(scope: Scope, name: Token, isSize: boolean): void {
    if (scope.known.has(name.text)) this.tokens.fail(`symbol \`${name.text}\` has two meanings`, name);
    scope.known.set(name.text, isSize);
  }

  private expressions(scope: Scope, axes: ReadonlyMap<string, Axis> = new Map()): ExpressionParser {
    return new ExpressionParser(this.tokens, {
      axis: (name) => axes.get(name),
      tensor: (number) => this.tensors.get(number),
      symbol: (name) => {
        for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
          const isSize = at.known.get(name);
          if (isSize !== undefined) return isSize;
        }
        return undefined;
      },
    });
  }
}
