# test: check
struct Holder:
    var grid: Grid
    #         ^^^^ error[E0201]: unknown name `Grid`

    def __init__(out self):
        self.grid = Grid()
        #           ^^^^ error[E0201]: unknown name `Grid`

def main():
    var holder = Holder()
    print(holder.grid[0], holder.grid.name, holder.grid + 1)
