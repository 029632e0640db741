/** How much memory this process takes at most, in megabytes, from now until `stop`. */
export function watchMemory(): { stop(): number } {
  let peak = 0;
  const look = () => void (peak = Math.max(peak, process.memoryUsage().rss));
  const timer = setInterval(look, 100);
  look();
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return peak / 1e6;
    },
  };
}
