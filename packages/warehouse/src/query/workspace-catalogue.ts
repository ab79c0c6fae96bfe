import { type Catalogue, readCatalogue } from '@bellwether/metrics';
import type { WorkspaceConfig } from '../config/workspace-config.js';
import type { Workspace } from '../workspace/workspace.js';

const known = new WeakMap<WorkspaceConfig, Catalogue>();

/**
 * The built-in metrics and those of the workspace's `bellwether.yaml`, treated alike. Throws a MetricsError with the path
 * of the setting where a custom metric is not valid.
 */
export const workspaceCatalogue = ({ config }: Pick<Workspace, 'config'>): Catalogue => {
  const catalogue = known.get(config) ?? readCatalogue(config.metrics, 'bellwether.yaml metrics');
  known.set(config, catalogue);
  return catalogue;
};
