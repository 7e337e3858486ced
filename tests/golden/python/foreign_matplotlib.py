# test: run
# modes: O0 O3 (the interpreter opens no shared libraries)
# requires: libpython matplotlib
# A plot drawn by matplotlib from lists, arrays and functions of the program.
import io
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
x = np.linspace(0, 10, 200)
fig, ax = plt.subplots(figsize=(6, 4))
ax.plot(x, np.sin(x), label="sin")
ax.plot([0, 5, 10], [1, 0, 1], "o--", label="list")
ax.bar(range(3), [0.1, 0.2, 0.3], tick_label=["a", "b", "c"])
ax.set(xlabel="x", ylabel="y", title="from a compiled program")
ax.legend()
ax.xaxis.set_major_formatter(lambda v, pos: f"<{v:.0f}>")
for spine in ax.spines.values():
    spine.set_linewidth(2)
image = io.BytesIO()
fig.savefig(image, dpi=80)
print(len(ax.lines), ax.get_title(), [t.get_text() for t in ax.get_legend().get_texts()])
print(image.getvalue()[:4], len(image.getvalue()) > 5000)

# output:
# 2 from a compiled program ['sin', 'list']
# b'\x89PNG' True
