// Elements, made and found.

/** Return a new element with properties and children; strings among the children become text. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Return the element of an id. */
export function byId(id) {
  return document.getElementById(id);
}
