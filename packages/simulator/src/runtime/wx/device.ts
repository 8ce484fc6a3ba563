/** Hardware that a browser has too, or can pretend. */
import { showToast } from '../chrome/overlay';
import { phone } from '../phone';
import { ApiError, type ApiGroup, api, listenerPair } from './api';
import { authorize, requirePrivacy } from './open';

let clipboard = '';
let brightness = 0.8;

function vibrate(name: string, milliseconds: number) {
  return api(name, () => {
    // A browser refuses, and says so as an error, before the page was touched.
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(milliseconds);
    document.body.animate(
      [{ translate: '0' }, { translate: '2px' }, { translate: '-2px' }, { translate: '0' }],
      { duration: Math.min(200, milliseconds * 8), iterations: 1 },
    );
  });
}

async function location(): Promise<object> {
  await requirePrivacy('getLocation');
  await authorize('scope.userLocation');
  const found = await new Promise<GeolocationPosition>((resolve, reject) => {
    if (!navigator.geolocation) reject(new ApiError('system permission denied'));
    else
      navigator.geolocation.getCurrentPosition(
        resolve,
        ({ message }) => reject(new ApiError(message || 'system permission denied')),
        { timeout: 10_000 },
      );
  });
  const { latitude, longitude, accuracy, altitude, speed } = found.coords;
  return {
    latitude,
    longitude,
    accuracy,
    altitude: altitude ?? 0,
    speed: speed ?? -1,
    verticalAccuracy: 0,
    horizontalAccuracy: accuracy,
  };
}

const keyboard = listenerPair<object>('wx.onKeyboardHeightChange');
const capture = listenerPair<object>('wx.onUserCaptureScreen');
const compass = listenerPair<object>('wx.onCompassChange');
const accelerometer = listenerPair<object>('wx.onAccelerometerChange');
phone.bus.on('keyboard', keyboard.emit);

export const device: ApiGroup = {
  setClipboardData: api('setClipboardData', async ({ data }) => {
    clipboard = String(data);
    await navigator.clipboard?.writeText(clipboard).catch(() => {});
    showToast({ title: '内容已复制', duration: 1500 });
  }),
  getClipboardData: api('getClipboardData', async () => ({
    data: (await navigator.clipboard?.readText().catch(() => clipboard)) ?? clipboard,
  })),
  vibrateShort: vibrate('vibrateShort', 15),
  vibrateLong: vibrate('vibrateLong', 400),
  getLocation: api('getLocation', location),
  getFuzzyLocation: api('getFuzzyLocation', location),
  getBatteryInfo: api('getBatteryInfo', () => ({ level: 100, isCharging: true })),
  getBatteryInfoSync: () => ({ level: 100, isCharging: true }),
  getScreenBrightness: api('getScreenBrightness', () => ({ value: brightness })),
  setScreenBrightness: api('setScreenBrightness', ({ value }) => {
    brightness = value;
  }),
  setKeepScreenOn: api('setKeepScreenOn', () => {}),
  setVisualEffectOnCapture: api('setVisualEffectOnCapture', () => {}),
  onUserCaptureScreen: capture.on,
  offUserCaptureScreen: capture.off,
  onKeyboardHeightChange: keyboard.on,
  offKeyboardHeightChange: keyboard.off,
  hideKeyboard: api('hideKeyboard', () => (document.activeElement as HTMLElement | null)?.blur()),
  startCompass: api('startCompass', () => {}),
  stopCompass: api('stopCompass', () => {}),
  onCompassChange: compass.on,
  offCompassChange: compass.off,
  startAccelerometer: api('startAccelerometer', () => {}),
  stopAccelerometer: api('stopAccelerometer', () => {}),
  onAccelerometerChange: accelerometer.on,
  offAccelerometerChange: accelerometer.off,
};
