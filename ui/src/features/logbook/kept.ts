// Words that are not in the core yet. They are written down at every key, so that nothing but the disk can lose them.

const keyOf = (place: string) => `almanac.logbook.${place}`;

export function readKept(place: string): string | null {
  try {
    return localStorage.getItem(keyOf(place));
  } catch {
    return null;
  }
}

export function keep(place: string, text: string): void {
  try {
    localStorage.setItem(keyOf(place), text);
  } catch {
    // Storage is full or forbidden: the words live as long as their page.
  }
}

export function forget(place: string): void {
  try {
    localStorage.removeItem(keyOf(place));
  } catch {
    // As above.
  }
}
