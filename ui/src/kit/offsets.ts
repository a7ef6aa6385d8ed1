// The core counts in Unicode scalar values, JavaScript in UTF-16 units. These two are the same until the first emoji.

const ASTRAL = /[\ud800-\udbff]/;

/** A function from offsets in scalar values to offsets in `text`. */
export function utf16Offsets(text: string): (scalar: number) => number {
  if (!ASTRAL.test(text)) return (scalar) => Math.max(0, Math.min(scalar, text.length));
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) starts.push(at);
  starts.push(text.length);
  return (scalar) => starts[Math.max(0, Math.min(scalar, starts.length - 1))] ?? text.length;
}

/** An offset in `text` as an offset in scalar values. */
export function scalarOffset(text: string, utf16: number): number {
  const before = text.slice(0, utf16);
  return ASTRAL.test(before) ? Array.from(before).length : before.length;
}
