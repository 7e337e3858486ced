/** What the functions of one program share: kernels that are equal but for their arguments, packed weights, constants. */
import type { PackedOperand } from "./packed-operand.ts";
import { Names } from "./spelling.ts";
import type { Step } from "./steps.ts";
import { WeightsLayout } from "./weights-layout.ts";

export class ProgramParts {
  /** Names of the library's functions that stand for the user's own. */
  readonly replaced: ReadonlySet<string>;
  readonly names = new Names();
  readonly weights = new WeightsLayout();
  /** Texts of functions, without their names, and their names. */
  readonly functions = new Map<string, string>();
  /** Their texts if they are told that nothing else reads their results, where there is such a call. */
  readonly outputFunctions = new Map<string, string>();
  readonly packed = new Map<string, { readonly name: string; readonly operand: PackedOperand }>();

  /** Of a program with a clock. */
  readonly steps: Step[] | undefined;
  /** What every function that calls kernels is given. */
  readonly shared: readonly string[];

  constructor(replaced: ReadonlySet<string> = new Set(), isProfiled = false) {
    this.replaced = replaced;
    this.steps = isProfiled ? [] : undefined;
    this.shared = ["model", "memory", ...(isProfiled ? ["profile"] : [])];
    for (const name of [
      "forward",
      "model_open",
      "model_run",
      "model_close",
      "weights",
      "inputs",
      "outputs",
      "model",
      "memory",
      "threads",
      "profile",
    ])
      this.names.fresh(name);
  }

  /** The name of the function with this text, whose own name is left out. */
  functionNamed(text: string, wanted: string, outputText?: string): string {
    if (outputText !== undefined) {
      const known = this.outputFunctions.get(text) ?? outputText;
      // Another one of its results is the model's
      if (known !== outputText) return this.functionNamed(outputText, wanted);
      this.outputFunctions.set(text, outputText);
    }
    let name = this.functions.get(text);
    if (name === undefined) {
      name = this.names.fresh(wanted);
      this.functions.set(text, name);
    }
    return name;
  }

  /** The model's field with a packed weight. */
  packedNamed(operand: PackedOperand): string {
    const key = `${operand.tensor.id}:${operand.type}:${operand.view}`;
    let known = this.packed.get(key);
    if (known === undefined) {
      known = { name: this.names.fresh(operand.tensor.name), operand };
      this.packed.set(key, known);
    }
    return known.name;
  }
}
