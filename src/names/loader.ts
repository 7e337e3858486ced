/**
 * Finds, reads and parses modules when one of their names is first needed.
 *
 * Search for `import a.b`: relative imports from the importing file's folder; else that folder, then the main file's,
 * then each import path, then the library roots (where `std.x` and plain `x` both name library modules), then
 * `library/compat`. For a module of a package its own folder comes last.
 * In: a reader of files (the driver's). Out: `ModuleScope`s, one per file.
 */
import type { DiagnosticSink } from "../diag/diagnostic.ts";
import { SourceFile, type Span } from "../source/source-file.ts";
import type { Dialect, Module } from "../syntax/ast.ts";
import { tellsItsAge } from "../syntax/dialect.ts";
import { type ParseOptions, parseModule } from "../syntax/parser.ts";
import { collectModule } from "./collect.ts";
import { type Declaration, ModuleScope } from "./declarations.ts";

export type LoaderOptions = {
  /** Text of a file, or undefined if there is none. */
  readonly readFile: (path: string) => string | undefined;
  /** Roots searched after the importing folder: the main file's folder, then those of the command line. */
  readonly importPaths: readonly string[];
  /** `library`: holds `std` and `compat`. */
  readonly libraryPath: string;
  readonly sink: DiagnosticSink;
  readonly dialect?: Dialect;
  /** Trees of library modules, by path, from one compile to the next. */
  readonly libraryTrees?: Map<string, Module>;
};

export type LoadOptions = {
  readonly isLibrary?: boolean;
  /** The text tells the dialect, whatever the name of the file says. */
  readonly isSpelled?: boolean;
};

export class ModuleLoader {
  readonly filesRead: string[] = [];
  private readonly options: LoaderOptions;
  private readonly byPath = new Map<string, ModuleScope | undefined>();

  constructor(options: LoaderOptions) {
    this.options = options;
  }

  loadText(path: string, text: string, name: string, { isLibrary = false, isSpelled = false }: LoadOptions = {}): ModuleScope {
    const module = new ModuleScope({
      name,
      path,
      folder: folderOf(path),
      isPackage: /(^|\/)__init__\.[^/]*$/.test(path),
      isLibrary,
      ast: isLibrary ? this.libraryTree(path, text) : this.parse(path, text, { dialect: this.options.dialect, isSpelled }),
    });
    this.filesRead.push(path);
    // What is part of a file does not stand for it.
    this.byPath.set(isSpelled ? `${path} ${name}` : path, module);
    collectModule(module);
    this.takeAgeOfImports(module);
    return module;
  }

  private parse(path: string, text: string, options: ParseOptions = {}): Module {
    return parseModule(new SourceFile(path, text), this.options.sink, options);
  }

  private libraryTree(path: string, text: string): Module {
    const { libraryTrees } = this.options;
    const known = libraryTrees?.get(path);
    if (known !== undefined) return known;
    const tree = this.parse(path, text);
    libraryTrees?.set(path, tree);
    return tree;
  }

  /** A file whose spelling tells no age is as old as the oldest of the user's modules that it imports. */
  private takeAgeOfImports(module: ModuleScope): void {
    const { ast } = module;
    if (module.isLibrary || this.options.dialect !== undefined || ast.dialect !== "1.0" || tellsItsAge(ast.file)) return;
    for (const declaration of [...module.declarations.values(), ...module.starImports]) {
      const kind = "kind" in declaration ? (declaration.kind as string) : undefined;
      if (kind !== undefined && kind !== "imported-module" && kind !== "imported-name") continue;
      const { level, path } = declaration as { readonly level: number; readonly path: readonly string[] };
      const roots = level > 0 ? [module.folder] : [module.folder, ...this.options.importPaths];
      for (const root of level > 1 ? [] : roots) {
        const imported = path.length === 0 ? undefined : this.find(root, path, false);
        if (imported === undefined) continue;
        const age = ages.indexOf(imported.ast.dialect);
        if (age >= 0 && age < ages.indexOf(ast.dialect)) (ast as { dialect: Dialect }).dialect = imported.ast.dialect;
        break;
      }
    }
  }

  isLibraryFile(path: string): boolean {
    return this.byPath.get(path)?.isLibrary === true;
  }

  /** The module of a file that was loaded. */
  moduleOf(path: string): ModuleScope | undefined {
    return this.byPath.get(path);
  }

  /** Modules of the user's own, in order of loading. */
  ownModules(): ModuleScope[] {
    return [...this.byPath.values()].filter((module) => module !== undefined && !module.isLibrary) as ModuleScope[];
  }

  /** The module of a dotted path as seen from `from`, or undefined. */
  resolveModule(from: ModuleScope, level: number, path: readonly string[]): ModuleScope | undefined {
    if (level > 0) {
      let folder = from.folder;
      for (let i = 1; i < level; i++) {
        if (folder === folderOf(folder)) return undefined;
        folder = folderOf(folder);
      }
      if (path.length === 0) return this.loadPackage(folder, from.isLibrary);
      return this.find(folder, path, from.isLibrary);
    }
    for (const root of this.roots(from)) {
      const isLibrary = root.startsWith(this.options.libraryPath);
      const module = this.find(root, path, isLibrary);
      if (module !== undefined) return module;
    }
    return undefined;
  }

  /** The library's module of that path. */
  libraryModule(path: readonly string[]): ModuleScope | undefined {
    for (const root of this.libraryRoots()) {
      const module = this.find(root, path, true);
      if (module !== undefined) return module;
    }
    return undefined;
  }

  private libraryRoots(): string[] {
    const library = this.options.libraryPath;
    return [library, `${library}/std`, `${library}/compat`];
  }

  private roots(from: ModuleScope): string[] {
    const own = this.libraryRoots();
    if (from.isLibrary) return own;
    const { importPaths } = this.options;
    // What is beside a module of a package is meant by `from .name import`: `from utils import` names the library's.
    const isMember = !importPaths.includes(from.folder) && this.loadPackage(from.folder, false) !== undefined;
    return isMember ? [...importPaths, ...own, from.folder] : [from.folder, ...importPaths, ...own];
  }

  /** Where every dotted prefix must be a folder and the last part a module or package. */
  private find(root: string, path: readonly string[], isLibrary: boolean): ModuleScope | undefined {
    const base = `${root}/${path.join("/")}`;
    for (const suffix of [".mojo", ".🔥", ".py"]) {
      if (suffix === ".py" && isLibrary) continue;
      const module = this.load(base + suffix, isLibrary);
      if (module !== undefined) return module;
    }
    return this.loadPackage(base, isLibrary);
  }

  private loadPackage(folder: string, isLibrary: boolean): ModuleScope | undefined {
    for (const name of ["__init__.mojo", "__init__.🔥"]) {
      const module = this.load(`${folder}/${name}`, isLibrary);
      if (module !== undefined) return module;
    }
    return undefined;
  }

  private load(path: string, isLibrary: boolean): ModuleScope | undefined {
    if (this.byPath.has(path)) return this.byPath.get(path);
    const text = this.options.readFile(path);
    if (text === undefined) {
      this.byPath.set(path, undefined);
      return undefined;
    }
    const library = this.options.libraryPath;
    const shown = path.startsWith(`${library}/`)
      ? path.slice(library.length + 1)
      : path.slice(path.lastIndexOf("/", path.lastIndexOf("/") - 1) + 1);
    const name = shown
      .replace(/\.[^./]*$/, "")
      .replace(/\/__init__$/, "")
      .replaceAll("/", ".");
    return this.loadText(path, text, name, { isLibrary });
  }
}

const ages: readonly Dialect[] = ["2023", "24", "26", "1.0"];

export type Resolved =
  | Exclude<Declaration, { kind: "imported-name" | "imported-module" }>
  | { readonly kind: "module"; readonly module: ModuleScope };

/** What names of the library mean: that does not change once it is found. */
const libraryNames = new WeakMap<ModuleScope, Map<string, Resolved>>();

/** Follows imports until something declared. `undefined`: no such name. */
export function lookupInModule(loader: ModuleLoader, module: ModuleScope, name: string, visiting?: Set<string>): Resolved | undefined {
  if (!module.isLibrary) return searchModule(loader, module, name, visiting ?? new Set());
  let names = libraryNames.get(module);
  if (names === undefined) {
    names = new Map();
    libraryNames.set(module, names);
  }
  const known = names.get(name);
  if (known !== undefined) return known;
  const found = searchModule(loader, module, name, visiting ?? new Set());
  if (found !== undefined) names.set(name, found);
  return found;
}

function searchModule(loader: ModuleLoader, module: ModuleScope, name: string, visiting: Set<string>): Resolved | undefined {
  const key = `${module.path}:${name}`;
  if (visiting.has(key)) return undefined;
  visiting.add(key);
  const declaration = module.declarations.get(name);
  if (declaration !== undefined) {
    const resolved = resolveDeclaration(loader, declaration, visiting);
    if (resolved !== undefined) return resolved;
  }
  for (const star of module.starImports) {
    if (name.startsWith("_")) break;
    const target = loader.resolveModule(module, star.level, star.path);
    if (target === undefined) continue;
    const found = lookupInModule(loader, target, name, visiting);
    if (found !== undefined) return found;
  }
  if (module.isPackage && declaration === undefined) {
    const inner = loader.resolveModule(module, 1, [name]);
    if (inner !== undefined && inner !== module) return { kind: "module", module: inner };
  }
  return undefined;
}

export function resolveDeclaration(loader: ModuleLoader, declaration: Declaration, visiting = new Set<string>()): Resolved | undefined {
  switch (declaration.kind) {
    case "imported-module": {
      const module = loader.resolveModule(declaration.module, declaration.level, declaration.path);
      return module && { kind: "module", module };
    }
    case "imported-name": {
      const module = loader.resolveModule(declaration.module, declaration.level, declaration.path);
      if (module !== undefined && module !== declaration.module) {
        const found = lookupInModule(loader, module, declaration.name, visiting);
        if (found !== undefined) return found;
      }
      // A file of the user's that happens to be named like a module of the library does not hide its names.
      const library = declaration.level === 0 ? loader.libraryModule(declaration.path) : undefined;
      if (library !== undefined && library !== module) {
        const found = lookupInModule(loader, library, declaration.name, visiting);
        if (found !== undefined) return found;
      }
      const inner = loader.resolveModule(declaration.module, declaration.level, [...declaration.path, declaration.name]);
      return inner && { kind: "module", module: inner };
    }
    default:
      return declaration;
  }
}

/** Every import that cannot be found, for one report each. */
export function unresolvedImports(
  loader: ModuleLoader,
  module: ModuleScope,
): { readonly span: Span; readonly path: string; readonly name?: string }[] {
  const problems: { span: Span; path: string; name?: string }[] = [];
  for (const declaration of module.declarations.values()) {
    if (declaration.kind === "imported-module" || declaration.kind === "imported-name") {
      if (resolveDeclaration(loader, declaration) !== undefined) continue;
      const dotted = ".".repeat(declaration.level) + declaration.path.join(".");
      const moduleExists = loader.resolveModule(declaration.module, declaration.level, declaration.path) !== undefined;
      problems.push({
        span: declaration.span,
        path: dotted,
        name: declaration.kind === "imported-name" && moduleExists ? declaration.name : undefined,
      });
    }
  }
  for (const star of module.starImports) {
    if (loader.resolveModule(module, star.level, star.path) === undefined)
      problems.push({ span: star.span, path: ".".repeat(star.level) + star.path.join(".") });
  }
  return problems;
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash) || "/";
}
