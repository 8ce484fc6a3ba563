/** What a program gets in place of an API that is not there: it fails as WeChat's would, and says so once. */
import { ApiError, type Options, settle } from './api';

const REASON = 'not supported in the simulator';

/** Verbs WeChat's API names begin with. */
const KNOWN =
  /^(add|authorize|bind|cancel|check|choose|close|compress|connect|create|crop|discover|download|edit|exit|faceVerify|get|hide|init|insert|is|join|login|make|navigate|notify|on|off|open|pause|play|preload|preview|read|redirect|remove|report|request|reserve|restart|revoke|rewrite|save|scan|search|seek|send|set|share|show|start|stop|subscribe|sync|unlock|update|upload|vibrate|write)/;

const warned = new Set<string>();

function warn(name: string) {
  if (!warned.has(name)) console.warn(`wx.${name} is ${REASON}`);
  warned.add(name);
}

function fail(name: string, options: Options | undefined): unknown {
  warn(name);
  const promise = settle(name, options ?? {}, Promise.reject(new ApiError(REASON)));
  // Who does not look at the promise was told by the warning.
  promise?.catch(() => {});
  return promise;
}

/** An object that does nothing, in place of a manager or context that is not there; its `onError` hears why. */
function inert(name: string): object {
  warn(name);
  const onError = (fn: (error: object) => void) =>
    void setTimeout(() => fn({ errMsg: `${name}:fail ${REASON}` }));
  return new Proxy({ onError } as Record<string | symbol, unknown>, {
    get: (target, key) => (key === 'then' ? undefined : (target[key] ?? (() => undefined))),
  });
}

/** `wx.cloud`: it can be set up, and everything asked of it fails. */
function cloud(): object {
  const fails = (path: string): object =>
    new Proxy(() => {}, {
      get: (_target, key) =>
        typeof key === 'string' && key !== 'then' ? fails(`${path}.${key}`) : undefined,
      apply: (_target, _this, [options]) =>
        /\.(init|database|collection|doc|where|command)$/.test(path)
          ? fails(path)
          : fail(path, options),
    });
  return fails('cloud');
}

/**
 * What stands for a member of `wx` that is not there.
 * @returns undefined for a name that is none of WeChat's
 */
export function missing(name: string): unknown {
  if (name === 'cloud') return cloud();
  if (!KNOWN.test(name)) return undefined;
  if (/^create|Manager$/.test(name)) return () => inert(name);
  if (/^(on|off)[A-Z]/.test(name)) return () => warn(name);
  return (options?: Options) => fail(name, options);
}
