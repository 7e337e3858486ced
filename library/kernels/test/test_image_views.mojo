# test: run
# modes: O0 O3 (kernels need minutes by the interpreter)
# Views keep the image that they come from alive, temporary ones too.
from kernels.convolution import convolve
from kernels.image_view import BlockedImage
from kernels.window import Window

comptime F = DType.float32


def filled(images: Int, channels: Int, height: Int, width: Int) -> BlockedImage[F, 16]:
    var result = BlockedImage[F, 16](images, channels, height, width)
    for i in range(images):
        for c in range(channels):
            for y in range(height):
                for x in range(width):
                    result.view()[i, c, y, x] = 1
    return result^


def total(image: BlockedImage[F, 16]) -> Float32:
    var view = image.view().channel_slice(1, image.channels - 1)
    var sum = Float32(0)
    for c in range(view.channels):
        for y in range(view.height):
            for x in range(view.width):
                sum += view[0, c, y, x]
    return sum


def main():
    var output = BlockedImage[F, 16](1, 3, 4, 4)
    convolve(output.view(), filled(1, 20, 4, 4).view(), filled(3, 20, 3, 3).view(), Window(3, 3, padding=1))
    # Inside 9 taps of 20 channels, at the edges 6, in the corners 4
    print(output.view()[0, 1, 1, 1], output.view()[0, 2, 0, 1], output.view()[0, 0, 3, 3])  # prints: 180.0 120.0 80.0
    print(total(output))  # prints: 4000.0
