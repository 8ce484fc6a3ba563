/** The home page: the demos, and the server they talk to. */
import { server } from '../../lib/services';
import { demos } from './demos';

Page({
  data: { demos, server: '' },

  onShow() {
    this.setData({ server: server() });
  },

  onShareAppMessage() {
    return { title: '小程序云端示例', path: '/pages/home/home' };
  },
});
