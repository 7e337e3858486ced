/**
 * What names mean at module and type level: one object per declaration, made once when its module is loaded.
 *
 * In: parsed modules. Out: `ModuleScope` with a table of declarations by name; elaboration asks for them lazily.
 * Not here: local variables and parameters (`elaborate/scope.ts`), types of anything (`elaborate/`).
 */
import type * as ast from "../syntax/ast.ts";

export type Declaration =
  | FunctionSet
  | StructDeclaration
  | TraitDeclaration
  | ClassDeclaration
  | AliasDeclaration
  | GlobalVariable
  | ImportedModule
  | ImportedName;

/** All overloads of a name in one scope, in source order. */
export type FunctionSet = { readonly kind: "functions"; readonly name: string; readonly functions: FunctionDeclaration[] };

export type FunctionDeclaration = {
  readonly kind: "function";
  readonly id: number;
  readonly name: string;
  readonly ast: ast.FunctionDeclaration;
  readonly module: ModuleScope;
  /** The struct or trait whose body holds it. */
  readonly owner?: StructDeclaration | TraitDeclaration;
  readonly isStatic: boolean;
  readonly decorators: ReadonlyMap<string, ast.Expression>;
  /** Written by the compiler: never raises by age. */
  readonly synthesized?: boolean;
};

export type StructDeclaration = {
  readonly kind: "struct";
  readonly id: number;
  readonly name: string;
  readonly ast: ast.StructDeclaration;
  readonly module: ModuleScope;
  readonly fields: readonly FieldDeclaration[];
  readonly members: Map<string, FunctionSet | AliasDeclaration>;
  /** Conformances added by `__extension`. */
  readonly extensions: ast.ExtensionDeclaration[];
  readonly decorators: ReadonlyMap<string, ast.Expression>;
};

export type FieldDeclaration = { readonly name: string; readonly index: number; readonly ast: ast.VariableDeclaration };

export type TraitDeclaration = {
  readonly kind: "trait";
  readonly id: number;
  readonly name: string;
  readonly ast: ast.TraitDeclaration;
  readonly module: ModuleScope;
  readonly members: Map<string, FunctionSet | AliasDeclaration>;
};

export type ClassDeclaration = {
  readonly kind: "class";
  readonly id: number;
  readonly name: string;
  readonly ast: ast.ClassDeclaration;
  readonly module: ModuleScope;
};

export type AliasDeclaration = {
  readonly kind: "alias";
  readonly id: number;
  readonly name: string;
  readonly ast: ast.AliasDeclaration;
  readonly module: ModuleScope;
  readonly owner?: StructDeclaration | TraitDeclaration;
};

/** A variable of file scope. */
export type GlobalVariable = {
  readonly kind: "global";
  readonly id: number;
  readonly name: string;
  readonly ast: ast.VariableDeclaration | undefined;
  readonly span: ast.Module["span"];
  readonly module: ModuleScope;
};

/** `import a.b as c`, or the first name of `import a.b` (`written` has all). */
export type ImportedModule = {
  readonly kind: "imported-module";
  readonly path: readonly string[];
  readonly written?: readonly string[];
  readonly level: number;
  readonly module: ModuleScope;
  readonly span: ast.Module["span"];
  readonly pathSpan?: ast.Module["span"];
};

/** `from a.b import name`: resolved when first asked for. */
export type ImportedName = {
  readonly kind: "imported-name";
  readonly path: readonly string[];
  readonly level: number;
  readonly name: string;
  readonly module: ModuleScope;
  readonly span: ast.Module["span"];
  readonly pathSpan?: ast.Module["span"];
};

export type StarImport = { readonly path: readonly string[]; readonly level: number; readonly span: ast.Module["span"] };

export class ModuleScope {
  /** Dotted, from its search root: `std.builtin.int`. */
  readonly name: string;
  readonly path: string;
  /** The folder that relative imports and siblings are looked up in. */
  readonly folder: string;
  readonly isPackage: boolean;
  readonly isLibrary: boolean;
  readonly ast: ast.Module;
  readonly declarations = new Map<string, Declaration>();
  readonly starImports: StarImport[] = [];
  /** Statements of file scope that run: an implicit main. */
  readonly statements: ast.Statement[] = [];

  constructor(options: { name: string; path: string; folder: string; isPackage: boolean; isLibrary: boolean; ast: ast.Module }) {
    this.name = options.name;
    this.path = options.path;
    this.folder = options.folder;
    this.isPackage = options.isPackage;
    this.isLibrary = options.isLibrary;
    this.ast = options.ast;
  }
}
