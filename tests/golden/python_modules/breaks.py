# test: run
print("breaks" if __name__ == "__main__" else 1 // 0)

# output:
# breaks
