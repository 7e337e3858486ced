# test: run
struct Circle:
    var radius: Float64
    var area: Float64

    def __init__(out self, radius: Float64):
        self.radius = radius
        self.area = 0
        self.update()

    def update(mut self):
        self.area = 3.0 * self.radius * self.radius

def main():
    print(Circle(2.0).area)  # prints: 12.0
