import { type ReactNode, useId } from 'react';
import { moveBetweenPoints } from './roving-focus.js';

interface Props {
  readonly className: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}

/** What a chart of points is drawn on: its size, its name, and the arrow keys that walk from point to point. */
export const ChartSurface = ({ className, title, width, height, children }: Props) => {
  const id = useId();
  return (
    <svg
      className={`chart ${className}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-labelledby={`${id}t`}
      onKeyDown={moveBetweenPoints}
    >
      <title id={`${id}t`}>{title}</title>
      {children}
    </svg>
  );
};
