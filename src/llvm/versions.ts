/**
 * Programs with a version for each of several processors: which version runs is chosen once, at the start.
 *
 * In: the names that the versions export, and the features that each needs. Out: LLVM IR text of a small module that defines these
 * names and leads each to the chosen version; a version's own function is called as `versionSymbol` says. An executable chooses in
 * `main`; a library when its symbols are bound (`ifunc`), so that calls cost nothing more.
 */
import type { TargetMachineDescription } from "../target/target.ts";
import { escapeText, quoted } from "./emitter/types.ts";

export type VersionedFunction = {
  readonly symbol: string;
  /**
   * `entry`: C's `(i32, ptr) -> i32`; `finish`: `() -> void`; both are called. `library`: bound when the library is loaded.
   * `hidden`: nobody outside of a version calls it.
   */
  readonly kind: "entry" | "finish" | "library" | "hidden";
};

export type VersionOptions = {
  readonly target: TargetMachineDescription;
  /** What each version needs beyond the first; the first needs nothing. */
  readonly needs: readonly (readonly string[])[];
  readonly functions: readonly VersionedFunction[];
  /** `(ptr names, i64 length) -> i64`: 1 if the processor has the features, their names separated by commas. */
  readonly hasFeaturesSymbol: string;
};

/** Name of a function of one version. */
export function versionSymbol(symbol: string, version: number): string {
  return `${symbol}.version${version}`;
}

export function emitVersionChoice(options: VersionOptions): string {
  const { target, needs, functions } = options;
  const hasFeatures = quoted(options.hasFeaturesSymbol);
  const lines = [`target datalayout = "${target.dataLayout}"`, `target triple = "${target.triple}"`];
  needs.forEach((features, version) => {
    const text = features.join(",");
    if (version > 0) lines.push(`@mojo.needs.${version} = private constant [${text.length} x i8] c"${escapeText(text)}"`);
  });
  lines.push(`declare i64 ${hasFeatures}(ptr, i64)`, "define internal i32 @mojo.version() cold noinline {", "entry:");
  for (let version = needs.length - 1; version > 0; version--) {
    const length = (needs[version] as readonly string[]).join(",").length;
    lines.push(
      `  %has${version} = call i64 ${hasFeatures}(ptr @mojo.needs.${version}, i64 ${length})`,
      `  %runs${version} = icmp ne i64 %has${version}, 0`,
      `  br i1 %runs${version}, label %take${version}, label %next${version}`,
      `take${version}:`,
      `  ret i32 ${version}`,
      `next${version}:`,
    );
  }
  lines.push("  ret i32 0", "}");
  const isProgram = functions.some(({ kind }) => kind === "entry");
  if (isProgram) lines.push("@mojo.chosen = internal global i32 -1");
  for (const item of functions) lines.push(...definition(item, needs.length));
  return `${lines.join("\n")}\n`;
}

function definition({ symbol, kind }: VersionedFunction, count: number): string[] {
  const versions = Array.from({ length: count }, (_, version) => quoted(versionSymbol(symbol, version)));
  switch (kind) {
    case "entry":
      return [
        ...versions.map((name) => `declare i32 ${name}(i32, ptr)`),
        `define i32 ${quoted(symbol)}(i32 %argc, ptr %argv) {`,
        "  %version = call i32 @mojo.version()",
        "  store i32 %version, ptr @mojo.chosen",
        ...choice(versions, (name, version) => [
          `  %result${version} = call i32 ${name}(i32 %argc, ptr %argv)`,
          `  ret i32 %result${version}`,
        ]),
        "}",
      ];
    case "finish":
      return [
        ...versions.map((name) => `declare void ${name}()`),
        `define void ${quoted(symbol)}() {`,
        // A signal before the choice: nothing has been written yet.
        "  %version = load i32, ptr @mojo.chosen",
        ...choice(versions, (name) => [`  call void ${name}()`, "  ret void"], ["  ret void"]),
        "}",
      ];
    case "library":
      return [
        ...versions.map((name) => `declare void ${name}()`),
        `${quoted(symbol)} = ifunc void (), ptr ${quoted(`${symbol}.resolver`)}`,
        `define internal ptr ${quoted(`${symbol}.resolver`)}() {`,
        "  %version = call i32 @mojo.version()",
        ...choice(versions, (name) => [`  ret ptr ${name}`]),
        "}",
      ];
    case "hidden":
      return [];
  }
}

/** A branch for each version by `%version`. Without `otherwise` one of them it is. */
function choice(
  versions: readonly string[],
  body: (name: string, version: number) => readonly string[],
  otherwise: readonly string[] = ["  unreachable"],
): string[] {
  const cases = versions.map((_, version) => `i32 ${version}, label %version${version}`);
  return [
    `  switch i32 %version, label %otherwise [ ${cases.join(" ")} ]`,
    ...versions.flatMap((name, version) => [`version${version}:`, ...body(name, version)]),
    "otherwise:",
    ...otherwise,
  ];
}
