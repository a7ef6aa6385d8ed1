// Files that were dropped or picked, folders opened up, and packed into batches small enough for one message.
import type { ImportFile } from "../../api/bindings";

export type Found = { name: string; file: File };

/** Everything that was dropped. Folders are walked; names keep their path. */
export async function filesOf(data: DataTransfer): Promise<Found[]> {
  // Entries must be taken before the first await: the browser empties the list afterwards. Only folders are
  // taken as entries: WebKit never answers for the entry of a file that is not on the disk.
  const entries = Array.from(data.items)
    .filter((item) => item.kind === "file")
    .map((item) => {
      const entry = item.webkitGetAsEntry?.();
      return entry?.isDirectory ? entry : item.getAsFile();
    })
    .filter((entry) => entry !== null);
  const found: Found[] = [];
  for (const entry of entries) {
    if (entry instanceof File) found.push({ name: entry.name, file: entry });
    else await walk(entry, found);
  }
  return found;
}

export function filesOfInput(list: FileList): Found[] {
  return Array.from(list).map((file) => ({ name: file.webkitRelativePath || file.name, file }));
}

async function walk(entry: FileSystemEntry, found: Found[]): Promise<void> {
  if (entry.name.startsWith(".")) return; // hidden files and folders, such as .git
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push({ name: entry.fullPath.replace(/^\//, ""), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // readEntries hands out a hundred at a time.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const child of some) await walk(child, found);
  }
}

export const BATCH_BYTES = 8_000_000;

/** Groups of files whose base64 stays below the limit. A larger file travels alone. */
export function batches(found: readonly Found[], limit = BATCH_BYTES): Found[][] {
  const groups: Found[][] = [];
  let group: Found[] = [];
  let size = 0;
  for (const one of found) {
    const bytes = Math.ceil(one.file.size / 3) * 4;
    if (group.length > 0 && size + bytes > limit) {
      groups.push(group);
      group = [];
      size = 0;
    }
    group.push(one);
    size += bytes;
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

export async function encode({ name, file }: Found): Promise<ImportFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  const STEP = 0x8000;
  for (let at = 0; at < bytes.length; at += STEP) binary += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return { name, base64: btoa(binary) };
}
