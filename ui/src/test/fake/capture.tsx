import { startCapture } from "../../app/startCapture";
import { fakeTransport } from "./transport";

startCapture(fakeTransport({}));
