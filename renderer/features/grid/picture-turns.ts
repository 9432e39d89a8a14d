/**
 * Pictures on their way at once. A browser keeps six connections to one origin over plain HTTP, as the Chromium host
 * serves the page: pictures of a host that hangs must leave one for what else the page fetches, such as columns.
 */
const most = 5;

/** In the order they asked; whoever has left is no longer among them. */
const waiting = new Set<() => void>();
let onTheirWay = 0;

function startNext(): void {
  for (const start of waiting) {
    if (onTheirWay >= most) return;
    waiting.delete(start);
    onTheirWay += 1;
    start();
  }
}

/**
 * Asks for a turn to fetch a picture.
 * @param start called when the turn comes, at once where one is free
 * @returns the function that ends the turn, or gives it up while it has not come; to be called once
 */
export function takeTurn(start: () => void): () => void {
  const mine = (): void => start();
  waiting.add(mine);
  startNext();
  return () => {
    if (waiting.delete(mine)) return;
    onTheirWay -= 1;
    startNext();
  };
}
