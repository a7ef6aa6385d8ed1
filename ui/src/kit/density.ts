/** How tall a row of a list is, in CSS pixels: what the tokens say at the chosen density. */
export function rowHeight(): number {
  const said = Number.parseInt(getComputedStyle(document.documentElement).getPropertyValue("--row"), 10);
  return said > 0 ? said : 34;
}
