import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const mappingFileName = 'mapping.yaml';

/** A column as it stands, or one that holds the id of a record in another system. */
type Reference = readonly [header: string, system: string];
type Columns = Readonly<Record<string, string | Reference>>;

const account: Reference = ['Account ID', 'hubspot'];
const ticket: Reference = ['Ticket ID', 'zendesk'];

/** Entity (which is also the name of the file or sheet), headers that tell it, columns. */
const streams: readonly (readonly [string, readonly string[], Columns])[] = [
  [
    'contract',
    ['Contract ID', 'Renewal Date'],
    {
      contract_id: 'Contract ID',
      account_id: account,
      started_on: 'Start Date',
      due_on: 'Renewal Date',
      value: 'Contract Value',
      currency: 'Currency',
      auto_renew: 'Auto Renew',
      outcome: 'Outcome',
      decided_on: 'Decided On',
      renewed_value: 'Renewed Value',
    },
  ],
  [
    'order',
    ['Order ID', 'Account ID', 'Order Date', 'Status'],
    {
      order_id: 'Order ID',
      account_id: account,
      ordered_at: 'Order Date',
      status: 'Status',
      channel: 'Channel',
      currency: 'Currency',
    },
  ],
  [
    'order_line',
    ['Order Line ID', 'Order ID', 'Product ID'],
    {
      order_line_id: 'Order Line ID',
      order_id: 'Order ID',
      product_id: 'Product ID',
      description: 'Description',
      kind: 'Kind',
      quantity: 'Quantity',
      unit_price: 'Unit Price',
      amount: 'Amount',
      unit_cost: 'Unit Cost',
      currency: 'Currency',
    },
  ],
  [
    'refund',
    ['Refund ID', 'Order ID', 'Refund Amount'],
    {
      refund_id: 'Refund ID',
      order_id: 'Order ID',
      account_id: account,
      amount: 'Refund Amount',
      currency: 'Currency',
      refunded_at: 'Refund Date',
    },
  ],
  [
    'product',
    ['Product ID', 'Product Name', 'List Price'],
    {
      product_id: 'Product ID',
      name: 'Product Name',
      category: 'Category',
      list_price: 'List Price',
      unit_cost: 'Unit Cost',
      currency: 'Currency',
    },
  ],
  [
    'quota',
    ['Quota ID', 'Owner', 'Quota'],
    {
      quota_id: 'Quota ID',
      owner_user_id: ['Owner', 'hubspot'],
      started_on: 'Month',
      amount: 'Quota',
      currency: 'Currency',
    },
  ],
  [
    'survey',
    ['Survey ID', 'Question', 'Scale Min'],
    {
      survey_id: 'Survey ID',
      kind: 'Kind',
      question: 'Question',
      scale_min: 'Scale Min',
      scale_max: 'Scale Max',
      higher_is_better: 'Higher Is Better',
      positive_from: 'Positive From',
    },
  ],
  [
    'survey_invitation',
    ['Invitation ID', 'Survey ID', 'Sent At'],
    {
      invitation_id: 'Invitation ID',
      survey_id: 'Survey ID',
      person_id: ['Person ID', 'hubspot'],
      account_id: account,
      ticket_id: ticket,
      sent_at: 'Sent At',
      is_delivered: 'Delivered',
      channel: 'Channel',
    },
  ],
  [
    'survey_response',
    ['Response ID', 'Survey ID', 'Responded At', 'Score'],
    {
      response_id: 'Response ID',
      survey_id: 'Survey ID',
      responded_at: 'Responded At',
      score: 'Score',
      person_id: ['Contact ID', 'hubspot'],
      email: 'Email',
      account_id: account,
      ticket_id: ticket,
      invitation_id: 'Invitation ID',
      channel: 'Channel',
    },
  ],
  [
    'product_usage_daily',
    ['Account ID', 'Day', 'Feature', 'Events'],
    {
      account_id: account,
      day: 'Day',
      feature: 'Feature',
      events: 'Events',
      duration_seconds: 'Duration Seconds',
    },
  ],
  [
    'crm_usage_daily',
    ['User', 'Day', 'Logins', 'Records Created'],
    {
      user_id: ['User', 'hubspot'],
      day: 'Day',
      logins: 'Logins',
      records_created: 'Records Created',
      records_updated: 'Records Updated',
      activities_logged: 'Activities Logged',
    },
  ],
  [
    'touchpoint',
    ['Touchpoint ID', 'Occurred At', 'Is Action'],
    {
      touchpoint_id: 'Touchpoint ID',
      person_id: ['Person ID', 'hubspot'],
      occurred_at: 'Occurred At',
      kind: 'Kind',
      is_action: 'Is Action',
      channel: 'Channel',
      campaign_id: ['Campaign ID', ''],
    },
  ],
  [
    'lead',
    ['Lead ID', 'Person ID', 'Created At', 'Lead Status'],
    {
      lead_id: 'Lead ID',
      person_id: ['Person ID', 'hubspot'],
      email: 'Email',
      created_at: 'Created At',
      channel: 'Lead Source',
      campaign_id: ['Campaign ID', ''],
      status: 'Lead Status',
    },
  ],
  [
    'ticket_sla',
    ['Ticket ID', 'Target', 'Policy', 'Due At'],
    {
      ticket_id: ticket,
      target: 'Target',
      policy: 'Policy',
      target_seconds: 'Target Seconds',
      in_business_hours: 'In Business Hours',
      applied_at: 'Applied At',
      due_at: 'Due At',
      completed_at: 'Completed At',
    },
  ],
];

/** A mapping of the workspace: plain files that name records of HubSpot and Zendesk by their bare ids. */
export function mappingText(): string {
  const lines = [
    '# Files of the sample company without a system of their own. They name accounts, contacts and owners by what they',
    '# are called in HubSpot and tickets by their Zendesk number; `prefix` says so. Campaigns carry their platform.',
    'source: harbour',
    'title: Harbour Software, own files',
    'streams:',
  ];
  for (const [entity, headers, columns] of streams) {
    lines.push(`  ${entity}:`, `    recognise: { headers: [${headers.join(', ')}], file: ${entity} }`);
    lines.push('    locale: iso', '    entities:', `      - entity: ${entity}`, '        columns:');
    for (const [column, source] of Object.entries(columns)) {
      lines.push(
        typeof source === 'string'
          ? `          ${column}: ${source}`
          : `          ${column}: { from: ${source[0]}, prefix: '${source[1]}' }`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

export const writeMappingFile = (directory: string): void =>
  writeFileSync(join(directory, mappingFileName), mappingText());
