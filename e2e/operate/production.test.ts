/** The platform as an operator runs it: one start, then what has to be true of it. */
import { failureChecks, reloadChecks } from './checks/failure';
import { pathChecks } from './checks/paths';
import { pm2Checks } from './checks/pm2';
import { useProduction } from './support/production';

describe('in production', () => {
  const production = useProduction();

  pm2Checks(production);
  pathChecks(production);
  reloadChecks(production);
  failureChecks(production);
});
