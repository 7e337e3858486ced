# test: run
import shapes.solids
from shapes.solids import doubled
from shapes.circle import Circle

def main():
    print(shapes.solids.volume(3.0))  # prints: 27.0
    print(doubled(1.0))  # prints: 2.0
    print(Circle(1.0).area())  # prints: 3.0
