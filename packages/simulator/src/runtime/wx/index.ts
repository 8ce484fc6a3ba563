/** The `wx` object: every group of APIs. A new group is a file and a line here. */
import { phone } from '../phone';
import { animation } from './animation';
import { ApiError, type ApiGroup, type Options, settle } from './api';
import { audio } from './audio';
import { base } from './base';
import { canvas } from './canvas';
import { device } from './device';
import { feedback } from './feedback';
import { file } from './file';
import { life } from './life';
import { media } from './media';
import { network } from './network';
import { open } from './open';
import { query } from './query';
import { route } from './route';
import { socket } from './socket';
import { storage } from './storage';
import { system } from './system';

const GROUPS: readonly ApiGroup[] = [
  base,
  life,
  system,
  route,
  feedback,
  network,
  socket,
  open,
  storage,
  media,
  audio,
  file,
  query,
  canvas,
  animation,
  device,
];

const members: Record<string, unknown> = Object.assign({}, ...GROUPS);

/** `wx.canIUse('getSystemInfo.success.screenWidth')`: whether the API is there. */
members.canIUse = (schema: string) => {
  const [name = ''] = schema.split('.');
  return (
    Object.hasOwn(members, name) ||
    document.createElement(`wx-${name}`) instanceof HTMLUnknownElement === false
  );
};

const warned = new Set<string>();

/** An object that does nothing, in place of a manager or context that is not there; its `onError` hears why. */
function inert(name: string): object {
  const failure = { errMsg: `${name}:fail not supported in the simulator` };
  const onError = (fn: (error: object) => void) => void setTimeout(() => fn(failure));
  return new Proxy({ onError } as Record<string | symbol, unknown>, {
    get: (target, key) => (key === 'then' ? undefined : (target[key] ?? (() => undefined))),
  });
}

/** Stands in for an API that is not there: fails as WeChat's would, and says so once. */
function missing(name: string) {
  return (options: Options = {}) => {
    if (!warned.has(name)) console.warn(`wx.${name} is not supported in the simulator`);
    warned.add(name);
    if (/^create|Manager$/.test(name)) return inert(name);
    if (/^(on|off)[A-Z]/.test(name)) return undefined;
    const promise = settle(
      name,
      options ?? {},
      Promise.reject(new ApiError('not supported in the simulator')),
    );
    promise?.catch(() => {});
    return promise;
  };
}

/** Names of APIs the program uses that are not there, with the file that uses each. */
export function unsupported(): [name: string, file: string][] {
  return Object.entries(phone.manifest.used).filter(([name]) => !Object.hasOwn(members, name));
}

/** Names of all APIs that are there. */
export const supported: readonly string[] = Object.keys(members);

/** `wx`. */
export const wx: Record<string, unknown> = new Proxy(members, {
  get(target, name) {
    if (typeof name !== 'string' || name in target) return target[name as string];
    // Programs ask `if (wx.x)` before they call: only what they call outright gets an answer.
    return Object.hasOwn(phone.manifest.used, name) && /^[a-z]/.test(name) && KNOWN.test(name)
      ? missing(name)
      : undefined;
  },
});

/** Verbs WeChat's API names begin with. */
const KNOWN =
  /^(add|authorize|cancel|check|choose|close|compress|connect|create|crop|discover|download|edit|exit|faceVerify|get|hide|init|insert|is|join|login|make|navigate|notify|on|off|open|pause|play|preload|preview|read|redirect|remove|report|request|reserve|revoke|save|scan|search|seek|send|set|share|show|start|stop|subscribe|update|upload|vibrate|write)/;
