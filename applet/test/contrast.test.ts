import assert from 'node:assert/strict';
import { readText } from './project-files';

type Tokens = ReadonlyMap<string, string>;

const declared = (css: string): Tokens =>
  new Map(
    [...css.matchAll(/--([\w-]+):\s*(#[\da-f]{6});/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

const sheet = readText('app.wxss');
const darkAt = sheet.indexOf('@media (prefers-color-scheme: dark)');
const light = declared(sheet.slice(0, darkAt));
const themes = { light, dark: new Map([...light, ...declared(sheet.slice(darkAt))]) };

/** Relative luminance (WCAG 2.2). */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** Text, and what it stands on somewhere. */
const pairs: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['text', ['bg', 'surface', 'surface-2', 'btn', 'brand-soft']],
  ['text-2', ['bg', 'surface', 'surface-2', 'brand-soft']],
  ['text-3', ['bg', 'surface', 'surface-2']],
  ['brand', ['bg', 'surface', 'brand-soft']],
  ['brand-on', ['brand']],
  ['danger', ['bg', 'surface', 'danger-soft']],
  ['warn', ['warn-soft']],
];

describe('the colours of the mini-program', () => {
  for (const [theme, tokens] of Object.entries(themes)) {
    it(`can be read: AA for every text, ${theme}`, () => {
      const weak = pairs.flatMap(([text, grounds]) =>
        grounds
          .map((ground) => {
            const ratio = contrast(tokens.get(text) ?? '#000000', tokens.get(ground) ?? '#000000');
            return { text, ground, ratio };
          })
          .filter(({ ratio }) => ratio < 4.5),
      );
      assert.deepEqual(weak, []);
    });
  }

  it('are compared as WCAG does', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21);
    assert.ok(Math.abs(contrast('#767676', '#ffffff') - 4.54) < 0.01);
  });
});
