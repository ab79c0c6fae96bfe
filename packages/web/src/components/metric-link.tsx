import { Link } from '@tanstack/react-router';
import type { MetricSummary } from '../api/types.js';
import { useView } from '../url/use-view.js';

/** The name of a measure; it opens in the period and comparison that are looked at. */
export const MetricLink = ({ metric }: { readonly metric: MetricSummary }) => {
  const [view] = useView();
  return (
    <Link to="/metric/$id" params={{ id: metric.id }} search={{ period: view.period, compare: view.compare }}>
      {metric.name}
    </Link>
  );
};
