// What the page asks of the server.

/** Do something and return what came of it; throws an Error that says why it was refused. */
export async function order(name, what, signal) {
  const response = await fetch(`/do/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(what),
    signal,
  });
  const told = await response.json();
  if (!response.ok) throw new Error(told.error);
  return told;
}
