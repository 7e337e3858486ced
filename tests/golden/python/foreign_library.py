# test: run
# modes: O0 O3 (the interpreter opens no shared libraries)
# requires: libpython
# Modules in C of the user's own Python: values by value, objects as themselves, exceptions and callbacks both ways.
import _datetime as datetime
import _decimal as decimal
import _sqlite3 as sqlite
from _decimal import Decimal

price = Decimal("1.10")
print(price + 2, 3 * price, price ** 2, -price, price / 3 > Decimal("0.36"), price == Decimal("1.1"), round(price, 1), int(price))
print(f"{price:.3f}", "%s" % price, str(price), repr(price), [price], sum([price, price]), max(Decimal(1), price))
price += 1
print(price, float(price), hash(Decimal(5)) == hash(5), {Decimal(2): "two"}[2], price in [Decimal("2.1")], bool(Decimal(0)))
print(divmod(Decimal(7), 2), abs(Decimal(-3)), 2 ** 100 + Decimal(0), Decimal(2 ** 70) == 2 ** 70)
day = datetime.date(2026, 11, 29)
print(day, day.year, day - datetime.timedelta(days=30), day.replace(month=1), day < datetime.date.max, f"{day:%d.%m.%y}")
print(type(day), type(day) is datetime.date, isinstance(day, datetime.date), isinstance(day, int), datetime.date is datetime.date, day.__class__)
print((datetime.datetime(2026, 1, 1) - datetime.datetime(2025, 1, 1)).total_seconds())

# Identity
where = {"a": 1}
keep = sqlite.connect(":memory:")
print(keep is keep, keep.cursor() is keep.cursor(), keep.cursor().connection is keep)

# Exceptions
for call in (lambda: Decimal("abc"), lambda: Decimal(1) / 0, lambda: price.nothing, lambda: price + "a", lambda: keep.execute("select x"), lambda: keep(), lambda: len(price)):
    try:
        call()
    except ArithmeticError as error:
        print("arithmetic:", type(error).__name__, isinstance(error, decimal.DecimalException))
    except sqlite.OperationalError as error:
        print("sqlite:", error, error.args, error.sqlite_errorname)
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
try:
    raise decimal.Inexact("mine")
except decimal.DecimalException as error:
    print(repr(error), decimal.Inexact.__mro__[1:3])
class Own(sqlite.DatabaseError):
    def __str__(self): return "own text"
try:
    raise Own(1)
except sqlite.Error as error:
    print(error, type(error).__name__)

# Callbacks: functions, methods and classes of ours
class Total:
    def __init__(self): self.sum = 0
    def step(self, value, factor): self.sum += value * factor
    def finalize(self): return self.sum
def shout(text, times=2): return text.upper() * times
keep.create_function("shout", 1, shout)
keep.create_aggregate("total", 2, Total)
keep.execute("create table t (name text, n integer)")
print(keep.executemany("insert into t values (?, ?)", [("a", 1), ("b", 2), ("c", 2 ** 40)]).rowcount)
for name, number in keep.execute("select shout(name), n from t order by n desc"):
    print(name, number)
print(keep.execute("select total(n, 2) from t where n < ?", [10]).fetchall(), keep.execute("select n from t").fetchone())
keep.row_factory = lambda cursor, row: {column[0]: value for column, value in zip(cursor.description, row)}
print(keep.execute("select * from t limit 1").fetchone())
def fail(text): raise KeyError(text)
keep.set_trace_callback(None)
keep.row_factory = lambda cursor, row: fail(row[0])
try:
    keep.execute("select name from t").fetchone()
except KeyError as error:
    print("from the callback:", repr(error))
with keep:
    keep.execute("delete from t")
print(keep.total_changes)

# output:
# 3.10 3.30 1.2100 -1.10 True True 1.1 1
# 1.100 1.10 1.10 Decimal('1.10') [Decimal('1.10')] 2.20 1.10
# 2.10 2.1 True two True False
# (Decimal('3'), Decimal('1')) 3 1.267650600228229401496703205E+30 True
# 2026-11-29 2026 2026-10-30 2026-01-29 True 29.11.26
# <class 'datetime.date'> True True False True <class 'datetime.date'>
# 31536000.0
# True False True
# arithmetic: InvalidOperation True
# arithmetic: DivisionByZero True
# AttributeError 'decimal.Decimal' object has no attribute 'nothing'
# TypeError unsupported operand type(s) for +: 'decimal.Decimal' and 'str'
# sqlite: no such column: x ('no such column: x',) SQLITE_ERROR
# TypeError function takes exactly 1 argument (0 given)
# TypeError object of type 'decimal.Decimal' has no len()
# Inexact('mine') (<class 'decimal.DecimalException'>, <class 'ArithmeticError'>)
# own text Own
# 3
# CC 1099511627776
# BB 2
# AA 1
# [(6,)] (1,)
# {'name': 'a', 'n': 1}
# from the callback: KeyError('a')
# 6
