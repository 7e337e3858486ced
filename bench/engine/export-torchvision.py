"""Writes classifiers of torchvision as ONNX files: `/usr/bin/python3 bench/engine/export-torchvision.py [FOLDER [NAME ...]]`.

Needs Debian's packages: `apt-get install -y --no-install-recommends python3-torch python3-torchvision`.
Weights are random with a seed. Batch normalisation gets its statistics from one batch, so that values neither vanish nor grow in evaluation
mode, as they would with the statistics of an untrained network. The batch dimension is dynamic.
"""

import pathlib
import sys
import warnings

import torch
import torchvision

# The size of the image where it is not 224.
SIZES = {"inception_v3": 299}
WITHOUT_AUXILIARY_OUTPUTS = {"googlenet", "inception_v3"}
NAMES = (
    "alexnet vgg11 resnet18 resnet50 squeezenet1_1 densenet121 mobilenet_v2 mobilenet_v3_large shufflenet_v2_x1_0 mnasnet1_0 "
    "googlenet inception_v3 efficientnet_b0 regnet_y_400mf"
).split()
OPSET = 17


def build(name: str) -> torch.nn.Module:
    torch.manual_seed(1)
    options = {"aux_logits": False, "init_weights": True} if name in WITHOUT_AUXILIARY_OUTPUTS else {}
    return getattr(torchvision.models, name)(weights=None, **options)


def set_statistics(model: torch.nn.Module, size: int) -> None:
    norms = [module for module in model.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    for norm in norms:
        norm.momentum = 1.0
    if norms:
        model.train()
        with torch.no_grad():
            model(torch.randn(8, 3, size, size))
    model.eval()


def export(name: str, folder: pathlib.Path) -> None:
    size = SIZES.get(name, 224)
    model = build(name)
    set_statistics(model, size)
    path = folder / f"{name}.onnx"
    sample = torch.randn(1, 3, size, size)
    torch.onnx.export(
        model,
        sample,
        str(path),
        opset_version=OPSET,
        input_names=["input"],
        output_names=["output"],
        dynamic_axes={"input": {0: "batch"}, "output": {0: "batch"}},
    )
    with torch.no_grad():
        output = model(sample)
    print(f"{path} {path.stat().st_size / 1e6:.0f} MB, deviation of outputs {output.std().item():.3g}", flush=True)


def main() -> int:
    warnings.filterwarnings("ignore")
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2] / "data/engine/torchvision")
    folder.mkdir(parents=True, exist_ok=True)
    failures = []
    for name in sys.argv[2:] or NAMES:
        try:
            export(name, folder)
        except Exception as problem:
            failures.append(name)
            print(f"{name}: {type(problem).__name__}: {problem}", file=sys.stderr, flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
