/** What a request brings to prove who it is: read from headers, judged by form before anything is asked. */
import { untrusted } from './errors';

/** The headers of both protocols, in lower case as Node gives them. */
export const sessionHeaders = {
  code: 'x-wx-code',
  rawData: 'x-wx-rawdata',
  signature: 'x-wx-signature',
  token: 'x-wx-session',
} as const;

/**
 * The credentials of one request. `token` is today's protocol and decides when it is there; `code`
 * with `rawData` and `signature` is a first request of 2016, `code` alone a later one.
 */
export interface SessionCredentials {
  readonly code?: unknown;
  /** Plain, not URI-encoded. */
  readonly rawData?: unknown;
  readonly signature?: unknown;
  readonly token?: unknown;
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value.join(', ');
}

function decoded(rawData: string | undefined): string | undefined {
  try {
    return rawData && decodeURIComponent(rawData);
  } catch {
    throw untrusted('rawData is not URI-encoded UTF-8');
  }
}

/**
 * Reads the credentials from the headers of a request or a handshake.
 * @throws SessionError ERR_UNTRUSTED_RAW_DATA when rawData beside a code is not URI-encoded UTF-8
 */
export function credentialsFromHeaders(headers: Headers): SessionCredentials {
  const { code, rawData, signature, token } = sessionHeaders;
  const given = single(headers[token]);
  if (given) return { token: given };
  if (!single(headers[code])) return {};
  return {
    code: single(headers[code]),
    rawData: decoded(single(headers[rawData])),
    signature: single(headers[signature]),
  };
}

/** Whether a credential was given at all: clients of 2016 send empty headers for none. */
export const isGiven = (credential: unknown) =>
  credential !== undefined && credential !== null && credential !== '';

/** Whether this can be a code of wx.login: 1 to 128 printable ASCII characters, no space. */
export const isCode = (code: unknown): code is string =>
  typeof code === 'string' && /^[\x21-\x7e]{1,128}$/.test(code);

/** Whether this can be a token of ours: 32 bytes in base64url. */
export const isToken = (token: unknown): token is string =>
  typeof token === 'string' && /^[\w-]{43}$/.test(token);
