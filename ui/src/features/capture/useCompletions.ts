// What the line offers while a sign is typed, and the keys that choose from it.
import { type KeyboardEvent, useEffect, useState } from "react";
import type { OfferedName } from "../../api/bindings";
import type { Ask } from "./ask";
import { fillIn, type Sign, signAt, written } from "./sign";

type Field = { text: string; caret: number };

export type Completing = {
  sign: Sign | null;
  names: readonly OfferedName[];
  active: number;
  /** Whether the key was for the list. */
  onKey: (event: KeyboardEvent) => boolean;
  pick: (name: string) => void;
};

export function useCompletions({ text, caret }: Field, ask: Ask, onFill: (field: Field) => void): Completing {
  const [names, setNames] = useState<readonly OfferedName[]>([]);
  const [active, setActive] = useState(-1);
  const [closed, setClosed] = useState<string | null>(null);
  const sign = signAt(text, caret);
  const of = sign?.of;
  const typed = sign?.text ?? "";
  const key = sign && `${sign.of} ${sign.from} ${sign.text}`;

  useEffect(() => {
    setActive(-1);
    if (!of || key === closed) {
      setNames([]);
      return;
    }
    let current = true;
    ask.complete({ of, text: typed }).then(
      (found) => {
        if (!current) return;
        const usable = found.filter(({ name }) => written(of, name) !== null);
        // A name that is typed in full needs no list.
        const first = usable[0];
        const same = first?.name.toLowerCase() === typed.toLowerCase();
        const whole = usable.length === 1 && same && !first?.is_new;
        setNames(whole ? [] : usable);
        setActive(typed !== "" && first && !first.is_new && !same ? 0 : -1);
      },
      () => current && setNames([]),
    );
    return () => {
      current = false;
    };
  }, [of, typed, key, closed, ask]);

  const pick = (name: string) => {
    if (!sign) return;
    setNames([]);
    onFill(fillIn(text, caret, sign, name));
  };

  const onKey = (event: KeyboardEvent): boolean => {
    if (!sign || names.length === 0) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      const from = active === -1 && step === -1 ? 0 : active;
      setActive((from + step + names.length) % names.length);
      return true;
    }
    if (event.key === "Escape") {
      setClosed(key);
      return true;
    }
    const chosen = names[active];
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if ((event.key === "Enter" || event.key === "Tab") && plain && chosen) {
      pick(chosen.name);
      return true;
    }
    return false;
  };

  return { sign, names: sign ? names : [], active, onKey, pick };
}
