/**
 * Fills a module's table of declarations from its syntax tree. Nothing is resolved here.
 *
 * In: a `ModuleScope` with its tree. Out: its `declarations`, `starImports`, `statements`.
 */
import type * as ast from "../syntax/ast.ts";
import type {
  Declaration,
  FieldDeclaration,
  FunctionDeclaration,
  FunctionSet,
  ModuleScope,
  StructDeclaration,
  TraitDeclaration,
} from "./declarations.ts";

let nextId = 1;

export function collectModule(module: ModuleScope): void {
  for (const statement of module.ast.body) collectStatement(module, statement);
}

/** Also used for declarations nested in function bodies. */
export function declareFunction(
  declaration: ast.FunctionDeclaration,
  module: ModuleScope,
  owner: StructDeclaration | TraitDeclaration | undefined,
): FunctionDeclaration {
  const decorators = decoratorTable(declaration.decorators);
  return {
    kind: "function",
    id: nextId++,
    name: declaration.name.text,
    ast: declaration,
    module,
    owner,
    isStatic: decorators.has("staticmethod"),
    decorators,
  };
}

export function declareStruct(declaration: ast.StructDeclaration, module: ModuleScope): StructDeclaration {
  const fields: FieldDeclaration[] = [];
  const result: StructDeclaration = {
    kind: "struct",
    id: nextId++,
    name: declaration.name.text,
    ast: declaration,
    module,
    fields,
    members: new Map(),
    extensions: [],
    decorators: decoratorTable(declaration.decorators),
  };
  collectMembers(declaration.body, module, result);
  for (const statement of declaration.body) {
    if (statement.kind !== "variable") continue;
    const targets = statement.target.kind === "tuple" ? statement.target.elements : [statement.target];
    for (const target of targets) {
      if (target.kind === "name") fields.push({ name: target.name, index: fields.length, ast: statement });
    }
  }
  return result;
}

export function declareTrait(declaration: ast.TraitDeclaration, module: ModuleScope): TraitDeclaration {
  const result: TraitDeclaration = {
    kind: "trait",
    id: nextId++,
    name: declaration.name.text,
    ast: declaration,
    module,
    members: new Map(),
  };
  collectMembers(declaration.body, module, result);
  return result;
}

export function declareAlias(declaration: ast.AliasDeclaration, module: ModuleScope, owner?: StructDeclaration | TraitDeclaration) {
  return { kind: "alias", id: nextId++, name: declaration.name.text, ast: declaration, module, owner } as const;
}

function collectMembers(body: readonly ast.Statement[], module: ModuleScope, owner: StructDeclaration | TraitDeclaration): void {
  for (const statement of body) {
    if (statement.kind === "function") {
      const existing = owner.members.get(statement.name.text);
      const declaration = declareFunction(statement, module, owner);
      if (existing?.kind === "functions") existing.functions.push(declaration);
      else owner.members.set(declaration.name, { kind: "functions", name: declaration.name, functions: [declaration] });
    } else if (statement.kind === "alias") {
      owner.members.set(statement.name.text, declareAlias(statement, module, owner));
    }
  }
}

function collectStatement(module: ModuleScope, statement: ast.Statement): void {
  const table = module.declarations;
  switch (statement.kind) {
    case "function": {
      const declaration = declareFunction(statement, module, undefined);
      const existing = table.get(declaration.name);
      if (existing?.kind === "functions") existing.functions.push(declaration);
      else table.set(declaration.name, { kind: "functions", name: declaration.name, functions: [declaration] } satisfies FunctionSet);
      return;
    }
    case "struct":
      table.set(statement.name.text, declareStruct(statement, module));
      return;
    case "trait":
      table.set(statement.name.text, declareTrait(statement, module));
      return;
    case "class":
      table.set(statement.name.text, { kind: "class", id: nextId++, name: statement.name.text, ast: statement, module });
      return;
    case "alias":
      table.set(statement.name.text, declareAlias(statement, module));
      return;
    case "extension":
      module.statements.push(statement);
      return;
    case "import":
      for (const name of statement.names) {
        const path = name.path.map((part) => part.text);
        const pathSpan = spanOfPath(name.path);
        if (name.alias) table.set(name.alias.text, { kind: "imported-module", path, level: 0, module, span: statement.span, pathSpan });
        else {
          const first = path[0] as string;
          table.set(first, { kind: "imported-module", path: [first], level: 0, module, span: statement.span, pathSpan, written: path });
        }
      }
      return;
    case "from-import": {
      const path = statement.path.map((part) => part.text);
      const pathSpan = spanOfPath(statement.path);
      if (statement.star) module.starImports.push({ path, level: statement.level, span: statement.span });
      for (const { name, alias } of statement.names) {
        declare(table, (alias ?? name).text, {
          kind: "imported-name",
          path,
          level: statement.level,
          name: name.text,
          module,
          span: name.span,
          pathSpan,
        });
      }
      return;
    }
    case "variable":
      declareGlobals(module, statement.target, statement);
      module.statements.push(statement);
      return;
    case "assign":
      for (const target of statement.targets) declareGlobals(module, target, undefined);
      module.statements.push(statement);
      return;
    case "expression":
    case "pass":
      if (statement.kind === "expression" && statement.value.kind !== "string" && statement.value.kind !== "ellipsis")
        module.statements.push(statement);
      return;
    default:
      module.statements.push(statement);
      collectAssignedNames(module, statement);
      return;
  }
}

/** Names assigned inside loops and conditions at file scope are globals too. */
function collectAssignedNames(module: ModuleScope, statement: ast.Statement): void {
  const visitBody = (body: readonly ast.Statement[]) => {
    for (const inner of body) {
      if (inner.kind === "variable") continue;
      if (inner.kind === "assign") for (const target of inner.targets) declareGlobals(module, target, undefined);
      else if (inner.kind === "import" || inner.kind === "from-import" || inner.kind === "function") collectStatement(module, inner);
      else collectAssignedNames(module, inner);
    }
  };
  switch (statement.kind) {
    case "if":
    case "while":
      visitBody(statement.body);
      visitBody(statement.orElse);
      return;
    case "for":
      declareGlobals(module, statement.target, undefined);
      visitBody(statement.body);
      visitBody(statement.orElse);
      return;
    case "with":
      visitBody(statement.body);
      return;
    case "try":
      visitBody(statement.body);
      for (const handler of statement.handlers) visitBody(handler.body);
      visitBody(statement.orElse);
      visitBody(statement.finally);
      return;
    default:
      return;
  }
}

function declareGlobals(module: ModuleScope, target: ast.Expression, declaration: ast.VariableDeclaration | undefined): void {
  if (target.kind === "name") {
    const existing = module.declarations.get(target.name);
    if (existing === undefined) {
      module.declarations.set(target.name, {
        kind: "global",
        id: nextId++,
        name: target.name,
        ast: declaration,
        span: target.span,
        module,
      });
    }
  } else if (target.kind === "tuple" || target.kind === "list") {
    for (const element of target.elements) declareGlobals(module, element, declaration);
  } else if (target.kind === "starred") declareGlobals(module, target.value, declaration);
}

function spanOfPath(path: readonly ast.Identifier[]): ast.Module["span"] | undefined {
  const first = path[0]?.span;
  const last = path.at(-1)?.span;
  return first === undefined || last === undefined ? undefined : { ...first, end: last.end };
}

function declare(table: Map<string, Declaration>, name: string, declaration: Declaration): void {
  table.set(name, declaration);
}

export function decoratorTable(decorators: readonly ast.Decorator[]): ReadonlyMap<string, ast.Expression> {
  const table = new Map<string, ast.Expression>();
  for (const { expression } of decorators) {
    const callee = expression.kind === "call" ? expression.callee : expression;
    if (callee.kind === "name") table.set(callee.name, expression);
    else if (callee.kind === "attribute") table.set(callee.name.text, expression);
  }
  return table;
}
