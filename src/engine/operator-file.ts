/**
 * What a file in Mojo says of operators: its declarations with `@operator`, `@reduction` and `@replaces` (`library/engine/custom.mojo`).
 *
 * In: a file's text, and a sink for what is wrong with it. Out: declarations as data; nothing of the file is run. Not here: types of bodies,
 * which the compiler checks when a program calls them, and what a use in a model means (`operators/custom.ts`).
 */
import { type DiagnosticSink, defineDiagnostic } from "../diag/diagnostic.ts";
import { SourceFile, type Span } from "../source/source-file.ts";
import type { ArgumentDeclaration, Decorator, Expression, FunctionDeclaration, Statement, StructDeclaration } from "../syntax/ast.ts";
import { parseModule } from "../syntax/parser.ts";
import { printExpression } from "../syntax/printer.ts";
import type { ElementType } from "./tensor-data.ts";

export const invalidOperator = defineDiagnostic({
  code: "E0601",
  message: (p: { what: string }) => p.what,
});

/** A type of elements, or a parameter that stands for any. */
export type DeclaredType = { readonly kind: "fixed"; readonly type: ElementType } | { readonly kind: "any"; readonly parameter: string };

export type AttributeKind = "float" | "integer" | "boolean" | "text";

export type DeclaredParameter =
  | { readonly kind: "elements"; readonly name: string; readonly type: DeclaredType; readonly isOptional: boolean }
  | { readonly kind: "attribute"; readonly name: string; readonly type: AttributeKind; readonly isOptional: boolean };

export type DeclaredMethod = {
  /** As seen from its module: `softclip`, `Gate.element`. */
  readonly name: string;
  readonly parameters: readonly DeclaredParameter[];
  readonly result: DeclaredType;
};

export const declaredReducers = ["sum", "product", "maximum", "minimum"] as const;

/** A method whose result others take, as the parameter with its name. */
export type DeclaredStep = {
  readonly name: string;
  /** Brings what the method gives together along an axis. */
  readonly reducer?: (typeof declaredReducers)[number];
  readonly method: DeclaredMethod;
};

export type DeclaredOperator = {
  /** Empty for ONNX's own. */
  readonly domain: string;
  readonly operator: string;
  readonly inputs: readonly { readonly name: string; readonly isOptional: boolean }[];
  /** Each after those whose results it takes. */
  readonly steps: readonly DeclaredStep[];
  readonly element: DeclaredMethod;
};

export type OperatorDeclarations = {
  readonly operators: readonly DeclaredOperator[];
  /** Names of the library's functions, and of the functions here that stand for them. */
  readonly replacements: ReadonlyMap<string, string>;
};

/** `replaceable`: the library's functions that may be replaced. */
export function readOperatorFile(path: string, text: string, sink: DiagnosticSink, replaceable: ReadonlySet<string>): OperatorDeclarations {
  const { body } = parseModule(new SourceFile(path, text), sink);
  return new FileReader(sink, replaceable).read(body);
}

const attributeKinds: { readonly [type: string]: AttributeKind } = {
  Float64: "float",
  Float32: "float",
  Int: "integer",
  Int64: "integer",
  Bool: "boolean",
  String: "text",
  StringLiteral: "text",
  StaticString: "text",
};

const elementTypes = /^(bool|u?int(8|16|32|64)|float(16|32|64)|bfloat16)$/;

class FileReader {
  private readonly sink: DiagnosticSink;
  private readonly replaceable: ReadonlySet<string>;
  private readonly operators = new Map<string, DeclaredOperator>();
  private readonly replacements = new Map<string, string>();

  constructor(sink: DiagnosticSink, replaceable: ReadonlySet<string>) {
    this.sink = sink;
    this.replaceable = replaceable;
  }

  read(body: readonly Statement[]): OperatorDeclarations {
    for (const statement of body) {
      if (statement.kind !== "function" && statement.kind !== "struct") continue;
      for (const decorator of statement.decorators) {
        const name = calleeOf(decorator);
        if (name === "operator") this.operator(statement, decorator);
        if (name === "replaces") this.replacement(statement, decorator);
        if (name === "reduction") this.wrong(decorator.span, "`@reduction` stands before a method of a struct with `@operator`");
      }
    }
    return { operators: [...this.operators.values()], replacements: this.replacements };
  }

  private operator(declaration: FunctionDeclaration | StructDeclaration, decorator: Decorator): void {
    const names = this.texts(decorator);
    if (names === undefined || names.length !== 2)
      return this.wrong(decorator.span, '`@operator` takes the domain and the name of an operator: `@operator("com.example", "Gate")`');
    const [given, operator] = names as [string, string];
    const domain = given === "ai.onnx" ? "" : given;
    const made = declaration.kind === "function" ? this.ofFunction(declaration) : this.ofStruct(declaration);
    if (made === undefined) return;
    const key = `${domain}:${operator}`;
    if (this.operators.has(key)) return this.wrong(decorator.span, `operator \`${printOperator(domain, operator)}\` is declared twice`);
    this.operators.set(key, { domain, operator, ...made });
  }

  private replacement(declaration: FunctionDeclaration | StructDeclaration, decorator: Decorator): void {
    const names = this.texts(decorator);
    const [name] = names ?? [];
    if (name === undefined || names?.length !== 1)
      return this.wrong(decorator.span, '`@replaces` takes the name of one of the library\'s functions: `@replaces("matmul")`');
    if (declaration.kind === "struct") return this.wrong(declaration.name.span, "only functions can replace one of the library's");
    if (!this.replaceable.has(name)) {
      const known = [...this.replaceable].sort().join(", ");
      return this.wrong(decorator.span, `compiled models call no function \`${name}\` that can be replaced`, [`they call ${known}`]);
    }
    const before = this.replacements.get(name);
    if (before !== undefined && before !== declaration.name.text)
      return this.wrong(decorator.span, `\`${name}\` is replaced by \`${before}\` already`);
    this.replacements.set(name, declaration.name.text);
  }

  private ofFunction(declaration: FunctionDeclaration): Omit<DeclaredOperator, "domain" | "operator"> | undefined {
    const element = this.method(declaration, declaration.name.text);
    return element === undefined ? undefined : this.complete(element, [], [], declaration.name.span);
  }

  /** What is computed: the element, and whatever methods it takes the results of. */
  private ofStruct(declaration: StructDeclaration): Omit<DeclaredOperator, "domain" | "operator"> | undefined {
    const title = declaration.name.text;
    if (declaration.parameters.length > 0)
      return this.wrong(declaration.name.span, `\`${title}\` has parameters, and nothing says what they are: its methods may have some`);
    const methods = new Map(
      declaration.body.flatMap((member) => (member.kind === "function" ? [[member.name.text, member] as const] : [])),
    );
    const last = methods.get("element");
    if (last === undefined) return this.wrong(declaration.name.span, `\`${title}\` has no method \`element\`, which gives an element`);
    const steps: DeclaredStep[] = [];
    const seen = new Set<string>();
    const under = new Set<string>();
    const visit = (member: FunctionDeclaration): DeclaredStep | undefined => {
      const step = this.step(member, title);
      if (step === undefined) return undefined;
      under.add(step.name);
      for (const { name } of step.method.parameters) {
        const other = methods.get(name);
        if (under.has(name))
          return this.wrong(member.name.span, `\`${step.name}\` takes the result of \`${name}\`, which takes its result`);
        if (other === undefined || seen.has(name)) continue;
        const found = visit(other);
        if (found === undefined) return undefined;
        steps.push(found);
      }
      under.delete(step.name);
      seen.add(step.name);
      return step;
    };
    const element = visit(last);
    if (element === undefined) return undefined;
    if (element.reducer !== undefined) return this.wrong(last.name.span, "`element` gives elements, which are not brought together");
    for (const [name, { decorators, name: at }] of methods) {
      if (!seen.has(name) && decorators.some((each) => calleeOf(each) === "reduction"))
        return this.wrong(at.span, `nothing takes the result of \`${name}\`: no parameter has its name`);
    }
    const inFileOrder = [...methods.keys()].flatMap((name) => steps.find((step) => step.name === name) ?? []);
    return this.complete(element.method, steps, inFileOrder, declaration.name.span);
  }

  private step(member: FunctionDeclaration, title: string): DeclaredStep | undefined {
    const name = member.name.text;
    if (!member.decorators.some(({ expression }) => expression.kind === "name" && expression.name === "staticmethod"))
      return this.wrong(member.name.span, `\`${name}\` of an operator has to be a \`@staticmethod\``);
    const method = this.method(member, `${title}.${name}`);
    if (method === undefined) return undefined;
    const decorator = member.decorators.find((each) => calleeOf(each) === "reduction");
    if (decorator === undefined) return { name, method };
    const [given, ...more] = this.texts(decorator) ?? [];
    const reducer = declaredReducers.find((each) => each === given);
    if (reducer !== undefined && more.length === 0) return { name, reducer, method };
    return this.wrong(decorator.span, `\`@reduction\` takes one of ${declaredReducers.map((each) => `"${each}"`).join(", ")}`);
  }

  /** Inputs are what the element takes, then what other methods take. */
  private complete(
    element: DeclaredMethod,
    steps: readonly DeclaredStep[],
    inFileOrder: readonly DeclaredStep[],
    at: Span,
  ): Omit<DeclaredOperator, "domain" | "operator"> | undefined {
    const results = new Set(steps.map(({ name }) => name));
    const inputs = new Map<string, boolean>();
    for (const { parameters } of [element, ...inFileOrder.map(({ method }) => method)]) {
      for (const { kind, name, isOptional } of parameters) {
        if (kind === "elements" && !results.has(name)) inputs.set(name, isOptional && inputs.get(name) !== false);
      }
    }
    if (inputs.size === 0) return this.wrong(at, `\`${element.name}\` has no inputs: parameters of type \`SIMD\``);
    return { inputs: [...inputs].map(([name, isOptional]) => ({ name, isOptional })), steps, element };
  }

  private method({ name, signature }: FunctionDeclaration, spelled: string): DeclaredMethod | undefined {
    const title = `\`${name.text}\``;
    const { effects } = signature;
    if (effects.raises || effects.isAsync || effects.capturing)
      return this.wrong(name.span, `${title} of an operator can neither raise nor wait nor capture`);
    const types = new Set<string>();
    const counts = new Set<string>();
    for (const parameter of signature.parameters) {
      const type = parameter.type?.kind === "name" ? parameter.type.name : undefined;
      if (type === "DType") types.add(parameter.name.text);
      else if (type === "Int") counts.add(parameter.name.text);
      else if (parameter.default === undefined)
        return this.wrong(parameter.span, `nothing says what \`${parameter.name.text}\` is: parameters are the number of lanes, and types`);
    }
    const elements = (type: Expression | undefined, at: Span, of: string): DeclaredType | undefined => {
      const found = type === undefined ? undefined : vectorOf(type);
      const lanes = found?.lanes;
      const declared = found === undefined ? undefined : declaredType(found.element, types);
      if (declared !== undefined && lanes !== undefined && counts.has(lanes)) return declared;
      const written = type === undefined ? "no type" : `the type \`${printExpression(type)}\``;
      const note = "elements come in vectors of any length: `SIMD[DType.float32, lanes]`, where `lanes` is a parameter of type `Int`";
      return this.wrong(type?.span ?? at, `${of} has ${written}, which is no vector of elements`, [note]);
    };
    const parameters: DeclaredParameter[] = [];
    for (const argument of signature.arguments) {
      const read = this.argument(argument, elements);
      if (read === undefined) return undefined;
      parameters.push(read);
    }
    const result = elements(signature.returns, name.span, `the result of ${title}`);
    return result === undefined ? undefined : { name: spelled, parameters, result };
  }

  private argument(
    { name, stars, passing, convention, type, default: otherwise, span }: ArgumentDeclaration,
    elements: (type: Expression | undefined, at: Span, of: string) => DeclaredType | undefined,
  ): DeclaredParameter | undefined {
    const title = `\`${name.text}\``;
    if (stars > 0 || passing === "positional-only") return this.wrong(span, `${title} cannot be given by its name`);
    if (convention !== undefined && convention !== "read" && convention !== "owned")
      return this.wrong(span, `${title} can only be read: operators have no effects`);
    const isOptional = otherwise !== undefined;
    const attribute = type?.kind === "name" ? attributeKinds[type.name] : undefined;
    if (attribute !== undefined) return { kind: "attribute", name: name.text, type: attribute, isOptional };
    const declared = elements(type, span, title);
    return declared === undefined ? undefined : { kind: "elements", name: name.text, type: declared, isOptional };
  }

  /** The texts that a decorator takes; undefined if they are not all texts. */
  private texts({ expression }: Decorator): readonly string[] | undefined {
    if (expression.kind !== "call") return undefined;
    const texts = expression.arguments.map(({ value, stars, keyword }) =>
      value.kind === "string" && stars === 0 && keyword === undefined ? value.value : undefined,
    );
    return texts.every((each) => each !== undefined) ? texts : undefined;
  }

  private wrong(at: Span, what: string, notes: readonly string[] = []): undefined {
    this.sink.report(invalidOperator, { at, params: { what }, notes });
  }
}

/** `com.example.Gate`. */
export function printOperator(domain: string, operator: string): string {
  return domain === "" ? operator : `${domain}.${operator}`;
}

function calleeOf({ expression }: Decorator): string | undefined {
  const callee = expression.kind === "call" ? expression.callee : expression;
  return callee.kind === "name" ? callee.name : undefined;
}

/** The parts of `SIMD[element, lanes]`. */
function vectorOf(type: Expression): { readonly element: Expression; readonly lanes: string | undefined } | undefined {
  if (type.kind !== "subscript" || type.base.kind !== "name" || type.base.name !== "SIMD" || type.arguments.length !== 2) return undefined;
  const [element, lanes] = type.arguments.map(({ value }) => value) as [Expression, Expression];
  return { element, lanes: lanes.kind === "name" ? lanes.name : undefined };
}

function declaredType(element: Expression, types: ReadonlySet<string>): DeclaredType | undefined {
  if (element.kind === "name") return types.has(element.name) ? { kind: "any", parameter: element.name } : undefined;
  const isKnown = element.kind === "attribute" && element.base.kind === "name" && element.base.name === "DType";
  return isKnown && elementTypes.test(element.name.text) ? { kind: "fixed", type: element.name.text as ElementType } : undefined;
}
