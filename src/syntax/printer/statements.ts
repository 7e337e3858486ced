/** Statements and declarations as text, one line each, blocks indented by four spaces. */
import type { Conformance, Decorator, ExceptHandler, Expression, MatchCase, Module, Pattern, Statement } from "../ast.ts";
import { ExpressionPrinter, level } from "./expressions.ts";
import { printDocstring } from "./literals.ts";

const step = "    ";

export class StatementPrinter extends ExpressionPrinter {
  private lines: string[] = [];
  private indentation = "";

  module(module: Module): string {
    this.block(module.body, module.docstring);
    return this.lines.join("\n") + (this.lines.length > 0 ? "\n" : "");
  }

  private line(text: string): void {
    this.lines.push(this.indentation + text);
  }

  private block(body: readonly Statement[], docstring?: string): void {
    if (docstring !== undefined) this.line(printDocstring(docstring));
    for (const statement of body) this.statement(statement);
  }

  private indented(header: string, body: readonly Statement[], docstring?: string): void {
    this.line(`${header}:`);
    const outer = this.indentation;
    this.indentation += step;
    this.block(body, docstring);
    if (body.length === 0 && docstring === undefined) this.line("pass");
    this.indentation = outer;
  }

  private statement(s: Statement): void {
    switch (s.kind) {
      case "function": {
        this.decorators(s.decorators);
        const keyword = `${s.signature.effects.isAsync ? "async " : ""}${s.signature.keyword}`;
        this.indented(`${keyword} ${this.identifier(s.name)}${this.signature(s.signature)}`, s.body, s.docstring);
        break;
      }
      case "struct": {
        this.decorators(s.decorators);
        const parameters = s.parameters.length > 0 ? `[${this.parameters(s.parameters)}]` : "";
        this.indented(
          `struct ${this.identifier(s.name)}${parameters}${this.conformances(s.conformances)}${this.where(s.where)}`,
          s.body,
          s.docstring,
        );
        break;
      }
      case "trait": {
        this.decorators(s.decorators);
        const parameters = s.parameters.length > 0 ? `[${this.parameters(s.parameters)}]` : "";
        this.indented(`trait ${this.identifier(s.name)}${parameters}${this.conformances(s.parents)}`, s.body, s.docstring);
        break;
      }
      case "class": {
        this.decorators(s.decorators);
        const parameters = s.parameters.length > 0 ? `[${this.parameters(s.parameters)}]` : "";
        const bases = s.arguments.length > 0 ? `(${this.callArguments(s.arguments)})` : "";
        this.indented(`class ${this.identifier(s.name)}${parameters}${bases}`, s.body, s.docstring);
        break;
      }
      case "extension":
        this.indented(
          `__extension ${this.expression(s.target)}${this.conformances(s.conformances)}${this.where(s.where)}`,
          s.body,
          s.docstring,
        );
        break;
      case "alias": {
        this.decorators(s.decorators);
        const parameters = s.parameters.length > 0 ? `[${this.parameters(s.parameters)}]` : "";
        const type = s.type === undefined ? "" : `: ${this.beforeWhere(s.type)}`;
        const value = s.value === undefined ? "" : ` = ${this.expression(s.value, level.list)}`;
        this.line(`${s.keyword} ${this.identifier(s.name)}${parameters}${type}${this.where(s.where)}${value}`);
        if (s.docstring !== undefined) this.line(printDocstring(s.docstring));
        break;
      }
      case "variable": {
        this.decorators(s.decorators ?? []);
        const keyword = s.keyword === undefined ? "" : `${s.keyword} `;
        const type = s.type === undefined ? "" : `: ${this.expression(s.type)}`;
        const values = [...(s.chained ?? []), ...(s.value === undefined ? [] : [s.value])].map(
          (value) => ` = ${this.expression(value, level.value)}`,
        );
        this.line(`${keyword}${this.target(s.target)}${type}${values.join("")}`);
        if (s.docstring !== undefined) this.line(printDocstring(s.docstring));
        break;
      }
      case "expression":
        this.line(this.expression(s.value, level.value));
        break;
      case "assign":
        this.line([...s.targets, s.value].map((e) => this.expression(e, level.value)).join(" = "));
        break;
      case "augmented":
        this.line(`${this.expression(s.target)} ${s.operator}= ${this.expression(s.value, level.value)}`);
        break;
      case "return":
        this.line(s.value === undefined ? "return" : `return ${this.expression(s.value, level.list)}`);
        break;
      case "raise": {
        const cause = s.cause === undefined ? "" : ` from ${this.expression(s.cause)}`;
        this.line(s.value === undefined ? "raise" : `raise ${this.expression(s.value)}${cause}`);
        break;
      }
      case "delete":
        this.line(`del ${s.targets.map((target) => this.expression(target, level.operand)).join(", ")}`);
        break;
      case "pass":
      case "break":
      case "continue":
        this.line(s.kind);
        break;
      case "global":
      case "nonlocal":
        this.line(`${s.kind} ${s.names.map((name) => this.identifier(name)).join(", ")}`);
        break;
      case "assert": {
        const message = s.message === undefined ? "" : `, ${this.expression(s.message)}`;
        this.line(`${s.isComptime ? "comptime " : ""}assert ${this.expression(s.condition)}${message}`);
        break;
      }
      case "import": {
        const names = s.names.map((name) => name.path.map((part) => this.identifier(part)).join(".") + this.alias(name.alias));
        this.line(`import ${names.join(", ")}`);
        break;
      }
      case "from-import": {
        const path = ".".repeat(s.level) + s.path.map((part) => this.identifier(part)).join(".");
        const names = s.star ? "*" : s.names.map((name) => this.identifier(name.name) + this.alias(name.alias)).join(", ");
        this.line(`from ${path} import ${names}`);
        break;
      }
      case "if":
        this.ifChain(s);
        break;
      case "while":
        if (s.unroll) this.line("@unroll");
        this.indented(`${this.comptime(s.isComptime)}while ${this.expression(s.condition)}`, s.body);
        this.orElse(s.orElse);
        break;
      case "for": {
        if (s.unroll) this.line("@unroll");
        const bound = s.binding === undefined ? "" : `${s.binding} `;
        const header = `${s.isAsync ? "async " : ""}for ${bound}${this.target(s.target)} in ${this.expression(s.iterable, level.list)}`;
        this.indented(`${this.comptime(s.isComptime)}${header}`, s.body);
        this.orElse(s.orElse);
        break;
      }
      case "try":
        this.indented("try", s.body);
        for (const handler of s.handlers) this.handler(handler);
        this.orElse(s.orElse);
        if (s.finally.length > 0) this.indented("finally", s.finally);
        break;
      case "with": {
        const items = s.items.map((item) => this.withItem(item));
        // `with (a, b):` would be two items.
        const only = s.items[0];
        const sole = s.items.length === 1 && only?.target === undefined && only?.context.kind === "tuple";
        this.indented(`${s.isAsync ? "async " : ""}with ${sole ? `(${items[0]})` : items.join(", ")}`, s.body);
        break;
      }
      case "match": {
        this.line(`match ${this.expression(s.subject, level.list)}:`);
        const outer = this.indentation;
        this.indentation += step;
        for (const one of s.cases) this.matchCase(one);
        this.indentation = outer;
        break;
      }
      case "error":
        this.line(s.span.file.text.slice(s.span.start, s.span.end).split("\n")[0] ?? "");
        break;
    }
  }

  private decorators(list: readonly Decorator[]): void {
    for (const decorator of list) this.line(`@${this.expression(decorator.expression)}`);
  }

  private conformances(list: readonly Conformance[]): string {
    if (list.length === 0) return "";
    return `(${list.map((conformance) => this.beforeWhere(conformance.trait) + this.where(conformance.where)).join(", ")})`;
  }

  private alias(name: { readonly text: string; readonly escaped?: boolean } | undefined): string {
    if (name === undefined) return "";
    return ` as ${name.escaped ? `\`${name.text}\`` : name.text}`;
  }

  /** The word before a compile-time statement; older dialects have a decorator. */
  private comptime(isComptime: boolean): string {
    if (!isComptime) return "";
    if (this.dialect === "1.0" || this.dialect === "python") return "comptime ";
    this.line("@parameter");
    return "";
  }

  private ifChain(first: Extract<Statement, { kind: "if" }>): void {
    let keyword = `${this.comptime(first.isComptime)}if`;
    for (let s = first; ; ) {
      this.indented(`${keyword} ${this.expression(s.condition)}`, s.body);
      const next = s.orElse[0];
      if (s.orElse.length !== 1 || next?.kind !== "if" || next.isComptime !== first.isComptime) {
        this.orElse(s.orElse);
        return;
      }
      keyword = "elif";
      s = next;
    }
  }

  private orElse(body: readonly Statement[]): void {
    if (body.length > 0) this.indented("else", body);
  }

  private handler(handler: ExceptHandler): void {
    const star = handler.star ? "*" : "";
    if (handler.type === undefined) {
      this.indented(`except${star}${handler.name === undefined ? "" : ` ${this.identifier(handler.name)}`}`, handler.body);
      return;
    }
    // A bare name after `except` would bind the error.
    const bindsIt = this.dialect !== "python" && handler.name === undefined && handler.type.kind === "name";
    const type = bindsIt ? `(${this.expression(handler.type)})` : this.expression(handler.type);
    this.indented(`except${star} ${type}${this.alias(handler.name)}`, handler.body);
  }

  private withItem(item: { readonly context: Expression; readonly target?: Expression; readonly binding?: "var" | "ref" }): string {
    const context = this.expression(item.context);
    if (item.target === undefined) return context;
    return `${context} as ${item.binding === undefined ? "" : `${item.binding} `}${this.expression(item.target, level.operand)}`;
  }

  // Patterns

  private matchCase(one: MatchCase): void {
    const guard = one.guard === undefined ? "" : ` if ${this.expression(one.guard)}`;
    this.indented(`case ${this.pattern(one.pattern)}${guard}`, one.body);
  }

  private pattern(pattern: Pattern): string {
    switch (pattern.kind) {
      case "value":
        return this.expression(pattern.value);
      case "capture": {
        const name = pattern.name === undefined ? "_" : this.identifier(pattern.name);
        return pattern.pattern === undefined ? name : `${this.closed(pattern.pattern, false)} as ${name}`;
      }
      case "star":
        return `*${pattern.name === undefined ? "_" : this.identifier(pattern.name)}`;
      case "sequence":
        return `[${pattern.elements.map((element) => this.pattern(element)).join(", ")}]`;
      case "mapping": {
        const entries = pattern.entries.map((entry) => `${this.expression(entry.key)}: ${this.pattern(entry.pattern)}`);
        if (pattern.rest !== undefined) entries.push(`**${this.identifier(pattern.rest)}`);
        return `{${entries.join(", ")}}`;
      }
      case "class": {
        const positional = pattern.positional.map((item) => this.pattern(item));
        const keywords = pattern.keywords.map((item) => `${this.identifier(item.name)}=${this.pattern(item.pattern)}`);
        return `${this.expression(pattern.callee)}(${[...positional, ...keywords].join(", ")})`;
      }
      case "or":
        return pattern.alternatives.map((alternative) => this.closed(alternative, true)).join(" | ");
    }
  }

  /** A pattern where `as` (and, inside alternatives, `|`) needs parentheses. */
  private closed(pattern: Pattern, inAlternative: boolean): string {
    const text = this.pattern(pattern);
    const open = (pattern.kind === "capture" && pattern.pattern !== undefined) || (inAlternative && pattern.kind === "or");
    return open ? `(${text})` : text;
  }
}
