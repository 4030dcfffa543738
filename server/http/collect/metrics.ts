/** Figures of a collecting office for whoever runs it: counts and times, of no school and no pupil. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export class CollectMetrics {
  readonly registry = new Registry();
  readonly files = new Counter({
    name: 'so_may_files_total',
    help: 'Files that came, by kind and outcome',
    labelNames: ['kind', 'outcome'] as const,
    registers: [this.registry],
  });
  readonly changes = new Counter({
    name: 'so_may_changes_total',
    help: 'Changes taken',
    registers: [this.registry],
  });
  readonly bytes = new Counter({
    name: 'so_may_file_bytes_total',
    help: 'Bytes of files that came',
    registers: [this.registry],
  });
  readonly answers = new Histogram({
    name: 'so_may_answer_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['route', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers: [this.registry],
  });

  constructor(queueLength: () => number) {
    collectDefaultMetrics({ register: this.registry, prefix: 'so_may_' });
    const gauge: Gauge = new Gauge({
      name: 'so_may_files_waiting',
      help: 'Files that arrived and have not been read yet',
      registers: [this.registry],
      collect: (): void => gauge.set(queueLength()),
    });
  }
}
