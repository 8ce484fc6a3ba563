/** The calls a newcomer tries first: each does what WeChat documents, and says so in the same words. */
import assert from 'node:assert/strict';
import type { SimPhone } from '../src/testing/index';
import { browserSuite, run } from './support';

browserSuite('a call of wx', (sim) => {
  let phone: SimPhone;

  before(async () => {
    phone = await sim().phone({ geolocation: { latitude: 22.54321, longitude: 113.98765 } });
  });

  /** Value of an expression in the phone. */
  const value = <T>(code: string): Promise<T> => phone.page.evaluate(code) as Promise<T>;
  const confirm = () => phone.overlay('.modal .confirm').click();
  const cancel = () => phone.overlay('.modal .cancel').click();

  it('calls success and complete, or fail and complete, with the same result', async () => {
    const calls = await run<[string, string][]>(
      phone,
      `const heard = [];
       const note = (name) => (result) => { heard.push([name, result.errMsg]); if (heard.length === 4) done(heard); };
       wx.getStorageInfo({ success: note('success'), fail: note('fail'), complete() {
         note('complete')({ errMsg: 'first' });
         wx.getStorage({ key: 'none', success: note('success'), fail: note('fail'), complete: note('complete') });
       } });`,
    );
    assert.deepEqual(calls, [
      ['success', 'getStorageInfo:ok'],
      ['complete', 'first'],
      ['fail', 'getStorage:fail data not found'],
      ['complete', 'getStorage:fail data not found'],
    ]);
  });

  it('keeps, lists and clears what is stored, at once too', async () => {
    const result = await value(
      `(() => {
         wx.setStorageSync('n', 1); wx.setStorageSync('o', { a: [1] });
         const found = [wx.getStorageSync('n'), wx.getStorageSync('o'), wx.getStorageInfoSync().keys.sort()];
         wx.removeStorageSync('n');
         const left = wx.getStorageInfoSync().keys;
         wx.clearStorageSync();
         return [...found, left, wx.getStorageInfoSync().keys];
       })()`,
    );
    assert.deepEqual(result, [1, { a: [1] }, ['n', 'o'], ['o'], []]);
  });

  it('knows whether a login holds, and asks before it tells who a person is', async () => {
    await assert.rejects(phone.wx('checkSession'), /checkSession:fail session expired/);
    assert.equal(typeof (await phone.wx('login')).code, 'string');
    assert.equal((await phone.wx('checkSession')).errMsg, 'checkSession:ok');
    const told = phone.wx('getUserProfile', { desc: 'for the table' });
    await confirm();
    const { userInfo } = (await told) as { userInfo: { nickName: string } };
    assert.equal(userInfo.nickName, '测试用户1');
    const denied = assert.rejects(phone.wx('getUserProfile', { desc: 'x' }), /fail auth deny/);
    await cancel();
    await denied;
  });

  it('describes phone, window and program', async () => {
    const info = await value<Record<string, unknown>>(
      `({ ...wx.getSystemInfoSync(), window: wx.getWindowInfo(), device: wx.getDeviceInfo(), base: wx.getAppBaseInfo(), capsule: wx.getMenuButtonBoundingClientRect(), account: wx.getAccountInfoSync().miniProgram.appId })`,
    );
    assert.deepEqual(
      [info.windowWidth, info.screenHeight, info.platform, info.language],
      [390, 844, 'devtools', 'zh_CN'],
    );
    assert.equal((info.window as { windowHeight: number }).windowHeight, info.windowHeight);
    assert.equal((info.device as { model: string }).model, info.model);
    assert.equal((info.base as { SDKVersion: string }).SDKVersion, info.SDKVersion);
    assert.equal((info.capsule as { width: number }).width, 87);
    assert.equal(info.account, 'wxconformance');
    assert.equal((await phone.wx('getSystemInfo')).errMsg, 'getSystemInfo:ok');
  });

  it('says what it can: APIs, components, their attributes', async () => {
    const answers = await value(
      `['request', 'getSystemInfoSync.return.safeArea', 'button', 'button.open-type.contact', 'input.bindnicknamereview', 'openBluetoothAdapter', 'live-pusher', 'button.nothing', 'nothing'].map(wx.canIUse)`,
    );
    assert.deepEqual(answers, [true, true, true, true, true, false, false, false, false]);
  });

  it('turns bytes into base64 and back, and runs what comes next after this', async () => {
    const result = await run(
      phone,
      `const text = wx.arrayBufferToBase64(Uint8Array.from([0, 255, 7]).buffer);
       const order = [];
       wx.nextTick(() => done([text, [...new Uint8Array(wx.base64ToArrayBuffer(text))], order]));
       order.push('first');`,
    );
    assert.deepEqual(result, ['AP8H', [0, 255, 7], ['first']]);
  });

  it('tells of the network, of its loss, of going to the background and of coming back', async () => {
    await value(
      `(() => { const told = (globalThis.told = []);
         wx.onNetworkStatusChange((one) => told.push(one));
         wx.onAppHide(() => told.push('hide')); wx.onAppShow(({ path }) => told.push('show ' + path)); })()`,
    );
    assert.equal((await phone.wx('getNetworkType')).networkType, 'wifi');
    await phone.setOnline(false);
    assert.equal((await phone.wx('getNetworkType')).networkType, 'none');
    await phone.setOnline(true);
    await phone.setVisible(false);
    await phone.setVisible(true);
    assert.deepEqual(await value('told'), [
      { isConnected: false, networkType: 'none' },
      { isConnected: true, networkType: 'wifi' },
      'hide',
      'show pages/home/home',
    ]);
  });

  it('asks before it tells where the person is, once', async () => {
    const told = phone.wx('getLocation');
    await phone.overlay('text=获取你的位置信息').waitFor();
    await confirm();
    const { latitude, errMsg } = await told;
    assert.deepEqual([latitude, errMsg], [22.54321, 'getLocation:ok']);
    assert.equal((await phone.wx('getLocation')).latitude, 22.54321);
    const rough = phone.wx('getFuzzyLocation');
    await confirm();
    assert.deepEqual(await rough, {
      latitude: 22.54,
      longitude: 113.99,
      errMsg: 'getFuzzyLocation:ok',
    });
    const { authSetting } = await phone.wx('getSetting');
    assert.deepEqual(authSetting, {
      'scope.userLocation': true,
      'scope.userFuzzyLocation': true,
    });
  });

  it('fails for good after the person refused', async () => {
    const refused = assert.rejects(
      phone.wx('authorize', { scope: 'scope.writePhotosAlbum' }),
      /authorize:fail auth deny/,
    );
    await cancel();
    await refused;
    await assert.rejects(
      phone.wx('saveImageToPhotosAlbum', { filePath: 'http://tmp/x.png' }),
      /saveImageToPhotosAlbum:fail auth deny/,
    );
  });

  it('copies, vibrates, and shows what a phone would do', async () => {
    await phone.wx('setClipboardData', { data: 'copied' });
    await phone.overlay('text=内容已复制').waitFor();
    assert.equal((await phone.wx('getClipboardData')).data, 'copied');
    assert.equal((await phone.wx('vibrateShort', { type: 'light' })).errMsg, 'vibrateShort:ok');
    const call = phone.wx('makePhoneCall', { phoneNumber: '10086' });
    await phone.overlay('text=10086').waitFor();
    await confirm();
    assert.equal((await call).errMsg, 'makePhoneCall:ok');
  });

  it('is never out of date', async () => {
    const update = await run(phone, 'wx.getUpdateManager().onCheckForUpdate(done)');
    assert.deepEqual(update, { hasUpdate: false });
  });

  it('shows and hides a loading, and knows when there is none', async () => {
    await phone.wx('showLoading', { title: 'wait' });
    await phone.overlay('.toast >> text=wait').waitFor();
    await phone.wx('hideLoading');
    await assert.rejects(phone.wx('hideLoading'), /hideLoading:fail toast can't be found/);
    await assert.rejects(
      phone.wx('showModal', { confirmText: 'too long' }),
      /confirmText length should not larger than 4 Chinese characters/,
    );
  });

  it('sets the navigation bar, and refuses a colour it cannot have', async () => {
    const nav = 'window.__sim.phone.router.top.nav';
    await phone.wx('setNavigationBarTitle', { title: 'Set' });
    assert.equal(await value(`${nav}.title`), 'Set');
    await phone.wx('showNavigationBarLoading');
    await phone.wx('hideNavigationBarLoading');
    await phone.wx('setNavigationBarColor', {
      frontColor: '#ffffff',
      backgroundColor: '#123456',
    });
    const shown = await value(
      `getComputedStyle(${nav}.element).backgroundColor + getComputedStyle(${nav}.element.shadowRoot.querySelector('.bar')).backgroundColor`,
    );
    assert.match(String(shown), /rgb\(18, 52, 86\)/);
    await assert.rejects(
      phone.wx('setNavigationBarColor', { frontColor: '#123456', backgroundColor: '#000000' }),
      /setNavigationBarColor:fail invalid frontColor/,
    );
  });

  it('leads to a page that is not there as little as WeChat does', async () => {
    for (const name of ['navigateTo', 'redirectTo', 'reLaunch'])
      await assert.rejects(
        phone.wx(name, { url: '/pages/none/none' }),
        new RegExp(`${name}:fail page "pages/none/none" is not found`),
      );
  });

  it('reads fields of elements by a query', async () => {
    const [box, all, view, missing] = await run<[Record<string, unknown>, unknown[], object, null]>(
      phone,
      `const query = wx.createSelectorQuery();
       query.select('#title').fields({ id: true, dataset: true, size: true, properties: ['hoverClass'], computedStyle: ['font-weight'] });
       query.selectAll('.item').boundingClientRect();
       query.selectViewport().scrollOffset();
       query.select('#none').boundingClientRect();
       query.exec(done);`,
    );
    assert.deepEqual(
      [box.id, box.dataset, box['font-weight'], box.hoverClass],
      ['title', { kind: 'first', longName: 7 }, '600', 'pressed'],
    );
    assert.equal(all.length, 2);
    assert.equal((view as { scrollTop: number }).scrollTop, 0);
    assert.equal(missing, null);
  });

  it('animates elements of a page by this.animate', async () => {
    const opacity = await run(
      phone,
      `const page = getCurrentPages().at(-1);
       page.animate('#title', [{ opacity: 1 }, { opacity: 0.25, ease: 'linear' }], 30, () => {
         const shown = getComputedStyle(document.querySelector('#title')).opacity;
         page.clearAnimation('#title', () => done([shown, getComputedStyle(document.querySelector('#title')).opacity]));
       });`,
    );
    assert.deepEqual(opacity, ['0.25', '1']);
  });
});
