/**
 * Programs whose threads run at once: variables of a type that is `PerThread` are each thread's own, and the run time has a variant of its own.
 */
export const parallelDefine = "PYTHON_PARALLEL";
