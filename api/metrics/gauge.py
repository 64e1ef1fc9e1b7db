"""One figure as Prometheus reads it."""

from prometheus_client.core import GaugeMetricFamily, Metric


def gauge(name: str, meaning: str, value: float) -> Metric:
    """A figure with no label."""
    return GaugeMetricFamily(name, meaning, value=value)


def counted(name: str, meaning: str, label: str, counts: dict[str, int]) -> Metric:
    """A figure for each value of a label."""
    family = GaugeMetricFamily(name, meaning, labels=[label])
    for value, count in counts.items():
        family.add_metric([value], count)
    return family
