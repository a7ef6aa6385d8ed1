// Makes a picture of a page small: a page has few colours, and 256 of them say everything that the eye sees.
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const MOST = 256;

/** The same picture with at most 256 colours; one that is not of 8 bits of red, green and blue stays as it is. */
export function small(png) {
  const parts = chunks(png);
  const head = parts.find(({ type }) => type === "IHDR").data;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const deep = { 2: 3, 6: 4 }[head[9]];
  if (head[8] !== 8 || !deep || head[12] !== 0) return png;
  const data = Buffer.concat(parts.filter(({ type }) => type === "IDAT").map((part) => part.data));
  const pixels = unfiltered(inflateSync(data), width, height, deep);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const palette = chosen(counts);
  const place = new Map([...counts.keys()].map((pixel) => [pixel, nearest(palette, pixel)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = place.get(pixels[y * width + x]);
  head[9] = 3;
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette.flatMap((pixel) => channels(pixel)))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const channels = (pixel) => [pixel >> 16, (pixel >> 8) & 255, pixel & 255];
const apart = (a, b) => {
  const [x, y] = [channels(a), channels(b)];
  return (x[0] - y[0]) ** 2 + (x[1] - y[1]) ** 2 + (x[2] - y[2]) ** 2;
};

/** One colour after the other, each time the one that would be missed most: often seen, and far from all chosen ones. */
function chosen(counts) {
  const missed = new Map([...counts.keys()].map((pixel) => [pixel, Number.MAX_SAFE_INTEGER]));
  const palette = [];
  while (palette.length < MOST && missed.size > 0) {
    let best;
    let most = -1;
    for (const [pixel, far] of missed) {
      const regret = Math.sqrt(counts.get(pixel)) * far;
      if (regret > most) [best, most] = [pixel, regret];
    }
    palette.push(best);
    missed.delete(best);
    for (const [pixel, far] of missed) missed.set(pixel, Math.min(far, apart(pixel, best)));
  }
  return palette;
}

function nearest(palette, pixel) {
  let best = 0;
  for (let at = 1; at < palette.length; at += 1) if (apart(palette[at], pixel) < apart(palette[best], pixel)) best = at;
  return best;
}

/** The pixels as one number each, after what PNG predicts of every byte has been added to it again. */
function unfiltered(bytes, width, height, deep) {
  const long = width * deep;
  const pixels = new Uint32Array(width * height);
  let above = Buffer.alloc(long);
  for (let y = 0; y < height; y += 1) {
    const filter = bytes[y * (long + 1)];
    const row = Buffer.from(bytes.subarray(y * (long + 1) + 1, (y + 1) * (long + 1)));
    for (let at = 0; at < long; at += 1) {
      const left = at < deep ? 0 : row[at - deep];
      const corner = at < deep ? 0 : above[at - deep];
      row[at] = (row[at] + predicted(filter, left, above[at], corner)) & 255;
    }
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = row.readUIntBE(x * deep, 3);
    above = row;
  }
  return pixels;
}

function predicted(filter, left, up, corner) {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function chunks(png) {
  const found = [];
  for (let at = 8; at < png.length; ) {
    const long = png.readUInt32BE(at);
    const data = Buffer.from(png.subarray(at + 8, at + 8 + long));
    found.push({ type: png.toString("latin1", at + 4, at + 8), data });
    at += long + 12;
  }
  return found;
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}
