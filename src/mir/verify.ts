/**
 * Checks MIR against its invariants: types, calls, terminators, and the forms that a stage allows.
 *
 * In: a function or a module. Out: one line per problem, with the block and statement; none means it is well-formed.
 * Not here: whether places are initialised when read (`mir/lifetimes/`).
 */
import { successorsOf } from "./lifetimes/control-flow.ts";
import type {
  Argument,
  Callee,
  CallSignature,
  Constant,
  LocalId,
  MirFunction,
  MirModule,
  MirStatement,
  MirTerminator,
  MirType,
  Operand,
  Passing,
  Place,
  Rvalue,
} from "./mir.ts";
import { printConstant, printPlace, printStatement, printTerminator, printType } from "./print.ts";
import { intrinsicProblem } from "./verify/intrinsic-types.ts";

export function verifyModule(module: MirModule): string[] {
  const problems: string[] = [];
  for (const fn of module.functions.values()) problems.push(...verifyFunction(fn, module));
  const missing = new Set<string>();
  const reference = (symbol: string): void => {
    if (!module.functions.has(symbol) && !module.globals.has(symbol) && !module.data.has(symbol)) missing.add(symbol);
  };
  for (const fn of module.functions.values()) forEachSymbol(fn, reference);
  for (const global of module.globals.values()) forEachConstantSymbol(global.initial, reference);
  for (const data of module.data.values()) for (const { target } of data.relocations) forEachConstantSymbol(target, reference);
  for (const root of module.roots) reference(root);
  for (const symbol of missing) problems.push(`nothing defines \`${symbol}\``);
  return problems;
}

/** `module` gives the signatures of callees; a callee that it does not have is not checked. */
export function verifyFunction(fn: MirFunction, module: Pick<MirModule, "functions">): string[] {
  return new FunctionVerifier(fn, module).run();
}

type Signature = {
  readonly parameters: readonly { readonly type: MirType | undefined; readonly passing: Passing; readonly convention?: string }[];
  readonly result: MirType | undefined;
  readonly resultPassing: Passing;
  readonly error: MirType | undefined;
};

class FunctionVerifier {
  private readonly fn: MirFunction;
  private readonly module: Pick<MirModule, "functions">;
  private readonly problems: string[] = [];
  private where = "";

  constructor(fn: MirFunction, module: Pick<MirModule, "functions">) {
    this.fn = fn;
    this.module = module;
  }

  run(): string[] {
    this.header();
    this.fn.blocks.forEach((block, id) => {
      for (const statement of block.statements) {
        this.where = `b${id}: \`${printStatement(statement)}\``;
        this.statement(statement);
      }
      this.where = `b${id}: \`${printTerminator(block.terminator)}\``;
      this.terminator(block.terminator);
    });
    return this.problems;
  }

  private problem(text: string): void {
    this.problems.push(`${this.fn.symbol}: ${this.where}${this.where === "" ? "" : ": "}${text}`);
  }

  private header(): void {
    const { fn } = this;
    const named = new Set<LocalId>();
    const name = (local: LocalId, what: string): void => {
      if (fn.locals[local] === undefined) this.problem(`${what} names \`%${local}\`, which does not exist`);
      if (named.has(local)) this.problem(`\`%${local}\` has two roles`);
      named.add(local);
    };
    for (const parameter of fn.parameters) name(parameter.local, "a parameter");
    name(fn.resultLocal, "the result");
    if (fn.handleLocal !== undefined) this.coroutine(fn.handleLocal, name);
    if (fn.errorLocal !== undefined) name(fn.errorLocal, "the error");
    fn.locals.forEach((local, id) => {
      for (const kept of local.keeps)
        if (fn.locals[kept] === undefined) this.problem(`\`%${id}\` keeps \`%${kept}\`, which does not exist`);
    });
    if (fn.blocks.length === 0 && fn.linkage !== "imported") this.problem("there is no entry block");
    if (fn.abi === "c" && fn.errorLocal !== undefined) this.problem("a function of C's convention cannot raise");
  }

  /** It suspends once before everything else, and nothing that it ends with is touched before that. */
  private coroutine(handle: LocalId, name: (local: LocalId, what: string) => void): void {
    const { fn } = this;
    name(handle, "the coroutine's handle");
    if (fn.locals[handle]?.type.kind !== "pointer") this.problem("the coroutine's handle is not a pointer");
    if (fn.abi === "c") this.problem("a coroutine has the convention of Mojo");
    const initial = fn.blocks.filter((block) => block.terminator.kind === "suspend" && block.terminator.initial === true);
    if (initial.length !== 1) this.problem(`a coroutine has one initial suspension, not ${initial.length}`);
    const seen = new Set<number>([0]);
    for (const id of seen) {
      const terminator = fn.blocks[id]?.terminator;
      if (terminator === undefined || (terminator.kind === "suspend" && terminator.initial === true)) continue;
      if (terminator.kind === "return" || terminator.kind === "raise" || terminator.kind === "suspend")
        this.problem(`\`${terminator.kind}\` comes before the initial suspension`);
      for (const next of successorsOf(terminator)) seen.add(next);
    }
  }

  // Statements

  private statement(statement: MirStatement): void {
    switch (statement.kind) {
      case "assign":
        this.assign(statement.target, statement.value);
        return;
      case "copy":
      case "move":
        this.onlyBuilt(statement.kind);
        this.sameType(this.place(statement.target), this.place(statement.source));
        return;
      case "drop":
        this.onlyBuilt(statement.kind);
        this.place(statement.place);
        if (!statement.place.path.some((step) => step.kind === "deref")) this.problem("drops of locals are inserted by a later stage");
        return;
      case "mark-initialized":
      case "mark-uninitialized":
      case "keep-alive":
        this.onlyBuilt(statement.kind);
        this.place(statement.place);
        return;
      case "call": {
        const signature = this.call(statement.callee, statement.arguments, statement.target);
        if (signature?.error !== undefined) this.problem("a call of a function that raises must be a terminator");
        return;
      }
    }
  }

  private onlyBuilt(what: string): void {
    if (this.fn.stage !== "built") this.problem(`\`${what}\` is not allowed in stage \`${this.fn.stage}\``);
  }

  private assign(target: Place, value: Rvalue): void {
    const type = this.place(target);
    switch (value.kind) {
      case "use":
        this.sameType(type, this.operand(value.operand));
        return;
      case "address":
        this.place(value.place);
        if (type !== undefined && type.kind !== "pointer") this.problem("an address needs a target of pointer type");
        return;
      case "aggregate":
        this.sameType(type, value.type);
        this.elements(
          value.type,
          value.elements.map((element) => this.operand(element)),
        );
        return;
      case "intrinsic": {
        this.sameType(type, value.type);
        const operands = value.operands.map((operand) => this.operand(operand));
        if (operands.includes(undefined)) return;
        const wrong = intrinsicProblem({ ...value, operands: operands as MirType[], result: value.type });
        if (wrong !== undefined) this.problem(wrong);
        return;
      }
    }
  }

  /** Types of the elements of an aggregate. */
  private elements(type: MirType, found: readonly (MirType | undefined)[]): void {
    const expected = elementTypes(type);
    if (expected === undefined) this.problem(`\`${printType(type)}\` has no elements`);
    else if (expected.length !== found.length) this.problem(`\`${printType(type)}\` has ${expected.length} elements, got ${found.length}`);
    else expected.forEach((element, index) => this.sameType(element, found[index]));
  }

  private sameType(expected: MirType | undefined, found: MirType | undefined): void {
    if (expected === undefined || found === undefined || expected === found) return;
    this.problem(`type is \`${printType(found)}\`, expected \`${printType(expected)}\``);
  }

  // Calls

  private call(callee: Callee, list: readonly Argument[], target: Place | undefined): Signature | undefined {
    const targetType = target === undefined ? undefined : this.place(target);
    if (callee.kind === "pointer" && this.operand(callee.pointer)?.kind !== "pointer") this.problem("the callee is not a pointer");
    const types = list.map((argument) => (argument.kind === "value" ? this.operand(argument.operand) : this.place(argument.place)));
    const signature = this.signature(callee);
    if (signature === undefined) return undefined;
    const fixed = callee.kind === "external" ? (callee.variadicAfter ?? signature.parameters.length) : signature.parameters.length;
    if (callee.kind === "external" && callee.variadicAfter !== undefined ? list.length < fixed : list.length !== fixed) {
      this.problem(`the callee takes ${fixed} arguments, got ${list.length}`);
      return signature;
    }
    signature.parameters.slice(0, list.length).forEach((parameter, index) => {
      const argument = list[index] as Argument;
      this.sameType(parameter.type, types[index]);
      if (argument.kind !== parameter.passing)
        this.problem(`argument ${index} is passed by ${argument.kind}, expected ${parameter.passing}`);
      else if (argument.kind === "reference" && parameter.convention !== undefined) this.mode(index, argument.mode, parameter.convention);
    });
    if (target !== undefined) this.sameType(signature.result, targetType);
    else if (signature.resultPassing === "reference") this.problem("a result by reference needs a target");
    return signature;
  }

  private mode(index: number, mode: string, convention: string): void {
    const allowed = allowedModes[convention] ?? [];
    if (!allowed.includes(mode)) this.problem(`argument ${index} is passed as \`${mode}\`, but its convention is \`${convention}\``);
  }

  private signature(callee: Callee): Signature | undefined {
    if (callee.kind !== "function") return this.givenSignature(callee.signature, callee.kind === "external");
    const fn = this.module.functions.get(callee.symbol);
    if (fn === undefined) return undefined;
    const typeOf = (local: LocalId) => fn.locals[local]?.type;
    if (fn.handleLocal !== undefined)
      return {
        parameters: fn.parameters.map((parameter) => ({ ...parameter, type: typeOf(parameter.local) })),
        result: typeOf(fn.handleLocal),
        resultPassing: "value",
        error: undefined,
      };
    return {
      parameters: fn.parameters.map((parameter) => ({ ...parameter, type: typeOf(parameter.local) })),
      result: typeOf(fn.resultLocal),
      resultPassing: fn.resultPassing,
      error: fn.errorLocal === undefined ? undefined : typeOf(fn.errorLocal),
    };
  }

  private givenSignature(signature: CallSignature, isExternal: boolean): Signature {
    if (isExternal && signature.error !== undefined) this.problem("an external function cannot raise");
    if (isExternal && signature.parameters.some((parameter) => parameter.passing === "reference")) {
      this.problem("arguments of an external function are passed by value");
    }
    return { ...signature, error: signature.error };
  }

  // Terminators

  private terminator(terminator: MirTerminator): void {
    for (const block of successorsOf(terminator)) if (this.fn.blocks[block] === undefined) this.problem(`\`b${block}\` does not exist`);
    switch (terminator.kind) {
      case "branch": {
        const type = this.operand(terminator.condition);
        if (type !== undefined && !(type.kind === "int" && type.bits === 1)) this.problem("the condition is not `i1`");
        return;
      }
      case "switch": {
        const type = this.operand(terminator.value);
        if (type !== undefined && type.kind !== "int") this.problem("the value is not an integer");
        const values = new Set(
          terminator.cases.map((entry) => (type?.kind === "int" ? BigInt.asUintN(type.bits, entry.value) : entry.value)),
        );
        if (values.size !== terminator.cases.length) this.problem("two cases have the same value");
        return;
      }
      case "try-call": {
        const errorType = this.place(terminator.errorTarget);
        const signature = this.call(terminator.callee, terminator.arguments, terminator.target);
        if (signature === undefined) return;
        if (signature.error === undefined) this.problem("the callee does not raise");
        else this.sameType(signature.error, errorType);
        return;
      }
      case "raise":
        if (this.fn.errorLocal === undefined) this.problem("the function has no error local");
        return;
      case "suspend":
      case "abandon":
        if (this.fn.handleLocal === undefined) this.problem("the function is no coroutine");
        return;
      case "goto":
      case "return":
      case "unreachable":
        return;
    }
  }

  // Places, operands

  /** Its type; `undefined` after a problem. */
  private place(place: Place): MirType | undefined {
    let type: MirType | undefined = this.fn.locals[place.local]?.type;
    if (type === undefined) {
      this.problem(`\`%${place.local}\` does not exist`);
      return undefined;
    }
    for (const step of place.path) {
      switch (step.kind) {
        case "field": {
          const field: MirType | undefined = type.kind === "struct" ? type.fields[step.index] : undefined;
          if (field === undefined) {
            this.problem(`\`${printPlace(place)}\`: \`${printType(type)}\` has no field ${step.index}`);
            return undefined;
          }
          type = field;
          break;
        }
        case "deref":
          if (type.kind !== "pointer") {
            this.problem(`\`${printPlace(place)}\`: \`${printType(type)}\` is not a pointer`);
            return undefined;
          }
          type = step.type;
          break;
        case "element": {
          const index = this.operand(step.index);
          if (index !== undefined && index.kind !== "int") this.problem(`\`${printPlace(place)}\`: the index is not an integer`);
          if (type.kind !== "array") {
            this.problem(`\`${printPlace(place)}\`: \`${printType(type)}\` is not an array`);
            return undefined;
          }
          type = type.element;
          break;
        }
      }
    }
    return type;
  }

  private operand(operand: Operand): MirType | undefined {
    if (operand.kind === "read") return this.place(operand.place);
    this.constant(operand.constant);
    return operand.constant.type;
  }

  private constant(constant: Constant): void {
    if (!constantFits(constant)) this.problem(`\`${printConstant(constant)}\` is not a value of its type`);
    if (constant.kind !== "aggregate") return;
    this.elements(
      constant.type,
      constant.elements.map((element) => element.type),
    );
    for (const element of constant.elements) this.constant(element);
  }
}

/** How an argument by reference may be passed to a parameter of a convention. */
const allowedModes: Readonly<Record<string, readonly string[]>> = {
  read: ["read", "mut"],
  mut: ["mut", "initialize"],
  ref: ["read", "mut"],
  owned: ["consume"],
  deinit: ["consume"],
};

function elementTypes(type: MirType): readonly MirType[] | undefined {
  if (type.kind === "struct") return type.fields;
  if (type.kind === "array" || type.kind === "vector") return new Array<MirType>(type.length).fill(type.element);
  return undefined;
}

function constantFits(constant: Constant): boolean {
  switch (constant.kind) {
    case "int":
      return constant.value >= -(1n << BigInt(constant.type.bits - 1)) && constant.value < 1n << BigInt(constant.type.bits);
    case "float":
      return constant.type.kind === "float";
    case "null":
    case "global":
    case "function":
      return constant.type.kind === "pointer";
    case "literal-integer":
      return constant.type.kind === "literal-integer";
    case "literal-float":
      return constant.type.kind === "literal-float" && (constant.denominator > 0n || constant.special !== undefined);
    case "zero":
    case "undefined":
    case "aggregate":
      return true;
  }
}

// Symbols

export function forEachSymbol(fn: MirFunction, visit: (symbol: string) => void): void {
  const operand = (value: Operand): void => {
    if (value.kind === "constant") forEachConstantSymbol(value.constant, visit);
  };
  const call = (callee: Callee, list: readonly Argument[]): void => {
    if (callee.kind === "function") visit(callee.symbol);
    if (callee.kind === "pointer") operand(callee.pointer);
    for (const argument of list) if (argument.kind === "value") operand(argument.operand);
  };
  if (fn.frame !== undefined) {
    visit(fn.frame.allocate);
    visit(fn.frame.free);
  }
  for (const block of fn.blocks) {
    for (const statement of block.statements) {
      if (statement.kind === "call") call(statement.callee, statement.arguments);
      if (statement.kind !== "assign") continue;
      const { value } = statement;
      if (value.kind === "use") operand(value.operand);
      if (value.kind === "intrinsic") value.operands.forEach(operand);
      if (value.kind === "aggregate") value.elements.forEach(operand);
    }
    if (block.terminator.kind === "try-call") call(block.terminator.callee, block.terminator.arguments);
  }
}

export function forEachConstantSymbol(constant: Constant, visit: (symbol: string) => void): void {
  if (constant.kind === "global" || constant.kind === "function") visit(constant.symbol);
  if (constant.kind === "aggregate") for (const element of constant.elements) forEachConstantSymbol(element, visit);
}
