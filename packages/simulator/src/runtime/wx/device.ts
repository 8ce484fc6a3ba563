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

/**
 * Where the person is, when the program said that it would ask, and the person agrees.
 * @throws ApiError as WeChat words it
 */
async function locate(name: string, scope: string): Promise<GeolocationCoordinates> {
  const { requiredPrivateInfos = [] } = phone.manifest.app as { requiredPrivateInfos?: string[] };
  if (!requiredPrivateInfos.includes(name))
    throw new ApiError(
      'the api need to be declared in the requiredPrivateInfos field in app.json/ext.json',
    );
  await requirePrivacy(name);
  await authorize(scope);
  const found = await new Promise<GeolocationPosition>((resolve, reject) => {
    if (!navigator.geolocation) reject(new ApiError('system permission denied'));
    else
      navigator.geolocation.getCurrentPosition(
        resolve,
        ({ message }) => reject(new ApiError(message || 'system permission denied')),
        { timeout: 10_000 },
      );
  });
  return found.coords;
}

async function location(): Promise<object> {
  const { latitude, longitude, accuracy, altitude, speed } = await locate(
    'getLocation',
    'scope.userLocation',
  );
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

/** Two digits are about a kilometre. */
const rough = (degrees: number) => Math.round(degrees * 100) / 100;

async function fuzzyLocation(): Promise<object> {
  const { latitude, longitude } = await locate('getFuzzyLocation', 'scope.userFuzzyLocation');
  return { latitude: rough(latitude), longitude: rough(longitude) };
}

const keyboard = listenerPair<object>('wx.onKeyboardHeightChange');
const capture = listenerPair<object>('wx.onUserCaptureScreen');
const compass = listenerPair<object>('wx.onCompassChange');
const accelerometer = listenerPair<object>('wx.onAccelerometerChange');
phone.bus.on('keyboard', keyboard.emit);

export const device: ApiGroup = {
  setClipboardData: api('setClipboardData', async ({ data }) => {
    await requirePrivacy('setClipboardData');
    clipboard = String(data);
    await navigator.clipboard?.writeText(clipboard).catch(() => {});
    showToast({ title: '内容已复制', duration: 1500 });
  }),
  getClipboardData: api('getClipboardData', async () => {
    await requirePrivacy('getClipboardData');
    return { data: (await navigator.clipboard?.readText().catch(() => clipboard)) ?? clipboard };
  }),
  vibrateShort: vibrate('vibrateShort', 15),
  vibrateLong: vibrate('vibrateLong', 400),
  getLocation: api('getLocation', location),
  getFuzzyLocation: api('getFuzzyLocation', fuzzyLocation),
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
