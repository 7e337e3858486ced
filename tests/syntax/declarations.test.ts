/** Declarations: source, and its tree in one line. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dialect } from "../../src/syntax/ast.ts";
import { printModule } from "../../src/syntax/printer.ts";
import { outline, parseClean, treeDifference } from "./support.ts";

// biome-ignore format: a table
const cases: readonly (readonly [source: string, tree: string, dialect?: Dialect])[] = [
  // functions
  ["def f(): pass", "(function f (def ()) [(pass)])"],
  ["def f(a, b=1, *c, d, e=2, **g): pass", "(function f (def [a (b default:1) *c (d keyword-only) (e default:2 keyword-only) **(g keyword-only)] ()) [(pass)])"],
  ["def f(a, /, b, *, c): pass", "(function f (def [(a positional-only) b (c keyword-only)] ()) [(pass)])"],
  ["def f(a: int = 1) -> str: pass", "(function f (def [(a type:int default:1)] () returns:str) [(pass)])"],
  ["def f[T: int, *Ts, **P](*args: *Ts): pass", "(function f (def [(T type:int) *Ts **(P keyword-only)] hasParameterList [*(args type:Ts typeIsPack)] ()) [(pass)])"],
  ["async def f(): pass", "(function f (def isAsync) [(pass)])"],
  ["fn f(): pass", "(function f (fn ()) [(pass)])"],
  ["def f() raises -> Int: pass", "(function f (def raises returns:Int) [(pass)])"],
  ["def f() raises Err -> Int: pass", "(function f (def (raises raisesType:Err) returns:Int) [(pass)])"],
  ["def f(): ...", "(function f (def ()) [...])"],
  ["def `import`(): pass", "(function `import` (def ()) [(pass)])"],
  ["fn match(case: Int): pass", "(function match (fn [(case type:Int)] ()) [(pass)])"],
  ["def f(): \"\"\"doc\"\"\"", "(function f (def ()) doc:\"doc\")"],
  ["def f():\n    \"doc\"\n    \"second\"", "(function f (def ()) doc:\"doc\" [\"second\"])"],
  // argument conventions of all eras
  ["fn f(inout a: T, owned b: T, borrowed c: T): pass", "(function f (fn [(a mut inout type:T) (b owned owned type:T) (c read borrowed type:T)] ()) [(pass)])"],
  ["fn f(mut a: T, read b: T, out c: T): pass", "(function f (fn [(a mut mut type:T) (b read read type:T) (c out out type:T)] ()) [(pass)])"],
  ["def f(imm a: T, var b: T, deinit c: T): pass", "(function f (def [(a read imm type:T) (b owned var type:T) (c deinit deinit type:T)] ()) [(pass)])"],
  ["fn f(self&, a&: T): pass", "(function f (fn [(self mut &) (a mut & type:T)] ()) [(pass)])"],
  ["fn f(owned self, existing^: T): pass", "(function f (fn [(self owned owned) (existing owned ^ type:T)] ()) [(pass)])"],
  ["fn f(let a: T): pass", "(function f (fn [(a read let type:T)] ()) [(pass)])"],
  ["fn f(inout self: Self): pass", "(function f (fn [(self mut inout type:Self)] ()) [(pass)])"],
  ["fn f(out self): pass", "(function f (fn [(self out out)] ()) [(pass)])"],
  ["fn f(ref [o] self) -> ref [o] T: pass", "(function f (fn [(self ref ref origin:[o])] () returns:(reference-type origin:[o] T)) [(pass)])"],
  ["fn f(ref[origin_of(self)] a: T, ref b: T): pass", "(function f (fn [(a ref ref origin:[(call origin_of [self])] type:T) (b ref ref type:T)] ()) [(pass)])"],
  ["fn f(*args: Int, **kwargs: Int): pass", "(function f (fn [*(args type:Int) **(kwargs type:Int keyword-only)] ()) [(pass)])"],
  ["fn f(owned *args: *Ts): pass", "(function f (fn [*(args owned owned type:Ts typeIsPack)] ()) [(pass)])"],
  ["def f(var **kwargs: Int): pass", "(function f (def [**(kwargs owned var type:Int)] ()) [(pass)])"],
  ["def f(*, deinit move: Self): pass", "(function f (def [(move deinit deinit type:Self keyword-only)] ()) [(pass)])"],
  ["fn f(owned: Bool, ref: Int, read, out, inout=1): pass", "(function f (fn [(owned type:Bool) (ref type:Int) read out (inout default:1)] ()) [(pass)])"],
  ["fn f(mut: Bool, /, *, var: Int): pass", "(function f (fn [(mut type:Bool positional-only) (var type:Int keyword-only)] ()) [(pass)])"],
  ["fn f(f: fn(Int) -> Int, g: def() raises -> T = h): pass", "(function f (fn [(f type:(function-type (fn [( type:Int)] () returns:Int))) (g type:(function-type (def raises returns:T)) default:h)] ()) [(pass)])"],
  ["fn f(a: ref [o] T): pass", "(function f (fn [(a type:(reference-type origin:[o] T))] ()) [(pass)])"],
  // results
  ["fn f() -> (out r: T): pass", "(function f (fn () returns:T resultName:r) [(pass)])"],
  ["fn f() -> T as r: pass", "(function f (fn () returns:T resultName:r) [(pass)])"],
  ["fn f() -> (Int, Int): pass", "(function f (fn () returns:(tuple [Int Int] parenthesized)) [(pass)])"],
  ["fn f() -> ref [self.o] T: pass", "(function f (fn () returns:(reference-type origin:[(attribute self o)] T)) [(pass)])"],
  ["fn f() -> fn() -> None: pass", "(function f (fn () returns:(function-type (fn () returns:None))) [(pass)])"],
  ["fn f() -> Self: pass", "(function f (fn () returns:Self) [(pass)])"],
  ["fn f() -> Tuple[Int, ref [o] T]: pass", "(function f (fn () returns:(subscript Tuple [Int (reference-type origin:[o] T)])) [(pass)])"],
  // parameters
  ["fn f[](): pass", "(function f (fn hasParameterList ()) [(pass)])"],
  ["fn f[T: A & B, //, n: Int, /, m: Int = 1, *, k: Bool](): pass", "(function f (fn [(T type:(binary & A B) infer-only) (n type:Int positional-only) (m type:Int default:1) (k type:Bool keyword-only)] hasParameterList ()) [(pass)])"],
  ["fn f[*Ts: A, k: Int](): pass", "(function f (fn [*(Ts type:A) (k type:Int keyword-only)] hasParameterList ()) [(pass)])"],
  ["fn f[**kw: Int](): pass", "(function f (fn [**(kw type:Int)] hasParameterList ()) [(pass)])"],
  ["fn f[T, n = 1](): pass", "(function f (fn [T (n default:1)] hasParameterList ()) [(pass)])"],
  ["fn f[inferred T: A, n: Int](): pass", "(function f (fn [(T type:A infer-only) (n type:Int)] hasParameterList ()) [(pass)])"],
  ["fn f[mut: Bool, //, origin: Origin[mut]](): pass", "(function f (fn [(mut type:Bool infer-only) (origin type:(subscript Origin [mut]))] hasParameterList ()) [(pass)])"],
  ["fn f[n: Int where n > 0](): pass", "(function f (fn [(n type:Int)] hasParameterList () where:(compare [n 0] [>])) [(pass)])"],
  ["fn f[n: Int, where n > 0, where n < 9](): pass", "(function f (fn [(n type:Int)] hasParameterList () where:(logical and (compare [n 0] [>]) (compare [n 9] [<]))) [(pass)])"],
  ["fn f[g: fn[w: Int](Int) capturing -> None](): pass", "(function f (fn [(g type:(function-type (fn [(w type:Int)] hasParameterList [( type:Int)] capturing returns:None)))] hasParameterList ()) [(pass)])"],
  ["fn f[g: def(Int) -> Int = h, //](): pass", "(function f (fn [(g type:(function-type (def [( type:Int)] () returns:Int)) default:h infer-only)] hasParameterList ()) [(pass)])"],
  // effects, captures, constraints
  ["fn f() capturing: pass", "(function f (fn capturing) [(pass)])"],
  ["fn f() capturing [_] -> Int: pass", "(function f (fn (capturing [_]) returns:Int) [(pass)])"],
  ["fn f() escaping raises -> Int: pass", "(function f (fn (raises escaping) returns:Int) [(pass)])"],
  ["fn f() raises escaping capturing -> Int: pass", "(function f (fn (raises capturing escaping) returns:Int) [(pass)])"],
  ["def f() {}: pass", "(function f (def ()) [(pass)])"],
  ["def f() {} -> Int: pass", "(function f (def () returns:Int) [(pass)])"],
  ["def f() {imm a, mut b, var c, var d^, ref e, g, h^}: pass", "(function f (def () captures:[(a read) (b mut) (c owned) (d owned transfer) (e ref) (g read) (h owned transfer)]) [(pass)])"],
  ["def f() raises {mut}: pass", "(function f (def raises captures:[mut]) [(pass)])"],
  ["def f() {var^, imm x,} -> T: pass", "(function f (def () captures:[(owned transfer) (x read)] returns:T) [(pass)])"],
  ["fn f() unified {read x, mut}: pass", "(function f (fn unified captures:[(x read) mut]) [(pass)])"],
  ["def f() raises E {imm x} -> T: pass", "(function f (def (raises raisesType:E) captures:[(x read)] returns:T) [(pass)])"],
  ["def f() where a: pass", "(function f (def () where:a) [(pass)])"],
  ["def f() -> T where a and b: pass", "(function f (def () returns:T where:(logical and a b)) [(pass)])"],
  ["def f() abi(\"C\") -> T: pass", "(function f (def abi:C returns:T) [(pass)])"],
  ["def f(a: Int) raises where b > 0: pass", "(function f (def [(a type:Int)] raises where:(compare [b 0] [>])) [(pass)])"],
  // structs and traits
  ["struct S: pass", "(struct S [(pass)])"],
  ["struct S[T: A, n: Int = 1]: pass", "(struct S [(T type:A) (n type:Int default:1)] [(pass)])"],
  ["struct S(A, B & C): pass", "(struct S [A (binary & B C)] [(pass)])"],
  ["struct S[T: A](B where c(T, B), C): pass", "(struct S [(T type:A)] [(B where:(call c [T B])) C] [(pass)])"],
  ["struct S[T: A](B) where n > 0: pass", "(struct S [(T type:A)] [B] where:(compare [n 0] [>]) [(pass)])"],
  ["@value\n@register_passable(\"trivial\")\nstruct S:\n    var a: Int\n    let b: Int\n    alias C = 1\n    fn f(self): pass", "(struct S [value (call register_passable [\"trivial\"])] [(variable var a type:Int) (variable let b type:Int) (alias alias C 1) (function f (fn [self] ()) [(pass)])])"],
  ["struct S:\n    \"\"\"doc\"\"\"\n    var a: Int\n    \"\"\"a\"\"\"\n    comptime B = 1\n    \"\"\"b\"\"\"\n    fn f(self):\n        \"\"\"c\"\"\"\n        pass", "(struct S doc:\"doc\" [(variable var a type:Int doc:\"a\") (alias comptime B 1 doc:\"b\") (function f (fn [self] ()) doc:\"c\" [(pass)])])"],
  ["trait T: pass", "(trait T [(pass)])"],
  ["trait T(A, B):\n    comptime E: Copyable\n    alias F: A & B\n    fn f(self) -> Int: ...\n    fn g(self):\n        ...", "(trait T [A B] [(alias comptime E type:Copyable) (alias alias F type:(binary & A B)) (function f (fn [self] () returns:Int) [...]) (function g (fn [self] ()) [...])])"],
  ["__extension S(A):\n    fn f(self): pass", "(extension S [A] [(function f (fn [self] ()) [(pass)])])"],
  ["__extension m.S[Int](A where b) where c: pass", "(extension (subscript (attribute m S) [Int]) [(A where:b)] where:c [(pass)])"],
  // classes
  ["class C: pass", "(class C [(pass)])"],
  ["class C(): pass", "(class C [(pass)])"],
  ["class C(A, B, metaclass=M, **k): pass", "(class C [A B metaclass=M **k] [(pass)])"],
  ["class C[T](A): pass", "(class C [T] [A] [(pass)])"],
  ["class C:\n    \"doc\"\n    x: int = 1\n    \"not a docstring\"\n    def f(self): pass", "(class C doc:\"doc\" [(variable x type:int 1) \"not a docstring\" (function f (def [self] ()) [(pass)])])"],
  // modules
  ["\"\"\"doc\"\"\"\nimport a", "(import [[a]])"],
  ["alias A = 1\n\"\"\"doc of A\"\"\"\nvar b: Int\n\"\"\"doc of b\"\"\"\nf()\n\"\"\"text\"\"\"", "(alias alias A 1 doc:\"doc of A\") (variable var b type:Int doc:\"doc of b\") (call f) \"text\""],
  // keyword-only and nested
  ["fn outer():\n    @parameter\n    fn inner[w: Int](i: Int):\n        a\n    inner[1](2)", "(function outer (fn ()) [(function inner (fn [(w type:Int)] hasParameterList [(i type:Int)] ()) [parameter] [a]) (call (subscript inner [1]) [2])])"],
  ["fn f(\n    a: Int,\n    b: Int,\n) -> Int:\n    pass", "(function f (fn [(a type:Int) (b type:Int)] () returns:Int) [(pass)])"],
  ["@always_inline(\"nodebug\")\nfn __init__[T: A](inout self: S[T], *, x: T): pass", "(function __init__ (fn [(T type:A)] hasParameterList [(self mut inout type:(subscript S [T])) (x type:T keyword-only)] ()) [(call always_inline [\"nodebug\"])] [(pass)])"],
];

for (const [source, tree, dialect] of cases) {
  test(`declaration: ${JSON.stringify(source)}`, () => {
    const module = parseClean(source, dialect);
    assert.equal(outline(module.body).slice(1, -1), tree);
    const printed = printModule(module);
    assert.equal(treeDifference(module, parseClean(printed, module.dialect)), undefined, printed);
  });
}

test("docstrings of modules, extensions and functions", () => {
  assert.equal(parseClean('"""doc"""\nimport a\n').docstring, "doc");
  const extension = parseClean('__extension S:\n    """doc"""\n    def f(self): pass\n').body[0];
  assert.equal(extension?.kind === "extension" && extension.docstring, "doc");
  assert.equal(extension?.kind === "extension" && extension.body.length, 1);
  assert.equal(parseClean('f"""no doc"""\n').docstring, undefined);
});

test("the header of a function ends with its colon", () => {
  const text = "@a\ndef f(x: Int) raises -> Int:\n    return x\n";
  const f = parseClean(text).body[0];
  assert.ok(f?.kind === "function");
  assert.equal(text.slice(f.headerSpan.start, f.headerSpan.end), "@a\ndef f(x: Int) raises -> Int:");
  assert.equal(text.slice(f.span.start, f.span.end), text.trimEnd());
});

test("an empty capture list is there, an absent one is not", () => {
  const [empty, absent] = parseClean("def f() {}: pass\ndef g(): pass\n").body;
  assert.deepEqual(empty?.kind === "function" && empty.signature.captures, []);
  assert.equal(absent?.kind === "function" && absent.signature.captures, undefined);
});
