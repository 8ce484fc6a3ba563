/** Login, the person's profile, settings, privacy, sharing and everything that leads out of the program. */
import { showModal } from '../chrome/overlay';
import { phone } from '../phone';
import { hasSession, login, profile } from '../user';
import { ApiError, type ApiGroup, api, listenerPair, type Options } from './api';

const SCOPES: Readonly<Record<string, string>> = {
  'scope.userLocation': '获取你的位置信息',
  'scope.userFuzzyLocation': '获取你的模糊位置信息',
  'scope.writePhotosAlbum': '保存图片或视频到你的相册',
  'scope.camera': '使用你的摄像头',
  'scope.record': '使用你的麦克风',
  'scope.userInfo': '获取你的昵称、头像',
  'scope.address': '获取你的通讯地址',
  'scope.invoice': '获取你的发票信息',
  'scope.werun': '获取你的微信运动步数',
};

const settingKey = () => `weapp-setting:${phone.settings.appId}:${phone.user.id}`;

function authSetting(): Record<string, boolean> {
  return JSON.parse(localStorage.getItem(settingKey()) ?? '{}');
}

/**
 * Asks for a permission once and remembers the answer.
 * @throws ApiError when it was refused
 */
export async function authorize(scope: string): Promise<void> {
  const known = authSetting()[scope];
  if (known === undefined) {
    const { confirm } = await showModal({
      title: '微信授权',
      content: SCOPES[scope] ?? scope,
      confirmText: '允许',
      cancelText: '拒绝',
    });
    localStorage.setItem(settingKey(), JSON.stringify({ ...authSetting(), [scope]: confirm }));
    if (confirm) return;
  }
  if (known !== true) throw new ApiError('auth deny', { errno: 103 });
}

/** Tells the person what a phone would do now. */
function notice(name: string, title: string, text: (options: Options) => string) {
  return api(name, async (options) => {
    await showModal({ title, content: text(options), showCancel: false, confirmText: '知道了' });
  });
}

const privacyKey = () => `weapp-privacy:${phone.settings.appId}:${phone.user.id}`;
const privacy = listenerPair<object>('wx.onNeedPrivacyAuthorization');
type PrivacyHandler = (
  resolve: (result: { event: string; buttonId?: string }) => void,
  info: { referrer: string },
) => void;
let privacyHandler: PrivacyHandler | undefined;
window.addEventListener('sim-privacy-agree', () => localStorage.setItem(privacyKey(), '1'));

function needsPrivacy(): boolean {
  return (
    phone.manifest.app.__usePrivacyCheck__ === true && localStorage.getItem(privacyKey()) === null
  );
}

/**
 * Lets the program ask for agreement to its privacy guideline before a private API runs.
 * @param referrer name of the API
 * @throws ApiError when the person disagreed
 */
export async function requirePrivacy(referrer: string): Promise<void> {
  if (!needsPrivacy()) return;
  const agreed = privacyHandler ? await askProgram(privacyHandler, referrer) : await askPerson();
  if (!agreed) throw new ApiError('privacy permission is not authorized', { errno: 104 });
  localStorage.setItem(privacyKey(), '1');
}

function askProgram(handler: PrivacyHandler, referrer: string): Promise<boolean> {
  return new Promise((resolve) => {
    handler(
      ({ event }) => {
        if (event !== 'exposureAuthorization') resolve(event === 'agree');
      },
      { referrer },
    );
  });
}

async function askPerson(): Promise<boolean> {
  const { confirm } = await showModal({
    title: '用户隐私保护提示',
    content: '在你使用服务之前，请仔细阅读小程序的隐私保护指引。',
    confirmText: '同意',
    cancelText: '拒绝',
  });
  return confirm;
}

async function userProfile(): Promise<object> {
  const { confirm } = await showModal({
    title: '微信授权',
    content: '获取你的昵称、头像',
    confirmText: '允许',
    cancelText: '拒绝',
  });
  if (!confirm) throw new ApiError('auth deny');
  return profile();
}

export const open: ApiGroup = {
  login: api('login', async () => ({ code: (await login()).code })),
  checkSession: api('checkSession', () => {
    if (!hasSession()) throw new ApiError('session expired', { errCode: -13001 });
  }),
  getUserInfo: api('getUserInfo', profile),
  getUserProfile: api('getUserProfile', userProfile),
  authorize: api('authorize', ({ scope }) => authorize(scope)),
  getSetting: api('getSetting', () => ({ authSetting: authSetting() })),
  openSetting: api('openSetting', async () => {
    await showModal({ title: '设置', content: '在手机上，这里打开授权设置。', showCancel: false });
    return { authSetting: authSetting() };
  }),
  requirePrivacyAuthorize: api('requirePrivacyAuthorize', () =>
    requirePrivacy('requirePrivacyAuthorize'),
  ),
  getPrivacySetting: api('getPrivacySetting', () => ({
    needAuthorization: needsPrivacy(),
    privacyContractName: '《隐私保护指引》',
  })),
  openPrivacyContract: notice(
    'openPrivacyContract',
    '隐私保护指引',
    () => '在手机上，这里打开小程序的隐私保护指引。',
  ),
  onNeedPrivacyAuthorization: (fn: PrivacyHandler) => {
    privacyHandler = fn;
    privacy.on(fn as never);
  },
  showShareMenu: api('showShareMenu', () => {}),
  hideShareMenu: api('hideShareMenu', () => {}),
  updateShareMenu: api('updateShareMenu', () => {}),
  getShareInfo: api('getShareInfo', () => {
    throw new ApiError('not supported in the simulator');
  }),
  navigateToMiniProgram: notice(
    'navigateToMiniProgram',
    '打开小程序',
    ({ appId, path = '' }) => `在手机上，这里打开小程序 ${appId} ${path}`,
  ),
  openEmbeddedMiniProgram: notice(
    'openEmbeddedMiniProgram',
    '打开小程序',
    ({ appId }) => `在手机上，这里打开小程序 ${appId}`,
  ),
  navigateBackMiniProgram: api('navigateBackMiniProgram', () => phone.router.setVisible(false)),
  openCustomerServiceChat: notice(
    'openCustomerServiceChat',
    '客服会话',
    () => '在手机上，这里打开与客服的会话。',
  ),
  requestSubscribeMessage: api('requestSubscribeMessage', async ({ tmplIds = [] }) => {
    const { confirm } = await showModal({
      title: '订阅消息',
      content: `申请向你发送 ${tmplIds.length} 类消息`,
      confirmText: '允许',
      cancelText: '拒绝',
    });
    return Object.fromEntries(tmplIds.map((id: string) => [id, confirm ? 'accept' : 'reject']));
  }),
  requestPayment: api('requestPayment', async () => {
    await showModal({ title: '微信支付', content: '模拟器不会付款。', showCancel: false });
    throw new ApiError('cancel');
  }),
  makePhoneCall: notice('makePhoneCall', '拨打电话', ({ phoneNumber }) => String(phoneNumber)),
};
