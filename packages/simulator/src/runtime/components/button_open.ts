/** What the `open-type`s of a button do here. */
import { showModal, showSheet } from '../chrome/overlay';
import { pickFiles } from '../file_picker';
import { files } from '../file_store';
import { phone } from '../phone';
import { shareProgram } from '../share';
import { profile } from '../user';
import type { Host } from './engine';

async function chooseAvatar(host: Host) {
  const choice = await showSheet(['用微信头像', '从相册选择'], { note: '选择头像' });
  if (choice < 0) return;
  if (choice === 0) {
    const answer = await fetch(phone.user.avatarUrl);
    host.emit('chooseavatar', { avatarUrl: files.addTemporary(await answer.blob(), 'png') });
    return;
  }
  const [file] = await pickFiles({ accept: 'image/*', multiple: false });
  if (file) host.emit('chooseavatar', { avatarUrl: files.addTemporary(file) });
}

async function getUserInfo(host: Host) {
  const { confirm } = await showModal({
    title: '微信授权',
    content: '获取你的昵称、头像',
    confirmText: '允许',
    cancelText: '拒绝',
  });
  if (!confirm) host.emit('getuserinfo', { errMsg: 'getUserInfo:fail auth deny' });
  else host.emit('getuserinfo', { errMsg: 'getUserInfo:ok', ...(await profile()) });
}

async function getPhoneNumber(host: Host) {
  const { confirm } = await showModal({
    title: '微信授权',
    content: '申请使用你的手机号',
    confirmText: '允许',
    cancelText: '拒绝',
  });
  const errMsg = confirm
    ? 'getPhoneNumber:fail not supported in the simulator'
    : 'getPhoneNumber:fail user deny';
  host.emit('getphonenumber', { errMsg });
}

async function contact(host: Host) {
  await showModal({
    title: '客服会话',
    content: '在手机上，这里打开与客服的会话。',
    showCancel: false,
  });
  host.emit('contact', { path: host.data.sendMessagePath, query: {} });
}

async function openSetting(host: Host) {
  await showModal({ title: '设置', content: '在手机上，这里打开授权设置。', showCancel: false });
  host.emit('opensetting', { errMsg: 'openSetting:ok', authSetting: {} });
}

async function agreePrivacy(host: Host) {
  host.emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' });
  window.dispatchEvent(
    new CustomEvent('sim-privacy-agree', { detail: { buttonId: host.component.id } }),
  );
}

/** Open type → what it does. */
export const openTypes: Readonly<Record<string, (host: Host) => Promise<void>>> = {
  share: async (host) =>
    shareProgram('button', { id: host.component.id, dataset: host.component.dataset }),
  chooseAvatar,
  getUserInfo,
  getPhoneNumber,
  contact,
  feedback: contact,
  openSetting,
  agreePrivacyAuthorization: agreePrivacy,
};
