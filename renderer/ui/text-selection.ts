const texts = new Set(['text', 'search', 'password', 'url', 'email', 'number']);

/** Whether an element is one that text is typed into: keys and the menu's `Select all` mean its text. */
export function isText(element: unknown): element is HTMLInputElement | HTMLTextAreaElement {
  return (
    element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && texts.has(element.type))
  );
}
