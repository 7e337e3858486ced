/**
 * Run-time functions that LLVM calls to round to `bfloat` where the processor cannot, and that older systems' `libgcc_s`
 * lacks. They go into every module that has such floats.
 */

/** Lines to add to a module; `attributes`: a reference to its attribute group. */
export function bfloatRuntime(attributes: string): readonly string[] {
  return [
    `define linkonce_odr hidden bfloat @__truncsfbf2(float %value) ${attributes} {`,
    "  %bits = bitcast float %value to i32",
    "  %magnitude = and i32 %bits, 2147483647",
    "  %upper = lshr i32 %bits, 16",
    // To nearest even: half of the last place, less one unless that place is odd.
    "  %last = and i32 %upper, 1",
    "  %nudge = add i32 %last, 32767",
    "  %nudged = add i32 %bits, %nudge",
    "  %rounded = lshr i32 %nudged, 16",
    "  %quiet = or i32 %upper, 64",
    "  %isNaN = icmp ugt i32 %magnitude, 2139095040",
    "  %result = select i1 %isNaN, i32 %quiet, i32 %rounded",
    "  %narrow = trunc i32 %result to i16",
    "  %cast = bitcast i16 %narrow to bfloat",
    "  ret bfloat %cast",
    "}",
    // To odd on the way, so that the second rounding sees what the first one dropped.
    `define linkonce_odr hidden bfloat @__truncdfbf2(double %value) ${attributes} {`,
    "  %single = fptrunc double %value to float",
    "  %back = fpext float %single to double",
    "  %isInexact = fcmp one double %back, %value",
    "  %backSize = call double @llvm.fabs.f64(double %back)",
    "  %size = call double @llvm.fabs.f64(double %value)",
    "  %isLarger = fcmp ogt double %backSize, %size",
    "  %step = zext i1 %isLarger to i32",
    "  %bits = bitcast float %single to i32",
    "  %towardZero = sub i32 %bits, %step",
    "  %sticky = zext i1 %isInexact to i32",
    "  %odd = or i32 %towardZero, %sticky",
    "  %exact = bitcast i32 %odd to float",
    "  %result = call bfloat @__truncsfbf2(float %exact)",
    "  ret bfloat %result",
    "}",
    '@llvm.compiler.used = appending global [2 x ptr] [ptr @__truncsfbf2, ptr @__truncdfbf2], section "llvm.metadata"',
  ];
}
