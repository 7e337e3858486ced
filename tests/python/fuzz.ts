/**
 * Random programs in Python: each a function that prints what it computes, and the type of the exception that ends it (texts change from one version of CPython to the next).
 *
 * What they say has the same meaning everywhere: no addresses, no order of texts in sets, no time. One in sixty expressions has the wrong type.
 */
import type { Source } from "./random-expressions.ts";

type Kind = "int" | "float" | "str" | "list" | "dict" | "set" | "tuple" | "bool" | "object";
const kinds: readonly Kind[] = ["int", "int", "float", "str", "list", "list", "dict", "set", "tuple", "bool", "object"];

/** The text of a function `name` without arguments, which prints. */
export function randomProgram(random: Source, name: string): string {
  return new Generator(random, name).program();
}

export const prelude = `
def number_hash(x):
    # That of a NaN is its address.
    return hash(x) if x == x else 0
class Base:
    count = 0
    def __init__(self, value):
        self.value = value
        Base.count += 1
    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"
    def get(self):
        return self.value
    def __eq__(self, other):
        return isinstance(other, Base) and self.value == other.value
    def __hash__(self):
        return 17
    @property
    def twice(self):
        return self.value + self.value
    @staticmethod
    def make(value):
        return Base(value)
    @classmethod
    def named(cls, value):
        return cls(value)

class Number(Base):
    def __add__(self, other):
        return Number(self.value + (other.value if isinstance(other, Base) else other))
    __radd__ = __add__
    def __mul__(self, other):
        return Number(self.value * (other.value if isinstance(other, Base) else other))
    def __lt__(self, other):
        return self.value < (other.value if isinstance(other, Base) else other)
    def __len__(self):
        return len(self.value) if hasattr(self.value, "__len__") else abs(int(self.value)) % 7
    def __getitem__(self, index):
        return (self.value, index)
    def __iter__(self):
        yield self.value
        yield from range(len(self))
    def __bool__(self):
        return bool(self.value)
    def __call__(self, *args, **names):
        return self.value, args, sorted(names)
    def __getattr__(self, name):
        if name.startswith("x"):
            return name * 2
        raise AttributeError(name)

class Manager:
    def __init__(self, name, hides):
        self.name, self.hides = name, hides
    def __enter__(self):
        print("enter", self.name)
        return self
    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, str(value))
        return self.hides

def counting(limit):
    total = 0
    try:
        for i in range(limit):
            got = yield i
            if got is not None:
                total += got
        return total
    finally:
        total = 0

def run(program):
    try:
        print(program())
    except Exception as error:
        print(type(error).__name__)
`;

class Generator {
  private readonly random: Source;
  private readonly name: string;
  private readonly lines: string[] = [];
  private variables: { name: string; kind: Kind }[] = [];
  private indent = 1;
  private counter = 0;
  private depth = 0;
  private loops = 0;

  constructor(random: Source, name: string) {
    this.random = random;
    this.name = name;
  }

  program(): string {
    this.lines.push(`def ${this.name}():`);
    for (let i = 0; i < 3; i++) this.assign();
    for (let i = 0; i < 4 + this.random.below(8); i++) this.statement();
    this.print();
    this.line(`return ${this.variables.length > 0 ? this.pick(this.variables).name : "None"}`);
    this.lines.push(`run(${this.name})`);
    return `${this.lines.join("\n")}\n`;
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[this.random.below(items.length)] as Item;
  }

  private line(text: string): void {
    this.lines.push("    ".repeat(this.indent) + text);
  }

  private fresh(): string {
    this.counter += 1;
    return `v${this.counter}`;
  }

  /** Statements one level deeper; what they define may have no value afterwards, so it is forgotten. */
  private block(count: number, first?: () => void): void {
    const before = this.variables;
    this.variables = [...before];
    this.indent += 1;
    this.depth += 1;
    first?.();
    for (let i = 0; i < count; i++) this.statement();
    this.indent -= 1;
    this.depth -= 1;
    this.variables = before;
  }

  private assign(): void {
    const kind = this.pick(kinds);
    const existing = this.variables.filter((variable) => variable.kind === kind);
    const value = this.expression(kind);
    if (existing.length > 0 && this.random.below(2) === 0) return this.line(`${this.pick(existing).name} = ${value}`);
    const name = this.fresh();
    this.line(`${name} = ${value}`);
    this.variables.push({ name, kind });
  }

  private print(): void {
    const shown = this.variables.slice(-6).map(({ name, kind }) => (kind === "set" ? `sorted(${name}, key=repr)` : name));
    this.line(`print(${shown.join(", ")})`);
  }

  private statement(): void {
    const simple = this.depth >= 3 ? 9 : 20;
    switch (this.random.below(simple)) {
      case 0:
      case 1:
      case 2:
        return this.assign();
      case 3:
        return this.augment();
      case 4:
        return this.mutate();
      case 5:
        return this.line(`print(${this.expression(this.pick(kinds.filter((kind) => kind !== "set")))})`);
      case 6:
        return this.unpack();
      case 7:
        if (this.loops > 0) return this.line(this.conditional(this.pick(["break", "continue"])));
        return this.line(this.conditional(`raise ${this.pick(["ValueError", "KeyError", "RuntimeError"])}(${this.expression("int")})`));
      case 8:
        return this.print();
      case 9:
      case 10:
        this.line(`if ${this.expression("bool")}:`);
        this.block(2);
        if (this.random.below(2) === 0) {
          this.line(`elif ${this.expression("bool")}:`);
          this.block(1);
        }
        this.line("else:");
        return this.block(1);
      case 11:
      case 12:
        return this.loop();
      case 13:
        return this.whileLoop();
      case 14:
      case 15:
        return this.attempt();
      case 16:
        return this.closure();
      case 17:
        this.line(`with Manager(${this.random.below(9)}, ${this.expression("bool")}) as ${this.fresh()}:`);
        return this.block(2);
      case 18:
        return this.generator();
      default:
        return this.match();
    }
  }

  private conditional(statement: string): string {
    return `if ${this.expression("bool")}: ${statement}`;
  }

  private augment(): void {
    const numbers = this.variables.filter(({ kind }) => kind === "int" || kind === "float" || kind === "list" || kind === "str");
    if (numbers.length === 0) return this.assign();
    const { name, kind } = this.pick(numbers);
    // What grows in a loop over itself must end.
    if (kind === "list") return this.line(`${name} += ${this.expression(this.pick(["list", "tuple"]))}; del ${name}[300:]`);
    if (kind === "str") return this.line(`${name} += ${this.expression("str")}; ${name} = ${name}[:300]`);
    this.line(`${name} ${this.pick(["+", "-", "*", "//", "%"])}= ${this.expression(kind)}`);
    if (kind === "int") this.line(`${name} %= 1000003`);
  }

  private mutate(): void {
    const targets = this.variables.filter(({ kind }) => kind === "list" || kind === "dict" || kind === "set" || kind === "object");
    if (targets.length === 0) return this.assign();
    const { name, kind } = this.pick(targets);
    const value = this.expression("int");
    const byKind: Partial<Record<Kind, readonly string[]>> = {
      list: [
        `${name}.append(${value})`,
        `${name}.insert(${value} % 5, ${this.expression("int")})`,
        `${name}[${this.random.below(4)}] = ${value}`,
        `${name}[${this.slice()}] = ${this.expression("list")}`,
        `del ${name}[${this.slice()}]`,
        `${name}.sort(key=lambda x: repr(x), reverse=${this.expression("bool")})`,
        `print(${name}.pop(${this.random.below(3) - 1}))`,
        `${name}.extend(${this.expression("tuple")})`,
        `${name}.reverse()`,
        `${name}.remove(${value})`,
      ],
      dict: [
        `${name}[${this.expression(this.pick(["int", "str", "tuple", "bool"]))}] = ${value}`,
        `print(${name}.pop(${value}, None))`,
        `${name}.update(${this.expression("dict")})`,
        `print(${name}.setdefault(${this.expression("str")}, ${value}))`,
        `del ${name}[${value} % 4]`,
      ],
      set: [
        `${name}.add(${value})`,
        `${name}.discard(${value})`,
        `${name} |= ${this.expression("set")}`,
        `${name} -= ${this.expression("set")}`,
      ],
      object: [`${name}.value = ${value}`, `${name}.extra = ${value}`, `print(${name}.extra)`, `del ${name}.extra`],
    };
    this.line(this.pick(byKind[kind] as readonly string[]));
  }

  private unpack(): void {
    const [a, b, c] = [this.fresh(), this.fresh(), this.fresh()];
    const source = this.expression(this.pick(["list", "tuple"]));
    if (this.random.below(2) === 0) {
      this.line(`${a}, *${b} = ${source}`);
      this.variables.push({ name: b, kind: "list" });
    } else {
      this.line(`(${a}, ${b}), ${c} = (${this.expression("int")}, ${this.expression("str")}), ${source}`);
      this.variables.push({ name: a, kind: "int" }, { name: b, kind: "str" });
    }
  }

  private loop(): void {
    const name = this.fresh();
    const sources: readonly (readonly [string, string, Kind])[] = [
      [name, `range(${this.expression("int")} % 6)`, "int"],
      [name, `range(${this.random.below(9)}, ${this.random.below(9) - 4}, ${this.pick(["-1", "2", "-2", "1"])})`, "int"],
      [name, `list(${this.expression("list")})`, "int"],
      [`${name}, ${name}b`, `enumerate(${this.expression("str")})`, "int"],
      [`${name}, ${name}b`, `zip(${this.expression("str")}, ${this.expression("list")})`, "str"],
      [name, `sorted(${this.expression("dict")}, key=repr)`, "str"],
      [name, `counting(${this.random.below(5)})`, "int"],
    ];
    const [target, source, kind] = this.pick(sources);
    this.line(`for ${target} in ${source}:`);
    this.loops += 1;
    this.block(2, () => this.variables.push({ name, kind }));
    this.loops -= 1;
    if (this.random.below(3) > 0) return;
    this.line("else:");
    const loops = this.loops;
    this.block(1);
    this.loops = loops;
  }

  private whileLoop(): void {
    const name = this.fresh();
    this.line(`${name} = ${this.random.below(6)}`);
    this.line(`while ${name} > 0:`);
    this.loops += 1;
    this.block(2, () => this.line(`${name} -= 1`));
    this.loops -= 1;
  }

  private attempt(): void {
    this.line("try:");
    this.block(2);
    const error = this.fresh();
    this.line(`except ${this.pick(["ValueError", "(TypeError, KeyError)", "Exception", "ZeroDivisionError", "LookupError"])} as ${error}:`);
    this.block(1, () => this.line(`print(type(${error}).__name__)`));
    if (this.random.below(3) === 0) {
      this.line("else:");
      this.block(1);
    }
    if (this.random.below(2) === 0) {
      this.line("finally:");
      const loops = this.loops;
      this.loops = 0;
      this.block(1, () => this.line('print("finally")'));
      this.loops = loops;
    }
  }

  private closure(): void {
    const [f, count] = [this.fresh(), this.fresh()];
    this.line(`${count} = ${this.expression("int")}`);
    this.line(`def ${f}(a, b=${this.expression("int")}, *rest, c=${this.expression("str")}, **more):`);
    const loops = this.loops;
    this.loops = 0;
    this.block(1, () => {
      this.line(`nonlocal ${count}`);
      this.line(`${count} = ${count} + 1`);
      this.variables.push({ name: "b", kind: "int" }, { name: "c", kind: "str" });
    });
    this.indent += 1;
    this.line(`return a, b, rest, c, sorted(more), ${count}`);
    this.indent -= 1;
    this.loops = loops;
    const calls = [
      `${f}(1)`,
      `${f}(*${this.expression("list")}, c=${this.expression("str")})`,
      `${f}(2, d=${this.expression("int")}, **{"e": 4})`,
      `${f}(b=3, a=4)`,
      `${f}(*${this.expression("tuple")})`,
      `${f}()`,
      `[${f}(i) for i in range(2)]`,
    ];
    this.line(`print(${this.pick(calls)}, ${count})`);
    this.variables.push({ name: count, kind: "int" });
  }

  private generator(): void {
    const name = this.fresh();
    this.line(`${name} = counting(${1 + this.random.below(4)})`);
    this.line(`print(next(${name}), ${name}.send(${this.expression("int")}), next(${name}, "end"))`);
    this.line(
      this.pick([
        `${name}.close()`,
        `print(list(${name}))`,
        `print(${name}.throw(ValueError(${this.random.below(9)})))`,
        `print(*${name})`,
      ]),
    );
  }

  private match(): void {
    const name = this.fresh();
    this.line(`match ${this.expression(this.pick(kinds))}:`);
    this.indent += 1;
    const cases = [
      `int(${name}) if ${name} > 3`,
      `[${name}, *_]`,
      `{"a": ${name}}`,
      `Number(value=${name})`,
      `Base(value=int() as ${name})`,
      `str() as ${name}`,
      `(1 | 2 | 3) as ${name}`,
      `[_, [${name}, _]]`,
    ];
    for (let i = 0; i < 2; i++) {
      this.line(`case ${this.pick(cases)}:`);
      this.indent += 1;
      this.line(`print("case", ${name})`);
      this.indent -= 1;
    }
    this.line("case _:");
    this.indent -= 1;
    this.indent += 1;
    this.block(1);
    this.indent -= 1;
  }

  private slice(): string {
    const part = (): string => (this.random.below(2) === 0 ? "" : String(this.random.below(7) - 3));
    return this.random.below(4) === 0 ? `${part()}:${part()}:${this.pick(["1", "2", "-1"])}` : `${part()}:${part()}`;
  }

  private expression(kind: Kind, depth = 0): string {
    if (this.random.below(60) === 0) return this.expression(this.pick(kinds), depth + 1);
    const known = this.variables.filter((variable) => variable.kind === kind);
    if (known.length > 0 && (depth > 2 || this.random.below(3) > 0)) return this.pick(known).name;
    if (depth > 2) return this.literal(kind);
    const of = (other: Kind): string => this.expression(other, depth + 1);
    switch (kind) {
      case "int":
        return this.pick<() => string>([
          () => this.literal("int"),
          () => `(${of("int")} ${this.pick(["+", "-", "*", "//", "%", "&", "|", "^"])} ${of("int")})`,
          () => `len(${of(this.pick(["list", "str", "dict", "set", "tuple"]))})`,
          () => `(-${of("int")})`,
          () => `abs(${of("int")})`,
          () => `(${of("int")} if ${of("bool")} else ${of("int")})`,
          () => `${of("list")}[${this.random.below(4) - 1}]`,
          () => `${of("dict")}.get(${of("int")}, ${of("int")})`,
          () => `sum(${of("list")})`,
          () => `(${of(this.pick(["int", "object"]))}).${this.pick(["real", "value", "twice"])}`,
          () => `${this.pick(["min", "max"])}(${of("int")}, ${of("int")})`,
          () => `(${of("int")} << (${of("int")} & 7))`,
          () => `int(${of("float")})`,
          () => `ord(${of("str")}[0])`,
          () => `${of("str")}.count(${of("str")})`,
          () => `number_hash(float(${of(this.pick(["int", "bool", "float"]))}))`,
          () => `(lambda x, y=${of("int")}: x - y)(${of("int")})`,
        ])();
      case "float":
        return this.pick<() => string>([
          () => this.literal("float"),
          () => `(${of("float")} ${this.pick(["+", "-", "*", "/"])} ${of(this.pick(["float", "int"]))})`,
          () => `(${of("int")} / ${of("int")})`,
          () => `round(${of("float")}, ${this.random.below(4)})`,
          () => `float(${of("int")})`,
          () => `(-${of("float")})`,
        ])();
      case "str":
        return this.pick<() => string>([
          () => this.literal("str"),
          () => `(${of("str")} + ${of("str")})`,
          () => `${of("str")}[${this.slice()}]`,
          () => `(${of("str")} * (${of("int")} % 4))`,
          () => `f"{${this.named("int")}:${this.pick(["", ">5", "05", "+d", "x", ","])}}|{${this.named("str")}!r}"`,
          () =>
            `${of("str")}.${this.pick(["upper()", "title()", "strip('a')", "replace('a', 'bb')", "center(9, '*')", "zfill(4)", "swapcase()"])}`,
          () => `"-".join(map(str, ${of(this.pick(["list", "tuple"]))}))`,
          () => `repr(${of(this.pick(["float", "list", "tuple", "int", "object"]))})`,
          () => `"%s %5.2f %d" % (${of("str")}, ${of("float")}, ${of("int")})`,
          () => `"{:>6} {!r}".format(${of("int")}, ${of("str")})`,
          () => `chr(97 + ${of("int")} % 26)`,
        ])();
      case "list":
        return this.pick<() => string>([
          () => this.literal("list"),
          () => `[${of("int")}, ${of("int")}, ${of(this.pick(kinds.filter((other) => other !== "set")))}]`,
          () => `[x * ${of("int")} for x in range(${this.random.below(6)}) if x % 2 == ${this.random.below(2)}]`,
          () => `${of("list")}[${this.slice()}]`,
          () => `(${of("list")} + ${of("list")})`,
          () => `sorted(${of(this.pick(["list", "set", "tuple"]))}, key=repr)`,
          () => `(${of("list")} * (${of("int")} % 3))`,
          () => `list(${this.pick(["reversed", "iter", "enumerate"])}(${of("list")}))`,
          () => `${of("str")}.split(${this.pick(["", "'a'", "None, 1"])})`,
          () => `[*${of("tuple")}, *${of("str")}]`,
          () => `list(${of("dict")}.${this.pick(["items()", "values()", "keys()"])})`,
          () => `[(i, y) for i in range(2) for y in ${of("str")}]`,
          () => `([${of("int")}] * ${this.random.below(4)})`,
        ])();
      case "dict":
        return this.pick<() => string>([
          () => this.literal("dict"),
          () => `{${of("int")}: ${of("str")}, ${of("str")}: ${of("int")}}`,
          () => `{x: x * ${of("int")} for x in range(${this.random.below(5)})}`,
          () => `{**${of("dict")}, "a": ${of("int")}}`,
          () => `dict(zip(${of("str")}, ${of("list")}))`,
          () => `dict.fromkeys(${of("tuple")}, ${of("int")})`,
          () => `(${of("dict")} | ${of("dict")})`,
        ])();
      case "set":
        return this.pick<() => string>([
          () => this.literal("set"),
          () => `{${of("int")}, ${of("int")}}`,
          () => `{x % 3 for x in ${this.literal("list")}}`,
          () => `(${of("set")} ${this.pick(["&", "|", "-", "^"])} ${of("set")})`,
          () => `set(${of("list")})`,
        ])();
      case "tuple":
        return this.pick<() => string>([
          () => this.literal("tuple"),
          () => `(${of("int")}, ${of("str")})`,
          () => `tuple(${of("list")})`,
          () => `(${of("tuple")} + ${of("tuple")})`,
          () => `divmod(${of("int")}, ${of("int")})`,
          () => `${of("str")}.partition("a")`,
          () => `(${of("float")},)`,
        ])();
      case "bool":
        return this.pick<() => string>([
          () => this.literal("bool"),
          () => `(${of("int")} ${this.pick(["<", "<=", ">", ">=", "==", "!="])} ${of(this.pick(["int", "float"]))})`,
          () => `(not ${of("bool")})`,
          () => `(${of("bool")} ${this.pick(["and", "or"])} ${of("bool")})`,
          () => `(${of("int")} in ${of(this.pick(["list", "set", "dict", "tuple"]))})`,
          () => `(${of("str")} in ${of("str")})`,
          () => `(${of(this.pick(kinds))} == ${of(this.pick(kinds))})`,
          () => `(${of("list")} < ${of("list")})`,
          () => `(0 <= ${of("int")} < ${of("int")})`,
          () => `isinstance(${of(this.pick(kinds))}, ${this.pick(["int", "(str, list)", "Base", "Number", "float"])})`,
          () => `(${of(this.pick(["list", "object"]))} is ${of(this.pick(["list", "object"]))})`,
          () => `bool(${of(this.pick(kinds))})`,
          () => `${this.pick(["any", "all"])}(x > ${of("int")} for x in ${of("list")})`,
        ])();
      case "object":
        return this.pick<() => string>([
          () => this.literal("object"),
          () => `(${of("object")} + ${of(this.pick(["int", "object"]))})`,
          () => `(${of("object")} * ${of("int")})`,
          () => `${this.pick(["Base", "Number"])}.${this.pick(["make", "named"])}(${of(this.pick(["int", "str", "list"]))})`,
        ])();
    }
  }

  /** A variable, for where old versions of CPython take no quotation marks. */
  private named(kind: Kind): string {
    const known = this.variables.filter((variable) => variable.kind === kind);
    return known.length > 0 ? this.pick(known).name : String(this.random.below(9));
  }

  private literal(kind: Kind): string {
    const int = (): string => this.pick(["0", "1", "2", "3", "7", "-1", "10", "255", "1 << 40", "2**62", "-(2**63)", "10**20"]);
    const small = (): string => String(this.random.below(9));
    switch (kind) {
      case "int":
        return `(${this.random.below(3) > 0 ? small() : int()})`;
      case "float":
        return this.pick(["0.0", "1.5", "(-2.25)", "1e10", "0.1", "3.0", "float('inf')", "float('nan')", "1e-7"]);
      case "str":
        return this.pick(["''", "'a'", "'banana'", "'Ünïcode'", "'a b'", "'xyz'", "'\\n'", "'1'"]);
      case "list":
        return `[${[small(), small(), small()].slice(0, this.random.below(4)).join(", ")}]`;
      case "dict":
        return this.pick(["{}", `{${small()}: ${small()}}`, `{"a": ${small()}}`, `{1: "x", 2: ${small()}}`]);
      case "set":
        return this.pick(["set()", `{${small()}}`, `{1, ${small()}, 3}`]);
      case "tuple":
        return this.pick(["()", `(${small()},)`, `(${small()}, "t")`]);
      case "bool":
        return this.pick(["True", "False"]);
      case "object":
        return `${this.pick(["Base", "Number"])}(${this.random.below(2) === 0 ? small() : this.pick(["'s'", "[1, 2]", "2.5"])})`;
    }
  }
}
