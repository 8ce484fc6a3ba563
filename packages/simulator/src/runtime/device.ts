/** The phone itself: its size, bars and theme. Chosen by the page around it; without one it is the browser's window. */

/** A model the page offers; sizes in CSS pixels. */
export interface DeviceModel {
  readonly id: string;
  readonly name: string;
  readonly brand: string;
  readonly platform: 'ios' | 'android' | 'devtools';
  readonly system: string;
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  readonly statusBar: number;
  readonly safeBottom: number;
  readonly notch: 'none' | 'notch' | 'island' | 'hole';
}

const ios = { brand: 'iPhone', platform: 'ios', system: 'iOS 17.5' } as const;
const android = { brand: 'Android', platform: 'android', system: 'Android 14' } as const;

/** Models to choose from; the first is the default. */
export const DEVICES: readonly DeviceModel[] = [
  {
    ...ios,
    id: 'iphone-15',
    name: 'iPhone 15',
    width: 393,
    height: 852,
    pixelRatio: 3,
    statusBar: 54,
    safeBottom: 34,
    notch: 'island',
  },
  {
    ...ios,
    id: 'iphone-15-max',
    name: 'iPhone 15 Pro Max',
    width: 430,
    height: 932,
    pixelRatio: 3,
    statusBar: 54,
    safeBottom: 34,
    notch: 'island',
  },
  {
    ...ios,
    id: 'iphone-x',
    name: 'iPhone X',
    width: 375,
    height: 812,
    pixelRatio: 3,
    statusBar: 44,
    safeBottom: 34,
    notch: 'notch',
  },
  {
    ...ios,
    id: 'iphone-se',
    name: 'iPhone SE',
    width: 375,
    height: 667,
    pixelRatio: 2,
    statusBar: 20,
    safeBottom: 0,
    notch: 'none',
  },
  {
    ...ios,
    id: 'iphone-5',
    name: 'iPhone 5',
    width: 320,
    height: 568,
    pixelRatio: 2,
    statusBar: 20,
    safeBottom: 0,
    notch: 'none',
  },
  {
    ...android,
    id: 'android',
    name: 'Android',
    width: 360,
    height: 780,
    pixelRatio: 3,
    statusBar: 30,
    safeBottom: 0,
    notch: 'hole',
  },
  {
    ...android,
    id: 'android-large',
    name: 'Android, large',
    width: 412,
    height: 915,
    pixelRatio: 2.6,
    statusBar: 32,
    safeBottom: 0,
    notch: 'hole',
  },
  {
    ...ios,
    id: 'ipad',
    name: 'iPad',
    brand: 'iPad',
    width: 768,
    height: 1024,
    pixelRatio: 2,
    statusBar: 24,
    safeBottom: 20,
    notch: 'none',
  },
];

/** Height of the navigation bar without the status bar. */
export const NAV_HEIGHT = 44;
/** Height of the tab bar without the safe area. */
export const TAB_HEIGHT = 50;

/** The device of this document: `?device=ID`, else one that is as large as the window. */
export function currentDevice(params: URLSearchParams): DeviceModel {
  const found = DEVICES.find((one) => one.id === params.get('device'));
  return (
    found ?? {
      ...ios,
      id: 'window',
      name: 'browser',
      brand: 'devtools',
      platform: 'devtools',
      width: window.innerWidth,
      height: window.innerHeight,
      pixelRatio: window.devicePixelRatio,
      statusBar: 0,
      safeBottom: 0,
      notch: 'none',
    }
  );
}
