// The messages of a chat: drawn, drawn anew when they are edited, and scrolled to.

import { byId, element } from "./dom.js";
import { rendered, safe } from "./entities.js";
import { order } from "./orders.js";
import { here, isHere, keyOf, me, messages, stage } from "./stage.js";
import { toast } from "./toast.js";

const log = byId("log");

/** Draws the chat that one looks at from nothing. */
export function drawChat(taps) {
  const shown = [...messages.values()].filter(isHere);
  log.replaceChildren(...(shown.length ? shown.map((one) => drawn(one, taps)) : [emptiness(taps)]));
  log.lang = me().language;
  log.scrollTop = log.scrollHeight;
  byId("newest").hidden = true;
}

/** Shows messages that are new or changed; tells of new ones below where one reads. */
export function show(changed, taps) {
  const near = isNear();
  let newest = null;
  for (const message of changed.filter(isHere)) {
    const old = find(keyOf(message));
    const made = drawn(message, taps);
    if (old) replace(old, made);
    else {
      log.querySelector(".empty")?.remove();
      log.append(made);
      newest = made;
    }
    if (old && near && made === log.lastElementChild) scrollTo(made); // it may have grown
  }
  if (newest && (near || newest.classList.contains("mine"))) scrollTo(newest);
  else if (newest) byId("newest").hidden = false;
}

/** Takes a message away. */
export function remove(key, taps) {
  find(key)?.remove();
  if (!log.childElementCount) drawChat(taps);
}

/** Lets one see the end again. */
export function toNewest() {
  log.scrollTo({ top: log.scrollHeight, behavior: "smooth" });
  byId("newest").hidden = true;
}

log.addEventListener("scroll", () => {
  if (isNear()) byId("newest").hidden = true;
});

/** Tells whether the newest message is in sight, at least its beginning. */
function isNear() {
  return !log.lastElementChild || log.lastElementChild.offsetTop < log.scrollTop + log.clientHeight;
}

/** Shows the newest message: its beginning, where all of it has no room. */
function scrollTo(newest) {
  log.scrollTop = Math.min(newest.offsetTop - 8, log.scrollHeight - log.clientHeight);
}

function find(key) {
  return [...log.children].find((one) => one.dataset.key === key);
}

/** Puts an edited message in its place; who had just pressed a button of it can press on. */
function replace(old, made) {
  const at = [...old.querySelectorAll("button")].indexOf(document.activeElement);
  const label = at >= 0 ? document.activeElement.textContent : "";
  old.replaceWith(made);
  if (at < 0) return;
  const buttons = [...made.querySelectorAll("button")];
  (buttons.find((one) => one.textContent === label) ?? buttons[at] ?? log).focus({ preventScroll: true });
}

function drawn(message, taps) {
  const mine = message.from.id === here.person;
  const bubble = element("div", { className: "bubble", dir: "auto" });
  if (!mine) bubble.append(element("p", { className: "who", dir: "auto", textContent: message.from.first_name }));
  if (message.via_bot) bubble.append(element("p", { className: "via", textContent: `via @${message.via_bot.username}` }));
  if (message.reply_to_message) bubble.append(above(message.reply_to_message));
  const text = element("div", { className: "text", dir: "auto" }, rendered(message.text, message.entities, taps));
  bubble.append(text, notes(message));
  const whole = element("article", { className: mine ? "message mine" : "message" }, bubble);
  whole.dataset.key = keyOf(message);
  whole.dataset.hue = String(message.from.id % 5);
  if (message.reply_markup) whole.append(keyboard(message, taps));
  whole.append(doings(message, mine, taps));
  return whole;
}

function above(message) {
  const who = element("strong", { dir: "auto", textContent: message.from.first_name });
  const said = element("span", { dir: "auto", textContent: message.text.slice(0, 200) });
  const shown = element("button", { type: "button", className: "above" }, who, said);
  shown.addEventListener("click", () => find(keyOf(message))?.scrollIntoView({ block: "center" }));
  return shown;
}

function notes(message) {
  const told = [];
  if (message.edit_date && !message.from.is_bot) told.push("edited");
  if (message.unseen) told.push("not shown to the bot: privacy mode");
  return element("p", { className: "notes", dir: "ltr", textContent: told.join(" · ") });
}

function keyboard(message, taps) {
  const rows = message.reply_markup.inline_keyboard.map((row) =>
    element("div", { className: "row" }, ...row.map((button) => pressable(message, button, taps))),
  );
  return element("div", { className: "keyboard" }, ...rows);
}

function pressable(message, button, taps) {
  if (button.url) return leading(button, taps);
  const shown = element("button", { type: "button", dir: "auto", textContent: button.text });
  shown.addEventListener("click", () => press(shown, message, button.callback_data));
  return shown;
}

function leading(button, taps) {
  const url = safe(button.url);
  const start = url && taps.started(url);
  if (!url || start === null) {
    const away = element("a", { textContent: `${button.text} ↗`, target: "_blank", rel: "noopener noreferrer" });
    if (url) away.href = url.href;
    return away;
  }
  const shown = element("button", { type: "button", dir: "auto", textContent: button.text });
  shown.addEventListener("click", () => taps.start(start));
  return shown;
}

async function press(button, message, data) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    const { answer } = await order("press", { by: here.person, chat: here.chat, message: message.message_id, data });
    if (answer?.text) toast(answer.text);
  } catch (refused) {
    toast(refused.message);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function doings(message, mine, taps) {
  const able = [["Reply", () => taps.reply(message)]];
  if (mine && !message.via_bot) able.push(["Edit", () => taps.edit(message)], ["Delete", () => taps.remove(message)]);
  return element("div", { className: "doings" }, ...able.map(([label, does]) => {
    const shown = element("button", { type: "button", textContent: label });
    shown.addEventListener("click", does);
    return shown;
  }));
}

function emptiness(taps) {
  const empty = element("div", { className: "empty" });
  if (here.chat < 0) empty.append(element("p", { textContent: "Nothing has been said here yet." }));
  else {
    const begin = element("button", { type: "button", className: "begin", textContent: "Start" });
    begin.addEventListener("click", () => taps.command("/start"));
    empty.append(element("p", { dir: "auto", textContent: me().description || stage.bot.first_name }), begin);
  }
  return empty;
}
