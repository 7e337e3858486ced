# test: run
# The first statement after the documentation says how deep the body is.
def answer() -> Int:
   """Says it.

   Always the same.
   """
     var n = 40
     return n + 2


struct Point:
  """A place."""
    var x: Int

    def __init__(out self):
        self.x = 1


def main():
    print(answer(), Point().x)  # prints: 42 1
