"""The benchmarks: `make bench`. Each figure stands beside a peer's, measured in the same run."""
