/**
 * Functions of the library that the compiler calls by itself: not overloaded, without parameters.
 */
import { lookupInModule } from "../names/loader.ts";
import type { Instance, Program } from "./context.ts";
import { moduleScope } from "./members.ts";
import { Scope } from "./scope.ts";

/** Undefined: the library has no such function. */
export function libraryFunction(program: Program, path: readonly string[], name: string): Instance | undefined {
  const module = program.loader.resolveModule(program.prelude, 0, ["std", ...path]);
  const found = module === undefined ? undefined : lookupInModule(program.loader, module, name);
  if (found?.kind !== "functions") return undefined;
  const [declaration] = found.functions;
  if (declaration === undefined) return undefined;
  const scope = moduleScope(program, declaration);
  return program.services.instance(program, { declaration, scope }, new Scope({ parent: scope, kind: "parameters" }), undefined);
}

/** What gives and takes back the frames of coroutines. */
export function frameFunctions(program: Program): { readonly allocate: string; readonly free: string } | undefined {
  const allocate = libraryFunction(program, ["runtime", "frames"], "__mojo_frame_allocate");
  const free = libraryFunction(program, ["runtime", "frames"], "__mojo_frame_free");
  return allocate && free && { allocate: allocate.symbol, free: free.symbol };
}
