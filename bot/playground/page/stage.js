// What the page knows: who is there, all messages, and where one is. The address keeps where: #person/chat/topic.

export const stage = { bot: null, privacy: true, people: [], groups: [] };

/** All messages by "chat/id", in the order in which they were written. */
export const messages = new Map();

/** The person one is, the chat one looks at, and the topic of it (0: none). */
export const here = { person: 0, chat: 0, topic: 0 };

export const keyOf = (message) => `${message.chat.id}/${message.message_id}`;

export const me = () => stage.people.find((one) => one.id === here.person);

export const group = () => stage.groups.find((one) => one.id === here.chat);

/** Tell whether a message stands in what one looks at. */
export function isHere(message) {
  return message.chat.id === here.chat && (message.message_thread_id ?? 0) === here.topic;
}

/** Return the address of a place, as a link has it. */
export const placeOf = (person, chat, topic = 0) => `#${person}/${chat}/${topic}`;

/** Read where one is off the address; whatever is not there becomes the first person's private chat. */
export function readPlace() {
  const [person, chat, topic] = location.hash.slice(1).split("/").map(Number);
  here.person = stage.people.some((one) => one.id === person) ? person : stage.people[0].id;
  here.chat = stage.groups.some((one) => one.id === chat) ? chat : here.person;
  here.topic = group()?.topics.some((one) => one.id === topic) ? topic : 0;
}
