// Questions one after the other, the newest first: a scrollbar that is dragged passes a hundred windows of a list, and
// only the one where it stops is worth an answer.

/** Takes turns. A question whose signal is aborted before its turn is never asked. */
export function inTurn() {
  let busy = false;
  const waiting: (() => void)[] = [];
  const next = () => {
    const go = waiting.pop();
    busy = go !== undefined;
    go?.();
  };
  return <T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const go = () => void ask().then(resolve, reject).finally(next);
      signal.addEventListener("abort", () => {
        const at = waiting.indexOf(go);
        if (at >= 0) waiting.splice(at, 1);
        reject(signal.reason);
      });
      if (busy) waiting.push(go);
      else {
        busy = true;
        go();
      }
    });
}
