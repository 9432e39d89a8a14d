import { join } from 'node:path';
import { build } from 'vite';
import type * as Kit from '../in-page/kit.ts';
import type { Target } from './devtools.ts';

type Kit = typeof Kit;

/** One script for a page out of a module and what it imports. */
export async function bundle(file: string, name: string, format: 'es' | 'iife' = 'iife'): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome150',
      lib: { entry: join(import.meta.dirname, '..', file), formats: [format], name },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const code = outputs.flatMap((one) => ('output' in one ? one.output : []))[0];
  if (code?.type !== 'chunk') throw new Error(`${file} gave no script`);
  return code.code;
}

let kit: Promise<string> | undefined;
/** The script that gives a page what is measured with (in-page/), as the global `bench`. */
export const kitScript = (): Promise<string> => (kit ??= bundle('in-page/kit.ts', 'bench'));

/** Evaluates an expression in a page and gives its value, a promise's too. @throws Error with what the page threw */
export async function evaluate<T>(page: Target, expression: string): Promise<T> {
  const { result, exceptionDetails } = (await page.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  })) as { result: { value: T }; exceptionDetails?: { exception?: { description?: string }; text: string } };
  if (exceptionDetails !== undefined)
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** Calls a function of the kit in a page. */
export function call<Name extends keyof Kit>(
  page: Target,
  name: Name,
  ...args: Parameters<Kit[Name]>
): Promise<Awaited<ReturnType<Kit[Name]>>> {
  return evaluate(page, `bench.${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`);
}

/** What a page's main thread has done so far, CPU seconds. */
export async function cpu(page: Target): Promise<{ task: number; script: number; layout: number }> {
  const { metrics } = (await page.send('Performance.getMetrics')) as {
    metrics: { name: string; value: number }[];
  };
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return {
    task: of('TaskDuration'),
    script: of('ScriptDuration'),
    layout: of('LayoutDuration') + of('RecalcStyleDuration'),
  };
}
