/**
 * Reads the opset of an ONNX file from the protobuf wire format, because the runtime doesn't report it: ModelProto's
 * field 8 (opset_import, repeated OperatorSetIdProto: 1 domain, 2 version). Source: onnx.proto3. Undefined if the bytes
 * aren't a model that uses the default operator set.
 */
export function readOpset(bytes: Uint8Array): number | undefined {
  let opset: number | undefined;
  const readable = eachField(bytes, (field, value) => {
    if (field !== 8 || typeof value === 'number') return;
    let domain = '';
    let version: number | undefined;
    eachField(value, (inner, content) => {
      if (inner === 1 && typeof content !== 'number') domain = domainOf(content);
      if (inner === 2 && typeof content === 'number') version = content;
    });
    if (domain === '' || domain === 'ai.onnx') opset = version;
  });
  return readable ? opset : undefined;
}

/** Names of domains are short; a text of gigabytes can't even be made. */
function domainOf(content: Uint8Array): string {
  return content.length > 1000 ? 'unknown' : new TextDecoder().decode(content);
}

/** Visits the top-level fields of a protobuf message; returns false if the bytes aren't one. */
function eachField(bytes: Uint8Array, visit: (field: number, value: number | Uint8Array) => void): boolean {
  let position = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; position < bytes.length; scale *= 128) {
      const byte = bytes[position++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
    return Number.NaN;
  };
  while (position < bytes.length) {
    const tag = varint();
    const field = Math.floor(tag / 8);
    const wire = tag % 8;
    if (wire === 0) visit(field, varint());
    else if (wire === 2) {
      const length = varint();
      if (!(position + length <= bytes.length)) return false;
      visit(field, bytes.subarray(position, position + length));
      position += length;
    } else if (wire === 1) position += 8;
    else if (wire === 5) position += 4;
    else return false;
  }
  return position === bytes.length;
}
