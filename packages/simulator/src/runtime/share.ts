/** Sharing: what the page offers to a friend, and handing it to the second phone. */
import { showModal } from './chrome/overlay';
import { phone } from './phone';

/** A share card. */
export interface ShareCard {
  readonly title: string;
  readonly path: string;
  readonly imageUrl?: string;
}

/** Asks the page on top what to share, and shows the card; the page around the phone can open it in the other one. */
export async function shareProgram(from: 'button' | 'menu', target?: unknown): Promise<void> {
  const page = phone.router.top;
  if (page === undefined) return;
  const offer = (page.share({ from, target, webViewUrl: undefined }) ??
    {}) as Partial<ShareCard> & { promise?: Promise<Partial<ShareCard>> };
  const late = offer.promise
    ? await Promise.race([
        offer.promise,
        new Promise<undefined>((resolve) => setTimeout(resolve, 3000)),
      ])
    : {};
  const search = new URLSearchParams(page.query).toString();
  const card: ShareCard = {
    title: page.nav.title,
    path: `/${page.path}${search ? `?${search}` : ''}`,
    ...offer,
    ...late,
  };
  const open =
    window.parent !== window
      ? (window.parent as unknown as { __simOpenShared?: (card: ShareCard) => void })
          .__simOpenShared
      : undefined;
  const { confirm } = await showModal({
    title: '发送给朋友',
    content: `${card.title}\n${card.path}`,
    confirmText: open ? '在另一台手机打开' : '好',
    showCancel: open !== undefined,
  });
  window.__sim.lastShare = card;
  if (confirm) open?.(card);
}
