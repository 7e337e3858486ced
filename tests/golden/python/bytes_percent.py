# test: run
# `%` of bytes.
print(b'%r|%a|%s|%b' % (b'x\xff', b'x\xff', b'y\xfe', b'z'), b'%r' % '\u00e9', b'%c%c' % (255, b'a'))
class B:
    def __bytes__(self): return b'BB'
print(b'%s %b' % (B(), memoryview(b'mm')), b'%(a)s %(b)d' % {b'a': b'q', b'b': 3}, bytearray(b'%5s|%-5s|%.1s') % (b'ab', b'cd', b'ef'))
for f,a in ((b'%s','x'),(b'%c',256),(b'%c','a'),(b'%b',3), (b'%z', 1), (b'%d', b'x'), (b'%s %s', (b'1',))):
    try: print(f % a)
    except Exception as e: print(type(e), e)
# output:
# b"b'x\\xff'|b'x\\xff'|y\xfe|z" b"'\\xe9'" b'\xffa'
# b'BB mm' b'q 3' bytearray(b'   ab|cd   |e')
# <class 'TypeError'> %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# <class 'OverflowError'> %c arg not in range(256)
# <class 'TypeError'> %c requires an integer in range(256) or a single byte
# <class 'TypeError'> %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
# <class 'ValueError'> unsupported format character 'z' (0x7a) at index 1
# <class 'TypeError'> %d format: a real number is required, not bytes
# <class 'TypeError'> not enough arguments for format string
