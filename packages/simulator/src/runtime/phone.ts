/** The state of one phone: one document, one program, one user. Everything in the runtime meets here. */
import type { GeneralBackendElement } from 'glass-easel';
import type { AppManifest, Diagnostic, PhoneSettings, SimUser } from '../types';
import { Bus } from './bus';
import { currentDevice, type DeviceModel } from './device';
import type { Router } from './router';

/** One request or socket as the side panel shows it. */
export interface NetworkEntry {
  readonly id: number;
  readonly kind: 'request' | 'upload' | 'download' | 'socket';
  readonly method: string;
  readonly url: string;
  readonly time: number;
  status?: number | string;
  duration?: number;
  request?: unknown;
  requestHeaders?: unknown;
  response?: unknown;
  responseHeaders?: unknown;
  frames?: { readonly out: boolean; readonly data: unknown; readonly time: number }[];
}

/** What happens in a phone that others may want to know. */
export interface PhoneEvents {
  /** The program's error, as text with its stack. */
  error: string;
  /** Something was printed. */
  console: { readonly level: string; readonly args: readonly unknown[]; readonly time: number };
  /** A network entry appeared or changed. */
  network: NetworkEntry;
  storage: undefined;
  /** The page stack, or data of a page, changed. */
  pages: undefined;
  data: undefined;
  appShow: Record<string, unknown>;
  appHide: Record<string, unknown>;
  theme: 'light' | 'dark';
  resize: undefined;
  networkStatus: { readonly isConnected: boolean; readonly networkType: string };
  keyboard: { readonly height: number };
}

/** A compiled sheet with marks where class prefixes go. */
export interface SheetText {
  readonly scoped: string;
  readonly global: string;
}

/** A module: references to other modules, and its body. */
export type ModuleEntry = [
  requires: Record<string, string>,
  body: (
    require: (reference: string) => unknown,
    module: { exports: unknown },
    exports: unknown,
  ) => void,
];

/** What the program's script fills in, and what the page around the phone uses: `window.__sim`. */
export interface SimGlobal {
  manifest: AppManifest;
  sheets: Record<string, SheetText>;
  templates: Record<string, (name: string) => unknown>;
  modules: Record<string, ModuleEntry>;
  global: Record<string, unknown>;
  start(): void;
  fail(found: readonly Diagnostic[]): void;
  phone: Phone;
  [key: string]: unknown;
}

class Phone {
  readonly params = new URLSearchParams(location.search);
  readonly bus = new Bus<PhoneEvents>();
  readonly settings: PhoneSettings = window.__simSettings;
  readonly user: SimUser = this.#findUser();
  readonly device: DeviceModel = currentDevice(this.params);
  readonly startedAt = Date.now();
  theme: 'light' | 'dark' = this.#startTheme();
  /** Whether the program is in front, as WeChat means it. */
  visible = true;
  online = true;
  /** Set once at start; a property, so that what the router is made of may use it. */
  router!: Router;

  get manifest(): AppManifest {
    return window.__sim.manifest;
  }

  #findUser(): SimUser {
    const { users } = this.settings;
    const found = users.find((one) => one.id === this.params.get('user')) ?? users[0];
    const user = found ?? { id: 'user', nickName: '微信用户', avatarUrl: '' };
    return { ...user, avatarUrl: user.avatarUrl && new URL(user.avatarUrl, location.href).href };
  }

  #startTheme(): 'light' | 'dark' {
    const asked = this.params.get('theme');
    if (asked === 'dark' || asked === 'light') return asked;
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
}

declare global {
  interface Window {
    __sim: SimGlobal;
    __simSettings: PhoneSettings;
  }
}

/** The phone of this document. */
export const phone = new Phone();

/** A DOM node, for the framework's own types. */
export function asBackend(node: Node): GeneralBackendElement {
  return node as unknown as GeneralBackendElement;
}
