/** What components tell and show: pictures, buttons, lists that scroll, sliders, films, links. */
import assert from 'node:assert/strict';
import type { SimPhone } from '../src/testing/index';
import { FILM, PICTURE } from './samples';
import { browserSuite, type Heard, heard, hears } from './support';

const ofType = (events: Heard[], type: string) => events.filter((one) => one[1] === type);

/** Detail of the first event of a type. */
// biome-ignore lint/suspicious/noExplicitAny: each event has a detail of its own
function detailOf(events: Heard[], type: string): any {
  return ofType(events, type)[0]?.[2];
}

browserSuite('a part of a page', (sim) => {
  let phone: SimPhone;

  before(async () => {
    phone = await sim().phone({ path: 'pages/parts/parts' });
  });

  it('decodes entities and keeps spaces in a text', async () => {
    assert.equal(await phone.text('#decoded'), 'a<b\u00a0c & d&lt;');
    await phone.setData({ coded: '&gt;' });
    assert.equal(await phone.text('#decoded'), 'a<b\u00a0c >');
    assert.equal(await phone.text('#spaced'), 'x\u2002\u2002y');
  });

  it('fits a picture by each of the fourteen modes, and tells its size', async () => {
    const loads = ofType(await hears(phone, 'image-13', 'load'), 'load');
    assert.equal(loads.length, 14);
    assert.deepEqual(loads[0]?.[2], { width: 40, height: 20 });
    const shown = await phone.find('[id^="image-"]').evaluateAll((all) =>
      all.map((element) => {
        const { objectFit, objectPosition } = getComputedStyle(
          element.firstElementChild as Element,
        );
        return `${objectFit} ${objectPosition} ${element.clientWidth}x${element.clientHeight}`;
      }),
    );
    assert.deepEqual(shown, [
      'fill 50% 50% 60x60',
      'contain 50% 50% 60x60',
      'cover 50% 50% 60x60',
      'fill 50% 50% 60x30',
      'fill 50% 50% 120x60',
      'none 50% 50% 60x60',
      'none 50% 0px 60x60',
      'none 50% 100% 60x60',
      'none 0px 50% 60x60',
      'none 100% 50% 60x60',
      'none 0px 0px 60x60',
      'none 100% 0px 60x60',
      'none 0px 100% 60x60',
      'none 100% 100% 60x60',
    ]);
  });

  it('tells of a picture that is not there', async () => {
    await phone.setData({ broken: 'data:image/png;base64,AAAA' });
    const event = detailOf(await hears(phone, 'broken', 'error'), 'error');
    assert.match(event.errMsg, /404 \(Not Found\)$/);
  });

  it('chooses a portrait, tells who the person is, opens a conversation', async () => {
    await phone.choose([PICTURE], async () => {
      await phone.tap('#avatar');
      await phone.overlay('text=从相册选择').click();
    });
    const avatar = detailOf(await hears(phone, 'avatar', 'chooseavatar'), 'chooseavatar');
    assert.match(avatar.avatarUrl, /^http:\/\/tmp\/\w+\.png$/);
    await phone.tap('#info');
    await phone.overlay('.modal .confirm').click();
    const info = detailOf(await hears(phone, 'info', 'getuserinfo'), 'getuserinfo');
    assert.equal(info.errMsg, 'getUserInfo:ok');
    await phone.tap('#info');
    await phone.overlay('.modal .cancel').click();
    const denied = detailOf(await hears(phone, 'info', 'getuserinfo'), 'getuserinfo');
    assert.deepEqual(denied, { errMsg: 'getUserInfo:fail auth deny' });
    await phone.tap('#contact');
    await phone.overlay('.modal .confirm').click();
    await hears(phone, 'contact', 'contact');
  });

  it('does not tap a button that is disabled', async () => {
    await phone.find('#off').click({ force: true });
    assert.deepEqual(await heard(phone), []);
  });

  it('refreshes a scroll-view by a pull, and tells when it is over', async () => {
    const box = await phone.find('#pull').boundingBox();
    const { x = 0, y = 0 } = box ?? {};
    await phone.find('#pull').scrollIntoViewIfNeeded();
    await phone.page.mouse.move(x + 50, y + 10);
    await phone.page.mouse.down();
    await phone.page.mouse.move(x + 50, y + 160, { steps: 4 });
    await phone.page.mouse.up();
    const events = await hears(phone, 'pull', 'refresherrefresh');
    assert.ok(ofType(events, 'refresherpulling').length > 0);
    await phone.setData({ triggered: false });
    await hears(phone, 'pull', 'refresherrestore');
  });

  it('scrolls in both directions, and tells where it is', async () => {
    await phone.setData({ left: 100, top: 50 });
    const events = ofType(await hears(phone, 'both', 'scroll'), 'scroll');
    assert.deepEqual(events.at(-1)?.[2], {
      scrollLeft: 100,
      scrollTop: 50,
      scrollWidth: 600,
      scrollHeight: 400,
      deltaX: -100,
      deltaY: -50,
    });
    await phone.setData({ top: 300 });
    const lower = detailOf(await hears(phone, 'both', 'scrolltolower'), 'scrolltolower');
    assert.deepEqual(lower, { direction: 'bottom' });
    await phone.setData({ top: 0 });
    const upper = detailOf(await hears(phone, 'both', 'scrolltoupper'), 'scrolltoupper');
    assert.deepEqual(upper, { direction: 'top' });
  });

  it('slides in steps between its ends', async () => {
    const box = await phone.find('#slider').boundingBox();
    const { x = 0, y = 0, height = 0 } = box ?? {};
    await phone.page.mouse.move(x + 12, y + height / 2);
    await phone.page.mouse.down();
    await phone.page.mouse.move(x + 900, y + height / 2, { steps: 4 });
    await phone.page.mouse.up();
    const events = await hears(phone, 'slider', 'change');
    assert.deepEqual(ofType(events, 'change'), [['slider', 'change', { value: 20 }]]);
    const values = ofType(events, 'changing').map((one) => (one[2] as { value: number }).value);
    assert.ok(values.length > 0 && values.every((value) => value % 2 === 0), String(values));
  });

  it('fills a progress bar and tells when it is full', async () => {
    await phone.setData({ percent: 60 });
    const end = detailOf(await hears(phone, 'progress', 'activeend'), 'activeend');
    assert.deepEqual(end, { curPercent: 60 });
    assert.match(await phone.text('#progress'), /60%/);
  });

  it('turns an upright swiper to an item by its id', async () => {
    await phone.setData({ slide: 'c' });
    const events = await hears(phone, 'upright', 'animationfinish');
    assert.deepEqual(ofType(events, 'change')[0]?.[2], {
      current: 2,
      currentItemId: 'c',
      source: '',
    });
  });

  it('scales a movable-view', async () => {
    await phone.setData({ moved: 2 });
    const scale = detailOf(await hears(phone, 'scaled', 'scale'), 'scale');
    assert.equal(scale.scale, 2);
  });

  it('plays a film by its context, with what covers it on top', async () => {
    const source = `data:${FILM.mimeType};base64,${FILM.buffer.toString('base64')}`;
    await phone.setData({ film: source });
    const loaded = detailOf(await hears(phone, 'film', 'loadedmetadata'), 'loadedmetadata');
    assert.deepEqual([loaded.width, loaded.height], [32, 24]);
    await phone.page.evaluate('wx.createVideoContext("film").play()');
    await hears(phone, 'film', 'play');
    await phone.page.evaluate('wx.createVideoContext("film").pause()');
    await hears(phone, 'film', 'pause');
    assert.equal(await phone.text('#cover'), 'cover');
    assert.deepEqual(
      await phone.find('#cover-image').evaluate((one) => [one.clientWidth, one.clientHeight]),
      [20, 10],
    );
    await phone.setData({ film: 'data:video/mp4;base64,AAAA' });
    const bad = detailOf(await hears(phone, 'film', 'error'), 'error');
    assert.match(bad.errMsg, /^MEDIA_ERR/);
  });

  it('says that a camera is not there', async () => {
    await phone.reload();
    const event = detailOf(await hears(phone, 'camera', 'error'), 'error');
    assert.deepEqual(event, { errMsg: 'camera:fail not supported in the simulator' });
  });

  it('shows a toast of 2016 for its time, and a loading until it is taken away', async () => {
    await phone.setData({ toast: true, loading: true });
    await phone.find('#old-loading').waitFor();
    await hears(phone, 'old-toast', 'change');
    await phone.setData({ toast: false, loading: false });
    assert.equal(await phone.find('#old-loading').isVisible(), false);
  });

  it('opens a container over the page and closes it by its mask', async () => {
    await phone.setData({ show: true });
    await hears(phone, 'container', 'afterenter');
    await phone.find('#container').click({ position: { x: 20, y: 20 } });
    const events = await hears(phone, 'container', 'afterleave');
    assert.equal(ofType(events, 'clickoverlay').length, 1);
  });

  it('tells of scrolling and of the end of the page', async () => {
    await phone.wx('pageScrollTo', { scrollTop: 100_000, duration: 0 });
    const events = await hears(phone, 'page', 'bottom');
    assert.ok(events.some(([id, type, down]) => id === 'page' && type === 'scroll' && down));
  });

  it('shows a page of the web', async () => {
    await phone.setData({ web: `${sim().address}/__sim/avatars/1.svg` });
    const load = detailOf(await hears(phone, 'web', 'load'), 'load');
    assert.deepEqual(load, { src: `${sim().address}/__sim/avatars/1.svg` });
    await phone.setData({ web: '' });
  });

  it('follows links: to a page, in place of this one, in place of all', async () => {
    await phone.tap('#go');
    await phone.see('#query', 'link');
    assert.deepEqual(await phone.stack(), ['pages/parts/parts', 'pages/second/second']);
    await phone.wx('navigateBack');
    await phone.tap('#swap');
    await phone.find('#query').waitFor();
    assert.deepEqual(await phone.stack(), ['pages/second/second']);
    await phone.wx('redirectTo', { url: '/pages/parts/parts' });
    await phone.tap('#again');
    await phone.find('#submit').waitFor();
    assert.deepEqual(await phone.stack(), ['pages/form/form']);
  });
});
