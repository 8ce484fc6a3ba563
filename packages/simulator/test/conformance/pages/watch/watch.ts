const app = getApp<{ hear(event: object): void; globalData: { heard: unknown[] } }>();

Page({
  hear(event) {
    app.hear(event);
  },
  onReady() {
    this.observer = this.createIntersectionObserver({ thresholds: [0, 1] });
    this.observer.relativeToViewport().observe('#mark', (seen) => {
      app.globalData.heard.push([seen.id, seen.dataset.n, seen.intersectionRatio, seen]);
    });
    this.media = wx.createMediaQueryObserver();
    this.media.observe({ maxWidth: 500 }, ({ matches }) => {
      app.globalData.heard.push(['media', matches]);
    });
  },
});
