/** What belongs to no device and no page: environment, base64, timing, updates, logging. */
import { USER_DATA_PATH } from '../file_store';
import { phone } from '../phone';
import { type ApiGroup, api, listenerPair } from './api';

function arrayBufferToBase64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function base64ToArrayBuffer(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer;
}

/** Nothing is ever newer than what was just built. */
function updateManager() {
  return {
    onCheckForUpdate: (fn: (result: { hasUpdate: boolean }) => void) =>
      setTimeout(() => fn({ hasUpdate: false })),
    onUpdateReady: () => {},
    onUpdateFailed: () => {},
    applyUpdate: () => {},
  };
}

function logger() {
  const print =
    (level: 'info' | 'warn' | 'error' | 'debug') =>
    (...args: unknown[]) =>
      console[level](...args);
  const tagged = {
    info: print('info'),
    warn: print('warn'),
    error: print('error'),
    debug: print('debug'),
    log: print('info'),
    setFilterMsg: () => {},
    addFilterMsg: () => {},
    in: () => {},
  };
  return { ...tagged, tag: () => tagged };
}

const performanceEntry = {
  getEntries: () => [],
  getEntriesByName: () => [],
  getEntriesByType: () => [],
  createObserver: () => ({ observe: () => {}, disconnect: () => {}, supportedEntryTypes: [] }),
  setBufferSize: () => {},
  now: () => performance.now(),
};

const memory = listenerPair<object>('wx.onMemoryWarning');

export const base: ApiGroup = {
  env: { USER_DATA_PATH },
  version: { updateTime: '', version: 'simulator' },
  arrayBufferToBase64,
  base64ToArrayBuffer,
  nextTick: (fn: () => void) => queueMicrotask(fn),
  getUpdateManager: updateManager,
  getLogManager: logger,
  getRealtimeLogManager: logger,
  getPerformance: () => performanceEntry,
  reportPerformance: () => {},
  reportMonitor: () => {},
  reportAnalytics: () => {},
  reportEvent: () => {},
  setEnableDebug: api('setEnableDebug', () => {}),
  preloadAssets: () => {},
  preloadWebview: () => {},
  getAccountInfoSync: () => ({
    miniProgram: { appId: phone.settings.appId, envVersion: 'develop', version: '' },
    plugin: {},
  }),
  getExptInfoSync: () => ({}),
  onMemoryWarning: memory.on,
  offMemoryWarning: memory.off,
};
