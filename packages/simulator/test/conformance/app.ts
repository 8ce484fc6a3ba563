App({
  globalData: { launched: '' as string, log: [] as string[], heard: [] as unknown[] },
  onLaunch(options) {
    this.globalData.launched = options.path;
    this.globalData.log.push('app launch');
  },
  onShow() {
    this.globalData.log.push('app show');
  },
  onHide() {
    this.globalData.log.push('app hide');
  },
  /** Notes an event of a component: who, what, with which detail. */
  hear({
    type,
    detail,
    currentTarget,
  }: {
    type: string;
    detail: unknown;
    currentTarget: { id: string };
  }) {
    this.globalData.heard.push([currentTarget.id, type, detail]);
  },
});
