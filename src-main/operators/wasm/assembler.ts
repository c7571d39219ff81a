/**
 * Just enough of an assembler to write small WebAssembly functions in TypeScript: an expression is the bytes that leave
 * its value on the stack, so that nested calls read like arithmetic. Binary format: WebAssembly core specification
 * 2.0, chapter 5; SIMD opcodes: section 5.4.8.
 */
export type Code = readonly number[];

/** Opcodes after the SIMD prefix. */
const SIMD = {
  'v128.load': 0x00,
  'v128.load32_splat': 0x09,
  'v128.load64_splat': 0x0a,
  'v128.store': 0x0b,
  'v128.const': 0x0c,
  'i8x16.shuffle': 0x0d,
  'i32x4.splat': 0x11,
  'f64x2.splat': 0x14,
  'v128.and': 0x4e,
  'v128.xor': 0x51,
  'v128.load64_zero': 0x5d,
  'f32x4.demote_f64x2_zero': 0x5e,
  'f64x2.promote_low_f32x4': 0x5f,
  'i32x4.add': 0xae,
  'i64x2.shr_u': 0xcd,
  'i64x2.add': 0xce,
  'i64x2.sub': 0xd1,
  'i64x2.extmul_low_i32x4_u': 0xde,
  'i64x2.extmul_high_i32x4_u': 0xdf,
  'f32x4.mul': 0xe6,
  'f64x2.abs': 0xec,
  'f64x2.sqrt': 0xef,
  'f64x2.add': 0xf0,
  'f64x2.sub': 0xf1,
  'f64x2.mul': 0xf2,
  'f64x2.div': 0xf3,
  'f64x2.convert_low_i32x4_u': 0xff,
} as const;

const TYPE = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof TYPE;

/** A vector instruction applied to its operands. */
export function simd(name: keyof typeof SIMD, ...operands: Code[]): Code {
  return [...operands.flat(), 0xfd, ...unsigned(SIMD[name])];
}

/** The 16 bytes at pointer + a constant; they need not be aligned. */
export function load(pointer: Code, offset = 0): Code {
  return [...pointer, 0xfd, SIMD['v128.load'], 0, ...unsigned(offset)];
}

/** The 8 bytes at a pointer, in the lower half. */
export function loadTwo(pointer: Code): Code {
  return [...pointer, 0xfd, SIMD['v128.load64_zero'], 0, 0];
}

function loadSplat(name: 'v128.load32_splat' | 'v128.load64_splat', address: number): Code {
  return [...i32(0), 0xfd, SIMD[name], 0, ...unsigned(address)];
}

/** Stores a vector at pointer + a constant. */
export function store(pointer: Code, offset: number, value: Code): Code {
  return [...pointer, ...value, 0xfd, SIMD['v128.store'], 0, ...unsigned(offset)];
}

/** Four 32-bit lanes picked from `a` (lanes 0 to 3) and `b` (4 to 7). */
export function lanes(a: Code, b: Code, picked: readonly [number, number, number, number]): Code {
  const bytes = picked.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte));
  return [...a, ...b, 0xfd, SIMD['i8x16.shuffle'], ...bytes];
}

/** One number in both lanes. */
export function f64x2(value: number): Code {
  return vectorConstant(new Float64Array([value, value]).buffer);
}

export function i32x4(a: number, b = a, c = a, d = a): Code {
  return vectorConstant(new Int32Array([a, b, c, d]).buffer);
}

function vectorConstant(buffer: ArrayBuffer): Code {
  return [0xfd, SIMD['v128.const'], ...new Uint8Array(buffer)];
}

export function i32(value: number): Code {
  return [0x41, ...signed(value)];
}

export function addI32(a: Code, b: Code): Code {
  return [...a, ...b, 0x6a];
}

/** memory.copy: `bytes` bytes, which may overlap. */
export function copyMemory(to: Code, from: Code, bytes: Code): Code {
  return [...to, ...from, ...bytes, 0xfc, 0x0a, 0x00, 0x00];
}

/** do body while (a < b), as unsigned integers. */
export function doWhileLess(body: Code, a: Code, b: Code): Code {
  return [0x03, 0x40, ...body, ...a, ...b, 0x49, 0x0d, 0x00, 0x0b];
}

export interface Local {
  readonly get: Code;
  set(value: Code): Code;
}

/** The local variables of a function: its parameters first, then those made by `vector`. */
export function localVariables(parameters: number) {
  let vectors = 0;
  const at = (index: number): Local => ({
    get: [0x20, ...unsigned(index)],
    set: (value) => [...value, 0x21, ...unsigned(index)],
  });
  return {
    parameter: (index: number): Local => at(index),
    vector: (): Local => at(parameters + vectors++),
    count: () => vectors,
  };
}

/** A function without a result. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  /** Local vectors beside the parameters. */
  readonly vectors: number;
  readonly body: Code;
}

/**
 * Vector constants that a loop takes from local variables set before it. Written into the loop, or loaded there, each
 * would be put together or moved about anew every time around.
 */
export function constantLocals(vector: () => Local) {
  const known = new Map<string, { readonly local: Local; readonly code: Code }>();
  const constant = (code: Code): Code => {
    const key = code.join();
    const entry = known.get(key) ?? { local: vector(), code };
    known.set(key, entry);
    return entry.local.get;
  };
  return {
    i64x2: (value: bigint) => constant(vectorConstant(new BigUint64Array([value, value]).buffer)),
    f64x2: (value: number) => constant(f64x2(value)),
    i32x4: (value: number) => constant(i32x4(value)),
    /** The number at an address in all lanes, as it is before the loop. */
    i32x4At: (address: number) => constant(loadSplat('v128.load32_splat', address)),
    f64x2At: (address: number) => constant(loadSplat('v128.load64_splat', address)),
    /** To go before the loop, once it has been put together. */
    setUp: (): Code => [...known.values()].flatMap(({ local, code }) => local.set(code)),
  };
}

export type ConstantLocals = ReturnType<typeof constantLocals>;

/** A module that exports these functions, on a memory that it imports as env.memory. */
export function moduleOf(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const name = (text: string) => vectorOf(Array.from(text, (letter) => [letter.charCodeAt(0)]));
  const types = functions.map(({ parameters }) => [
    0x60,
    ...vectorOf(parameters.map((type) => [TYPE[type]])),
    0x00,
  ]);
  const bodies = functions.map(({ vectors, body }) => {
    const code = [...vectorOf([[...unsigned(vectors), TYPE.v128]]), ...body, 0x0b];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(2, [[...name('env'), ...name('memory'), 0x02, 0x00, 0x01]]),
    ...section(
      3,
      functions.map((_, i) => unsigned(i)),
    ),
    ...section(
      7,
      functions.map((entry, i) => [...name(entry.name), 0x00, ...unsigned(i)]),
    ),
    ...section(10, bodies),
  ]);
}

function section(id: number, entries: readonly Code[]): Code {
  const content = vectorOf(entries);
  return [id, ...unsigned(content.length), ...content];
}

function vectorOf(entries: readonly Code[]): Code {
  return [...unsigned(entries.length), ...entries.flat()];
}

/** LEB128. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  const last = value >= -0x40 && value < 0x40;
  return last ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
