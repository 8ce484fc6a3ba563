import assert from 'node:assert/strict';
import { clientMessages } from '@weapp-samples/contracts';

const parse = (event: keyof typeof clientMessages, payload: unknown) =>
  clientMessages[event].schema.safeParse(payload);

describe('the messages of game clients', () => {
  it('are taken as the clients of 2016 send them', () => {
    const user = { uid: 'a1b2c3d4-e5f6', uname: '小明', uavatar: 'https://wx.qlogo.cn/a/0' };
    assert.ok(parse('hello', { user }).success);
    assert.ok(parse('hello', { user: { uid: 'a', uname: '', uavatar: null } }).success);
    assert.ok(parse('hello', { user, cordinate: { lat: 22.5, lng: 113.9 } }).success);
    assert.ok(parse('join', undefined).success);
    assert.ok(parse('leave', undefined).success);
    assert.ok(parse('choice', { choice: 3 }).success);
    assert.ok(parse('face', { face: 4 }).success);
  });

  const wrong: [keyof typeof clientMessages, unknown, string][] = [
    ['hello', 'me', ''],
    ['hello', { user: { uid: '' } }, 'user.uid'],
    ['hello', { user: { uid: 'robot-1' } }, 'user.uid'],
    ['hello', { user: { uid: 'a', uname: 'x'.repeat(65) } }, 'user.uname'],
    ['hello', { user: { uid: 'a', uavatar: 'javascript:alert(1)' } }, 'user.uavatar'],
    ['hello', { user: { uid: 'a' }, coordinate: { lat: 91, lng: 0 } }, 'coordinate.lat'],
    ['join', { roomId: '../x' }, 'roomId'],
    ['choice', { choice: 4 }, 'choice'],
    ['choice', { choice: '1' }, 'choice'],
    ['face', {}, 'face'],
  ];
  for (const [event, payload, field] of wrong) {
    it(`are refused when ${event} is ${JSON.stringify(payload).slice(0, 60)}`, () => {
      assert.equal(parse(event, payload).error?.issues[0]?.path.join('.'), field);
    });
  }
});
