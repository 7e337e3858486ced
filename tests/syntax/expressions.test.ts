/** Expressions: source, and its tree in one line. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dialect } from "../../src/syntax/ast.ts";
import { printExpression } from "../../src/syntax/printer.ts";
import { expressionOf, outline, treeDifference } from "./support.ts";

// biome-ignore format: a table
const cases: readonly (readonly [source: string, tree: string, dialect?: Dialect])[] = [
  // operators and how tightly they bind
  ["a + b * c", "(binary + a (binary * b c))"],
  ["a * b + c", "(binary + (binary * a b) c)"],
  ["a - b - c", "(binary - (binary - a b) c)"],
  ["a ** b ** c", "(binary ** a (binary ** b c))"],
  ["-a ** -b", "(unary - (binary ** a (unary - b)))"],
  ["a << b + c & d ^ e | f", "(binary | (binary ^ (binary & (binary << a (binary + b c)) d) e) f)"],
  ["a | b ^ c & d", "(binary | a (binary ^ b (binary & c d)))"],
  ["a @ b // c % d", "(binary % (binary // (binary @ a b) c) d)"],
  ["~a + +b", "(binary + (unary ~ a) (unary + b))"],
  ["not a and not b", "(logical and (unary not a) (unary not b))"],
  ["not a == b", "(unary not (compare [a b] [==]))"],
  ["a or b and c", "(logical or a (logical and b c))"],
  ["a < b <= c != d", "(compare [a b c d] [< <= !=])"],
  ["a is not b", "(compare [a b] [is not])"],
  ["a not in b", "(compare [a b] [not in])"],
  ["a in b is c", "(compare [a b c] [in is])"],
  // conditional, walrus, await, starred
  ["a if b else c if d else e", "(conditional b a (conditional d c e))"],
  ["(a if b else c) if d else e", "(conditional d (conditional b a c) e)"],
  ["(x := f(x))", "(walrus x (call f [x]))"],
  ["await a.b(c)", "(await (call (attribute a b) [c]))"],
  ["await x ** 2", "(binary ** (await x) 2)"],
  ["(*a, *b)", "(tuple [*a *b] parenthesized)"],
  // displays
  ["()", "(tuple parenthesized)"],
  ["(a,)", "(tuple [a] parenthesized)"],
  ["(a, b)", "(tuple [a b] parenthesized)"],
  ["a, b", "(tuple [a b])"],
  ["a,", "(tuple [a])"],
  ["[]", "(list)"],
  ["[a, *b]", "(list [a *b])"],
  ["{a, b}", "(set [a b])"],
  ["{*a, b}", "(set [*a b])"],
  ["{}", "(dictionary)"],
  ["{a: b, **c}", "(dictionary [(key:a b) c])"],
  ["{x=1, y=2}", "(initializer [x=1 y=2])"],
  ["{a, y=2}", "(initializer [a y=2])"],
  // comprehensions
  ["[x for x in y]", "(comprehension list x [(for x y)])"],
  ["[x async for x in y]", "(comprehension list x [(for isAsync x y)])"],
  ["{x for x, in y}", "(comprehension set x [(for (tuple [x]) y)])"],
  ["{k: v for k, v in d if k if v}", "(comprehension dictionary key:k v [(for (tuple [k v]) d) (if k) (if v)])"],
  ["(x for y in z for x in y)", "(comprehension generator x [(for y z) (for x y)])"],
  ["f(x for x in y)", "(call f [(comprehension generator x [(for x y)])])"],
  ["[i for i in a if b or c]", "(comprehension list i [(for i a) (if (logical or b c))])"],
  ["[(lambda: x) for x in y]", "(comprehension list (lambda x) [(for x y)])"],
  // calls, subscripts, attributes
  ["f()", "(call f)"],
  ["f(a, *b, k=c, **d)", "(call f [a *b k=c **d])"],
  ["f(a)(b)[c].d", "(attribute (subscript (call (call f [a]) [b]) [c]) d)"],
  ["a[b]", "(subscript a [b])"],
  ["a[b, c]", "(subscript a [b c])"],
  ["a[b:c]", "(subscript a [(slice lower:b upper:c)])"],
  ["a[:]", "(subscript a [(slice)])"],
  ["a[::b]", "(subscript a [(slice step:b)])"],
  ["a[b:c:d, e]", "(subscript a [(slice lower:b upper:c step:d) e])"],
  ["a[*b]", "(subscript a [*b])"],
  ["a[]", "(subscript a)"],
  ["a[_, *_, **_, ...]", "(subscript a [_ *_ **_ ...])"],
  ["a[T=int, n=-1]", "(subscript a [T=int n=(unary - 1)])"],
  ["a[byte=0:5]", "(subscript a [byte=(slice lower:0 upper:5)])"],
  ["a[x := 1]", "(subscript a [(walrus x 1)])"],
  ["1 .real", "(attribute 1 real)"],
  ["1.5.real", "(attribute 1.5 real)"],
  // python: a trailing comma makes a tuple index
  ["a[b,]", "(subscript a [(tuple [b] parenthesized)])", "python"],
  ["a[b,]", "(subscript a [b])"],
  ["a[*b]", "(subscript a [(tuple [*b] parenthesized)])", "python"],
  // transfer and exclusive or
  ["a^", "(transfer a)"],
  ["a^.b", "(attribute (transfer a) b)"],
  ["a.b()^", "(transfer (call (attribute a b)))"],
  ["f(a^, b^)", "(call f [(transfer a) (transfer b)])"],
  ["a ^ b", "(binary ^ a b)"],
  ["a^b", "(binary ^ a b)"],
  ["a ^ -b", "(binary ^ a (unary - b))"],
  ["a^ - b", "(binary - (transfer a) b)"],
  ["a^ + b", "(binary ^ a (unary + b))", "python"],
  ["a ^ (b)", "(binary ^ a b)"],
  ["[a^]", "(list [(transfer a)])"],
  ["a^ if b else c^", "(conditional b (transfer a) (transfer c))"],
  ["a^ == b", "(compare [(transfer a) b] [==])"],
  ["a^ in b", "(compare [(transfer a) b] [in])"],
  ["(a^)(b)", "(call (transfer a) [b])"],
  // words with a meaning elsewhere are names
  ["out + ref * alias", "(binary + out (binary * ref alias))"],
  ["var[let](read, owned, mut)", "(call (subscript var [let]) [read owned mut])"],
  ["match.case(type, fn=struct)", "(call (attribute match case) [type fn=struct])"],
  ["raises or thin and abi", "(logical or raises (logical and thin abi))"],
  ["[where for where in comptime]", "(comprehension list where [(for where comptime)])"],
  ["lambda raises: raises", "(lambda [raises] raises)"],
  ["lambda out, mut=1: out", "(lambda [out (mut default:1)] out)"],
  ["fn(x)", "(call fn [x])", "python"],
  ["fn(x)", "(call fn [x])"],
  // function types
  ["fn() -> None", "(function-type (fn () returns:None))"],
  ["fn(Int, Int) -> Int", "(function-type (fn [( type:Int) ( type:Int)] () returns:Int))"],
  ["fn(x: Int, inout y: T, *args: Int) -> T", "(function-type (fn [(x type:Int) (y mut inout type:T) *(args type:Int)] () returns:T))"],
  ["fn[w: Int](Int) -> None", "(function-type (fn [(w type:Int)] hasParameterList [( type:Int)] () returns:None))"],
  ["fn(Int)", "(function-type (fn [( type:Int)] ()))", "24"],
  ["fn(Int) capturing -> Int", "(function-type (fn [( type:Int)] capturing returns:Int))"],
  ["fn(Int) capturing [_] -> Int", "(function-type (fn [( type:Int)] (capturing [_]) returns:Int))"],
  ["fn() escaping raises -> T", "(function-type (fn (raises escaping) returns:T))"],
  ["fn() raises capturing [origin_of(x), y] -> T", "(function-type (fn (raises capturing [(call origin_of [x]) y]) returns:T))"],
  ["def(Int) thin abi(\"C\") -> Int", "(function-type (def [( type:Int)] (thin abi:C) returns:Int))"],
  ["def(var value: String) -> None", "(function-type (def [(value owned var type:String)] () returns:None))"],
  ["def() raises String -> Int", "(function-type (def (raises raisesType:String) returns:Int))"],
  ["async fn() -> Int", "(function-type (fn isAsync returns:Int))"],
  ["fn(ref [o] T) -> ref [o] T", "(function-type (fn [( ref ref origin:[o] type:T)] () returns:(reference-type origin:[o] T)))"],
  ["fn(mut self) -> None", "(function-type (fn [(self mut mut)] () returns:None))"],
  ["fn(fn(Int) -> Int) -> fn(Int) -> Int", "(function-type (fn [( type:(function-type (fn [( type:Int)] () returns:Int)))] () returns:(function-type (fn [( type:Int)] () returns:Int))))"],
  ["fn[T: A, //, *Ts: B](*Ts) -> None", "(function-type (fn [(T type:A infer-only) *(Ts type:B)] hasParameterList [*( type:Ts)] () returns:None))"],
  ["def(Int) raises register_passable -> Int", "(function-type (def [( type:Int)] (raises registerPassable) returns:Int))"],
  ["fn(a: Int) unified {imm x} -> Int", "(function-type (fn [(a type:Int)] unified captures:[(x read)] returns:Int))"],
  // lambdas
  ["lambda: 0", "(lambda 0)"],
  ["lambda a, /, b=1, *c, d, e=2, **f: a", "(lambda [(a positional-only) (b default:1) *c (d keyword-only) (e default:2 keyword-only) **(f keyword-only)] a)"],
  ["lambda *, a: a", "(lambda [(a keyword-only)] a)"],
  ["lambda (x: Int) -> Int: x", "(lambda [(x type:Int)] x (def [(x type:Int)] () returns:Int))"],
  ["lambda (x: Int) {} -> Int: x", "(lambda [(x type:Int)] x (def [(x type:Int)] () returns:Int))"],
  ["lambda {mut list}: list", "(lambda list captures:[(list mut)] (def () captures:[(list mut)]))"],
  ["lambda [N: Int](x: Int) {imm} -> Int: x", "(lambda [(x type:Int)] x captures:[read] (def [(N type:Int)] hasParameterList [(x type:Int)] () captures:[read] returns:Int))"],
  ["lambda (a: Int32) abi(\"C\") -> Int32: a", "(lambda [(a type:Int32)] a (def [(a type:Int32)] abi:C returns:Int32))"],
  ["lambda (var **kwargs: Int) raises {x, mut y, var z^, ref, w^} -> Int: 0", "(lambda [**(kwargs owned var type:Int)] 0 captures:[(x read) (y mut) (z owned transfer) ref (w owned transfer)] (def [**(kwargs owned var type:Int)] raises captures:[(x read) (y mut) (z owned transfer) ref (w owned transfer)] returns:Int))"],
  ["lambda -> Int: 5", "(lambda 5 (def () returns:Int))"],
  // types and bindings inside expressions
  ["Optional[ref [o] T]", "(subscript Optional [(reference-type origin:[o] T)])"],
  ["(var a, ref b)", "(tuple [(binding var a) (binding ref b)] parenthesized)"],
  ["comptime(f(x))", "(comptime (call f [x]))"],
  ["comptime f(x)", "(comptime (call f [x]))", "python"],
  // inline IR and escaped names
  ["__mlir_op.`pop.add`[_type=__mlir_type.i1](a, b)", "(call (subscript (attribute __mlir_op `pop.add`) [_type=(attribute __mlir_type i1)]) [a b])"],
  ["__mlir_attr[`#x<`, a, `>`]", "(subscript __mlir_attr [`#x<` a `>`])"],
  ["__mlir_type.`!kgen.pointer<i1>`", "(attribute __mlir_type `!kgen.pointer<i1>`)"],
  ["__mlir_attr.True", "(attribute __mlir_attr True)"],
  ["`struct` + `my value`", "(binary + `struct` `my value`)"],
  // struct literals of 2023
  ["Self {a: b, c: d}", "(initializer type:Self [a=b c=d])", "2023"],
  ["T[n] {}", "(initializer type:(subscript T [n]))", "2023"],
  ["f[1, 2 -> x, y]()", "(call (subscript f [1 2 ->x ->y]))", "2023"],
  // identifiers of every script
  ["größe + 变量 * 🔥", "(binary + größe (binary * 变量 🔥))"],
  ["👩‍🚀.❤️", "(attribute 👩‍🚀 ❤️)"],
  ["ﬁ", "fi"],
];

for (const [source, tree, dialect] of cases) {
  test(`expression: ${source}${dialect === undefined ? "" : ` (${dialect})`}`, () => {
    const expression = expressionOf(source, dialect);
    assert.equal(outline(expression), tree);
    const printed = printExpression(expression, dialect);
    assert.equal(treeDifference(expression, expressionOf(printed, dialect)), undefined, printed);
  });
}

test("an empty capture list is there, an absent one is not", () => {
  const empty = expressionOf("lambda (x: Int) {} -> Int: x");
  const absent = expressionOf("lambda (x: Int) -> Int: x");
  assert.deepEqual(empty.kind === "lambda" && empty.captures, []);
  assert.equal(absent.kind === "lambda" && absent.captures, undefined);
});

test("spans cover what was written, parentheses of calls and subscripts included", () => {
  const text = "(a + b).c[d](e, f)";
  const call = expressionOf(text);
  assert.ok(call.kind === "call" && call.callee.kind === "subscript" && call.callee.base.kind === "attribute");
  const textOf = (span: { start: number; end: number }): string => text.slice(span.start, span.end);
  assert.equal(textOf(call.span), text);
  assert.equal(textOf(call.argumentsSpan), "(e, f)");
  assert.equal(textOf(call.callee.argumentsSpan), "[d]");
  assert.equal(textOf(call.callee.base.span), "(a + b).c");
  assert.ok(call.callee.base.base.kind === "binary");
  assert.equal(textOf(call.callee.base.base.span), "a + b");
  assert.equal(textOf(call.callee.base.base.operatorSpan), "+");
});
