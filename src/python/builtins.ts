/** Numbers of built-in functions, types and exceptions: the same as in `library/std/dynamic/builtins.mojo` and `errors.mojo`. */

/** From here on they are classes, called like any other. */
export const runtimeBuiltins = 100;

const functions = "print len range str repr int float abs min max isinstance list tuple bool sum ord chr".split(" ");
/** From number 30 on: `iteration_builtins.mojo`. */
const firstContainerBuiltin = 30;
const containers = "dict set frozenset slice enumerate zip map filter reversed sorted any all iter next id hash".split(" ");
const errors = (
  "BaseException Exception TypeError ValueError IndexError KeyError NameError UnboundLocalError AttributeError " +
  "ZeroDivisionError OverflowError AssertionError RuntimeError NotImplementedError StopIteration"
).split(" ");

export const builtins: Readonly<Record<string, number>> = Object.fromEntries([
  ...functions.map((name, number) => [name, number] as const),
  ...containers.map((name, number) => [name, firstContainerBuiltin + number] as const),
  ...errors.map((name, number) => [name, runtimeBuiltins + number] as const),
]);
