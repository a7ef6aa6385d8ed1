// The app over a made-up core, for looking at it in a browser. Never part of a build.
import { start } from "../../app/start";
import { fakeTransport } from "./transport";

const options = new URLSearchParams(window.location.search);
const fake = fakeTransport({
  empty: options.has("empty"),
  first: options.has("first"),
  broken: options.has("broken"),
  bigList: options.has("big"),
});
(window as unknown as { fake: typeof fake }).fake = fake;
start(fake);
