/** `App`, `getApp` and the program's own life: launch, show, hide, errors. */
import { requireModule, scriptOf } from './modules';
import { phone } from './phone';
import { callProgram, report } from './report';
import { addSheet } from './styles';

/** How a program was opened. */
export interface LaunchOptions {
  readonly path: string;
  readonly query: Record<string, string>;
  readonly scene: number;
  readonly shareTicket: undefined;
  readonly referrerInfo: Record<string, never>;
  readonly apiCategory: 'default';
}

let app: Record<string, unknown> | undefined;
let launch: LaunchOptions;

/** `App(options)`. */
export function registerApp(options: Record<string, unknown>): void {
  if (app !== undefined) Object.assign(app, options);
  else app = options;
}

/** `getApp()`. */
export function getApp(): Record<string, unknown> | undefined {
  return app;
}

/** How the program was opened, for `wx.getLaunchOptionsSync` and the like. */
export function launchOptions(): LaunchOptions {
  return launch;
}

/** Runs the program's own script and tells it that it was launched. */
export function launchApp(path: string, query: Record<string, string>): void {
  launch = {
    path,
    query,
    scene: 1001,
    shareTicket: undefined,
    referrerInfo: {},
    apiCategory: 'default',
  };
  addSheet('app', 'app', '');
  const script = scriptOf('app');
  try {
    if (script) requireModule(script);
  } catch (error) {
    report(error, 'app');
  }
  app ??= {};
  phone.bus.on('error', (text) => {
    try {
      (app?.onError as ((text: string) => void) | undefined)?.call(app, text);
    } catch (error) {
      console.error(error);
    }
  });
  phone.bus.on('theme', (theme) =>
    callProgram('App.onThemeChange', app?.onThemeChange, app, { theme }),
  );
  window.addEventListener('unhandledrejection', (event) => {
    callProgram('App.onUnhandledRejection', app?.onUnhandledRejection, app, {
      reason: event.reason,
      promise: event.promise,
    });
  });
  callProgram('App.onLaunch', app.onLaunch, app, launch);
  callProgram('App.onShow', app.onShow, app, launch);
}

/** Brings the program to the front or sends it to the background. */
export function setVisible(visible: boolean): void {
  if (phone.visible === visible) return;
  phone.visible = visible;
  if (visible) {
    callProgram('App.onShow', app?.onShow, app, launch);
    phone.bus.emit('appShow', { ...launch });
  } else {
    callProgram('App.onHide', app?.onHide, app, { reason: 0 });
    phone.bus.emit('appHide', { reason: 0 });
  }
}

/** Tells the program that a page it opened does not exist; false when it does not care. */
export function pageNotFound(path: string, query: Record<string, string>): boolean {
  if (typeof app?.onPageNotFound !== 'function') return false;
  callProgram('App.onPageNotFound', app.onPageNotFound, app, { path, query, isEntryPage: false });
  return true;
}
