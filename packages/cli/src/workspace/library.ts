import { type CallName, type CallProgress, type Calls, calls } from '@bellwether/server';
import { openWorkspace } from '@bellwether/warehouse';

/** What a command asks of a workspace, wherever that is open. */
export interface Library {
  ask<Name extends CallName>(
    name: Name,
    asked: Calls[Name]['asked'],
    onProgress?: (progress: Progress) => void,
  ): Promise<Calls[Name]['answer']>;
  close(): Promise<void>;
}
export type Progress = Omit<CallProgress, 'phase'> & { readonly phase: string };

/** Opens the workspace in this process. Throws the errors of opening. */
export const ownLibrary = async (directory: string): Promise<Library> => {
  const workspace = await openWorkspace(directory);
  return {
    ask: (name, asked, onProgress) => calls[name].run(workspace, asked, (progress) => onProgress?.(progress)),
    close: () => workspace.close(),
  };
};
