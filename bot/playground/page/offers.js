// What is offered above the composer: commands after "/", the bot's name after "@", inline results after "@bot ".

import { byId, element } from "./dom.js";
import { order } from "./orders.js";
import { group, here, me, stage } from "./stage.js";

const PAUSE = 200; // milliseconds without another letter, after which an app asks the bot
const box = byId("offers");
const field = byId("text");
let asking = null;
let waiting = 0;

/** Offers what goes with the text that stands in the composer; `taps` does what is chosen. */
export function offer(text, taps) {
  clearTimeout(waiting);
  asking?.abort();
  const name = `@${stage.bot.username}`;
  if (text.toLowerCase().startsWith(`${name} `)) waiting = setTimeout(() => ask(text.slice(name.length + 1), taps), PAUSE);
  else if (/^\/\w*$/.test(text)) draw(commands(text, taps));
  else if (text.length > 0 && name.startsWith(text.toLowerCase())) draw([inline(name, taps)]);
  else draw([]);
}

/** Takes all offers away. */
export function withdraw() {
  clearTimeout(waiting);
  asking?.abort();
  draw([]);
}

/** Moves among the offers or takes one; tells whether a key meant that. */
export function steer(key) {
  if (box.hidden) return false;
  const offers = [...box.querySelectorAll("[role=option]")];
  const at = offers.findIndex((one) => one.getAttribute("aria-selected") === "true");
  if (key === "Escape") withdraw();
  else if (key === "ArrowDown" || key === "ArrowUp") mark(offers, at + (key === "ArrowDown" ? 1 : at < 0 ? 0 : -1));
  else if ((key === "Enter" || key === "Tab") && at >= 0) offers[at].click();
  else return false;
  return true;
}

function mark(offers, at) {
  const chosen = offers.at(at % offers.length);
  for (const one of offers) one.setAttribute("aria-selected", String(one === chosen));
  field.setAttribute("aria-activedescendant", chosen.id);
  chosen.scrollIntoView({ block: "nearest" });
}

function commands(typed, taps) {
  const known = me().commands[group() ? "group" : "private"];
  return known.filter((one) => `/${one.command}`.startsWith(typed.toLowerCase())).map((one) => {
    const named = group() ? `/${one.command}@${stage.bot.username}` : `/${one.command}`;
    const takesMore = one.command === "ask";
    return option([`/${one.command}`, one.description], () => (takesMore ? taps.write(`${named} `) : taps.send(named)));
  });
}

function inline(name, taps) {
  return option([name, "inline results: what it says in any chat"], () => taps.write(`${name} `));
}

async function ask(text, taps) {
  asking = new AbortController();
  const { signal } = asking;
  try {
    const { query, results, button } = await order("type", { by: here.person, text }, signal);
    if (signal.aborted || results === null) return;
    const cards = results.map((one, position) =>
      option([one.title, one.description], () => taps.choose(query, position), "card"),
    );
    const leads = button ? [option([`${button.text} ›`], () => taps.start(button.start_parameter), "leads")] : [];
    draw([...leads, ...cards]);
  } catch (refused) {
    if (refused.name !== "AbortError") draw([]);
  }
}

function option(lines, does, className = "command") {
  const [first, second] = lines;
  const shown = element("div", { className }, element("strong", { dir: "auto", textContent: first }));
  shown.setAttribute("role", "option");
  shown.setAttribute("aria-selected", "false");
  if (second) shown.append(element("span", { dir: "auto", textContent: second }));
  shown.addEventListener("click", does);
  shown.addEventListener("mousedown", (event) => event.preventDefault()); // the composer keeps the focus
  return shown;
}

function draw(offers) {
  offers.forEach((one, at) => Object.assign(one, { id: `offer-${at}` }));
  field.removeAttribute("aria-activedescendant");
  box.replaceChildren(...offers);
  box.hidden = offers.length === 0;
  box.scrollTop = 0;
}
