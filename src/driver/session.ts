/**
 * One compile: its options, the files it reads, the problems it finds, its stages and dumps.
 */
import { DiagnosticSink } from "../diag/diagnostic.ts";
import type { Module } from "../syntax/ast.ts";
import type { MeasuredRun } from "./native-run.ts";
import type { ManifestInput } from "./manifest.ts";
import type { CompileOptions, DumpRequest } from "./options.ts";
import { SourceReader } from "./source-reader.ts";
import { Stages } from "./stages.ts";

export type SessionHooks = {
  readonly dumps?: readonly DumpRequest[];
  /** Receives what `dumps` asks for, in the order of the stages. */
  readonly onDump?: (text: string) => void;
  /** Where what was measured is kept. */
  readonly tuningFolder?: string;
  /** Measures again what is kept. */
  readonly tunesAnew?: boolean;
  /** Candidates to take, by function: for trials. */
  readonly tunedLabels?: ReadonlyMap<string, string>;
  /** Receives adaptive functions that nothing searches for, with the labels of their candidates. */
  readonly onAdaptive?: (name: string, labels: readonly string[]) => void;
  /** Receives what of a program in Python is decided only when it runs. */
  readonly onExplanation?: (text: string) => void;
  /** Receives what takes long when it begins, and nothing when it has ended. */
  readonly onProgress?: (what: string | undefined) => void;
  /** Trees of the library, for a process that compiles more than once. */
  readonly libraryTrees?: Map<string, Module>;
};

export class CompileSession {
  readonly options: CompileOptions;
  readonly reader = new SourceReader();
  readonly stages = new Stages();
  readonly sink = new DiagnosticSink();
  readonly dumps: readonly DumpRequest[];
  readonly tuningFolder: string | undefined;
  readonly tunedLabels: ReadonlyMap<string, string>;
  readonly onAdaptive: SessionHooks["onAdaptive"];
  readonly tunesAnew: boolean;
  /** What was measured for this compile, now or before, in order. */
  readonly measuredRuns: MeasuredRun[] = [];
  /** Files that what was compiled before was made of. */
  readonly prebuiltInputs: ManifestInput[] = [];
  /** Something was not measured that could have been: the result is not to be kept. */
  isProvisional = false;
  readonly onExplanation: SessionHooks["onExplanation"];
  readonly reportProgress: (what: string | undefined) => void;
  readonly libraryTrees: SessionHooks["libraryTrees"];
  private readonly onDump: (text: string) => void;

  constructor(options: CompileOptions, hooks: SessionHooks = {}) {
    this.options = options;
    this.dumps = hooks.dumps ?? [];
    this.onDump = hooks.onDump ?? (() => {});
    this.onExplanation = hooks.onExplanation;
    this.reportProgress = hooks.onProgress ?? (() => {});
    this.tuningFolder = hooks.tuningFolder;
    this.tunedLabels = hooks.tunedLabels ?? new Map();
    this.onAdaptive = hooks.onAdaptive;
    this.libraryTrees = hooks.libraryTrees;
    this.tunesAnew = hooks.tunesAnew ?? false;
  }

  /** Checks our own invariants between stages: always in tests. */
  get verifies(): boolean {
    return process.env["SALAMANDER_VERIFY"] === "1";
  }

  get failed(): boolean {
    return this.sink.errorCount > 0;
  }

  /** `print` gets the name that functions must contain, if the request has one. */
  dump(stage: string, print: (functionName: string | undefined) => string): void {
    for (const request of this.dumps) if (request.stage === stage) this.onDump(print(request.function));
  }

  wants(stage: string): boolean {
    return this.dumps.some((request) => request.stage === stage);
  }
}
