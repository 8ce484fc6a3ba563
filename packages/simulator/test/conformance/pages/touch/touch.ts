const app = getApp<{ hear(event: object): void; globalData: { heard: unknown[] } }>();

Page({
  hear(event) {
    const { type, currentTarget, touches, changedTouches } = event;
    if (currentTarget.id === 'slides') return app.hear(event);
    const [{ pageX = 0, pageY = 0 } = {}] = changedTouches;
    app.globalData.heard.push([
      currentTarget.id,
      type,
      touches?.length,
      [pageX - currentTarget.offsetLeft, pageY - currentTarget.offsetTop].map(Math.round),
    ]);
  },
  capture() {
    app.globalData.heard.push(['capture']);
  },
  draw({ type, touches }) {
    app.globalData.heard.push([type, touches.map(({ x, y }) => [Math.round(x), Math.round(y)])]);
  },
  transition() {},
});
