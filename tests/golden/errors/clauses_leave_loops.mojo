# test: run
@fieldwise_init
struct Skip(Copyable):
    pass

@fieldwise_init
struct Stop(Copyable):
    pass

@fieldwise_init
struct Give(Copyable):
    var value: Int

@fieldwise_init
struct Again(Copyable):
    pass

def step(n: Int, last: Int) raises -> Int:
    for i in range(10):
        try:
            if i < n:
                raise Skip()
            if i == last and last < 5:
                raise Give(i)
            if i == last and last < 7:
                raise Stop()
            if i == last:
                raise Error("too far")
            print("step", i)
        except Skip:
            continue
        except Stop:
            print("stop")
            break
        except Give as gift:
            return gift.value
        except Error:
            raise
        finally:
            if i == last:
                print("leaving")
    return -1

def main():
    try:
        print(step(1, 3))
        print(step(5, 6))
        print(step(6, 8))
    except e:
        print("caught", e)
# output:
# step 1
# step 2
# leaving
# 3
# step 5
# stop
# leaving
# -1
# step 6
# step 7
# leaving
# caught too far
