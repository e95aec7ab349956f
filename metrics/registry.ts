import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

type Described<Label extends string> = { name: string; help: string; labels?: readonly Label[] }

/** Creates metrics of one registry, each with its name, help and labels on one line. */
export function metricsOf(registry: Registry) {
  const configure = <Label extends string>({ name, help, labels = [] }: Described<Label>) => ({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
  })
  return {
    /** `collect` adds the increase since the last scrape. */
    counter: <Label extends string = never>({ collect, ...described }: Described<Label> & Collected<Counter<Label>>) =>
      new Counter<Label>({
        ...configure(described),
        ...(collect && {
          collect() {
            return collect(this)
          },
        }),
      }),
    /** `collect` sets its values at each scrape. */
    gauge: <Label extends string = never>({ collect, ...described }: Described<Label> & Collected<Gauge<Label>>) =>
      new Gauge<Label>({
        ...configure(described),
        ...(collect && {
          collect() {
            return collect(this)
          },
        }),
      }),
    histogram: <Label extends string = never>({ buckets, ...described }: Described<Label> & { buckets: number[] }) =>
      new Histogram<Label>({ ...configure(described), buckets }),
  }
}

type Collected<Metric> = { collect?: (metric: Metric) => void | Promise<void> }
