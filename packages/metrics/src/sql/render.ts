import { normalUpperQuantile } from '@bellwether/stats';
import type { Scan } from '../plan/scan.js';
import { renderCohort } from './cohort.js';
import type { Dialect } from './dialect.js';
import { isDistinctOfMany, renderDistinct } from './distinct.js';
import { renderExposure } from './exposure.js';
import { renderFlow } from './flow.js';
import { renderFlowClusters } from './flow-clusters.js';
import { renderFlowMembers } from './flow-members.js';
import { renderFlowRows } from './flow-rows.js';
import { renderLost } from './lost.js';
import { renderMembers } from './members.js';
import { renderPair } from './pair.js';
import { renderPresentValue } from './present-value.js';
import { renderRemaining } from './remaining.js';
import { renderStock } from './stock.js';
import { type SqlText, SqlWriter } from './writer.js';
import { unreachable } from '../unreachable.js';

/** The SQL of one scan. Columns: period, b0, b1 and so on (breakdown), then those of each output, as text. */
export function renderScan(scan: Scan, dialect: Dialect, level: number): SqlText {
  const writer = new SqlWriter(dialect);
  switch (scan.kind) {
    case 'flow':
      return renderFlow(writer, scan);
    case 'flow_rows':
      if (isDistinctOfMany(scan)) return renderDistinct(writer, scan);
      return renderFlowRows(writer, scan, normalUpperQuantile((1 - level) / 2));
    case 'flow_members':
      return renderFlowMembers(writer, scan);
    case 'present_value':
      return renderPresentValue(writer, scan);
    case 'flow_clusters':
      return renderFlowClusters(writer, scan);
    case 'stock':
      return renderStock(writer, scan);
    case 'exposure':
      return renderExposure(writer, scan);
    case 'lost':
      return renderLost(writer, scan);
    case 'pair':
      return renderPair(writer, scan);
    case 'members':
      return renderMembers(writer, scan);
    case 'cohort':
      return renderCohort(writer, scan);
    case 'remaining':
      return renderRemaining(writer, scan);
    default:
      return unreachable(scan);
  }
}
