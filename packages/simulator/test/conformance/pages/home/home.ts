interface AppData {
  globalData: { log: string[]; launched: string };
}

const app = getApp<AppData>();

Page({
  data: {
    title: 'Hello',
    flag: true,
    list: [
      { id: 'a', name: 'A' },
      { id: 'b', name: 'B' },
    ],
    log: '',
  },
  onLoad(query) {
    app.globalData.log.push(`load ${JSON.stringify(query)}`);
  },
  onShow() {
    app.globalData.log.push('show');
  },
  onReady() {
    app.globalData.log.push('ready');
    this.setData({ log: app.globalData.log.join(' ') });
  },
  onHide() {
    app.globalData.log.push('hide');
  },
  onPullDownRefresh() {
    app.globalData.log.push('pulldown');
    wx.stopPullDownRefresh();
  },
  tap(event) {
    const { target, currentTarget, detail, touches, changedTouches } = event;
    app.globalData.log.push('tap');
    this.setData({
      title: `tapped ${currentTarget.dataset.kind} ${currentTarget.dataset.longName}`,
      flag: !this.data.flag,
      event: {
        target,
        detail: { x: typeof detail.x },
        touches: touches.length,
        changed: changedTouches.length,
      },
    });
  },
  press() {
    app.globalData.log.push('press');
    this.setData({ title: 'pressed' });
  },
  pick(event) {
    this.setData({ title: `picked ${event.detail.value}` });
  },
  open() {
    wx.navigateTo({
      url: '../second/second?a=1&b=x%20y',
      events: { back: (value: string) => this.setData({ title: `back ${value}` }) },
      success: ({ eventChannel }) => eventChannel.emit('hello', 'from home'),
    });
  },
  openForm() {
    wx.navigateTo({ url: '/pages/form/form' });
  },
});
