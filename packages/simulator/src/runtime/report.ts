/** What happens to errors of the program: the browser's console, the side panel, `App.onError`. */
import { phone } from './phone';

/** Reports an error thrown by the program. */
export function report(error: unknown, where = ''): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (where) console.error(`${where}:`, error);
  else console.error(error);
  phone.bus.emit('error', text);
}

/** Calls a function of the program; what it throws is reported, as WeChat does, and ends nothing. */
export function callProgram<T>(
  where: string,
  method: unknown,
  self: unknown,
  ...args: unknown[]
): T | undefined {
  if (typeof method !== 'function') return undefined;
  try {
    return method.apply(self, args) as T;
  } catch (error) {
    report(error, where);
    return undefined;
  }
}
