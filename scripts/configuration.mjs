// Brings the app's configuration beside its Cargo manifest, where Tauri's command line looks for it.
// The build does the same (src-tauri/build.rs); this is for when the command line comes first.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { inRepo } from "./lib/paths.mjs";

const source = readFileSync(inRepo("tauri.conf.json"));
const copy = inRepo("src-tauri", "tauri.conf.json");
if (!existsSync(copy) || !readFileSync(copy).equals(source)) writeFileSync(copy, source);
