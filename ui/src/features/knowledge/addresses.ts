// Addresses that come by way of the clipboard or a drop.

/** The one web address that a text is, if it is one. */
export function addressIn(text: string): string | null {
  const word = text.trim();
  return /^https?:\/\/\S+$/i.test(word) ? word : null;
}

/** A pasted address, unless somebody is writing. */
export function pastedAddress(event: ClipboardEvent): string | null {
  const target = event.target;
  if (target instanceof HTMLElement && target.closest("input, textarea, [contenteditable]")) return null;
  return addressIn(event.clipboardData?.getData("text/plain") ?? "");
}

/** A dropped link; files that bring an address with them are files. */
export function droppedAddress(data: DataTransfer): string | null {
  if (data.files.length > 0) return null;
  return addressIn(data.getData("text/uri-list").split(/\r?\n/)[0] ?? "");
}
