// The first steps of an empty profile: write one thing, know where it is, know the key. Each can be passed over.
import { type ComponentType, useEffect, useRef, useState } from "react";
import { useClient, useMutation, useOperation } from "../../api/react";
import { sentence } from "../../api/sentence";
import { Button } from "../../kit/Button";
import { Notice } from "../../kit/Empty";
import { Keys } from "../../kit/Keys";
import { toast } from "../../kit/toast";
import { texts } from "./texts";
import styles from "./Welcome.module.css";

/** The line that understands. It belongs to another feature, so the app hands it in. */
export type FirstLine = ComponentType<{
  label: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  onSaved: (title: string) => void;
}>;

type Props = { FirstLine: FirstLine; onDone: () => void };

const STEPS = 3;

export function Welcome({ FirstLine, onDone }: Props) {
  const [step, setStep] = useState(1);
  const page = useRef<HTMLElement>(null);
  const update = useMutation("settings.update");
  const finish = () => {
    update.mutate({ welcomed: true });
    onDone();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins with the keyboard at its first control
  useEffect(() => {
    page.current?.querySelector<HTMLElement>("textarea, [data-first]")?.focus();
  }, [step]);

  return (
    <main
      ref={page}
      className={styles.page}
      aria-label={texts.label}
      data-testid="welcome"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) finish();
      }}
    >
      <div className={styles.inner}>
        <p className={styles.step}>
          <span className={styles.name}>Almanac</span>
          <span>{texts.step(step, STEPS)}</span>
        </p>
        {step === 1 && <CaptureStep FirstLine={FirstLine} onNext={() => setStep(2)} />}
        {step === 2 && <DataStep />}
        {step === 3 && <ShortcutStep onDone={finish} />}
        <footer className={styles.foot}>
          <Button look="plain" onClick={finish} keys="escape" data-testid="welcome-skip">
            {texts.skip}
          </Button>
          <span className={styles.space} />
          {step > 1 && <Button onClick={() => setStep(step - 1)}>{texts.back}</Button>}
          {step === 2 && (
            <Button look="primary" keys="enter" data-first onClick={() => setStep(3)} data-testid="welcome-next">
              {texts.next}
            </Button>
          )}
          {step === 3 && (
            <Button look="primary" keys="enter" data-first onClick={finish} data-testid="welcome-begin">
              {texts.shortcut.begin}
            </Button>
          )}
        </footer>
      </div>
    </main>
  );
}

function CaptureStep({ FirstLine, onNext }: { FirstLine: FirstLine; onNext: () => void }) {
  const [text, setText] = useState("");
  const [kept, setKept] = useState<string | null>(null);
  const next = useRef<HTMLButtonElement>(null);
  return (
    <>
      <h1 className={styles.title}>{texts.capture.title}</h1>
      <p className={styles.text}>{texts.capture.text}</p>
      <div className={styles.line}>
        <FirstLine
          label={texts.capture.label}
          placeholder={texts.capture.placeholder}
          text={text}
          onText={setText}
          onSaved={(title) => {
            setKept(title);
            next.current?.focus();
          }}
        />
      </div>
      {kept === null ? (
        <div className={styles.examples}>
          <span>{texts.capture.examples}</span>
          {texts.examples.map((example) => (
            <button key={example} type="button" className={styles.example} onClick={() => setText(example)}>
              {example}
            </button>
          ))}
        </div>
      ) : (
        <p className={styles.kept} role="status" data-testid="welcome-kept">
          {texts.capture.kept(kept)} <span>{texts.capture.another}</span>
        </p>
      )}
      <div className={styles.onward}>
        {text.trim() !== "" && (
          <span className={styles.hint}>
            <Keys keys="enter" /> {texts.capture.save}
          </span>
        )}
        <Button
          ref={next}
          look={kept === null ? "outline" : "primary"}
          {...(kept === null ? {} : { keys: "enter" })}
          onClick={onNext}
          data-testid="welcome-next"
        >
          {kept === null ? texts.capture.later : texts.next}
        </Button>
      </div>
    </>
  );
}

function DataStep() {
  const { transport } = useClient();
  const about = useOperation("data.about", null);
  return (
    <>
      <h1 className={styles.title}>{texts.data.title}</h1>
      <dl className={styles.facts}>
        {texts.data.facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {about.data && (
        <div className={styles.file}>
          <span className={styles.label}>{texts.data.file}</span>
          <code className={styles.code}>{about.data.data_file}</code>
          <Button look="plain" onClick={() => void transport.window("show_data_folder").catch(() => undefined)}>
            {texts.data.show}
          </Button>
        </div>
      )}
    </>
  );
}

function ShortcutStep({ onDone }: { onDone: () => void }) {
  const settings = useOperation("settings.get", null);
  const about = useOperation("data.about", null);
  const samples = useOperation("samples.state", null);
  const add = useMutation("samples.add");
  const keys = (settings.data?.shortcut ?? "").toLowerCase().replace("cmdorctrl", "mod");
  const failed = about.data?.shortcut_error;
  const here = (samples.data?.tasks ?? 0) + (samples.data?.items ?? 0) > 0;
  const copy = (command: string) =>
    void navigator.clipboard
      ?.writeText(command)
      .then(() => toast({ text: texts.shortcut.copied }))
      .catch(() => undefined);
  return (
    <>
      <h1 className={styles.title}>{texts.shortcut.title}</h1>
      <div className={styles.room} />
      {failed && about.data ? (
        <Notice
          tone="ochre"
          action={<Button onClick={() => copy(about.data.capture_command)}>{texts.shortcut.copy}</Button>}
        >
          {sentence(failed)} {texts.shortcut.fails}{" "}
          <code className={styles.code} data-testid="welcome-command">
            {about.data.capture_command}
          </code>
        </Notice>
      ) : (
        <p className={styles.key} data-testid="welcome-shortcut">
          <Keys keys={keys} />
          <span className="unseen">{settings.data?.shortcut}</span> {texts.shortcut.works}
        </p>
      )}
      <p className={styles.key}>
        <Keys keys="mod+k" /> {texts.shortcut.more}
      </p>
      <p className={styles.key}>
        <Keys keys="?" /> {texts.shortcut.keys}
      </p>
      <section className={styles.samples} aria-label={texts.shortcut.samples}>
        <h2>{texts.shortcut.samples}</h2>
        <p>{here ? texts.shortcut.added : texts.shortcut.samplesText}</p>
        {!here && (
          <Button
            disabled={add.isPending}
            onClick={() => add.mutate(null, { onSuccess: onDone })}
            data-testid="welcome-samples"
          >
            {add.isPending ? texts.shortcut.adding : texts.shortcut.addSamples}
          </Button>
        )}
      </section>
    </>
  );
}
