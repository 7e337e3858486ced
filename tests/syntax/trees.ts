/** Random syntax trees of the 1.0 dialect, for printing and parsing back. */
import * as fc from "fast-check";
import { SourceFile } from "../../src/source/source-file.ts";
import type {
  ArgumentDeclaration,
  CallArgument,
  Capture,
  ComprehensionClause,
  Expression,
  FormattedPart,
  FunctionEffects,
  FunctionSignature,
  Identifier,
  Module,
  ParameterDeclaration,
  Pattern,
  Statement,
} from "../../src/syntax/ast.ts";

const file = new SourceFile("tree.mojo", "");
const span = { file, start: 0, end: 0 };

const words = "a b foo Self _x é 🔥 match case type out mut read owned alias struct trait raises where thin imm deinit print self";
const nameText = fc.constantFrom(...words.split(" "));
const plainName = fc.constantFrom("a", "b", "foo", "bar", "é");

const identifier: fc.Arbitrary<Identifier> = fc.oneof(
  { weight: 8, arbitrary: nameText.map((text): Identifier => ({ text, span })) },
  { weight: 1, arbitrary: fc.constantFrom("struct", "a b", "!x<1>", "if").map((text): Identifier => ({ text, escaped: true, span })) },
);

const name: fc.Arbitrary<Expression> = identifier.map((id) =>
  id.escaped ? { kind: "name", name: id.text, escaped: true, span } : { kind: "name", name: id.text, span },
);
const simpleName: fc.Arbitrary<Expression> = plainName.map((text) => ({ kind: "name", name: text, span }));

const literal: fc.Arbitrary<Expression> = fc.oneof(
  fc.bigInt({ min: 0n, max: 1n << 80n }).map((value): Expression => ({ kind: "integer", value, text: String(value), span })),
  fc.constantFrom("1.5", "2.", ".5", "1e10", "0.1e-3").map((text): Expression => ({ kind: "float", value: Number(text), text, span })),
  fc.constantFrom("1j", "2.5J").map((text): Expression => ({ kind: "imaginary", value: Number(text.slice(0, -1)), text, span })),
  fc.string({ unit: "binary" }).map((value): Expression => ({ kind: "string", value, span })),
  fc.string().map((value): Expression => ({ kind: "string", value, span })),
  fc.uint8Array({ maxLength: 6 }).map((value): Expression => ({ kind: "bytes", value: Uint8Array.from(value), span })),
  fc.boolean().map((value): Expression => ({ kind: "boolean", value, span })),
  fc.constant<Expression>({ kind: "none", span }),
  fc.constant<Expression>({ kind: "ellipsis", span }),
);

function optional<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

type Trees = {
  expression: Expression;
  element: Expression;
  argument: CallArgument;
  signature: FunctionSignature;
  statement: Statement;
  pattern: Pattern;
};

const trees = fc.letrec<Trees>((tie) => {
  const e = tie("expression");
  const few = <T>(arbitrary: fc.Arbitrary<T>, minLength = 0): fc.Arbitrary<T[]> => fc.array(arbitrary, { minLength, maxLength: 3 });
  const starred = e.map((value): Expression => ({ kind: "starred", count: 1, value, span }));
  const element = fc.oneof({ weight: 4, arbitrary: e }, { weight: 1, arbitrary: starred });
  const argument: fc.Arbitrary<CallArgument> = fc.oneof(
    e.map((value): CallArgument => ({ stars: 0, value, span })),
    e.map((value): CallArgument => ({ stars: 1, value, span })),
  );
  const keywordArgument = fc.oneof(
    fc.tuple(identifier, e).map(([keyword, value]): CallArgument => ({ stars: 0, keyword, value, span })),
    e.map((value): CallArgument => ({ stars: 2, value, span })),
  );
  const callArguments = fc
    .tuple(few(argument), few(keywordArgument))
    .map(([positional, named]): CallArgument[] => [...positional, ...named]);
  const slice = fc
    .tuple(optional(e), optional(e), optional(e))
    .map(([lower, upper, step]): CallArgument => ({ stars: 0, value: { kind: "slice", lower, upper, step, span }, span }));
  const clauses: fc.Arbitrary<ComprehensionClause[]> = fc
    .tuple(fc.boolean(), simpleName, e, few(e))
    .map(([isAsync, target, iterable, conditions]): ComprehensionClause[] => [
      { kind: "for", isAsync, target, iterable, span },
      ...conditions.map((condition): ComprehensionClause => ({ kind: "if", condition, span })),
    ]);
  const field: fc.Arbitrary<FormattedPart> = fc
    .tuple(e, optional(fc.constantFrom("r" as const, "s" as const, "a" as const)), optional(fc.constantFrom(">10", "{}", "")))
    .map(([value, conversion, format]): FormattedPart => {
      const parts: FormattedPart[] | undefined =
        format === undefined ? undefined : format === "" ? [] : [{ kind: "text", value: format, span }];
      return { kind: "replacement", value, conversion, format: parts, span };
    });
  const formatted = fc.tuple(fc.boolean(), fc.array(fc.tuple(fc.string({ minLength: 1 }), field), { maxLength: 2 })).map(
    ([template, pairs]): Expression => ({
      kind: "formatted",
      template,
      parts: pairs.flatMap(([value, part]): FormattedPart[] => [{ kind: "text", value, span }, part]),
      span,
    }),
  );
  const effects: fc.Arbitrary<FunctionEffects> = fc.record({
    raises: fc.boolean(),
    isAsync: fc.constant(false),
    capturing: fc.boolean(),
    escaping: fc.boolean(),
    unified: fc.boolean(),
    thin: fc.boolean(),
  });
  const capture: fc.Arbitrary<Capture> = fc
    .tuple(optional(plainName), fc.constantFrom("read" as const, "mut" as const, "owned" as const, "ref" as const), fc.boolean())
    .map(([text, convention, transfer]) => ({
      name: text === undefined ? undefined : { text, span },
      convention,
      transfer: transfer && convention === "owned",
      span,
    }));
  const argumentDeclaration: fc.Arbitrary<ArgumentDeclaration> = fc
    .tuple(identifier, optional(fc.constantFrom("read", "mut", "owned", "out", "deinit", "ref") as fc.Arbitrary<"read">), optional(e))
    .map(([id, convention, type]) => ({
      name: id,
      convention,
      spelling: convention,
      stars: 0,
      type: type ?? { kind: "name", name: "T", span },
      passing: "normal",
      span,
    }));
  const argumentDeclarations = fc
    .tuple(few(argumentDeclaration), fc.nat(3), fc.nat(3), fc.boolean())
    .map(([list, positional, keyword, variadic]) => {
      const result = list.map((one, i): ArgumentDeclaration => ({ ...one, passing: i < positional ? "positional-only" : "normal" }));
      if (variadic)
        result.push({
          name: { text: "rest", span },
          stars: 1,
          type: { kind: "name", name: "Ts", span },
          typeIsPack: true,
          passing: "normal",
          span,
        });
      for (let i = 0; i < keyword; i++)
        result.push({ name: { text: `k${i}`, span }, stars: 0, default: { kind: "none", span }, passing: "keyword-only", span });
      return result;
    });
  const parameter: fc.Arbitrary<ParameterDeclaration> = fc
    .tuple(identifier, optional(e), optional(e))
    .map(([id, type, initial]) => ({ name: id, stars: 0, type, default: initial, passing: "normal", span }));
  const parameters = fc.tuple(few(parameter), fc.nat(2), fc.nat(2)).map(([list, inferred, positional]) =>
    list.map(
      (one, i): ParameterDeclaration => ({
        ...one,
        passing: i < inferred ? "infer-only" : i < inferred + positional ? "positional-only" : "normal",
      }),
    ),
  );
  const signature: fc.Arbitrary<FunctionSignature> = fc
    .record({
      keyword: fc.constantFrom("fn" as const, "def" as const),
      parameters,
      hasParameterList: fc.boolean(),
      arguments: argumentDeclarations,
      effects,
      captures: optional(few(capture)),
      returns: optional(e),
      resultName: fc.constant(undefined),
      where: optional(e),
    })
    .map((s) => ({ ...s, parameters: s.hasParameterList ? s.parameters : [] }));
  // Without an arrow `fn(…)` would be a call in this dialect.
  const functionType = fc.tuple(signature, e).map(([s, returns]): Expression => {
    const unnamed = s.arguments.map((one): ArgumentDeclaration => {
      if (one.stars !== 0 || one.passing === "keyword-only") return one;
      return { ...one, convention: undefined, spelling: undefined, name: { text: "", span }, type: { kind: "name", name: "T", span } };
    });
    const list = unnamed.filter((one) => one.passing !== "keyword-only" && one.stars === 0);
    return { kind: "function-type", signature: { ...s, arguments: list, returns, where: undefined }, span };
  });
  const mojoLambda = fc.tuple(signature, e).map(([s, body]): Expression => {
    const own: FunctionSignature = { ...s, keyword: "def", where: undefined };
    return { kind: "lambda", arguments: own.arguments, body, captures: own.captures, signature: own, span };
  });
  const pythonLambda = fc.tuple(argumentDeclarations, e).map(([list, body]): Expression => {
    const untyped = list.map(
      (one): ArgumentDeclaration => ({ ...one, type: undefined, typeIsPack: undefined, convention: undefined, spelling: undefined }),
    );
    return { kind: "lambda", arguments: untyped, body, span };
  });
  const binaryOperator = fc.constantFrom("+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^") as fc.Arbitrary<"+">;
  const compareOperator = fc.constantFrom("==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in") as fc.Arbitrary<"==">;

  const block = few(tie("statement"), 1);
  const declared = fc.tuple(identifier, signature, few(e), optional(fc.string({ unit: "grapheme" })), block);
  return {
    expression: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      name,
      literal,
      fc
        .tuple(fc.constantFrom("+", "-", "~", "not") as fc.Arbitrary<"+">, e)
        .map(([operator, operand]): Expression => ({ kind: "unary", operator, operand, span })),
      fc
        .tuple(binaryOperator, e, e)
        .map(([operator, left, right]): Expression => ({ kind: "binary", operator, left, right, operatorSpan: span, span })),
      fc
        .tuple(fc.constantFrom("and" as const, "or" as const), e, e)
        .map(([operator, left, right]): Expression => ({ kind: "logical", operator, left, right, span })),
      fc
        .tuple(fc.array(compareOperator, { minLength: 1, maxLength: 2 }), fc.array(e, { minLength: 3, maxLength: 3 }))
        .map(
          ([operators, operands]): Expression => ({ kind: "compare", operators, operands: operands.slice(0, operators.length + 1), span }),
        ),
      fc
        .tuple(e, callArguments)
        .map(([callee, list]): Expression => ({ kind: "call", callee, arguments: list, argumentsSpan: span, span })),
      fc
        .tuple(e, fc.oneof(callArguments, few(slice)))
        .map(([base, list]): Expression => ({ kind: "subscript", base, arguments: list, argumentsSpan: span, span })),
      fc.tuple(e, identifier).map(([base, id]): Expression => ({ kind: "attribute", base, name: id, span })),
      few(element).map((elements): Expression => ({ kind: "tuple", elements, parenthesized: true, span })),
      few(element).map((elements): Expression => ({ kind: "list", elements, span })),
      few(element, 1).map((elements): Expression => ({ kind: "set", elements, span })),
      few(fc.tuple(optional(e), e)).map(
        (entries): Expression => ({ kind: "dictionary", entries: entries.map(([key, value]) => ({ key, value })), span }),
      ),
      fc.tuple(few(e), identifier, e).map(
        ([values, keyword, value]): Expression => ({
          kind: "initializer",
          arguments: [...values.map((one): CallArgument => ({ stars: 0, value: one, span })), { stars: 0, keyword, value, span }],
          span,
        }),
      ),
      fc
        .tuple(fc.constantFrom("list" as const, "set" as const, "generator" as const), e, clauses)
        .map(([form, value, list]): Expression => ({ kind: "comprehension", form, element: value, clauses: list, span })),
      fc
        .tuple(e, e, clauses)
        .map(([key, value, list]): Expression => ({ kind: "comprehension", form: "dictionary", key, element: value, clauses: list, span })),
      pythonLambda,
      mojoLambda,
      functionType,
      fc
        .tuple(e, e, e)
        .map(([condition, whenTrue, whenFalse]): Expression => ({ kind: "conditional", condition, whenTrue, whenFalse, span })),
      fc.tuple(identifier, e).map(([id, value]): Expression => ({ kind: "walrus", name: id, value, span })),
      e.map((value): Expression => ({ kind: "await", value, span })),
      optional(e).map((value): Expression => ({ kind: "yield", value, from: false, span })),
      e.map((value): Expression => ({ kind: "yield", value, from: true, span })),
      e.map((value): Expression => ({ kind: "transfer", value, span })),
      e.map((value): Expression => ({ kind: "comptime", value, span })),
      formatted,
    ),
    element,
    argument,
    signature,
    pattern: fc.oneof(
      { maxDepth: 2 },
      literal.filter((l) => l.kind !== "ellipsis" && l.kind !== "bytes").map((value): Pattern => ({ kind: "value", value, span })),
      optional(identifier.filter((id) => id.text !== "_")).map((id): Pattern => ({ kind: "capture", name: id, span })),
      fc.tuple(identifier, tie("pattern")).map(([id, pattern]): Pattern => ({ kind: "capture", name: id, pattern, span })),
      few(fc.oneof(tie("pattern"), fc.constant<Pattern>({ kind: "star", span }))).map(
        (elements): Pattern => ({ kind: "sequence", elements, span }),
      ),
      fc
        .tuple(tie("pattern"), few(tie("pattern"), 1))
        .map(([first, rest]): Pattern => ({ kind: "or", alternatives: [first, ...rest], span })),
      fc
        .tuple(simpleName, few(tie("pattern")))
        .map(([callee, positional]): Pattern => ({ kind: "class", callee, positional, keywords: [], span })),
    ),
    statement: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.constant<Statement>({ kind: "pass", span }),
      fc.tuple(few(simpleName, 1), e).map(([targets, value]): Statement => ({ kind: "assign", targets, value, span })),
      fc
        .tuple(binaryOperator, simpleName, e)
        .map(([operator, target, value]): Statement => ({ kind: "augmented", operator, target, value, span })),
      fc.tuple(simpleName, callArguments).map(
        ([callee, list]): Statement => ({
          kind: "expression",
          value: { kind: "call", callee, arguments: list, argumentsSpan: span, span },
          span,
        }),
      ),
      fc
        .tuple(fc.constantFrom("var" as const, "let" as const, "ref" as const), name, optional(e), e)
        .map(([keyword, target, type, value]): Statement => ({ kind: "variable", keyword, target, type, value, span })),
      fc.tuple(fc.constantFrom("alias" as const, "comptime" as const), identifier, parameters, optional(e), optional(e), e).map(
        ([keyword, id, list, type, where, value]): Statement => ({
          kind: "alias",
          keyword,
          name: id,
          parameters: list,
          type,
          where,
          value,
          decorators: [],
          span,
        }),
      ),
      optional(e).map((value): Statement => ({ kind: "return", value, span })),
      fc
        .tuple(fc.boolean(), e, block, fc.oneof(fc.constant([]), block))
        .map(([isComptime, condition, body, orElse]): Statement => ({ kind: "if", isComptime, condition, body, orElse, span })),
      fc
        .tuple(e, block, fc.oneof(fc.constant([]), block))
        .map(([condition, body, orElse]): Statement => ({ kind: "while", isComptime: false, condition, body, orElse, span })),
      fc.tuple(optional(fc.constantFrom("var" as const, "ref" as const)), simpleName, e, block).map(
        ([binding, target, iterable, body]): Statement => ({
          kind: "for",
          isAsync: false,
          isComptime: false,
          binding,
          target,
          iterable,
          body,
          orElse: [],
          span,
        }),
      ),
      fc.tuple(block, optional(e), optional(identifier), block).map(
        ([body, type, id, handler]): Statement => ({
          kind: "try",
          body,
          handlers: [{ star: false, type: type ?? { kind: "name", name: "Error", span }, name: id, body: handler, span }],
          orElse: [],
          finally: [],
          span,
        }),
      ),
      fc
        .tuple(e, optional(simpleName), block)
        .map(([context, target, body]): Statement => ({ kind: "with", isAsync: false, items: [{ context, target }], body, span })),
      fc
        .tuple(e, tie("pattern"), optional(e), block)
        .map(([subject, pattern, guard, body]): Statement => ({ kind: "match", subject, cases: [{ pattern, guard, body, span }], span })),
      declared.map(
        ([id, s, decorators, docstring, body]): Statement => ({
          kind: "function",
          name: id,
          signature: s,
          decorators: decorators.map((expression) => ({ expression, span })),
          docstring,
          body,
          headerSpan: span,
          span,
        }),
      ),
      fc.tuple(identifier, parameters, few(fc.tuple(e, optional(e))), optional(e), optional(fc.string()), block).map(
        ([id, list, traits, where, docstring, body]): Statement => ({
          kind: "struct",
          name: id,
          parameters: list,
          conformances: traits.map(([trait, condition]) => ({ trait, where: condition, span })),
          where,
          decorators: [],
          docstring,
          body,
          headerSpan: span,
          span,
        }),
      ),
    ),
  };
});

export const anyExpression = trees.expression;

export const anyModule: fc.Arbitrary<Module> = fc
  .array(trees.statement, { maxLength: 4 })
  .map((body): Module => ({ kind: "module", file, dialect: "1.0", body, span }));
