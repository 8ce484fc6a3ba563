App({
  globalData: { launched: '' as string, log: [] as string[] },
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
});
