/** The game: a lobby, a table, a result. What happens is in lib/play; this shows it. */
import type { Choice, Face } from '@weapp-samples/contracts';
import { session } from '../../../lib/services';
import { faces, hands } from '../../lib/hands';
import { newTable, type Table } from '../../lib/table';
import { viewOf } from '../../lib/view';
import { type Connection, createConnection } from './connection';

/** How often the lobby asks who is near, in ms. */
const nearbyMs = 10_000;

/** How often the countdown looks at the clock, in ms. */
const tickMs = 200;

/** How long a message stays, in ms. */
const noticeMs = 3000;

Page({
  connection: undefined as Connection | undefined,
  nearbyTimer: 0,
  tickTimer: 0,
  noticeTimer: 0,
  /** Whether the name has been asked for since the page was opened. */
  asked: false,

  data: {
    hands,
    faces,
    view: viewOf(newTable),
    nearby: 0,
    located: false,
    seconds: 0,
    left: 0,
    /** Changes with every round, so that the ring begins anew. */
    ring: '',
    notice: '',
    asking: false,
  },

  onLoad({ room }: Record<string, string | undefined>) {
    this.connection = createConnection(
      (table) => this.show(table),
      (text) => this.notify(text),
    );
    if (room) this.connection.play.join({ roomId: room });
    this.connection.open();
  },

  onShow() {
    this.nearbyTimer = setInterval(() => this.refresh(), nearbyMs);
  },

  onHide() {
    clearInterval(this.nearbyTimer);
  },

  onUnload() {
    for (const timer of [this.nearbyTimer, this.tickTimer]) clearInterval(timer);
    clearTimeout(this.noticeTimer);
    this.connection?.play.leave();
    this.connection?.close();
  },

  onShareAppMessage() {
    const room = this.connection?.play.table().room;
    const path = '/game/pages/game/game';
    const { nickName } = session.user() ?? {};
    if (!room?.private) return { title: '剪刀石头布，来一局？', path };
    const title = `${nickName || '你的朋友'}等你来一局剪刀石头布`;
    return { title, path: `${path}?room=${room.roomId}` };
  },

  show(table: Table) {
    const before = this.data.view;
    const { nearby, seconds, roundId } = table;
    this.setData({ view: viewOf(table), nearby, seconds, ring: roundId });
    if (table.phase === 'playing') this.count();
    if (table.resumed && !before.online) this.notify('已回到房间');
    if (table.phase !== before.phase) this.feel(table);
  },

  /** Something has happened that one may be looking away from. */
  feel({ phase }: Table) {
    if (phase === 'playing' || phase === 'result') wx.vibrateShort({ type: 'light' });
  },

  /** The number in the ring. */
  count() {
    clearInterval(this.tickTimer);
    const tick = () => {
      const table = this.connection?.play.table();
      const left = Math.max(0, Math.ceil(((table?.endsAt ?? 0) - Date.now()) / 1000));
      if (left !== this.data.left) this.setData({ left });
      if (table?.phase !== 'playing' || left === 0) clearInterval(this.tickTimer);
    };
    this.tickTimer = setInterval(tick, tickMs);
    tick();
  },

  notify(notice: string) {
    clearTimeout(this.noticeTimer);
    this.setData({ notice });
    this.noticeTimer = setTimeout(() => this.setData({ notice: '' }), noticeMs);
  },

  refresh() {
    if (this.data.view.phase === 'lobby') this.connection?.play.refresh();
  },

  onLocate() {
    wx.getFuzzyLocation({
      type: 'wgs84',
      success: ({ latitude, longitude }) => {
        this.setData({ located: true });
        this.connection?.play.locate({ lat: latitude, lng: longitude });
      },
      fail: () => this.notify('没有位置，只显示在线人数'),
    });
  },

  /** The first time, an opponent should learn a name; nobody has to have one. */
  onStart() {
    if (this.asked || session.user()?.nickName) this.start();
    else this.setData({ asking: true });
  },

  onNamed() {
    this.connection?.play.refresh();
    this.start();
  },

  start() {
    this.asked = true;
    this.setData({ asking: false });
    this.connection?.play.join(null);
  },

  onInvite() {
    this.connection?.play.join({ private: true });
  },

  onChoose({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.connection?.play.choose(Number(currentTarget.dataset.choice) as Choice);
  },

  onFace({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.connection?.play.face(Number(currentTarget.dataset.face) as Face);
  },

  onAgain() {
    this.connection?.play.again();
  },

  onLeave() {
    this.connection?.play.leave();
  },

  onTakeBack() {
    this.connection?.open();
  },

  onLeaderboard() {
    wx.navigateTo({ url: '../leaderboard/leaderboard' });
  },
});
