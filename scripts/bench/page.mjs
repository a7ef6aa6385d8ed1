// The table as a page.

/** What was missed, by its reason. */
function reasons(missed) {
  return [...group(missed)].map(([why, rows]) => `- ${rows.map((row) => row.what).join("; ")}. ${why ?? ""}`).join("\n");
}

function group(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.why, [...(groups.get(row.why) ?? []), row]);
  return groups;
}

/** Markdown with the machine, the command and a row for each ratio. */
export function page({ machine, rows }) {
  const missed = rows.filter((row) => !row.holds);
  const line = (row) => `| ${row.what} | ${row.ours} | ${row.theirs} | **${row.measured}** | ${row.goal} | ${row.holds ? "holds" : "missed"} |`;
  return `# Benchmarks

\`npm run bench\` on ${machine}. Each figure is a ratio of two programs that took turns in the same run, so it says nearly the
same on a busy machine as on an idle one; the times beside it belong to this machine only. Processor time of one thread where
nothing else is said. The data is made from a fixed seed: 384-dimensional unit vectors in topics of unequal size, and passages
of 30 to 90 words that follow Zipf's law.

| what | Almanac | beside it | measured | goal | |
|---|---:|---:|---:|---:|---|
${rows.map(line).join("\n")}
${missed.length > 0 ? `\n${missed.length} of ${rows.length} goals were missed:\n\n${reasons(missed)}\n` : "\nAll goals hold.\n"}`;
}
