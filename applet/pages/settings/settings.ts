/** Settings: which server the demos talk to, and whether it answers. */
import { defaultServer, normalizeServer } from '../../lib/config';
import { adviceOf, checkConnection, type Finding } from '../../lib/connection-check';
import { changeServer, server } from '../../lib/services';

Page({
  data: {
    typed: '',
    error: '',
    checking: false,
    findings: [] as Finding[],
    advice: [] as string[],
    isDefault: true,
  },

  onLoad() {
    this.show(server());
  },

  show(address: string) {
    this.setData({ typed: address, error: '', isDefault: address === defaultServer });
  },

  onInput({ detail }: WechatMiniprogram.Input) {
    this.setData({ typed: detail.value, error: '', isDefault: detail.value === defaultServer });
  },

  onReset() {
    this.show(defaultServer);
  },

  async onCheck() {
    const address = normalizeServer(this.data.typed);
    if (!address) {
      this.setData({ error: '请填写域名或地址，例如 https://www.example.com' });
      return;
    }
    changeServer(address);
    this.show(address);
    this.setData({ checking: true, findings: [], advice: [] });
    const findings = await checkConnection(wx, address);
    // Whoever typed on meanwhile wants to hear about the newer address.
    if (server() !== address) return;
    this.setData({ checking: false, findings, advice: adviceOf(findings) });
  },
});
