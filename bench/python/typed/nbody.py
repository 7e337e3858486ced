"""Five bodies under gravity, 20,000,000 steps, with machine types in a file of Python: as ../../language/nbody/nbody.c."""
from std.math import sqrt
from time import perf_counter_ns

comptime BODIES = 5
comptime PI = 3.141592653589793
comptime SOLAR_MASS = 4 * PI * PI
comptime DAYS = 365.24


@fieldwise_init
struct Body(TrivialRegisterPassable):
    var x: Float64
    var y: Float64
    var z: Float64
    var vx: Float64
    var vy: Float64
    var vz: Float64
    var mass: Float64


comptime System = InlineArray[Body, BODIES]


def planet(values: List[Float64], at: Int) -> Body:
    return Body(
        values[at],
        values[at + 1],
        values[at + 2],
        values[at + 3] * DAYS,
        values[at + 4] * DAYS,
        values[at + 5] * DAYS,
        values[at + 6] * SOLAR_MASS,
    )


def offset_momentum(mut bodies: System):
    var px: Float64 = 0
    var py: Float64 = 0
    var pz: Float64 = 0
    for i in range(BODIES):
        px += bodies[i].vx * bodies[i].mass
        py += bodies[i].vy * bodies[i].mass
        pz += bodies[i].vz * bodies[i].mass
    bodies[0].vx = -px / SOLAR_MASS
    bodies[0].vy = -py / SOLAR_MASS
    bodies[0].vz = -pz / SOLAR_MASS


def advance(mut bodies: System, dt: Float64):
    for i in range(BODIES):
        for j in range(i + 1, BODIES):
            var dx = bodies[i].x - bodies[j].x
            var dy = bodies[i].y - bodies[j].y
            var dz = bodies[i].z - bodies[j].z
            var square = dx * dx + dy * dy + dz * dz
            var magnitude = dt / (square * sqrt(square))
            var mi = bodies[i].mass * magnitude
            var mj = bodies[j].mass * magnitude
            bodies[i].vx -= dx * mj
            bodies[i].vy -= dy * mj
            bodies[i].vz -= dz * mj
            bodies[j].vx += dx * mi
            bodies[j].vy += dy * mi
            bodies[j].vz += dz * mi
    for i in range(BODIES):
        bodies[i].x += dt * bodies[i].vx
        bodies[i].y += dt * bodies[i].vy
        bodies[i].z += dt * bodies[i].vz


def energy(bodies: System) -> Float64:
    var e: Float64 = 0
    for i in range(BODIES):
        var b = bodies[i]
        e += 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz)
        for j in range(i + 1, BODIES):
            var dx = b.x - bodies[j].x
            var dy = b.y - bodies[j].y
            var dz = b.z - bodies[j].z
            e -= b.mass * bodies[j].mass / sqrt(dx * dx + dy * dy + dz * dz)
    return e


def simulate(values: List[Float64], steps: Int) -> Float64:
    var bodies = System(fill=Body(0, 0, 0, 0, 0, 0, SOLAR_MASS))
    for i in range(1, BODIES):
        bodies[i] = planet(values, 7 * i)
    offset_momentum(bodies)
    for _ in range(steps):
        advance(bodies, 0.01)
    return energy(bodies)


planets = [
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0],
    [4.84143144246472090e00, -1.16032004402742839e00, -1.03622044471123109e-01]
    + [1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05, 9.54791938424326609e-04],
    [8.34336671824457987e00, 4.12479856412430479e00, -4.03523417114321381e-01]
    + [-2.76742510726411021e-03, 4.99852801234917238e-03, 2.30417297573763929e-05, 2.85885980666130812e-04],
    [1.28943695621391310e01, -1.51111514016986312e01, -2.23307578892655734e-01]
    + [2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05, 4.36624404335156298e-05],
    [1.53796971148509165e01, -2.59193146099879641e01, 1.79258772950371181e-01]
    + [2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05, 5.15138902046611451e-05],
]
start = perf_counter_ns()
result = simulate([value for planet in planets for value in planet], 20_000_000)
seconds = (perf_counter_ns() - start) * 1e-9
print("checksum", round(result, 6))
print("seconds", seconds)
