// A zip archive, its entries stored as they are: what a .docx is packed in (APPNOTE.TXT of PKWARE, 4.3).

const CRC = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function checksum(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = CRC[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** The first of January 1980, the beginning of time in a zip: the same bytes whenever it is saved. */
const DAY = 0x21;

/** Entries [name, text] as the bytes of an archive. */
export function zipped(entries) {
  const encoder = new TextEncoder();
  const parts = [];
  const directory = [];
  let offset = 0;
  const header = (signature, before, [name, bytes, sum], behind) => {
    const numbers = [[4, signature], ...before, [2, 20], [2, 0x800], [2, 0], [2, 0], [2, DAY], [4, sum], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0], ...behind];
    const out = new DataView(new ArrayBuffer(numbers.reduce((total, [size]) => total + size, 0)));
    let at = 0;
    for (const [size, value] of numbers) {
      if (size === 2) out.setUint16(at, value, true);
      else out.setUint32(at, value, true);
      at += size;
    }
    return new Uint8Array(out.buffer);
  };
  for (const [path, text] of entries) {
    const [name, bytes] = [encoder.encode(path), encoder.encode(text)];
    const entry = [name, bytes, checksum(bytes)];
    const local = header(0x04034b50, [], entry, []);
    parts.push(local, name, bytes);
    directory.push(header(0x02014b50, [[2, 20]], entry, [[2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), name);
    offset += local.length + name.length + bytes.length;
  }
  const size = directory.reduce((total, part) => total + part.length, 0);
  const end = new DataView(new ArrayBuffer(22));
  [[0, 0x06054b50], [12, size], [16, offset]].forEach(([at, value]) => end.setUint32(at, value, true));
  [[8, entries.length], [10, entries.length]].forEach(([at, value]) => end.setUint16(at, value, true));
  const all = [...parts, ...directory, new Uint8Array(end.buffer)];
  const bytes = new Uint8Array(all.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
