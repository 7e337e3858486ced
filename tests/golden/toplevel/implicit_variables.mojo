# test: run
a = 2
b = a * 10
text = "value"
print(text, a + b)  # prints: value 22
a, b = b, a
print(a, b)  # prints: 20 2
