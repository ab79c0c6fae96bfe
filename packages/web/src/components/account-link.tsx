import { Link } from '@tanstack/react-router';

/** The name of an account, which leads to its page. */
export const AccountLink = ({ id, name }: { readonly id: string; readonly name?: string | null }) => (
  <Link to="/accounts/$id" params={{ id }}>
    {name ?? id}
  </Link>
);
