/**
 * One helper for every asynchronous `wx` API: with callbacks it returns nothing and calls them, without it returns a
 * promise; `errMsg` is `name:ok` or `name:fail reason`, as WeChat writes it.
 */
import { report } from '../report';

/** Options of any API. */
// biome-ignore lint/suspicious/noExplicitAny: programs pass what they like
export type Options = Record<string, any>;

/** A group of `wx` members. */
export type ApiGroup = Readonly<Record<string, unknown>>;

/** A failure a program is told of; the message is what follows `name:fail `. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

type Callback = (result: Record<string, unknown>) => void;

interface Callbacks {
  success?: Callback;
  fail?: Callback;
  complete?: Callback;
}

function hasCallbacks(options: Callbacks): boolean {
  return [options.success, options.fail, options.complete].some((one) => typeof one === 'function');
}

function callBack(callback: Callback | undefined, result: Record<string, unknown>, where: string) {
  if (typeof callback !== 'function') return;
  try {
    callback(result);
  } catch (error) {
    report(error, where);
  }
}

/** Makes what an API was told into what the program gets to see. */
function failureOf(name: string, error: unknown): Record<string, unknown> {
  const extra = error instanceof ApiError ? error.extra : {};
  const message = error instanceof Error ? error.message : String(error);
  return { errMsg: `${name}:fail${message ? ` ${message}` : ''}`, ...extra };
}

/**
 * Settles an API call.
 * @returns a promise when no callbacks were given
 */
export function settle(
  name: string,
  options: Callbacks,
  work: Promise<unknown>,
): Promise<unknown> | undefined {
  const done = work.then(
    (result) => ({ ok: true, result: { errMsg: `${name}:ok`, ...(result as object | undefined) } }),
    (error) => ({ ok: false, result: failureOf(name, error) }),
  );
  if (!hasCallbacks(options)) {
    return done.then(({ ok, result }) => {
      if (ok) return result;
      throw Object.assign(new Error(String(result.errMsg)), result);
    });
  }
  void done.then(({ ok, result }) => {
    callBack(ok ? options.success : options.fail, result, `wx.${name} ${ok ? 'success' : 'fail'}`);
    callBack(options.complete, result, `wx.${name} complete`);
  });
  return undefined;
}

/**
 * An asynchronous API.
 * @param work gives the result without `errMsg`; throws {@link ApiError} to fail
 */
export function api(name: string, work: (options: Options) => unknown) {
  return (options: Options = {}) =>
    settle(
      name,
      options,
      run(() => work(options)),
    );
}

async function run(work: () => unknown): Promise<unknown> {
  return work();
}

/** An API that returns a task at once when callbacks are given, as `wx.request` does. */
export function taskApi<T extends object>(
  name: string,
  work: (options: Options) => { task: T; done: Promise<unknown> },
) {
  return (options: Options = {}) => {
    const { task, done } = work(options);
    const promise = settle(name, options, done);
    // WeChat's tasks are always returned; without callbacks they are promises as well.
    return promise === undefined ? task : Object.assign(promise, task);
  };
}

/** A pair of `onX` and `offX` over a list of listeners. */
export function listenerPair<T>(where: string): {
  on: (fn: (value: T) => void) => void;
  off: (fn?: (value: T) => void) => void;
  emit: (value: T) => void;
  size: () => number;
} {
  let listeners: ((value: T) => void)[] = [];
  return {
    on(fn) {
      if (typeof fn === 'function') listeners.push(fn);
    },
    off(fn) {
      listeners = fn ? listeners.filter((one) => one !== fn) : [];
    },
    emit(value) {
      for (const fn of [...listeners]) {
        try {
          fn(value);
        } catch (error) {
          report(error, where);
        }
      }
    },
    size: () => listeners.length,
  };
}

/**
 * Checks that an option is there and of a type.
 * @throws ApiError as WeChat words it
 */
export function requireOption(
  options: Options,
  name: string,
  type: 'string' | 'number' | 'object' | 'function',
): void {
  const found = options[name];
  if (typeof found === type && found !== null) return;
  const given = found === undefined ? 'Undefined' : found === null ? 'Null' : typeof found;
  const wanted = type[0]?.toUpperCase() + type.slice(1);
  throw new ApiError(`parameter error: parameter.${name} should be ${wanted} instead of ${given};`);
}
