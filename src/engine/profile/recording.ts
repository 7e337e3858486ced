/**
 * What runs of a program with a clock wrote down, kept until it is asked for.
 *
 * In: the words that `library/engine/profile.mojo` writes. Out: runs with their steps. Not here: what is shown of them (`trace.ts`, `page.ts`).
 */
import type { ProfileDescription } from "./description.ts";

export type StepTime = {
  /** Its number in the description. */
  readonly step: number;
  /** Nanoseconds of the machine's monotonic clock. */
  readonly beginNs: number;
  readonly endNs: number;
  /** Those that the description names; -1 for one that was not known. */
  readonly sizes: readonly number[];
};

export type RecordedRun = {
  /** Runs side by side have different ones. */
  readonly lane: number;
  /** Of the inputs, in the description's order. */
  readonly shapes: readonly (readonly number[])[];
  readonly beginNs: number;
  readonly endNs: number;
  readonly steps: readonly StepTime[];
  /** Steps that did not fit into the memory for them. */
  readonly leftOut: number;
};

/** 4 MiB for each run that is under way. */
const wordsOfRun = 1 << 19;
/** 64 MiB are kept in all; the oldest runs go first. */
const mostWordsKept = 1 << 23;

export class Recording {
  readonly description: ProfileDescription;
  private kept: KeptRun[] = [];
  private wordsKept = 0;

  constructor(description: ProfileDescription) {
    this.description = description;
  }

  /** Memory for one run at a time. */
  room(): BigInt64Array<ArrayBuffer> {
    return new BigInt64Array(wordsOfRun);
  }

  /** Keeps what a run wrote. */
  keep(lane: number, room: BigInt64Array, shapes: RecordedRun["shapes"]): void {
    const words = room.slice(0, Number(room[0]));
    this.kept.push({ lane, words, shapes });
    this.wordsKept += words.length;
    while (this.wordsKept > mostWordsKept && this.kept.length > 1) this.wordsKept -= this.kept.shift()?.words.length ?? 0;
  }

  clear(): void {
    this.kept = [];
    this.wordsKept = 0;
  }

  runs(): readonly RecordedRun[] {
    return this.kept.map(decode);
  }
}

const header = 4;
const record = 4;

type KeptRun = { readonly lane: number; readonly words: BigInt64Array; readonly shapes: RecordedRun["shapes"] };

function decode({ lane, words, shapes }: KeptRun): RecordedRun {
  const at = (place: number): number => Number(words[place]);
  const steps: StepTime[] = [];
  for (let place = header; place < words.length; place += record + at(place + 3)) {
    const sizes = Array.from(words.subarray(place + record, place + record + at(place + 3)), Number);
    steps.push({ step: at(place), beginNs: at(place + 1), endNs: at(place + 2), sizes });
  }
  return { lane, shapes, beginNs: at(2), endNs: at(3), steps, leftOut: at(1) };
}
