/**
 * How an evaluation fails: the evaluated program is at fault, so it is data for a diagnostic, with the calls that led there.
 */
import type { Span } from "../../source/source-file.ts";

export type FailureReason =
  | "step-limit"
  | "recursion-limit"
  | "memory-limit"
  | "out-of-bounds"
  | "null"
  | "freed"
  | "uninitialized"
  | "read-only"
  | "bad-pointer"
  | "division-by-zero"
  | "unsupported"
  | "non-deterministic"
  | "unreachable"
  | "exit"
  | "trap";

export type EvaluationFailure = {
  readonly reason: FailureReason;
  /** Lower case, no full stop: `division by zero`. */
  readonly message: string;
  /** Innermost first. `span`: where that function was when it failed or called the one before. */
  readonly stack: readonly FailureFrame[];
  /** `exit`: the status asked for. */
  readonly exitStatus?: number;
};

export type FailureFrame = { readonly symbol: string; readonly displayName: string; readonly span: Span };

/** Thrown inside the interpreter; `Interpreter.run` turns it into an `EvaluationFailure`. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly reason: FailureReason;
  readonly exitStatus: number | undefined;

  constructor(reason: FailureReason, message: string, exitStatus?: number) {
    super(message);
    this.reason = reason;
    this.exitStatus = exitStatus;
  }
}

export function fail(reason: FailureReason, message: string): never {
  throw new Failure(reason, message);
}
