# test: run
# Bytes are keys by what they hold.
ranks = {bytes([i]): i for i in range(256)}
print(len(ranks), ranks[b"h"], ranks.get(b"h" + b"e"), b"\xff" in ranks)
print(hash(b"abc") == hash(bytes([97, 98, 99])), len({b"a", bytes([97]), b"b"}))
try:
    {bytearray(b"a"): 1}
except TypeError as error:
    print(error)

# output:
# 256 104 None True
# True 2
# unhashable type: 'bytearray'
