// Where one writes: a new message, a reply, or other words for a message of one's own.

import { byId } from "./dom.js";
import { offer, steer, withdraw } from "./offers.js";
import { order } from "./orders.js";
import { here, isHere, messages, stage } from "./stage.js";
import { toast } from "./toast.js";

const field = byId("text");
const about = byId("about");
let replied = null;
let edited = null;

const taps = { send, write, choose, start };

/** Sends a text to the chat that one looks at, as a reply where one was begun. */
function send(text) {
  return leave("say", { by: here.person, chat: here.chat, topic: here.topic, text, reply_to: replied?.message_id ?? 0 });
}

/** Sends a command that was tapped; what stands in the composer stays. */
export function command(text) {
  return done("say", { by: here.person, chat: here.chat, topic: here.topic, text });
}

/** Puts a text into the composer. */
export function write(text) {
  field.value = text;
  field.focus();
  grow();
  offer(text, taps);
}

/** Opens the private chat, and begins it with what a link carries. */
export async function start(payload) {
  const sent = await done("say", { by: here.person, chat: here.person, text: payload ? `/start ${payload}` : "/start" });
  if (sent) {
    clear();
    location.hash = `#${here.person}/${here.person}`;
  }
}

/** Begins a reply to a message. */
export function reply(message) {
  if (edited) clear();
  replied = message;
  tell(`Reply to ${message.from.first_name}: ${message.text}`);
}

/** Begins to correct a message of one's own. */
export function edit(message) {
  clear();
  edited = message;
  tell(`Edit: ${message.text}`);
  write(message.text);
}

/** Forgets what was begun. */
export function clear() {
  replied = edited = null;
  about.hidden = true;
  field.value = "";
  grow();
  withdraw();
}

async function choose(query, position) {
  if (await done("choose", { by: here.person, chat: here.chat, topic: here.topic, query, position })) clear();
}

async function done(name, what) {
  try {
    await order(name, what);
    return true;
  } catch (refused) {
    toast(refused.message);
    return false;
  }
}

async function submit() {
  const text = field.value.trim();
  if (!text) return;
  if (!edited) await send(text);
  else await leave("rewrite", { by: here.person, chat: here.chat, message: edited.message_id, text });
}

/** Sends what was written and empties the composer at once, so that one can write on; what is refused comes back. */
async function leave(name, what) {
  const [before, again] = [replied, edited];
  clear();
  if ((await done(name, what)) || field.value || what.chat !== here.chat) return;
  if (before) reply(before);
  if (again) edit(again);
  write(what.text);
}

function tell(what) {
  about.hidden = false;
  about.firstElementChild.textContent = what;
  field.focus();
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

function correctLast() {
  const own = [...messages.values()].filter((one) => isHere(one) && one.from.id === here.person && !one.via_bot);
  if (own.length) edit(own.at(-1));
}

field.addEventListener("input", () => {
  grow();
  if (!edited) offer(field.value, taps);
});
field.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return; // Enter chooses among the characters of an input method
  if (steer(event.key)) event.preventDefault();
  else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    submit();
  } else if (event.key === "Escape") clear();
  else if (event.key === "ArrowUp" && !field.value) {
    event.preventDefault();
    correctLast();
  }
});
byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
about.querySelector("button").addEventListener("click", clear);

/** Return what an address of the bot's carries (t.me/bot?start=…), null for any other address. */
export function started(url) {
  const own = ["t.me", "telegram.me"].includes(url.hostname) && url.pathname.slice(1).toLowerCase() === stage.bot.username;
  return own ? (url.searchParams.get("start") ?? "") : null;
}
