/** A reader of the Thrift compact protocol, as far as the footer of a Parquet file needs it. */

export type ThriftValue = number | bigint | boolean | Buffer | ThriftValue[] | Map<number, ThriftValue>;

const MAX_DEPTH = 32;

export class ThriftReader {
  private at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** Reads one struct: field id → value. Throws RangeError on bytes that are no Thrift. */
  struct(depth = 0): Map<number, ThriftValue> {
    if (depth > MAX_DEPTH) throw new RangeError('nested too deeply');
    const fields = new Map<number, ThriftValue>();
    let id = 0;
    for (;;) {
      const head = this.byte();
      if (head === 0) return fields;
      const delta = head >> 4;
      id = delta === 0 ? Number(this.zigzag()) : id + delta;
      const type = head & 15;
      fields.set(id, type === 1 ? true : type === 2 ? false : this.value(type, depth));
    }
  }

  private byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new RangeError('footer is cut short');
    this.at += 1;
    return byte;
  }

  private varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new RangeError('number is too long');
  }

  private zigzag(): bigint {
    const raw = this.varint();
    return (raw >> 1n) ^ -(raw & 1n);
  }

  private value(type: number, depth: number): ThriftValue {
    switch (type) {
      case 1:
      case 2:
        return this.byte() === 1;
      case 3:
        return this.byte();
      case 4:
      case 5:
      case 6:
        return this.zigzag();
      case 7:
        this.at += 8;
        return 0;
      case 8: {
        const size = Number(this.varint());
        if (this.at + size > this.bytes.length) throw new RangeError('text is cut short');
        this.at += size;
        return this.bytes.subarray(this.at - size, this.at);
      }
      case 9:
      case 10: {
        const head = this.byte();
        const size = head >> 4 === 15 ? Number(this.varint()) : head >> 4;
        if (size > this.bytes.length) throw new RangeError('list is longer than the footer');
        const items: ThriftValue[] = [];
        for (let i = 0; i < size; i += 1) items.push(this.value(head & 15, depth + 1));
        return items;
      }
      case 12:
        return this.struct(depth + 1);
      default:
        throw new RangeError(`unknown type ${type}`);
    }
  }
}
