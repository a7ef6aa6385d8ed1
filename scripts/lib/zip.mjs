// Taking single files out of a zip archive without unpacking the rest.
import { open } from "node:fs/promises";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createInflateRaw } from "node:zlib";

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** Writes the entry `name` of the archive to `to`. */
export async function extract(archive, name, to) {
  const entry = (await entries(archive)).find((candidate) => candidate.name === name);
  if (!entry) throw new Error(`${archive} holds no ${name}`);
  const packed = createReadStream(archive, { start: entry.start, end: entry.start + entry.packed - 1 });
  const unpack = entry.method === 8 ? [createInflateRaw()] : [];
  await pipeline(packed, ...unpack, createWriteStream(to));
}

/** The archive's table of contents, with the place where each entry's bytes begin. */
async function entries(archive) {
  const file = await open(archive);
  try {
    const { size } = await file.stat();
    const tail = await part(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
    const end = tail.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
    if (end < 0 || tail.readUInt32LE(end) !== END) throw new Error(`${archive} is not a zip archive`);
    const table = await part(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));

    const found = [];
    for (let at = 0; at + 46 <= table.length && table.readUInt32LE(at) === ENTRY; ) {
      const [nameLength, extra, comment] = [28, 30, 32].map((offset) => table.readUInt16LE(at + offset));
      const header = table.readUInt32LE(at + 42);
      // The entry's own header repeats the name, with extra fields of another length.
      const local = await part(file, header, 30);
      found.push({
        name: table.toString("utf8", at + 46, at + 46 + nameLength),
        method: table.readUInt16LE(at + 10),
        packed: table.readUInt32LE(at + 20),
        start: header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28),
      });
      at += 46 + nameLength + extra + comment;
    }
    return found;
  } finally {
    await file.close();
  }
}

async function part(file, position, length) {
  const buffer = Buffer.alloc(length);
  await file.read(buffer, 0, length, position);
  return buffer;
}
