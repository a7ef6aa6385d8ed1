import type { Completion, Failure, Hit, SearchRequest, SearchResults, Suggestion, Typing } from "../../api/bindings";
import { CITED } from "./library";
import type { World } from "./world";

const KEYS = ["type:", "tag:", "is:", "in:", "before:", "after:"];
const TYPES = ["task", "item", "chat", "note", "markdown", "text", "html", "pdf"];

/** The filters, and the values of `type:`, that the line could end with. */
export function completeWorld({ text }: Typing): Completion {
  const start = text.lastIndexOf(" ") + 1;
  const last = text.slice(start);
  const value = last.startsWith("type:") ? last.slice(5) : null;
  const candidates =
    value !== null
      ? TYPES.filter((type) => type.startsWith(value)).map((type) => ({ text: `type:${type} `, note: "" }))
      : KEYS.filter((key) => last && key.startsWith(last)).map((key) => ({ text: key, note: "narrows the search" }));
  return { start, end: text.length, candidates };
}

/** Tasks whose titles have a word that begins so. */
export function suggestWorld(world: World, { text }: Typing): Suggestion[] {
  const begun = text.toLowerCase();
  const fits = (title: string) => begun.length > 1 && ` ${title.toLowerCase()}`.includes(` ${begun}`);
  return world.tasks.filter(({ title }) => fits(title)).map(({ title, id }) => ({ text: title, kind: "task", id }));
}

/** Finds words in titles and in the one passage that the samples cite. */
export function searchWorld(world: World, { query, mode = "hybrid", limit = 20 }: SearchRequest): SearchResults {
  if (/^\w+:\w/.test(query) && !KEYS.some((key) => query.startsWith(key)))
    throw {
      kind: "invalid",
      message: `unknown filter \`${query.split(":")[0]}:\`; did you mean \`type:\`?`,
    } as Failure;
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const hits: Hit[] = [];
  const add = (
    kind: Hit["kind"],
    id: number,
    title: string,
    text: string,
    place: Partial<Hit["passage"]>,
    conversation: Hit["conversation"] = null,
  ) => {
    const marks = words.flatMap((word) => {
      const start = text.toLowerCase().indexOf(word);
      return start < 0 ? [] : [{ start, end: start + word.length }];
    });
    const inTitle = words.some((word) => title.toLowerCase().includes(word));
    if (marks.length === 0 && !inTitle) return;
    const score = (marks.length + (inTitle ? 1.5 : 0)) / (words.length + 1.5);
    hits.push({
      kind,
      id,
      conversation,
      external_id: null,
      title,
      score,
      snippet: text,
      marks,
      passage: { text, page: null, start: 0, end: text.length, heading: null, ...place },
      explain: {
        text_rank: marks.length ? hits.length + 1 : null,
        text_score: marks.length ? 7.4 - hits.length : null,
        vector_rank: 2 + hits.length,
        vector_score: 0.71 - hits.length / 20,
        exact: inTitle,
        text_part: score * 0.6,
        vector_part: score * 0.4,
        fused: score,
        words: words.filter((word) => text.toLowerCase().includes(word)),
        reason: `It is first by words (${words.join(", ")}) and number ${2 + hits.length} in meaning.`,
      },
    });
  };
  const detail = world.details.get(2);
  const paper = world.items.find((item) => item.id === 2);
  if (detail && paper)
    add("item", 2, paper.title, detail.text.slice(CITED.start, CITED.end), { page: 2, heading: "Results", ...CITED });
  for (const item of world.items)
    if (item.id !== 2)
      add("item", item.id, item.title, world.details.get(item.id)?.text.slice(0, 180) ?? item.title, {});
  for (const task of world.tasks) add("task", task.id, task.title, task.notes || task.title, {});
  for (const message of world.messages) {
    const chat = world.conversations.find((one) => one.id === message.conversation);
    if (chat) add("message", message.id, chat.title, message.text, {}, chat.id);
  }
  hits.sort((a, b) => b.score - a.score);
  return {
    query_type: words.length === 0 ? "empty" : /\?$|^(what|how|when|who|why|at)\b/i.test(query) ? "question" : "lookup",
    took_ms: 6.2,
    results: hits.slice(0, limit),
    degraded:
      mode === "text" ? null : "532 of 1,842 passages are not yet found by meaning. They are found by their words.",
  };
}
