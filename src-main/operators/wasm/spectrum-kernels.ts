import {
  addI32,
  type Code,
  doWhileLess,
  i32,
  load,
  localVariables,
  simd,
  store,
  type WasmFunction,
} from './assembler';
import { add, demote, divide, type Half, joined, multiply, promote } from './float64';

/**
 * Edits of spectra in blocks of four real and four imaginary parts, to the bits of the plain loops. What belongs to a
 * complex number, power or gain, is half as long as the spectrum.
 */
export const SPECTRUM_KERNELS: readonly WasmFunction[] = [wiener(), multiplyByGains()];

/** wiener(values, end, measured, power, n2, s2, scale): values = scale (n2 values + s2 measured) / (n2 + s2 power). */
function wiener(): WasmFunction {
  const { parameter, vector, count } = localVariables(7);
  const [values, end, measured, power] = [0, 1, 2, 3].map(parameter);
  const spread = [4, 5, 6].map((index) => ({ number: parameter(index), local: vector() }));
  const [n2, s2, scale] = spread.map(({ local }) => local.get);
  const parts = [0, 16].map((offset) => ({ offset, value: vector(), seen: vector(), lower: vector() }));
  const [rawPower, gain] = [vector(), vector()];
  const setGain = (half: Half): Code =>
    gain.set(divide(scale, add(n2, multiply(s2, promote(rawPower, half)))));
  const body: Code = [
    ...spread.flatMap(({ number, local }) => local.set(simd('f64x2.splat', number.get))),
    ...doWhileLess(
      [
        ...rawPower.set(load(power.get)),
        ...parts.flatMap(({ offset, value, seen }) => [
          ...value.set(load(values.get, offset)),
          ...seen.set(load(measured.get, offset)),
        ]),
        ...setGain('lower'),
        ...parts.flatMap(({ lower, value, seen }) => lower.set(filtered(value, seen, 'lower'))),
        ...setGain('upper'),
        ...parts.flatMap(({ offset, lower, value, seen }) =>
          store(values.get, offset, joined(lower.get, filtered(value, seen, 'upper'))),
        ),
        ...values.set(addI32(values.get, i32(32))),
        ...measured.set(addI32(measured.get, i32(32))),
        ...power.set(addI32(power.get, i32(16))),
      ],
      values.get,
      end.get,
    ),
  ];
  function filtered(value: typeof gain, seen: typeof gain, half: Half): Code {
    const sum = add(multiply(n2, promote(value, half)), multiply(s2, promote(seen, half)));
    return demote(multiply(sum, gain.get));
  }
  return {
    name: 'wiener',
    parameters: ['i32', 'i32', 'i32', 'i32', 'f64', 'f64', 'f64'],
    vectors: count(),
    body,
  };
}

/** multiplyByGains(values, end, gains). A product of two Float32 numbers rounds alike with and without Float64. */
function multiplyByGains(): WasmFunction {
  const { parameter, vector, count } = localVariables(3);
  const [values, end, gains] = [0, 1, 2].map(parameter);
  const gain = vector();
  const body = doWhileLess(
    [
      ...gain.set(load(gains.get)),
      ...[0, 16].flatMap((offset) =>
        store(values.get, offset, simd('f32x4.mul', load(values.get, offset), gain.get)),
      ),
      ...values.set(addI32(values.get, i32(32))),
      ...gains.set(addI32(gains.get, i32(16))),
    ],
    values.get,
    end.get,
  );
  return { name: 'multiplyByGains', parameters: ['i32', 'i32', 'i32'], vectors: count(), body };
}
