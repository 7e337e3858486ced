# test: run
import shapes
from shapes import Circle, Box

def main():
    print(Circle(2.0).area())  # prints: 12.0
    print(Box(3.0).area())  # prints: 9.0
    print(shapes.COUNT, shapes.volume(2.0))  # prints: 2 8.0
