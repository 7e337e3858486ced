/**
 * One MIR function as LLVM text: header, storage of locals, blocks, statements, terminators.
 *
 * In: a `lowered` function. Out: lines. Unreachable blocks are left out.
 */
import { assert, unreachable } from "../../base/assert.ts";
import { isPureIntrinsic } from "../../mir/intrinsics.ts";
import type { BlockId, LocalId, MirBlock, MirFunction, MirParameter, MirStatement, MirTerminator, Place, Rvalue } from "../../mir/mir.ts";
import { alignmentOf, fieldOffsets, sizeOf } from "../../mir/types.ts";
import { bodySignatureOf, type LoweredSignature, lowerSignature, returnAttribute } from "./abi.ts";
import { emitCall, emitExit, emitRaise, emitReturn, emitTryCall, extent, receiveParameters } from "./calls.ts";
import { controlFlowOf, successorsOf } from "./control-flow.ts";
import { beginCoroutine, emitAbandon, emitCoroutineRaise, emitCoroutineReturn, emitSuspend, endCoroutine } from "./coroutines.ts";
import { FunctionState } from "./function-state.ts";
import { emitIntrinsic } from "./intrinsics.ts";
import type { ModuleState } from "./module-state.ts";
import {
  addressOf,
  copyMemory,
  copyOperand,
  memoryAt,
  memoryPlace,
  operandMemory,
  operandType,
  operandValue,
  operandValues,
  placeType,
  resolvePlace,
  resolveTarget,
  storeConstant,
  storeValues,
  writePlace,
} from "./places.ts";
import { registerLocals } from "./register-locals.ts";
import { isMemoryType, layoutOf, leafOf, quoted } from "./types.ts";

export function emitDeclaration(module: ModuleState, func: MirFunction): void {
  const signature = module.functionSignature(func.symbol);
  module.declareFunction(func.symbol, returnAttribute(signature) + signature.returns, signature.types.join(", "));
}

export function emitFunction(module: ModuleState, func: MirFunction, lines: string[]): void {
  assert(func.stage === "lowered", `${func.symbol} is lowered before it is emitted`);
  const outside = module.functionSignature(func.symbol);
  const isCoroutine = func.handleLocal !== undefined;
  const signature = isCoroutine ? lowerSignature(bodySignatureOf(func), module.target) : outside;
  const state = new FunctionState(module, func);
  const flow = controlFlowOf(func);
  planStorage(state, signature, flow);
  const subprogram = module.debug?.subprogram(func);
  if (isCoroutine) {
    if (subprogram !== undefined) state.location = module.debug?.location(func.span, subprogram, func) ?? "";
    beginCoroutine(state);
  }
  const locate = (item: MirStatement | MirTerminator): void => {
    if (subprogram !== undefined) state.location = module.debug?.location(item.span, subprogram, func) ?? "";
  };

  const parameters = receiveParameters(state, signature, (parameter) => parameterAttributes(func, parameter));
  if (subprogram !== undefined) declareVariables(state, subprogram);
  const entryIsTarget = flow.order.some((block) => successorsOf(blockOf(func, block).terminator).includes(0));
  if (entryIsTarget) state.line("br label %b0");
  for (const id of flow.order) {
    if (id !== 0 || entryIsTarget) state.label(labelOf(id));
    const block = blockOf(func, id);
    let isDone = false;
    for (let i = 0; i < block.statements.length && !isDone; i++) {
      const statement = block.statements[i] as MirStatement;
      locate(statement);
      isDone = emitStatement(state, statement, block, i);
    }
    if (isDone) continue;
    locate(block.terminator);
    emitTerminator(state, signature, block.terminator);
  }
  emitExit(state, signature);
  if (isCoroutine) endCoroutine(state);

  const linkage = func.linkage === "internal" && !module.isRoot(func.symbol) ? "internal" : "dso_local";
  const debug = subprogram === undefined ? "" : ` !dbg ${subprogram}`;
  const attributes = module.attributes(functionAttributes(module, func));
  lines.push(
    `define ${linkage} ${returnAttribute(outside)}${outside.returns} ${quoted(func.symbol)}(${parameters}) ${attributes}${debug} {`,
    "entry:",
  );
  for (const line of state.lines()) lines.push(line);
  lines.push("}");
}

/** Named locals, for debuggers: all of them are in memory then. */
function declareVariables(state: FunctionState, subprogram: string): void {
  const { func, module } = state;
  const positions = new Map(func.parameters.map((parameter, i) => [parameter.local, i + 1]));
  func.locals.forEach((local, id) => {
    const storage = state.storage[id];
    if (local.name === undefined || storage?.kind !== "memory" || sizeOf(local.type) === 0) return;
    const text = module.debug?.variable(local, state.addressOfLocal(id, storage), positions.get(id) ?? 0, subprogram, func);
    if (text !== undefined) state.body.push(`  ${text}`);
  });
}

function blockOf(func: MirFunction, id: BlockId): MirBlock {
  return func.blocks[id] ?? unreachable("a terminator names a block of its function");
}

function labelOf(id: BlockId): string {
  return `b${id}`;
}

// Header

const inlineAttributes: Readonly<Record<MirFunction["inline"], string>> = {
  auto: "",
  always: "alwaysinline ",
  never: "noinline ",
  cold: "noinline cold optnone ",
};

function functionAttributes(module: ModuleState, func: MirFunction): string {
  const inline = inlineAttributes[func.inline];
  // LLVM itself puts no coroutine in place of its call.
  if (func.handleLocal !== undefined) return `presplitcoroutine ${module.codeAttributes}`;
  return inline + module.codeAttributes;
}

/**
 * Mojo's rules of exclusive access: nothing else refers to what a function may change, and nothing changes what it
 * borrows for reading. A parameter whose own address is taken may be changed behind our back (atomics), so it promises less.
 */
function parameterAttributes(func: MirFunction, parameter: MirParameter): string {
  const type = (func.locals[parameter.local] as (typeof func.locals)[number]).type;
  const known = `noundef nonnull ${extent(type)}`;
  // While a coroutine stands still, others may do what they like.
  if (func.abi === "c" || parameter.convention === "ref" || sizeOf(type) === 0 || func.handleLocal !== undefined) return known;
  if (parameter.convention === "read" && takesAddress(func, parameter.local)) return known;
  return `noalias ${known}`;
}

function takesAddress(func: MirFunction, local: LocalId): boolean {
  return func.blocks.some((block) =>
    block.statements.some(
      (statement) => statement.kind === "assign" && statement.value.kind === "address" && isOwnMemory(statement.value.place, local),
    ),
  );
}

function isOwnMemory(place: Place, local: LocalId): boolean {
  return place.local === local && place.path.every((step) => step.kind !== "deref");
}

// Storage

function planStorage(state: FunctionState, signature: LoweredSignature, flow: ReturnType<typeof controlFlowOf>): void {
  const { func } = state;
  const given = new Set<LocalId>();
  if (signature.result.kind !== "leaves") given.add(func.resultLocal);
  if (func.errorLocal !== undefined) given.add(func.errorLocal);
  func.parameters.forEach((parameter, i) => {
    if (signature.parameters[i]?.kind !== "leaves") given.add(parameter.local);
  });
  const inRegisters = registerLocals(func, flow, given, (callee) => state.module.calleeSignature(callee).result.kind !== "leaves");
  const fromOutside = new Set(given);
  // A copied memory type and a C aggregate result need a slot of their own.
  if (signature.result.kind === "pieces") fromOutside.delete(func.resultLocal);
  func.parameters.forEach((parameter, i) => {
    const plan = signature.parameters[i];
    if (plan?.kind === "pointer" && plan.copied) fromOutside.delete(parameter.local);
  });
  func.locals.forEach((local, id) => {
    const isShown = state.module.debug !== undefined && local.name !== undefined && layoutOf(local.type).size > 0;
    if (inRegisters[id] && !isShown)
      state.storage[id] = { kind: "register", values: layoutOf(local.type).leaves?.length === 0 ? [] : undefined };
    else if (!fromOutside.has(id)) state.storage[id] = { kind: "memory", address: undefined };
  });
}

function isMark(statement: MirStatement): boolean {
  return statement.kind === "mark-initialized" || statement.kind === "mark-uninitialized" || statement.kind === "keep-alive";
}

// Statements

/** True: the block has ended (a tail call returns by itself). */
function emitStatement(state: FunctionState, statement: MirStatement, block: MirBlock, index: number): boolean {
  switch (statement.kind) {
    case "assign":
      emitAssign(state, statement.target, statement.value);
      return false;
    case "copy":
    case "move":
      copyOperand(state, statement.target, { kind: "read", place: statement.source });
      return false;
    case "call": {
      const isLast = block.terminator.kind === "return" && block.statements.slice(index + 1).every(isMark);
      return emitCall(state, statement, isLast);
    }
    case "drop":
      return unreachable("drops are lowered to calls before emission");
    case "mark-initialized":
    case "mark-uninitialized":
    case "keep-alive":
      return false;
  }
}

function emitAssign(state: FunctionState, target: Place, value: Rvalue): void {
  switch (value.kind) {
    case "use":
      return copyOperand(state, target, value.operand);
    case "address":
      return writePlace(state, target, [addressOf(state, memoryPlace(state, value.place))]);
    case "aggregate":
      return emitAggregate(state, target, value);
    case "intrinsic":
      return emitIntrinsicAssign(state, target, value);
  }
}

function emitAggregate(state: FunctionState, target: Place, value: Rvalue & { kind: "aggregate" }): void {
  const { type } = value;
  if (type.kind === "vector") return writePlace(state, target, [buildVector(state, value)]);
  if (!isMemoryType(type))
    return writePlace(
      state,
      target,
      value.elements.flatMap((element) => operandValues(state, element)),
    );
  const place = resolveTarget(state, target);
  assert(place !== undefined, "a memory type is in memory");
  // Parts that may come out of the target itself are gathered elsewhere first.
  const mayOverlap = value.elements.some((element) => element.kind === "read" && mayAlias(element.place, target));
  const to = mayOverlap ? memoryAt(type, state.scratch(sizeOf(type), alignmentOf(type))) : place;
  value.elements.forEach((element, i) => {
    const offset =
      type.kind === "struct" ? (fieldOffsets(type).offsets[i] as number) : type.kind === "array" ? i * sizeOf(type.element) : 0;
    const part = { ...to, type: operandType(state, element), offset: to.offset + offset };
    if (element.kind === "constant") return storeConstant(state, part, element.constant);
    const from = resolvePlace(state, element.place);
    if (from.kind === "register") storeValues(state, part, from.values);
    else copyMemory(state, part, from, sizeOf(part.type));
  });
  if (mayOverlap) copyMemory(state, place, to, sizeOf(type));
}

function mayAlias(source: Place, target: Place): boolean {
  const isBehindPointer = (place: Place): boolean => place.path.some((step) => step.kind === "deref");
  return source.local === target.local || isBehindPointer(target) || isBehindPointer(source);
}

function buildVector(state: FunctionState, value: Rvalue & { kind: "aggregate" }): string {
  const { text, type } = leafOf(value.type);
  assert(type.kind === "vector", "a vector is built from its lanes");
  return value.elements.reduce(
    (vector, element, i) =>
      state.define(`insertelement ${text} ${vector}, ${leafOf(type.element).text} ${operandValue(state, element)}, i64 ${i}`),
    "poison",
  );
}

function emitIntrinsicAssign(state: FunctionState, target: Place, value: Rvalue & { kind: "intrinsic" }): void {
  const type = placeType(state, target);
  if (!isMemoryType(type)) {
    const values = emitIntrinsic(state, value);
    return writePlace(state, target, values);
  }
  const to = resolveTarget(state, target);
  const source = value.operands[0];
  assert(to !== undefined && source !== undefined, "a memory type is in memory");
  if (value.name === "load") {
    const from = memoryAt(type, operandValue(state, source), value.attributes?.alignment);
    return copyMemory(state, to, from, sizeOf(type), value.attributes?.volatile);
  }
  assert(value.name === "bitcast" && isPureIntrinsic(value.name), `${value.name} does not make a value of a memory type`);
  copyMemory(state, to, { ...operandMemory(state, source), alignment: 1 }, sizeOf(type));
}

// Terminators

function emitTerminator(state: FunctionState, signature: LoweredSignature, terminator: MirTerminator): void {
  switch (terminator.kind) {
    case "goto":
      return state.line(`br label %${labelOf(terminator.target)}`);
    case "branch": {
      const condition = operandValue(state, terminator.condition);
      const weights = terminator.likely === undefined ? "" : `, !prof ${state.module.node(branchWeights(terminator.likely))}`;
      return state.line(`br i1 ${condition}, label %${labelOf(terminator.whenTrue)}, label %${labelOf(terminator.whenFalse)}${weights}`);
    }
    case "switch": {
      const { text, type } = leafOf(operandType(state, terminator.value));
      assert(type.kind === "int", "a switch is on an integer");
      const cases = terminator.cases.map((item) => `${text} ${BigInt.asIntN(type.bits, item.value)}, label %${labelOf(item.target)}`);
      return state.line(
        `switch ${text} ${operandValue(state, terminator.value)}, label %${labelOf(terminator.otherwise)} [ ${cases.join(" ")} ]`,
      );
    }
    case "try-call":
      return emitTryCall(state, terminator, labelOf);
    case "return":
      return state.func.handleLocal === undefined ? emitReturn(state, signature) : emitCoroutineReturn(state, signature);
    case "raise":
      return state.func.handleLocal === undefined ? emitRaise(state, signature) : emitCoroutineRaise(state);
    case "suspend":
      return emitSuspend(state, terminator, labelOf);
    case "abandon":
      return emitAbandon(state);
    case "unreachable":
      return state.line("unreachable");
  }
}

function branchWeights(likely: boolean): string {
  return likely ? `!{!"branch_weights", i32 2000, i32 1}` : `!{!"branch_weights", i32 1, i32 2000}`;
}
