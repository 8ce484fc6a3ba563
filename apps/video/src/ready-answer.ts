/** Answers that are kept as the bytes that go out, so that giving one again costs nothing. */
import { codes } from '@weapp-samples/contracts';

/** The envelope of a successful answer, in UTF-8. `beside` stands beside `data`. */
export function readyAnswer(data: unknown, beside: object): Buffer {
  return Buffer.from(JSON.stringify({ code: codes.ok, msg: 'ok', data, ...beside }));
}
