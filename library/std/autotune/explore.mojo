"""`explore`: a good point of a large space, measured in rounds within a budget.

A space is a list of axes, each a list of values; a point takes one value of each axis. Points are measured in batches of one
native program each; between batches the strategy, ordinary code that runs at compile time, proposes the next ones.
"""
from .search import _measured


@fieldwise_init
struct Strategy(Equatable, TrivialRegisterPassable):
    """How the next points are found."""

    var number: Int

    comptime RANDOM = Strategy(0)
    """Points drawn evenly from the space (Bergstra and Bengio, "Random Search for Hyper-Parameter Optimization", 2012)."""
    comptime GENETIC = Strategy(1)
    """Children of good points: each axis from one of two parents, sometimes changed (Holland, 1975)."""
    comptime GUIDED = Strategy(2)
    """Points that a model of the measured ones finds promising: costs of the nearest, weighted by distance (Shepard, 1968), less a
    reward for being far from all."""

    def __eq__(self, other: Self) -> Bool:
        return self.number == other.number


def explore[
    cost: def[point: List[Int]]() -> Float64,
    space: List[List[Int]],
    *,
    strategy: Strategy = Strategy.GUIDED,
    budget: Int = 32,
    batch: Int = 8,
    seed: Int = 1,
]() -> List[Int]:
    """The point with the least cost of those that were measured; the first values where nothing may be measured.

    Parameters:
        cost: Runs natively while the program is compiled, once for each point; seconds, or anything else to be small.
        space: The values of each axis.
        strategy: How points are chosen.
        budget: How many points are measured at most. A space that has no more is measured as a whole.
        batch: How many points are compiled and measured at a time.
        seed: Of the random numbers of the strategy.
    """
    comptime assert budget > 0 and batch > 0, "`budget` and `batch` must be positive"
    comptime assert _size_of(space) > 0, "there is nothing to explore: an axis of the space is empty"
    comptime start = History(seed)
    return _explored[cost, space, strategy, budget, batch, start]()


def _explored[
    cost: def[point: List[Int]]() -> Float64, space: List[List[Int]], strategy: Strategy, budget: Int, batch: Int, history: History
]() -> List[Int]:
    comptime proposed = history.proposals(space, strategy, min(batch, budget - len(history.costs)))
    comptime if len(proposed) == 0:
        return history.best(space)
    else:
        comptime points = _points_at(space, proposed)
        comptime costs = _measured[cost, points]()
        comptime if costs[0] == Float64.MAX:
            return _point_at(space, _numbered(space, 0))
        comptime extended = history.extended(proposed, costs)
        return _explored[cost, space, strategy, budget, batch, extended]()


struct History(Copyable):
    """Places that were measured, as an index for each axis, with their costs, and the state of the random numbers."""

    var places: List[List[Int]]
    var costs: List[Float64]
    var state: UInt64

    def __init__(out self, seed: Int):
        self.places = List[List[Int]]()
        self.costs = List[Float64]()
        self.state = UInt64(seed) * 0x9E3779B97F4A7C15 + 1

    def extended[count: Int](self, places: List[List[Int]], costs: InlineArray[Float64, count]) -> Self:
        var result = self.copy()
        for i in range(count):
            result.places.append(places[i].copy())
            result.costs.append(costs[i])
        # Proposals draw from a copy: what they used up is skipped here.
        for _ in range(64):
            _ = result.random(2)
        return result^

    def best(self, space: List[List[Int]]) -> List[Int]:
        var best = 0
        for i in range(1, len(self.costs)):
            if self.costs[i] < self.costs[best]:
                best = i
        return _point_at(space, self.places[best])

    def proposals(self, space: List[List[Int]], strategy: Strategy, count: Int) -> List[List[Int]]:
        """Up to `count` places that were not measured yet."""
        var work = self.copy()
        var result = List[List[Int]]()
        if _size_of(space) <= max(count, 0) + len(self.places):
            # What is left is not more than may be measured.
            for number in range(_size_of(space)):
                var place = _numbered(space, number)
                if place not in self.places:
                    result.append(place^)
            return result^
        var tries = 0
        while len(result) < count and tries < 100 * count:
            tries += 1
            var place: List[Int]
            if strategy == Strategy.GENETIC and len(self.places) > 3:
                place = work.child(space)
            elif strategy == Strategy.GUIDED and len(self.places) > 3:
                place = work.promising(space, result)
            else:
                place = work.anywhere(space)
            if place not in self.places and place not in result:
                result.append(place^)
        return result^

    def anywhere(mut self, space: List[List[Int]]) -> List[Int]:
        var place = List[Int]()
        for axis in space:
            place.append(self.random(len(axis)))
        return place^

    def child(mut self, space: List[List[Int]]) -> List[Int]:
        var first = self.winner()
        var second = self.winner()
        var place = List[Int]()
        for axis in range(len(space)):
            var parent = first if self.random(2) == 0 else second
            var index = self.places[parent][axis]
            if self.random(4) == 0:
                # One step along the axis, sometimes a leap.
                var step = 1 if self.random(2) == 0 else -1
                index = self.random(len(space[axis])) if self.random(4) == 0 else index + step
            place.append(min(max(index, 0), len(space[axis]) - 1))
        return place^

    def winner(mut self) -> Int:
        """The better of three drawn at random."""
        var best = self.random(len(self.places))
        for _ in range(2):
            var other = self.random(len(self.places))
            if self.costs[other] < self.costs[best]:
                best = other
        return best

    def promising(mut self, space: List[List[Int]], taken: List[List[Int]]) -> List[Int]:
        """The one of sixteen, half of them near the best, that the model likes most."""
        var chosen = self.anywhere(space)
        var least = Float64.MAX
        for number in range(16):
            var place = self.child(space) if number % 2 == 0 else self.anywhere(space)
            if place in self.places or place in taken:
                continue
            var expected = self.expected_cost(space, place)
            if expected < least:
                least = expected
                chosen = place^
        return chosen^

    def expected_cost(self, space: List[List[Int]], place: List[Int]) -> Float64:
        var weights: Float64 = 0.0
        var sum: Float64 = 0.0
        var nearest = Float64.MAX
        for i in range(len(self.places)):
            var distance: Float64 = 1e-9
            for axis in range(len(space)):
                var step = Float64(place[axis] - self.places[i][axis]) / Float64(max(len(space[axis]) - 1, 1))
                distance += step * step
            nearest = min(nearest, distance)
            var weight = 1.0 / (distance * distance)
            weights += weight
            sum += weight * self.costs[i]
        return sum / weights * (1.0 - 0.25 * min(nearest, 1.0))

    def random(mut self, bound: Int) -> Int:
        """Below `bound`: xorshift64* (Vigna, 2016)."""
        self.state ^= self.state >> 12
        self.state ^= self.state << 25
        self.state ^= self.state >> 27
        return Int((self.state * 0x2545F4914F6CDD1D) >> 33) % bound


def _size_of(space: List[List[Int]]) -> Int:
    var size = 1
    for axis in space:
        size *= len(axis)
    return size


def _numbered(space: List[List[Int]], number: Int) -> List[Int]:
    var place = List[Int]()
    var rest = number
    for axis in space:
        place.append(rest % len(axis))
        rest = rest // len(axis)
    return place^


def _point_at(space: List[List[Int]], place: List[Int]) -> List[Int]:
    var point = List[Int]()
    for axis in range(len(space)):
        point.append(space[axis][place[axis]])
    return point^


def _points_at(space: List[List[Int]], places: List[List[Int]]) -> List[List[Int]]:
    var points = List[List[Int]]()
    for place in places:
        points.append(_point_at(space, place))
    return points^
