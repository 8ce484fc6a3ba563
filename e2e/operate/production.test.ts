/** The platform as an operator runs it: one start, then what has to be true of it. */
import { failureChecks, reloadChecks } from './checks/failure';
import { hostileChecks } from './checks/hostile';
import { pathChecks } from './checks/paths';
import { pm2Checks } from './checks/pm2';
import { useProduction } from './support/production';

describe('in production', () => {
  const production = useProduction();

  pm2Checks(production);
  pathChecks(production);
  hostileChecks(production);
  reloadChecks(production);
  failureChecks(production);
});
