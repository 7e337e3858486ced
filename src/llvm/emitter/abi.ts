/**
 * Calling conventions: how the parameters and the result of a MIR signature become LLVM parameters.
 *
 * Mojo: values as their leaves, memory types and references as pointers; a result slot is the first parameter, the
 * error slot the last; a raising function returns a flag (true: error) before its values.
 * C: the platform's rules (System V for x86-64, AAPCS64 for ARM). Not here: the code that moves values (`calls.ts`).
 */
import { assert } from "../../base/assert.ts";
import type { CallSignature, MirFunction, MirType } from "../../mir/mir.ts";
import type { TargetMachineDescription } from "../../target/target.ts";
import { fieldOffsets } from "../../mir/types.ts";
import { type Leaf, layoutOf } from "./types.ts";

export type PassingPlan =
  /** Leaf by leaf, each with the attribute (`zeroext`) that goes before it. */
  | { readonly kind: "leaves"; readonly type: MirType; readonly leaves: readonly Leaf[]; readonly attribute: string }
  /** A reference, or a pointer to a copy that the callee must not change. */
  | { readonly kind: "pointer"; readonly type: MirType; readonly copied: boolean }
  /** C: an aggregate in registers, cut at these offsets. */
  | { readonly kind: "pieces"; readonly type: MirType; readonly pieces: readonly Piece[] }
  /** C: an aggregate on the stack. */
  | { readonly kind: "stack"; readonly type: MirType };

export type Piece = { readonly text: string; readonly offset: number };

export type LoweredSignature = {
  readonly abi: "mojo" | "c";
  readonly parameters: readonly PassingPlan[];
  /** `memory`: through a pointer, the first parameter. */
  readonly result: { readonly kind: "memory"; readonly type: MirType } | Exclude<PassingPlan, { kind: "pointer" | "stack" }>;
  readonly raises: boolean;
  /** LLVM's return type. */
  readonly returns: string;
  /** LLVM types of all parameters in order, with their calling-convention attributes. */
  readonly types: readonly string[];
};

/** What callers see: of a coroutine, its handle. */
export function signatureOf(func: MirFunction): CallSignature {
  if (func.handleLocal === undefined) return bodySignatureOf(func);
  const { parameters, abi } = bodySignatureOf(func);
  const handle = func.locals[func.handleLocal] as (typeof func.locals)[number];
  return { parameters, result: handle.type, resultPassing: "value", abi };
}

/** What the body sees. */
export function bodySignatureOf(func: MirFunction): CallSignature {
  const typeOf = (local: number): MirType => (func.locals[local] as (typeof func.locals)[number]).type;
  return {
    parameters: func.parameters.map((parameter) => ({ type: typeOf(parameter.local), passing: parameter.passing })),
    result: typeOf(func.resultLocal),
    resultPassing: func.resultPassing,
    abi: func.abi,
    ...(func.errorLocal === undefined ? {} : { error: typeOf(func.errorLocal) }),
  };
}

export function lowerSignature(signature: CallSignature, target: TargetMachineDescription): LoweredSignature {
  return signature.abi === "mojo" ? lowerMojo(signature) : lowerC(signature, target);
}

function lowerMojo(signature: CallSignature): LoweredSignature {
  const parameters = signature.parameters.map((parameter): PassingPlan => {
    const { leaves } = layoutOf(parameter.type);
    if (parameter.passing === "reference") return { kind: "pointer", type: parameter.type, copied: false };
    if (leaves === undefined) return { kind: "pointer", type: parameter.type, copied: true };
    return { kind: "leaves", type: parameter.type, leaves, attribute: "" };
  });
  const leaves = signature.resultPassing === "value" ? layoutOf(signature.result).leaves : undefined;
  const result: LoweredSignature["result"] =
    leaves === undefined ? { kind: "memory", type: signature.result } : { kind: "leaves", type: signature.result, leaves, attribute: "" };
  const raises = signature.error !== undefined;
  const values = (leaves ?? []).map((leaf) => leaf.text);
  const types = parameters.flatMap(typesOf);
  if (leaves === undefined) types.unshift("ptr");
  if (raises) types.push("ptr");
  return { abi: "mojo", parameters, result, raises, returns: returnType(raises ? ["i1", ...values] : values), types };
}

function typesOf(plan: PassingPlan): string[] {
  switch (plan.kind) {
    case "leaves":
      return plan.leaves.map((leaf) => leaf.text + plan.attribute);
    case "pieces":
      return plan.pieces.map((piece) => piece.text);
    case "pointer":
      return ["ptr"];
    case "stack": {
      const { size, alignment } = layoutOf(plan.type);
      return [`ptr byval([${size} x i8]) align ${Math.max(8, alignment)}`];
    }
  }
}

function returnType(values: readonly string[]): string {
  if (values.length === 0) return "void";
  return values.length === 1 ? (values[0] as string) : `{ ${values.join(", ")} }`;
}

// C

function lowerC(signature: CallSignature, target: TargetMachineDescription): LoweredSignature {
  assert(signature.error === undefined, "a C function does not raise");
  const isArm = target.architecture === "aarch64";
  const registers: Registers = { integers: 6, vectors: 8 };
  const result = cResult(signature, isArm);
  const attributes =
    result.kind === "memory" ? [`ptr sret([${layoutOf(result.type).size} x i8]) align ${layoutOf(result.type).alignment}`] : [];
  if (result.kind === "memory") registers.integers--;
  const parameters = signature.parameters.map((parameter): PassingPlan => {
    if (parameter.passing === "reference") {
      registers.integers--;
      return { kind: "pointer", type: parameter.type, copied: false };
    }
    return isArm ? armValue(parameter.type, parameter.signed) : systemVValue(parameter.type, registers, parameter.signed);
  });
  const types = [...attributes, ...parameters.flatMap(typesOf)];
  const returns =
    result.kind === "memory"
      ? "void"
      : returnType(result.kind === "leaves" ? result.leaves.map((leaf) => leaf.text) : result.pieces.map((piece) => piece.text));
  return { abi: "c", parameters, result, raises: false, returns, types };
}

/** Returned words are extended like arguments. */
export function returnAttribute(lowered: LoweredSignature): string {
  return lowered.abi === "c" && lowered.result.kind === "leaves" && lowered.result.attribute !== ""
    ? `${lowered.result.attribute.trim()} `
    : "";
}

function cResult(signature: CallSignature, isArm: boolean): LoweredSignature["result"] {
  if (signature.resultPassing === "reference") return { kind: "memory", type: signature.result };
  const plan = isArm
    ? armValue(signature.result, signature.resultSigned)
    : systemVValue(signature.result, { integers: 2, vectors: 2 }, signature.resultSigned);
  return plan.kind === "leaves" || plan.kind === "pieces" ? plan : { kind: "memory", type: signature.result };
}

type Registers = { integers: number; vectors: number };

function systemVValue(type: MirType, registers: Registers, signed: boolean | undefined): PassingPlan {
  const { leaves, size } = layoutOf(type);
  if (leaves?.length === 0) return { kind: "leaves", type, leaves, attribute: "" };
  const single = leaves?.length === 1 ? leaves[0] : undefined;
  if (leaves !== undefined && single !== undefined && !isOddVector(single.type)) {
    if (isVectorClass(single.type)) registers.vectors--;
    else registers.integers -= size > 8 ? 2 : 1;
    return { kind: "leaves", type, leaves, attribute: extension(single.type, signed) };
  }
  const scalars = scalarsOf(type);
  if (size > 16 || scalars === undefined) return { kind: "stack", type };
  const pieces = eightbytes(scalars, size);
  const vectors = pieces.filter((piece) => !piece.text.startsWith("i")).length;
  const integers = pieces.length - vectors;
  // An aggregate is never split between registers and stack.
  if (integers > registers.integers || vectors > registers.vectors) return { kind: "stack", type };
  registers.integers -= integers;
  registers.vectors -= vectors;
  return { kind: "pieces", type, pieces };
}

function extension(type: MirType, signed: boolean | undefined): string {
  if (type.kind !== "int" || type.bits >= 32) return "";
  return signed === true && type.bits > 1 ? " signext" : " zeroext";
}

function isVectorClass(type: MirType): boolean {
  return type.kind === "float" ? !type.format.startsWith("f8") : type.kind === "vector";
}

/** Masks have no C counterpart; they travel as bytes. */
function isOddVector(type: MirType): boolean {
  return type.kind === "vector" && type.element.kind === "int" && type.element.bits === 1;
}

type Scalar = { readonly type: MirType; readonly offset: number };

/** Every scalar of an aggregate of up to 16 bytes, through arrays of any length. */
function scalarsOf(type: MirType, offset = 0, found: Scalar[] = []): Scalar[] | undefined {
  if (layoutOf(type).size > 16) return undefined;
  if (type.kind === "array") {
    const { size } = layoutOf(type.element);
    for (let i = 0; i < type.length; i++) scalarsOf(type.element, offset + i * size, found);
  } else if (type.kind === "struct") {
    const { offsets } = fieldOffsets(type);
    for (let i = 0; i < type.fields.length; i++) {
      const field = type.fields[i] as MirType;
      scalarsOf(field, offset + (offsets[i] as number), found);
    }
  } else found.push({ type, offset });
  return found;
}

function eightbytes(scalars: readonly Scalar[], size: number): Piece[] {
  const pieces: Piece[] = [];
  for (let offset = 0; offset < size; offset += 8) {
    const inside = scalars.filter((scalar) => scalar.offset < offset + 8 && scalar.offset + layoutOf(scalar.type).size > offset);
    const bytes = Math.min(8, size - offset);
    const wide = inside.length === 1 && layoutOf((inside[0] as Scalar).type).size > 8;
    if (wide && isVectorClass((inside[0] as Scalar).type)) {
      // One 16-byte vector or quad fills both halves of one register.
      if (offset === 0) pieces.push({ text: "<2 x double>", offset });
      continue;
    }
    pieces.push({
      text:
        inside.length > 0 && inside.every((scalar) => isVectorClass(scalar.type)) ? vectorPiece(inside, offset, bytes) : `i${bytes * 8}`,
      offset,
    });
  }
  return pieces;
}

function vectorPiece(inside: readonly Scalar[], offset: number, bytes: number): string {
  const used = Math.max(...inside.map((scalar) => scalar.offset - offset + layoutOf(scalar.type).size));
  const isFloats = inside.every((scalar) => scalar.type.kind === "float" && scalar.type.format === "f32");
  if (used === 2) return "half";
  if (used <= 4) return isFloats ? "float" : "<2 x half>";
  if (isFloats && bytes === 8) return "<2 x float>";
  return "double";
}

function armValue(type: MirType, signed: boolean | undefined): PassingPlan {
  const { leaves, size, alignment } = layoutOf(type);
  if (leaves !== undefined && (leaves.length === 0 || (leaves.length === 1 && !isOddVector((leaves[0] as Leaf).type)))) {
    return { kind: "leaves", type, leaves, attribute: leaves.length === 0 ? "" : extension((leaves[0] as Leaf).type, signed) };
  }
  // Up to four floats or vectors of one kind travel in as many registers.
  const first = leaves?.[0];
  if (
    leaves !== undefined &&
    first !== undefined &&
    leaves.length <= 4 &&
    isVectorClass(first.type) &&
    leaves.every((leaf) => leaf.type === first.type)
  ) {
    return { kind: "pieces", type, pieces: leaves.map((leaf) => ({ text: leaf.text, offset: leaf.offset })) };
  }
  if (size > 16) return { kind: "pointer", type, copied: true };
  if (alignment === 16) return { kind: "pieces", type, pieces: [{ text: "i128", offset: 0 }] };
  const pieces: Piece[] = [];
  for (let offset = 0; offset < size; offset += 8) pieces.push({ text: "i64", offset });
  return { kind: "pieces", type, pieces };
}
