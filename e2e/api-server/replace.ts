import type { ApiAnswer } from '../../electron/demo/answer.ts';
import type { FaultKind } from './fault.ts';

const html = 'text/html; charset=utf-8';
const script = '<script>document.title = "not a picture"</script>';

/** The answer that a fault puts in place of the right one, for which nothing is done then. */
export function replaced(fault: FaultKind | null): ApiAnswer | null {
  if (fault?.kind === 'status') return whole(fault.status, fault.headers ?? {}, fault.body ?? '');
  if (fault?.kind === 'redirect') return whole(fault.status, { Location: fault.to }, '');
  if (fault?.kind === 'page')
    return whole(200, { 'Content-Type': html }, '<!doctype html><title>Welcome</title>');
  if (fault?.kind !== 'not-a-picture') return null;
  return fault.as === 'html'
    ? whole(200, { 'Content-Type': 'image/jpeg' }, `<!doctype html>${script}`)
    : whole(
        200,
        { 'Content-Type': 'image/svg+xml' },
        `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`,
      );
}

const whole = (status: number, headers: Record<string, string>, text: string): ApiAnswer => ({
  status,
  headers,
  body: { text },
});

/** The answer's status and length where a fault changes them after the work is done. */
export function afterwards(answer: ApiAnswer, fault: FaultKind | null): ApiAnswer {
  if (fault?.kind === 'empty') return { ...answer, body: { text: '' } };
  if (fault?.kind !== 'commit-then-status') return answer;
  return {
    status: fault.status,
    headers: { 'Content-Type': html },
    body: { text: '<h1>Application error</h1>' },
  };
}

/** The body of a share, cut to the rows that a fault lets through. */
export function committed(body: string, fault: FaultKind | null): string {
  if (fault?.kind !== 'commit-then-drop' || fault.rows === undefined) return body;
  return body.split('&').slice(0, fault.rows).join('&');
}
