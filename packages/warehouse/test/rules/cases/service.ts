import type { RuleCase } from '../support/rule-case.js';
import { many } from '../support/rule-case.js';

const solved = {
  created_at: '2025-01-01 08:00:00',
  status: 'solved',
  solved_at: '2025-01-02 08:00:00',
  account_id: 'plain:a',
} as const;
const invited = {
  survey_invitation: [{ invitation_id: 'plain:i', survey_id: 'plain:s', sent_at: '2025-01-01' }],
} as const;
const answer = { survey_id: 'plain:s', responded_at: '2025-03-01' } as const;
const survey = { survey_id: 'plain:s', kind: 'csat', scale_min: 1, scale_max: 5 } as const;

/** Scores of 560 answers on a scale of five, so many of each. */
const scores = (counts: readonly number[]) =>
  counts.flatMap((count, index) => Array.from({ length: count }, () => index + 1));

export const serviceCases: readonly RuleCase[] = [
  {
    rule: 'V-01',
    about:
      'answered before it came, first answered after it was solved (RavenStack: 36 by the durations of the source)',
    rows: {
      ticket: [
        { ticket_id: 'plain:1', ...solved, first_response_at: '2025-01-01 07:59:59' },
        { ticket_id: 'plain:2', ...solved, first_response_at: '2025-01-02 08:00:01' },
        {
          ticket_id: 'plain:3',
          ...solved,
          source_first_response_seconds: 7200,
          source_resolution_seconds: 3600,
        },
        { ticket_id: 'plain:4', ...solved, first_response_at: '2025-01-01 08:00:00' },
        { ticket_id: 'plain:5', ...solved, first_response_at: '2025-01-02' },
        {
          ticket_id: 'plain:6',
          ...solved,
          source_first_response_seconds: 3600,
          source_resolution_seconds: 3600,
        },
      ],
    },
    breaks: ['plain:1', 'plain:2', 'plain:3'],
    spares: ['plain:4', 'plain:5', 'plain:6'],
  },
  {
    rule: 'V-02',
    about: 'a ticket without creation time (tickets_kaggle has none); a day is one',
    rows: {
      ticket: [
        { ticket_id: 'plain:1', status: 'open', account_id: 'plain:a' },
        { ticket_id: 'plain:2', status: 'open', account_id: 'plain:a', created_at: '2025-01-01' },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2'],
  },
  {
    rule: 'V-03',
    about:
      'solved without a time; with a history of its status the time is known, and an open one needs none',
    rows: {
      ticket: [
        { ticket_id: 'plain:1', ...solved, solved_at: null },
        { ticket_id: 'plain:2', ...solved, solved_at: null },
        {
          ticket_id: 'plain:3',
          ...solved,
          solved_at: null,
          status: 'closed',
          closed_at: '2025-01-03 08:00:00',
        },
        { ticket_id: 'plain:4', ...solved, solved_at: null, status: 'open' },
      ],
      ticket_event: [
        { ticket_id: 'plain:2', field: 'status', occurred_at: '2025-01-02 08:00:00', new_value: 'solved' },
      ],
    },
    breaks: ['plain:1'],
    spares: ['plain:2', 'plain:3', 'plain:4'],
  },
  {
    rule: 'V-04',
    about: 'Zendesk 1966, merged into 1967; spam and deleted ones; 1967 itself counts',
    rows: {
      ticket: [
        { ticket_id: 'zendesk:1966', ...solved, status: 'closed' },
        { ticket_id: 'zendesk:1967', ...solved },
        { ticket_id: 'zendesk:3', ...solved, merged_into_ticket_id: 'zendesk:1967' },
        { ticket_id: 'zendesk:4', ...solved, is_spam: true },
        { ticket_id: 'zendesk:5', ...solved, status: 'deleted' },
        { ticket_id: 'zendesk:6', ...solved, is_spam: false, is_deleted: false },
      ],
      entity_merge: [{ entity: 'ticket', losing_id: 'zendesk:1966', winning_id: 'zendesk:1967' }],
    },
    breaks: ['zendesk:1966', 'zendesk:3', 'zendesk:4', 'zendesk:5'],
    spares: ['zendesk:1967', 'zendesk:6'],
    also: { 'K-06': ['zendesk:1966'] },
  },
  {
    rule: 'V-05',
    about:
      'a 7 on a scale of five, 87 where no scale is stated, an NPS from 1 to 10; the ends of a scale lie on it',
    rows: {
      survey: [
        survey,
        { survey_id: 'plain:n', kind: 'nps', scale_min: 1, scale_max: 10 },
        { survey_id: 'plain:m', kind: 'nps', scale_min: 0, scale_max: 10 },
      ],
      survey_response: [
        { response_id: 'plain:1', ...answer, score: 7 },
        { response_id: 'plain:2', responded_at: '2025-03-01', survey_id: 'plain:x', kind: 'csat', score: 87 },
        { response_id: 'plain:3', ...answer, score: 1 },
        { response_id: 'plain:4', ...answer, score: 5 },
        { response_id: 'plain:5', ...answer, score: null },
        {
          response_id: 'plain:6',
          responded_at: '2025-03-01',
          survey_id: 'plain:x',
          kind: 'csat',
          score: 87,
          scale_min: 0,
          scale_max: 100,
        },
        {
          response_id: 'plain:7',
          responded_at: '2025-03-01',
          survey_id: 'plain:x',
          kind: 'other',
          score: 87,
        },
      ],
      survey_invitation: ['s', 'x'].map((id) => ({
        invitation_id: `plain:${id}`,
        survey_id: `plain:${id}`,
        sent_at: '2025-01-01',
      })),
    },
    breaks: ['plain:1', 'plain:2', 'plain:n'],
    spares: ['plain:3', 'plain:4', 'plain:5', 'plain:6', 'plain:7', 'plain:m'],
  },
  {
    rule: 'V-06',
    about: 'RavenStack: 3, 4 and 5 only, of a hundred answers',
    rows: {
      survey: [survey],
      survey_response: many(100, (index) => ({
        response_id: `plain:${index}`,
        ...answer,
        score: 3 + (index % 3),
      })),
      ...invited,
    },
    breaks: ['s'],
    spares: [],
  },
  {
    rule: 'V-06',
    about: 'one 2 among a hundred is an unhappy customer',
    rows: {
      survey: [survey],
      survey_response: many(100, (index) => ({
        response_id: `plain:${index}`,
        ...answer,
        score: index === 0 ? 2 : 3 + (index % 3),
      })),
      ...invited,
    },
    breaks: [],
    spares: ['s'],
  },
  {
    rule: 'V-06',
    about: 'the tickets of Kaggle: every score as often as every other',
    rows: {
      survey: [survey],
      // Chi-squared (12^2 + 2^2 + 8^2 + 7^2 + 11^2) / 112 = 3.4, of 4 expected.
      survey_response: scores([100, 110, 120, 119, 111]).map((score, index) => ({
        response_id: `plain:${index}`,
        ...answer,
        score,
      })),
      ...invited,
    },
    breaks: ['s'],
    spares: [],
  },
  {
    rule: 'V-06',
    about: 'answers of people lean to one side',
    rows: {
      survey: [survey],
      // Chi-squared (52^2 + 32^2 + 12^2 + 28^2 + 68^2) / 112 = 82.9.
      survey_response: scores([60, 80, 100, 140, 180]).map((score, index) => ({
        response_id: `plain:${index}`,
        ...answer,
        score,
      })),
      ...invited,
    },
    breaks: [],
    spares: ['s'],
  },
  {
    rule: 'V-07',
    about:
      'answers to a survey nobody was asked in (RavenStack: 825 of 2,000 unrated); a survey with invitations',
    rows: {
      survey: [survey],
      survey_response: [
        { response_id: 'plain:1', ...answer, score: 4 },
        { response_id: 'plain:2', ...answer, score: 2, survey_id: 'plain:other', kind: 'csat' },
        { response_id: 'plain:3', ...answer, score: 2, survey_id: null, kind: 'nps' },
        { response_id: 'plain:4', ...answer, score: null, survey_id: 'plain:skipped', kind: 'csat' },
      ],
      ...invited,
    },
    breaks: ['nps', 'plain:other'],
    spares: ['plain:s', 'plain:skipped'],
  },
  {
    rule: 'V-08',
    about:
      'two answers to one invitation (Olist: e18443b7 twice); one that was skipped first, and one without invitation',
    rows: {
      survey: [survey],
      survey_invitation: ['i', 'j'].map((id) => ({
        invitation_id: `plain:${id}`,
        survey_id: 'plain:s',
        sent_at: '2025-01-01',
      })),
      survey_response: [
        { response_id: 'plain:1', ...answer, score: 4, invitation_id: 'plain:i' },
        { response_id: 'plain:2', ...answer, score: 2, invitation_id: 'plain:i' },
        { response_id: 'plain:3', ...answer, score: null, invitation_id: 'plain:j' },
        { response_id: 'plain:4', ...answer, score: 2, invitation_id: 'plain:j' },
        { response_id: 'plain:5', ...answer, score: 2 },
        { response_id: 'plain:6', ...answer, score: 2 },
      ],
    },
    breaks: ['plain:i'],
    spares: ['plain:j'],
  },
  {
    rule: 'V-09',
    about: 'two of nineteen tickets have no account (Zoho: none can be linked)',
    rows: {
      ticket: many(19, (index) => ({
        ticket_id: `plain:${index}`,
        ...solved,
        account_id: index < 2 ? null : 'plain:a',
      })),
    },
    breaks: ['plain:0', 'plain:1'],
    spares: ['plain:2'],
  },
  {
    rule: 'V-09',
    about: 'two of twenty are one in ten; the account of the requester is one',
    rows: {
      person: [{ person_id: 'plain:p', account_id: 'plain:a' }],
      ticket: many(20, (index) => ({
        ticket_id: `plain:${index}`,
        ...solved,
        account_id: index < 3 ? null : 'plain:a',
        requester_person_id: index === 0 ? 'plain:p' : null,
      })),
    },
    breaks: [],
    spares: ['plain:0', 'plain:1', 'plain:2'],
  },
];
