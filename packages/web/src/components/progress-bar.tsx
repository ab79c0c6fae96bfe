/** How far long work is; 0 to 1, null where nobody knows. */
export const ProgressBar = ({
  label,
  fraction,
}: {
  readonly label: string;
  readonly fraction: number | null;
}) => (
  <div className="progress">
    <span aria-hidden="true">
      {label}
      {fraction === null ? ' …' : ` ${Math.round(fraction * 100)} %`}
    </span>
    {fraction === null ? (
      <progress aria-label={label} />
    ) : (
      <progress aria-label={label} value={fraction} max={1} />
    )}
  </div>
);
