// Brings the parts together: hears what changes, and draws the people, the chats and the messages.

import { clear, command, edit, reply, start, started } from "./composer.js";
import { byId, element } from "./dom.js";
import { drawChat, remove, show, toNewest } from "./messages.js";
import { order } from "./orders.js";
import { group, here, isHere, keyOf, me, messages, placeOf, readPlace, stage } from "./stage.js";
import { toast } from "./toast.js";

const NAMES = { en: "English", "zh-hans": "简体中文", "zh-hant": "繁體中文", ar: "العربية" };
const unread = new Set();
const taps = { command, start, started, reply, edit, remove: forget };

let fresh = true; // the next news are all there is

const events = new EventSource("/events");
events.addEventListener("open", () => {
  fresh = true;
  byId("offline").hidden = true;
});
events.addEventListener("error", () => {
  byId("offline").hidden = false;
});
events.addEventListener("message", ({ data }) => hear(JSON.parse(data)));

function hear(news) {
  const first = fresh;
  if (first) messages.clear();
  fresh = false;
  if (news.stage) Object.assign(stage, news.stage);
  for (const message of news.messages ?? []) {
    messages.set(keyOf(message), message);
    if (!first && !isHere(message) && !message.edit_date) unread.add(spot(message.chat.id, message.message_thread_id));
  }
  for (const [chat, id] of news.gone ?? []) messages.delete(`${chat}/${id}`);
  if (first) {
    buildSide();
    return enter();
  }
  markSide();
  show(news.messages ?? [], taps);
  for (const [chat, id] of news.gone ?? []) remove(`${chat}/${id}`, taps);
  if (news.stage && byId("log").querySelector(".empty")) drawChat(taps);
}

const spot = (chat, topic) => `${chat}/${topic ?? 0}`;

/** Goes where the address says. */
function enter() {
  readPlace();
  unread.delete(spot(here.chat, here.topic));
  markSide();
  drawChat(taps);
  const where = group();
  const topic = where?.topics.find((one) => one.id === here.topic);
  byId("title").textContent = where ? [where.title, topic?.name].filter(Boolean).join(" › ") : stage.bot.first_name;
  byId("subtitle").textContent = where
    ? [...stage.people.map((one) => one.name), `@${stage.bot.username}`].join(", ")
    : `@${stage.bot.username}`;
  openSide(false);
}

/** Makes the people and chats, once: who is on one of them by keyboard stays there. */
function buildSide() {
  byId("people").replaceChildren(byId("people").firstElementChild, ...stage.people.map(personChoice));
  const chats = [chatLink(0, 0, stage.bot.first_name, "private chat")];
  for (const one of stage.groups) {
    chats.push(chatLink(one.id, 0, one.title, one.topics.length ? "group with topics" : "group"));
    for (const topic of one.topics) chats.push(chatLink(one.id, topic.id, topic.name, "", "topic"));
  }
  byId("chats").replaceChildren(...chats);
}

/** Marks who and where one is, and where something new has been said. */
function markSide() {
  for (const radio of byId("people").querySelectorAll("input")) radio.checked = Number(radio.value) === here.person;
  for (const link of byId("chats").children) {
    const [chat, topic] = [Number(link.dataset.chat) || here.person, Number(link.dataset.topic)];
    link.href = placeOf(here.person, chat, topic);
    link.ariaCurrent = chat === here.chat && topic === here.topic ? "page" : null;
    link.classList.toggle("unread", unread.has(spot(chat, topic)));
  }
  byId("privacy").querySelector("input").checked = stage.privacy;
}

function personChoice(person) {
  const radio = element("input", { type: "radio", name: "person", value: person.id });
  radio.addEventListener("change", () => {
    location.hash = placeOf(person.id, group() ? here.chat : person.id, here.topic);
  });
  const face = element("span", { className: "face", textContent: [...person.name][0] });
  const language = element("small", { textContent: NAMES[person.language] ?? person.language });
  const name = element("span", { lang: person.language }, element("bdi", { textContent: person.name }), language);
  const label = element("label", { className: "person" }, radio, face, name);
  label.dataset.hue = String(person.id % 5);
  return label;
}

/** Return a link to a chat; chat 0 is the private one of whoever one is. */
function chatLink(chat, topic, name, what, kind = "") {
  const link = element("a", { className: kind }, element("strong", { textContent: name }));
  if (what) link.append(element("small", { textContent: what }));
  Object.assign(link.dataset, { chat, topic });
  link.addEventListener("click", () => openSide(false));
  return link;
}

function openSide(open) {
  document.body.classList.toggle("side", open);
  byId("menu").setAttribute("aria-expanded", String(open));
}

function isSideOpen() {
  return document.body.classList.contains("side");
}

async function forget(message) {
  await order("delete", { by: here.person, chat: here.chat, message: message.message_id }).catch((refused) => toast(refused.message));
}

addEventListener("hashchange", () => {
  if (!stage.bot) return;
  clear();
  enter();
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !isSideOpen()) return;
  openSide(false);
  byId("menu").focus();
});
byId("menu").addEventListener("click", () => {
  openSide(!isSideOpen());
  if (isSideOpen()) byId("people").querySelector(":checked").focus();
});
byId("log").addEventListener("click", () => openSide(false));
byId("newest").addEventListener("click", toNewest);
byId("privacy").querySelector("input").addEventListener("change", ({ target }) => {
  order("privacy", { on: target.checked }).catch((refused) => toast(refused.message));
});
