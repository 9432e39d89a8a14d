/** The floor of a load: `fetch` and `res.json()` in a process that does nothing else. Prints the milliseconds. */
const [url = '', token = ''] = process.argv.slice(2);
// The first call loads what Node has for `fetch`; the app has it loaded too.
await fetch(new URL('/bench/empty.html', url));
const start = performance.now();
const answer = await fetch(url, { headers: { authorization: `Token token="${token}"` } });
const rows = (await answer.json()) as unknown[];
console.log(JSON.stringify({ ms: performance.now() - start, rows: rows.length }));
