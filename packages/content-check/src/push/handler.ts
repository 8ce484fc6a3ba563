/** Takes WeChat's message push: verifies it, and hands on the verdicts about images. */
import { XMLParser } from 'fast-xml-parser';
import type { Verdict } from '../check';
import { readVerdict } from '../weixin-check';
import { openPush, pushSignature, sameText } from './crypto';

/** The verdict about an image that was handed in. `verdict` is undefined when WeChat could not judge it. */
export interface ImageVerdict {
  readonly traceId: string;
  readonly verdict: Verdict | undefined;
}

export interface PushOptions {
  /** Token of the push settings. */
  readonly token: string;
  readonly appId: string;
  /** EncodingAESKey of the push settings; when given, only encrypted pushes are taken. */
  readonly aesKey?: string | undefined;
  /** Told once a push; WeChat pushes again when it throws, so it has to bear repetition. */
  readonly onImageVerdict: (verdict: ImageVerdict) => Promise<void>;
  /** The time in Unix milliseconds. */
  readonly now?: () => number;
  /** How old a push may be, in seconds. */
  readonly toleranceSeconds?: number;
}

/** A request of the push, from whichever server framework. */
export interface PushRequest {
  readonly method: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface PushAnswer {
  readonly status: number;
  readonly text: string;
}

const refused: PushAnswer = { status: 403, text: 'the signature is not valid' };
const success: PushAnswer = { status: 200, text: 'success' };
const xml = new XMLParser({ parseTagValue: false, processEntities: false });

/** Answers WeChat's GET that verifies the address, and its POSTs. Pushes of other kinds are answered and left. */
export function createPushHandler(
  options: PushOptions,
): (request: PushRequest) => Promise<PushAnswer> {
  return async ({ method, query, body }) => {
    const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
    if (!isFresh(text('timestamp'), options)) return refused;
    if (method === 'GET') {
      if (!isSigned(options, text, 'signature')) return refused;
      return { status: 200, text: text('echostr') };
    }
    const message = openMessage(parse(body), options, text);
    if (!message) return refused;
    const verdict = imageVerdict(message, options.appId);
    if (verdict) await options.onImageVerdict(verdict);
    return success;
  };
}

type Fields = Readonly<Record<string, unknown>>;
type QueryText = (name: string) => string;

/** A push that was recorded cannot be played again later. */
function isFresh(timestamp: string, { now = Date.now, toleranceSeconds = 600 }: PushOptions) {
  return /^\d{1,12}$/.test(timestamp) && isNear(Number(timestamp), now() / 1000, toleranceSeconds);
}

function isNear(left: number, right: number, distance: number): boolean {
  return Math.abs(left - right) <= distance;
}

function isSigned({ token }: PushOptions, text: QueryText, name: string, ...more: string[]) {
  const expected = pushSignature(token, text('timestamp'), text('nonce'), ...more);
  return sameText(text(name), expected);
}

function openMessage(given: Fields, options: PushOptions, text: QueryText): Fields | undefined {
  const { aesKey, appId } = options;
  if (!aesKey) return isSigned(options, text, 'signature') ? given : undefined;
  const { Encrypt: encrypted } = given;
  if (typeof encrypted !== 'string') return undefined;
  if (!isSigned(options, text, 'msg_signature', encrypted)) return undefined;
  const plain = openPush(encrypted, aesKey, appId);
  return plain === undefined ? undefined : parse(plain);
}

/** The push settings choose JSON or XML. */
function parse(body: string): Fields {
  try {
    const parsed = body.trimStart().startsWith('<') ? xml.parse(body).xml : JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function imageVerdict(message: Fields, appId: string): ImageVerdict | undefined {
  const { Event: event, appid, trace_id: traceId, result } = message;
  if (event !== 'wxa_media_check' || typeof traceId !== 'string') return undefined;
  if (appid !== undefined && appid !== appId) return undefined;
  return { traceId, verdict: Number(message.errcode ?? 0) === 0 ? readVerdict(result) : undefined };
}
