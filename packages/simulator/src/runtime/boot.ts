/** Starts the phone: `window.__sim` takes the program's script, `start` runs it. */
import * as glassEasel from 'glass-easel';
import type { Diagnostic } from '../types';
import { getApp, registerApp } from './app';
import base from './base.css';
import { createCapsule } from './chrome/capsule';
import { h } from './chrome/dom';
import { overlayHost, showSheet } from './chrome/overlay';
import { builtInCss } from './components/registry';
import { captureConsole, consoleLines } from './console';
import { DEVICES } from './device';
import { listen } from './events';
import { files } from './file_store';
import { addMembers } from './members';
import { patchFramework } from './patches';
import { phone, type SimGlobal } from './phone';
import { openProgram } from './program';
import { report } from './report';
import { router } from './router';
import { shareProgram } from './share';
import { prepareStyles, replaceSheets } from './styles';
import { activeTheme } from './window_config';
import { enableAnimations } from './wx/animation';
import { supported, unsupported, wx } from './wx/index';
import { networkEntries } from './wx/network_log';
import { storedEntries } from './wx/storage';
import { defineConstructorNames, wxsHooks } from './wxs';

function exposeGlobals() {
  Object.assign(globalThis, {
    wx,
    App: registerApp,
    getApp,
    getCurrentPages: () => router.stack.map((page) => page.instance),
    requirePlugin: (name: string) => {
      throw new Error(`plugin "${name}" is not supported in the simulator`);
    },
  });
}

/** WeChat says nothing of attributes that a built-in component or a slot does not know. */
function isIdle(message: string, element: glassEasel.Node | undefined): boolean {
  const { is } = (element ?? {}) as { is?: string };
  return (
    /is not a valid event binding or slot value|the target of relation|Use number as for-list/.test(
      message,
    ) ||
    (is?.startsWith('wx://') ?? false)
  );
}

function listenForErrors() {
  glassEasel.addGlobalErrorListener((error, method) => {
    report(error, method ?? '');
    return false;
  });
  glassEasel.addGlobalWarningListener((message, _component, element) => {
    if (!isIdle(message, element)) console.warn(message);
    return false;
  });
}

function setSizes() {
  const { statusBar, safeBottom } = phone.device;
  const { style, dataset } = document.documentElement;
  style.setProperty('--sim-status-bar', `${statusBar}px`);
  style.setProperty('--sim-device-safe', `${safeBottom}px`);
  dataset.simTheme = activeTheme();
}

function openMenu() {
  const items = ['发送给朋友', '重新进入小程序', phone.visible ? '切到后台' : '回到前台'];
  void showSheet(items, { note: phone.manifest.projectName }).then((choice) => {
    if (choice === 0) void shareProgram('menu');
    if (choice === 1) location.reload();
    if (choice === 2) leave();
  });
}

/** Leaves the program as the phone's home button does; a tap brings it back. */
function leave() {
  router.setVisible(false);
  const cover = h('button', { class: 'sim-away', onclick: comeBack }, '小程序在后台，点按回到前台');
  function comeBack() {
    cover.remove();
    router.setVisible(true);
  }
  document.body.append(cover);
}

function watchWindow() {
  document.addEventListener('visibilitychange', () => {
    if (!document.querySelector('.sim-away')) router.setVisible(!document.hidden);
  });
  for (const type of ['online', 'offline'] as const) {
    window.addEventListener(type, () => setOnline(type === 'online'));
  }
  window.addEventListener('resize', () => {
    phone.bus.emit('resize', undefined);
    router.top?.resize();
  });
}

function setOnline(online: boolean) {
  if (phone.online === online) return;
  phone.online = online;
  phone.bus.emit('networkStatus', { isConnected: online, networkType: online ? 'wifi' : 'none' });
}

/** The page to start with: the one asked for, the one that was open before a reload, the first of the program. */
function entryUrl(): string {
  const { app, pages } = phone.manifest;
  return `/${(phone.params.get('path') ?? app.entryPagePath ?? pages[0] ?? '').replace(/^\//, '')}`;
}

const STACK_KEY = 'weapp-sim-stack';

/** Opens the pages that were open before a reload. */
function restoreStack(): boolean {
  const kept = sessionStorage.getItem(STACK_KEY);
  sessionStorage.removeItem(STACK_KEY);
  if (kept === null) return false;
  const [first, ...rest] = JSON.parse(kept) as string[];
  if (first === undefined) return false;
  try {
    router.launch(first);
    for (const url of rest) router.navigateTo(url, false);
    return true;
  } catch {
    return router.stack.length > 0;
  }
}

/** Remembers the open pages and starts anew. */
function reload() {
  const urls = router.stack.map((page) => {
    const search = Object.entries(page.query)
      .map(([name, value]) => `${name}=${value}`)
      .join('&');
    return `/${page.path}${search ? `?${search}` : ''}`;
  });
  sessionStorage.setItem(STACK_KEY, JSON.stringify(urls));
  location.reload();
}

/** One line for everything the program uses and the simulator has not. */
function warnOfMissing() {
  const missing = unsupported().map(([name, file]) => `wx.${name} (${file})`);
  if (missing.length > 0) console.warn(`not supported in the simulator: ${missing.join(', ')}`);
}

async function start() {
  setSizes();
  await files.open();
  warnOfMissing();
  openProgram();
  listen(document.body);
  watchWindow();
  document.body.append(createCapsule({ menu: openMenu, close: leave }), overlayHost);
  if (!restoreStack()) router.launch(entryUrl());
  performance.mark('sim-ready');
  document.documentElement.dataset.simReady = '';
  window.parent.postMessage({ sim: 'ready' }, location.origin);
}

/** Takes over changed style sheets without leaving the page. */
async function restyle() {
  const response = await fetch('/__sim/sheets.json');
  if (response.ok) replaceSheets(await response.json());
  else reload();
}

/** A phone that is the whole page listens for changes itself; a framed one is told by the page around it. */
function watchChanges() {
  if (window.parent !== window) return;
  const source = new EventSource('/__sim/events');
  source.addEventListener('change', ({ data }) => (data === 'style' ? void restyle() : reload()));
}

function fail(found: readonly Diagnostic[]) {
  document.querySelector('.sim-fail')?.remove();
  const lines = found.map(({ file, line, column, message }) =>
    h('p', {}, h('b', {}, line === undefined ? file : `${file}:${line}:${column ?? 1}`), message),
  );
  document.body.append(
    h('div', { class: 'sim-fail', role: 'alert' }, h('h1', {}, '小程序编译失败'), ...lines),
  );
  for (const { file, line, column, message } of found)
    console.error(`${file}:${line ?? 1}:${column ?? 1} ${message}`);
  document.documentElement.dataset.simReady = 'failed';
  window.parent.postMessage({ sim: 'ready' }, location.origin);
}

const sim = {
  sheets: {},
  templates: {},
  modules: {},
  global: {},
  wxs: wxsHooks,
  phone,
  devices: DEVICES,
  start: () => void start().catch(report),
  fail,
  reload,
  restyle,
  leave,
  setOnline,
  consoleLines,
  networkEntries,
  storedEntries,
  supported,
} as unknown as SimGlobal;

window.__sim = sim;
phone.router = router;
captureConsole();
patchFramework();
defineConstructorNames();
addMembers();
enableAnimations();
listenForErrors();
exposeGlobals();
watchChanges();
prepareStyles(`${base}\n${builtInCss}`);
