import { Link } from '@tanstack/react-router';
import { PageHead } from '../components/page-head.js';

export const NotFound = () => (
  <>
    <PageHead title="There is no such page" lead="The address may be mistyped, or what it named is gone." />
    <p>
      <Link to="/" className="button">
        Home
      </Link>
    </p>
  </>
);
