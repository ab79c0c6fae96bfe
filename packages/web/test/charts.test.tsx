import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ChartPoint } from '../src/charts/chart-point.js';
import { CohortTriangle } from '../src/charts/cohort-triangle.js';
import { binsOf, DistributionChart } from '../src/charts/distribution-chart.js';
import { FunnelChart } from '../src/charts/funnel-chart.js';
import { RankedBars } from '../src/charts/ranked-bars.js';
import { SmallMultiples } from '../src/charts/small-multiples.js';
import { Sparkline } from '../src/charts/sparkline.js';
import { TargetBar } from '../src/charts/target-bar.js';
import { TrendChart } from '../src/charts/trend-chart.js';

const plain = (value: number): string => String(value);

const points: readonly ChartPoint[] = [
  { period: '2025-01', value: 0, low: 0, high: 20, target: 80 },
  { period: '2025-02', value: 50, low: 40, high: 60, target: 80 },
  { period: '2025-03', value: 100, low: 90, high: 100, target: 80 },
];
const trend = (own: readonly ChartPoint[], more: object = {}): string =>
  renderToStaticMarkup(
    <TrendChart points={own} title="Win rate" formatValue={plain} formatAxis={plain} {...more} />,
  );
const pathOf = (markup: string, name: string): string =>
  new RegExp(`<path class="${name}" d="([^"]*)"`).exec(markup)?.[1] ?? 'none';
const times = (markup: string, text: string): number => markup.split(text).length - 1;

describe('trend', () => {
  // 720 × 260 less the margins 58, 14, 18, 26 leaves x 58…706 and y 18…234; three bands of 216, centres 166, 382, 598.
  it('puts values where the scale from 0 to 100 puts them', () => {
    expect(pathOf(trend(points), 'chart-line')).toBe('M166,234L382,126L598,18');
  });
  it('draws the interval as a band and the target as a line of its own', () => {
    const markup = trend(points);
    expect(pathOf(markup, 'chart-band')).toBe('M166,190.8L382,104.4L598,18L598,39.6L382,147.6L166,234Z');
    expect(pathOf(markup, 'chart-target')).toBe('M58,61.2L274,61.2L274,61.2L490,61.2L490,61.2L706,61.2');
  });
  it('shows the target of a single period as wide as the period', () => {
    const single = [points[0]!, { ...points[1]! }, points[2]!].map((point, index) => ({
      ...point,
      target: index === 1 ? 80 : null,
    }));
    expect(pathOf(trend(single), 'chart-target')).toBe('M274,61.2L490,61.2');
  });
  it('breaks the line at a missing value, shows a dash and says the reason', () => {
    const gap = trend([
      points[0]!,
      { period: '2025-02', value: null, reason: 'Nothing to divide by.' },
      points[2]!,
    ]);
    expect(pathOf(gap, 'chart-line')).toBe('M166,234ZM598,18Z');
    expect(gap).toContain('aria-label="Feb 2025: no figure. Nothing to divide by."');
    expect(times(gap, 'class="chart-gap"')).toBe(1);
  });
  it('hatches and dashes an unfinished period and never joins it to the whole line', () => {
    const markup = trend([points[0]!, points[1]!, { ...points[2]!, partial: true }]);
    expect(pathOf(markup, 'chart-line')).toBe('M166,234L382,126');
    expect(pathOf(markup, 'chart-line chart-line-partial')).toBe('M382,126L598,18');
    expect(times(markup, 'class="chart-partial"')).toBe(1);
    expect(markup).toContain('Mar 2025, so far: 100');
  });
  it('numbers annotations at their period and leaves out those outside', () => {
    const markup = trend(points, {
      annotations: [
        { period: '2025-02', text: 'New price' },
        { period: '2019-01', text: 'Long ago' },
      ],
    });
    expect(times(markup, 'class="chart-annotation"')).toBe(1);
    expect(markup).toContain('<line x1="382" x2="382"');
  });
  it('has one tab stop, a title, a description and a name for each point', () => {
    const markup = trend(points);
    expect(times(markup, 'tabindex="0"')).toBe(1);
    expect(times(markup, 'data-point=""')).toBe(3);
    expect(markup).toContain('>Win rate</title>');
    expect(markup).toContain('aria-label="Feb 2025: 50, between 40 and 60, target 80"');
  });
  it('keeps a flat series off the edges and does not fail on none', () => {
    expect(pathOf(trend([points[1]!, { ...points[1]!, period: '2025-03' }]), 'chart-line')).not.toContain(
      'NaN',
    );
    expect(trend([])).not.toContain('NaN');
  });
  it('gives the same bytes twice', () => {
    expect(trend(points)).toBe(trend(points));
  });
});

describe('ranked bars', () => {
  const bars = [
    { key: 'a', label: 'Ada', value: 100, low: 80, high: 120, note: 'n 40' },
    { key: 'b', label: 'Bo', value: null, reason: 'No record.' },
    { key: 'c', label: 'Cy', value: -20 },
  ];
  const markup = renderToStaticMarkup(<RankedBars bars={bars} title="By owner" formatValue={plain} />);
  it('begins every bar at zero, whichever way it points', () => {
    const found = [...markup.matchAll(/class="chart-bar" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(
      (match) => [Number(match[1]), Number(match[2])],
    );
    const zero = Number(/class="chart-zero" x1="([\d.]+)"/.exec(markup)?.[1]);
    expect(found).toHaveLength(2);
    expect(found[0]?.[0]).toBe(zero);
    expect((found[1]?.[0] ?? 0) + (found[1]?.[1] ?? 0)).toBeCloseTo(zero, 1);
    // 100 is five times 20.
    expect((found[0]?.[1] ?? 0) / (found[1]?.[1] ?? 1)).toBeCloseTo(5, 1);
  });
  it('says value, interval, n, and the reason where there is no value', () => {
    expect(markup).toContain('aria-label="Ada: 100 n 40, between 80 and 120"');
    expect(markup).toContain('aria-label="Bo: no figure. No record."');
    expect(times(markup, 'class="chart-whisker"')).toBe(1);
  });
});

describe('cohort triangle', () => {
  const markup = renderToStaticMarkup(
    <CohortTriangle
      title="Kept"
      unit="month"
      rows={[
        { cohort: '2025-01', size: '40', shares: [1, 0.5, null] },
        { cohort: '2025-02', size: '20', shares: [1] },
      ]}
    />,
  );
  it('has a cell for each age reached, and none beyond', () => {
    expect(times(markup, 'class="chart-cell"')).toBe(4);
  });
  it('says the same in shade and figure', () => {
    expect(markup).toContain('aria-label="Jan 2025, after 1 months: 50 %"');
    expect(markup).toContain('fill-opacity="0.25"');
    expect(markup).toContain('aria-label="Jan 2025, after 2 months: no figure"');
  });
});

describe('funnel', () => {
  it('gives the longest bar to the largest stage and says who went on', () => {
    const markup = renderToStaticMarkup(
      <FunnelChart
        title="Stages"
        stages={[
          { key: 'q', label: 'Qualified', count: 200, conversion: 0.5 },
          { key: 'p', label: 'Proposal', count: 100, conversion: null },
        ]}
      />,
    );
    const widths = [...markup.matchAll(/class="chart-bar" [^>]*?width="([\d.]+)"/g)].map((match) =>
      Number(match[1]),
    );
    expect(widths[0]).toBe(380);
    expect(widths[1]).toBe(190);
    expect(markup).toContain('aria-label="Qualified: 200 50.0 % went on"');
  });
});

describe('distribution', () => {
  it('counts every value once, the largest in the last bin', () => {
    // Sturges: ceil(log2 8) + 1 = 4 bins of 2 from 0 to 8.
    expect(binsOf([0, 1, 2, 3, 4, 5, 6, 8]).map(({ count }) => count)).toEqual([2, 2, 2, 2]);
  });
  it.each([[[]], [[7]], [[7, 7, 7]]])('does not fail on %j', (values) => {
    const markup = renderToStaticMarkup(
      <DistributionChart bins={binsOf(values)} title="Spread" formatValue={plain} />,
    );
    expect(markup).not.toContain('NaN');
  });
});

describe('sparkline and small multiples', () => {
  it('are pictures with a name', () => {
    const spark = renderToStaticMarkup(
      <Sparkline points={points} title="Win rate over a year" target={80} />,
    );
    expect(spark).toContain('role="img"');
    expect(spark).toContain('>Win rate over a year</title>');
    expect(times(spark, 'class="chart-target"')).toBe(1);
  });
  it('share one scale, so that equal values stand equally high', () => {
    const markup = renderToStaticMarkup(
      <SmallMultiples
        title="Each owner"
        formatValue={plain}
        formatAxis={plain}
        multiples={[
          { key: 'a', label: 'Ada', points },
          {
            key: 'b',
            label: 'Bo',
            points: [
              { period: '2025-01', value: 100 },
              { period: '2025-02', value: 100 },
              { period: '2025-03', value: 100 },
            ],
          },
        ]}
      />,
    );
    const heights = [...markup.matchAll(/class="chart-dot" cx="[\d.]+" cy="([\d.]+)"/g)].map(
      (match) => match[1],
    );
    expect(heights).toHaveLength(2);
    expect(heights[0]).toBe(heights[1]);
  });
});

describe('the way to a target', () => {
  const bar = (actual: number, target: number, pace: number | null): string =>
    renderToStaticMarkup(
      <TargetBar actual={actual} target={target} pace={pace} title="50 of 100" width={102} />,
    );
  // 102 less a pixel at each side leaves 100 for 0…100.
  it('draws the figure as a bar, the target as a long mark, the pace as a short one', () => {
    const markup = bar(50, 100, 75);
    expect(markup).toContain('<rect class="chart-bar" x="1" y="5" width="50"');
    expect(markup).toContain('<line class="target-aim" x1="101" x2="101"');
    expect(markup).toContain('<line class="target-pace" x1="76" x2="76"');
    expect(markup).toContain('>50 of 100</title>');
  });
  it('draws no pace where it is the target itself, and grows leftwards below zero', () => {
    const markup = bar(-100, 0, 0);
    expect(markup).not.toContain('target-pace');
    expect(markup).toContain('<rect class="chart-bar" x="1" y="5" width="100"');
    expect(markup).toContain('<line class="target-aim" x1="101" x2="101"');
  });
});
