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
/** From number 74 on: `type_builtins.mojo`. */
const firstTypeBuiltin = 74;
const types = "complex memoryview dir vars input Ellipsis".split(" ");
/** From number 50 on: `flow_builtins.mojo`. */
const firstFlowBuiltin = 50;
const flow = "exit quit aiter anext".split(" ");
/** As in `exception_classes.mojo`. */
const errors = (
  "BaseException Exception TypeError ValueError IndexError KeyError NameError UnboundLocalError AttributeError " +
  "ZeroDivisionError OverflowError AssertionError RuntimeError NotImplementedError StopIteration GeneratorExit " +
  "LookupError UnicodeError UnicodeEncodeError UnicodeDecodeError KeyboardInterrupt SystemExit ArithmeticError " +
  "FloatingPointError BufferError EOFError ImportError ModuleNotFoundError MemoryError OSError BlockingIOError " +
  "ChildProcessError ConnectionError BrokenPipeError ConnectionAbortedError ConnectionRefusedError " +
  "ConnectionResetError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError " +
  "PermissionError ProcessLookupError TimeoutError ReferenceError RecursionError PythonFinalizationError " +
  "StopAsyncIteration SyntaxError IndentationError TabError SystemError UnicodeTranslateError Warning " +
  "BytesWarning DeprecationWarning EncodingWarning FutureWarning ImportWarning PendingDeprecationWarning " +
  "ResourceWarning RuntimeWarning SyntaxWarning UnicodeWarning UserWarning BaseExceptionGroup ExceptionGroup"
).split(" ");
const aliases: Readonly<Record<string, string>> = { EnvironmentError: "OSError", IOError: "OSError" };

/** Built-in functions that are those of the module `builtins` in `library/std/dynamic/native`. */
export const nativeBuiltins: ReadonlySet<string> = new Set(["__import__", "open", "exec", "eval", "compile"]);

export const builtins: Readonly<Record<string, number>> = Object.fromEntries([
  ...functions.map((name, number) => [name, number] as const),
  ...classFunctions.map((name, number) => [name, firstClassBuiltin + number] as const),
  ...more.map((name, number) => [name, 80 + number] as const),
  ...containers.map((name, number) => [name, firstContainerBuiltin + number] as const),
  ...types.map((name, number) => [name, firstTypeBuiltin + number] as const),
  ...flow.map((name, number) => [name, firstFlowBuiltin + number] as const),
  ...errors.map((name, number) => [name, runtimeBuiltins + number] as const),
  ...Object.entries(aliases).map(([name, other]) => [name, runtimeBuiltins + errors.indexOf(other)] as const),
]);
