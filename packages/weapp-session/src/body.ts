/** Reads the JSON body of the session router's requests and judges its fields. */
import coBody from 'co-body';
import type { ParameterizedContext } from 'koa';
import { isCode } from './credentials';
import { isWellFormed } from './raw-data';
import type { Profile } from './user';

/** A body that cannot be used; `field` names what is wrong where it is a field. */
export class InputError extends Error {
  override readonly name = 'InputError';

  constructor(
    message: string,
    readonly field?: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

const BODY_LIMIT = '16kb';
const NICK_NAME_MAX_LENGTH = 64;
const AVATAR_URL_MAX_LENGTH = 1_024;

async function parsed(ctx: ParameterizedContext): Promise<unknown> {
  // A body parser mounted before has emptied the stream.
  const already = (ctx.request as { body?: unknown }).body;
  if (already !== undefined) return already;
  try {
    return await coBody.json(ctx.req, { limit: BODY_LIMIT });
  } catch (error) {
    const { status } = error as { status?: number };
    if (status === 413) throw new InputError('the body is too large', undefined, 413);
    throw new InputError('the body is not JSON');
  }
}

/**
 * Reads the body as a JSON object of at most 16 KB.
 * @throws InputError
 */
export async function readBody(ctx: ParameterizedContext): Promise<Record<string, unknown>> {
  const body = await parsed(ctx);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    return body as Record<string, unknown>;
  }
  throw new InputError('the body is not a JSON object');
}

function textField(body: Record<string, unknown>, field: string, maxLength: number): string {
  const value = Object.hasOwn(body, field) ? body[field] : undefined;
  if (typeof value !== 'string') throw new InputError(`${field} must be a string`, field);
  const text = value.trim();
  if (text.length > maxLength) {
    throw new InputError(`${field} must have at most ${maxLength} characters`, field);
  }
  if (isWellFormed(text) && !/\p{Cc}/u.test(text)) return text;
  throw new InputError(`${field} has characters that are not text`, field);
}

/**
 * The code of a login.
 * @throws InputError
 */
export function readCode(body: Record<string, unknown>): string {
  const code = Object.hasOwn(body, 'code') ? body.code : undefined;
  if (isCode(code)) return code;
  throw new InputError('code must be a code of wx.login', 'code');
}

// http://tmp/… is where the developer tools keep a chosen file: no other phone can reach it.
function isReachable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && hostname !== 'tmp';
}

/**
 * What the fill-in components gave: `nickName` of 1 to 64 characters, `avatarUrl` an http(s)
 * address of at most 1024, or empty.
 * @throws InputError
 */
export function readProfile(body: Record<string, unknown>): Profile {
  const nickName = textField(body, 'nickName', NICK_NAME_MAX_LENGTH);
  if (nickName === '') throw new InputError('nickName must not be empty', 'nickName');
  const avatarUrl = textField(body, 'avatarUrl', AVATAR_URL_MAX_LENGTH);
  if (avatarUrl === '' || isReachable(avatarUrl)) return { nickName, avatarUrl };
  throw new InputError('avatarUrl must be an http(s) address: upload the file first', 'avatarUrl');
}
