"""Sun and four planets, a hundred years in steps of about four days; energy must stay what it was.

Positions and velocities are SIMD vectors of four numbers, of which three are used.
"""

from std.math import sqrt

comptime Vector = SIMD[DType.float64, 4]
comptime DAYS = 365.24
comptime SUN = 4 * 3.141592653589793**2


@fieldwise_init
struct Body(ImplicitlyCopyable):
    var position: Vector
    var velocity: Vector
    var mass: Float64


def planet(position: Vector, velocity: Vector, mass: Float64) -> Body:
    """Positions in astronomical units, velocities in units a day, masses in suns."""
    return Body(position, velocity * DAYS, mass * SUN)


def solar_system() -> List[Body]:
    return [
        Body(0, 0, SUN),
        planet(
            Vector(4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0),
            Vector(0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0),
            0.000954791938424326609,
        ),
        planet(
            Vector(8.34336671824457987, 4.12479856412430479, -0.403523417114321381, 0),
            Vector(-0.00276742510726411021, 0.00499852801234917238, 0.0000230417297573763929, 0),
            0.000285885980666130812,
        ),
        planet(
            Vector(12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0),
            Vector(0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0),
            0.0000436624404335156298,
        ),
        planet(
            Vector(15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0),
            Vector(0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0),
            0.0000515138902046611451,
        ),
    ]


def rest(mut bodies: List[Body]):
    """Gives the sun the velocity that brings the sum of all impulses to zero."""
    var impulse = Vector(0)
    for body in bodies:
        impulse += body.velocity * body.mass
    bodies[0].velocity = -impulse / SUN


def advance(mut bodies: List[Body], dt: Float64):
    for i in range(len(bodies)):
        for j in range(i + 1, len(bodies)):
            var apart = bodies[i].position - bodies[j].position
            var square = (apart * apart).reduce_add()
            var pull = apart * (dt / (square * sqrt(square)))
            bodies[i].velocity -= pull * bodies[j].mass
            bodies[j].velocity += pull * bodies[i].mass
    for ref body in bodies:
        body.position += body.velocity * dt


def energy(bodies: List[Body]) -> Float64:
    var sum = 0.0
    for i in range(len(bodies)):
        sum += 0.5 * bodies[i].mass * (bodies[i].velocity**2).reduce_add()
        for j in range(i + 1, len(bodies)):
            var apart = bodies[i].position - bodies[j].position
            sum -= bodies[i].mass * bodies[j].mass / sqrt((apart * apart).reduce_add())
    return sum


def main():
    var bodies = solar_system()
    rest(bodies)
    print("energy before:", round(energy(bodies), 9))
    for _ in range(10_000):
        advance(bodies, 0.01)
    print("energy after: ", round(energy(bodies), 9))

# output:
# energy before: -0.169075164
# energy after:  -0.169016441
