import reactHooks from 'eslint-plugin-react-hooks';
import { configs as regexp } from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Import rules: which modules a room must not know, and what to use instead. */
const room = (
  files: string[],
  ...patterns: ({ message: string } & ({ group: string[] } | { regex: string }))[]
) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] satisfies ['error', object] },
});

const noElectron = {
  group: ['electron', 'electron/*'],
  message:
    'Only main.ts, preload.ts, window, menu, security, session and ipc know Electron; take what you need as a parameter.',
};
const noHttp = {
  group: ['node:http', 'node:https', 'http', 'https', '**/transport/node-transport*'],
  message:
    'Take a Transport (electron/transport/transport.ts) as a parameter; electron/api alone speaks to the API.',
};
const noApi = {
  group: ['**/api/client*'],
  message: 'A fact travels api -> library -> ipc: this room must not call the API.',
};
const noToken = {
  group: ['**/session/token*', '**/session/vault*', 'jose'],
  message: 'The token never leaves electron/session; take Credentials (electron/session/credentials.ts).',
};
const noRenderer = {
  group: ['**/renderer/**'],
  message: 'The page is at the other end of the contract (shared/contract.ts).',
};
const noIpc = {
  group: ['**/ipc/**'],
  message: 'ipc/ stands in front of this room and calls it; not the other way round.',
};
const noDemo = {
  group: ['**/demo/**'],
  message: 'The demo is one Transport among others; only main.ts and e2e/ choose it.',
};

const noMain = {
  group: ['electron', 'electron/*', '**/electron/**', 'node:*'],
  message: 'The page knows only shared/; ask through bridge.ts.',
};
const noBridge = {
  group: ['**/bridge.ts'],
  message: 'What the main process knows comes through queries/: take or write a hook there.',
};
const noQueries = {
  group: ['**/queries/**'],
  message: 'state/, ui/ and i18n/ know no server: take data as a parameter or a prop.',
};
const noFeatures = {
  group: ['**/features/**'],
  message: 'features/ uses this room, not the other way round; move what both need to ui/ or state/.',
};

const everywhere = [
  { selector: 'ExportDefaultDeclaration', message: 'Name it: named exports only.' },
  {
    selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
    message: 'Text only: what a server sends is never HTML.',
  },
  {
    selector: 'NewExpression[callee.name="RegExp"]',
    message: 'No text of a user or server becomes a RegExp (attacks A21).',
  },
];

/** Chromium sends a POST again by itself when a kept connection closes (faults.md): a share sent twice. */
const noChromium =
  'Chromium resends a POST by itself (faults.md): take a Transport (electron/transport/transport.ts).';
const chromiumGlobals = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].map((name) => ({
  name,
  message: noChromium,
}));
const chromiumMembers = [
  'ImportDeclaration[source.value=/^electron/] > ImportSpecifier[imported.name="net"]',
  // Of `electron` itself, of a session, of `globalThis`; also where they are taken apart.
  'MemberExpression:matches([property.name=/^(net|fetch)$/], [property.value=/^(net|fetch)$/])',
  'ObjectPattern > Property[key.name=/^(net|fetch)$/]',
].map((selector) => ({ selector, message: noChromium }));
const sendingPage = {
  selector: 'CallExpression[callee.name="fetch"] Property[key.name=/^(method|body)$/]',
  message: 'The page reads the bytes of its own origin and sends nothing: ask through bridge.ts.',
};

export default defineConfig(
  globalIgnores([
    'dist',
    'release',
    'demo-output',
    'test-results',
    'playwright-report',
    // As the preload is built: one CommonJS file.
    'e2e/host/fixture/preload.cjs',
  ]),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  regexp['flat/recommended'],
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': ['error', ...everywhere],
      eqeqeq: 'error',
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['electron/**'],
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, ...chromiumMembers],
      'no-restricted-globals': ['error', ...chromiumGlobals],
    },
  },
  {
    files: ['renderer/**'],
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, sendingPage],
      'no-restricted-globals': ['error', ...chromiumGlobals],
    },
  },
  // Columns and marks are bytes of the page's own origin (shared/addresses.ts).
  {
    files: ['renderer/queries/**'],
    rules: { 'no-restricted-globals': ['error', ...chromiumGlobals.filter(({ name }) => name !== 'fetch')] },
  },
  { files: ['renderer/**'], extends: [reactHooks.configs.flat.recommended] },

  room(['shared/**'], {
    regex: '^(?!\\.{1,2}/|zod$)|/(electron|renderer)/',
    message: 'shared/ imports zod and nothing else.',
  }),
  room(['electron/transport/**'], noElectron, noApi, noToken, noRenderer, noIpc, noDemo),
  room(['electron/api/**'], noElectron, noHttp, noToken, noRenderer, noIpc, noDemo),
  room(
    [
      'electron/library/**',
      'electron/history/**',
      'electron/journal/**',
      'electron/storage/**',
      'electron/thread/**',
      'electron/json/**',
    ],
    noElectron,
    noHttp,
    noApi,
    noToken,
    noRenderer,
    noIpc,
    noDemo,
  ),
  room(['electron/sync/**', 'electron/sharing/**'], noElectron, noHttp, noToken, noRenderer, noIpc, noDemo),
  room(['electron/meter/**', 'electron/support/**'], noElectron, noHttp, noToken, noRenderer, noIpc, noDemo),
  // A composition root of its own, of the same rooms.
  room(['electron/command/**'], noElectron, noRenderer, noIpc, noDemo),
  room(['electron/pictures/**'], noElectron, noHttp, noApi, noToken, noRenderer, noIpc, noDemo),
  room(['electron/demo/**'], noElectron, noHttp, noApi, noToken, noRenderer, noIpc),
  room(['electron/session/**'], noHttp, noApi, noRenderer, noIpc, noDemo),
  room(['electron/security/**'], noHttp, noApi, noToken, noRenderer, noIpc, noDemo),
  room(['electron/ipc/**'], noHttp, noToken, noRenderer, noDemo),
  room(['renderer/**'], noMain),
  room(['renderer/*.{ts,tsx}', 'renderer/features/**'], noMain, noBridge),
  room(['renderer/main.tsx', 'renderer/bridge.ts'], noMain),
  room(['renderer/queries/**'], noMain, noFeatures, {
    group: ['**/ui/**', '**/i18n/**'],
    message: 'queries/ gives data and errors; the component that asks says them in words.',
  }),
  room(['renderer/state/**', 'renderer/ui/**', 'renderer/i18n/**'], noMain, noBridge, noFeatures, noQueries),
  {
    files: ['**/*.test.ts', '**/*.test.tsx', 'e2e/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
