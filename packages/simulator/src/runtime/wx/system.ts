/** What a program may ask about the phone. */
import { NAV_HEIGHT } from '../device';
import { phone } from '../phone';
import { viewSize } from '../viewport';
import { activeTheme } from '../window_config';
import { type ApiGroup, api, listenerPair } from './api';

/** Version of the base library that the simulator follows. */
export const SDK_VERSION = '3.5.0';

function windowInfo() {
  const { width, height, pixelRatio, statusBar, safeBottom } = phone.device;
  const screenWidth = phone.device.id === 'window' ? window.innerWidth : width;
  const screenHeight = phone.device.id === 'window' ? window.innerHeight : height;
  const { width: windowWidth, height: windowHeight } = viewSize();
  return {
    pixelRatio,
    screenWidth,
    screenHeight,
    windowWidth,
    windowHeight,
    statusBarHeight: statusBar,
    screenTop: screenHeight - windowHeight,
    safeArea: {
      left: 0,
      right: screenWidth,
      top: statusBar,
      bottom: screenHeight - safeBottom,
      width: screenWidth,
      height: screenHeight - safeBottom - statusBar,
    },
  };
}

function appBaseInfo() {
  const theme = phone.manifest.app.darkmode ? { theme: activeTheme() } : {};
  return {
    SDKVersion: SDK_VERSION,
    version: '8.0.50',
    language: 'zh_CN',
    enableDebug: false,
    host: { env: 'WeChat' },
    fontSizeSetting: 16,
    fontSizeScaleFactor: 1,
    ...theme,
  };
}

function deviceInfo() {
  const { brand, name, platform, system } = phone.device;
  return {
    abi: 'arm64',
    benchmarkLevel: 40,
    brand,
    model: name,
    platform,
    system,
    deviceOrientation: 'portrait',
    memorySize: '6144',
    cpuType: 'unknown',
  };
}

function systemSetting() {
  return {
    bluetoothEnabled: true,
    locationEnabled: true,
    wifiEnabled: true,
    deviceOrientation: 'portrait',
  };
}

function authorizeSetting() {
  return {
    albumAuthorized: 'authorized',
    bluetoothAuthorized: 'authorized',
    cameraAuthorized: 'authorized',
    locationAuthorized: 'authorized',
    locationReducedAccuracy: false,
    microphoneAuthorized: 'authorized',
    notificationAuthorized: 'authorized',
    phoneCalendarAuthorized: 'authorized',
  };
}

function systemInfo() {
  return {
    ...deviceInfo(),
    ...windowInfo(),
    ...appBaseInfo(),
    ...systemSetting(),
    locationAuthorized: true,
    cameraAuthorized: true,
    microphoneAuthorized: true,
    albumAuthorized: true,
    notificationAuthorized: true,
    errMsg: 'getSystemInfo:ok',
  };
}

function capsule() {
  const { statusBar, width } = phone.device;
  const right = (phone.device.id === 'window' ? window.innerWidth : width) - 7;
  const top = statusBar + (NAV_HEIGHT - 32) / 2;
  return { width: 87, height: 32, left: right - 87, right, top, bottom: top + 32 };
}

const resize = listenerPair<object>('wx.onWindowResize');
const theme = listenerPair<object>('wx.onThemeChange');
phone.bus.on('resize', () => {
  const { width: windowWidth, height: windowHeight } = viewSize();
  resize.emit({ size: { windowWidth, windowHeight } });
});
phone.bus.on('theme', (value) => theme.emit({ theme: value }));

export const system: ApiGroup = {
  getSystemInfo: api('getSystemInfo', systemInfo),
  getSystemInfoSync: systemInfo,
  getSystemInfoAsync: api('getSystemInfoAsync', systemInfo),
  getWindowInfo: windowInfo,
  getAppBaseInfo: appBaseInfo,
  getDeviceInfo: deviceInfo,
  getSystemSetting: systemSetting,
  getAppAuthorizeSetting: authorizeSetting,
  getSkylineInfoSync: () => ({ isSupported: false, version: '', reason: 'client not supported' }),
  getSkylineInfo: api('getSkylineInfo', () => ({ isSupported: false, version: '' })),
  getRendererUserAgent: api('getRendererUserAgent', () => ({ userAgent: navigator.userAgent })),
  getMenuButtonBoundingClientRect: capsule,
  onMenuButtonBoundingClientRectWeightChange: () => {},
  offMenuButtonBoundingClientRectWeightChange: () => {},
  getDeviceBenchmarkInfo: api('getDeviceBenchmarkInfo', () => ({
    benchmarkLevel: 40,
    modelLevel: 2,
  })),
  onWindowResize: resize.on,
  offWindowResize: resize.off,
  onThemeChange: theme.on,
  offThemeChange: theme.off,
};
