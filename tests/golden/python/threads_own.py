# test: run
# modes: O0 O3 (the interpreter has one thread only)
import threading, time, sys

log = []

# local
class Mine(threading.local):
    kind = "mine"
    def __init__(self, start):
        self.x = start
    @property
    def double(self):
        return self.x * 2
m = Mine(10)
m.x += 1
seen = []
def look():
    seen.append((m.x, m.double, m.kind, m.__dict__))
    m.y = 5
    seen.append(sorted(m.__dict__))
    del m.y
    seen.append(hasattr(m, "y"))
t = threading.Thread(target=look); t.start(); t.join()
print(seen, m.x, m.double, hasattr(m, "y"))
try:
    threading.local(1)
except TypeError as e2:
    print(e2)

# timer
fired = threading.Event()
timer = threading.Timer(0.01, lambda a, b=0: (log.append((a, b)), fired.set()), [1], {"b": 2})
timer.start(); timer.join()
print(log[-1], fired.is_set())
timer = threading.Timer(10, print)
timer.start(); timer.cancel(); timer.join()

# errors
t = threading.Thread(target=print)
try:
    t.join()
except RuntimeError as e2:
    print(e2)
t.start(); t.join()
try:
    t.start()
except RuntimeError as e2:
    print(e2)
try:
    threading.current_thread().join()
except RuntimeError as e2:
    print(e2)
try:
    t.daemon = True
except RuntimeError as e2:
    print(e2)
def hook(args):
    print("hook", args.exc_type.__name__, args.exc_value, args.thread.name)
threading.excepthook = hook
def fail(): raise ValueError("inside")
t = threading.Thread(target=fail, name="failing"); t.start(); t.join()
threading.excepthook = threading.__excepthook__
t = threading.Thread(target=sys.exit); t.start(); t.join()

# a thread that spins is stopped for others
done = False
def spin():
    n = 0
    while not done:
        n += 1
    spun.append(n > 0)
spun = []
t = threading.Thread(target=spin); t.start()
time.sleep(0.02)
done = True
t.join()
print(spun)

# recursion has its own limit in each thread
def deep(n): return deep(n + 1)
def try_deep():
    try: deep(0)
    except RecursionError as e2: print("thread:", e2)
t = threading.Thread(target=try_deep); t.start(); t.join()
try: deep(0)
except RecursionError as e2: print("main:", e2)

# exceptions being handled belong to a thread
def inner():
    print(sys.exc_info())
    try: raise KeyError("k")
    except KeyError:
        begun.set()
        go.wait()
        print(sys.exc_info()[0].__name__)
begun = threading.Event()
go = threading.Event()
try:
    raise ValueError("v")
except ValueError:
    t = threading.Thread(target=inner); t.start()
    begun.wait()
    print(sys.exc_info()[0].__name__)
    go.set()
    t.join()
    print(sys.exc_info()[0].__name__)

# the program waits for those that are no daemons
ended = threading.Event()
def late():
    ended.wait()
    print("late")
def never():
    time.sleep(100)
    print("never")
threading.Thread(target=never, daemon=True).start()
threading.Thread(target=late).start()
print("end of main")
ended.set()

# output:
# [(10, 20, 'mine', {'x': 10}), ['x', 'y'], False] 11 22 False
# Initialization arguments are not supported
# (1, 2) True
# cannot join thread before it is started
#
# threads can only be started once
# cannot join current thread
# cannot set daemon status of active thread
# hook ValueError inside failing
# [True]
# thread: maximum recursion depth exceeded
# main: maximum recursion depth exceeded
# (None, None, None)
# ValueError
# KeyError
# ValueError
# end of main
# late
