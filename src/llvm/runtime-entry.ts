/**
 * The native `main` of a program: what happens before, after and around the entry function.
 *
 * In: names of the entry function and of the library's start and finish functions. Out: LLVM IR text of a small module,
 * linked to the program's. It installs handlers that turn fatal signals into one line on standard error and exit code
 * 128 + signal; a stack overflow is told from other bad accesses by its address near the stack pointer.
 * Exported for the library: `__mojo_thread_start()` gives the calling thread a signal stack; a non-zero byte in
 * `__mojo_failure_reported` says that the library has printed the reason itself.
 */
import type { TargetMachineDescription } from "../target/target.ts";
import { escapeText, quoted } from "./emitter/types.ts";

export type EntryOptions = {
  readonly target: TargetMachineDescription;
  /** C function `() -> i32` or `(i32, ptr) -> i32`: what the program does. Its result is the exit code. */
  readonly entrySymbol: string;
  /** `(i32 argc, ptr argv)`, called first. */
  readonly startSymbol?: string;
  /** `()`, called last, and before the message of a fatal signal: flushes output. */
  readonly finishSymbol?: string;
  /** Name of the function made here. */
  readonly mainSymbol?: string;
  /** Inside another process (the JIT): dispositions are put back after the program, and Ctrl-C ends it meanwhile. */
  readonly embedded?: boolean;
};

export const defaultMainSymbol = "main";
export const embeddedMainSymbol = "salamander.main";

export function emitEntryModule(options: EntryOptions): string {
  const { target } = options;
  const lines = [`target datalayout = "${target.dataLayout}"`, `target triple = "${target.triple}"`];
  const system = systems[target.operatingSystem];
  const handlers = system !== undefined && (target.architecture === "x86_64" || target.architecture === "aarch64");
  if (handlers) lines.push(...signalHandling(options, system));
  lines.push(...mainFunction(options, handlers));
  if (target.operatingSystem === "linux") {
    lines.push(...staticPartOfLibc);
    if (options.embedded !== true) lines.push(...processStart(target.architecture));
  }
  const declared = [options.startSymbol === undefined ? "" : `declare void ${quoted(options.startSymbol)}(i32, ptr)`];
  if (options.finishSymbol !== undefined) declared.push(`declare void ${quoted(options.finishSymbol)}()`);
  declared.push(`declare i32 ${quoted(options.entrySymbol)}(i32, ptr)`);
  lines.push(...declared.filter((line) => line !== ""), "");
  return lines.join("\n");
}

// main

function mainFunction(options: EntryOptions, handlers: boolean): string[] {
  const embedded = options.embedded === true;
  const symbol = quoted(options.mainSymbol ?? (embedded ? embeddedMainSymbol : defaultMainSymbol));
  const lines = [`define i32 ${symbol}(i32 %argc, ptr %argv) nounwind {`];
  if (handlers) lines.push("  call void @salamander.install()");
  if (options.startSymbol !== undefined) lines.push(`  call void ${quoted(options.startSymbol)}(i32 %argc, ptr %argv)`);
  lines.push(`  %status = call i32 ${quoted(options.entrySymbol)}(i32 %argc, ptr %argv)`);
  if (options.finishSymbol !== undefined) lines.push(`  call void ${quoted(options.finishSymbol)}()`);
  if (handlers && embedded) lines.push("  call void @salamander.restore()");
  lines.push("  ret i32 %status", "}");
  return lines;
}

/** glibc's development package has these in a static archive, which running and linking here do without. */
const staticPartOfLibc: readonly string[] = [
  "declare i32 @__cxa_atexit(ptr, ptr, ptr)",
  "define weak i32 @atexit(ptr %function) nounwind {",
  "  %status = call i32 @__cxa_atexit(ptr %function, ptr null, ptr null)",
  "  ret i32 %status",
  "}",
];

/** What `crt1.o` does: the first instructions of a process hand its arguments to libc. */
function processStart(architecture: TargetMachineDescription["architecture"]): string[] {
  const code = startCode[architecture];
  if (code === undefined) return [];
  const lines = [".text", ".globl _start", ".type _start,@function", "_start:", ...code, ".size _start, .-_start"];
  return [
    ...lines.map((line) => `module asm "${escapeText(line)}"`),
    '@llvm.used = appending global [1 x ptr] [ptr @main], section "llvm.metadata"',
  ];
}

const startCode: Partial<Readonly<Record<TargetMachineDescription["architecture"], readonly string[]>>> = {
  x86_64: [
    "xorl %ebp, %ebp",
    "movq %rdx, %r9",
    "popq %rsi",
    "movq %rsp, %rdx",
    "andq $-16, %rsp",
    "pushq %rax",
    "pushq %rsp",
    "xorl %r8d, %r8d",
    "xorl %ecx, %ecx",
    "leaq main(%rip), %rdi",
    "callq *__libc_start_main@GOTPCREL(%rip)",
    "hlt",
  ],
  aarch64: [
    "mov x29, #0",
    "mov x30, #0",
    "mov x5, x0",
    "ldr x1, [sp]",
    "add x2, sp, #8",
    "mov x6, sp",
    "mov x3, #0",
    "mov x4, #0",
    "adrp x0, main",
    "add x0, x0, :lo12:main",
    "bl __libc_start_main",
    "brk #1",
  ],
};

// Signals

/** Numbers and layouts of C structures that differ between systems. */
type System = {
  readonly signals: Readonly<
    Record<"interrupt" | "illegal" | "trap" | "abort" | "bus" | "arithmetic" | "segment" | "pipe" | "alarm", number>
  >;
  /** `struct sigaction`: size, offset of the flags. */
  readonly actionSize: number;
  readonly actionFlags: number;
  /** SA_SIGINFO | SA_ONSTACK | SA_NODEFER. */
  readonly flags: number;
  /** Offset of the faulting address in `siginfo_t`. */
  readonly addressInInfo: number;
  /** Offset of the stack pointer in `ucontext_t`. */
  readonly stackPointer: Readonly<Record<"x86_64" | "aarch64", number>>;
};

const linux: System = {
  signals: { interrupt: 2, illegal: 4, trap: 5, abort: 6, bus: 7, arithmetic: 8, segment: 11, pipe: 13, alarm: 14 },
  actionSize: 152,
  actionFlags: 136,
  flags: 0x4 | 0x08000000 | 0x40000000,
  addressInInfo: 16,
  stackPointer: { x86_64: 160, aarch64: 432 },
};

/** Systems whose structures are known; elsewhere programs run without handlers. */
const systems: Partial<Readonly<Record<TargetMachineDescription["operatingSystem"], System>>> = { linux };

const signalStackBytes = 64 << 10;
const overflowReachBytes = 64 << 10;

function signalHandling(options: EntryOptions, system: System): string[] {
  const { signals } = system;
  const handled = [signals.illegal, signals.trap, signals.abort, signals.bus, signals.arithmetic, signals.segment, signals.alarm];
  // In an embedding process these are ignored or taken; a program wants the usual ending. A program that `mojo run` starts
  // inherits that Node ignores SIGPIPE.
  const defaulted = options.embedded === true ? [signals.interrupt, signals.pipe] : [signals.pipe];
  const all = [...handled, ...defaulted];
  const { actionSize } = system;
  const lines: string[] = [];
  const text = (name: string, message: string): void => {
    const bytes = Buffer.byteLength(message);
    lines.push(`@salamander.text.${name} = private unnamed_addr constant [${bytes} x i8] c"${escapeText(message)}"`);
    lengths.set(name, bytes);
  };
  const lengths = new Map<string, number>();
  text("overflow", "fatal error: stack overflow (recursion without an end?)\n");
  text("segment", "fatal error: segmentation fault: access to memory that is not the program's\n");
  text("arithmetic", "fatal error: arithmetic exception (integer division by zero?)\n");
  text("illegal", "fatal error: the program trapped (illegal instruction)\n");
  text("abort", "fatal error: aborted\n");

  lines.push(
    "@__mojo_failure_reported = weak global i8 0",
    "@salamander.stage = internal global i32 0",
    `@salamander.stack = internal global [${signalStackBytes} x i8] zeroinitializer, align 16`,
    `@salamander.saved = internal global [${all.length * actionSize} x i8] zeroinitializer, align 8`,
    "declare i64 @write(i32, ptr, i64)",
    "declare void @_exit(i32) noreturn",
    "declare i32 @alarm(i32)",
    "declare i32 @sigaction(i32, ptr, ptr)",
    "declare i32 @sigaltstack(ptr, ptr)",
    "declare ptr @malloc(i64)",
    "declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)",
  );

  // Finish (flush), then say why, then leave. A second signal (a crash or a hang in the flush) skips to the message.
  lines.push(
    "define internal void @salamander.handler(i32 %signal, ptr %info, ptr %context) nounwind noinline cold {",
    "  %before = load i32, ptr @salamander.stage",
    "  %again = icmp ne i32 %before, 0",
    "  br i1 %again, label %say, label %first",
    "first:",
    ...overflowTest(options.target, system),
    "  store i32 %stage, ptr @salamander.stage",
    ...(options.finishSymbol === undefined ? [] : ["  %old = call i32 @alarm(i32 2)", `  call void ${quoted(options.finishSymbol)}()`]),
    "  br label %say",
    "say:",
    "  %why = load volatile i32, ptr @salamander.stage",
    "  %reported = load i8, ptr @__mojo_failure_reported",
    "  %silent = icmp ne i8 %reported, 0",
    "  br i1 %silent, label %leave, label %choose",
    "choose:",
    `  switch i32 %why, label %illegal [ i32 ${signals.segment}, label %segment i32 ${signals.bus}, label %segment i32 ${signals.arithmetic}, label %arithmetic i32 ${signals.abort}, label %abort i32 ${overflowStage}, label %overflow ]`,
  );
  for (const [name, length] of lengths) {
    lines.push(`${name}:`, `  %written.${name} = call i64 @write(i32 2, ptr @salamander.text.${name}, i64 ${length})`, "  br label %leave");
  }
  lines.push(
    "leave:",
    `  %isOverflow = icmp eq i32 %why, ${overflowStage}`,
    `  %number = select i1 %isOverflow, i32 ${signals.segment}, i32 %why`,
    "  %code = add i32 %number, 128",
    "  call void @_exit(i32 %code)",
    "  unreachable",
    "}",
  );

  lines.push(
    "define internal void @salamander.use_stack(ptr %memory) nounwind {",
    "  %description = alloca [24 x i8], align 8",
    "  store ptr %memory, ptr %description",
    "  %flags = getelementptr inbounds i8, ptr %description, i64 8",
    "  store i64 0, ptr %flags",
    "  %size = getelementptr inbounds i8, ptr %description, i64 16",
    `  store i64 ${signalStackBytes}, ptr %size`,
    "  %status = call i32 @sigaltstack(ptr %description, ptr null)",
    "  ret void",
    "}",
    "define void @__mojo_thread_start() nounwind {",
    `  %memory = call ptr @malloc(i64 ${signalStackBytes})`,
    "  %failed = icmp eq ptr %memory, null",
    "  br i1 %failed, label %done, label %use",
    "use:",
    "  call void @salamander.use_stack(ptr %memory)",
    "  br label %done",
    "done:",
    "  ret void",
    "}",
  );

  lines.push(
    "define internal void @salamander.install() nounwind {",
    `  %action = alloca [${actionSize} x i8], align 8`,
    "  call void @salamander.use_stack(ptr @salamander.stack)",
    `  call void @llvm.memset.p0.i64(ptr %action, i8 0, i64 ${actionSize}, i1 false)`,
    "  store ptr @salamander.handler, ptr %action",
    `  %flags = getelementptr inbounds i8, ptr %action, i64 ${system.actionFlags}`,
    `  store i32 ${system.flags}, ptr %flags`,
  );
  const saved = (i: number): string =>
    options.embedded === true ? `ptr getelementptr (i8, ptr @salamander.saved, i64 ${i * actionSize})` : "ptr null";
  handled.forEach((signal, i) => lines.push(`  %h${i} = call i32 @sigaction(i32 ${signal}, ptr %action, ${saved(i)})`));
  if (defaulted.length > 0) lines.push("  store ptr null, ptr %action", "  store i32 0, ptr %flags");
  defaulted.forEach((signal, i) => lines.push(`  %d${i} = call i32 @sigaction(i32 ${signal}, ptr %action, ${saved(handled.length + i)})`));
  lines.push("  ret void", "}");

  if (options.embedded === true) {
    lines.push("define internal void @salamander.restore() nounwind {");
    all.forEach((signal, i) => lines.push(`  %r${i} = call i32 @sigaction(i32 ${signal}, ${saved(i)}, ptr null)`));
    lines.push("  ret void", "}");
  }
  return lines;
}

/** Stands for a stack overflow where a signal's number is kept. */
const overflowStage = 1000;

/** Computes `%stage`: the signal, or `overflowStage` for a bad access close to the stack pointer. */
function overflowTest(target: TargetMachineDescription, system: System): string[] {
  const { signals } = system;
  const offset = system.stackPointer[target.architecture === "aarch64" ? "aarch64" : "x86_64"];
  return [
    `  %addressField = getelementptr inbounds i8, ptr %info, i64 ${system.addressInInfo}`,
    "  %address = load i64, ptr %addressField",
    `  %stackField = getelementptr inbounds i8, ptr %context, i64 ${offset}`,
    "  %stackPointer = load i64, ptr %stackField",
    "  %difference = sub i64 %address, %stackPointer",
    `  %shifted = add i64 %difference, ${overflowReachBytes}`,
    `  %near = icmp ult i64 %shifted, ${2 * overflowReachBytes}`,
    `  %isSegment = icmp eq i32 %signal, ${signals.segment}`,
    `  %isBus = icmp eq i32 %signal, ${signals.bus}`,
    "  %isAccess = or i1 %isSegment, %isBus",
    "  %overflowed = and i1 %isAccess, %near",
    `  %stage = select i1 %overflowed, i32 ${overflowStage}, i32 %signal`,
  ];
}
