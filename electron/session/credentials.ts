/**
 * What the API client needs of a session, and all that leaves this room: the header is made here, so that nothing else
 * touches the token.
 */
export interface Credentials {
  /** Names the account in the library and in addresses. */
  readonly accountId: string;
  /** The only origin these credentials go to, such as `https://api.sharinpix.com`. */
  readonly origin: string;
  /**
   * The `Authorization` header's value, quotes included: `Token token="..."` (api.md).
   * @throws AppError `session-expired` where there is no token any more.
   */
  authorization(): string;
  /**
   * To be told of every answer of `origin`: takes the renewed token out of a 2xx answer's `X-token`, and the server's
   * clock out of `Date`.
   */
  observe(status: number, headers: ReadonlyMap<string, string>): void;
  /** True where the token's own `exp` has passed by the server's clock: a 401 then means expired, else not allowed. */
  hasExpired(): boolean;
}
