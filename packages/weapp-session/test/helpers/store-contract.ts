/** What every session store must do; called inside the suite of each. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionRecord, SessionStore, SettledExchange } from '../../src';

const HOUR = 3_600_000;
let serial = 0;

/** A session of a user nobody else has. */
function sessionOf(userId = `user-${++serial}`, codeName = `code-${++serial}`): SessionRecord {
  const fields = { nickName: '乐队 🎸', gender: 1, ok: true };
  return { openId: `openid-${userId}`, id: userId, fields, codeName, sealedKey: 'sealed' };
}

const granted = (openId: string): SettledExchange => ({
  state: 'granted',
  grant: { openId, sealedKey: 'sealed', grantedAt: 1_750_000_000_000 },
});

const failed = (owner: string): SettledExchange => ({
  state: 'failed',
  owner,
  failure: { message: 'no', status: 401, detail: { errcode: 40029, errmsg: 'invalid code' } },
});

const limits = (now = Date.now()) => ({
  now,
  ttlMs: HOUR,
  maxTokens: 3,
  profileTtlMs: 2 * HOUR,
});

function exchangeContract(store: () => SessionStore) {
  it('gives an exchange to one owner only', async () => {
    const { codeName } = sessionOf();
    const owners = ['a', 'b', 'c', 'd'];
    const claims = await Promise.all(
      owners.map((owner) => store().claimExchange(codeName, owner, HOUR)),
    );
    assert.equal(claims.filter((claim) => claim === null).length, 1);
    const owner = owners[claims.indexOf(null)] ?? '';
    for (const claim of claims.filter((claim) => claim !== null)) {
      assert.deepEqual(claim, { state: 'pending', owner });
    }
  });

  it('shows a grant to all who come after', async () => {
    const { codeName } = sessionOf();
    await store().claimExchange(codeName, 'a', HOUR);
    assert.equal(await store().settleExchange(codeName, 'a', granted('x'), HOUR), true);
    assert.deepEqual(await store().claimExchange(codeName, 'b', HOUR), granted('x'));
    assert.deepEqual(await store().readExchange(codeName), granted('x'));
  });

  it('shows a failure to who waits and lets who comes try again', async () => {
    const { codeName } = sessionOf();
    await store().claimExchange(codeName, 'a', HOUR);
    await store().settleExchange(codeName, 'a', failed('a'), HOUR);
    assert.deepEqual(await store().readExchange(codeName), failed('a'));
    assert.equal(await store().claimExchange(codeName, 'b', HOUR), null);
    assert.deepEqual(await store().readExchange(codeName), { state: 'pending', owner: 'b' });
  });

  it('does not let one settle what another took over', async () => {
    const { codeName } = sessionOf();
    await store().claimExchange(codeName, 'a', HOUR);
    assert.equal(await store().settleExchange(codeName, 'b', failed('b'), HOUR), false);
    assert.deepEqual(await store().readExchange(codeName), { state: 'pending', owner: 'a' });
  });

  it('lets go of an exchange whose lease is over, and still takes its grant', async () => {
    const { codeName } = sessionOf();
    await store().claimExchange(codeName, 'a', 1);
    await sleep(5);
    assert.equal(await store().readExchange(codeName), null);
    assert.equal(await store().settleExchange(codeName, 'a', granted('x'), HOUR), true);
  });

  it('forgets a settled exchange after its time', async () => {
    const { codeName } = sessionOf();
    await store().claimExchange(codeName, 'a', HOUR);
    await store().settleExchange(codeName, 'a', granted('x'), 1);
    await sleep(5);
    assert.equal(await store().readExchange(codeName), null);
  });
}

function codeContract(store: () => SessionStore) {
  it('finds the session of a code as it was bound', async () => {
    const session = { ...sessionOf(), unionId: 'union' };
    assert.equal(await store().bindCode(session, HOUR, HOUR), null);
    assert.deepEqual(await store().findCode(session.codeName), { session, profile: null });
  });

  it('tells whether the exchange of a code without a session is under way', async () => {
    const { codeName } = sessionOf();
    assert.deepEqual(await store().findCode(codeName), { pending: false });
    await store().claimExchange(codeName, 'a', HOUR);
    assert.deepEqual(await store().findCode(codeName), { pending: true });
    await store().settleExchange(codeName, 'a', granted('x'), HOUR);
    assert.deepEqual(await store().findCode(codeName), { pending: false });
  });

  it("drops the user's earlier code and its grant", async () => {
    const earlier = sessionOf();
    const later = sessionOf(earlier.id);
    await store().settleExchange(earlier.codeName, 'a', granted('x'), HOUR);
    await store().bindCode(earlier, HOUR, HOUR);
    await store().bindCode(later, HOUR, HOUR);
    assert.deepEqual(await store().findCode(earlier.codeName), { pending: false });
    assert.equal(await store().readExchange(earlier.codeName), null);
    assert.deepEqual(await store().findCode(later.codeName), { session: later, profile: null });
  });

  it('leaves one code however many are bound at once', async () => {
    const sessions = Array.from({ length: 8 }, () => sessionOf('busy-user'));
    await Promise.all(sessions.map((session) => store().bindCode(session, HOUR, HOUR)));
    const found = await Promise.all(sessions.map(({ codeName }) => store().findCode(codeName)));
    assert.equal(found.filter((one) => 'session' in one).length, 1);
  });

  it('keeps a code that is bound again', async () => {
    const session = sessionOf();
    await store().bindCode(session, HOUR, HOUR);
    await store().bindCode(session, HOUR, HOUR);
    assert.ok('session' in (await store().findCode(session.codeName)));
  });

  it("leaves other users' codes alone", async () => {
    const [one, other] = [sessionOf(), sessionOf()];
    await store().bindCode(one, HOUR, HOUR);
    await store().bindCode(other, HOUR, HOUR);
    assert.ok('session' in (await store().findCode(one.codeName)));
  });

  it('forgets a code after its time', async () => {
    const session = sessionOf();
    await store().bindCode(session, 1, HOUR);
    await sleep(5);
    assert.deepEqual(await store().findCode(session.codeName), { pending: false });
  });

  it('drops a code with its grant', async () => {
    const session = sessionOf();
    await store().settleExchange(session.codeName, 'a', granted('x'), HOUR);
    await store().bindCode(session, HOUR, HOUR);
    await store().dropCode(session);
    assert.deepEqual(await store().findCode(session.codeName), { pending: false });
    assert.equal(await store().readExchange(session.codeName), null);
  });
}

function tokenContract(store: () => SessionStore) {
  const found = async (name: string) => (await store().findToken(name)) !== null;

  it('finds the session of a token as it was opened', async () => {
    const session = sessionOf();
    assert.equal(await store().openToken(`t-${session.id}`, session, limits()), null);
    assert.deepEqual(await store().findToken(`t-${session.id}`), { session, profile: null });
    assert.equal(await store().findToken('t-unknown'), null);
  });

  it('keeps several tokens of a user and ends the oldest beyond the limit', async () => {
    const session = sessionOf();
    const names = ['1', '2', '3', '4', '5'].map((n) => `t${n}-${session.id}`);
    const start = Date.now();
    for (const [i, name] of names.entries()) {
      await store().openToken(name, session, limits(start + i));
    }
    assert.deepEqual(await Promise.all(names.map(found)), [false, false, true, true, true]);
  });

  it('counts no token that was dropped', async () => {
    const session = sessionOf();
    const names = ['1', '2', '3', '4'].map((n) => `t${n}-${session.id}`);
    const start = Date.now();
    for (const [i, name] of names.entries()) {
      if (i === 3) await store().dropToken(names[1] ?? '', session);
      await store().openToken(name, session, limits(start + i));
    }
    assert.deepEqual(await Promise.all(names.map(found)), [true, false, true, true]);
  });

  it('forgets a token after its time', async () => {
    const session = sessionOf();
    await store().openToken(`t-${session.id}`, session, { ...limits(), ttlMs: 1 });
    await sleep(5);
    assert.equal(await found(`t-${session.id}`), false);
  });

  it('drops a token with the grant of its code', async () => {
    const session = sessionOf();
    await store().settleExchange(session.codeName, 'a', granted('x'), HOUR);
    await store().openToken(`t-${session.id}`, session, limits());
    await store().dropToken(`t-${session.id}`, session);
    assert.equal(await found(`t-${session.id}`), false);
    assert.equal(await store().readExchange(session.codeName), null);
  });
}

function profileContract(store: () => SessionStore) {
  const profile = { nickName: '表情 😀', avatarUrl: 'https://example.com/a.png' };

  it("gives a user's profile with each session of the user", async () => {
    const session = sessionOf();
    await store().bindCode(session, HOUR, HOUR);
    await store().saveProfile(session.id, profile, HOUR);
    assert.deepEqual(await store().openToken(`t-${session.id}`, session, limits()), profile);
    assert.deepEqual(await store().findToken(`t-${session.id}`), { session, profile });
    assert.deepEqual(await store().findCode(session.codeName), { session, profile });
    assert.deepEqual(await store().bindCode(session, HOUR, HOUR), profile);
  });

  it('replaces a profile', async () => {
    const session = sessionOf();
    await store().saveProfile(session.id, { ...profile, nickName: 'before' }, HOUR);
    await store().saveProfile(session.id, profile, HOUR);
    assert.deepEqual(await store().bindCode(session, HOUR, HOUR), profile);
  });

  it('keeps a profile longer at each login, and forgets it after its time', async () => {
    const session = sessionOf();
    await store().saveProfile(session.id, profile, 40);
    await store().bindCode(session, HOUR, HOUR);
    const other = sessionOf();
    await store().saveProfile(other.id, profile, 40);
    await sleep(60);
    assert.deepEqual(await store().bindCode(session, HOUR, HOUR), profile);
    assert.equal(await store().bindCode(other, HOUR, HOUR), null);
  });
}

/** Registers the tests every store must pass. */
export function storeContract(store: () => SessionStore): void {
  describe('exchanges', () => exchangeContract(store));
  describe('codes', () => codeContract(store));
  describe('tokens', () => tokenContract(store));
  describe('profiles', () => profileContract(store));
}
