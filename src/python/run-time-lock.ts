/**
 * Programs whose threads run at once: compiled code holds the lock of the run time while it calls it (`library/std/dynamic/parallel.mojo`).
 *
 * In: a program whose functions are all there. Every call of a function of `std.dynamic` that is defined elsewhere, the run time's own object, is put
 * between `enter…` and `leave…`, which take the lock and look after values that others can reach. What was put in place (functions that are always
 * inline) works on values of the thread alone, and so do the functions named here.
 */
import { assert } from "../base/assert.ts";
import { constantOperand, fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { Program } from "../elaborate/context.ts";
import { libraryFunction } from "../elaborate/library-functions.ts";
import { parallelDefine } from "../elaborate/parallel.ts";
import { declaredFunction } from "../elaborate/prebuilt.ts";
import type { Argument, BlockId, LocalId, MirFunction, MirType, Operand, Place } from "../mir/mir.ts";

/** Never need the lock: they make values, or take it themselves where they must. */
const free: ReadonlySet<string> = names({
  heap: "_new_cells _new_storage allocate_granules allocate_bytes free_bytes free_granules end_cell allocate_long_cell free_long_cell",
  word: "_end _count_shared _release_shared",
  calls:
    "_call0 _call1 _call2 _call3 _call4 _call5 _run_outside0 _run_outside1 _run_outside2 _run_outside3 _run_outside4 _run_outside5 method_at_hand",
  recursion: "_at_limit",
  attributes: "_get_attribute get_attribute_by_name peek_attribute_by_name",
  attempts: "_look_in_class",
  classes: "new_instance",
  builtins: "call_builtin",
  sequences: "new_list new_tuple",
  dictionaries: "new_dictionary",
  sets: "new_set",
  functions: "new_function new_box",
  slices: "new_slice",
  cells: "list_of float_of text_of",
  parallel: "publish",
});

/** Need it only if one of their arguments can be reached by other threads. */
const shallow: ReadonlySet<string> = names({
  sequences: "_get_item _set_item get_item_otherwise set_item_otherwise _next_of iterate",
  attributes: "_set_attribute set_attribute_by_name _grow",
  attempts: "_look_at_other_item _try_other_length",
  unboxed: "_get_number_attribute _get_number_item _set_number_attribute _set_number_item",
  quick_builtins: "_length_value",
  slicing: "get_slice",
  dictionaries: "set_key",
});

/** Need it only if one of their arguments is no number, text or instance of the thread alone. */
const plain: ReadonlySet<string> = names({
  numbers:
    "_add _subtract _multiply divide _floor_divide _modulo _bits negate _compare _equal _unequal _compared _is_true less_otherwise less_equal_otherwise greater_otherwise greater_equal_otherwise is_true_otherwise",
  attempts: "_try_equal",
  powers: "power",
  in_place: "_add_in_place _subtract_in_place _multiply_in_place divide_in_place _floor_divide_in_place _modulo_in_place",
  integer_operators: "sum_of_wholes difference_of_wholes product_of_wholes",
  slices: "index_word",
  elements: "_range_length _has_small_steps",
  unboxed:
    "_add_numbers _subtract_numbers _multiply_numbers _divide_numbers _add_numbers_in_place _subtract_numbers_in_place _multiply_numbers_in_place _divide_numbers_in_place _compare_numbers _compared_numbers",
});

function names(modules: Readonly<Record<string, string>>): Set<string> {
  return new Set(Object.entries(modules).flatMap(([module, list]) => list.split(" ").map((name) => `std.dynamic.${module}::${name}`)));
}

export function lockRunTime(program: Program): void {
  if (!program.defines.has(parallelDefine)) return;
  const pass = new Pass(program);
  for (const fn of [...program.mir.functions.values()]) if (fn.linkage !== "imported") pass.lock(fn);
}

const mostWords = 4;
/** Arguments that the functions of each kind take at most. */
const most: Readonly<Record<Enter, number>> = { enter: mostWords, enter_for: mostWords, enter_plain: 3 };

type Enter = "enter" | "enter_for" | "enter_plain";

class Pass {
  private readonly program: Program;
  private readonly word: MirType;
  private readonly declared = new Map<string, MirFunction>();

  constructor(program: Program) {
    this.program = program;
    this.word = parameterType(this.function("enter_1"), 0);
  }

  private function(name: string): MirFunction {
    let fn = this.declared.get(name);
    if (fn === undefined) {
      const instance = libraryFunction(this.program, ["dynamic", "parallel"], name);
      assert(instance !== undefined, `the library has std.dynamic.parallel.${name}`);
      fn = this.program.mir.functions.get(instance.symbol) ?? declaredFunction(this.program, instance);
      this.program.mir.functions.set(fn.symbol, fn);
      this.declared.set(name, fn);
    }
    return fn;
  }

  /** Which function of the run time is called behind its lock, and whether its arguments decide. */
  private locked(symbol: string): { readonly fn: MirFunction; readonly enter: Enter } | undefined {
    const fn = this.program.mir.functions.get(symbol);
    if (fn?.linkage !== "imported" || !symbol.startsWith("std.dynamic.") || free.has(symbol)) return undefined;
    if (symbol.startsWith("std.dynamic.parallel::")) return undefined;
    return { fn, enter: shallow.has(symbol) ? "enter_for" : plain.has(symbol) ? "enter_plain" : "enter" };
  }

  lock(fn: MirFunction): void {
    for (let index = 0; index < fn.blocks.length; index++) {
      const block = fn.blocks[index] as MirFunction["blocks"][number];
      const statements: typeof block.statements = [];
      for (const statement of block.statements) {
        const callee = statement.kind === "call" && statement.callee.kind === "function" ? this.locked(statement.callee.symbol) : undefined;
        if (callee === undefined || statement.kind !== "call") {
          statements.push(statement);
          continue;
        }
        const state = this.enter(fn, statements, callee.enter, statement.arguments, statement.span);
        statements.push({ ...statement, tail: false });
        this.leave(fn, statements, state, this.wordOf(callee.fn, statement.target), statement.span);
      }
      block.statements = statements;
      const end = block.terminator;
      const callee = end.kind === "try-call" && end.callee.kind === "function" ? this.locked(end.callee.symbol) : undefined;
      if (callee === undefined || end.kind !== "try-call") continue;
      const state = this.enter(fn, statements, callee.enter, end.arguments, end.span);
      const after = (target: BlockId, word: Operand | undefined): BlockId => {
        const added: typeof block.statements = [];
        this.leave(fn, added, state, word, end.span);
        fn.blocks.push({ statements: added, terminator: { kind: "goto", target, span: end.span } });
        return fn.blocks.length - 1;
      };
      const normal = after(end.normal, this.wordOf(callee.fn, end.target));
      const error = after(end.error, read(fieldPlace(fieldPlace(end.errorTarget, 0), 0)));
      block.terminator = { ...end, normal, error };
    }
  }

  /** The first word in a result. */
  private wordOf(fn: MirFunction, target: Place | undefined): Operand | undefined {
    const type = (fn.locals[fn.resultLocal] as { type: MirType }).type;
    if (target === undefined || fn.resultPassing !== "value") return undefined;
    if (type === this.word) return read(target);
    return type.kind === "struct" && type.fields[0] === this.word ? read(fieldPlace(target, 0)) : undefined;
  }

  private enter(
    fn: MirFunction,
    statements: MirFunction["blocks"][number]["statements"],
    how: Enter,
    args: readonly Argument[],
    span: MirFunction["span"],
  ): LocalId {
    const words = args.flatMap((argument) => (argument.kind === "value" && this.isWord(fn, argument.operand) ? [argument.operand] : []));
    const some = words.slice(0, mostWords);
    const enter = this.function(`${some.length > 0 && some.length <= most[how] ? how : "enter"}_${some.length}`);
    const state = newLocal(fn, (enter.locals[enter.resultLocal] as { type: MirType }).type);
    statements.push({
      kind: "call",
      target: localPlace(state),
      callee: { kind: "function", symbol: enter.symbol },
      arguments: some.map((operand) => ({ kind: "value", operand })),
      span,
    });
    return state;
  }

  private leave(
    fn: MirFunction,
    statements: MirFunction["blocks"][number]["statements"],
    state: LocalId,
    word: Operand | undefined,
    span: MirFunction["span"],
  ): void {
    const leave = this.function("leave");
    const none = constantOperand({ kind: "zero", type: this.word });
    statements.push({
      kind: "call",
      target: localPlace(newLocal(fn, (leave.locals[leave.resultLocal] as { type: MirType }).type)),
      callee: { kind: "function", symbol: leave.symbol },
      arguments: [read(localPlace(state)), word ?? none].map((operand) => ({ kind: "value", operand })),
      span,
    });
  }

  private isWord(fn: MirFunction, operand: Operand): boolean {
    if (operand.kind === "constant") return operand.constant.type === this.word;
    return this.typeOf(fn, operand.place) === this.word;
  }

  private typeOf(fn: MirFunction, place: Place): MirType | undefined {
    let type: MirType | undefined = (fn.locals[place.local] as { type: MirType }).type;
    for (const step of place.path) {
      if (step.kind === "deref") type = step.type;
      else if (step.kind === "field") type = type?.kind === "struct" ? type.fields[step.index] : undefined;
      else return undefined;
    }
    return type;
  }
}

function parameterType(fn: MirFunction, index: number): MirType {
  const { local } = fn.parameters[index] as { local: LocalId };
  return (fn.locals[local] as { type: MirType }).type;
}

function newLocal(fn: MirFunction, type: MirType): LocalId {
  fn.locals.push({ type, span: fn.span, keeps: [], unmanaged: true });
  return fn.locals.length - 1;
}
