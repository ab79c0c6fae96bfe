/** Diagonal lines for what is not over yet: readable without colour, and in print. */
export const Hatch = ({ id }: { readonly id: string }) => (
  <defs>
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line x1="0" y1="0" x2="0" y2="6" className="chart-hatch" stroke="currentColor" strokeWidth="1" />
    </pattern>
  </defs>
);
