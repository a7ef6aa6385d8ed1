import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Keys } from "../../kit/Keys";
import { type Offer, useOffers } from "./offers";
import styles from "./Search.module.css";
import { texts } from "./texts";

type Props = {
  text: string;
  onText: (text: string) => void;
  /** The title of something was chosen. */
  onOpen: (offer: Offer) => void;
  /** Enter, with nothing chosen in the list. */
  onEnter: () => void;
  /** Down, past the list. */
  onDown: () => void;
};

/** The search line, with what could stand at its caret in a list below it. */
export function SearchBox({ text, onText, onOpen, onEnter, onDown }: Props) {
  const box = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState(text.length);
  const [typing, setTyping] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const offers = useOffers(text, caret, typing);
  const shown = typing && offers.length > 0;

  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line has another list
  useEffect(() => setChosen(-1), [text]);

  const change = (next: string, at: number) => {
    onText(next);
    setCaret(at);
    setTyping(true);
  };
  const take = (offer: Offer | undefined) => {
    if (!offer) return;
    if (offer.hit) return onOpen(offer);
    change(offer.line, offer.caret);
    requestAnimationFrame(() => box.current?.setSelectionRange(offer.caret, offer.caret));
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown" && shown && chosen < offers.length - 1) setChosen(chosen + 1);
    else if (key === "ArrowDown") {
      setTyping(false);
      onDown();
    } else if (key === "ArrowUp" && shown && chosen >= 0) setChosen(chosen - 1);
    else if (key === "Tab" && shown && !event.shiftKey) take(offers[Math.max(0, chosen)]);
    else if (key === "Enter" && shown && chosen >= 0) take(offers[chosen]);
    else if (key === "Enter") onEnter();
    else if (key === "Escape" && shown) setTyping(false);
    else if (key === "Escape" && text) change("", 0);
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.box}>
      <IconSearch size={18} stroke={1.7} aria-hidden />
      <input
        ref={box}
        type="search"
        role="combobox"
        className={styles.input}
        aria-label={texts.label}
        aria-expanded={shown}
        aria-controls="search-offers"
        aria-autocomplete="list"
        aria-activedescendant={shown && chosen >= 0 ? `search-offer-${chosen}` : undefined}
        placeholder={texts.placeholder}
        value={text}
        onChange={(event) => change(event.target.value, event.target.selectionStart ?? event.target.value.length)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? text.length)}
        onKeyDown={onKey}
        onBlur={() => setTyping(false)}
        autoComplete="off"
        spellCheck={false}
        data-testid="search-box"
      />
      {shown && (
        <div className={styles.offers} id="search-offers" role="listbox" aria-label={texts.offers}>
          {offers.map((offer, index) => (
            <div
              key={offer.text}
              id={`search-offer-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={styles.offer}
              onPointerDown={(event) => {
                event.preventDefault();
                take(offer);
              }}
            >
              <span>{offer.text}</span>
              <span className={styles.note}>{offer.note}</span>
              {index === Math.max(0, chosen) && <Keys keys={offer.hit && index === chosen ? "Enter" : "Tab"} />}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
