# test: module
# Images of small whole numbers, so that sums of floats are exact in any order, with memory around them that must not change.
from kernels.image_view import ImageView
from memory import alloc

comptime guard = 64
comptime untouched = 77


struct GuardedImage[dtype: DType](Movable):
    """Layout 0: NCHW; 1: NHWC; otherwise: blocks of so many channels."""

    var memory: UnsafePointer[Scalar[Self.dtype]]
    var size: Int
    var view: ImageView[Self.dtype]

    def __init__(out self, images: Int, channels: Int, height: Int, width: Int, layout: Int, seed: Int, margin: Int = 0):
        var lanes = layout if layout > 1 else 1
        self.size = images * ((channels + lanes - 1) // lanes) * (height + 2 * margin) * (width + 2 * margin) * lanes + 2 * guard
        self.memory = alloc[Scalar[Self.dtype]](self.size, alignment=64)
        for i in range(self.size):
            self.memory[i] = Scalar[Self.dtype](untouched if margin == 0 else 0)
        if layout == 0:
            self.view = ImageView[Self.dtype].planar(self.memory + guard, images, channels, height, width)
        elif layout == 1:
            self.view = ImageView[Self.dtype].channels_last(self.memory + guard, images, channels, height, width)
        else:
            self.view = ImageView[Self.dtype].blocked(self.memory + guard, images, channels, height, width, layout, margin)
        for n in range(images):
            for c in range(channels):
                for y in range(height):
                    for x in range(width):
                        self.view[n, c, y, x] = Scalar[Self.dtype]((c * 7 + y * 3 + x * 5 + n + seed * (c * (x + y) % 5)) % 7 - 3)

    def __deinit__(deinit self):
        self.memory.free()


def check[dtype: DType, //](found: GuardedImage[dtype], expected: GuardedImage[dtype], what: String) raises:
    """Both have the same layout; everything in them and around them must be equal."""
    for i in range(found.size):
        if found.memory[i] != expected.memory[i]:
            raise Error(what, ": element ", i - guard, " is ", found.memory[i], ", expected ", expected.memory[i])
