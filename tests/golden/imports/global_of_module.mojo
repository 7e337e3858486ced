# test: run
from shapes.constants import note
import shapes.constants

def main():
    print(note(), note())  # prints: 1 2
    print(shapes.constants.uses)  # prints: 2
