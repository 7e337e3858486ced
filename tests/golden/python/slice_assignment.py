# test: run
# Slices of built-in values and of others; assignment to them.
a=list(range(10)); a[2:4]=[1]; print(a, a[::-1], a[-3:], a[:100], a[5:2], "héllo"[1:3], (1,2,3)[1:], "abc"[::-1], b"abc"[1:])
a[::2]=[0]*5; print(a); b=a; b[1:3]=b; print(b)
try: a[::0]
except ValueError as e: print(e)
try: a['x':]
except TypeError as e: print(e)
try: a[1:2]=3
except TypeError as e: print(e)
class S:
    def __getitem__(self, i): return i
    def __setitem__(self,i,v): print(i,v)
S()[1:2]=4
print(S()[1:2:3], S()[:], S()[1:2,3], a[True:False], range(10)[2:5])
del a[1:2]; print(a, 2.0**-1.5, (-8)**(1/3))
x=[object() for i in range(5)]; x[1:3]=x[2:4]; print(len(x), len(set(map(id,x))))

# output:
# [0, 1, 1, 4, 5, 6, 7, 8, 9] [9, 8, 7, 6, 5, 4, 1, 1, 0] [7, 8, 9] [0, 1, 1, 4, 5, 6, 7, 8, 9] [] él (2, 3) cba b'bc'
# [0, 1, 0, 4, 0, 6, 0, 8, 0]
# [0, 0, 1, 0, 4, 0, 6, 0, 8, 0, 4, 0, 6, 0, 8, 0]
# slice step cannot be zero
# slice indices must be integers or None or have an __index__ method
# must assign iterable to extended slice
# slice(1, 2, None) 4
# slice(1, 2, 3) slice(None, None, None) (slice(1, 2, None), 3) [] range(2, 5)
# [0, 1, 0, 4, 0, 6, 0, 8, 0, 4, 0, 6, 0, 8, 0] 0.3535533905932738 (1.0000000000000002+1.7320508075688772j)
# 5 4
