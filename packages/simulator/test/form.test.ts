/** Controls and forms. */
import assert from 'node:assert/strict';
import { browserSuite } from './support';

browserSuite('a form in the simulator', (sim) => {
  it('submits the values of its controls by name', async () => {
    const phone = await sim().phone({ path: 'pages/form/form' });
    await phone.type('#name', 'Ann');
    await phone.type('#text', 'one\ntwo');
    await phone.tap('#radio-y');
    await phone.tap('#switch');
    await phone.tap('#submit');
    const value = JSON.parse(await phone.text('#result'));
    assert.deepEqual(value, {
      name: 'Ann',
      text: 'one\ntwo',
      boxes: ['b'],
      one: 'y',
      on: false,
      size: 30,
    });
  });

  it('checks a box by its label', async () => {
    const phone = await sim().phone({ path: 'pages/form/form' });
    await phone.find('label').click({ position: { x: 26, y: 8 } });
    await phone.tap('#submit');
    assert.deepEqual(JSON.parse(await phone.text('#result')).boxes, ['a', 'b']);
  });

  it('binds a value both ways with model:', async () => {
    const phone = await sim().phone({ path: 'pages/form/form' });
    await phone.type('#two-way', 'xyz');
    assert.equal(await phone.text('#echo'), '|xyz');
  });

  it('goes back to its first values on reset', async () => {
    const phone = await sim().phone({ path: 'pages/form/form' });
    await phone.tap('#switch');
    await phone.find('button').nth(1).click();
    await phone.tap('#submit');
    assert.equal(JSON.parse(await phone.text('#result')).on, true);
  });
});
