/** The best players. */
import { paths } from '../../../lib/config';
import { textOf } from '../../../lib/errors';
import { http, session } from '../../../lib/services';

/** A line of GET /applet/websocket/leaderboard. */
interface Line {
  readonly rank: number;
  readonly name: string;
  readonly avatar: string;
  readonly score: number;
}

const limit = 50;

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'failed',
    error: '',
    lines: [] as (Line & { readonly letter: string })[],
    me: '',
  },

  onLoad() {
    void this.load();
  },

  onPullDownRefresh() {
    void this.load().finally(() => wx.stopPullDownRefresh());
  },

  async load() {
    try {
      const { data } = await http.get<readonly Line[]>(`${paths.game}/leaderboard`, { limit });
      const lines = data.map((line) => {
        const name = line.name || '神秘玩家';
        return { ...line, name, letter: [...name][0] ?? '' };
      });
      this.setData({ state: 'ready', lines, me: session.user()?.nickName ?? '' });
    } catch (error) {
      this.setData({ state: 'failed', error: textOf(error) });
    }
  },

  onRetry() {
    this.setData({ state: 'loading' });
    void this.load();
  },
});
