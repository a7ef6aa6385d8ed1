/** A message of the core as a sentence: it writes them like compilers do, without a capital and a full stop. */
export function sentence(message: string): string {
  const text = message.trim();
  // Only a plain word may grow a capital: `notes.md` and `type:` are names.
  const begun = text.replace(/^[a-z]+(?=[\s,]|:\s)/, (word) => word.charAt(0).toUpperCase() + word.slice(1));
  return /[.!?…:”"]$/.test(begun) || begun === "" ? begun : `${begun}.`;
}
