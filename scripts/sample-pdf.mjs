// Writes the PDF among the sample documents: two plain pages, with the standard fonts that every reader has.
import { writeFileSync } from "node:fs";
import { inRepo } from "./lib/paths.mjs";

const PAGES = [
  [
    "# Winter care of the fruit trees",
    "The yard has three apple trees, two plums and one old pear. They ask for",
    "little, but that little at the right time.",
    "",
    "# Pruning",
    "Apples and the pear are pruned between the middle of January and the end of",
    "February, on a dry day without frost below five degrees. Take out dead wood",
    "first, then branches that cross, then shoots that grow straight up. Never",
    "remove more than a quarter of the crown in one winter.",
    "",
    "Plums are not pruned in winter at all. Their cuts heal slowly and silver leaf",
    "disease enters through them. Prune plums in July, after the harvest.",
  ],
  [
    "# Trunks",
    "Paint the trunks with lime wash in December, up to the first branches. It",
    "reflects the low sun, so that the bark does not crack after cold nights.",
    "One bucket holds five litres of water, two kilograms of lime and a handful",
    "of clay. It is enough for all six trees.",
    "",
    "# Grease bands",
    "Grease bands go on before the fifteenth of October and come off in March.",
    "They stop the winter moth, whose wingless females climb up to lay eggs.",
    "Check after storms that no leaf has made a bridge across the glue.",
  ],
];

const escaped = (text) => text.replace(/[\\()]/g, "\\$&");

/** The drawing of one page: headings larger and bold, lines from the top down. */
function drawing(lines) {
  const out = ["BT", "72 770 Td"];
  for (const line of lines) {
    const heading = line.startsWith("# ");
    out.push(heading ? "/F2 16 Tf" : "/F1 11 Tf", `0 -${heading ? 26 : 17} Td`, `(${escaped(heading ? line.slice(2) : line)}) Tj`);
  }
  return [...out, "ET"].join("\n");
}

const objects = [
  "<< /Type /Catalog /Pages 2 0 R >>",
  `<< /Type /Pages /Kids [${PAGES.map((_, n) => `${6 + 2 * n} 0 R`).join(" ")}] /Count ${PAGES.length} >>`,
  "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
  "<< /Title (Winter care of the fruit trees) /Author (Linden Yard) >>",
];
for (const lines of PAGES) {
  const text = drawing(lines);
  objects.push(
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${objects.length + 2} 0 R >>`,
    `<< /Length ${Buffer.byteLength(text, "latin1")} >>\nstream\n${text}\nendstream`,
  );
}

let file = "%PDF-1.4\n";
const places = objects.map((object, index) => {
  const place = file.length;
  file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  return place;
});
const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${file.lastIndexOf("xref\n0")}\n%%EOF\n`;
writeFileSync(inRepo("samples", "winter care of the fruit trees.pdf"), file, "latin1");
