/**
 * Choices: which value each `autotune` and each call of an adaptive function takes in one candidate.
 *
 * A candidate is a function with a `Choices`; what is asked in its body, and in the functions nested in it, is asked here.
 * Each place in the source is one choice, however often its code is elaborated.
 * Not here: enumerating candidates (`candidates.ts`), choosing the best (`adaptive.ts`).
 */
import type { Span } from "../source/source-file.ts";
import type { FunctionContext, Instance, Program } from "./context.ts";

export type Choice = {
  readonly site: string;
  readonly count: number;
  readonly chosen: number;
  /** What was chosen, as it is written. */
  readonly text: string;
};

/** Winners that were found outside of this compile, for calls that nothing in the program searches for. */
export interface TunedChoices {
  /** The label of the candidate that a function should be; undefined: its first. */
  labelOf(name: string): string | undefined;
  /** Told of every such function with the labels of all its candidates, by who asks for that. */
  readonly onAdaptive?: (name: string, labels: readonly string[]) => void;
}

export class Choices {
  /** Tells candidates of one function apart. */
  readonly key: string;
  readonly made: Choice[] = [];
  private readonly planned: readonly number[];

  constructor(key: string, planned: readonly number[]) {
    this.key = key;
    this.planned = planned;
  }

  /** `isDoomed`: the candidate is wrong already, what it chooses from here on does not count. */
  choose(site: string, texts: readonly string[], isDoomed: boolean): number {
    const earlier = this.made.find((choice) => choice.site === site);
    if (earlier !== undefined) return earlier.chosen;
    if (isDoomed) return 0;
    const chosen = this.planned[this.made.length] ?? 0;
    this.made.push({ site, count: texts.length, chosen, text: texts[chosen] ?? "" });
    return chosen;
  }

  /** What was chosen, for people: `16` or `16, 4`. */
  get label(): string {
    return this.made.map((choice) => choice.text).join(", ");
  }

  /** The plan of the next candidate in order; undefined after the last one. */
  nextPlan(): number[] | undefined {
    for (let last = this.made.length - 1; last >= 0; last--) {
      const { chosen, count } = this.made[last] as Choice;
      if (chosen + 1 < count) return [...this.made.slice(0, last).map((choice) => choice.chosen), chosen + 1];
    }
    return undefined;
  }
}

/** Of the candidate that the code being elaborated belongs to: its function, or one that it is nested in. */
export function choicesOf(context: FunctionContext): Choices | undefined {
  for (let instance: Instance | undefined = context.instance; instance !== undefined; ) {
    if (instance.candidate.choices !== undefined) return instance.candidate.choices;
    instance = instance.candidate.closure?.context.instance;
  }
  return undefined;
}

/** Whether the candidate that is being tried has been found to be wrong. */
export function isDoomed(program: Program): boolean {
  return (program.trialSink?.errorCount ?? 0) > 0;
}

/** One of several ways, as the candidate at work plans it; the first where nothing is being tuned. */
export function choose(context: FunctionContext, span: Span, texts: readonly string[], detail = ""): number {
  return choicesOf(context)?.choose(siteOf(span, detail), texts, isDoomed(context.program)) ?? 0;
}

function siteOf(span: Span, detail: string): string {
  return `${span.file.path}:${span.start}${detail}`;
}
