import { Button } from "../../kit/Button";
import { Dialog } from "../../kit/Dialog";
import styles from "./Repeat.module.css";
import { repeatTexts } from "./repeatTexts";
import { useScope } from "./scope";

/** Asks which occurrences of a repeating task are meant. */
export function ScopeDialog() {
  const question = useScope((scope) => scope.question);
  const words = repeatTexts.scope;
  const deleting = question?.verb === "delete";
  return (
    <Dialog
      title={deleting ? words.delete : words.edit}
      open={question !== null}
      onClose={() => question?.answer(null)}
    >
      <div className={styles.scopes}>
        <Button look="primary" data-testid="scope-this" onClick={() => question?.answer("this")}>
          {words.this}
        </Button>
        <Button data-testid="scope-following" onClick={() => question?.answer("following")}>
          {words.following}
        </Button>
        <Button look={deleting ? "danger" : "outline"} data-testid="scope-all" onClick={() => question?.answer("all")}>
          {deleting ? words.allDelete : words.allEdit}
        </Button>
      </div>
    </Dialog>
  );
}
