/**
 * Random MIR for property tests: any module that the types allow, whether or not it makes sense.
 *
 * Not here: functions that run (`tests/mir/programs.ts`).
 */
import fc from "fast-check";
import type {
  Argument,
  Callee,
  CallSignature,
  Constant,
  IntrinsicAttributes,
  MirBlock,
  MirFunction,
  MirGlobal,
  MirModule,
  MirStatement,
  MirTerminator,
  MirType,
  Operand,
  Place,
  Projection,
  Rvalue,
} from "../../src/mir/mir.ts";
import type { MirTypeTable } from "../../src/mir/types.ts";
import { SourceFile, type Span } from "../../src/source/source-file.ts";

const span: Span = { file: new SourceFile("test.mojo", ""), start: 0, end: 0 };

const name = fc.oneof(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.]{0,6}$/), fc.string({ maxLength: 6 }));
const small = fc.nat(20);
const bigInteger = fc.oneof(fc.bigInt({ min: -300n, max: 300n }), fc.bigInt({ min: -(1n << 130n), max: 1n << 130n }));

function optional<K extends string, T>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<{ [P in K]?: T }> {
  return fc.oneof(
    fc.constant({}),
    value.map((v) => ({ [key]: v }) as { [P in K]?: T }),
  );
}

function merged(...parts: fc.Arbitrary<object>[]): fc.Arbitrary<object> {
  return fc.tuple(...parts).map((found) => Object.assign({}, ...found) as object);
}

export function arbitraryModule(types: MirTypeTable): fc.Arbitrary<MirModule> {
  const struct = types.struct("Pair[Int, Float]", { copy: { symbol: "Pair.copy" }, move: "trivial", destroy: "none" });
  struct.fields = [types.i64, types.pointer];
  struct.fieldNames = ["first", "second field"];
  struct.alignment = 16;
  struct.displayName = "Pair of Int";
  const anonymous = types.struct("overflow", { copy: "trivial", move: "trivial", destroy: "trivial" });
  anonymous.fields = [types.i64, types.bool];
  anonymous.fieldNames = [];

  const scalar = fc.constantFrom<MirType>(
    types.bool,
    types.i8,
    types.int(7),
    types.i64,
    types.float("f32"),
    types.float("bf16"),
    types.pointer,
  );
  const type: fc.Arbitrary<MirType> = fc.oneof(
    scalar,
    fc.tuple(fc.integer({ min: 1, max: 9 }), scalar).map(([length, element]) => types.vector(length, element)),
    fc.tuple(small, scalar).map(([length, element]) => types.array(length, element)),
    fc.constantFrom<MirType>(types.unit, struct, anonymous, types.literalInteger, types.literalFloat),
  );

  const constant: fc.Arbitrary<Constant> = fc.letrec<{ constant: Constant }>((tie) => ({
    constant: fc.oneof(
      { maxDepth: 2 },
      bigInteger.map((value): Constant => ({ kind: "int", type: types.int(64), value })),
      fc.double().map((value): Constant => ({ kind: "float", type: types.float("f64"), value })),
      fc.tuple(fc.constantFrom("null", "zero", "undefined"), type).map(([kind, of]) => ({ kind, type: of }) as Constant),
      fc.tuple(name, fc.integer()).map(([symbol, offset]): Constant => ({ kind: "global", type: types.pointer, symbol, offset })),
      name.map((symbol): Constant => ({ kind: "function", type: types.pointer, symbol })),
      bigInteger.map((value): Constant => ({ kind: "literal-integer", type: types.literalInteger, value })),
      merged(
        fc.record({
          kind: fc.constant("literal-float" as const),
          type: fc.constant(types.literalFloat),
          numerator: bigInteger,
          denominator: bigInteger,
        }),
        optional("special", fc.constantFrom("nan" as const, "inf" as const, "-inf" as const, "-0" as const)),
      ) as fc.Arbitrary<Constant>,
      fc
        .tuple(type, fc.array(tie("constant"), { maxLength: 3 }))
        .map(([of, elements]): Constant => ({ kind: "aggregate", type: of, elements })),
    ),
  })).constant;

  const { place, operand } = fc.letrec<{ place: Place; operand: Operand }>((tie) => ({
    place: fc.record({
      local: small,
      path: fc.array(
        fc.oneof(
          small.map((index): Projection => ({ kind: "field", index })),
          merged(fc.record({ kind: fc.constant("deref" as const), type }), optional("alignment", small)) as fc.Arbitrary<Projection>,
          tie("operand").map((index): Projection => ({ kind: "element", index })),
        ),
        { maxLength: 3, depthIdentifier: "place" },
      ),
    }),
    operand: fc.oneof(
      { maxDepth: 2, depthIdentifier: "place" },
      constant.map((c): Operand => ({ kind: "constant", constant: c })),
      tie("place").map((p): Operand => ({ kind: "read", place: p })),
    ),
  }));

  const attributes = fc.record<IntrinsicAttributes>(
    {
      signed: fc.boolean(),
      alignment: small,
      volatile: fc.boolean(),
      operation: fc.string(),
      mask: fc.array(fc.integer({ min: -1, max: 9 })),
      text: fc.string(),
      elementType: type,
      fastMath: fc.array(fc.string()),
    },
    { requiredKeys: [] },
  );
  const operands = fc.array(operand, { maxLength: 3 });
  const rvalue: fc.Arbitrary<Rvalue> = fc.oneof(
    operand.map((o): Rvalue => ({ kind: "use", operand: o })),
    merged(
      fc.record({ kind: fc.constant("intrinsic" as const), name: fc.constantFrom("add", "load", "shuffle"), operands, type }),
      optional("attributes", attributes),
    ) as fc.Arbitrary<Rvalue>,
    place.map((p): Rvalue => ({ kind: "address", place: p })),
    fc.record({ kind: fc.constant("aggregate" as const), type, elements: operands }),
  );

  const passing = fc.constantFrom("value" as const, "reference" as const);
  const signature = merged(
    fc.record({
      parameters: fc.array(fc.record({ type, passing }), { maxLength: 3 }),
      result: type,
      resultPassing: passing,
      abi: fc.constantFrom("mojo", "c"),
    }),
    optional("error", type),
  ) as fc.Arbitrary<CallSignature>;
  const callee: fc.Arbitrary<Callee> = fc.oneof(
    name.map((symbol): Callee => ({ kind: "function", symbol })),
    fc.record({ kind: fc.constant("pointer" as const), pointer: operand, signature }),
    merged(
      fc.record({ kind: fc.constant("external" as const), symbol: name, signature }),
      optional("variadicAfter", small),
    ) as fc.Arbitrary<Callee>,
  );
  const argument: fc.Arbitrary<Argument> = fc.oneof(
    operand.map((o): Argument => ({ kind: "value", operand: o })),
    fc.record({ kind: fc.constant("reference" as const), mode: fc.constantFrom("read", "mut", "consume", "initialize"), place }),
  );
  const call = merged(
    fc.record({ callee, arguments: fc.array(argument, { maxLength: 3 }), span: fc.constant(span) }),
    optional("target", place),
  );

  const onPlace = fc.constantFrom("drop", "mark-initialized", "mark-uninitialized", "keep-alive");
  const statement = fc.oneof(
    fc.record({ kind: fc.constant("assign"), target: place, value: rvalue, span: fc.constant(span) }),
    merged(
      fc.record({ kind: fc.constant("copy"), target: place, source: place, span: fc.constant(span) }),
      optional("explicit", fc.constant(true)),
    ),
    fc.record({ kind: fc.constant("move"), target: place, source: place, span: fc.constant(span) }),
    fc.record({ kind: onPlace, place, span: fc.constant(span) }),
    merged(call, fc.constant({ kind: "call" }), optional("tail", fc.constant(true))),
  ) as fc.Arbitrary<MirStatement>;

  const block = small;
  const terminator = fc.oneof(
    fc.record({ kind: fc.constant("goto"), target: block, span: fc.constant(span) }),
    merged(
      fc.record({ kind: fc.constant("branch"), condition: operand, whenTrue: block, whenFalse: block, span: fc.constant(span) }),
      optional("likely", fc.boolean()),
    ),
    fc.record({
      kind: fc.constant("switch"),
      value: operand,
      cases: fc.array(fc.record({ value: bigInteger, target: block }), { maxLength: 3 }),
      otherwise: block,
      span: fc.constant(span),
    }),
    merged(call, fc.record({ kind: fc.constant("try-call"), errorTarget: place, normal: block, error: block })),
    fc.record({ kind: fc.constantFrom("return", "raise", "unreachable"), span: fc.constant(span) }),
  ) as fc.Arbitrary<MirTerminator>;

  const local = merged(
    fc.record({ type, span: fc.constant(span), keeps: fc.array(small, { maxLength: 2 }) }),
    optional("name", fc.string()),
    optional("unmanaged", fc.boolean()),
  );
  const blockBody: fc.Arbitrary<MirBlock> = fc.record({ statements: fc.array(statement, { maxLength: 4 }), terminator });
  const fn = merged(
    fc.record({
      symbol: name,
      displayName: fc.string(),
      span: fc.constant(span),
      parameters: fc.array(fc.record({ local: small, convention: fc.constantFrom("read", "mut", "owned", "deinit", "ref"), passing }), {
        maxLength: 3,
      }),
      resultLocal: small,
      resultPassing: passing,
      locals: fc.array(local, { maxLength: 4 }),
      blocks: fc.array(blockBody, { maxLength: 3 }),
      inline: fc.constantFrom("auto", "always", "never"),
      linkage: fc.constantFrom("internal", "exported"),
      abi: fc.constantFrom("mojo", "c"),
      stage: fc.constantFrom("built", "lowered"),
    }),
    optional("errorLocal", small),
  ) as unknown as fc.Arbitrary<MirFunction>;

  const global = merged(
    fc.record({
      symbol: name,
      type,
      initial: constant,
      isConstant: fc.boolean(),
      linkage: fc.constantFrom("internal" as const, "exported" as const),
    }),
    optional("alignment", small),
  ) as unknown as fc.Arbitrary<MirGlobal>;
  const data = fc.record({
    symbol: name,
    bytes: fc.uint8Array({ maxLength: 12 }),
    relocations: fc.array(fc.record({ offset: small, target: constant }), { maxLength: 2 }),
    alignment: small,
    isConstant: fc.boolean(),
  });
  return fc.record({
    functions: fc.array(fn, { maxLength: 2 }).map(bySymbol),
    globals: fc.array(global, { maxLength: 2 }).map(bySymbol),
    data: fc.array(data, { maxLength: 2 }).map(bySymbol),
    roots: fc.array(name, { maxLength: 2 }),
  });
}

function bySymbol<T extends { readonly symbol: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.symbol, item]));
}
