import assert from 'node:assert/strict';
import { RequestError } from '../lib/errors';
import { createPager, type PagedView, type Portion } from '../lib/pager';

type Answer = Portion<string, number> | Error;

const offline = new RequestError('offline', '连接不上');

/** A pager over a server that answers when it is told to, and what it has shown. */
function pagerOver(...answers: (Answer | Promise<Answer>)[]) {
  const asked: (number | undefined)[] = [];
  const views: PagedView<string>[] = [];
  const notices: string[] = [];
  const pager = createPager<string, number>({
    fetch: async (cursor) => {
      asked.push(cursor);
      const answer = await answers.shift();
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    },
    keyOf: (item) => item,
    changed: (view) => views.push(view),
    notice: (text) => notices.push(text),
  });
  return { pager, asked, views, notices };
}

const first: Portion<string, number> = { items: ['a', 'b'], next: 2 };
const last: Portion<string, number> = { items: ['b', 'c'], next: null };

describe('a list that comes page by page', () => {
  it('shows the first page, then the next, each item once, and knows the end', async () => {
    const { pager, asked, views } = pagerOver(first, last);
    await pager.load();
    assert.equal(views[0]?.loading, 'first');
    assert.deepEqual([pager.view().items, pager.view().isAll], [['a', 'b'], false]);
    await pager.more();
    assert.deepEqual([pager.view().items, pager.view().isAll], [['a', 'b', 'c'], true]);
    await pager.more();
    assert.deepEqual(asked, [undefined, 2]);
  });

  it('asks for the next page once, however often the end is reached', async () => {
    const { pager, asked } = pagerOver(first, last);
    await pager.load();
    await Promise.all([pager.more(), pager.more()]);
    assert.equal(asked.length, 2);
  });

  it('says why there is nothing, and begins again', async () => {
    const { pager } = pagerOver(offline, first);
    await pager.load();
    assert.equal(pager.view().error, '连接不上');
    await pager.load();
    assert.deepEqual([pager.view().error, pager.view().items], ['', ['a', 'b']]);
  });

  it('keeps what is shown when it cannot be loaded anew', async () => {
    const { pager, notices } = pagerOver(first, offline);
    await pager.load();
    await pager.load();
    assert.deepEqual([pager.view().items, pager.view().error], [['a', 'b'], '']);
    assert.deepEqual(notices, ['连接不上']);
  });

  it('does not call a list complete whose next page failed, and goes on', async () => {
    const { pager } = pagerOver(first, offline, last);
    await pager.load();
    await pager.more();
    assert.deepEqual([pager.view().moreError, pager.view().isAll], ['连接不上', false]);
    await pager.more();
    assert.deepEqual([pager.view().moreError, pager.view().isAll], ['', true]);
  });

  it('forgets a next page that comes after the list was loaded anew', async () => {
    let arrive: (answer: Answer) => void = () => undefined;
    const late = new Promise<Answer>((resolve) => {
      arrive = resolve;
    });
    const { pager } = pagerOver(first, late, { items: ['z'], next: null });
    await pager.load();
    const more = pager.more();
    await pager.load();
    arrive(last);
    await more;
    assert.deepEqual([pager.view().items, pager.view().isAll], [['z'], true]);
  });

  it('can be changed in between', async () => {
    const { pager } = pagerOver(first);
    await pager.load();
    pager.edit((items) => ['new', ...items]);
    assert.deepEqual(pager.view().items, ['new', 'a', 'b']);
  });
});
