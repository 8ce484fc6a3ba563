/** Requests and answers of the stand-in as node:http has them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { WeixinError } from './errors';

/** Longest body that is read, in bytes. */
const MAX_BYTES = 64 * 1024;

/**
 * Reads a JSON object.
 *
 * @throws WeixinError 43002 unless it is a POST, 44002 when it is empty, 45002 when it is too long,
 * 47001 when it is no JSON object
 */
export async function readJson(req: IncomingMessage): Promise<Record<string, unknown>> {
  if (req.method !== 'POST') throw new WeixinError(43002);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BYTES) throw new WeixinError(45002);
  if (size === 0) throw new WeixinError(44002);
  return parseObject(Buffer.concat(chunks).toString('utf8'));
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Answered below.
  }
  throw new WeixinError(47001);
}

/** Answers JSON; WeChat labels some of it as plain text. */
export function sendJson(
  res: ServerResponse,
  value: object,
  { status = 200, type = 'application/json; encoding=utf-8' } = {},
): void {
  const body = Buffer.from(JSON.stringify(value));
  res.writeHead(status, { 'Content-Type': type, 'Content-Length': body.length });
  res.end(body);
}
