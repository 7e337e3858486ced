/** Numbers of built-in functions, types and exceptions: the same as in `library/std/dynamic/builtins.mojo` and `errors.mojo`. */

/** From here on they are classes, called like any other. */
export const runtimeBuiltins = 100;

const functions = "print len range str repr int float abs min max isinstance list tuple bool sum ord chr".split(" ");
/** From number 60 on: `class_builtins.mojo`. */
const firstClassBuiltin = 60;
const classFunctions =
  "object type staticmethod classmethod property super callable hasattr getattr setattr delattr issubclass id NotImplemented".split(" ");
/** Of texts and numbers, from 80 on. */
const more = "format ascii bin oct hex round pow divmod bytes bytearray".split(" ");
/** From number 30 on: `iteration_builtins.mojo`. */
const firstContainerBuiltin = 30;
const containers = "dict set frozenset slice enumerate zip map filter reversed sorted any all iter next id hash".split(" ");
/** From number 46 on: `type_builtins.mojo`. */
const firstTypeBuiltin = 46;
const types = "complex memoryview dir vars input Ellipsis".split(" ");
const errors = (
  "BaseException Exception TypeError ValueError IndexError KeyError NameError UnboundLocalError AttributeError " +
  "ZeroDivisionError OverflowError AssertionError RuntimeError NotImplementedError StopIteration GeneratorExit " +
  "LookupError UnicodeError UnicodeEncodeError UnicodeDecodeError"
).split(" ");

export const builtins: Readonly<Record<string, number>> = Object.fromEntries([
  ...functions.map((name, number) => [name, number] as const),
  ...classFunctions.map((name, number) => [name, firstClassBuiltin + number] as const),
  ...more.map((name, number) => [name, 80 + number] as const),
  ...containers.map((name, number) => [name, firstContainerBuiltin + number] as const),
  ...types.map((name, number) => [name, firstTypeBuiltin + number] as const),
  ...errors.map((name, number) => [name, runtimeBuiltins + number] as const),
]);
