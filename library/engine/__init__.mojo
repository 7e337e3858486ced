"""What compiled models run on: tensors, loops over their elements, weights, and the way in from outside. Emitted programs import from the modules."""
