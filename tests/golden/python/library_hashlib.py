# test: run
# Digests of all lengths around a block, in pieces, and of what cannot be digested.
import hashlib
for n in "md5 sha1 sha224 sha256 sha384 sha512".split():
    for size in (0, 1, 55, 56, 64, 111, 112, 128, 1000):
        print(n, size, getattr(hashlib, n)(bytes(i % 251 for i in range(size))).hexdigest()[:16])
    h = hashlib.new(n); h.update(b"abc"); g = h.copy(); h.update(bytearray(b"d" * 300)); print(h.hexdigest(), g.hexdigest(), h.digest_size, h.block_size, h.name)
try: hashlib.md5("x")
except TypeError as e: print(e)
try: hashlib.new("nope")
except ValueError as e: print(e)
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 20).hex(), hashlib.pbkdf2_hmac("sha512", b"p"*200, b"salt", 2, 100).hex())
import random
random.seed("hello"); print(random.random())

# output:
# md5 0 d41d8cd98f00b204
# md5 1 93b885adfe0da089
# md5 55 6912ee65fff2d9f9
# md5 56 51fdd1acda72405d
# md5 64 b2d3f56bc197fd98
# md5 111 4fad3ab7d8546851
# md5 112 d1fec2ac3715e791
# md5 128 37eff01866ba3f53
# md5 1000 a24f1e3ef66950e1
# 3e5c4a519e8c890b3c3f4afd6b01f9a1 900150983cd24fb0d6963f7d28e17f72 16 64 md5
# sha1 0 da39a3ee5e6b4b0d
# sha1 1 5ba93c9db0cff93f
# sha1 55 8ae2d46729cfe68f
# sha1 56 636e2ec698dac903
# sha1 64 c6138d514ffa2135
# sha1 111 bc544e24573d5922
# sha1 112 e4ce142d09a84a86
# sha1 128 e6434bc401f98603
# sha1 1000 c9c960a0b925474f
# ced727254ad562e52d1d2885702ba04af7c4f687 a9993e364706816aba3e25717850c26c9cd0d89d 20 64 sha1
# sha224 0 d14a028c2a3a2bc9
# sha224 1 fff9292b4201617b
# sha224 55 8991dfba74284e04
# sha224 56 2b2cd637c16ad729
# sha224 64 c37b88a3522dbf7a
# sha224 111 1aeef583c448a9ae
# sha224 112 01e5abf50619b5c2
# sha224 128 67d88da33fd632d8
# sha224 1000 c182669a7f6629dc
# 64e3316804a6350f51e96c2dfd9e846fffe92250ba2efde54307f4b2 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7 28 64 sha224
# sha256 0 e3b0c44298fc1c14
# sha256 1 6e340b9cffb37a98
# sha256 55 463eb28e72f82e0a
# sha256 56 da2ae4d6b36748f2
# sha256 64 fdeab9acf3710362
# sha256 111 60780e9451bdc43c
# sha256 112 09373f127d34e61d
# sha256 128 471fb943aa23c511
# sha256 1000 4e4c294b331f7a20
# e6b38a32c9e6c25a20da7c125d0769f4b33483a63f59723d214e94fb96233cde ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 32 64 sha256
# sha384 0 38b060a751ac9638
# sha384 1 bec021b4f368e306
# sha384 55 dcedb6b590edb4ef
# sha384 56 7b9132d597b8873a
# sha384 64 9f2c9eb7116b3d7a
# sha384 111 f5f9fe110d809d34
# sha384 112 33ba080ec0ccb378
# sha384 128 ca23857733191245
# sha384 1000 7a2f8c7f12344964
# c358c887b4a827f241247b2e656b6f3e845ad7328e077de631b1523a4f303ded2c60822c30e2044b46035be79da7e927 cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7 48 128 sha384
# sha512 0 cf83e1357eefb8bd
# sha512 1 b8244d028981d693
# sha512 55 6856647f269c2ee3
# sha512 56 8b12b2f6fe400a51
# sha512 64 ee4320ebaf3fdb4f
# sha512 111 a1a111449b198d9b
# sha512 112 c5fbd731d19d2ae1
# sha512 128 1dffd5e3adb71d45
# sha512 1000 5096498d96f50f9a
# 110b900013462b53f59c5c571f5e9e2fd9b5c4e8b61b89e292d552f31a7f17610a3d7debb1c9c3b2e795b37a846b2a510d0f6daa8f0ec5c9b6d45019c5b59af1 ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f 64 128 sha512
# Strings must be encoded before hashing
# unsupported hash type nope
# 83eb100b6a3a975f0fe3ffcdc241985232154e6868bdaf1b261ccb18fee4c908 0557029baeb4ba610258820dbe91999b7103d70c89ce171e5c96a67b39ccb7bc3e0ed797739f27961a528528ca31c0b53541d8d2ee71338d8a91c18a337c240e97dd57179676250bd84051cced88aff3cc63000756d300d8e5299ff5cea42213af62831b
# 0.3537754404730722
