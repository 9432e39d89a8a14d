/** Whether a text is of the form of Salesforce's ids: 15 characters, or 18. */
export const isSalesforceId = (id: string): boolean => /^(?:[a-z\d]{15}|[a-z\d]{18})$/i.test(id);

/** A Salesforce id with the three characters that say which of the others are capitals. */
export function longForm(id: string): string {
  if (id.length === 18) return id;
  const fives = [id.slice(0, 5), id.slice(5, 10), id.slice(10, 15)];
  const capitals = (five: string): number =>
    Array.from(five).reduce((bits, letter, at) => bits + (/[A-Z]/.test(letter) ? 2 ** at : 0), 0);
  return `${id}${fives.map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'.charAt(capitals(five))).join('')}`;
}
