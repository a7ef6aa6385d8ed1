// The to-dos and events of a calendar file as tasks: what would come is told before anything does.
import { IconListCheck } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { IcsReport } from "../../api/bindings";
import { useMutation } from "../../api/react";
import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import styles from "./Plan.module.css";
import { texts } from "./texts";

const words = texts.importTasks;
/** So many of the entries that cannot be taken, or had to be guessed at, are told. */
const TOLD = 20;

type Offered = { text: string; file: string; report: IcsReport };

export function ImportTasks() {
  const look = useMutation("ics.import", { quiet: true });
  const take = useMutation("ics.import");
  const [offered, setOffered] = useState<Offered | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const close = () => setOffered(null);
  const choose = async (chosen: File) => {
    const [text, name] = [await chosen.text(), chosen.name];
    look.mutate(
      { text, file: name, as: "tasks", preview: true },
      { onSuccess: (report) => setOffered({ text, file: name, report }) },
    );
  };
  return (
    <>
      <input
        ref={file}
        type="file"
        accept=".ics,text/calendar"
        hidden
        data-testid="task-file"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          event.target.value = "";
          if (chosen) void choose(chosen);
        }}
      />
      <Button icon={<IconListCheck size={14} stroke={1.7} />} onClick={() => file.current?.click()}>
        {words.choose}
      </Button>
      {offered && (
        <Dialog title={words.title} open onClose={close}>
          <p>{words.found(offered.file, offered.report)}</p>
          <Told title={words.skipped(offered.report.skipped.length)} of={offered.report.skipped} />
          <Told title={words.notes(offered.report.notes.length)} of={offered.report.notes} />
          <div className={styles.buttons}>
            <Button look="plain" onClick={close}>
              {words.cancel}
            </Button>
            <Button
              look="primary"
              data-testid="task-file-take"
              disabled={offered.report.created + offered.report.merged === 0 || take.isPending}
              onClick={() =>
                take.mutate(
                  { text: offered.text, file: offered.file, as: "tasks", preview: false },
                  { onSuccess: close },
                )
              }
            >
              {words.take(offered.report.created)}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function Told({ title, of }: { title: string; of: IcsReport["skipped"] }) {
  if (of.length === 0) return null;
  return (
    <details className={styles.quiet} open={of.length <= 3}>
      <summary>{title}</summary>
      {of.slice(0, TOLD).map(({ what, why }) => (
        <div key={`${what}:${why}`}>
          {what}: {why}
        </div>
      ))}
    </details>
  );
}
