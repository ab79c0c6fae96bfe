import type { Setting } from '../simulate/simulation.js';
import type { AccountLog } from '../world/events.js';
import type { CostRow } from '../world/finance.js';
import { countAdoption, countQuotas, countSpend } from './count-company.js';
import { countAgents, countCompleteness } from './count-completeness.js';
import { CohortTable, countCustomer } from './count-customers.js';
import { countRevenue } from './count-revenue.js';
import { CycleSamples, countDeals, countLeads } from './count-sales.js';
import { countTickets, countVoice, ServiceSamples } from './count-service.js';
import { Ledger } from './ledger.js';
import { monthCount } from '../time/periods.js';

/** Everything that the simulation counts about itself, while it runs. */
export class Counter {
  readonly ledger = new Ledger();
  readonly cohorts = new CohortTable();
  readonly cycles = new CycleSamples();
  readonly service = new ServiceSamples();
  readonly #setting: Setting;

  constructor(setting: Setting) {
    this.#setting = setting;
    countQuotas(this.ledger, setting);
    countAdoption(this.ledger, setting);
    countAgents(this.ledger, setting.staff);
  }

  countAccount(log: AccountLog): void {
    countLeads(this.ledger, log);
    countDeals(this.ledger, this.cycles, log);
    countCustomer(this.ledger, this.cohorts, log);
    countRevenue(this.ledger, log, this.#setting.rates);
    countTickets(this.ledger, this.service, log);
    countVoice(this.ledger, log);
    countCompleteness(this.ledger, log);
  }

  countCosts(costs: readonly CostRow[]): void {
    countSpend(this.ledger, this.#setting, costs);
  }

  /** A flow by month, for the costs that follow what was sold. */
  byMonth(leg: string): number[] {
    return Array.from({ length: monthCount }, (_, month) => this.ledger.read(leg, month));
  }
}
