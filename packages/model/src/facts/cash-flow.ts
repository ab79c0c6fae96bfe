import { amount, day, dimension, fact } from '../fact.js';

export const cashFlowFact = fact('cash_flow', 'One dated flow of a project.', ['cash_flow', 'fx_rate'], {
  project: dimension('Project'),
  date: day('When'),
  amount: amount('Positive in, negative out'),
});
