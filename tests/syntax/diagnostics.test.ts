/** Each syntax error: source, the message with the marked text, and the source after the first fix where there is one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dialect } from "../../src/syntax/ast.ts";
import { fixed, oneLine, outline, parse } from "./support.ts";

type Case = {
  readonly source: string;
  readonly errors: readonly string[];
  readonly fixed?: string;
  /** Notes and texts of labels of the first error. */
  readonly notes?: readonly string[];
  readonly dialect?: Dialect;
};

const cases: readonly Case[] = [
  // blocks
  { source: "if x\n    pass\n", errors: ["1:5 E0101 expected `:` after the condition of `if` []"], fixed: "if x:\n    pass\n" },
  {
    source: "def f()\n    return 1\n",
    errors: ["1:8 E0101 expected `:` after the header of function `f` []"],
    fixed: "def f():\n    return 1\n",
  },
  {
    source: "struct S\n    var x: Int\n",
    errors: ["1:9 E0101 expected `:` after the header of struct `S` []"],
    fixed: "struct S:\n    var x: Int\n",
  },
  {
    source: "for i in x\n    pass\nelse\n    pass\n",
    errors: ["1:11 E0101 expected `:` after the header of `for` []", "3:5 E0101 expected `:` after `else` []"],
    fixed: "for i in x:\n    pass\nelse\n    pass\n",
  },
  { source: "while True\n", errors: ["1:11 E0101 expected `:` after the condition of `while` []"], fixed: "while True:\n" },
  { source: "class\n", errors: ["1:6 E0110 expected a class name, found the end of the line []"] },
  {
    source: "if x:\npass\n",
    errors: ["1:6 E0102 expected an indented block after the condition of `if` []"],
    notes: ["write `pass` for an empty block"],
  },
  {
    source: "def f():\n\ndef g(): pass\n",
    errors: ["1:9 E0102 expected an indented block after the header of function `f` []"],
    notes: ["write `pass` for an empty block"],
  },
  {
    source: "match x:\n    case 1:\n    case 2: y\n",
    errors: ["2:12 E0102 expected an indented block after `case` []"],
    notes: ["write `pass` for an empty block"],
  },
  { source: "a\n    b\nc\n", errors: ["2:1 E0103 unexpected indentation [    ]"] },
  { source: "if x:\n    a\n      b\n    c\n", errors: ["3:1 E0103 unexpected indentation [      ]"], dialect: "python" },
  {
    source: "if x:\n    a\n  b\n",
    errors: ["3:1 E0104 this line's indentation matches no enclosing block [  ]"],
    notes: ["the enclosing block is indented by 0 columns, this line by 2"],
  },
  {
    source: "if x:\n        a\n\tb\n",
    errors: ["3:1 E0105 inconsistent use of tabs and spaces in indentation [\t]"],
    notes: ["indent with spaces only"],
  },
  {
    source: "if x {\n    y\n}\n",
    errors: ["1:6 E0106 a block starts with `:` and is indented, it is not put in braces [{]"],
    fixed: "if x:\n    y\n\n",
    notes: ["the block ends here"],
  },
  {
    source: "fn main() {\n    print(1)\n}\n",
    errors: ["1:11 E0106 a block starts with `:` and is indented, it is not put in braces [{]"],
    fixed: "fn main():\n    print(1)\n\n",
    notes: ["the block ends here"],
  },
  {
    source: "fn main() { }\n",
    errors: ["1:11 E0106 a block starts with `:` and is indented, it is not put in braces [{]"],
    fixed: "fn main(): pass\n",
    notes: ["the block ends here"],
  },
  {
    source: "while x {\n    return\n}\ny\n",
    errors: ["1:9 E0106 a block starts with `:` and is indented, it is not put in braces [{]"],
    fixed: "while x:\n    return\n}\ny\n",
  },
  // brackets
  {
    source: "print(1\nx = 2\n",
    errors: ["1:6 E0107 `(` is never closed [(]"],
    fixed: "print(1)\nx = 2\n",
    notes: ["expected `)` before this point"],
  },
  {
    source: "x = [1,\n     2\ny = 3\n",
    errors: ["1:5 E0107 `[` is never closed [[]"],
    fixed: "x = [1,\n     2]\ny = 3\n",
    notes: ["expected `]` before this point"],
  },
  {
    source: "x = {\n    'a': 1,\n\ndef f():\n    pass\n",
    errors: ["1:5 E0107 `{` is never closed [{]"],
    fixed: "x = {\n    'a': 1,}\n\ndef f():\n    pass\n",
    notes: ["expected `}` before this point"],
  },
  {
    source: "def f(x, y:\n    pass\n",
    errors: ["1:6 E0107 `(` is never closed [(]"],
    fixed: "def f(x, y):\n    pass\n",
    notes: ["expected `)` before this point"],
  },
  {
    source: "f(g(1)\nh(2)\n",
    errors: ["1:2 E0107 `(` is never closed [(]"],
    fixed: "f(g(1))\nh(2)\n",
    notes: ["expected `)` before this point"],
  },
  { source: "x = (1]\n", errors: ["1:7 E0109 `]` does not close `(` []]"], fixed: "x = (1)\n", notes: ["opened here"] },
  { source: "x = 1)\n", errors: ["1:6 E0108 unmatched `)` [)]"], fixed: "x = 1\n" },
  { source: "x = }\n", errors: ["1:5 E0108 unmatched `}` [}]"] },
  { source: "f(a b)\n", errors: ["1:5 E0110 expected `,` or `)`, found `b` [b]"], notes: ["to match this `(`"] },
  { source: "[a b]\n", errors: ["1:4 E0110 expected `,` or `]`, found `b` [b]"], notes: ["to match this `[`"] },
  { source: "(a, b c)\n", errors: ["1:7 E0110 expected `,` or `)`, found `c` [c]"], notes: ["to match this `(`"] },
  // what was expected
  { source: "def (x):\n    pass\n", errors: ["1:5 E0110 expected a function name, found `(` [(]"] },
  {
    source: "def f(x: Int, y Int):\n    pass\n",
    errors: ["1:17 E0110 expected `,` or `)`, found `Int` [Int]"],
    notes: ["to match this `(`"],
  },
  { source: "for x y:\n    pass\n", errors: ["1:7 E0110 expected `in` after the target of `for`, found `y` [y]"] },
  { source: "for x of y:\n    pass\n", errors: ["1:7 E0110 expected `in` after the target of `for`, found `of` [of]"] },
  { source: "import\n", errors: ["1:7 E0110 expected a module name, found the end of the line []"] },
  { source: "import a.\n", errors: ["1:10 E0110 expected a name after `.`, found the end of the line []"] },
  { source: "from x import\n", errors: ["1:14 E0110 expected a name to import, found the end of the line []"] },
  { source: "x = lambda a, b\n", errors: ["1:16 E0110 expected `:` and the body of the lambda, found the end of the line []"] },
  { source: "x = a if b\n", errors: ["1:11 E0110 expected `else` of this conditional expression, found the end of the line []"] },
  { source: "alias x\n", errors: ["1:8 E0110 expected `=` and a value, found the end of the line []"] },
  { source: "comptime x\n", errors: ["1:11 E0110 expected `=` and a value, found the end of the line []"] },
  { source: "global\n", errors: ["1:7 E0110 expected a name, found the end of the line []"] },
  { source: "match x:\n    case :\n        y\n", errors: ["2:10 E0110 expected a pattern, found `:` [:]"] },
  { source: "x =\n", errors: ["1:4 E0111 expected an expression, found the end of the line []"] },
  { source: "x = 3 +\n", errors: ["1:8 E0111 expected an expression, found the end of the line []"] },
  { source: "return return\n", errors: ["1:8 E0111 expected an expression, found the keyword `return` [return]"] },
  { source: "f(a, , b)\n", errors: ["1:6 E0111 expected an expression, found `,` [,]"] },
  { source: "x[1:2\n", errors: ["1:2 E0107 `[` is never closed [[]"], fixed: "x[1:2]\n", notes: ["expected `]` before this point"] },
  { source: "[i for i in]\n", errors: ["1:12 E0111 expected an expression, found `]` []]"] },
  { source: "@\ndef f(): pass\n", errors: ["1:2 E0111 expected an expression, found the end of the line []"] },
  { source: "def f() -> :\n    pass\n", errors: ["1:12 E0111 expected an expression, found `:` [:]"] },
  {
    source: "class A(:\n    pass\n",
    errors: ["1:8 E0107 `(` is never closed [(]"],
    fixed: "class A():\n    pass\n",
    notes: ["expected `)` before this point"],
  },
  { source: "var x: = 3\n", errors: ["1:8 E0111 expected an expression, found `=` [=]"] },
  // reserved words
  { source: "a.class\n", errors: ["1:3 E0112 `class` is a reserved word and cannot be a name [class]"] },
  { source: "let class = 3\n", errors: ["1:5 E0112 `class` is a reserved word and cannot be a name [class]"] },
  { source: "def if(): pass\n", errors: ["1:5 E0112 `if` is a reserved word and cannot be a name [if]"], fixed: "def `if`(): pass\n" },
  { source: "class pass: x\n", errors: ["1:7 E0112 `pass` is a reserved word and cannot be a name [pass]"], fixed: "class `pass`: x\n" },
  { source: "f(in=1)\n", errors: ["1:3 E0112 `in` is a reserved word and cannot be a name [in]"], fixed: "f(`in`=1)\n" },
  { source: "import as\n", errors: ["1:8 E0110 expected a module name, found the keyword `as` [as]"] },
  // statements
  { source: "default:\n    x\n", errors: ["1:1 E0126 `default` is no keyword here; use `case _` [default]"], fixed: "case _:\n    x\n" },
  { source: "foo:\n    x\n", errors: ["1:1 E0110 expected a statement that takes a block, found `foo` [foo]"] },
  { source: "x = 5 6\n", errors: ["1:7 E0113 expected the end of the statement, found the number `6` [6]"] },
  { source: "foo bar\n", errors: ["1:5 E0113 expected the end of the statement, found `bar` [bar]"] },
  { source: "x y z\na = b\n", errors: ["1:3 E0113 expected the end of the statement, found `y` [y]"] },
  {
    source: "int x = 3\n",
    errors: ["1:5 E0113 expected the end of the statement, found `x` [x]"],
    notes: ["a variable is declared with `var x: int = …`"],
  },
  {
    source: "x := 3\n",
    errors: ["1:3 E0113 expected the end of the statement, found `:=` [:=]"],
    fixed: "x = 3\n",
    notes: ["a statement assigns with `=`; `:=` assigns inside an expression in parentheses"],
  },
  { source: "raise A, b\n", errors: ["1:8 E0113 expected the end of the statement, found `,` [,]"] },
  { source: "else:\n    x\n", errors: ["1:1 E0114 `else` without an `if`, loop or `try` before it [else]"] },
  { source: "elif y: z\n", errors: ["1:1 E0114 `elif` without an `if` before it [elif]"] },
  { source: "except A: b\n", errors: ["1:1 E0114 `except` without a `try` before it [except]"] },
  { source: "finally:\n    x\n", errors: ["1:1 E0114 `finally` without a `try` before it [finally]"] },
  { source: "if x:\n    y\nz\nelse:\n    w\n", errors: ["4:1 E0114 `else` without an `if`, loop or `try` before it [else]"] },
  { source: "case 1:\n    x\n", errors: ["1:1 E0114 `case` without a `match` before it [case]"] },
  { source: "try:\n    x\nelse:\n    y\nfinally:\n    z\n", errors: ["3:1 E0114 `else` without an `except` before it [else]"] },
  { source: "@a\nx = 1\n", errors: ["1:1 E0115 a decorator must stand before a declaration, found `x` [@a]"] },
  { source: "@a\n", errors: ["1:1 E0115 a decorator must stand before a declaration, found the end of the file [@a]"] },
  { source: "try:\n    x\n", errors: ["1:1 E0154 `try` needs an `except` or a `finally` [try]"] },
  {
    source: "try: x\nexcept A, B: y\n",
    errors: ["2:8 E0154 several exception types must be in parentheses [A, B]"],
    fixed: "try: x\nexcept (A, B): y\n",
  },
  { source: "try: x\nexcept*: y\n", errors: ["2:1 E0154 `except*` needs an exception type [except*]"] },
  {
    source: "from x import a,\n",
    errors: ["1:16 E0153 a trailing comma after imported names needs parentheses around them [,]"],
    fixed: "from x import a\n",
  },
  { source: "match x:\n    case 1: a\n    y = 2\n    case 2: b\n", errors: ["3:5 E0152 only `case` may stand directly in a `match` [y]"] },
  { source: "match x:\n    case A(b=1, c): d\n", errors: ["2:17 E0152 a positional pattern follows keyword patterns [c]"] },
  { source: "match x:\n    case a as _: b\n", errors: ["2:15 E0152 `_` cannot be the target of `as` [_]"] },
  // habits
  {
    source: "if a && b || !c: pass\n",
    errors: [
      "1:6 E0120 there is no operator `&&`; use `and` [&&]",
      "1:11 E0120 there is no operator `||`; use `or` [||]",
      "1:14 E0120 there is no operator `!`; use `not` [!]",
    ],
    fixed: "if a and b || !c: pass\n",
  },
  { source: "a||b\n", errors: ["1:2 E0120 there is no operator `||`; use `or` [||]"], fixed: "a or b\n" },
  {
    source: "if x = 5: pass\n",
    errors: ["1:6 E0121 `=` assigns and cannot stand in an expression; use `==` to compare [=]"],
    fixed: "if x == 5: pass\n",
  },
  {
    source: "while (x = next()): pass\n",
    errors: ["1:10 E0121 `=` assigns and cannot stand in an expression; use `==` to compare [=]"],
    fixed: "while (x == next()): pass\n",
  },
  {
    source: "x = [y = 1]\n",
    errors: ["1:8 E0121 `=` assigns and cannot stand in an expression; use `==` to compare [=]"],
    fixed: "x = [y == 1]\n",
  },
  {
    source: "if a: b\nelse if c: d\nelse: e\n",
    errors: ["2:1 E0122 `else if` is written `elif` [else if]"],
    fixed: "if a: b\nelif c: d\nelse: e\n",
  },
  { source: "x++\n", errors: ["1:2 E0123 there is no operator `++`; use `+= 1` [++]"], fixed: "x += 1\n" },
  { source: "f(x--)\n", errors: ["1:4 E0123 there is no operator `--`; use `-= 1` [--]"] },
  { source: "print x\n", errors: ["1:1 E0124 `print` is a function: its arguments need parentheses [print]"], fixed: "print(x)\n" },
  {
    source: "print 'a', b\n",
    errors: ["1:1 E0124 `print` is a function: its arguments need parentheses [print]"],
    fixed: "print('a', b)\n",
  },
  { source: "exec 'a'\n", errors: ["1:1 E0124 `exec` is a function: its arguments need parentheses [exec]"], fixed: "exec('a')\n" },
  { source: "a <> b\n", errors: ["1:3 E0120 there is no operator `<>`; use `!=` [<>]"], fixed: "a != b\n" },
  { source: "x = a ? b : c\n", errors: ["1:7 E0125 there is no operator `? :`; write `value if condition else other` [?]"] },
  {
    source: "func f():\n    return 1\n",
    errors: ["1:1 E0126 `func` is no keyword here; use `def` [func]"],
    fixed: "def f():\n    return 1\n",
  },
  {
    source: "foreach x in y:\n    z\n",
    errors: ["1:1 E0126 `foreach` is no keyword here; use `for` [foreach]"],
    fixed: "for x in y:\n    z\n",
  },
  {
    source: "switch x:\n    case 1:\n        y\n    default:\n        z\n",
    errors: ["1:1 E0126 `switch` is no keyword here; use `match` [switch]"],
    fixed: "match x:\n    case 1:\n        y\n    default:\n        z\n",
  },
  { source: "throw x\n", errors: ["1:1 E0126 `throw` is no keyword here; use `raise` [throw]"], fixed: "raise x\n" },
  { source: "const x = 3\n", errors: ["1:1 E0126 `const` is no keyword here; use `var` [const]"], fixed: "var x = 3\n" },
  { source: "elsif x:\n    y\n", errors: ["1:1 E0126 `elsif` is no keyword here; use `elif` [elsif]"], fixed: "elif x:\n    y\n" },
  { source: "// a comment\nx\n", errors: ["1:1 E0127 a comment starts with `#`, not with `//` [//]"], fixed: "# a comment\nx\n" },
  { source: "/* a comment */\n", errors: ["1:1 E0127 a comment starts with `#`, not with `/*` [/*]"] },
  // tokens
  { source: "x = 'abc\ny = 1\n", errors: ["1:5 E0130 string is not closed: expected `'` ['abc]"], fixed: "x = 'abc'\ny = 1\n" },
  { source: 'x = f"abc\n', errors: ['1:5 E0130 string is not closed: expected `"` [f"abc]'], fixed: 'x = f"abc"\n' },
  { source: 'x = """abc\n', errors: ['1:5 E0130 string is not closed: expected `"""` ["""]'] },
  { source: "x = $y\n", errors: ["1:5 E0131 unexpected character `$` (U+0024) [$]"] },
  { source: "a ¿ b\n", errors: ["1:3 E0131 unexpected character `¿` (U+00BF) [¿]"] },
  {
    source: "x = “abc”\n",
    errors: ["1:5 E0131 unexpected character `“` (U+201C) [“]"],
    fixed: 'x = "abc"\n',
    notes: ['strings are quoted with `"`'],
  },
  { source: "x = a − b\n", errors: ["1:7 E0131 unexpected character `−` (U+2212) [−]"], fixed: "x = a - b\n" },
  { source: "x = 1 + 2\n", errors: ["1:6 E0131 unexpected character U+00A0 [ ]"], fixed: "x = 1 + 2\n" },
  { source: "x​ = 1\n", errors: ["1:2 E0131 unexpected character U+200B [​]"], fixed: "x = 1\n" },
  { source: "x = 0123\n", errors: ["1:5 E0132 leading zeros are not allowed in a decimal integer [0123]"], fixed: "x = 0o123\n" },
  { source: "x = 12abc\n", errors: ["1:5 E0132 invalid number: unexpected `abc` after the digits [12abc]"] },
  { source: "x = 0b12\n", errors: ["1:8 E0132 invalid digit `2` in a binary literal [2]"] },
  { source: "x = 0o8\n", errors: ["1:7 E0132 invalid digit `8` in an octal literal [8]"] },
  { source: "x = 0x\n", errors: ["1:5 E0132 no digits after the prefix of this hexadecimal literal [0x]"] },
  { source: "x = 1__0\n", errors: ["1:6 E0132 an underscore in a number must stand between two digits [__]"], dialect: "python" },
  { source: "'\\xZ'\n", errors: ["1:2 E0133 `\\x` needs 2 hexadecimal digits [\\x]"] },
  { source: "'\\u12'\n", errors: ["1:2 E0133 `\\u` needs 4 hexadecimal digits [\\u12]"] },
  { source: "'\\U00110000'\n", errors: ["1:2 E0133 no character has a code above U+10FFFF [\\U00110000]"] },
  {
    source: "'\\N{NO SUCH}'\n",
    errors: ["1:2 E0133 `NO SUCH` is not among the character names known here; write the character itself or `\\u` [\\N{NO SUCH}]"],
  },
  { source: "'\\N'\n", errors: ["1:2 E0133 `\\N` needs a character name in braces: `\\N{EM DASH}` [\\N]"] },
  { source: "b'é'\n", errors: ["1:3 E0133 a bytes literal holds ASCII characters only; write others as `\\x…` [é]"] },
  { source: "b'\\x1'\n", errors: ["1:3 E0133 `\\x` needs 2 hexadecimal digits [\\x1]"] },
  { source: "'a' b'c'\n", errors: ["1:5 E0135 cannot join string and bytes literals [b'c']"], notes: ["string literal"] },
  {
    source: "f'a' t'b'\n",
    errors: ["1:6 E0135 cannot join formatted string and template string literals [t'b']"],
    notes: ["formatted string literal"],
  },
  {
    source: "f'{x'\n",
    errors: ["1:3 E0134 this `{` of a formatted string is never closed [{]"],
    fixed: "f'{{x'\n",
    notes: ["write `{{` for a brace that is text"],
  },
  { source: "f'{}'\n", errors: ["1:3 E0134 a replacement field needs an expression [{}]"] },
  { source: "f'a}b'\n", errors: ["1:4 E0134 a single `}` in a formatted string must be doubled [}]"], fixed: "f'a}}b'\n" },
  { source: "f'{x!z}'\n", errors: ["1:5 E0134 a conversion is one of `!r`, `!s` and `!a` [!z]"] },
  { source: "f'{a b}'\n", errors: ["1:6 E0134 expected the end of the replacement field, found `b` [b]"] },
  { source: "f'{x:{y}'\n", errors: ["1:3 E0134 this `{` of a formatted string is never closed [{]"] },
  { source: "x \\ y\n", errors: ["1:3 E0136 a line break must follow the backslash [\\]"] },
  { source: "x = 1 \\ \n  + 2\n", errors: ["1:7 E0136 a line break must follow the backslash [\\ ]"], fixed: "x = 1 \\\n  + 2\n" },
  { source: "x = `abc\n", errors: ["1:5 E0137 escaped name is not closed: expected a backtick [`abc]"] },
  // targets
  { source: "1 = x\n", errors: ["1:1 E0140 cannot assign to a literal [1]"] },
  { source: "a + b = c\n", errors: ["1:1 E0140 cannot assign to the result of an operator [a + b]"] },
  { source: "(a, 1) = x\n", errors: ["1:5 E0140 cannot assign to a literal [1]"] },
  { source: "a == b = c\n", errors: ["1:1 E0140 cannot assign to a comparison [a == b]"], notes: ["`==` compares"] },
  { source: "f() = 1\n", errors: ["1:1 E0140 cannot assign to the result of a call [f()]"], dialect: "python" },
  { source: "None = 1\n", errors: ["1:1 E0140 cannot assign to `None` [None]"] },
  { source: "x if y else z = 1\n", errors: ["1:1 E0140 cannot assign to a conditional expression [x if y else z]"] },
  { source: "[a, b] += c\n", errors: ["1:1 E0140 cannot assign to a list with an augmented operator [[a, b]]"] },
  { source: "f(x) += 1\n", errors: ["1:1 E0140 cannot assign to the result of a call [f(x)]"], dialect: "python" },
  { source: "del f()\n", errors: ["1:5 E0140 cannot delete the result of a call [f()]"] },
  { source: "del 1\n", errors: ["1:5 E0140 cannot delete a literal [1]"] },
  { source: "for 1 in x: pass\n", errors: ["1:5 E0140 cannot assign to a literal [1]"] },
  { source: "with a as 1: pass\n", errors: ["1:11 E0140 cannot assign to a literal [1]"] },
  { source: "(a, b): int = 3\n", errors: ["1:1 E0142 only a single name, attribute or subscript can be annotated [(a, b)]"] },
  { source: "lambda: x = 1\n", errors: ["1:1 E0140 cannot assign to a lambda [lambda: x]"] },
  { source: "x = (*a)\n", errors: ["1:6 E0145 a starred expression must stand in a list, a tuple or a call [*a]"], fixed: "x = (*a,)\n" },
  { source: "return *a\n", errors: ["1:8 E0145 a starred expression must stand in a list, a tuple or a call [*a]"], fixed: "return *a,\n" },
  { source: "*a += 1\n", errors: ["1:1 E0140 cannot assign to a starred expression with an augmented operator [*a]"] },
  { source: "a\n    if b:\n        c\n", errors: ["2:1 E0103 unexpected indentation [    ]"] },
  // arguments
  { source: "f(a=1, b)\n", errors: ["1:8 E0141 a positional argument follows a keyword argument [b]"], notes: ["keyword argument"] },
  {
    source: "f(**a, b)\n",
    errors: ["1:8 E0141 a positional argument follows unpacked keyword arguments [b]"],
    notes: ["keyword arguments"],
  },
  {
    source: "f(**a, *b)\n",
    errors: ["1:8 E0141 a positional argument follows unpacked keyword arguments [*b]"],
    notes: ["keyword arguments"],
  },
  {
    source: "f(x for x in y, 1)\n",
    errors: ["1:3 E0143 a generator expression beside other arguments needs parentheses [x for x in y]"],
    fixed: "f((x for x in y), 1)\n",
  },
  {
    source: "f(1, x for x in y)\n",
    errors: ["1:6 E0143 a generator expression beside other arguments needs parentheses [x for x in y]"],
    fixed: "f(1, (x for x in y))\n",
  },
  { source: "{1: 2, 3}\n", errors: ["1:9 E0144 a display in braces holds either values or `key: value` pairs, not both [}]"] },
  { source: "{1, 2: 3}\n", errors: ["1:6 E0144 a display in braces holds either values or `key: value` pairs, not both [:]"] },
  // declarations
  { source: "var x\n", errors: ["1:5 E0150 `var x` needs a type or a value [x]"] },
  { source: "let a, b\n", errors: ["1:5 E0150 `let a, b` needs a type or a value [a, b]"] },
  { source: "ref x\n", errors: ["1:5 E0150 `ref x` must name what it refers to [x]"] },
  { source: "def f(x: Int where x > 0): pass\n", errors: ["1:14 E0150 `where` constrains parameters, not arguments [where]"] },
  { source: "trait T where x: pass\n", errors: ["1:9 E0150 a trait cannot have a `where` clause [where]"] },
  { source: "def f() {mut x^}: pass\n", errors: ["1:15 E0150 only a `var` capture can be moved in with `^` [^]"] },
  { source: "def f(/, x): pass\n", errors: ["1:7 E0151 `/` cannot be the first in the list [/]"] },
  { source: "def f(x, /, y, /): pass\n", errors: ["1:16 E0151 `/` may stand only once in a list [/]"] },
  { source: "def f(*, x, /): pass\n", errors: ["1:13 E0151 `/` must stand before `*` [/]"] },
  { source: "def f(*): pass\n", errors: ["1:7 E0151 named arguments must follow a bare `*` [*]"] },
  { source: "def f(*, **k): pass\n", errors: ["1:7 E0151 named arguments must follow a bare `*` [*]"] },
  { source: "def f(*a, *b): pass\n", errors: ["1:11 E0151 `*` may stand only once in a list [*b]"] },
  { source: "def f(**a, b): pass\n", errors: ["1:12 E0151 nothing may follow `**` in an argument list [b]"] },
  {
    source: "def f(a=1, b): pass\n",
    errors: ["1:12 E0141 argument `b` without a default follows one with a default [b]"],
    notes: ["has a default"],
  },
  {
    source: "lambda a=1, b: a\n",
    errors: ["1:13 E0141 argument `b` without a default follows one with a default [b]"],
    notes: ["has a default"],
  },
];

for (const { source, errors, fixed: mended, notes, dialect } of cases) {
  test(`${errors[0]?.split(" ")[1]}: ${JSON.stringify(source)}`, () => {
    const { diagnostics } = parse(source, dialect);
    assert.deepEqual(diagnostics.map(oneLine), errors);
    const first = diagnostics[0];
    assert.ok(first !== undefined);
    if (notes !== undefined) assert.deepEqual([...first.notes.map((note) => note.text), ...first.labels.map((label) => label.text)], notes);
    assert.equal(first.fixes.length > 0 ? fixed(first) : undefined, mended);
  });
}

test("E0116: nesting beyond the limit", () => {
  for (const text of [`x = ${"(".repeat(300)}${")".repeat(300)}\n`, `x = ${"not ".repeat(300)}y\n`]) {
    assert.deepEqual(
      parse(text).diagnostics.map((diagnostic) => `${diagnostic.code} ${diagnostic.message}`),
      ["E0116 the source is nested too deeply"],
    );
  }
});

test("a safe fix mends the file", () => {
  for (const { source, errors, dialect } of cases) {
    if (errors.length > 1) continue;
    const first = parse(source, dialect).diagnostics[0];
    if (first?.fixes[0]?.safe) assert.deepEqual(parse(fixed(first), dialect).diagnostics.map(oneLine), [], source);
  }
});

test("what follows an error is still there", () => {
  const functions = (text: string): string[] =>
    parse(text).module.body.flatMap((statement) => (statement.kind === "function" ? [statement.name.text] : []));
  assert.deepEqual(functions("def f(a b):\n    x\ndef g():\n    pass\n"), ["f", "g"]);
  assert.deepEqual(functions("def f():\n    x = (1,\ndef g():\n    y = [\ndef h(): pass\n"), ["f", "g", "h"]);
  assert.deepEqual(functions("fn f() {\n    x()\n}\nfn g() {\n    if y { z() } else { w() }\n}\nfn h(): pass\n"), ["f", "g", "h"]);
  assert.deepEqual(functions("def f(:\n    x\ndef g():\n    pass\n"), ["f", "g"]);
});

test("the statements of a block in braces are read", () => {
  assert.equal(outline(parse("fn f() {\n    x = 1\n    g(x)\n}\n").module.body), "[(function f (fn ()) [(assign [x] 1) (call g [x])])]");
  assert.equal(outline(parse("if a {\n    b\n} else {\n    c\n}\nd\n").module.body), "[(if a [b] orElse:[c]) d]");
  assert.equal(outline(parse("while a {\n    return\n}\nd\n").module.body), "[(while a [(return)]) d]");
});
