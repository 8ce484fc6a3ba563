/** Canvases of 2016 in the form programs stored them, and the picker of regions. */
import assert from 'node:assert/strict';
import type { SimPhone } from '../src/testing/index';
import { browserSuite, run } from './support';

browserSuite('a canvas of 2016', (sim) => {
  let phone: SimPhone;

  before(async () => {
    phone = await sim().phone({ path: 'pages/second/second' });
  });

  it('records its calls in the form that drawCanvas takes, and forgets them', async () => {
    const [actions, left] = await run<[unknown[], unknown[]]>(
      phone,
      `const context = wx.createContext();
       context.setStrokeStyle('#ff0000');
       context.setLineWidth(5);
       context.beginPath();
       context.moveTo(1, 2);
       context.lineTo(3, 4);
       context.stroke();
       context.setFillStyle('rgba(0, 0, 255, 0.5)');
       context.fillRect(1, 2, 3, 4);
       context.setGlobalAlpha(0.5);
       const gradient = context.createLinearGradient(0, 0, 9, 0);
       gradient.addColorStop(1, 'white');
       context.setFillStyle(gradient);
       done([context.getActions(), context.getActions()]);`,
    );
    const rect = { method: 'rect', data: [1, 2, 3, 4] };
    assert.deepEqual(actions, [
      { method: 'setStrokeStyle', data: ['normal', [255, 0, 0, 255]] },
      { method: 'setLineWidth', data: [5] },
      {
        method: 'strokePath',
        data: [
          { method: 'moveTo', data: [1, 2] },
          { method: 'lineTo', data: [3, 4] },
        ],
      },
      { method: 'setFillStyle', data: ['normal', [0, 0, 255, 128]] },
      { method: 'fillPath', data: [rect] },
      { method: 'setGlobalAlpha', data: [127] },
      {
        method: 'setFillStyle',
        data: ['linear', [0, 0, 9, 0], [[1, [255, 255, 255, 255]]]],
      },
    ]);
    assert.deepEqual(left, []);
  });

  it('plays what was stored', async () => {
    await phone.page.evaluate(`wx.drawCanvas({ canvasId: 'old', actions: [
      { method: 'setFillStyle', data: ['normal', [10, 20, 250, 255]] },
      { method: 'fillPath', data: [{ method: 'rect', data: [0, 0, 200, 60] }] },
      { method: 'unheardOf', data: [] },
    ] })`);
    await phone.page.waitForFunction(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[canvas-id="old"] canvas');
      const pixel = canvas?.getContext('2d')?.getImageData(20, 20, 1, 1).data;
      return pixel?.join() === '10,20,250,255';
    });
  });
});

browserSuite('a picker of regions', (sim) => {
  it('knows the districts of a city, and their codes', async () => {
    const phone = await sim().phone({ path: 'pages/kit/kit' });
    await phone.tap('#region');
    await phone.overlay('text=天津市').first().click();
    await phone.overlay('text=河东区').click();
    await phone.overlay('.confirm').click();
    await phone.see('#region', '天津市,天津市,河东区');
    const served = await fetch(`${sim().address}/__sim/regions.json`);
    const { province_list, county_list } = (await served.json()) as Record<string, object>;
    assert.equal(Object.keys(province_list ?? {}).length, 34);
    assert.ok(Object.keys(county_list ?? {}).length > 2800);
  });
});
