import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { useChromium } from '../src';

describe('the machine’s Chromium', () => {
  const chromium = useChromium();

  it('is a program', () => {
    assert.doesNotThrow(() => accessSync(chromium(), constants.X_OK));
  });
});
