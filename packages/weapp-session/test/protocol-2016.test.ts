import assert from 'node:assert/strict';
import { createMemorySessionStore } from '../src';
import { testClock } from './helpers/clock';
import { assertFailure } from './helpers/failure';
import { firstHeaders, laterHeaders, useServices } from './helpers/service';
import { useWeixin } from './helpers/weixin';

describe('the protocol of 2016', () => {
  const weixin = useWeixin();
  const start = useServices();

  it('lets a request without a code go on without a user', async () => {
    const service = await start({ weixin: weixin() });
    assert.deepEqual((await service.get()).body, { user: null });
    const { rawData } = weixin().login();
    const answer = await service.get({ 'X-WX-RawData': encodeURIComponent(rawData) });
    assert.deepEqual(answer.body, { user: null });
  });

  it('takes empty headers for none', async () => {
    const service = await start({ weixin: weixin() });
    const empty = { 'X-WX-Code': '', 'X-WX-RawData': '', 'X-WX-Signature': '', 'X-WX-Session': '' };
    assert.deepEqual((await service.get(empty)).body, { user: null });
  });

  it('knows the user from the first request, openId written in', async () => {
    const service = await start({ weixin: weixin() });
    const phone = weixin().login('乐队 🎸', { city: 'Guangzhou', gender: 1 });
    const { status, body } = await service.get(firstHeaders(phone));
    assert.equal(status, 200);
    assert.deepEqual(body.user, {
      ...JSON.parse(phone.rawData),
      openId: phone.openId,
      id: body.user.id,
    });
    assert.equal(body.user.nickName, '乐队 🎸');
    assert.equal(body.user.city, 'Guangzhou');
    assert.match(body.user.id, /^[\w-]{22}$/);
    assert.notEqual(body.user.id, phone.openId);
  });

  it('knows the user from the code alone afterwards', async () => {
    const service = await start({ weixin: weixin() });
    const phone = weixin().login();
    const first = await service.get(firstHeaders(phone));
    const later = await service.get(laterHeaders(phone));
    assert.deepEqual(later.body, first.body);
    assert.equal(weixin().asked.get(phone.code), 1);
  });

  it('answers ERR_SESSION_EXPIRED to a code it does not know', async () => {
    const service = await start({ weixin: weixin() });
    assertFailure(await service.get({ 'X-WX-Code': 'unknown' }), 401, 'ERR_SESSION_EXPIRED');
    assert.equal(weixin().asked.size, 0);
  });

  it('forgets a code after 7200 seconds', async () => {
    const { now, pass } = testClock();
    const store = createMemorySessionStore({ now });
    const service = await start({ weixin: weixin(), store, now });
    const phone = weixin().login();
    await service.get(firstHeaders(phone));
    pass(7_199);
    assert.equal((await service.get(laterHeaders(phone))).status, 200);
    pass(1);
    assertFailure(await service.get(laterHeaders(phone)), 401, 'ERR_SESSION_EXPIRED');
  });

  it("drops the user's earlier code at a new login", async () => {
    const service = await start({ weixin: weixin() });
    const [earlier, later] = [weixin().login(), weixin().login()];
    await service.get(firstHeaders(earlier));
    await service.get(firstHeaders(later));
    assertFailure(await service.get(laterHeaders(earlier)), 401, 'ERR_SESSION_EXPIRED');
    assert.equal((await service.get(laterHeaders(later))).status, 200);
  });

  it('does not bring the earlier code back when its first request is repeated', async () => {
    const service = await start({ weixin: weixin() });
    const [earlier, later] = [weixin().login(), weixin().login()];
    await service.get(firstHeaders(earlier));
    await service.get(firstHeaders(later));
    const reason = 'ERR_SESSION_KEY_EXCHANGE_FAILED';
    const repeated = await service.get(firstHeaders(earlier));
    assertFailure(repeated, 401, reason);
    assert.equal(repeated.body.error.detail.errcode, 40163);
    assert.equal((await service.get(laterHeaders(later))).status, 200);
  });

  it('keeps the sessions of different users apart', async () => {
    const service = await start({ weixin: weixin() });
    const [one, other] = [weixin().login('One'), weixin().login('Other')];
    await Promise.all([service.get(firstHeaders(one)), service.get(firstHeaders(other))]);
    assert.equal((await service.get(laterHeaders(one))).body.user.nickName, 'One');
    assert.equal((await service.get(laterHeaders(other))).body.user.nickName, 'Other');
  });

  it('answers ERR_UNTRUSTED_RAW_DATA to a signature that is not of this rawData', async () => {
    const service = await start({ weixin: weixin() });
    const [phone, other] = [weixin().login('One'), weixin().login('Other')];
    const forged = { ...firstHeaders(phone), 'X-WX-RawData': encodeURIComponent(other.rawData) };
    assertFailure(await service.get(forged), 401, 'ERR_UNTRUSTED_RAW_DATA');
    assertFailure(await service.get(laterHeaders(phone)), 401, 'ERR_SESSION_EXPIRED');
  });

  it('takes the right signature after a wrong one, although the code is used', async () => {
    const service = await start({ weixin: weixin() });
    const phone = weixin().login();
    await service.get({ ...firstHeaders(phone), 'X-WX-Signature': '0'.repeat(40) });
    assert.equal((await service.get(firstHeaders(phone))).status, 200);
    assert.equal(weixin().asked.get(phone.code), 1);
  });

  it('shares the result with a phone that repeats its first request', async () => {
    const { now, pass } = testClock();
    const store = createMemorySessionStore({ now });
    const service = await start({ weixin: weixin(), store, now });
    const phone = weixin().login();
    const first = await service.get(firstHeaders(phone));
    pass(3_600);
    assert.deepEqual((await service.get(firstHeaders(phone))).body, first.body);
    assert.equal(weixin().asked.get(phone.code), 1);
    pass(3_600);
    assertFailure(await service.get(laterHeaders(phone)), 401, 'ERR_SESSION_EXPIRED');
  });

  it('does not let rawData say who the user is', async () => {
    const service = await start({ weixin: weixin() });
    const phone = weixin().login('Mallory', {
      openId: 'another',
      id: 'another',
      unionId: 'another',
    });
    const { user } = (await service.get(firstHeaders(phone))).body;
    assert.equal(user.openId, phone.openId);
    assert.notEqual(user.id, 'another');
    assert.equal('unionId' in user, false);
  });
});
