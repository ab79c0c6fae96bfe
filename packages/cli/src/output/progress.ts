/** A progress bar on stderr: on a terminal only, and only for work that takes longer than a second. */
export interface Progress {
  /** @param fraction 0 to 1 */
  update(fraction: number, label: string): void;
  done(): void;
}

const width = 24;
const silent: Progress = { update: () => undefined, done: () => undefined };

export const startProgress = (stream: NodeJS.WriteStream = process.stderr): Progress => {
  if (!stream.isTTY) return silent;
  const started = performance.now();
  let shown = false;
  return {
    update: (fraction, label) => {
      if (performance.now() - started < 1000) return;
      shown = true;
      const filled = Math.round(Math.min(1, Math.max(0, fraction)) * width);
      const percent = String(Math.round(fraction * 100)).padStart(3);
      const room = Math.max(0, (stream.columns ?? 80) - width - 8);
      stream.write(
        `\r\u001b[2K${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${percent} % ${label.slice(0, room)}`,
      );
    },
    done: () => {
      if (shown) stream.write('\r\u001b[2K');
    },
  };
};
