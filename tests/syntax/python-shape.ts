/**
 * Our tree of Python source in the form that python_shape.py prints for CPython's, so that the two can be compared.
 */
import type {
  ArgumentDeclaration,
  CallArgument,
  ComprehensionClause,
  Expression,
  FormattedPart,
  Module,
  ParameterDeclaration,
  Pattern,
  Statement,
} from "../../src/syntax/ast.ts";
import type { Span } from "../../src/source/source-file.ts";

export type Shape = null | string | number | boolean | Shape[];

const operators: Record<string, string> = {
  "+": "Add",
  "-": "Sub",
  "*": "Mult",
  "/": "Div",
  "//": "FloorDiv",
  "%": "Mod",
  "**": "Pow",
  "@": "MatMult",
  "<<": "LShift",
  ">>": "RShift",
  "&": "BitAnd",
  "|": "BitOr",
  "^": "BitXor",
  "==": "Eq",
  "!=": "NotEq",
  "<": "Lt",
  "<=": "LtE",
  ">": "Gt",
  ">=": "GtE",
  is: "Is",
  "is not": "IsNot",
  in: "In",
  "not in": "NotIn",
};

export function moduleShape(module: Module, version: readonly number[]): Shape {
  return new Shaper(version).body(module.body, module.docstring);
}

class Shaper {
  private readonly typeParameters: boolean;
  private readonly typeDefaults: boolean;

  constructor(version: readonly number[]) {
    this.typeParameters = (version[1] as number) >= 12;
    this.typeDefaults = (version[1] as number) >= 13;
  }

  body(list: readonly Statement[], docstring?: string): Shape[] {
    const shapes = list.map((statement) => this.statement(statement));
    if (docstring !== undefined) shapes.unshift(["Expr", null, ["Constant", null, "str", docstring]]);
    return shapes;
  }

  private at(span: Span): Shape {
    const first = span.file.position(span.start);
    const last = span.file.position(span.end);
    return [first.line, first.column - 1, last.line, last.column - 1];
  }

  private statement(s: Statement): Shape {
    const at = this.at(s.span);
    switch (s.kind) {
      case "function": {
        const name = s.signature.effects.isAsync ? "AsyncFunctionDef" : "FunctionDef";
        const shape: Shape[] = [
          name,
          this.decoratedAt(s.span, s.decorators.length, s.headerSpan, s.name.span),
          s.name.text,
          this.argumentList(s.signature.arguments),
          this.body(s.body, s.docstring),
        ];
        shape.push(
          s.decorators.map((decorator) => this.expression(decorator.expression)),
          this.optional(s.signature.returns),
        );
        if (this.typeParameters) shape.push(this.parameters(s.signature.parameters));
        return shape;
      }
      case "class": {
        const [positional, keywords] = this.arguments(s.arguments);
        const shape: Shape[] = [
          "ClassDef",
          this.decoratedAt(s.span, s.decorators.length, s.headerSpan, s.name.span),
          s.name.text,
          positional,
          keywords,
          this.body(s.body, s.docstring),
        ];
        shape.push(s.decorators.map((decorator) => this.expression(decorator.expression)));
        if (this.typeParameters) shape.push(this.parameters(s.parameters));
        return shape;
      }
      case "alias":
        return ["TypeAlias", at, ["Name", this.at(s.name.span), s.name.text], this.parameters(s.parameters), this.optional(s.value)];
      case "variable":
        return ["AnnAssign", at, this.expression(s.target), this.optional(s.type), this.optional(s.value)];
      case "expression":
        return ["Expr", at, this.expression(s.value)];
      case "assign":
        return ["Assign", at, s.targets.map((target) => this.expression(target)), this.expression(s.value)];
      case "augmented":
        return ["AugAssign", at, this.expression(s.target), operators[s.operator] as string, this.expression(s.value)];
      case "return":
        return ["Return", at, this.optional(s.value)];
      case "raise":
        return ["Raise", at, this.optional(s.value), this.optional(s.cause)];
      case "delete":
        return ["Delete", at, s.targets.map((target) => this.expression(target))];
      case "pass":
        return ["Pass", at];
      case "break":
        return ["Break", at];
      case "continue":
        return ["Continue", at];
      case "global":
        return ["Global", at, s.names.map((name) => name.text)];
      case "nonlocal":
        return ["Nonlocal", at, s.names.map((name) => name.text)];
      case "assert":
        return ["Assert", at, this.expression(s.condition), this.optional(s.message)];
      case "import":
        return [
          "Import",
          at,
          s.names.map((name) => ["alias", null, name.path.map((part) => part.text).join("."), name.alias?.text ?? null]),
        ];
      case "from-import": {
        const names: Shape = s.star
          ? [["alias", null, "*", null]]
          : s.names.map((name) => ["alias", null, name.name.text, name.alias?.text ?? null]);
        return ["ImportFrom", at, s.path.length > 0 ? s.path.map((part) => part.text).join(".") : null, names, s.level];
      }
      case "if":
        return ["If", at, this.expression(s.condition), this.body(s.body), this.body(s.orElse)];
      case "while":
        return ["While", at, this.expression(s.condition), this.body(s.body), this.body(s.orElse)];
      case "for":
        return [
          s.isAsync ? "AsyncFor" : "For",
          at,
          this.expression(s.target),
          this.expression(s.iterable),
          this.body(s.body),
          this.body(s.orElse),
        ];
      case "try": {
        const handlers = s.handlers.map(
          (handler): Shape => ["ExceptHandler", null, this.optional(handler.type), handler.name?.text ?? null, this.body(handler.body)],
        );
        return [
          s.handlers.some((handler) => handler.star) ? "TryStar" : "Try",
          at,
          this.body(s.body),
          handlers,
          this.body(s.orElse),
          this.body(s.finally),
        ];
      }
      case "with": {
        const items = s.items.map((item): Shape => ["withitem", null, this.expression(item.context), this.optional(item.target)]);
        return [s.isAsync ? "AsyncWith" : "With", at, items, this.body(s.body)];
      }
      case "match":
        return [
          "Match",
          at,
          this.expression(s.subject),
          s.cases.map((one): Shape => ["match_case", null, this.pattern(one.pattern), this.optional(one.guard), this.body(one.body)]),
        ];
      case "struct":
      case "trait":
      case "extension":
      case "error":
        return [s.kind, at];
    }
  }

  /** A decorated definition starts at its keyword for CPython, at the first decorator for us: only lines of the keyword compare. */
  private decoratedAt(span: Span, decorators: number, header: Span, name: Span): Shape {
    void header;
    const at = this.at(span) as Shape[];
    if (decorators === 0) return at;
    return [name.file.position(name.start).line, null, at[2] as Shape, at[3] as Shape];
  }

  private optional(e: Expression | undefined): Shape {
    return e === undefined ? null : this.expression(e);
  }

  private expression(e: Expression): Shape {
    const at = this.at(e.span);
    switch (e.kind) {
      case "name":
        return ["Name", at, e.name];
      case "integer":
        return ["Constant", at, "int", e.value.toString()];
      case "float":
        return ["Constant", at, "float", doubleHex(e.value)];
      case "imaginary":
        return ["Constant", at, "imaginary", doubleHex(e.value)];
      case "string":
        return ["Constant", at, "str", e.value];
      case "bytes":
        return ["Constant", at, "bytes", Buffer.from(e.value).toString("hex")];
      case "formatted":
        return ["JoinedStr", at, ...this.formatted(e.parts)];
      case "boolean":
        return ["Constant", at, "singleton", e.value ? "True" : "False"];
      case "none":
        return ["Constant", at, "singleton", "None"];
      case "ellipsis":
        return ["Constant", at, "ellipsis"];
      case "unary":
        return [
          "UnaryOp",
          at,
          e.operator === "not" ? "Not" : e.operator === "-" ? "USub" : e.operator === "+" ? "UAdd" : "Invert",
          this.expression(e.operand),
        ];
      case "binary":
        return ["BinOp", at, this.expression(e.left), operators[e.operator] as string, this.expression(e.right)];
      case "logical":
        return ["BoolOp", at, e.operator === "and" ? "And" : "Or", this.flatten(e).map((value) => this.expression(value))];
      case "compare":
        return [
          "Compare",
          at,
          this.expression(e.operands[0] as Expression),
          e.operators.map((operator) => operators[operator] as string),
          e.operands.slice(1).map((value) => this.expression(value)),
        ];
      case "call":
        return ["Call", at, this.expression(e.callee), ...this.arguments(e.arguments)];
      case "subscript":
        return ["Subscript", at, this.expression(e.base), this.index(e.arguments)];
      case "attribute":
        return ["Attribute", at, this.expression(e.base), e.name.text];
      case "slice":
        return ["Slice", at, this.optional(e.lower), this.optional(e.upper), this.optional(e.step)];
      case "tuple":
        return ["Tuple", at, e.elements.map((element) => this.expression(element))];
      case "list":
        return ["List", at, e.elements.map((element) => this.expression(element))];
      case "set":
        return ["Set", at, e.elements.map((element) => this.expression(element))];
      case "dictionary":
        return ["Dict", at, e.entries.map((entry) => this.optional(entry.key)), e.entries.map((entry) => this.expression(entry.value))];
      case "comprehension":
        return this.comprehension(e);
      case "lambda":
        return ["Lambda", at, this.argumentList(e.arguments), this.expression(e.body)];
      case "conditional":
        return ["IfExp", at, this.expression(e.condition), this.expression(e.whenTrue), this.expression(e.whenFalse)];
      case "walrus":
        return ["NamedExpr", at, ["Name", this.at(e.name.span), e.name.text], this.expression(e.value)];
      case "starred":
        return ["Starred", at, this.expression(e.value)];
      case "await":
        return ["Await", at, this.expression(e.value)];
      case "yield":
        return e.from ? ["YieldFrom", at, this.optional(e.value)] : ["Yield", at, this.optional(e.value)];
      case "initializer":
      case "transfer":
      case "comptime":
      case "function-type":
      case "reference-type":
      case "binding":
      case "error":
        return [e.kind, at];
    }
  }

  private comprehension(e: Extract<Expression, { kind: "comprehension" }>): Shape {
    const names = { list: "ListComp", set: "SetComp", generator: "GeneratorExp", dictionary: "DictComp" };
    const element = e.form === "dictionary" ? [this.optional(e.key), this.expression(e.element)] : [this.expression(e.element)];
    return [names[e.form], this.at(e.span), ...element, this.clauses(e.clauses)];
  }

  private clauses(clauses: readonly ComprehensionClause[]): Shape {
    const shapes: Shape[][] = [];
    for (const clause of clauses) {
      if (clause.kind === "for")
        shapes.push(["comprehension", null, this.expression(clause.target), this.expression(clause.iterable), [], clause.isAsync ? 1 : 0]);
      else ((shapes[shapes.length - 1] as Shape[])[4] as Shape[]).push(this.expression(clause.condition));
    }
    return shapes;
  }

  private flatten(e: Extract<Expression, { kind: "logical" }>): Expression[] {
    const left = e.left.kind === "logical" && e.left.operator === e.operator ? this.flatten(e.left) : [e.left];
    return [...left, e.right];
  }

  private formatted(parts: readonly FormattedPart[]): Shape[] {
    const shapes: Shape[][] = [];
    const addText = (text: string): void => {
      const last = shapes[shapes.length - 1];
      if (last?.[0] === "text") last[1] = (last[1] as string) + text;
      else if (text !== "") shapes.push(["text", text]);
    };
    for (const part of parts) {
      if (part.kind === "text") addText(part.value);
      else {
        if (part.debugText !== undefined) addText(part.debugText);
        const conversion = part.conversion ?? (part.debugText !== undefined && part.format === undefined ? "r" : undefined);
        shapes.push([
          "field",
          this.expression(part.value),
          conversion?.charCodeAt(0) ?? -1,
          part.format === undefined ? null : this.formatted(part.format),
        ]);
      }
    }
    return shapes;
  }

  private index(list: readonly CallArgument[]): Shape {
    const values = list.map(
      (argument): Shape =>
        argument.stars === 0 ? this.expression(argument.value) : ["Starred", this.at(argument.span), this.expression(argument.value)],
    );
    if (values.length === 1) return values[0] as Shape;
    const first = list[0] as CallArgument;
    const last = list[list.length - 1] as CallArgument;
    const at = this.at({ file: first.span.file, start: first.span.start, end: last.span.end }) as Shape[];
    // CPython counts a trailing comma in.
    return ["Tuple", [at[0] as Shape, at[1] as Shape, null, null], values];
  }

  private arguments(list: readonly CallArgument[]): [Shape[], Shape[]] {
    const positional: Shape[] = [];
    const keywords: Shape[] = [];
    for (const argument of list) {
      const value = this.expression(argument.value);
      if (argument.keyword !== undefined) keywords.push(["keyword", null, argument.keyword.text, value]);
      else if (argument.stars === 2) keywords.push(["keyword", null, null, value]);
      else if (argument.stars === 1) positional.push(["Starred", this.at(argument.span), value]);
      else positional.push(value);
    }
    return [positional, keywords];
  }

  private argumentList(list: readonly ArgumentDeclaration[]): Shape {
    return list.map((argument): Shape => {
      const type = argument.typeIsPack ? ["Starred", null, this.optional(argument.type)] : this.optional(argument.type);
      return [argument.name.text, type, this.optional(argument.default), argument.stars, argument.passing];
    });
  }

  private parameters(list: readonly ParameterDeclaration[]): Shape {
    return list.map((parameter): Shape => {
      const kind = parameter.stars === 0 ? "TypeVar" : parameter.stars === 1 ? "TypeVarTuple" : "ParamSpec";
      const shape: Shape[] = [kind, this.at(parameter.span), parameter.name.text];
      if (kind === "TypeVar") shape.push(this.optional(parameter.type));
      if (this.typeDefaults) shape.push(this.optional(parameter.default));
      return shape;
    });
  }

  private pattern(pattern: Pattern): Shape {
    const at = this.at(pattern.span);
    switch (pattern.kind) {
      case "value":
        if (pattern.value.kind === "boolean" || pattern.value.kind === "none")
          return ["MatchSingleton", at, "singleton", pattern.value.kind === "none" ? "None" : pattern.value.value ? "True" : "False"];
        return ["MatchValue", at, this.expression(pattern.value)];
      case "capture":
        return ["MatchAs", at, pattern.pattern === undefined ? null : this.pattern(pattern.pattern), pattern.name?.text ?? null];
      case "star":
        return ["MatchStar", at, pattern.name?.text ?? null];
      case "sequence":
        return ["MatchSequence", at, pattern.elements.map((element) => this.pattern(element))];
      case "mapping":
        return [
          "MatchMapping",
          at,
          pattern.entries.map((entry) => this.expression(entry.key)),
          pattern.entries.map((entry) => this.pattern(entry.pattern)),
          pattern.rest?.text ?? null,
        ];
      case "class":
        return [
          "MatchClass",
          at,
          this.expression(pattern.callee),
          pattern.positional.map((item) => this.pattern(item)),
          pattern.keywords.map((item) => item.name.text),
          pattern.keywords.map((item) => this.pattern(item.pattern)),
        ];
      case "or":
        return ["MatchOr", at, pattern.alternatives.map((item) => this.pattern(item))];
    }
  }
}

function doubleHex(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

/** First difference of two shapes; positions are compared only when both sides have them and `positions` is set. */
export function shapeDifference(ours: Shape, theirs: Shape, positions: boolean, path = ""): string | undefined {
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const isNode = isPosition(ours[1]) || isPosition(theirs[1]) || (ours[1] === null && theirs[1] === null && typeof ours[0] === "string");
    const where = isNode ? `${path}/${String(theirs[0])}` : path;
    if (ours.length !== theirs.length)
      return `${where}: ${ours.length} parts, CPython has ${theirs.length}: ${JSON.stringify(ours).slice(0, 300)} and ${JSON.stringify(theirs).slice(0, 300)}`;
    for (let i = 0; i < ours.length; i++) {
      if (isNode && i === 1) {
        const [a, b] = [ours[1], theirs[1]];
        if (!positions || !isPosition(a) || !isPosition(b)) continue;
        if (a.some((value, k) => value !== b[k] && value !== null && b[k] !== null)) {
          return `${where}: at ${JSON.stringify(a)}, CPython at ${JSON.stringify(b)}`;
        }
        continue;
      }
      const difference = shapeDifference(ours[i] as Shape, theirs[i] as Shape, positions, isNode ? where : `${path}[${i}]`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  if (ours !== theirs) return `${path}: ${JSON.stringify(ours)?.slice(0, 200)}, CPython has ${JSON.stringify(theirs)?.slice(0, 200)}`;
  return undefined;
}

function isPosition(shape: Shape | undefined): shape is Shape[] {
  return Array.isArray(shape) && shape.length === 4 && typeof shape[0] === "number";
}
