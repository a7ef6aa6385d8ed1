import { useState } from "react";
import type { Reward } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import { Field, TextArea, TextField } from "../../kit/Field";
import styles from "./Rewards.module.css";
import { texts } from "./texts";

export function RewardForm({ reward, onClose }: { reward: Reward | null; onClose: () => void }) {
  const create = useMutation("rewards.create");
  const update = useMutation("rewards.update");
  const [name, setName] = useState(reward?.name ?? "");
  const [notes, setNotes] = useState(reward?.notes ?? "");
  const [price, setPrice] = useState(String(reward?.price ?? ""));
  const [cooldown, setCooldown] = useState(String(reward?.cooldown_days ?? 0));
  const words = texts.form;
  // What is no number goes to the core as it is, which says what a price is.
  const save = () => {
    const fields = { name, notes, price: Number(price), cooldown_days: Number(cooldown) };
    if (reward) update.mutate({ id: reward.id, ...fields }, { onSuccess: onClose });
    else create.mutate(fields, { onSuccess: onClose });
  };
  return (
    <Dialog title={reward ? words.edit : words.add} open onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label={words.name}>
          {(id) => (
            <TextField
              id={id}
              data-autofocus
              value={name}
              placeholder={words.namePlaceholder}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.price} help={words.priceHelp}>
          {(id) => (
            <TextField
              id={id}
              type="number"
              min={1}
              max={1_000_000}
              step={1}
              required
              value={price}
              onChange={(event) => setPrice(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.cooldown} help={words.cooldownHelp}>
          {(id) => (
            <TextField
              id={id}
              type="number"
              min={0}
              max={3650}
              step={1}
              value={cooldown}
              onChange={(event) => setCooldown(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.notes}>
          {(id) => <TextArea id={id} rows={2} value={notes} onChange={(event) => setNotes(event.target.value)} />}
        </Field>
        <div className={styles.buttons}>
          <Button look="plain" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={create.isPending || update.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
