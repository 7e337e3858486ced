/**
 * One compile: its options, the files it reads, the problems it finds, its stages and dumps.
 */
import { DiagnosticSink } from "../diag/diagnostic.ts";
import type { CompileOptions, DumpRequest } from "./options.ts";
import { SourceReader } from "./source-reader.ts";
import { Stages } from "./stages.ts";

export type SessionHooks = {
  readonly dumps?: readonly DumpRequest[];
  /** Receives what `dumps` asks for, in the order of the stages. */
  readonly onDump?: (text: string) => void;
};

export class CompileSession {
  readonly options: CompileOptions;
  readonly reader = new SourceReader();
  readonly stages = new Stages();
  readonly sink = new DiagnosticSink();
  readonly dumps: readonly DumpRequest[];
  private readonly onDump: (text: string) => void;

  constructor(options: CompileOptions, hooks: SessionHooks = {}) {
    this.options = options;
    this.dumps = hooks.dumps ?? [];
    this.onDump = hooks.onDump ?? (() => {});
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
