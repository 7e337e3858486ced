# test: run
def main():
    print("""first
  second "quoted"
third""")
    print('''\
joined \
line''')
# output:
# first
#   second "quoted"
# third
# joined line
