/** Components beyond the form: pickers, rich text, things that move, the tags of 2016. */
import assert from 'node:assert/strict';
import type { SimPhone } from '../src/testing/index';
import { browserSuite } from './support';

browserSuite('a component of the kit', (sim) => {
  let phone: SimPhone;

  before(async () => {
    phone = await sim().phone({ path: 'pages/kit/kit' });
  });

  it('sets the navigation bar from the template', async () => {
    assert.equal(await phone.page.evaluate(() => window.__sim.phone.router.top?.nav.title), 'Kit');
  });

  it('picks from a list', async () => {
    await phone.tap('#selector');
    await phone.overlay('text=two').click();
    await phone.overlay('.confirm').click();
    await phone.see('#selector', 'selector two');
  });

  it('picks a date and keeps it when cancelled', async () => {
    await phone.tap('#date');
    await phone.overlay('text=28日').click();
    await phone.overlay('.cancel').click();
    assert.equal(await phone.text('#date'), 'date 2024-02-29');
    await phone.tap('#date');
    await phone.overlay('text=28日').click();
    await phone.overlay('.confirm').click();
    await phone.see('#date', 'date 2024-02-28');
  });

  it('turns a picker-view', async () => {
    await phone.find('#wheels').getByText('c0').click();
    await phone.see('#turned', '2,2');
  });

  it('shows rich text without what could run', async () => {
    assert.equal(await phone.text('#rich'), 'rich bold');
    assert.equal(await phone.find('#rich').locator('[onerror], script').count(), 0);
    assert.equal(await phone.text('#nodes'), 'nodes & text');
  });

  it('moves a movable-view and keeps it in its area', async () => {
    const box = await phone.find('#movable').boundingBox();
    const { x, y } = box ?? { x: 0, y: 0 };
    await phone.page.mouse.move(x + 20, y + 20);
    await phone.page.mouse.down();
    await phone.page.mouse.move(x + 400, y + 30, { steps: 4 });
    await phone.page.mouse.up();
    assert.match(await phone.text('#place'), /^150,20 touch/);
  });

  it('scrolls an element into view and tells the end once', async () => {
    await phone.setData({ into: 's19' });
    await phone.see('#lower', '1');
  });

  it('animates by createAnimation', async () => {
    const animation = await phone.page.evaluate(() => {
      const { wx } = globalThis as unknown as {
        wx: {
          createAnimation(o: object): { translateX(n: number): { step(): { export(): object } } };
        };
      };
      return wx.createAnimation({ duration: 50 }).translateX(30).step().export();
    });
    await phone.setData({ animation });
    await phone.page.waitForFunction(() => {
      const box = document.querySelector('#box');
      return box !== null && getComputedStyle(box).transform === 'matrix(1, 0, 0, 1, 30, 0)';
    });
  });

  it('offers a share card by its button', async () => {
    await phone.tap('#share');
    await phone.overlay('.modal .confirm').click();
    assert.deepEqual(await phone.lastShare(), {
      title: 'shared from button',
      path: '/pages/second/second?room=7',
    });
  });

  it('shows the dialog of 2016', async () => {
    await phone.setData({ modal: true });
    await phone.find('modal').getByText('确定').click();
    assert.equal(await phone.text('#turned'), 'confirm');
    await phone.setData({ sheet: true });
    await phone.find('action-sheet').getByText('cancel').click();
    await phone.find('action-sheet').waitFor({ state: 'hidden' });
  });
});

browserSuite('the second page of the conformance program', (sim) => {
  let phone: SimPhone;

  before(async () => {
    phone = await sim().phone({ path: 'pages/second/second' });
  });

  it('draws on a 2d canvas and on a legacy one', async () => {
    const colour = (selector: string) =>
      phone
        .find(selector)
        .locator('canvas')
        .evaluate((element) => {
          const canvas = element as HTMLCanvasElement;
          const context = canvas.getContext('2d');
          return [...(context?.getImageData(canvas.width / 4, canvas.height / 2, 1, 1).data ?? [])];
        });
    await phone.page.waitForFunction(
      () => document.querySelector('wx-canvas[canvas-id] canvas')?.getAttribute('width') !== '300',
    );
    assert.deepEqual(await colour('#c2d'), [7, 193, 96, 255]);
    assert.deepEqual(await colour('canvas[canvas-id="old"]'), [250, 81, 81, 255]);
  });

  it('turns a swiper by a drag', async () => {
    const box = await phone.find('#swiper').boundingBox();
    const { x, y } = box ?? { x: 0, y: 0 };
    await phone.page.mouse.move(x + 300, y + 50);
    await phone.page.mouse.down();
    await phone.page.mouse.move(x + 60, y + 50, { steps: 4 });
    await phone.page.mouse.up();
    await phone.see('#slide', '1');
  });

  it('finds elements by a selector query', async () => {
    const result = await phone.page.evaluate(
      () =>
        new Promise((resolve) => {
          const { wx } = globalThis as unknown as {
            wx: {
              createSelectorQuery(): {
                select(s: string): {
                  boundingClientRect(): { exec(f: (r: unknown[]) => void): void };
                };
              };
            };
          };
          wx.createSelectorQuery()
            .select('#query')
            .boundingClientRect()
            .exec(([found]) => resolve(found));
        }),
    );
    assert.equal((result as { id: string }).id, 'query');
    assert.ok((result as { width: number }).width > 300);
  });
});
