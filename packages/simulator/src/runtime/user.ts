/** The person who holds the phone, as WeChat tells the program: login codes and the profile that belongs to them. */
import { phone } from './phone';
import { readableUrl } from './sources';

/** What the WeChat stand-in answers, and what is made up without it. */
export interface LoginAnswer {
  readonly code: string;
  readonly userInfo: Record<string, unknown>;
  readonly rawData: string;
  readonly signature: string;
  readonly encryptedData: string;
  readonly iv: string;
}

/** How long the stand-in may take, milliseconds. */
const TIMEOUT = 10_000;

let last: Promise<LoginAnswer> | undefined;

function userInfo(): Record<string, unknown> {
  const { nickName, avatarUrl, gender = 0 } = phone.user;
  return { nickName, avatarUrl, gender, language: 'zh_CN', city: '', province: '', country: '' };
}

/** Logs in anew. */
export function login(): Promise<LoginAnswer> {
  last = ask();
  last.catch(() => {
    last = undefined;
  });
  return last;
}

/** The profile that belongs to the last login. */
export async function profile(): Promise<Omit<LoginAnswer, 'code'>> {
  const { code: _code, ...rest } = await (last ?? login());
  return rest;
}

/** Whether the person has logged in, for `wx.checkSession`. */
export function hasSession(): boolean {
  return last !== undefined;
}

async function ask(): Promise<LoginAnswer> {
  const { login: address } = phone.settings;
  if (address === null) return makeUp();
  const response = await fetch(readableUrl(new URL(address, location.href).href), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: userInfo() }),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (response.status === 404) return makeUp();
  if (!response.ok) throw new Error(`fail login answered ${response.status}`);
  const answer = await response.json();
  return answer.data ?? answer;
}

/** Without a stand-in there is nobody who could check these. */
async function makeUp(): Promise<LoginAnswer> {
  const code = `sim-${phone.user.id}-${crypto.randomUUID().replaceAll('-', '')}`;
  const info = userInfo();
  const rawData = JSON.stringify(info);
  const digest = await crypto.subtle?.digest('SHA-1', new TextEncoder().encode(rawData + code));
  const signature = [...new Uint8Array(digest ?? [])]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return {
    code,
    userInfo: info,
    rawData,
    signature,
    encryptedData: btoa(code),
    iv: btoa('simulator-iv-016'),
  };
}
