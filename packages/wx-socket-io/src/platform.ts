// What the client needs of its surroundings: `wx` on the phone, something of the same shape elsewhere.
import type { Cause } from './events';

/** The part of WeChat's SocketTask that is used (WeChat: wx.connectSocket, SocketTask). */
export interface SocketTask {
  send(options: { data: string | ArrayBuffer; fail?: (error: Cause) => void }): void;
  close(options: { fail?: (error: Cause) => void }): void;
  onOpen(listener: () => void): void;
  onMessage(listener: (message: { data: string | ArrayBuffer }) => void): void;
  onClose(listener: (result: Cause) => void): void;
  onError(listener: (error: Cause) => void): void;
}

/** What `wx.connectSocket` is called with; `connectOptions` are added to it. */
export interface ConnectSocketOptions {
  url: string;
  fail: (error: Cause) => void;
  [option: string]: unknown;
}

type Listen<T> = (listener: T) => void;

/** The part of `wx` that is used. Everything but `connectSocket` may be missing. */
export interface Platform {
  connectSocket(options: ConnectSocketOptions): SocketTask;
  onAppShow?: Listen<() => void>;
  offAppShow?: Listen<() => void>;
  onAppHide?: Listen<() => void>;
  offAppHide?: Listen<() => void>;
  onNetworkStatusChange?: Listen<() => void>;
  offNetworkStatusChange?: Listen<() => void>;
}

/** Time and chance, so that a test can give its own. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

declare const wx: Platform | undefined;
declare const setTimeout: (callback: () => void, ms: number) => unknown;
declare const clearTimeout: (timer: unknown) => void;

/** The running program's own time and chance. */
export const systemClock: Clock = {
  now: Date.now,
  random: Math.random,
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer),
};

/** The mini-program's `wx`; undefined where there is none. */
export const weixin = (): Platform | undefined => (typeof wx === 'undefined' ? undefined : wx);
