/**
 * Processors that can be named, and the features that a name implies, in LLVM 19's terms.
 *
 * A processor is described by another one and what it has more (`+`) or less (`-`). Features that every 64-bit x86 has are left out.
 */
import type { Architecture } from "./target.ts";

/** Undefined: no such processor is known. */
export function featuresOfProcessor(architecture: Architecture, name: string): ReadonlySet<string> | undefined {
  const description = processors[architecture]?.[name];
  if (description === undefined) return undefined;
  const features = new Set<string>();
  for (const word of description.split(" ")) {
    if (word.startsWith("+")) features.add(word.slice(1));
    else if (word.startsWith("-")) features.delete(word.slice(1));
    else for (const feature of featuresOfProcessor(architecture, word) ?? []) features.add(feature);
  }
  return features;
}

/** A feature, and those without which it cannot be. */
export function switchOn(features: Set<string>, feature: string): void {
  if (features.has(feature)) return;
  features.add(feature);
  for (const needed of needs[feature] ?? []) switchOn(features, needed);
}

/** A feature, and those that cannot be without it. */
export function switchOff(features: Set<string>, feature: string): void {
  if (!features.delete(feature)) return;
  for (const [other, needed] of Object.entries(needs)) if (needed.includes(feature)) switchOff(features, other);
}

/** As LLVM has it; what is in no list needs no other. */
const needs: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    sse3: "sse2",
    ssse3: "sse3",
    "sse4.1": "ssse3",
    "sse4.2": "sse4.1",
    avx: "sse4.2",
    avx2: "avx",
    fma: "avx",
    f16c: "avx",
    vaes: "avx2 aes",
    vpclmulqdq: "avx pclmul",
    avxvnni: "avx2",
    avxifma: "avx2",
    avxneconvert: "avx2",
    avxvnniint8: "avx2",
    avxvnniint16: "avx2",
    sha512: "avx2",
    sm3: "avx",
    sm4: "avx2",
    avx512f: "avx2 f16c fma",
    avx512bw: "avx512f",
    avx512cd: "avx512f",
    avx512dq: "avx512f",
    avx512vl: "avx512f",
    avx512vnni: "avx512f",
    avx512ifma: "avx512f",
    avx512vpopcntdq: "avx512f",
    avx512vp2intersect: "avx512f",
    avx512bf16: "avx512bw",
    avx512bitalg: "avx512bw",
    avx512vbmi: "avx512bw",
    avx512vbmi2: "avx512bw",
    avx512fp16: "avx512bw",
    "amx-bf16": "amx-tile",
    "amx-int8": "amx-tile",
    "amx-fp16": "amx-tile",
    "amx-complex": "amx-tile",
    fma4: "avx sse4a",
    xop: "fma4",
    dotprod: "neon",
    fullfp16: "fp-armv8",
    sve: "fullfp16",
    sve2: "sve",
  }).map(([feature, words]) => [feature, words.split(" ")]),
);

export function processorNames(architecture: Architecture): readonly string[] {
  return Object.keys(processors[architecture] ?? {});
}

const processors: Partial<Readonly<Record<Architecture, Readonly<Record<string, string>>>>> = {
  x86_64: {
    "x86-64": "+sse +sse2",
    "x86-64-v2": "x86-64 +crc32 +cx16 +popcnt +sahf +sse3 +sse4.1 +sse4.2 +ssse3",
    "x86-64-v3": "x86-64-v2 +avx +avx2 +bmi +bmi2 +f16c +fma +lzcnt +movbe +xsave",
    "x86-64-v4": "x86-64-v3 +avx512bw +avx512cd +avx512dq +avx512f +avx512vl",
    "athlon-fx": "x86-64 +prfchw",
    athlon64: "athlon-fx",
    k8: "athlon-fx",
    opteron: "athlon-fx",
    "athlon64-sse3": "athlon-fx +sse3",
    "k8-sse3": "athlon64-sse3",
    nocona: "x86-64 +cx16 +sse3",
    "opteron-sse3": "athlon64-sse3",
    core2: "nocona +sahf +ssse3",
    atom: "core2 +movbe",
    bonnell: "atom",
    penryn: "core2 +sse4.1",
    amdfam10: "athlon64-sse3 +cx16 +lzcnt +popcnt +sahf +sse4a",
    barcelona: "amdfam10",
    btver1: "amdfam10 +ssse3",
    corei7: "x86-64-v2",
    nehalem: "x86-64-v2",
    westmere: "x86-64-v2 +pclmul",
    "corei7-avx": "westmere +avx +xsave +xsaveopt",
    sandybridge: "corei7-avx",
    silvermont: "westmere +movbe +prfchw +rdrnd",
    slm: "silvermont",
    "core-avx-i": "corei7-avx +f16c +fsgsbase +rdrnd",
    ivybridge: "core-avx-i",
    bdver1: "westmere +aes +avx +fma4 +lwp +lzcnt +prfchw +sse4a +xop +xsave",
    btver2: "corei7-avx +aes +bmi +f16c +lzcnt +movbe +prfchw +sse4a",
    goldmont: "silvermont +aes +clflushopt +fsgsbase +rdseed +sha +xsave +xsavec +xsaveopt +xsaves",
    bdver2: "bdver1 +bmi +f16c +fma +tbm",
    "core-avx2": "x86-64-v3 +fsgsbase +invpcid +pclmul +rdrnd +xsaveopt",
    haswell: "core-avx2",
    bdver3: "bdver2 +fsgsbase +xsaveopt",
    "goldmont-plus": "goldmont +ptwrite +rdpid +sgx",
    broadwell: "core-avx2 +adx +prfchw +rdseed",
    tremont: "goldmont-plus +clwb +gfni",
    knl: "broadwell +aes +avx512cd +avx512f",
    bdver4: "bdver3 +avx2 +bmi2 +movbe +mwaitx +rdrnd",
    knm: "knl +avx512vpopcntdq",
    skylake: "broadwell +aes +clflushopt +sgx +xsavec +xsaves",
    znver1: "skylake +clzero +mwaitx +sha +sse4a -invpcid -sgx",
    skx: "knl +avx512bw +avx512dq +avx512vl +clflushopt +clwb +pku +xsavec +xsaves",
    "skylake-avx512": "skx",
    znver2: "znver1 +clwb +rdpid +rdpru +wbnoinvd",
    cascadelake: "skx +avx512vnni",
    cooperlake: "cascadelake +avx512bf16",
    cannonlake: "skx +avx512ifma +avx512vbmi +sgx +sha -clwb",
    znver3: "znver2 +invpcid +pku +vaes +vpclmulqdq",
    rocketlake: "cannonlake +avx512bitalg +avx512vbmi2 +avx512vnni +avx512vpopcntdq +gfni +rdpid +vaes +vpclmulqdq -sgx",
    "icelake-client": "rocketlake +sgx",
    alderlake:
      "skylake +avxvnni +cldemote +clwb +gfni +hreset +kl +movdir64b +movdiri +pconfig +pku +ptwrite +rdpid +serialize +sha +shstk +vaes +vpclmulqdq +waitpkg +widekl",
    gracemont: "alderlake",
    meteorlake: "alderlake",
    raptorlake: "alderlake",
    "icelake-server": "icelake-client +clwb +pconfig +wbnoinvd",
    tigerlake: "icelake-client +avx512vp2intersect +clwb +kl +movdir64b +movdiri +shstk +widekl",
    znver4: "rocketlake +avx512bf16 +clwb +clzero +mwaitx +rdpru +shstk +sse4a +wbnoinvd",
    arrowlake: "alderlake +avxifma +avxneconvert +avxvnniint8 +cmpccxadd +enqcmd +uintr",
    grandridge: "arrowlake",
    sierraforest: "arrowlake",
    "arrowlake-s": "arrowlake +avxvnniint16 +sha512 +sm3 +sm4",
    lunarlake: "arrowlake-s",
    znver5: "znver4 +avx512vp2intersect +avxvnni +movdir64b +movdiri +prefetchi",
    pantherlake: "arrowlake-s +prefetchi",
    clearwaterforest: "pantherlake +usermsr",
    emeraldrapids:
      "icelake-server +amx-bf16 +amx-int8 +amx-tile +avx512bf16 +avx512fp16 +avxvnni +cldemote +enqcmd +movdir64b +movdiri +ptwrite +serialize +shstk +tsxldtrk +uintr +waitpkg",
    sapphirerapids: "emeraldrapids",
    graniterapids: "emeraldrapids +amx-fp16 +prefetchi",
    "graniterapids-d": "graniterapids +amx-complex",
  },
  aarch64: {
    generic: "+fp-armv8 +neon",
    "apple-a7": "generic +aes +sha2 +zcz",
    "cortex-a34": "generic +aes +crc +sha2",
    "cortex-a35": "cortex-a34",
    "cortex-a53": "cortex-a34",
    "cortex-a57": "cortex-a34",
    "cortex-a72": "cortex-a34",
    "cortex-a73": "cortex-a34",
    "exynos-m3": "cortex-a34",
    kryo: "cortex-a34",
    thunderx: "cortex-a34",
    thunderxt81: "cortex-a34",
    thunderxt83: "cortex-a34",
    thunderxt88: "cortex-a34",
    falkor: "cortex-a34 +rdm",
    thunderx2t99: "falkor +lse",
    carmel: "thunderx2t99 +fullfp16 +ras",
    "apple-a10": "falkor +lor +pan +vh +zcz",
    "apple-a11": "carmel +zcz",
    "exynos-m4": "carmel +dotprod",
    "exynos-m5": "exynos-m4",
    a64fx: "carmel +complxnum +sve",
    "cortex-a55": "exynos-m4 +rcpc",
    "cortex-a65": "cortex-a55",
    "cortex-a65ae": "cortex-a55",
    "cortex-a75": "cortex-a55",
    "cortex-a76": "cortex-a55",
    "cortex-a76ae": "cortex-a55",
    "cortex-a77": "cortex-a55",
    "cortex-a78": "cortex-a55",
    "cortex-a78ae": "cortex-a55",
    "cortex-x1": "cortex-a55",
    "neoverse-e1": "cortex-a55",
    "neoverse-n1": "cortex-a55",
    "cortex-a78c": "cortex-a55 +flagm +pauth",
    thunderx3t110: "thunderx2t99 +ccidx +complxnum +jsconv +pauth +ras +rcpc",
    tsv110: "exynos-m4 +complxnum +fp16fml +jsconv",
    "apple-a12": "thunderx3t110 +fullfp16 +zcz",
    "cortex-x1c": "cortex-a78c +lse2 +rcpc-immo",
    saphira: "thunderx3t110 +dit +dotprod +flagm",
    "cortex-r82": "saphira +ccdp +fp16fml +fullfp16 -aes -sha2",
    "cortex-r82ae": "cortex-r82",
    "apple-a13": "saphira +fp16fml +fullfp16 +sha3 +zcz",
    "oryon-1": "saphira +bf16 +bti +i8mm +rand +sha3 +sm4",
    ampere1: "oryon-1 +fp16fml +fullfp16 -sm4",
    "apple-a15": "apple-a13 +bf16 +bti +i8mm",
    "cortex-a710": "cortex-r82 +bf16 +bti +i8mm +mte +sve +sve2 +sve2-bitperm -ccdp",
    "cortex-a715": "cortex-a710",
    "cortex-x3": "cortex-a710",
    "neoverse-n2": "cortex-a710",
    "apple-a14": "apple-a13 +altnzcv +ccdp +fptoint +specrestrict",
    "apple-a16": "apple-a15 +hcx",
    "apple-a17": "apple-a16",
    "cortex-a510": "cortex-a710 +am",
    "cortex-x2": "cortex-a510",
    "neoverse-v2": "cortex-a710 +rand",
    ampere1a: "ampere1 +mte +sm4",
    "neoverse-512tvb": "ampere1 +ccdp +sm4 +sve -bti",
    "neoverse-v1": "neoverse-512tvb",
    "cortex-a720": "cortex-a710 +mec +rme +wfxt",
    "cortex-a720ae": "cortex-a720",
    "cortex-a725": "cortex-a720",
    "cortex-x4": "cortex-a720",
    "cortex-x925": "cortex-a720",
    ampere1b: "ampere1a +cssc +wfxt",
    "cortex-a520": "cortex-a720 +am",
    "cortex-a520ae": "cortex-a520",
    "neoverse-n3": "cortex-a720 +rand",
    "apple-m4": "apple-a15 +sme +sme-f64f64 +sme-i16i64 +sme2 +wfxt",
    "neoverse-v3": "neoverse-n3 +ls64",
    "neoverse-v3ae": "neoverse-v3",
  },
};
