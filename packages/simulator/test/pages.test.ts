/** Pages: templates, events, lives, navigation. */
import assert from 'node:assert/strict';
import { browserSuite } from './support';

browserSuite('a page in the simulator', (sim) => {
  it('renders templates, wxs, loops and includes', async () => {
    const phone = await sim().phone();
    assert.equal(await phone.text('#title'), 'Hello');
    assert.equal(await phone.text('#wxs'), 'ABCtrue');
    assert.equal(await phone.text('.pair'), '1=2');
    assert.deepEqual(await phone.find('.item').allTextContents(), ['0:A', '1:B']);
    assert.equal(await phone.text('#included'), 'included Hello');
    assert.equal(await phone.find('#no').count(), 0);
  });

  it('lives in the order WeChat gives', async () => {
    const phone = await sim().phone();
    assert.equal(await phone.text('#log'), 'app launch app show load {} show ready');
  });

  it('gets a tap with plain targets, and updates what is shown', async () => {
    const phone = await sim().phone();
    await phone.tap('#title');
    assert.equal(await phone.text('#title'), 'tapped first 7');
    const { event } = await phone.data<{ event: { target: { id: string; dataset: object } } }>();
    assert.equal(event.target.id, 'title');
    assert.deepEqual(event.target.dataset, { kind: 'first', longName: 7 });
    assert.equal(await phone.text('#no'), 'no');
  });

  it('gets a longpress instead of a tap', async () => {
    const phone = await sim().phone();
    await phone.find('#title').click({ delay: 500 });
    assert.equal(await phone.text('#title'), 'pressed');
  });

  it('opens another page with a query and a channel, and comes back', async () => {
    const phone = await sim().phone();
    await phone.tap('#open');
    assert.equal(await phone.text('#query'), '{"a":"1","b":"x%20y"}');
    assert.equal(await phone.text('#channel'), 'from home');
    assert.deepEqual(await phone.stack(), ['pages/home/home', 'pages/second/second']);
    await phone.wx('navigateBack');
    assert.equal(await phone.path(), 'pages/home/home');
    assert.equal(await phone.text('#title'), 'back again');
  });

  it('keeps its styles to itself', async () => {
    const phone = await sim().phone();
    await phone.tap('#open');
    const colour = await phone.find('#leak').evaluate((element) => getComputedStyle(element).color);
    assert.notEqual(colour, 'rgb(255, 0, 0)');
  });

  it('measures rpx against a width of 750', async () => {
    const phone = await sim().phone({ size: { width: 375, height: 700 } });
    const box = await phone.find('#sized').boundingBox();
    assert.deepEqual([box?.width, box?.height], [100, 50]);
  });

  it('keeps position: fixed above the bottom of its own box', async () => {
    const phone = await sim().phone({ path: 'pages/second/second' });
    const box = await phone.find('#fixed').boundingBox();
    assert.equal((box?.y ?? 0) + (box?.height ?? 0), 844);
  });
});

browserSuite('a component in the simulator', (sim) => {
  it('is styled by its own sheet only, and its host by :host', async () => {
    const phone = await sim().phone();
    const box = phone.find('#card');
    assert.equal(await box.evaluate((element) => getComputedStyle(element).display), 'block');
    const border = await box
      .locator('wx-view')
      .evaluate((element) => getComputedStyle(element).borderTopColor);
    assert.equal(border, 'rgb(7, 193, 96)');
    const row = await phone
      .find('.row')
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
    assert.equal(row, 'rgb(255, 255, 255)');
  });

  it('puts children into the slots they name, in the order of the slots', async () => {
    const phone = await sim().phone();
    assert.equal(await phone.text('#card'), 'Cardbodyslotted');
  });

  it('triggers events of its own', async () => {
    const phone = await sim().phone();
    await phone.find('#card').locator('wx-view').click();
    assert.equal(await phone.text('#title'), 'picked Card');
  });

  it('lives and hears the life of its page', async () => {
    const phone = await sim().phone();
    const life = () =>
      phone.page.evaluate(() => {
        const page = window.__sim.phone.router.stack[0]?.instance as unknown as {
          selectComponent(s: string): { life: string[] };
        };
        return page.selectComponent('#card').life;
      });
    assert.deepEqual(await life(), ['created', 'attached', 'show', 'ready']);
    await phone.tap('#open');
    assert.equal((await life()).at(-1), 'hide');
  });
});
