interface Hearing {
  hear(event: object): void;
}

const app = getApp<Hearing & { globalData: { heard: unknown[] } }>();

Page({
  data: {
    modes: [
      'scaleToFill',
      'aspectFit',
      'aspectFill',
      'widthFix',
      'heightFix',
      'center',
      'top',
      'bottom',
      'left',
      'right',
      'top left',
      'top right',
      'bottom left',
      'bottom right',
    ],
    wide: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='20'%3E%3C/svg%3E",
    coded: '&amp; d&amp;lt;',
    broken: '',
    triggered: false,
    left: 0,
    top: 0,
    percent: 0,
    moved: 1,
    slide: '',
    film: '',
    web: '',
    toast: false,
    loading: false,
    show: false,
  },
  hear(event) {
    app.hear(event);
  },
  refresh(event) {
    app.hear(event);
    this.setData({ triggered: true });
  },
  onPageScroll({ scrollTop }) {
    app.globalData.heard.push(['page', 'scroll', scrollTop > 0]);
  },
  onReachBottom() {
    app.globalData.heard.push(['page', 'bottom']);
  },
});
