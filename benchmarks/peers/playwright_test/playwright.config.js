// One worker, no retries, no recordings: as the other peers run.
module.exports = {
  testDir: '.',
  timeout: 60_000,
  workers: Number(process.env.ECFCHECK_BENCH_WORKERS || 1),
  fullyParallel: true,
  reporter: 'line',
  use: {
    viewport: { width: 1100, height: 800 },
    launchOptions: { executablePath: process.env.ECFCHECK_BENCH_BROWSER },
  },
};
