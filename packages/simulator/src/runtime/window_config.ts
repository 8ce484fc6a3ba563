/** How a page looks around its content: `window` of app.json under the page's own JSON, with the theme's values. */
import { phone } from './phone';

/** The settings that the runtime looks at. */
export interface WindowConfig {
  readonly navigationBarTitleText: string;
  readonly navigationBarBackgroundColor: string;
  readonly navigationBarTextStyle: 'black' | 'white';
  readonly navigationStyle: 'default' | 'custom';
  readonly backgroundColor: string;
  readonly backgroundTextStyle: string;
  readonly enablePullDownRefresh: boolean;
  readonly onReachBottomDistance: number;
  readonly disableScroll: boolean;
  readonly homeButton: boolean;
}

const DEFAULTS: WindowConfig = {
  navigationBarTitleText: '',
  navigationBarBackgroundColor: '#000000',
  navigationBarTextStyle: 'white',
  navigationStyle: 'default',
  backgroundColor: '#ffffff',
  backgroundTextStyle: 'dark',
  enablePullDownRefresh: false,
  onReachBottomDistance: 50,
  disableScroll: false,
  homeButton: false,
};

/** Replaces `@name` by the theme's value. */
export function themed<T>(value: T): T {
  if (typeof value !== 'string' || !value.startsWith('@')) return value;
  const { theme } = phone.manifest;
  return ((theme[activeTheme()] ?? theme.light)?.[value.slice(1)] ?? value) as T;
}

/** The theme the program shows: dark only when it says that it can. */
export function activeTheme(): 'light' | 'dark' {
  return phone.manifest.app.darkmode ? phone.theme : 'light';
}

/** Settings of one page. */
export function windowConfig(page: string): WindowConfig {
  const merged = { ...DEFAULTS, ...phone.manifest.app.window, ...phone.manifest.units[page] };
  return Object.fromEntries(
    Object.entries(merged).map(([name, value]) => [name, themed(value)]),
  ) as unknown as WindowConfig;
}
