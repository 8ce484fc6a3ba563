Page({
  data: {
    query: '',
    channel: '',
    slide: 0,
    icons: [
      'success',
      'success_no_circle',
      'info',
      'warn',
      'waiting',
      'cancel',
      'download',
      'search',
      'clear',
    ],
  },
  onLoad(query) {
    this.setData({ query: JSON.stringify(query) });
    const channel = this.getOpenerEventChannel();
    channel.on('hello', (text: string) => {
      this.setData({ channel: text });
      channel.emit('back', 'again');
    });
  },
  onReady() {
    wx.createSelectorQuery()
      .select('#c2d')
      .fields({ node: true, size: true })
      .exec(([{ node, width, height }]) => {
        const ratio = wx.getWindowInfo().pixelRatio;
        node.width = width * ratio;
        node.height = height * ratio;
        const context = node.getContext('2d');
        context.scale(ratio, ratio);
        context.fillStyle = '#07c160';
        context.fillRect(10, 10, 80, 40);
      });
    const old = wx.createCanvasContext('old');
    old.setFillStyle('#fa5151');
    old.fillRect(10, 10, 80, 40);
    old.draw();
  },
  change({ detail }) {
    this.setData({ slide: detail.current });
  },
});
