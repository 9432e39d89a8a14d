import type { Account } from '#shared/models/session.ts';
import type { ApiClient } from './client.ts';

/** `GET /user`: who the token stands for; also the cheapest way to slide it (api.md). */
export async function currentUser(client: ApiClient, signal?: AbortSignal): Promise<Account['user']> {
  const user = await client.json('user', { route: '/user', signal });
  return {
    id: user.public_id ?? null,
    name: user.fullname ?? user.username ?? null,
    email: user.email ?? null,
  };
}

/** What `GET /organization` says. */
export interface Organization {
  name: string | null;
  sandbox: boolean;
}

/** `GET /organization`: whose token this is. */
export async function organization(client: ApiClient, signal?: AbortSignal): Promise<Organization> {
  const { name, sandbox } = await client.json('organization', { route: '/organization', signal });
  return { name: name ?? null, sandbox };
}
