/** Toasts, dialogs and sheets. */
import { hideToast, showModal, showSheet, showToast } from '../chrome/overlay';
import { sourceUrl } from '../sources';
import { ApiError, type ApiGroup, api, requireOption } from './api';

/** Longest label of a button, characters. */
const MAX_LABEL = 4;

export const feedback: ApiGroup = {
  showToast: api('showToast', ({ title, icon = 'success', image, duration = 1500, mask }) => {
    showToast({
      title: String(title ?? ''),
      icon,
      duration,
      mask,
      ...(image ? { image: sourceUrl(image) } : {}),
    });
  }),
  hideToast: api('hideToast', () => void hideToast()),
  showLoading: api('showLoading', ({ title, mask }) =>
    showToast({ title: String(title ?? ''), icon: 'loading', mask }),
  ),
  hideLoading: api('hideLoading', () => {
    if (!hideToast()) throw new ApiError("toast can't be found");
  }),
  showModal: api('showModal', (options) => {
    for (const name of ['cancelText', 'confirmText']) {
      if ((options[name]?.length ?? 0) > MAX_LABEL)
        throw new ApiError(`${name} length should not larger than 4 Chinese characters`);
    }
    return showModal(options);
  }),
  showActionSheet: api('showActionSheet', async (options) => {
    requireOption(options, 'itemList', 'object');
    const { itemList, itemColor, alertText } = options;
    if (itemList.length === 0)
      throw new ApiError('parameter error: parameter.itemList should have at least 1 item');
    if (itemList.length > 6)
      throw new ApiError('parameter error: itemList should not be large than 6');
    const tapIndex = await showSheet(itemList, { color: itemColor, note: alertText });
    if (tapIndex < 0) throw new ApiError('cancel');
    return { tapIndex };
  }),
  enableAlertBeforeUnload: api('enableAlertBeforeUnload', () => {}),
  disableAlertBeforeUnload: api('disableAlertBeforeUnload', () => {}),
};
