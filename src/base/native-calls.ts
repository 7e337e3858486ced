/** Calls of native libraries (koffi), set up once for all who make them. Only `llvm/ffi` and `engine/native` may. */
import koffi from "koffi";

// LLVM recurses deeply on large functions, and programs run on this stack.
koffi.config({ sync_stack_size: 16 << 20 });

export default koffi;
