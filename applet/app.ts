/** The mini-program's start: a silent login, so that the first demo opened is ready. */
import { session } from './lib/services';

App({
  onLaunch() {
    // A login that fails is tried again by the first request that needs one.
    session.login().catch(() => undefined);
  },
});
