// Text and entities, as the Bot API has them → DOM. Offsets count UTF-16 units, as JavaScript's strings do.
// Every text becomes a text node: nothing that anybody wrote is ever read as HTML.

import { element } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", spoiler: "span",
  blockquote: "blockquote", expandable_blockquote: "blockquote", mention: "span",
};
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

/** Return a fragment that shows a text; `taps.command` and `taps.link` are called for commands and links to the bot. */
export function rendered(text, entities, taps) {
  const open = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, open, taps);
  return fragment;
}

function fill(parent, text, start, end, entities, taps) {
  let at = start;
  while (entities.length && entities[0].offset < end) {
    const entity = entities.shift();
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    const block = BLOCKS.has(entity.type);
    // A block begins and ends a line by itself.
    addText(parent, text.slice(at, block && text[from - 1] === "\n" ? Math.max(from - 1, at) : from));
    const shown = wrapper(entity, text.slice(from, to), taps);
    fill(shown, text, from, to, entities, taps);
    parent.append(entity.type === "expandable_blockquote" ? expandable(shown) : shown);
    at = block && text[to] === "\n" ? to + 1 : to;
  }
  addText(parent, text.slice(at, end));
}

function addText(parent, text) {
  if (text) parent.append(text);
}

function wrapper(entity, under, taps) {
  if (entity.type === "text_link" || entity.type === "url") return link(entity.url ?? under, taps);
  if (entity.type === "bot_command") return tapped("command", () => taps.command(under));
  const shown = element(TAGS[entity.type] ?? "span", { className: entity.type });
  if (entity.type === "spoiler") {
    shown.tabIndex = 0;
    shown.addEventListener("click", () => shown.classList.add("open"));
  }
  return shown;
}

function link(address, taps) {
  const url = safe(address);
  if (url === null) return element("span");
  const start = taps.started(url);
  if (start !== null) return tapped("link", () => taps.start(start));
  return element("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" });
}

/** Return an address that may be opened, null for any other kind (javascript:, data: …). */
export function safe(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url !== null && ["http:", "https:"].includes(url.protocol) ? url : null;
}

function tapped(className, does) {
  const button = element("button", { type: "button", className });
  button.addEventListener("click", does);
  return button;
}

function expandable(quote) {
  const toggle = element("button", { type: "button", className: "expand", textContent: "More" });
  toggle.setAttribute("aria-expanded", "false");
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = open ? "Less" : "More";
  });
  const whole = element("div", { className: "expandable" });
  whole.append(quote, toggle);
  return whole;
}
