/** `wx.setStorage` and its family: apart for every program and user, values keep their type. */
import { phone } from '../phone';
import { ApiError, type ApiGroup, api, requireOption } from './api';

/** WeChat keeps at most 10 MB a program, 1 MB a key. */
const LIMIT = 10 * 1024 * 1024;
const KEY_LIMIT = 1024 * 1024;

function prefix(): string {
  return `weapp:${phone.settings.appId}:${phone.user.id}:`;
}

function keys(): string[] {
  const all = Array.from(
    { length: localStorage.length },
    (_one, index) => localStorage.key(index) ?? '',
  );
  return all.filter((key) => key.startsWith(prefix())).map((key) => key.slice(prefix().length));
}

function size(): number {
  return keys().reduce(
    (sum, key) => sum + key.length + (localStorage.getItem(prefix() + key)?.length ?? 0),
    0,
  );
}

function write(key: string, data: unknown): void {
  if (typeof key !== 'string' || key === '')
    throw new ApiError('parameter error: parameter.key should be String');
  const text = JSON.stringify({ data, type: typeof data });
  if (text.length > KEY_LIMIT) throw new ApiError('entry size limit reached');
  if (size() + text.length > LIMIT) throw new ApiError('exceed max size 10MB');
  localStorage.setItem(prefix() + key, text);
  phone.bus.emit('storage', undefined);
}

/** The value under a key; undefined when there is none. */
function read(key: string): unknown {
  const text = localStorage.getItem(prefix() + key);
  return text === null ? undefined : (JSON.parse(text) as { data: unknown }).data;
}

function remove(key: string): void {
  localStorage.removeItem(prefix() + key);
  phone.bus.emit('storage', undefined);
}

function clear(): void {
  for (const key of keys()) localStorage.removeItem(prefix() + key);
  phone.bus.emit('storage', undefined);
}

function info() {
  return { keys: keys(), currentSize: Math.ceil(size() / 1024), limitSize: LIMIT / 1024 };
}

/** Everything that is stored, for the side panel. */
export function storedEntries(): [string, unknown][] {
  return keys().map((key) => [key, read(key)]);
}

export const storage: ApiGroup = {
  setStorage: api('setStorage', ({ key, data }) => write(key, data)),
  setStorageSync: write,
  getStorage: api('getStorage', (options) => {
    requireOption(options, 'key', 'string');
    const data = read(options.key);
    if (data === undefined) throw new ApiError('data not found');
    return { data };
  }),
  getStorageSync: (key: string) => read(key) ?? '',
  removeStorage: api('removeStorage', ({ key }) => remove(key)),
  removeStorageSync: remove,
  clearStorage: api('clearStorage', clear),
  clearStorageSync: clear,
  getStorageInfo: api('getStorageInfo', info),
  getStorageInfoSync: info,
  batchSetStorage: api('batchSetStorage', ({ kvList }) => {
    for (const { key, value } of kvList) write(key, value);
  }),
  batchSetStorageSync: (list: { key: string; value: unknown }[]) => {
    for (const { key, value } of list) write(key, value);
  },
  batchGetStorage: api('batchGetStorage', ({ keyList }) => ({
    dataList: keyList.map((key: string) => read(key) ?? ''),
  })),
  batchGetStorageSync: (list: string[]) => list.map((key) => read(key) ?? ''),
};
