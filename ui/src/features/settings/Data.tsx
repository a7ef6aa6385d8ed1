import type { About } from "../../api/bindings";
import { sayBytes } from "../../kit/time";
import { Backups } from "./Backups";
import { Doctor } from "./Doctor";
import styles from "./Settings.module.css";
import { texts } from "./texts";

export function Data({ about }: { about: About | undefined }) {
  return (
    <>
      {about && (
        <dl className={styles.paths}>
          <dt>{texts.file}</dt>
          <dd>
            <span className={styles.path}>{about.data_file}</span> {sayBytes(about.bytes)}
          </dd>
          <dt>{texts.folder}</dt>
          <dd>
            <span className={styles.path}>{about.models_folder}</span>
          </dd>
        </dl>
      )}
      <Doctor />
      <Backups />
    </>
  );
}
