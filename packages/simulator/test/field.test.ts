/** What `input` and `textarea` tell while a person types. */
import assert from 'node:assert/strict';
import type { SimPhone } from '../src/testing/index';
import { browserSuite, heard, hears } from './support';

browserSuite('a text field', (sim) => {
  let phone: SimPhone;

  before(async () => {
    phone = await sim().phone({ path: 'pages/field/field' });
  });

  const field = (selector: string) => phone.find(selector).locator('input, textarea');

  it('takes the focus from data, tells what is typed, confirms and loses the focus', async () => {
    await phone.setData({ focus: true });
    await hears(phone, 'plain', 'focus');
    await phone.page.keyboard.type('abcdefgh');
    await phone.page.keyboard.press('Enter');
    const events = await hears(phone, 'plain', 'blur');
    const told = events.filter(([, type]) => type !== 'keyboardheightchange');
    assert.deepEqual(
      told.map(([, type, detail]) => [type, (detail as { value: string }).value]),
      [
        ['input', 'a'],
        ['input', 'ab'],
        ['input', 'abc'],
        ['input', 'abcd'],
        ['input', 'abcde'],
        ['confirm', 'abcde'],
        ['blur', 'abcde'],
      ],
    );
    assert.deepEqual(told[2]?.[2], { value: 'abc', cursor: 3, keyCode: 67 });
    assert.equal(await field('#plain').getAttribute('enterkeyhint'), 'search');
  });

  it('shows what the handler returns instead of what was typed', async () => {
    await field('#upper').pressSequentially('abc');
    assert.equal(await field('#upper').inputValue(), 'ACB');
  });

  it('keeps the focus after a confirmation when it is to be held', async () => {
    await heard(phone);
    await field('#held').press('Enter');
    assert.deepEqual(await hears(phone, 'held', 'confirm'), [['held', 'confirm', { value: '' }]]);
    assert.equal(await field('#held').evaluate((one) => document.activeElement === one), true);
  });

  it('asks the phone for the keyboard that fits', async () => {
    assert.equal(await field('#secret').getAttribute('type'), 'password');
    assert.equal(await field('#digits').getAttribute('inputmode'), 'decimal');
    assert.equal(await field('#number').getAttribute('inputmode'), 'numeric');
    assert.equal(await field('#off').isDisabled(), true);
  });

  it('offers the name of the person, and has it reviewed', async () => {
    assert.equal(
      await phone.find('#nick').locator('datalist option').getAttribute('value'),
      '测试用户1',
    );
    await field('#nick').fill('测试用户1');
    await field('#nick').blur();
    const events = await hears(phone, 'nick', 'nicknamereview');
    assert.deepEqual(events.at(-1)?.[2], { pass: true, timeout: false });
  });

  it('selects the part that was asked for', async () => {
    await phone.setData({ select: true });
    await phone.page.waitForFunction(() => {
      const one = document.querySelector<HTMLInputElement>('#chosen input');
      return one?.selectionStart === 1 && one.selectionEnd === 3;
    });
  });

  it('grows with its lines', async () => {
    const before = (await phone.find('#area').boundingBox())?.height ?? 0;
    await field('#area').fill('one\ntwo\nthree');
    const events = await hears(phone, 'area', 'linechange');
    const counts = events.map(([, , detail]) => (detail as { lineCount?: number }).lineCount);
    assert.ok(counts.includes(3));
    assert.ok(((await phone.find('#area').boundingBox())?.height ?? 0) > before);
  });
});
