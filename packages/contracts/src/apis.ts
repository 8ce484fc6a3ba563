/** Every HTTP API of the platform: what has an OpenAPI document. */
import { albumApi } from './album';
import type { Api } from './endpoint';
import { gameApi } from './game';
import { sessionApi } from './session';
import { videoApi } from './video';

export const apis: readonly Api[] = [albumApi, gameApi, sessionApi, videoApi];
