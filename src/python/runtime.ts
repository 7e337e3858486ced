/**
 * Calls of the library's functions on Python values (`library/std/dynamic`), and what these take and give in MIR.
 *
 * In: names of functions and operands. Out: calls in the function being built. Arguments are words that somebody keeps alive;
 * results are words with a count, which an `Object` local takes over, so that MIR's lifetimes end it.
 */
import { assert } from "../base/assert.ts";
import { intConstant, boolConstant, internBytes } from "../elaborate/constants.ts";
import type { Instance, Program } from "../elaborate/context.ts";
import { constantOperand, fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import { libraryFunction } from "../elaborate/library-functions.ts";
import { lookupInModule } from "../names/loader.ts";
import type { LocalId, MirType, Operand, Place } from "../mir/mir.ts";
import type { Type } from "../types/type.ts";
import type { Body, ErrorEdge } from "./body.ts";

/** A module below `library/std/dynamic` and the functions that are called there. */
const modules = {
  attempts:
    "float_sum float_difference float_product float_negative float_order try_quotient try_float try_number try_float_variable try_number_variable look_at_slot look_at_attribute look_at_class_attribute look_at_variable look_in_box look_at_item look_at_item_from_end is_there is_small try_add try_subtract try_multiply try_floor_divide try_modulo try_and try_or try_xor try_shift_left try_shift_right try_negate try_absolute try_length try_compare try_compare_text try_is try_truth store_small try_put_in_slot try_put_in_attribute try_put_in_item try_share_in_slot try_share_in_attribute try_share_in_item",
  numbers:
    "_add _subtract _multiply _floor_divide _modulo less_otherwise less_equal_otherwise greater_otherwise greater_equal_otherwise _equal _unequal _compared is_true_otherwise add subtract multiply divide floor_divide modulo negate bit_and bit_or bit_xor shift_left shift_right less less_equal greater greater_equal equal unequal compared is_true",
  calls:
    "_call_method0 _call_method1 _call_method2 _call_method3 _call_method4 leads_to function_in is_function_of constructs_by initializer_of check_initialized call_general call0 call1 call2 call3 call4 call5 call_method0 call_method1 call_method2 call_method3 call_method4",
  classes: "new_instance",
  functions: "describing new_code new_function new_box load_box load_own_box store_box closure_box argument_at box_value",
  keywords: "add_all add_keyword add_mapping call_unpacked",
  attributes:
    "get_attribute peek_attribute set_attribute set_first_attribute delete_attribute get_attribute_by_name peek_attribute_by_name set_attribute_by_name get_slot peek_slot set_slot",
  layouts: "slots_in_layout no_slots reserve_layout",
  class_building: "make_class prepare_class set_name find_name delete_name annotate_in_class annotate_in_module",
  class_builtins: "new_super",
  with_blocks: "find_enter find_exit find_async_enter find_async_exit call_exit call_exit_with raise_from",
  handled: "begin_handling end_handling raise_handled",
  exception_groups: "begin_star star_match star_raised star_result",
  matching: "is_sequence sequence_item sequence_part is_mapping mapping_values mapping_rest class_parts",
  recursion: "check_depth",
  threads: "check_turn",
  finishing: "finish_threads",
  parallel:
    "enter_0 enter_1 enter_2 enter_3 enter_4 enter_for_1 enter_for_2 enter_for_3 enter_for_4 enter_plain_1 enter_plain_2 enter_plain_3 leave",
  publishing: "make_immortal publish",
  tracebacks: "trace",
  uncaught: "report_uncaught",
  coroutines: "await_iterator await_entered async_iterate async_next is_async_end",
  in_place:
    "_add_in_place _subtract_in_place _multiply_in_place _floor_divide_in_place _modulo_in_place add_in_place subtract_in_place multiply_in_place divide_in_place floor_divide_in_place modulo_in_place bit_and_in_place bit_or_in_place bit_xor_in_place shift_left_in_place shift_right_in_place power_in_place",
  repetition: "repeat_in_list",
  sequences:
    "new_list new_tuple append append_given get_item get_item_otherwise set_item set_item_otherwise iterate next_of is_end is_none is_same unpack item_at contains begin_loop next_in_loop one_more",
  builtins: "builtin call_builtin call_builtin_named call_method_named",
  quick_builtins: "length_value instance_value is_of lesser_value greater_value",
  startup: "start check_bound load_global store_global raise_value caught_by",
  generators: "new_generator attach set_yielded set_given resumed delegated delegated_result",
  elements:
    "delete_item extend_display tuple_of unpack_starred range_length has_small_steps range_number is_positive stepped stepped_in_range one_less",
  slices: "new_slice",
  slicing: "get_slice set_slice",
  heap: "allocate_frame free_frame",
  dictionaries: "new_dictionary set_key",
  mappings: "update_display",
  sets: "new_set add_member set_of_constants",
  function_attributes: "annotate",
  type_builtins: "add_variable variables_of_module sorted_names",
  complex_numbers: "imaginary_of",
  extended_operators: "matrix_multiply matrix_multiply_in_place",
  set_methods: "update_set",
  modules:
    "register_module register_failure begin_module import_module import_top import_name import_all no_package load_global_or unbind_global loaded_modules",
  native_modules: "native_builtin",
  boundary: "machine_word",
  evaluation: "global_name import_all_names module_of_code show_value in_scope",
  compiler_service: "register_compiler",
  names: "name_of",
  integers: "integer_literal",
  word: "give counted truth",
  errors: "take_value raise_again",
  cells: "float_of",
  powers: "power invert positive absolute",
  unboxed:
    "_add_numbers _subtract_numbers _multiply_numbers _divide_numbers _add_numbers_in_place _subtract_numbers_in_place _multiply_numbers_in_place _divide_numbers_in_place _compare_numbers _compared_numbers _get_number_attribute _get_number_item _set_number_attribute _set_number_item unboxed boxed boxed_word is_unboxed variable_number add_numbers subtract_numbers multiply_numbers divide_numbers add_numbers_in_place subtract_numbers_in_place multiply_numbers_in_place divide_numbers_in_place negate_number compare_numbers compared_numbers get_number_attribute get_number_slot set_number_slot get_number_item set_number_attribute set_number_item",
  formatting: "new_text append_part append_value",
  texts: "grows variable_grows",
  bytes: "bytes_literal",
} as const;

type Words<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | Words<Rest> : Text;
export type RuntimeFunction = Words<(typeof modules)[keyof typeof modules]>;

/** The same without anything inline, for ways that are rare. */
const rareForms: Partial<Readonly<Record<RuntimeFunction, RuntimeFunction>>> = {
  add: "_add",
  subtract: "_subtract",
  multiply: "_multiply",
  floor_divide: "_floor_divide",
  modulo: "_modulo",
  less: "less_otherwise",
  less_equal: "less_equal_otherwise",
  greater: "greater_otherwise",
  greater_equal: "greater_equal_otherwise",
  equal: "_equal",
  unequal: "_unequal",
  compared: "_compared",
  is_true: "is_true_otherwise",
  add_in_place: "_add_in_place",
  subtract_in_place: "_subtract_in_place",
  multiply_in_place: "_multiply_in_place",
  floor_divide_in_place: "_floor_divide_in_place",
  modulo_in_place: "_modulo_in_place",
  add_numbers: "_add_numbers",
  subtract_numbers: "_subtract_numbers",
  multiply_numbers: "_multiply_numbers",
  divide_numbers: "_divide_numbers",
  add_numbers_in_place: "_add_numbers_in_place",
  subtract_numbers_in_place: "_subtract_numbers_in_place",
  multiply_numbers_in_place: "_multiply_numbers_in_place",
  divide_numbers_in_place: "_divide_numbers_in_place",
  compare_numbers: "_compare_numbers",
  compared_numbers: "_compared_numbers",
  get_number_attribute: "_get_number_attribute",
  get_number_item: "_get_number_item",
  set_number_attribute: "_set_number_attribute",
  set_number_item: "_set_number_item",
  get_attribute: "get_attribute_by_name",
  peek_attribute: "peek_attribute_by_name",
  set_attribute: "set_attribute_by_name",
  get_item: "get_item_otherwise",
  set_item: "set_item_otherwise",
};

const moduleOf = new Map<string, string>(
  Object.entries(modules).flatMap(([module, names]) => names.split(" ").map((name) => [name, module] as const)),
);

/** The types of the run time, and its functions as they are asked for. */
export class Runtime {
  readonly program: Program;
  readonly word: MirType;
  readonly object: MirType;
  readonly raised: MirType;
  readonly raisedType: Type;
  readonly cache: MirType;
  readonly layout: MirType;
  readonly float: MirType;
  private readonly instances = new Map<string, Instance>();

  constructor(program: Program) {
    this.program = program;
    const lowered = (module: string, name: string): MirType => program.services.lowerType(program, this.type(module, name));
    this.word = lowered("word", "Word");
    this.object = lowered("word", "Object");
    this.raisedType = this.type("errors", "Raised");
    this.raised = program.services.lowerType(program, this.raisedType);
    this.cache = lowered("attributes", "AttributeCache");
    this.layout = lowered("layouts", "Layout");
    const float = program.libraryType("Float64");
    assert(float !== undefined, "the library has Float64");
    this.float = program.services.lowerType(program, float);
  }

  private type(module: string, name: string): Type {
    const { program } = this;
    const scope = program.loader.resolveModule(program.prelude, 0, ["std", "dynamic", module]);
    const found = scope === undefined ? undefined : lookupInModule(program.loader, scope, name);
    assert(found?.kind === "struct", `the library has std.dynamic.${module}.${name}`);
    return program.types.struct(found, []);
  }

  instance(name: RuntimeFunction): Instance {
    let instance = this.instances.get(name);
    if (instance === undefined) {
      const module = moduleOf.get(name) as string;
      instance = libraryFunction(this.program, ["dynamic", module], name);
      assert(instance !== undefined, `the library has std.dynamic.${module}.${name}`);
      this.instances.set(name, instance);
    }
    return instance;
  }

  /** A word that is known when compiled. */
  constant(bits: bigint): Operand {
    const int = intConstant(this.program, bits);
    return constantOperand({ kind: "aggregate", type: this.word, elements: [int.constant] });
  }

  int(value: number | bigint): Operand {
    return constantOperand(intConstant(this.program, value).constant);
  }

  bool(value: boolean): Operand {
    return constantOperand(boolConstant(this.program, value).constant);
  }

  global(symbol: string): Operand {
    return constantOperand({ kind: "global", type: this.program.mirTypes.pointer, symbol, offset: 0 });
  }

  code(symbol: string): Operand {
    return constantOperand({ kind: "function", type: this.program.mirTypes.pointer, symbol });
  }

  /** Address and length of static text. */
  bytes(text: string): readonly [Operand, Operand] {
    const bytes = new TextEncoder().encode(text);
    return [this.global(internBytes(this.program, bytes)), this.int(bytes.length)];
  }

  /** Calls a function for its result in a new local; errors go where the body's errors go. */
  call(body: Body, name: RuntimeFunction, operands: readonly Operand[], isTraced = true): LocalId {
    const { builder } = body;
    const instance = this.instance(body.isRare ? (rareForms[name] ?? name) : name);
    const result = builder.newLocal(this.program.services.lowerType(this.program, instance.result), { unmanaged: true });
    const args = operands.map((operand) => ({ kind: "value", operand }) as const);
    const callee = { kind: "function", symbol: instance.symbol } as const;
    if (instance.raises === undefined) builder.call(localPlace(result), callee, args);
    else {
      const edge = isTraced ? this.tracedEdge(body) : body.outward();
      builder.tryCall(localPlace(result), callee, args, edge.place, edge.block);
    }
    return result;
  }

  /** As `call`; an error does not count this line as one that it has come through. */
  callUntraced(body: Body, name: RuntimeFunction, operands: readonly Operand[]): LocalId {
    return this.call(body, name, operands, false);
  }

  /** Where an error goes from here: through a block, one for each line, that tells it so. */
  tracedEdge(body: Body): ErrorEdge {
    const { builder } = body;
    const edge = body.outward();
    const { file, start } = builder.span;
    const { line } = file.position(start);
    const key = `${edge.block} ${line}`;
    let block = body.tracing.get(key);
    if (block === undefined) {
      block = builder.newBlock();
      body.tracing.set(key, block);
      const { symbol, result } = this.instance("trace");
      const where = this.global(internBytes(this.program, new TextEncoder().encode(`${file.path}\0${body.displayName}\0`)));
      const error = read(fieldPlace(fieldPlace(edge.place, 0), 0));
      const target = localPlace(builder.newLocal(this.program.services.lowerType(this.program, result), { unmanaged: true }));
      const args = [error, where, this.firstLine(body), this.int(line - body.firstLine)].map(
        (operand) => ({ kind: "value", operand }) as const,
      );
      const { span } = builder;
      builder.blocks[block] = {
        statements: [{ kind: "call", target, callee: { kind: "function", symbol }, arguments: args, span }],
        terminator: { kind: "goto", target: edge.block, span },
      };
    }
    return { place: edge.place, block };
  }

  /** Where the line stands that the body's lines count from: its code does not change when others above it do. */
  private firstLine(body: Body): Operand {
    const symbol = `${body.symbol} line`;
    const { constant } = intConstant(this.program, body.firstLine);
    this.program.mir.globals.set(symbol, { symbol, type: constant.type, initial: constant, isConstant: true, linkage: "exported" });
    return this.global(symbol);
  }

  /** Calls a function whose result is a value with a count. */
  value(body: Body, name: RuntimeFunction, operands: readonly Operand[]): LocalId {
    return this.owned(body, read(localPlace(this.call(body, name, operands))));
  }

  /** A value that takes a count over. */
  owned(body: Body, word: Operand): LocalId {
    const { builder } = body;
    const object = builder.newLocal(this.object);
    this.fill(body, localPlace(object), word);
    return object;
  }

  /** Initialises a place of an `Object` with a word and its count. */
  fill(body: Body, place: Place, word: Operand): void {
    body.builder.assign(place, { kind: "aggregate", type: this.object, elements: [word] });
  }

  /** Gives the word of a value away, with its count. */
  given(body: Body, object: LocalId): Operand {
    const instance = this.instance("give");
    const result = body.builder.newLocal(this.word, { unmanaged: true });
    body.builder.call(localPlace(result), { kind: "function", symbol: instance.symbol }, [
      { kind: "reference", mode: "consume", place: localPlace(object) },
    ]);
    return read(localPlace(result));
  }
}

/** All that programs in Python may call: symbols of functions. */
export function runtimeRoots(program: Program): string[] {
  const runtime = new Runtime(program);
  const hooks = ["__mojo_start", "__mojo_finish"].map((name) => libraryFunction(program, ["startup"], name));
  const functions = [...moduleOf.keys()].map((name) => runtime.instance(name as RuntimeFunction));
  return [...hooks, ...functions].flatMap((instance) => (instance === undefined ? [] : [instance.symbol]));
}
