/**
 * Our own mistakes. A failed assertion is an internal error: the driver names the stage and writes a reproducer.
 *
 * Not here: mistakes of the user's program (`diag/`), failures of the world (`HostError`).
 */
export class InternalError extends Error {
  override readonly name = "InternalError";
}

/** The file system, the linker, the machine: at fault is neither the user's program nor the compiler. */
export class HostError extends Error {
  override readonly name: string = "HostError";
}

export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new InternalError(why);
}

export function unreachable(why: string): never {
  throw new InternalError(why);
}
