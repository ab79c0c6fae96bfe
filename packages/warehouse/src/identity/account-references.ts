/** Where account ids stand: an id that some row names is an account, even when no account file brought it. */
export const accountReferences: readonly { readonly table: string; readonly column: string }[] = [
  { table: 'canonical.account', column: 'account_id' },
  { table: 'canonical."order"', column: 'account_id' },
  { table: 'canonical.invoice', column: 'account_id' },
  { table: 'canonical.subscription', column: 'account_id' },
  { table: 'canonical.contract', column: 'account_id' },
  { table: 'canonical.deal', column: 'account_id' },
  { table: 'canonical.ticket', column: 'account_id' },
  { table: 'canonical.payment', column: 'account_id' },
];
