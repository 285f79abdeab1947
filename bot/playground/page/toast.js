// Notices that pass: what a bot answers a pressed button with, and why something was refused.

import { byId } from "./dom.js";

const LASTS = 4000; // milliseconds
let hiding = 0;

/** Shows a text for a while. */
export function toast(text) {
  const shown = byId("toast");
  shown.textContent = text;
  shown.classList.add("open");
  clearTimeout(hiding);
  hiding = setTimeout(() => shown.classList.remove("open"), LASTS);
}
