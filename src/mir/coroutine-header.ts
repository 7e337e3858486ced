/**
 * What lies behind a coroutine's handle, for those who resume it: library, interpreter and generated code agree on it.
 *
 * All in bytes from the handle; `library/std/runtime/coroutine.mojo` has the same as a struct. `continuation` and `task` are the
 * library's own.
 */
export const coroutineHeader = {
  offset: 16,
  continuation: 16,
  task: 24,
  /** 0: not ended. 1: the result is in its place. 2: the error is in its place. */
  status: 32,
  /** Where the result is to be put; set before the first resumption. */
  result: 40,
  /** Where an error is to be put. */
  error: 48,
  /** Room of the library's, for what it keeps of a coroutine that runs as a task of its own. */
  room: 56,
  size: 56 + 96,
} as const;
